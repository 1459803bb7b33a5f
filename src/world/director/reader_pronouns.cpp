// Pronouns: whom "it", "they" and "her" mean.
#include "world/director/reader.h"
#include "world/director/reader_words.h"

#include <algorithm>

namespace hibari::world {

// Whether what the verb there says is done by animals and people alone: "it sneezes".
bool ShotReader::feels(std::size_t at) const {
    const Hit* verb = hit(at, WordKind::kVerb);
    if (verb == nullptr || !reads_as_verb(at, false)) {
        return false;
    }
    switch (verb_rows()[static_cast<std::size_t>(verb->row)].verb) {
        case Verb::kLook:
        case Verb::kLaugh:
        case Verb::kCry:
        case Verb::kShakeHead:
        case Verb::kNod:
        case Verb::kBark:
        case Verb::kMeow:
        case Verb::kNeigh:
        case Verb::kEat:
        case Verb::kDrink:
            return !is_any(
                at, "looks|look|faces|face|hisses|hiss|growls|roars|purrs"
            );  // "it looks old", "it faces the sea"
        default:
            return false;
    }
}

// "Something falls off a table": what such a thing usually is.
ShotReader::NounPhrase ShotReader::something(std::size_t at) {
    NounPhrase phrase;
    phrase.begin = at;
    phrase.end = at + 1;
    const Hit* verb = hit(at + 1, WordKind::kVerb);
    if (verb == nullptr || !reads_as_verb(at + 1, false)) {
        return {};
    }
    std::string_view kind;
    switch (verb_rows()[static_cast<std::size_t>(verb->row)].verb) {
        case Verb::kFall:
        case Verb::kDrop:
        case Verb::kTopple:
            kind = "mug";
            break;
        case Verb::kRoll:
        case Verb::kBounce:
        case Verb::kHit:
            kind = "ball";
            break;
        case Verb::kSlide:
        case Verb::kSpin:
            kind = "block";
            break;
        case Verb::kFloat:
            kind = "rubber duck";
            break;
        case Verb::kSink:
            kind = "rock";
            break;
        case Verb::kExplode:
            kind = "vase";
            break;
        case Verb::kSwing:
            kind = "pendulum";
            break;
        default:
            phrase.kind = NounKind::kUnreal;  // "until something tugs at his line"
            story_.notes.ignored(tokens_[at].shown, "nobody knows what it is");
            return phrase;
    }
    CastMember thing;
    thing.thing = story_.thing_named(kind);
    if (thing.thing < 0) {
        return {};
    }
    thing.head = kind;
    thing.entity.called = tokens_[at].shown;
    phrase.head = thing.head;
    phrase.kind = NounKind::kCast;
    phrase.who = create(std::move(thing), Modifiers{}, 1, phrase);
    story_.notes.assumed("\"something\" is a " + std::string(kind));
    return phrase.who.empty() ? NounPhrase{} : phrase;
}

ShotReader::NounPhrase ShotReader::resolve_pronoun(std::size_t at) {
    NounPhrase phrase;
    if (!is_any(
            at,
            "he|she|they|it|him|her|them|himself|herself|itself|themselves|both|who|everyone|"
            "others|one|each|everything|something"
        )) {
        return phrase;
    }
    const std::string& word = tokens_[at].text;
    if (word == "her" && (head_at(at + 1) || hit(at + 1, WordKind::kColor) != nullptr ||
                          hit(at + 1, WordKind::kHarmless) != nullptr ||
                          hit(at + 1, WordKind::kPersonAdjective) != nullptr ||
                          hit(at + 1, WordKind::kSize) != nullptr ||
                          hit(at + 1, WordKind::kMaterial) != nullptr || is(at + 1, "own"))) {
        return phrase;  // A possessive.
    }
    if ((word == "both" || word == "one" || word == "each") &&
        ((head_at(at + 1) && !(word == "one" && head_at(at + 1)->plural)) || is(at + 1, "-") ||
         hit(at + 1, WordKind::kColor) != nullptr || hit(at + 1, WordKind::kHarmless) != nullptr)) {
        return phrase;
    }
    if (word == "who" || word == "everyone") {
        return phrase;
    }
    if (word == "something") {
        return something(at);
    }
    if (word == "everything") {
        for (const int member : shot_.present) {
            const Category category = story_.category_of(member);
            if (!story_.is_alive(member) && category != Category::kScenery &&
                category != Category::kVehicle) {
                phrase.who.push_back(member);
            }
        }
        if (!phrase.who.empty()) {
            phrase.begin = at;
            phrase.end = at + 1;
            phrase.kind = NounKind::kCast;
        }
        return phrase;
    }
    phrase.begin = at;
    phrase.end = at + 1;
    phrase.pronoun = true;
    if ((word == "one" || word == "each") && is_any(at + 1, "of")) {
        phrase.end = is_any(at + 2, "them|these|those") ? at + 3 : at + 2;
    }
    if ((word == "each" && is(at + 1, "other")) || (word == "one" && is(at + 1, "another"))) {
        phrase.end = at + 2;
        phrase.who = subject_.size() > 1 ? subject_ : last_plural_;
        if (phrase.who.size() > 1) {
            std::rotate(phrase.who.begin(), phrase.who.begin() + 1, phrase.who.end());
        }
        phrase.kind = phrase.who.empty() ? NounKind::kNone : NounKind::kCast;
        phrase.plural = true;
        return phrase;
    }
    if (word == "one") {
        // "Two knights fight with swords and one falls": one of those who act.
        const std::vector<int>& doers = subject_.size() > 1 ? subject_ : previous_subject_;
        std::vector<int> group = group_meant(phrase.end);
        const bool things = !group.empty() && !story_.is_alive(group.front());
        const bool sent =
            things && std::ranges::any_of(shot_.actions, [&](const auto& action) {
                return is_sending(action.action.verb) && action.object == group.front();
            });  // "they throw snowballs; one hits the teacher"
        const bool acts = !sent || done_by_the_living(phrase.end);
        group =
            things && acts && doers.size() > 1 && story_.is_alive(doers.front()) ? doers : group;
        if (!group.empty()) {
            phrase.who = {one_to_do(group, phrase.end)};
            told_apart_.push_back(phrase.who.front());
            phrase.kind = NounKind::kCast;
            return phrase;
        }
    }
    if (word == "each" && last_plural_.size() > 1) {
        phrase.who = last_plural_;
        phrase.kind = NounKind::kCast;
        phrase.plural = true;
        return phrase;
    }
    const bool behind_preposition =
        at > 0 && hit(at - 1, WordKind::kPreposition) != nullptr &&
        hit(at - 1, WordKind::kOrder) == nullptr;  // not "until it pops"
    // "Four dancers behind her": beside a noun just named the pronoun means somebody else.
    const bool beside = noun_just_read_ && last_noun_ != subject_ && behind_preposition;
    const bool reflexive = word.ends_with("self") || word.ends_with("selves");
    if (reflexive && !subject_.empty()) {
        phrase.who = subject_;
        phrase.kind = NounKind::kCast;
        return phrase;
    }
    int best = -1;
    int best_seen = -1;
    const Hit* next_verb = hit(at + 1, WordKind::kVerb);
    const bool flies_next =
        next_verb != nullptr && reads_as_verb(at + 1, false) &&
        is_any(at + 1, "swoops|soars|flaps|flutters|perches|hovers") &&
        std::ranges::any_of(shot_.present, [&](int member) {
            return story_.is_alive(member) && story_.thing_of(member).traits.flies;
        });
    // "brings it a blanket", "throws it a crumb": to somebody alive.
    const bool receives = word == "it" && verb_seen_ && !recent_.empty() &&
                          (is_any(at + 1, "a|an|some|another|two|three|his|her") ||
                           hit(at + 1, WordKind::kCount) != nullptr) &&
                          std::ranges::any_of(shot_.present, [&](int member) {
                              return story_.category_of(member) == Category::kAnimal;
                          });
    const int sent = word == "it" ? sent_thing(at) : -1;
    const int sought = word == "it" ? sought_thing(at) : -1;
    const bool person = is_any(at, "he|she|him|her");
    const bool plural = is_any(at, "they|them|both|others");
    for (std::size_t i = 0; i < story_.cast.size(); ++i) {
        const int member = static_cast<int>(i);
        const CastMember& known = story_.cast[i];
        // In a game what somebody does something to is the ball.
        const bool played = word == "it" && verb_seen_ && !recent_.empty() && sport() != nullptr &&
                            story_.category_of(member) == Category::kBall;
        if (known.implied && !plural && known.last_seen == 0 && member != sent) {
            continue;
        }
        const Gender gender = known.entity.look.gender;
        const bool alive = story_.is_alive(member);
        bool fits = true;
        if (person) {
            const bool woman = is_any(at, "she|her");
            fits = alive && (gender == Gender::kUnspecified || (gender == Gender::kWoman) == woman);
            fits = fits && (story_.is_person(member) || best < 0);
        } else if (word == "it") {
            fits = !story_.is_person(member) && (alive || !(feels(at + 1) || receives));
        }
        const bool told = person && hit(at + 1, WordKind::kSpeech) != nullptr &&
                          std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
                              return action.subject == member && action.action.verb == Verb::kTalk;
                          });  // "tells a story ... she begins"
        // "a lamp to the left of it": not of the lamp.
        const bool placed = word == "it" && !verb_seen_ && behind_preposition;
        if (!fits || (placed && std::ranges::find(last_noun_, member) != last_noun_.end())) {
            continue;
        }
        constexpr int kNamedSo = 4;  // "a grandmother ... children ...: she"
        int seen = known.last_seen * 2 + (person && gender != Gender::kUnspecified ? kNamedSo : 0);
        // "reaches for the jar on the shelf and knocks it over": what stands there, not the shelf.
        constexpr int kJustNamed = 3;
        for (const DraftRelation& load : shot_.relations) {
            const CastMember& owner = story_.cast[static_cast<std::size_t>(load.owner)];
            const int later = known.last_seen - owner.last_seen;
            const bool told_of = std::ranges::find(sentence_before_, load.owner) !=
                                 sentence_before_.end();  // "A goat on a rock. He pushes it."
            if (word == "it" && load.target == member &&
                (!story_.is_alive(load.owner) || told_of) && owner.group != known.group &&
                later >= 0 && later <= kJustNamed) {
                seen = std::min(seen, 2 * owner.last_seen - 1);
            }
        }
        seen += told ? 500 : 0;
        if (placed && (member == shot_.present.front() ||
                       std::ranges::find(comma_list_, member) != comma_list_.end())) {
            seen += 500;  // What the picture is about.
        }
        // A pronoun as a subject likes the subject before; as an object it likes the other.
        const bool is_subject = std::ranges::find(subject_, member) != subject_.end();
        if (beside && std::ranges::find(last_noun_, member) != last_noun_.end()) {
            continue;
        }
        // "A glass stands on a table, it slides off": "it" begins a clause about the same.
        const bool goes_on = word == "it" && verb_seen_ && !alive && is_subject &&
                             (after_comma_ || after_and_ || order_) && reads_as_verb(at + 1, false);
        if (goes_on) {
            seen += reads_as_fate(at + 1) ? 0 : 500;
        } else if (verb_seen_ && is_subject && !reflexive && !beside) {
            seen -= 1'000;
        }
        if (word == "it" && verb_seen_ && !recent_.empty() && alive &&
            std::ranges::find(previous_subject_, member) != previous_subject_.end()) {
            // "a cat watches it": whoever did something, rather than a thing just named.
            const Verb verb = shot_.actions[recent_.front()].action.verb;
            seen += verb == Verb::kLook || verb == Verb::kRun || verb == Verb::kWalk ||
                            verb == Verb::kHug || verb == Verb::kHit
                        ? 500
                        : 0;
        }
        if (word == "it" && verb_seen_ && !alive && !is_subject &&
            std::ranges::find(previous_subject_, member) != previous_subject_.end()) {
            seen += 500;  // "A bell stands on a book; a marble hits it": the bell.
        }
        if (word == "it" && flies_next && !story_.thing_of(member).traits.flies) {
            continue;  // "It swoops down": the owl, not the mouse.
        }
        if (word == "it" && !verb_seen_ &&
            std::ranges::find(previous_subject_, member) != previous_subject_.end() &&
            !reads_as_fate(at + 1)) {
            seen += 500;
        }
        const bool topic = word == "it" && !verb_seen_ && sentence_subject_.empty() &&
                           sentence_before_.size() == 1 && sentence_before_ != previous_subject_ &&
                           sentence_before_.front() == member && alive;
        seen += topic ? 600 : 0;  // "A lion lies there with its cubs. It stands up."
        // "They carry a sofa up the stairs and drop it": what is in their hands.
        const bool carried =
            word == "it" && verb_seen_ && !recent_.empty() && !alive &&
            (shot_.actions[recent_.front()].action.verb == Verb::kDrop ||
             is_sending(shot_.actions[recent_.front()].action.verb)) &&
            std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
                const Verb verb = action.action.verb;
                return action.object == member && (verb == Verb::kHold || verb == Verb::kPickUp);
            });
        seen += carried ? 1'200 : 0;
        seen += member == sent ? 2'000 : played || member == sought ? 1'500 : 0;
        if (seen > best_seen || best < 0) {
            best = member;
            best_seen = seen;
        }
    }
    if (best < 0 && word == "it") {
        best = game_ball("somebody plays with it");
    }
    if (best < 0) {
        if (word == "it" || word == "one" || word == "each" || word == "both" || word == "others") {
            return NounPhrase{};
        }
        // Somebody never introduced.
        CastMember someone;
        someone.thing = story_.thing_named("person");
        if (someone.thing < 0) {
            return NounPhrase{};
        }
        someone.head = "person";
        someone.entity.called = word;
        if (person) {
            someone.entity.look.gender = is_any(at, "she|her") ? Gender::kWoman : Gender::kMan;
        }
        phrase.who = create(std::move(someone), Modifiers{}, plural ? 2 : 1, phrase);
        phrase.kind = phrase.who.empty() ? NounKind::kNone : NounKind::kCast;
        phrase.plural = plural;
        return phrase;
    }
    phrase.kind = NounKind::kCast;
    phrase.who = {best};
    if (person &&
        story_.cast[static_cast<std::size_t>(best)].entity.look.gender == Gender::kUnspecified) {
        story_.cast[static_cast<std::size_t>(best)].entity.look.gender =
            is_any(at, "she|her") ? Gender::kWoman : Gender::kMan;
    }
    if (plural && last_plural_.size() > 1 &&
        std::ranges::find(last_plural_, best) == last_plural_.end() && word != "others" &&
        (!verb_seen_ || last_plural_ != subject_)) {
        phrase.who = last_plural_;
        phrase.plural = true;
        return phrase;
    }
    if (plural && last_plural_.size() > 1 &&
        std::ranges::find(last_plural_, best) != last_plural_.end()) {
        phrase.who = last_plural_;
        phrase.plural = true;
        return phrase;
    }
    if (plural) {
        const int group = story_.cast[static_cast<std::size_t>(best)].group;
        phrase.who.clear();
        // Those of an earlier shot may be meant: "Scene 2. He calls them back."
        const bool gone = !Story::has(shot_, best);
        for (std::size_t i = 0; i < story_.cast.size(); ++i) {
            if (story_.cast[i].group == group && (gone || Story::has(shot_, static_cast<int>(i)))) {
                phrase.who.push_back(static_cast<int>(i));
            }
        }
        if (phrase.who.size() < 2) {
            // No group: everybody alive of the shot.
            phrase.who.clear();
            for (const int member : shot_.present) {
                if (story_.is_alive(member) || word == "both") {
                    phrase.who.push_back(member);
                }
            }
        }
        if (phrase.who.empty()) {
            phrase.who = {best};
        }
        phrase.plural = true;
    }
    return phrase;
}

