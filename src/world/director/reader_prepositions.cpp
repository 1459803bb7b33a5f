// Reads prepositions with their nouns, and adverbs.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <charconv>

namespace hibari::world {
namespace {

// Weather and light as adjectives: "windy", "misty", "moonlit".
bool describes(std::string_view word) {
    return word.ends_with("y") || word.ends_with("lit") || word.ends_with("swept");
}

}  // namespace

void ShotReader::relate_each_other(const PrepositionRow& row) {
    const std::vector<int> all = subject_.size() > 1 ? subject_ : last_noun_;
    if (row.relation == static_cast<int>(RelationKind::kOn)) {
        for (std::size_t i = 1; i < all.size(); ++i) {
            relate(all[i], RelationKind::kOn, all[i - 1]);
        }
        // "stacked on each other" is how they stand, not what they do.
        std::erase_if(shot_.actions, [&](const DraftAction& action) {
            return action.action.verb == Verb::kStack &&
                   std::ranges::find(all, action.subject) != all.end();
        });
        recent_.clear();
        return;
    }
    for (const std::size_t i : recent_) {
        DraftAction& action = shot_.actions[i];
        const auto me = std::ranges::find(all, action.subject);
        if (me != all.end() && all.size() > 1) {
            action.target = me + 1 == all.end() ? all.front() : *(me + 1);
        }
    }
    if (recent_.empty() && row.relation >= 0) {
        for (std::size_t i = 1; i < all.size(); ++i) {
            relate(all[i], static_cast<RelationKind>(row.relation), all[i - 1]);
        }
    }
}

// "in a castle", "inside a spaceship": where it happens, and nothing to be seen from outside.
bool ShotReader::read_inside(std::string_view word, const NounPhrase& phrase) {
    constexpr std::string_view kBuildings = "house|castle|tower|lighthouse|skyscraper|windmill";
    constexpr std::string_view kSpacecraft = "rocket|spaceship|ufo";
    const bool aboard = (word == "on" || word == "aboard") &&
                        is_any(phrase.end - 1, "spaceship|spacecraft|starship|shuttle|station");
    const bool seated = is_any(phrase.end - 1, "train|tram|bus|subway") &&
                        (word == "on" || word == "in") && !recent_.empty() &&
                        story_.is_person(shot_.actions[recent_.front()].subject) &&
                        is_steady(shot_.actions[recent_.front()].action.verb);
    const bool in = seated || word == "in" || word == "inside" || word == "within" ||
                    word == "through" || aboard;
    if (!in || phrase.who.size() != 1 || phrase.pronoun) {
        return false;
    }
    const int what = phrase.who.front();
    const std::string_view kind = story_.thing_of(what).name;
    const std::string_view place = listed(kBuildings, kind) || seated               ? "living room"
                                   : word != "through" && listed(kSpacecraft, kind) ? "space"
                                                                                    : "";
    const CastMember& known = story_.cast[static_cast<std::size_t>(what)];
    const bool just_named =
        known.group == story_.groups && what + 1 == static_cast<int>(story_.cast.size());
    if (place.empty() || !just_named) {
        return false;
    }
    const std::string name = story_.place_named(place);
    if (name.empty() || (shot_.place && *shot_.place != name)) {
        return false;
    }
    std::erase(shot_.present, what);
    story_.cast.pop_back();
    set_place(name, phrase.begin, phrase.end);
    story_.notes.substituted(shown(phrase.begin, phrase.end), name, "the nearest place there is");
    return true;
}

// "stacked in a pyramid", "lined up in a row": how the things stand, and no thing itself.
bool ShotReader::read_formation(std::size_t begin, std::size_t after) {
    const std::vector<int>& all = subject_.size() > 1 ? subject_ : last_noun_;
    if (!is_any(begin, "in|into") || !is_any(after, "a|an|two|neat") || all.size() < 2) {
        return false;
    }
    std::size_t at = after + 1;
    while (hit(at, WordKind::kHarmless) != nullptr || hit(at, WordKind::kSize) != nullptr) {
        ++at;
    }
    const bool upwards = is_any(at, "pyramid|tower|stack|pile|column|heap");
    const bool flat = is_any(at, "row|line|circle|ring|queue|semicircle|column");
    if ((!upwards && !flat) || story_.is_alive(all.front()) || is(at + 1, "of")) {
        return false;
    }
    if (is(at, "pyramid")) {
        heap_up(all);
    }
    for (std::size_t i = 1; i < all.size() && upwards && !is(at, "pyramid"); ++i) {
        relate(all[i], RelationKind::kOn, all[i - 1]);
    }
    std::erase_if(shot_.actions, [&](const DraftAction& action) {
        const bool stands = action.action.verb == Verb::kStack || action.action.verb == Verb::kStay;
        return stands && std::ranges::find(all, action.subject) != all.end();
    });
    recent_.clear();
    use(begin, at + 1);
    at_ = at + 1;
    return true;
}

// "..., fishing rods in hand": one for each of those it is told of.
bool ShotReader::read_in_hand(std::size_t begin, std::size_t after) {
    if (!is(begin, "in") || !is_any(after, "hand|hands|arm|arms|tow") || last_noun_.empty() ||
        sentence_subject_.empty() || story_.is_alive(last_noun_.front())) {
        return false;
    }
    const std::vector<int> things = last_noun_;
    const std::size_t each = std::min(things.size(), sentence_subject_.size());
    for (std::size_t i = 0; i < each; ++i) {
        relate(sentence_subject_[i], RelationKind::kHolding, things[i]);
    }
    for (std::size_t i = each; i < things.size(); ++i) {
        std::erase(shot_.present, things[i]);
    }
    use(begin, after + 1);
    at_ = after + 1;
    recent_.clear();
    return true;
}

// Directions, times and weather name themselves: "in the rain", "at night". The preposition stands
// from `begin` to `after`.
bool ShotReader::read_setting_behind(std::size_t begin, std::size_t after, std::string_view word) {
    at_ = after;
    std::size_t inner = after;
    while (is_any(inner, "the|a|an|early|late|very|pouring|heavy|light|middle|of|bright|under")) {
        ++inner;
    }
    for (const WordKind kind :
         {WordKind::kTime, WordKind::kSky, WordKind::kSeason, WordKind::kStyle, WordKind::kWind}) {
        const Hit* setting = hit(inner, kind);
        const auto noun = head_at(inner);
        // "on a windy pier" names the pier.
        const auto described = setting != nullptr && describes(tokens_[inner].text) && inner > after
                                   ? head_at(inner + setting->length)
                                   : std::nullopt;
        if (described &&
            (described->kind == WordKind::kThing || described->kind == WordKind::kStandIn ||
             described->kind == WordKind::kRole)) {
            break;
        }
        if (setting != nullptr && (!noun || setting->length >= noun->length) &&
            (kind != WordKind::kSky || accept_setting(*setting) || inner > after)) {
            at_ = inner;
            if (read_setting()) {
                const bool weather = kind == WordKind::kSky || kind == WordKind::kWind;
                shot_.exposed =
                    shot_.exposed || (weather && listed("in|through|into|under|against", word));
                use(begin, inner, TokenUse::kGrammar);
                return true;
            }
        }
    }
    at_ = after;
    if (read_setting()) {
        use(begin, after, TokenUse::kGrammar);
        return true;
    }
    at_ = begin;
    return false;
}

// "on her head", "in his hand": the body of its owner.
void ShotReader::place_by_part(const PrepositionRow& row, const NounPhrase& phrase) {
    if (!phrase.who.empty()) {
        const int owner = phrase.who.front();
        const std::string_view part = tokens_[phrase.end - 1].text;
        const bool hand = part.starts_with("hand") || part.starts_with("arm") || part == "palm" ||
                          part == "paw" || part == "mouth";
        const int thing = !last_noun_.empty() ? last_noun_.front() : -1;
        const auto flight = std::ranges::find_if(
            shot_.actions.rbegin(),
            shot_.actions.rend(),
            [&](const DraftAction& action) {
                return action.action.verb == Verb::kFly && action.target < 0 &&
                       std::ranges::find(subject_, action.subject) != subject_.end();
            }
        );
        const bool drops = !recent_.empty() &&
                           (shot_.actions[recent_.front()].action.verb == Verb::kFall ||
                            shot_.actions[recent_.front()].action.verb == Verb::kDrop) &&
                           !story_.is_alive(shot_.actions[recent_.front()].subject);
        if (!recent_.empty() && shot_.actions[recent_.front()].action.verb == Verb::kHug &&
            shot_.actions[recent_.front()].target < 0 && story_.is_alive(owner)) {
            shot_.actions[recent_.front()].target = owner;  // "rests her head on his shoulder"
        } else if (drops && shot_.actions[recent_.front()].target < 0) {
            shot_.actions[recent_.front()].target = owner;  // "falls on a man's head"
        } else if (flight != shot_.actions.rend() && flight->subject != owner) {
            flight->target = owner;  // "lands on his shoulder"
        } else if (thing >= 0 && thing != owner && hand && row.relation < 0) {
            // "slips through her fingers", "out of his hand"
        } else if (thing >= 0 && thing != owner && hand) {
            relate(owner, RelationKind::kHolding, thing);
        } else if (thing >= 0 && thing != owner && row.relation >= 0 &&
                   story_.category_of(thing) != Category::kScenery &&
                   story_.category_of(thing) != Category::kTabletop) {
            relate(thing, static_cast<RelationKind>(row.relation), owner);
        }
    }
    noun_just_read_ = true;
}

// "drops a coin in his hat": to whom the hat belongs, when that is somebody else.
bool ShotReader::read_gift(std::size_t begin, std::size_t after) {
    const Hit* cloth = hit(after + 1, WordKind::kGarment);
    DraftAction& gift = shot_.actions[recent_.front()];
    if (cloth == nullptr && !is_any(after + 1, "pocket|bag|basket|lap|palm|hand")) {
        return false;
    }
    int owner = -1;
    for (const int member : shot_.present) {
        const Gender gender = story_.cast[static_cast<std::size_t>(member)].entity.look.gender;
        const bool fits = gender == Gender::kUnspecified || is(after, "their") ||
                          (gender == Gender::kWoman) == is(after, "her");
        if (story_.is_person(member) && member != gift.subject && fits && owner < 0) {
            owner = member;
        }
    }
    if (owner < 0) {
        return false;
    }
    gift.target = owner;
    const std::size_t end = after + 1 + (cloth == nullptr ? 1 : cloth->length);
    use(begin, end);
    story_.notes.understood(shown(begin, end), "to whom it is given");
    at_ = end;
    return true;
}

bool ShotReader::read_preposition() {
    // "named Anna", "called Max".
    if (is_any(at_, "named|called") && at_ + 1 < tokens_.size() &&
        tokens_[at_ + 1].kind == TokenKind::kWord && !last_noun_.empty()) {
        name_member(last_noun_.front(), tokens_[at_ + 1].text);
        use(at_, at_ + 2);
        at_ += 2;
        return true;
    }
    const Hit* found = hit(at_, WordKind::kPreposition);
    if (found == nullptr) {
        return false;
    }
    if (const Hit* direction = hit(at_, WordKind::kDirection);
        direction != nullptr && direction->length > found->length) {
        return false;
    }
    if (const Hit* manner = hit(at_, WordKind::kManner);
        manner != nullptr && manner->length > found->length) {
        return false;
    }
    const std::size_t begin = at_;
    const PrepositionRow& row = preposition_rows()[static_cast<std::size_t>(found->row)];
    std::string word = shown(at_, at_ + found->length);
    std::ranges::transform(word, word.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    const std::size_t after = at_ + found->length;
    if (word == "like" && !recent_.empty()) {
        // "swings like a pendulum", "fall like dominoes": a comparison brings nothing into the
        // picture.
        const NounPhrase likened = after < tokens_.size() ? peek_noun(after) : NounPhrase{};
        const std::size_t end = likened.kind == NounKind::kNone ? after : likened.end;
        use(begin, end, TokenUse::kGrammar);
        at_ = end;
        return true;
    }
    if (read_skyward(begin, after, word)) {
        return true;
    }
    // "in a red dress", "with long hair".
    const bool all_wear = plural_garment_ahead(after) && subject_.size() > last_noun_.size() &&
                          !verb_seen_;  // "a boy and a girl in red jackets"
    const std::vector<int> owners = last_noun_.empty() || all_wear ? subject_ : last_noun_;
    // "people drop coins in his hat"
    const bool anothers = is_any(after, "his|her") && subject_.size() > 1;
    const bool gives = (word == "in" || word == "into") && is_any(after, "his|her|their") &&
                       !recent_.empty() &&
                       shot_.actions[recent_.front()].action.verb == Verb::kDrop &&
                       shot_.actions[recent_.front()].object >= 0;
    if (gives && read_gift(begin, after)) {
        return true;
    }
    if ((word == "in" || word == "with") && !owners.empty() && !anothers &&
        story_.is_person(owners.front())) {
        if (read_wearing(after, owners)) {
            use(begin, after, TokenUse::kGrammar);
            if (!recent_.empty()) {
                verb_seen_ = true;
            }
            return true;
        }
    }
    if ((word == "with" || word == "in") && owners.size() > 0 && !subject_.empty() && !anothers &&
        story_.is_person(subject_.front()) && owners != subject_ &&
        !(is_any(after + 1, "glass|glasses") && story_.thing_of(owners.front()).name == "tray")) {
        if (read_wearing(after, subject_)) {
            use(begin, after, TokenUse::kGrammar);
            verb_seen_ = !recent_.empty() || verb_seen_;
            return true;
        }
    }
    if (word == "with" && read_accent(after)) {
        use(begin, after, TokenUse::kGrammar);
        return true;
    }
    if (read_setting_behind(begin, after, word)) {
        return true;
    }
    // "by kicking", "after jumping": the verb comes by itself.
    if (after < tokens_.size() && hit(after, WordKind::kVerb) != nullptr &&
        hit(after, WordKind::kVerb)->form == VerbForm::kIng &&
        (!head_at(after + 1) || word == "without")) {
        use(begin, after, TokenUse::kGrammar);
        at_ = after;
        after_and_ = true;
        without_ = word == "without";
        never_ = without_;
        return true;
    }
    if (after >= tokens_.size()) {
        return false;
    }
    if ((is(after, "each") && is(after + 1, "other")) ||
        (is(after, "one") && is(after + 1, "another"))) {
        relate_each_other(row);
        use(begin, after + 2);
        at_ = after + 2;
        return true;
    }
    if (is(begin, "on") && is(after, "horseback")) {
        // "a cowboy on horseback"
        const std::vector<int> riders = last_noun_.empty() ? subject_ : last_noun_;
        for (const int rider : riders) {
            if (const int horse = story_.need(shot_, "horse", "somebody is on horseback");
                horse >= 0 && story_.is_person(rider)) {
                relate(rider, RelationKind::kRiding, horse);
            }
        }
        use(begin, after + 1);
        at_ = after + 1;
        noun_just_read_ = true;
        return true;
    }
    if (read_formation(begin, after) || read_in_hand(begin, after)) {
        return true;
    }
    const Hit* infinitive = word == "to" ? hit(after, WordKind::kVerb) : nullptr;
    const auto bare = head_at(after);
    if (infinitive != nullptr && infinitive->form == VerbForm::kBase && bare && !bare->plural &&
        bare->kind == WordKind::kThing) {
        use(begin, after, TokenUse::kGrammar);  // "teaches her to fish"
        after_to_ = true;
        at_ = after;
        return true;
    }
    NounPhrase phrase = noun_phrase(after, true);
    if (phrase.kind == NounKind::kNone) {
        if (hit(begin, WordKind::kDirection) != nullptr ||
            hit(begin, WordKind::kManner) != nullptr || hit(begin, WordKind::kRepeat) != nullptr) {
            return false;
        }
        use(begin, after, TokenUse::kGrammar);
        after_to_ = word == "to";
        at_ = after;
        return true;
    }
    use(begin, phrase.end);
    at_ = phrase.end;
    absolute_ = word == "with";
    switch (phrase.kind) {
        case NounKind::kPlace:
            set_place(phrase.place, begin, phrase.end);
            break;
        case NounKind::kCast:
            if (read_inside(word, phrase)) {
                break;
            }
            if ((word == "between" || word == "in between") && read_between(phrase)) {
                see(phrase.who);
                last_noun_ = phrase.who;
                prep_noun_just_read_ = true;
                break;
            }
            if (read_inversion(row, phrase)) {
                see(phrase.who);
                break;
            }
            if (drop_enumerated(phrase)) {
                // "a band with a singer, a drummer and a guitarist"
                subject_ = phrase.who;
                sentence_subject_ = subject_;
                see(phrase.who);
                last_noun_ = phrase.who;
                noun_just_read_ = true;
                break;
            }
            see(phrase.who);
            attach_preposition(row, word, phrase);
            if (row.relation >= 0 && subject_.empty() && is(at_, ":")) {
                bearer_ = {static_cast<RelationKind>(row.relation), phrase.who.front()};
            }
            // With an absolute: "with birds flying overhead".
            last_noun_ = phrase.who;
            noun_just_read_ = true;
            prep_noun_just_read_ = true;
            plural_subject_ = verb_seen_ ? plural_subject_ : subject_.size() > 1;
            break;
        case NounKind::kPart:
            if (const Hit* pose = word == "with" ? hit(at_, WordKind::kVerb) : nullptr;
                pose != nullptr && pose->form == VerbForm::kPast) {
                use(at_, at_ + pose->length);  // "with both arms raised"
                at_ += pose->length;
                story_.notes.understood(shown(begin, at_), "a pose");
                break;
            }
            place_by_part(row, phrase);
            break;
        case NounKind::kSource:
            read_source_sentence(phrase);
            break;
        case NounKind::kAction:
            read_posture_noun(word, phrase);
            break;
        case NounKind::kGarment:
            wear(phrase, phrase.who.empty() ? owners : phrase.who);
            break;
        default:
            break;
    }
    after_comma_ = false;
    after_and_ = false;
    after_to_ = false;
    return true;
}

bool ShotReader::read_adverb() {
    const Hit* best = nullptr;
    for (const Hit& item : hits(at_)) {
        const bool wanted = item.kind == WordKind::kDirection || item.kind == WordKind::kRepeat ||
                            item.kind == WordKind::kManner;
        if (wanted && (best == nullptr || item.length > best->length)) {
            best = &item;
        }
    }
    if (best == nullptr) {
        return false;
    }
    const Hit item = *best;
    const std::size_t end = at_ + item.length;
    const auto row = static_cast<std::size_t>(item.row);
    if (item.kind == WordKind::kManner) {
        const float factor = manner_rows()[row].factor;
        if (recent_.empty()) {
            pending_manner_ *= factor;
        }
        for (const std::size_t i : recent_) {
            Action& action = shot_.actions[i].action;
            action.intensity = clamp(action.intensity * factor, 0.25F, 2.0F);
        }
    } else if (item.kind == WordKind::kRepeat) {
        for (const std::size_t i : recent_) {
            shot_.actions[i].action.repeat = repeat_rows()[row].count;
        }
    } else if (recent_.empty() && noun_just_read_ && read_other_side(direction_rows()[row].value)) {
        story_.notes.understood(shown(at_, end), "on the other side");
    } else {
        // Particles: "knocks the tower over", "picks the ball up".
        for (const std::size_t i : recent_) {
            Action& action = shot_.actions[i].action;
            const bool walks = action.verb == Verb::kDrive || action.verb == Verb::kWalk ||
                               action.verb == Verb::kRun || action.verb == Verb::kRoll;
            if (walks && is_any(end - 1, "floor|ground") && is(at_, "on")) {
                continue;  // "drives past on the floor" is no way down.
            }
            action.direction = direction_rows()[row].value;
        }
    }
    use(at_, end);
    at_ = end;
    return true;
}

}  // namespace hibari::world
