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
constexpr int kDominoRow = 12;

}  // namespace

// Whether the deed before it fells what the noun names.
bool ShotReader::knocks_down() const {
    const Verb verb = shot_.actions[recent_.front()].action.verb;
    return verb == Verb::kHit || verb == Verb::kBowl || verb == Verb::kPush;
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

namespace {

/// What runs out of a glass when it falls over, and its colour.
struct Liquid {
    std::string_view words;
    std::uint32_t srgb;
};

constexpr Liquid kLiquids[] = {
    {"milk|cream|yoghurt|milkshake", 0xF4F0E6},
    {"water|soda|lemonade", 0xC4DCE8},
    {"coffee|espresso|cocoa|cola|coke", 0x4A2C18},
    {"tea|beer|whisky|whiskey|cider", 0xB87A2A},
    {"juice", 0xE89A2A},
    {"wine|blood", 0x7A1428},
    {"paint|ink", 0x2A4AA8},
};

}  // namespace

// Of the liquid that is named between the two: "a glass of cold milk".
std::optional<Vec3> ShotReader::liquid_color(std::size_t begin, std::size_t end) const {
    for (std::size_t at = begin; at < end; ++at) {
        for (const Liquid& liquid : kLiquids) {
            if (is_any(at, liquid.words)) {
                return linear_color(liquid.srgb);
            }
        }
    }
    return std::nullopt;
}

// The apples of "a bowl of apples".
void ShotReader::fill(int container, const Hit& content, const std::string& word) {
    CastMember member;
    member.thing = content.row;
    member.head = singular(word, true);
    member.entity.called = word;
    NounPhrase unused;
    const std::string_view dish = story_.thing_of(container).name;
    const bool flat = dish == "plate" || dish == "tray";
    for (const int inside : create(std::move(member), Modifiers{}, 3, unused)) {
        relate(inside, flat ? RelationKind::kOn : RelationKind::kInside, container);
    }
}

ShotReader::NounPhrase ShotReader::resolve(NounPhrase phrase, Hit head, Modifiers modifiers) {
    phrase.head = singular(phrase.head, head.plural);
    head = worn_or_handled(phrase, head, modifiers);
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
    if (read_head(phrase, head, modifiers, member)) {
        return phrase;
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
        tint != nullptr && head.kind == WordKind::kThing && tint->length >= head.length) {
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
    if (is(phrase.end, "of") && is_any(phrase.end + 1, "different|various|varying|all|many") &&
        is_any(phrase.end + 2, "size|sizes|heights|color|colors|colour|colours")) {
        const bool sizes = is_any(phrase.end + 2, "size|sizes|heights");
        (sizes ? modifiers.many_sizes : modifiers.many_colors) = true;
        use(phrase.end, phrase.end + 3);
        phrase.end += 3;
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
        auto inner = head_at(end - 1);
        if (inner && is(end - 1, "glasses")) {
            inner->kind = WordKind::kThing;
            inner->row = story_.thing_named("glass");
            inner->plural = true;
        }
        if (inner && inner->plural && inner->kind == WordKind::kThing) {
            content = inner;
            content_word = tokens_[end - 1].text;
        }
        if (const auto liquid = liquid_color(phrase.end + 1, end)) {
            member.entity.filled = true;
            member.entity.accent = liquid;
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
    const bool anywhere = category == Category::kBall || category == Category::kTabletop ||
                          category == Category::kVehicle;  // A school bus drives anywhere.
    if (head.length > 1 && shot_.place_hint.empty() && !anywhere) {
        shot_.place_hint = story_.place_named(tokens_[phrase.end - head.length].text);
    }
    if (is(phrase.end, "on") && is(phrase.end + 1, "the") && is_any(phrase.end + 2, "left|right") &&
        !is(phrase.end + 3, "of")) {
        const std::vector<int> known =
            modifiers.definite ? find_known(member, Modifiers{}, true) : std::vector<int>{};
        if (shot_number_ > 0 && known.size() > 1) {
            // Of those who are there: they stand in the order in which they were named.
            phrase.who = {is(phrase.end + 2, "left") ? known.front() : known.back()};
            phrase.end += 3;
            return phrase;
        }
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
        if (group.empty() && (kind == Category::kBall || kind == Category::kTabletop)) {
            const int several = member.head == "domino" ? kDominoRow : 3;
            group = create(member, modifiers, several, phrase);
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
    if (const int one = one_by_size(member, modifiers); one >= 0 && !phrase.plural) {
        phrase.who = {one};
        return phrase;
    }
    const bool known_wanted = modifiers.definite && !modifiers.another && member.name.empty();
    const bool again = !modifiers.another && !modifiers.definite && modifiers.count <= 1;
    if (modifiers.possessive && modifiers.owner >= 0 &&
        story_.cast[static_cast<std::size_t>(modifiers.owner)].head == member.head) {
        modifiers.definite = false;
    } else if (known_wanted && modifiers.count <= 1) {
        phrase.who = find_known(member, modifiers, phrase.plural);
        if (modifiers.possessive && phrase.who == std::vector<int>{modifiers.owner}) {
            phrase.who.clear();  // "A kid jumps. His sister cheers."
        }
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
        if (is(phrase.begin, "some") && !phrase.plural) {
            modifiers.count = 1;  // "some tea"
        }
        int count = default_count(phrase.plural, modifiers);
        if (phrase.plural && modifiers.count == 0 &&
            (member.head == "domino" || member.head == "pin")) {
            count = member.head == "pin" ? kPinRack : kDominoRow;
        }
        if (member.head == "pin" && count < kPinRack && !recent_.empty() && knocks_down()) {
            shot_.spared = kPinRack - count;  // "knocks down three pins": of a full rack.
            count = kPinRack;
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