// What was thrown, hit or dropped last, when "it" goes on to do what things do: "he kicks the
// ball and it flies". -1 when nothing was, or when "it" does what only the living do.
int ShotReader::sent_thing(std::size_t at) {
    if (verb_seen_ && !after_and_ && !after_comma_ && !order_) {
        return -1;  // An object, not a subject.
    }
    if (!reads_as_verb(at + 1, false)) {
        return -1;
    }
    if (is_any(
            at + 1,
            "runs|walks|barks|meows|eats|drinks|sleeps|sits|chases|licks|sniffs|wags|looks|watches|"
            "swims|climbs|purrs|lies|stands|trots|chews|brings|catches|carries|drops"
        )) {
        return -1;
    }
    for (auto action = shot_.actions.rbegin(); action != shot_.actions.rend(); ++action) {
        const Verb verb = action->action.verb;
        const bool strikes = verb == Verb::kHit || verb == Verb::kPush || verb == Verb::kDrop;
        constexpr std::string_view kWork[] = {"writ", "draw", "paint", "clean", "wip", "wash"};
        const bool works = std::ranges::any_of(kWork, [&](std::string_view stem) {
            return said(*action, stem);  // "is writing on the blackboard" sends nothing.
        });
        if ((!is_sending(verb) && !strikes) || works) {
            continue;
        }
        if (action->object < 0 && is_sending(verb)) {
            return game_ball("\"it\" does something");
        }
        if (verb == Verb::kDrop && !story_.is_alive(action->subject)) {
            return action->subject;  // "An egg is put on a spoon, then it rolls off."
        }
        const int thing = action->object >= 0 ? action->object : action->target;
        return thing >= 0 && !story_.is_alive(thing) && thing != action->subject ? thing : -1;
    }
    return -1;
}

