// What the noun of a phrase stands for: a thing or somebody, a place, a deed, a part of a body.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {

// "the roof of a house", "the deck of a boat": the thing rather than a place of that name.
ShotReader::NounPhrase ShotReader::whole_of_part(const NounPhrase& part) {
    if (!is(part.end, "of") || !is_any(part.end + 1, "a|an|the|his|her|their|its") ||
        !is_any(part.end - 1, "roof|rooftop|deck|top|side|back|bank|shore")) {
        return {};
    }
    const NounPhrase seen = peek_noun(part.end + 1);
    if (seen.kind != NounKind::kCast) {
        return {};
    }
    NounPhrase whole = noun_phrase(part.end + 1, true);
    whole.begin = part.begin;
    return whole;
}

// The moon as a light above, not as the ground under somebody's feet.
bool ShotReader::is_in_the_sky(const NounPhrase& phrase) const {
    if (!is(phrase.end - 1, "moon")) {
        return false;
    }
    if (is_any(
            phrase.end,
            "rises|rise|rising|shines|shining|hangs|hanging|glows|glowing|sets|setting|climbs|"
            "peeks|appears|behind|above|over|overhead|high|low"
        )) {
        return true;
    }
    if (phrase.begin == 0) {
        return false;
    }
    const std::size_t before = phrase.begin - 1;
    const bool ground = is_any(phrase.begin, "on|onto|to|from|across|around") ||
                        is_any(before, "on|onto|to|from|across|around") ||
                        (is(before, "of") && before > 0 &&
                         is_any(before - 1, "surface|ground|dust|crater|craters|side"));
    return !ground && !is_boundary(before);
}

// A drink that is poured, without the cup that else stands for it.
bool ShotReader::is_poured(const NounPhrase& phrase) const {
    return phrase.begin > 0 && phrase.end == phrase.begin + 1 &&
           is_any(phrase.begin, "coffee|tea|water|milk|juice|wine|beer|soup|cocoa") &&
           is_any(
               phrase.begin - 1, "pour|pours|pouring|poured|spill|spills|spilling|stirs|stirring|of"
           );
}

// "the beam sweeps across the water" beside a lighthouse.
bool ShotReader::is_light_beam(const NounPhrase& phrase) const {
    return is_any(phrase.end - 1, "beam|beams") &&
           std::ranges::any_of(shot_.present, [&](int member) {
               return listed(
                   "lighthouse|lamp|street_lamp|candle|car", story_.thing_of(member).name
               );
           });
}

bool ShotReader::is_dug(const NounPhrase& phrase) const {
    return is_any(phrase.end - 1, "hole|holes|trench|ditch") && phrase.begin > 0 &&
           is_any(phrase.begin - 1, "dig|digs|digging|dug");
}

// "a snowy forest" is one phrase of a place, and weather as well; mountains have their snow.
void ShotReader::note_weather_of_place(std::size_t begin, std::size_t end, std::string_view place) {
    for (std::size_t i = begin; i < end && place != "mountain"; ++i) {
        const Hit* sky = hit(i, WordKind::kSky);
        if (sky != nullptr && tokens_[i].text.ends_with('y') && !shot_.sky) {
            shot_.sky = sky_rows()[static_cast<std::size_t>(sky->row)].value;
        }
    }
}

// "neon shops", "past a bakery": houses along a street, which nobody enters.
bool ShotReader::is_seen_from_outside(const NounPhrase& phrase, const Hit& head) const {
    const int place = story_.nouns->place(phrase.place);
    const bool indoor = place >= 0 && story_.nouns->places[static_cast<std::size_t>(place)].indoor;
    constexpr std::string_view kHouses =
        "shops|stores|restaurants|cafes|bars|pubs|offices|hotels|schools|banks|bakeries|diners|"
        "clubs|theaters|theatres|museums|churches|hospitals|factories|warehouses";
    constexpr std::string_view kInner =
        "room|bedroom|hallway|corridor|hall|lobby|kitchen|elevator|lounge|attic|basement|interior";
    std::size_t before = phrase.begin;
    while (before > 0 && before + 3 > phrase.begin &&
           (is_any(before - 1, "a|an|the|his|her|their|of") ||
            hit(before - 1, WordKind::kHarmless) != nullptr)) {
        --before;
    }
    const bool passed = before > 0 && is_any(before - 1, "past|outside|front|opposite");
    return indoor && ((head.plural && is_any(phrase.end - 1, kHouses)) ||
                      (passed && !is_any(phrase.end - 1, kInner)));
}

