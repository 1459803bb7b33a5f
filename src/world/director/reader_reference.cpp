// Whom a noun phrase means: somebody known, or somebody new.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <charconv>

namespace hibari::world {
namespace {

constexpr int kPinRack = 10;

}  // namespace

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

// Whether the deed before it fells what the noun names.
bool ShotReader::knocks_down() const {
    const Verb verb = shot_.actions[recent_.front()].action.verb;
    return verb == Verb::kHit || verb == Verb::kBowl || verb == Verb::kPush;
}

// The moon as a light above, not as the ground under somebody's feet.
bool ShotReader::is_in_the_sky(const NounPhrase& phrase) const {
    if (!is(phrase.end - 1, "moon")) {
        return false;
    }
    if (is_any(
            phrase.end,
            "rises|rise|rising|shines|shining|hangs|hanging|glows|glowing|sets|setting|climbs|"
            "peeks|appears"
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

std::string ShotReader::plain_text(std::size_t begin, std::size_t end) const {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) {
        text += (text.empty() ? "" : " ") + tokens_[i].text;
    }
    return text;
}

std::vector<int> ShotReader::find_known(
    const CastMember& wanted, const Modifiers& modifiers, bool plural
) {
    std::vector<int> found;
    int best_seen = -1;
    int group = -1;
    for (std::size_t i = 0; i < story_.cast.size(); ++i) {
        const CastMember& known = story_.cast[i];
        const bool same_word = known.head == wanted.head;
        const bool person = known.thing == wanted.thing && story_.is_person(static_cast<int>(i));
        const Gender a = known.entity.look.gender;
        const Gender b = wanted.entity.look.gender;
        const bool gender_clash = a != Gender::kUnspecified && b != Gender::kUnspecified && a != b;
        // "the player" later called "the man"; but never "the boy" for "the old man".
        const bool plain =
            listed("man|woman|person|guy|lady|figure|subject|speaker", wanted.head) ||
            (listed("player|athlete|performer|rider|skater|dancer", wanted.head) &&
             !listed("referee|umpire|coach|teacher|fan|judge|trainer|reporter", known.head));
        const bool same_person = person && !gender_clash &&
                                 (same_word || (plain && known.entity.look.age != Age::kChild) ||
                                  (plain && known.head == wanted.head));
        const bool child_word = person && !gender_clash && wanted.entity.look.age == Age::kChild &&
                                known.entity.look.age == Age::kChild;
        const auto category = story_.nouns->things[static_cast<std::size_t>(known.thing)].category;
        const bool ball = wanted.head == "ball" && category == Category::kBall;
        const bool general = (wanted.head == "animal" && category == Category::kAnimal) ||
                             (wanted.head == "vehicle" && category == Category::kVehicle) ||
                             (wanted.head == "board" && known.entity.kind.ends_with("board")) ||
                             (wanted.head == "bike" && known.entity.kind == "bicycle") ||
                             (wanted.head == "boat" && known.entity.kind == "sailboat");
        if (!(person ? same_person || child_word
                     : same_word || known.thing == wanted.thing || ball || general)) {
            continue;
        }
        if (!person && known.thing == wanted.thing && !same_word &&
            known.entity.look.hat == Hat::kNone && wanted.head != known.head && !ball && !general &&
            story_.is_alive(static_cast<int>(i)) && !known.head.ends_with(wanted.head) &&
            !story_.nearest->is_such(known.head, wanted.head)) {
            continue;  // "the fox" is not "the wolf", though both are shown by a dog.
        }
        if (modifiers.color && !person && !same_color(known.entity.color, modifiers.color)) {
            continue;
        }
        if (!modifiers.material.empty() && !person && !known.entity.material.empty() &&
            known.entity.material != modifiers.material) {
            continue;  // "the iron ball" is not the wooden one.
        }
        if (person && sport() != nullptr && known.entity.called == "someone" &&
            known.first_shot == shot_number_) {
            continue;  // Nobody yet: who the player of the game's heading is shows later.
        }
        if (modifiers.another && known.last_seen == story_.clock) {
            continue;
        }
        int seen = known.last_seen + (same_word ? 10'000 : 0) +
                   (Story::has(shot_, static_cast<int>(i)) ? 100'000 : 0);
        if (!plural && std::ranges::find(subject_, static_cast<int>(i)) != subject_.end() &&
            verb_seen_) {
            seen -= 50'000;
        }
        if (seen > best_seen) {
            best_seen = seen;
            found = {static_cast<int>(i)};
            group = known.group;
        }
    }
    if (!plural && !found.empty() && wanted.entity.look.gender != Gender::kUnspecified) {
        // "Two children ... the girl ... the boy": from now on it is known who is who.
        Gender& gender = story_.cast[static_cast<std::size_t>(found.front())].entity.look.gender;
        gender = gender == Gender::kUnspecified ? wanted.entity.look.gender : gender;
    }
    if (plural && !found.empty()) {
        const auto others = std::ranges::count_if(story_.cast, [&](const CastMember& known) {
            return known.group == group;
        });
        if (others == 1 &&
            story_.cast[static_cast<std::size_t>(found.front())].head != wanted.head) {
            return {};  // "the players" are not the coach.
        }
        found.clear();
        for (std::size_t i = 0; i < story_.cast.size(); ++i) {
            if (story_.cast[i].group == group) {
                found.push_back(static_cast<int>(i));
            }
        }
    }
    return found;
}

// "Three coloured balls ...; the green ball": one of those whose colours were only made up.
void ShotReader::recolor_one(const CastMember& wanted, Vec3 color, NounPhrase& phrase) {
    const std::vector<int> group = find_known(wanted, Modifiers{}, true);
    if (group.size() < 2) {
        return;
    }
    const auto color_of = [&](int member) {
        return story_.cast[static_cast<std::size_t>(member)].entity.color;
    };
    if (!color_of(group[0]) || same_color(color_of(group[0]), color_of(group[1])) ||
        story_.cast[static_cast<std::size_t>(group[0])].group !=
            story_.cast[static_cast<std::size_t>(group[1])].group) {
        return;
    }
    const int member = untold(group).front();
    told_apart_.push_back(member);
    story_.cast[static_cast<std::size_t>(member)].entity.color = color;
    phrase.who = {member};
}

// What was made of the words: understood, or shown by another thing of the catalogue.
void ShotReader::report(const NounPhrase& phrase, const Hit& head, const std::string& words) {
    const CastMember& made = story_.cast[static_cast<std::size_t>(phrase.who.front())];
    std::string name = made.entity.kind;
    std::ranges::replace(name, '_', ' ');
    name = name.ends_with(" fruit") ? name.substr(0, name.size() - 6) : name;
    const std::string said =
        head.length > 1 ? plain_text(phrase.end - head.length, phrase.end) : phrase.head;
    const bool loose = head.kind == WordKind::kThing && !story_.is_person(phrase.who.front()) &&
                       said.find(name) == std::string::npos && !story_.nearest->is_such(said, name);
    if (loose) {
        story_.notes.substituted(said, made.entity.kind, "the nearest thing there is to show");
        return;
    }
    story_.notes.understood(
        words,
        (phrase.who.size() > 1 ? std::to_string(phrase.who.size()) + " x " : "") + made.entity.kind
    );
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

// The apples of "a bowl of apples".
void ShotReader::fill(int container, const Hit& content, const std::string& word) {
    CastMember member;
    member.thing = content.row;
    member.head = singular(word, true);
    member.entity.called = word;
    NounPhrase unused;
    const bool flat = story_.thing_of(container).name == "plate";
    for (const int inside : create(std::move(member), Modifiers{}, 3, unused)) {
        relate(inside, flat ? RelationKind::kOn : RelationKind::kInside, container);
    }
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

ShotReader::NounPhrase ShotReader::resolve(NounPhrase phrase, Hit head, Modifiers modifiers) {
    phrase.head = singular(phrase.head, head.plural);
    head = worn_or_handled(phrase, head, modifiers);
    const auto row = static_cast<std::size_t>(head.row);
    phrase.color = modifiers.color;
    phrase.row = head.row;
    if (!modifiers.place.empty() && !shot_.place && head.kind != WordKind::kPlace &&
        head.kind != WordKind::kPlaceHint) {
        shot_.place = modifiers.place;
    }
    const std::string words = shown(phrase.begin, phrase.end);
    // Heard, not seen: "the crowd", "a siren".
    const bool source_word =
        listed(kHeardSources, tokens_[phrase.end - 1].text) && head.length <= 2;
    if (source_word && head.kind != WordKind::kThing) {
        phrase.kind = NounKind::kSource;
        return phrase;
    }
    CastMember member;
    member.head = phrase.head;
    member.entity.called = words.substr(0, ScriptLimits::kCalledBytesMax);
    switch (head.kind) {
        case WordKind::kThing:
            if (modifiers.possessive && modifiers.owner >= 0 && story_.is_alive(modifiers.owner) &&
                hit(phrase.end - 1, WordKind::kPart) != nullptr) {
                phrase.kind = NounKind::kPart;  // "beats its chest"
                phrase.owned = true;
                phrase.who = {modifiers.owner};
                return phrase;
            }
            if (is_dug(phrase) || is_poured(phrase) || is_light_beam(phrase)) {
                phrase.kind = NounKind::kUnreal;  // "digs a hole", "pours coffee"
                story_.notes.ignored(words, "there is nothing to show it with");
                use(phrase.begin, phrase.end, TokenUse::kReported);
                return phrase;
            }
            member.thing = head.row;
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
            break;
        case WordKind::kStandIn: {
            if (member.head == "net" && shot_.sport >= 0 &&
                sport_rows()[static_cast<std::size_t>(shot_.sport)].target != "goal") {
                phrase.kind = NounKind::kUnreal;
                return phrase;
            }
            StandInRow stand_in = stand_in_rows()[row];
            if (member.head == "board") {
                const bool dives = std::ranges::any_of(shot_.present, [&](int other) {
                    return story_.cast[static_cast<std::size_t>(other)].head == "diver";
                });
                // What a game's players ride, or shoot at.
                stand_in.use = dives                       ? std::string_view{"springboard"}
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
            if (stand_in.use == "-") {
                if (member.head == "window" && phrase.end - phrase.begin <= 2 &&
                    shot_.place_hint.empty()) {
                    shot_.place_hint = story_.place_named("living room");  // We are behind it.
                }
                phrase.kind = NounKind::kUnreal;
                story_.notes.ignored(words, "there is nothing to show it with");
                use(phrase.begin, phrase.end, TokenUse::kReported);
                return phrase;
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
                return unknown_noun(phrase.end - 1, modifiers);
            }
            break;
        }
        case WordKind::kPlace:
            if (NounPhrase whole = whole_of_part(phrase); whole.kind != NounKind::kNone) {
                return whole;
            }
            phrase.kind = NounKind::kPlace;
            phrase.place = std::string(story_.nouns->places[row].name);
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
            return phrase;
        case WordKind::kPlaceHint:
            if (NounPhrase whole = whole_of_part(phrase); whole.kind != NounKind::kNone) {
                return whole;
            }
            if (is_any(phrase.end - 1, "field|fields|garden|forest|sea|carpet") &&
                is(phrase.end, "of") && !is_boundary(phrase.end + 1) && !head_at(phrase.end + 1) &&
                !is_any(phrase.end + 1, "a|an|the|his|her|their") &&
                hit(phrase.end + 1, WordKind::kColor) == nullptr) {
                phrase.end += 2;  // "a field of wheat"
            }
            phrase.kind = NounKind::kPlace;
            phrase.place = story_.place_named(std::string(place_hint_rows()[row].value));
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
            return phrase;
        case WordKind::kActionNoun:
            phrase.kind = NounKind::kAction;
            phrase.count = modifiers.count > 0 ? modifiers.count : 1;
            return phrase;
        case WordKind::kGarment:
            phrase.kind = NounKind::kGarment;
            if (modifiers.owner >= 0 && story_.is_person(modifiers.owner)) {
                dress(modifiers.owner, garment_rows()[row], modifiers);
                phrase.who = {modifiers.owner};
            }
            return phrase;
        case WordKind::kPart: {
            phrase.kind = NounKind::kPart;
            phrase.owned = true;
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
                        return phrase;
                    }
                }
                if (is(phrase.end, "of")) {
                    // "the deck of a ship"
                    const NounPhrase owner = noun_phrase(phrase.end + 1, true);
                    if (owner.kind == NounKind::kCast) {
                        phrase.kind = NounKind::kCast;
                        phrase.who = owner.who;
                        phrase.end = owner.end;
                        return phrase;
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
                return phrase;
            }
            return phrase;
        }
        default:
            return NounPhrase{};
    }
    if (head.length > 1 && head.kind == WordKind::kThing) {
        // "wooden ramp" is one phrase of the catalogue; its first word still says what of.
        std::size_t word = phrase.end - head.length;
        const Hit* material = hit(word, WordKind::kMaterial);
        const bool alive = member.thing >= 0 &&
                           story_.nouns->things[static_cast<std::size_t>(member.thing)].category ==
                               Category::kAnimal;  // "golden retriever"
        if (material != nullptr && material->length < head.length && modifiers.material.empty() &&
            member.entity.kind.empty() && !alive &&
            !is_any(word, "beach|snow|sand|ice|paper|rubber|golf")) {
            modifiers.material =
                std::string(story_.nouns->materials[static_cast<std::size_t>(material->row)].name);
        }
    }
    if (const Hit* tint = hit(phrase.end - head.length, WordKind::kTint);
        tint != nullptr && head.kind == WordKind::kThing) {
        member.entity.color = linear_color(tint_rows()[static_cast<std::size_t>(tint->row)].srgb);
    }
    if (member.thing < 0) {
        phrase.kind = NounKind::kUnreal;
        story_.notes.ignored(words, "there is nothing to show it with");
        use(phrase.begin, phrase.end, TokenUse::kReported);
        return phrase;
    }
    phrase.kind = NounKind::kCast;
    if (const Hit* material =
            is(phrase.end, "of") ? hit(phrase.end + 1, WordKind::kMaterial) : nullptr;
        material != nullptr && modifiers.material.empty() &&
        static_cast<std::size_t>(material->row) < story_.nouns->materials.size() &&
        !(head_at(phrase.end + 1 + material->length) &&
          !is_boundary(phrase.end + 1 + material->length) &&
          !reads_as_verb(phrase.end + 1 + material->length, phrase.plural))) {
        // "a cube of ice"
        modifiers.material =
            std::string(story_.nouns->materials[static_cast<std::size_t>(material->row)].name);
        phrase.end += 1 + material->length;
    }
    if (story_.nouns->things[static_cast<std::size_t>(member.thing)].traits.vessel) {
        // "a bucket of water", "a bowl full of water"
        const std::size_t of = is_any(phrase.end, "filled|full") ? phrase.end + 1 : phrase.end;
        if (is_any(of, "of|with") && (is(of + 1, "water") || is(of + 2, "water"))) {
            member.entity.filled = true;
            phrase.end = is(of + 1, "water") ? of + 2 : of + 3;
        }
    }
    std::optional<Hit> content;
    std::string content_word;
    if (is(phrase.end, "of") && !phrase.owned &&
        listed(
            "glass|cup|bottle|bowl|mug|plate|bucket|box|jar|can|slice|piece|tray|basket|crate|bag",
            phrase.head
        )) {
        // "a cup of tea": what is in it is not shown; "a bowl of apples": they are.
        std::size_t end = phrase.end + 1;
        while (end < tokens_.size() && end < phrase.end + 4 && !is_boundary(end) &&
               !reads_as_verb(end, phrase.plural) && hit(end, WordKind::kPreposition) == nullptr &&
               !is_any(end, "and|while|as|then")) {
            ++end;
            if (head_at(end - 1)) {
                break;
            }
        }
        if (const auto inner = head_at(end - 1);
            inner && inner->plural && inner->kind == WordKind::kThing) {
            content = inner;
            content_word = tokens_[end - 1].text;
        }
        phrase.end = end;
    }
    if (modifiers.definite && is_any(phrase.end - 1, "tower|pyramid|castle|wall|column")) {
        // "The tower" that was just stacked.
        for (auto relation = shot_.relations.rbegin(); relation != shot_.relations.rend();
             ++relation) {
            const int group = story_.cast[static_cast<std::size_t>(relation->owner)].group;
            if (relation->kind != RelationKind::kOn ||
                story_.cast[static_cast<std::size_t>(relation->target)].group != group ||
                story_.cast[static_cast<std::size_t>(relation->owner)].head == member.head) {
                continue;
            }
            for (const int old : shot_.present) {
                if (story_.cast[static_cast<std::size_t>(old)].group == group) {
                    phrase.who.push_back(old);
                }
            }
            phrase.plural = false;
            return phrase;
        }
    }
    // A street lamp stands in a street; a beach ball and ice cream may be anywhere.
    const Category category = story_.nouns->things[static_cast<std::size_t>(member.thing)].category;
    const bool anywhere = category == Category::kBall || category == Category::kTabletop;
    if (head.length > 1 && shot_.place_hint.empty() && !anywhere) {
        shot_.place_hint = story_.place_named(tokens_[phrase.end - head.length].text);
    }
    if (is(phrase.end, "on") && is(phrase.end + 1, "the") && is_any(phrase.end + 2, "left|right") &&
        !is(phrase.end + 3, "of")) {
        // "the player on the left": another one than "on the right".
        member.head = tokens_[phrase.end + 2].text + "_" + member.head;
        phrase.end += 3;
    }
    const bool person =
        story_.nouns->things[static_cast<std::size_t>(member.thing)].category == Category::kPerson;
    if (const std::size_t end = person ? name_behind(phrase) : 0; end > 0) {
        const std::string name = tokens_[phrase.end].text;
        phrase.end = end;
        const auto known = std::ranges::find(story_.cast, name, &CastMember::name);
        if (known != story_.cast.end()) {
            phrase.who = {static_cast<int>(known - story_.cast.begin())};
            return phrase;
        }
        member.name = name;
        member.entity.called = shown(phrase.begin, end).substr(0, ScriptLimits::kCalledBytesMax);
        if (member.entity.look.gender == Gender::kUnspecified) {
            member.entity.look.gender = gender_of_name(name);
        }
    }
    if (is(phrase.begin, "one") && modifiers.count == 1 && !phrase.plural) {
        // "He juggles torches; one torch falls": of those there are.
        const std::vector<int> group = find_known(member, Modifiers{}, true);
        const bool same =
            group.size() > 1 && std::ranges::all_of(group, [&](int other) {
                return story_.cast[static_cast<std::size_t>(other)].head == member.head &&
                       Story::has(shot_, other);
            });
        if (same && !modifiers.color) {
            phrase.who = {untold(group).front()};
            told_apart_.push_back(phrase.who.front());
            return phrase;
        }
    }
    if (modifiers.ordinal > 0 && modifiers.definite && !phrase.plural && modifiers.count <= 1) {
        // "the second ball": of those there are.
        Modifiers unlooked;
        std::vector<int> group = find_known(member, unlooked, true);
        const Category kind = story_.nouns->things[static_cast<std::size_t>(member.thing)].category;
        if (group.empty() && member.head != "domino" &&
            (kind == Category::kBall || kind == Category::kTabletop)) {
            constexpr int kSeveral = 3;
            group = create(member, modifiers, kSeveral, phrase);
            last_plural_ = group;
        }
        if (group.size() > 1) {
            phrase.who = {group[number_of_ordinal(modifiers.ordinal, group.size())]};
            told_apart_.push_back(phrase.who.front());
            return phrase;
        }
    }
    if (member.head == "ball" && is_any(phrase.end, "of|in|on")) {
        // "three balls of a Newton's cradle"
        const NounPhrase whole =
            phrase.end + 1 < tokens_.size() ? peek_noun(phrase.end + 1) : NounPhrase{};
        if (whole.kind == NounKind::kCast &&
            plain_text(phrase.end + 1, whole.end).ends_with("cradle")) {
            noun_phrase(phrase.end + 1, true);
            phrase.end = whole.end;
        }
    }
    if (const int cradle = cradle_of(member, modifiers); cradle >= 0) {
        phrase.who = {cradle};
        return phrase;
    }
    const bool known_wanted = modifiers.definite && !modifiers.another && member.name.empty();
    const bool again = !modifiers.another && !modifiers.definite && modifiers.count <= 1;
    if (modifiers.possessive && modifiers.owner >= 0 &&
        story_.cast[static_cast<std::size_t>(modifiers.owner)].head == member.head) {
        modifiers.definite = false;
    } else if (known_wanted && modifiers.count <= 1) {
        phrase.who = find_known(member, modifiers, phrase.plural);
    } else if (known_wanted) {
        phrase.who = find_known(member, modifiers, true);
    } else if (again && shot_number_ > 0) {
        // Described anew in a later shot: the same one, unless it looks different.
        for (const int old : find_known(member, modifiers, false)) {
            const CastMember& known = story_.cast[static_cast<std::size_t>(old)];
            if (known.first_shot < shot_number_ && known.head == member.head &&
                !Story::has(shot_, old)) {
                phrase.who = {old};
            }
        }
    }
    if (phrase.who.empty() && modifiers.definite && modifiers.color && !phrase.plural) {
        recolor_one(member, *modifiers.color, phrase);
    }
    if (phrase.who.empty()) {
        // A thing an action needed before anybody named it.
        for (const int old : shot_.present) {
            const CastMember& known = story_.cast[static_cast<std::size_t>(old)];
            if (known.implied && known.thing == member.thing) {
                if (phrase.plural || modifiers.count > 1) {
                    phrase.who.push_back(old);
                } else {
                    phrase.who = {old};
                }
            }
        }
        if (!phrase.who.empty()) {
            for (const int old : phrase.who) {
                CastMember& known = story_.cast[static_cast<std::size_t>(old)];
                known.implied = false;
                known.head = member.head;
                describe(known, modifiers);
            }
        }
    } else if (!modifiers.color) {
        for (const int old : phrase.who) {
            describe(story_.cast[static_cast<std::size_t>(old)], modifiers);
        }
    }
    if (phrase.who.empty()) {
        if (story_.nouns->things[static_cast<std::size_t>(member.thing)].name == "stairs") {
            modifiers.count = 1;  // "five stairs" are one flight.
        }
        if (member.head == "drum" && modifiers.count == 0) {
            modifiers.count = 1;  // "Drums" are one set.
        }
        int count = default_count(phrase.plural, modifiers);
        if (phrase.plural && modifiers.count == 0 &&
            (member.head == "domino" || member.head == "pin")) {
            count = member.head == "pin" ? kPinRack : 12;
        }
        if (member.head == "pin" && count < kPinRack && !recent_.empty() && knocks_down()) {
            count = kPinRack;  // "knocks down three pins": of a full rack.
            story_.notes.ignored(words, "how many of the pins fall is left to the ball");
        }
        if (member.head == "couple" || member.head == "twin") {
            count = 2;
        }
        phrase.counted = modifiers.count > 0;
        phrase.who = create(std::move(member), modifiers, count, phrase);
        if (!phrase.who.empty()) {
            report(phrase, head, words);
            if (content) {
                fill(phrase.who.front(), *content, content_word);
            }
        }
    }
    phrase.plural = phrase.plural || phrase.who.size() > 1;
    if (phrase.who.empty()) {
        phrase.kind = NounKind::kUnreal;
    }
    for (const int row_of_verb : modifiers.participles) {
        if (!phrase.who.empty()) {
            const auto keep = recent_;
            const int keep_row = recent_row_;
            make_actions(
                row_of_verb,
                verb_rows()[static_cast<std::size_t>(row_of_verb)].verb,
                phrase.who,
                words
            );
            if (!keep.empty()) {
                // "catches a falling car": it falls meanwhile, not after.
                const int now = shot_.actions[keep.front()].action.step;
                for (const std::size_t i : recent_) {
                    shot_.actions[i].action.step = now;
                }
            }
            recent_ = keep;
            recent_row_ = keep_row;
        }
    }
    return phrase;
}

}  // namespace hibari::world