// "kicks a ball over a fence and a dog runs after it": what was sent on its way or let fall last,
// rather than where it went, is run after and picked up. -1: nothing was.
int ShotReader::sought_thing(std::size_t at) const {
    if (!verb_seen_ || recent_.empty() || at == 0) {
        return -1;
    }
    const DraftAction& seeks = shot_.actions[recent_.front()];
    const Verb verb = seeks.action.verb;
    const bool gets = verb == Verb::kRun || verb == Verb::kWalk || verb == Verb::kSwim ||
                      verb == Verb::kFly || verb == Verb::kCatch || verb == Verb::kPickUp ||
                      verb == Verb::kEat;
    const bool bare = hit(at - 1, WordKind::kPreposition) == nullptr;
    if (!gets || !(bare || is_any(at - 1, "after|for"))) {
        return -1;
    }
    for (auto action = shot_.actions.rbegin(); action != shot_.actions.rend(); ++action) {
        const bool lets_go = is_sending(action->action.verb) || action->action.verb == Verb::kDrop;
        if (lets_go && action->subject != seeks.subject && action->object >= 0 &&
            !story_.is_alive(action->object)) {
            return action->object;
        }
    }
    return -1;
}

bool ShotReader::reads_as_fate(std::size_t at) const {
    // What befalls the thing that was hit: "It collapses."
    return is_any(
        at,
        "collapses|topples|falls|explodes|breaks|shatters|crumbles|tips|bursts|tumbles|cracks|"
        "splashes"
    );
}

int ShotReader::owner_of_pronoun(std::string_view word) const {
    int best = -1;
    int best_seen = -1;
    for (std::size_t i = 0; i < story_.cast.size(); ++i) {
        const int member = static_cast<int>(i);
        const CastMember& known = story_.cast[i];
        const Gender gender = known.entity.look.gender;
        const bool fits = word == "his"   ? story_.is_alive(member) && gender != Gender::kWoman
                          : word == "her" ? story_.is_alive(member) && gender != Gender::kMan
                          : word == "its" ? !story_.is_person(member)
                                          : true;
        const bool subject = std::ranges::find(subject_, member) != subject_.end();
        // "people drop coins in his hat": one of them would be "their".
        const bool one_of_many =
            subject && (word == "his" || word == "her") && subject_.size() > 1 &&
            known.group == story_.cast[static_cast<std::size_t>(subject_.front())].group &&
            known.group == story_.cast[static_cast<std::size_t>(subject_.back())].group;
        const int seen = known.last_seen + (subject ? 1'000 : 0);
        if (fits && !one_of_many && seen > best_seen) {
            best = member;
            best_seen = seen;
        }
    }
    return best;
}

}  // namespace hibari::world