// It says where we are, unless that is known.
void ShotReader::stand_outside(NounPhrase& phrase, const std::string& words) {
    phrase.kind = NounKind::kUnreal;
    if (shot_.place_hint.empty()) {
        shot_.place_hint = story_.place_named("street");
    }
    story_.notes.understood(words, "houses along a street");
}

// Fills `member` by the noun's kind, or finishes the phrase when it names none: a place, a deed,
// something worn, a part of the body. Returns whether it is finished.
bool ShotReader::read_head(
    NounPhrase& phrase, const Hit& head, Modifiers& modifiers, CastMember& member
) {
    const auto row = static_cast<std::size_t>(head.row);
    const std::string words = shown(phrase.begin, phrase.end);
    if (listed("rail|track|tunnel|switch|platform", member.head) &&
        std::ranges::any_of(shot_.present, [&](int other) {
            return story_.thing_of(other).name == "train";
        })) {
        phrase.kind = NounKind::kUnreal;  // A train has its rails.
        story_.notes.understood(words, "where the train goes");
        return true;
    }
    switch (head.kind) {
        case WordKind::kThing:
            if (modifiers.possessive && modifiers.owner >= 0 && story_.is_alive(modifiers.owner) &&
                hit(phrase.end - 1, WordKind::kPart) != nullptr) {
                phrase.kind = NounKind::kPart;  // "beats its chest"
                phrase.owned = true;
                phrase.who = {modifiers.owner};
                return true;
            }
            if (is_dug(phrase) || is_poured(phrase) || is_light_beam(phrase)) {
                phrase.kind = NounKind::kUnreal;  // "digs a hole", "pours coffee"
                story_.notes.ignored(words, "there is nothing to show it with");
                use(phrase.begin, phrase.end, TokenUse::kReported);
                return true;
            }
            if (story_.nouns->things[row].name == "cloud" && (phrase.plural || head.plural)) {
                phrase.kind = NounKind::kUnreal;  // Those of the sky.
                shot_.sky = shot_.sky.value_or(Sky::kCloudy);
                story_.notes.understood(words, "weather cloudy");
                return true;
            }
            member.thing = head.row;
            if (member.head == "football" && sport() != nullptr &&
                sport()->ball == "american football") {
                member.thing = story_.thing_named(sport()->ball);
            }
            if (member.head == "ball" && head.length == 1 && shot_.sport >= 0 &&
                modifiers.material.empty() && !modifiers.color) {
                // In a game "the ball" is the game's.
                const std::string_view ball =
                    sport_rows()[static_cast<std::size_t>(shot_.sport)].ball;
                const int thing = ball.empty() ? -1 : story_.thing_named(ball);
                member.thing = thing >= 0 ? thing : member.thing;
            }
            if (story_.nouns->things[row].category == Category::kPerson) {
                for (const Hit& other : hits(phrase.end - head.length)) {
                    if (other.kind == WordKind::kRole && other.length == head.length) {
                        member.entity.look = role_rows()[static_cast<std::size_t>(other.row)].look;
                        phrase.row = other.row;
                    }
                }
            }
            break;
        case WordKind::kRole:
            member.thing = story_.thing_named("person");
            member.entity.look = role_rows()[row].look;
            if (modifiers.owner >= 0 &&
                story_.cast[static_cast<std::size_t>(modifiers.owner)].entity.look.age ==
                    Age::kChild &&
                listed("brother|sister|friend|twin|cousin|classmate|sibling|buddy", member.head)) {
                member.entity.look.age = Age::kChild;  // A child's brother is one too.
            }
            if (listed("baby|infant|newborn|toddler", member.head)) {
                constexpr float kBabyOfChild = 0.62F;
                member.entity.scale = kBabyOfChild;
            }
            break;
        case WordKind::kStandIn: {
            if (member.head == "net" && shot_.sport >= 0 &&
                sport_rows()[static_cast<std::size_t>(shot_.sport)].target != "goal") {
                phrase.kind = NounKind::kUnreal;
                return true;
            }
            StandInRow stand_in = stand_in_rows()[row];
            if (member.head == "board") {
                const bool dives = std::ranges::any_of(shot_.present, [&](int other) {
                    return story_.cast[static_cast<std::size_t>(other)].head == "diver";
                });
                const bool teaches = std::ranges::any_of(shot_.present, [&](int other) {
                    return listed(
                        "teacher|professor|student|pupil",
                        story_.cast[static_cast<std::size_t>(other)].head
                    );
                });
                // What a game's players ride, or shoot at.
                const bool game = std::ranges::any_of(shot_.actions, [](const DraftAction& deed) {
                    return said(deed, "chess") || said(deed, "check");
                });
                stand_in.use = game                        ? std::string_view{"table"}
                               : dives                     ? std::string_view{"springboard"}
                               : teaches                   ? std::string_view{"blackboard"}
                               : sport() == nullptr        ? std::string_view{"shelf"}
                               : !sport()->gear.empty()    ? sport()->gear
                               : sport()->target == "hoop" ? sport()->target
                                                           : std::string_view{};
            }
            if (member.head == "bar" && shot_.sport < 0 && !shot_.present.empty() &&
                std::ranges::none_of(
                    shot_.present,
                    [&](int other) {
                        return story_.cast[static_cast<std::size_t>(other)].head == "gymnast";
                    }
                )) {
                stand_in.use = "table";  // Where drinks are, not gymnasts.
            }
            if (listed("ledge|cliff|cornice|drop", member.head) &&
                std::ranges::any_of(subject_, [&](int rider) {
                    return ride_of(rider) == Verb::kSnowboard;
                })) {
                stand_in.use = "kicker";  // What skiers jump off.
            }
            if (stand_in.use == "-") {
                if ((member.head == "window" || member.head == "ceiling") &&
                    phrase.end - phrase.begin <= 2 && shot_.place_hint.empty()) {
                    shot_.place_hint = story_.place_named("living room");  // We are behind it.
                }
                phrase.kind = NounKind::kUnreal;
                story_.notes.ignored(words, "there is nothing to show it with");
                use(phrase.begin, phrase.end, TokenUse::kReported);
                return true;
            }
            member.thing = story_.thing_named(stand_in.use);
            if (member.thing >= 0) {
                const bool same =
                    story_.nouns->things[static_cast<std::size_t>(member.thing)].name ==
                    member.head;
                member.entity.scale = stand_in.scale;
                if (stand_in.srgb != 0) {
                    member.entity.color = linear_color(stand_in.srgb);
                }
                if (!same) {
                    story_.notes.substituted(
                        phrase.head,
                        std::string(
                            story_.nouns->things[static_cast<std::size_t>(member.thing)].name
                        ),
                        "the nearest thing there is to show"
                    );
                }
            } else {
                phrase = unknown_noun(phrase.end - 1, modifiers);
                return true;
            }
            break;
        }
        case WordKind::kPlace:
            if (NounPhrase whole = whole_of_part(phrase); whole.kind != NounKind::kNone) {
                phrase = std::move(whole);
                return true;
            }
            phrase.kind = NounKind::kPlace;
            phrase.place = std::string(story_.nouns->places[row].name);
            if (is_seen_from_outside(phrase, head)) {
                stand_outside(phrase, words);
                return true;
            }
            note_weather_of_place(phrase.end - head.length, phrase.end, phrase.place);
            if (is_in_the_sky(phrase)) {
                phrase.kind = NounKind::kUnreal;
                shot_.time = shot_.time.value_or(TimeOfDay::kNight);
                story_.notes.understood(words, "night");
            } else if (listed(
                           loose_place_words(), plain_text(phrase.end - head.length, phrase.end)
                       )) {
                story_.notes.substituted(
                    shown(phrase.end - head.length, phrase.end),
                    phrase.place,
                    "the nearest place there is"
                );
            }
            return true;
        case WordKind::kPlaceHint:
            if (NounPhrase whole = whole_of_part(phrase); whole.kind != NounKind::kNone) {
                phrase = std::move(whole);
                return true;
            }
            if (is(phrase.end - 1, "home") && phrase.end == phrase.begin + 1 && phrase.begin > 0 &&
                !is_any(phrase.begin - 1, "at|in|near|outside|,|.|to|from")) {
                phrase.kind = NounKind::kUnreal;  // "carries it home"
                story_.notes.understood(words, "away");
                return true;
            }
            if (is_any(phrase.end - 1, "field|fields|garden|forest|sea|carpet") &&
                is(phrase.end, "of") && !is_boundary(phrase.end + 1) && !head_at(phrase.end + 1) &&
                !is_any(phrase.end + 1, "a|an|the|his|her|their") &&
                hit(phrase.end + 1, WordKind::kColor) == nullptr) {
                phrase.end += 2;  // "a field of wheat"
            }
            phrase.kind = NounKind::kPlace;
            phrase.place = story_.place_named(std::string(place_hint_rows()[row].value));
            if (is_seen_from_outside(phrase, head)) {
                stand_outside(phrase, words);
                return true;
            }
            note_weather_of_place(phrase.end - head.length, phrase.end, phrase.place);
            if (!modifiers.place.empty() &&
                is_any(phrase.end - 1, "corridor|hallway|room|lobby|interior|waiting")) {
                phrase.place = modifiers.place;  // "a hospital corridor"
            }
            if (phrase.place.empty()) {
                phrase.kind = NounKind::kUnreal;
            } else if (!is_any(phrase.end - 1, place_hint_rows()[row].value) &&
                       story_.nouns->place(phrase.head) < 0) {
                const std::string plain = phrase.place;
                std::string shown_name = plain;
                std::ranges::replace(shown_name, '_', ' ');
                if (words.find(shown_name) == std::string::npos) {
                    story_.notes.substituted(
                        shown(phrase.end - head.length, phrase.end),
                        plain,
                        "the nearest place there is"
                    );
                }
            }
            return true;
        case WordKind::kActionNoun:
            phrase.kind = NounKind::kAction;
            phrase.count = modifiers.count > 0 ? modifiers.count : 1;
            return true;
        case WordKind::kGarment:
            phrase.kind = NounKind::kGarment;
            if (modifiers.owner >= 0 && story_.is_person(modifiers.owner)) {
                const PersonLook& look =
                    story_.cast[static_cast<std::size_t>(modifiers.owner)].entity.look;
                // "His hat" is the one he has.
                if (!is(phrase.end - 1, "hat") || look.hat == Hat::kNone || modifiers.color) {
                    dress(modifiers.owner, garment_rows()[row], modifiers);
                }
                phrase.who = {modifiers.owner};
            }
            return true;
        case WordKind::kPart: {
            phrase.kind = NounKind::kPart;
            phrase.owned = true;
            if (modifiers.owner >= 0 && !story_.is_alive(modifiers.owner) &&
                part_rows()[row].value.empty()) {
                // "pats its neck": of the horse, not of the fence.
                for (const int other : shot_.present) {
                    const bool animal = story_.category_of(other) == Category::kAnimal;
                    modifiers.owner = animal ? other : modifiers.owner;
                }
            }
            if (modifiers.owner >= 0) {
                phrase.who = {modifiers.owner};
            }
            const std::string_view whole = part_rows()[row].value;
            if (!whole.empty()) {
                const int thing = story_.thing_named(whole);
                for (const int known : shot_.present) {
                    if (story_.cast[static_cast<std::size_t>(known)].thing == thing) {
                        phrase.kind = NounKind::kCast;
                        phrase.who = {known};
                        return true;
                    }
                }
                if (is(phrase.end, "of")) {
                    // "the deck of a ship"
                    const NounPhrase owner = noun_phrase(phrase.end + 1, true);
                    if (owner.kind == NounKind::kCast) {
                        phrase.kind = NounKind::kCast;
                        phrase.who = owner.who;
                        phrase.end = owner.end;
                        return true;
                    }
                }
                if (thing >= 0) {
                    member.thing = thing;
                    member.head = std::string(whole);
                    member.entity.called = std::string(whole);
                    break;
                }
            }
            if (phrase.who.empty() && is(phrase.end, "of")) {
                return true;
            }
            return true;
        }
        default:
            phrase = NounPhrase{};
            return true;
    }
    return false;
}

}  // namespace hibari::world
