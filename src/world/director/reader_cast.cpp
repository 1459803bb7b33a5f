// New members of the cast, named by words known or unknown.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <charconv>

namespace hibari::world {
namespace {

constexpr int kCountMax = 24;
constexpr float kFat = 1.25F;       // Of an animal.
constexpr float kToyFactor = 0.4F;  // Sizes below are for playing with: "toy", "miniature".
constexpr float kToyLength_m = 0.28F;

// What may be heavy or light by what it is made of; a heavy table is a table.
constexpr std::string_view kNarrow = "cup|tumbler|can|bottle|mug|wine_glass|barrel";
constexpr std::string_view kPlainShapes = "ball|cube|block|cylinder|pyramid|cone|marble|ring";

// What "five coloured balls" get, one after the other: words of color_rows().
constexpr std::string_view kManyColors[] = {
    "red", "blue", "yellow", "green", "orange", "purple", "pink", "turquoise"
};

// "a robot waiter", "a girl surfer": the second word says what is done, the first by whom.
void be_also(PersonLook& look, const PersonLook& first) {
    look.gender = first.gender != Gender::kUnspecified ? first.gender : look.gender;
    look.age = first.age == Age::kOld     ? Age::kOld
               : first.age == Age::kAdult ? look.age
                                          : Age::kTeen;
    look.skin_tone = first.skin_tone ? first.skin_tone : look.skin_tone;
    if (first.top == Top::kRobot || first.top == Top::kSheet) {
        look.top = first.top;
        look.top_color = first.top_color;
        look.hair = first.hair;
    }
}

}  // namespace

void ShotReader::describe(CastMember& member, const Modifiers& modifiers) const {
    Entity& entity = member.entity;
    const bool person =
        member.thing >= 0 &&
        story_.nouns->things[static_cast<std::size_t>(member.thing)].category == Category::kPerson;
    if (modifiers.color && !person) {
        entity.color = modifiers.color;
        entity.accent = modifiers.accent ? modifiers.accent : entity.accent;
    }
    if (!modifiers.material.empty() && !person) {
        entity.material = modifiers.material;
    } else if (modifiers.weight != 0 && entity.material.empty() && !person &&
               listed(
                   kPlainShapes, story_.nouns->things[static_cast<std::size_t>(member.thing)].name
               )) {
        entity.material = modifiers.weight > 0 ? "metal" : "foam";  // Seen, heard and felt.
    }
    if (!person && !modifiers.person_rows.empty() && member.thing >= 0 &&
        story_.nouns->things[static_cast<std::size_t>(member.thing)].category ==
            Category::kAnimal) {
        // "a fat penguin": an animal has one build, so it is told by its size.
        PersonLook look;
        for (const int row : modifiers.person_rows) {
            person_adjective_rows()[static_cast<std::size_t>(row)].apply(look);
        }
        const bool sized = !modifiers.big_rows.empty();
        entity.scale *= sized ? 1.0F : look.build == Build::kHeavy ? kFat : 1.0F;
    }
    entity.burning = entity.burning || (modifiers.burning && !person);
    if (person) {
        if (modifiers.role >= 0) {
            be_also(entity.look, role_rows()[static_cast<std::size_t>(modifiers.role)].look);
        }
        for (const int row : modifiers.person_rows) {
            person_adjective_rows()[static_cast<std::size_t>(row)].apply(entity.look);
        }
        constexpr float kBaby = 0.66F;  // Of a child's size.
        entity.scale *= listed("baby|infant|toddler|tot", member.head) ? kBaby : 1.0F;
        for (const int row : modifiers.big_rows) {
            const float factor = size_rows()[static_cast<std::size_t>(row)].factor;
            if (factor > 1.5F) {
                entity.scale = std::min(entity.scale * factor, 20.0F);
            }
        }
    } else {
        for (const int row : modifiers.big_rows) {
            const float factor = size_rows()[static_cast<std::size_t>(row)].factor;
            const Vec3 usual =
                story_.nouns->things[static_cast<std::size_t>(member.thing)].usual_size;
            const float longest = std::max({usual.x, usual.y, usual.z, 0.01F});
            // Of a toy the hand is the measure, not what it is a toy of.
            const float toy = factor < kToyFactor ? kToyLength_m / longest : factor;
            entity.scale = clamp(entity.scale * std::min(factor, toy), 0.05F, 20.0F);
        }
    }
}

int ShotReader::default_count(bool plural, const Modifiers& modifiers) const {
    if (modifiers.count > 0) {
        return modifiers.count;
    }
    const std::size_t owners = subject_.size();
    if (plural && modifiers.possessive && owners > 1 && story_.is_person(subject_.front())) {
        return static_cast<int>(owners);  // "Two boys race their sleds": one each.
    }
    return plural ? 3 : 1;
}

std::vector<int> ShotReader::create(
    CastMember member, const Modifiers& modifiers, int count, NounPhrase& phrase
) {
    describe(member, modifiers);
    member.group = ++story_.groups;
    member.first_shot = shot_number_;
    const ThingNoun& thing = story_.nouns->things[static_cast<std::size_t>(member.thing)];
    member.entity.kind = std::string(thing.name);
    if (count > kCountMax) {
        story_.notes.substituted(
            std::to_string(count) + " " + member.head,
            std::to_string(kCountMax),
            "more would not fit the picture"
        );
        count = kCountMax;
    }
    // What is narrow or open at the top is stacked on two of the row below.
    phrase.pyramid = phrase.pyramid || (phrase.owned && count > 2 && listed(kNarrow, thing.name));
    std::vector<int> made;
    for (int i = 0; i < count; ++i) {
        if (modifiers.many_colors && count > 1) {
            member.entity.color =
                color_named(kManyColors[static_cast<std::size_t>(i) % std::size(kManyColors)]);
        }
        if (modifiers.many_sizes && count > 1) {
            constexpr float kSmallest = 0.7F;
            constexpr float kLargest = 1.5F;
            const float part = static_cast<float>(i) / static_cast<float>(count - 1);
            member.entity.scale = lerp(kSmallest, kLargest, part);
        }
        const int index = story_.add(shot_, member);
        if (index < 0) {
            story_.notes.ignored(member.head, "a shot holds at most 64 things");
            break;
        }
        if (!made.empty() && phrase.owned && !phrase.pyramid) {
            shot_.relations.push_back({index, RelationKind::kOn, made.back()});
        }
        made.push_back(index);
    }
    if (phrase.pyramid) {
        heap_up(made);
    }
    if (modifiers.mount >= 0) {
        give_mounts(made, modifiers.mount);
    }
    phrase.owned = false;
    return made;
}

// Rows of one less than the row below, each on the two under it.
void ShotReader::heap_up(const std::vector<int>& members) {
    std::erase_if(shot_.relations, [&](const DraftRelation& relation) {
        return relation.kind == RelationKind::kOn &&
               std::ranges::find(members, relation.owner) != members.end() &&
               std::ranges::find(members, relation.target) != members.end();
    });
    std::size_t row = 1;
    while (row * (row + 1) / 2 < members.size()) {
        ++row;
    }
    std::size_t below = 0;
    for (std::size_t first = row; first < members.size() && row > 1; first += row) {
        --row;
        for (std::size_t i = 0; i < row && first + i < members.size(); ++i) {
            shot_.relations.push_back({members[first + i], RelationKind::kOn, members[below + i]});
            shot_.relations.push_back(
                {members[first + i], RelationKind::kOn, members[below + i + 1]}
            );
        }
        below = first;
    }
}

std::string ShotReader::singular(const std::string& word, bool plural) const {
    if (!plural) {
        return word;
    }
    const auto candidates = noun_candidates(word);
    for (const NounCandidate& candidate : candidates) {
        if (candidate.plural && !story_.dictionary->meanings(candidate.lemma).empty()) {
            return candidate.lemma;
        }
    }
    for (const NounCandidate& candidate : candidates) {
        if (candidate.plural && story_.nearest->is_noun(candidate.lemma)) {
            return candidate.lemma;
        }
    }
    return candidates.size() > 1 ? candidates[1].lemma : word;
}

bool ShotReader::is_first_name(std::size_t at) const {
    return at < tokens_.size() && tokens_[at].capital &&
           gender_of_name(tokens_[at].text) != Gender::kUnspecified;
}

ShotReader::NounPhrase ShotReader::unknown_noun(std::size_t at, Modifiers modifiers) {
    NounPhrase phrase;
    phrase.begin = at;
    phrase.end = at + 1;
    if (at >= tokens_.size() || tokens_[at].kind != TokenKind::kWord) {
        return NounPhrase{};
    }
    const Token& token = tokens_[at];
    const bool grammar = hit(at, WordKind::kGrammar) != nullptr;
    const bool determined =
        at > 0 &&
        (is_any(at - 1, "a|an|the|his|her|their|its|my|this|that|some|two|three|four|five|of") ||
         modifiers.any || modifiers.count > 0);
    if (grammar || (hit(at, WordKind::kVerb) != nullptr && !determined && !is_first_name(at)) ||
        hit(at, WordKind::kPreposition) != nullptr || hit(at, WordKind::kDirection) != nullptr ||
        hit(at, WordKind::kManner) != nullptr ||
        (hit(at, WordKind::kHarmless) != nullptr && !is_first_name(at)) ||
        hit(at, WordKind::kOrder) != nullptr || hit(at, WordKind::kRepeat) != nullptr ||
        hit(at, WordKind::kSpeech) != nullptr || hit(at, WordKind::kOutcome) != nullptr) {
        return NounPhrase{};
    }
    CastMember member;
    // Names: known ones, or capitals in the middle of a sentence.
    const Gender gender = gender_of_name(token.text);
    const bool known_name = std::ranges::any_of(story_.cast, [&](const CastMember& known) {
        return known.name == token.text;
    });
    const bool starts = at == 0 || ends_sentence(tokens_[at - 1]);
    const bool capital_name =
        token.capital && !starts && !determined && !story_.nearest->is_noun(token.text);
    const bool odd_name = token.capital && starts && !story_.nearest->is_noun(token.text) &&
                          !story_.nearest->is_verb(token.text) &&
                          !story_.nearest->is_adjective(token.text) &&
                          !story_.nearest->is_adverb(token.text) && reads_as_verb(at + 1, false);
    if (token.capital &&
        (gender != Gender::kUnspecified || known_name || capital_name || odd_name)) {
        for (std::size_t i = 0; i < story_.cast.size(); ++i) {
            if (story_.cast[i].name == token.text) {
                phrase.kind = NounKind::kCast;
                phrase.who = {static_cast<int>(i)};
                return phrase;
            }
        }
        if (const int one = claim_of_group(token, gender); one >= 0) {
            phrase.kind = NounKind::kCast;
            phrase.who = {one};
            return phrase;
        }
        member.thing = story_.thing_named("person");
        if (member.thing < 0) {
            return NounPhrase{};
        }
        member.head = token.text;
        member.name = token.text;
        member.entity.called = token.shown;
        member.entity.look.gender = gender;
        phrase.kind = NounKind::kCast;
        phrase.who = create(std::move(member), modifiers, 1, phrase);
        story_.notes.understood(token.shown, "person");
        return phrase.who.empty() ? NounPhrase{} : phrase;
    }
    if (token.text == "board" || token.text == "boards") {
        // "falls off her board": what its rider rides.
        for (const int rider : subject_) {
            const Verb ride = story_.is_person(rider) ? ride_of(rider) : Verb::kStay;
            const int thing = ride == Verb::kStay ? -1 : story_.thing_named(mount_of(ride));
            if (thing >= 0) {
                member.thing = thing;
                member.head = token.text;
                member.entity.called = shown(at, at + 1);
                phrase.kind = NounKind::kCast;
                phrase.who = create(std::move(member), modifiers, 1, phrase);
                return phrase;
            }
        }
    }
    // WordNet: phrases of two words first ("grand piano").
    std::string lemma;
    bool plural = false;
    std::optional<NearestNoun> near;
    for (const std::size_t words : {std::size_t{2}, std::size_t{1}}) {
        if (near || at + words > tokens_.size() || (words == 2 && is_boundary(at + 1))) {
            continue;
        }
        for (const NounCandidate& noun : noun_candidates(tokens_[at + words - 1].text)) {
            const std::string candidate = words == 2 ? token.text + " " + noun.lemma : noun.lemma;
            near = story_.nearest->noun(candidate);
            if (near) {
                lemma = candidate;
                plural = noun.plural;
                phrase.end = at + words;
                break;
            }
        }
    }
    if (!near && determined && !is_boundary(at + 1) &&
        (reads_as_verb(at + 1, false) || token.text.ends_with("ist") || token.text.ends_with("man")
        )) {
        // A word nobody knows that does something: somebody.
        member.thing = story_.thing_named("person");
        if (member.thing < 0) {
            return NounPhrase{};
        }
        member.head = token.text;
        member.entity.called = shown(at, at + 1);
        story_.notes.substituted(
            token.shown, "person", "an unknown word for somebody who does something"
        );
        phrase.head = member.head;
        phrase.kind = NounKind::kCast;
        if (modifiers.definite) {
            phrase.who = find_known(member, modifiers, false);
        }
        if (phrase.who.empty()) {
            phrase.who =
                create(std::move(member), modifiers, default_count(false, modifiers), phrase);
        }
        return phrase.who.empty() ? NounPhrase{} : phrase;
    }
    if (!near || (near->kind == NearestNoun::Kind::kPerson && !determined && !plural &&
                  story_.nearest->is_adjective(token.text))) {
        return NounPhrase{};  // "..., melancholic" is a mood and nobody.
    }
    // "the squeaky wheel": an unknown adjective before a noun.
    const std::size_t next = skip_hyphen(phrase.end);
    if (!is_boundary(next) && head_at(next) && !plural && !reads_as_verb(next, false)) {
        story_.notes.ignored(shown(at, phrase.end), "a detail that cannot be shown");
        use(at, phrase.end, TokenUse::kReported);
        NounPhrase rest = noun_phrase(next, true);
        if (rest.kind != NounKind::kNone) {
            rest.begin = at;
            return rest;
        }
    }
    const std::string words = shown(at, phrase.end);
    switch (near->kind) {
        case NearestNoun::Kind::kThing: {
            const ThingNoun& thing = story_.nouns->things[static_cast<std::size_t>(near->index)];
            std::size_t before = at;
            while (
                before > 0 &&
                (is_any(before - 1, "a|an|the|his|her|their|old|local|busy|quiet|crowded|empty") ||
                 hit(before - 1, WordKind::kHarmless) != nullptr)
            ) {
                --before;
            }
            const bool within = before > 0 && is_any(before - 1, "in|inside|at");
            const bool building = thing.category == Category::kScenery &&
                                  thing.usual_size.y > 2.5F && thing.usual_size.x > 2.0F;
            if (within && building) {
                // "in the monastery" is a place, not a thing to look at.
                phrase.kind = NounKind::kPlace;
                phrase.place = story_.place_named("living room");
                story_.notes.substituted(words, phrase.place, "the nearest place there is");
                if (!phrase.place.empty()) {
                    return phrase;
                }
            }
            member.thing = near->index;
            story_.notes.substituted(
                words,
                std::string(thing.name),
                "the nearest thing there is to show (both are a kind of " + near->via + ")"
            );
            break;
        }
        case NearestNoun::Kind::kPerson:
            member.thing = story_.thing_named("person");
            story_.notes.substituted(words, "person", "a kind of person");
            break;
        case NearestNoun::Kind::kPlain:
            member.thing = determined ? story_.thing_named("cube") : -1;
            if (member.thing < 0) {
                phrase.kind = NounKind::kUnreal;
                story_.notes.ignored(words, "there is nothing to show it with");
                use(at, phrase.end, TokenUse::kReported);
                return phrase;
            }
            member.entity.scale = 0.3F;
            story_.notes.substituted(words, "cube", "a plain shape, as nothing is like it");
            break;
        case NearestNoun::Kind::kPeople:
            if (at > 0 && head_at(at - 1)) {
                return NounPhrase{};  // "a penguin colony"
            }
            member.thing = story_.thing_named("person");
            modifiers.count = modifiers.count > 0 ? modifiers.count : 4;
            plural = true;
            phrase.collective = true;
            story_.notes.substituted(words, "people", "a group of people");
            break;
        case NearestNoun::Kind::kPlace: {
            if (!determined && hit(at > 0 ? at - 1 : at, WordKind::kPreposition) == nullptr) {
                return NounPhrase{};  // "back and forth" is no river.
            }
            phrase.kind = NounKind::kPlace;
            phrase.place =
                std::string(story_.nouns->places[static_cast<std::size_t>(near->index)].name);
            story_.notes.substituted(words, phrase.place, "the nearest place there is");
            return phrase;
        }
        default:
            phrase.kind = NounKind::kUnreal;
            story_.notes.ignored(words, "it names no thing that can be shown");
            use(at, phrase.end, TokenUse::kReported);
            return phrase;
    }
    if (member.thing < 0) {
        return NounPhrase{};
    }
    const auto space = lemma.rfind(' ');
    member.head = space == std::string::npos ? lemma : lemma.substr(space + 1);
    member.entity.called = words.substr(0, ScriptLimits::kCalledBytesMax);
    phrase.head = member.head;
    phrase.plural = plural;
    phrase.kind = NounKind::kCast;
    if (modifiers.definite && !modifiers.another) {
        const int thing = member.thing;
        for (const int old : find_known(member, modifiers, plural)) {
            if (story_.cast[static_cast<std::size_t>(old)].head == member.head &&
                thing == story_.cast[static_cast<std::size_t>(old)].thing) {
                phrase.who.push_back(old);
            }
        }
    }
    if (phrase.who.empty()) {
        phrase.who = create(std::move(member), modifiers, default_count(plural, modifiers), phrase);
    }
    return phrase.who.empty() ? NounPhrase{} : phrase;
}

}  // namespace hibari::world
