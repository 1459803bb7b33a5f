// Noun phrases: counting, describing and finding who or what is meant.
#include "base/text.h"
#include "world/director/reader.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <charconv>

namespace hibari::world {
namespace {

constexpr int kCountMax = 24;
constexpr std::string_view kSources =
    "crowd|audience|spectators|fans|onlookers|supporters|siren|sirens|alarm|thunder|traffic|phone|"
    "telephone|clock|buzzer|whistle|"
    "crickets|seagulls|wind|bell|bells|stadium|arena|fireworks|engine|insects|cicadas|frogs|horn|"
    "horns|everyone|spectator|fan|public|viewers|flames|fire";

Vec3 linear_color(std::uint32_t srgb) {
    const auto channel = [](std::uint32_t byte) {
        const float c = static_cast<float>(byte & 0xFFU) / 255.0F;
        return c <= 0.04045F ? c / 12.92F : std::pow((c + 0.055F) / 1.055F, 2.4F);
    };
    return {channel(srgb >> 16U), channel(srgb >> 8U), channel(srgb)};
}

bool same_color(const std::optional<Vec3>& a, const std::optional<Vec3>& b) {
    return a && b && length(*a - *b) < 0.02F;
}

constexpr std::string_view kWomenNames =
    "anna|emma|mary|sarah|lisa|maria|julia|lucy|alice|sophie|sophia|olivia|mia|ella|lily|grace|"
    "kate|jane|susan|laura|emily|chloe|hannah|"
    "eva|eve|nina|rosa|clara|amy|zoe|ava|isabella|claire|helen|linda|karen|betty|nancy|rachel|"
    "rebecca|maya|luna|elena|sara|ingrid|yuki|aisha|"
    "fatima|priya|mei|juliet|marie|charlotte|amelia|daisy|rose|ruby|violet|molly|jenny|diana|"
    "victoria|elizabeth|margaret";
constexpr std::string_view kMenNames =
    "john|bob|tom|max|jack|james|david|mike|michael|paul|peter|mark|sam|ben|dan|daniel|alex|leo|"
    "henry|george|charlie|oliver|harry|joe|adam|"
    "luke|noah|liam|ethan|lucas|carlos|jose|juan|marco|luigi|mario|hans|erik|lars|sven|ivan|kenji|"
    "hiro|ali|omar|ahmed|raj|wei|romeo|frank|"
    "bill|steve|kevin|brian|eric|robert|richard|tim|jim|fred|larry|gary|arthur|walter|oscar|felix|"
    "simon|victor|hugo|theo|dave|matt|chris";

bool listed(std::string_view words, std::string_view word) {
    const auto all = split(words, '|');
    return std::ranges::find(all, word) != all.end();
}

// Adjectives from verbs: "a rolling stone"; only those that show motion.
bool is_participle(const Hit& hit) {
    return hit.kind == WordKind::kVerb && hit.form == VerbForm::kIng;
}

}  // namespace

std::optional<Hit> ShotReader::head_at(std::size_t at) const {
    if (at >= tokens_.size()) {
        return std::nullopt;
    }
    auto& self = const_cast<ShotReader&>(*this);
    const Hit* best = nullptr;
    const auto rank = [](WordKind kind) {
        switch (kind) {
            case WordKind::kThing:
                return 7;
            case WordKind::kRole:
                return 6;
            case WordKind::kGarment:
                return 5;
            case WordKind::kPlace:
                return 4;
            case WordKind::kStandIn:
                return 3;
            case WordKind::kPlaceHint:
                return 2;
            case WordKind::kActionNoun:
            case WordKind::kPart:
                return 1;
            default:
                return 0;
        }
    };
    for (const Hit& item : self.hits(at)) {
        const int value = rank(item.kind);
        if (value == 0) {
            continue;
        }
        if (best == nullptr || item.length > best->length ||
            (item.length == best->length && value > rank(best->kind))) {
            best = &item;
        }
    }
    if (best == nullptr) {
        return std::nullopt;
    }
    return *best;
}

bool ShotReader::reads_as_verb(std::size_t at, bool plural_before) const {
    while (hit(at, WordKind::kManner) != nullptr && hit(at, WordKind::kVerb) == nullptr) {
        at += hit(at, WordKind::kManner)->length;
    }
    if (is_any(
            at,
            "is|are|was|were|has|have|had|will|can|tries|try|begins|begin|starts|start|does|do|"
            "attempts|fails|manages|who|that|which|gets|keeps|almost|nearly|then|wearing|dressed|'"
            "s|performs|perform|makes|takes|gives"
        )) {
        return !is(at, "'s") && !is_any(at, "who|that|which");
    }
    if (!plural_before && at < tokens_.size() && tokens_[at].kind == TokenKind::kWord &&
        is_any(
            at + 1,
            "a|an|the|his|her|its|their|my|some|two|three|up|down|at|on|onto|into|over|him|them|it"
        )) {
        // Unknown to the lexicon, but agrees and has an object: "ties her shoes".
        for (const VerbCandidate& candidate : verb_candidates(tokens_[at].text)) {
            if (candidate.form == VerbForm::kThird && story_.nearest->is_verb(candidate.lemma)) {
                return true;
            }
        }
    }
    for (const WordKind kind : {WordKind::kVerb, WordKind::kSpeech, WordKind::kOutcome}) {
        const Hit* verb = hit(at, kind);
        if (verb == nullptr) {
            continue;
        }
        if (verb->form == VerbForm::kThird) {
            return !plural_before;
        }
        if (verb->form == VerbForm::kBase) {
            const bool same_past = is_any(at, "hit|read|put|set|cut|burst|shut|let");
            return plural_before || same_past;
        }
        return true;
    }
    return false;
}

bool ShotReader::continues_compound(std::size_t at, const Hit& head) const {
    const std::size_t next = skip_hyphen(at + head.length);
    if (is_boundary(next)) {
        return false;
    }
    const auto other = head_at(next);
    if (!other) {
        return false;
    }
    if (other->kind == WordKind::kPlaceHint || other->kind == WordKind::kPlace) {
        return !reads_as_verb(next, head.plural);
    }
    if (other->kind == WordKind::kPart && head.kind != WordKind::kThing) {
        return false;
    }
    if (other->kind == WordKind::kActionNoun &&
        (head.kind == WordKind::kGarment || head.kind == WordKind::kRole)) {
        return false;  // "a man in a costume dances"
    }
    return !reads_as_verb(next, head.plural) && !head.plural;
}

bool ShotReader::read_determiners(std::size_t& at, Modifiers& modifiers, NounPhrase& phrase) {
    bool any = false;
    for (int guard = 0; guard < 6 && at < tokens_.size(); ++guard) {
        if (is_any(at, "the|this|that|these|those")) {
            if (is_any(at, "that|this|these|those") && !head_at(at + 1) &&
                hit(at + 1, WordKind::kColor) == nullptr &&
                hit(at + 1, WordKind::kHarmless) == nullptr &&
                hit(at + 1, WordKind::kSize) == nullptr) {
                break;
            }
            modifiers.definite = true;
            phrase.plural = phrase.plural || is_any(at, "these|those");
        } else if (is_any(at, "a|an") && hit(at, WordKind::kCount) == nullptr) {
            modifiers.indefinite = true;
        } else if (is_any(at, "another|second")) {
            modifiers.another = true;
        } else if (is_any(at, "other")) {
            modifiers.another = !modifiers.definite;
        } else if (is_any(at, "his|her|their|its|my|our|your")) {
            // "her" may be the whole phrase.
            if (is(at, "her") && !head_at(at + 1) && hit(at + 1, WordKind::kColor) == nullptr &&
                hit(at + 1, WordKind::kHarmless) == nullptr &&
                hit(at + 1, WordKind::kSize) == nullptr &&
                hit(at + 1, WordKind::kPersonAdjective) == nullptr &&
                hit(at + 1, WordKind::kMaterial) == nullptr && !is(at + 1, "own")) {
                break;
            }
            modifiers.possessive = true;
            modifiers.definite = true;
            modifiers.owner = owner_of_pronoun(tokens_[at].text);
        } else if (is_any(
                       at,
                       "each|every|any|all|some|no|such|own|same|first|last|final|third|next|very|"
                       "just|only|whole|entire|famous|really|so"
                   ) &&
                   hit(at, WordKind::kThing) == nullptr && !is(at + 1, "to")) {
            if (is(at, "some")) {
                modifiers.count = 3;
            }
            if (is(at, "no")) {
                break;
            }
        } else if (const Hit* count = hit(at, WordKind::kCount);
                   count != nullptr && tokens_[at].use == TokenUse::kOpen) {
            if (is_any(
                    skip_hyphen(at + count->length), "second|seconds|times|time|sec|year|years"
                )) {
                return any;
            }
            modifiers.count = count_rows()[static_cast<std::size_t>(count->row)].count;
            at += count->length;
            if (is(at, "of")) {
                ++at;
            }
            any = true;
            continue;
        } else if (tokens_[at].kind == TokenKind::kNumber) {
            int value = 0;
            const std::string& text = tokens_[at].text;
            const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
            if (parsed.ptr != text.data() + text.size() || value < 1 ||
                is_any(skip_hyphen(at + 1), "second|seconds|times|mm|fps|years|year|s|%")) {
                break;
            }
            modifiers.count = std::min(value, 1000);
        } else {
            break;
        }
        any = true;
        ++at;
    }
    return any;
}

bool ShotReader::read_modifier(std::size_t& at, Modifiers& modifiers) {
    if (at >= tokens_.size() || is_boundary(at)) {
        return false;
    }
    if (is(at, "-") ||
        is_any(
            at,
            "very|extremely|really|super|quite|slightly|incredibly|totally|so|rather|pretty|extra|"
            "brightly|colored|coloured|looking|sized|year|years|aged"
        )) {
        ++at;
        return true;
    }
    if (tokens_[at].kind == TokenKind::kNumber) {
        // "a 70 year old man"
        int years = 0;
        const std::string& text = tokens_[at].text;
        std::from_chars(text.data(), text.data() + text.size(), years);
        if (is_any(skip_hyphen(at + 1), "year")) {
            const std::string_view word = years < 13    ? "little"
                                          : years < 20  ? "teenage"
                                          : years >= 60 ? "elderly"
                                                        : "adult";
            for (const Meaning& meaning : story_.dictionary->meanings(std::string(word))) {
                if (meaning.kind == WordKind::kPersonAdjective) {
                    modifiers.person_rows.push_back(meaning.row);
                }
            }
            at = skip_hyphen(at + 1) + 1;
            at = skip_hyphen(at);
            if (is(at, "old")) {
                ++at;
            }
            return true;
        }
        return false;
    }
    std::size_t length = 0;
    if (const Hit* color = hit(at, WordKind::kColor); color != nullptr) {
        const std::uint32_t srgb = color_rows()[static_cast<std::size_t>(color->row)].srgb;
        if (srgb != 0) {
            (modifiers.color ? modifiers.accent : modifiers.color) = linear_color(srgb);
        }
        length = color->length;
    }
    if (const Hit* adjective = hit(at, WordKind::kPersonAdjective);
        adjective != nullptr && adjective->length >= length) {
        modifiers.person_rows.push_back(adjective->row);
        length = std::max(length, adjective->length);
    }
    if (const Hit* size = hit(at, WordKind::kSize); size != nullptr && size->length >= length) {
        modifiers.big_rows.push_back(size->row);
        length = std::max(length, size->length);
    }
    if (const Hit* material = hit(at, WordKind::kMaterial);
        material != nullptr && material->length > length) {
        const auto row = static_cast<std::size_t>(material->row);
        const auto& list = story_.nouns->materials;
        // Catalogue materials and the lexicon's table share the kind; the catalogue's come first.
        if (row < list.size()) {
            modifiers.material = std::string(list[row].name);
        }
        length = material->length;
    }
    if (length > 0) {
        at += length;
        modifiers.any = true;
        return true;
    }
    for (const Hit& item : hits(at)) {
        if (is_participle(item) && item.length == 1) {
            modifiers.participles.push_back(item.row);
            ++at;
            return true;
        }
    }
    if (const Hit* harmless = hit(at, WordKind::kHarmless); harmless != nullptr) {
        at += harmless->length;
        return true;
    }
    if (const Hit* manner = hit(at, WordKind::kManner); manner != nullptr && manner->length == 1 &&
                                                        !is_boundary(at + 1) &&
                                                        !tokens_[at].text.ends_with("ly")) {
        ++at;
        return true;
    }
    for (const WordKind kind : {WordKind::kSky, WordKind::kTime, WordKind::kStyle}) {
        if (const Hit* weather = hit(at, kind);
            weather != nullptr && head_at(at + weather->length)) {
            if (kind == WordKind::kSky && !shot_.sky && !is_any(at, "cloud|sun|clear")) {
                shot_.sky = sky_rows()[static_cast<std::size_t>(weather->row)].value;
            } else if (kind == WordKind::kTime && !shot_.time) {
                shot_.time = time_rows()[static_cast<std::size_t>(weather->row)].value;
            }
            at += weather->length;
            return true;
        }
    }
    return false;
}

ShotReader::NounPhrase ShotReader::noun_phrase(std::size_t at, bool after_verb) {
    NounPhrase phrase;
    phrase.begin = at;
    if (is_boundary(at)) {
        return phrase;
    }
    if (NounPhrase pronoun = resolve_pronoun(at); pronoun.kind != NounKind::kNone) {
        return pronoun;
    }
    Modifiers modifiers;
    const bool determined = read_determiners(at, modifiers, phrase);
    for (int guard = 0; guard < 24 && at < tokens_.size() && !is_boundary(at); ++guard) {
        const bool modified = determined || modifiers.any;
        // Groups: "a stack of books".
        if (const Hit* group = hit(at, WordKind::kCollective);
            group != nullptr && is(at + group->length, "of")) {
            modifiers.count = collective_rows()[static_cast<std::size_t>(group->row)].count;
            const bool stacked =
                is_any(at, "stack|tower|pile|heap|pyramid|column|stacks|towers|wall|house");
            at += group->length + 1;
            Modifiers inner;
            NounPhrase unused;
            read_determiners(at, inner, unused);
            if (inner.count > 1) {
                modifiers.count = inner.count;
            }
            phrase.plural = true;
            phrase.owned = stacked;  // Told to `create` through the phrase.
            continue;
        }
        if (listed(kSources, tokens_[at].text) &&
            !(head_at(at) && head_at(at)->kind == WordKind::kThing && head_at(at)->length > 1) &&
            !(head_at(skip_hyphen(at + 1)) && !reads_as_verb(skip_hyphen(at + 1), true)) &&
            story_.thing_named(tokens_[at].text) < 0) {
            phrase.kind = NounKind::kSource;
            phrase.end = at + 1;
            phrase.head = tokens_[at].text;
            return phrase;
        }
        // "a family", "the team": people.
        if (const Hit* group = hit(at, WordKind::kCollective);
            group != nullptr && !is(at + group->length, "of") &&
            is_any(
                at, "family|families|couple|team|crew|group|band|gang|trio|duo|squad|pair|class"
            ) &&
            !(head_at(at + 1) && !reads_as_verb(at + 1, false)) &&
            !(is_any(at, "couple|band|class") && head_at(at) &&
              head_at(at)->kind == WordKind::kThing && !is_any(at, "couple"))) {
            CastMember people;
            people.thing = story_.thing_named("person");
            people.head = "person";
            people.entity.called = shown(phrase.begin, at + 1);
            phrase.end = at + 1;
            phrase.kind = NounKind::kCast;
            phrase.plural = true;
            if (modifiers.definite) {
                for (const int member : shot_.present) {
                    if (story_.cast[static_cast<std::size_t>(member)].entity.called.ends_with(
                            tokens_[at].shown
                        )) {
                        phrase.who.push_back(member);
                    }
                }
            }
            if (phrase.who.empty()) {
                phrase.who = create(
                    std::move(people),
                    modifiers,
                    is_any(at, "couple|duo|pair") ? 2
                    : is_any(at, "trio")          ? 3
                                                  : 4,
                    phrase
                );
            }
            story_.notes.understood(
                shown(phrase.begin, phrase.end), std::to_string(phrase.who.size()) + " people"
            );
            return phrase;
        }
        const auto head = head_at(at);
        const bool adjective =
            hit(at, WordKind::kColor) != nullptr || hit(at, WordKind::kMaterial) != nullptr ||
            hit(at, WordKind::kPersonAdjective) != nullptr || hit(at, WordKind::kSize) != nullptr ||
            hit(at, WordKind::kHarmless) != nullptr;
        if (head) {
            // "orange ball", "glass bottle", "baby elephant": an adjective when a noun follows.
            const std::size_t next = skip_hyphen(at + head->length);
            const bool noun_follows =
                !is_boundary(next) && head_at(next) && !reads_as_verb(next, head->plural);
            if (adjective && noun_follows && head->length == 1) {
                if (read_modifier(at, modifiers)) {
                    continue;
                }
            }
            const Hit* verb = hit(at, WordKind::kVerb);
            const bool verb_here = verb != nullptr && verb->length >= head->length && !modified;
            if (verb_here &&
                (head->kind == WordKind::kActionNoun || head->kind == WordKind::kPart ||
                 head->kind == WordKind::kPlaceHint) &&
                !after_verb) {
                return NounPhrase{};
            }
            if (continues_compound(at, *head)) {
                if (head->kind == WordKind::kPlace) {
                    modifiers.place =
                        std::string(story_.nouns->places[static_cast<std::size_t>(head->row)].name);
                } else if (head->kind == WordKind::kPlaceHint) {
                    modifiers.place = story_.place_named(
                        std::string(place_hint_rows()[static_cast<std::size_t>(head->row)].value)
                    );
                }
                at = next;
                continue;
            }
            phrase.end = at + head->length;
            phrase.head = tokens_[phrase.end - 1].text;
            phrase.plural = phrase.plural || head->plural;
            // "the man's hat": the first noun owns the second.
            if (is(phrase.end, "'s") && !is_boundary(phrase.end + 1)) {
                NounPhrase owner = resolve(phrase, *head, modifiers);
                Modifiers inner;
                inner.definite = true;
                inner.possessive = true;
                inner.owner = owner.who.empty() ? -1 : owner.who.front();
                NounPhrase thing;
                thing.begin = phrase.begin;
                std::size_t cursor = phrase.end + 1;
                for (int more = 0; more < 8 && read_modifier(cursor, inner) && !head_at(cursor);
                     ++more) {
                }
                if (const auto owned = head_at(cursor); owned) {
                    thing.end = cursor + owned->length;
                    thing.head = tokens_[thing.end - 1].text;
                    thing.plural = owned->plural;
                    NounPhrase result = resolve(thing, *owned, inner);
                    result.begin = phrase.begin;
                    return result;
                }
                owner.end = phrase.end + 1;
                return owner;
            }
            return resolve(phrase, *head, std::move(modifiers));
        }
        const Hit* verb = hit(at, WordKind::kVerb);
        if (verb != nullptr && verb->form == VerbForm::kIng && !modified) {
            // "Running water" against "running down the street": a noun must follow at once.
            const std::size_t next = skip_hyphen(at + verb->length);
            if (!head_at(next) || is_boundary(next) || verb->length > 1) {
                return NounPhrase{};
            }
            const VerbUse usage = verb_rows()[static_cast<std::size_t>(verb->row)].use;
            if (usage == VerbUse::kActsOn || usage == VerbUse::kAims) {
                return NounPhrase{};
            }
        }
        if (read_modifier(at, modifiers)) {
            continue;
        }
        if (is_any(at, "and|,") && modifiers.any &&
            (hit(at + 1, WordKind::kColor) != nullptr || hit(at + 1, WordKind::kHarmless) != nullptr
            )) {
            ++at;  // "black and white", "big, red"
            continue;
        }
        break;
    }
    if ((at >= tokens_.size() || is_boundary(at)) &&
        !(at > phrase.begin && is_any(at - 1, "first|second|third|other|last|another|one"))) {
        // "the red one", "the other": an adjective alone.
        if (determined && modifiers.any && modifiers.definite && modifiers.color) {
            for (auto member = shot_.present.rbegin(); member != shot_.present.rend(); ++member) {
                const CastMember& known = story_.cast[static_cast<std::size_t>(*member)];
                if (same_color(known.entity.color, modifiers.color)) {
                    phrase.kind = NounKind::kCast;
                    phrase.who = {*member};
                    phrase.end = at;
                    return phrase;
                }
            }
        }
        return NounPhrase{};
    }
    // "the first", "the second one", "the other": members of a group.
    if (at > phrase.begin && is_any(at - 1, "first|second|third|other|last|another|one") &&
        determined) {
        std::vector<int> group;
        for (std::size_t i = story_.cast.size(); i-- > 0 && group.empty();) {
            const int id = story_.cast[i].group;
            for (std::size_t k = 0; k < story_.cast.size(); ++k) {
                if (story_.cast[k].group == id && Story::has(shot_, static_cast<int>(k))) {
                    group.push_back(static_cast<int>(k));
                }
            }
            if (group.size() < 2) {
                group.clear();
            }
        }
        if (group.empty()) {
            for (const int member : shot_.present) {
                if (story_.is_alive(member)) {
                    group.push_back(member);
                }
            }
        }
        if (group.size() > 1) {
            const int last = previous_subject_.empty() ? -1 : previous_subject_.front();
            std::size_t which = is(at - 1, "first") || is(at - 1, "one") ? 0
                                : is(at - 1, "third")                    ? 2
                                : is(at - 1, "last")                     ? group.size() - 1
                                                                         : 1;
            if (is_any(at - 1, "other|another") && group[1] == last) {
                which = 0;
            }
            phrase.kind = NounKind::kCast;
            phrase.who = {group[std::min(which, group.size() - 1)]};
            phrase.end = is_any(at, "one|ones") ? at + 1 : at;
            return phrase;
        }
    }
    if (is_any(at, "one|ones") && (determined || modifiers.any)) {
        for (auto member = shot_.present.rbegin(); member != shot_.present.rend(); ++member) {
            const CastMember& known = story_.cast[static_cast<std::size_t>(*member)];
            if (!modifiers.color || same_color(known.entity.color, modifiers.color)) {
                phrase.kind = NounKind::kCast;
                phrase.who = {*member};
                phrase.end = at + 1;
                return phrase;
            }
        }
    }
    if (is_any(at, "one|ones") && modifiers.color) {
        for (const int member : last_plural_) {
            CastMember& known = story_.cast[static_cast<std::size_t>(member)];
            if (!known.entity.color && !story_.is_person(member)) {
                known.entity.color = modifiers.color;
                phrase.kind = NounKind::kCast;
                phrase.who = {member};
                phrase.end = at + 1;
                return phrase;
            }
        }
    }
    for (const WordKind kind :
         {WordKind::kSky,
          WordKind::kTime,
          WordKind::kWind,
          WordKind::kSound,
          WordKind::kStyle,
          WordKind::kCamera}) {
        if (hit(at, kind) != nullptr && modifiers.owner < 0) {
            return NounPhrase{};  // "soft rain" is weather.
        }
    }
    phrase.end = at;
    NounPhrase unknown = unknown_noun(at, modifiers);
    unknown.begin = phrase.begin;
    return unknown;
}

ShotReader::NounPhrase ShotReader::peek_noun(std::size_t at) {
    const auto cast = story_.cast;
    const DraftShot shot = shot_;
    const Notes notes = story_.notes;
    const int clock = story_.clock;
    const int groups = story_.groups;
    NounPhrase phrase = noun_phrase(at, true);
    const bool known = std::ranges::all_of(phrase.who, [&](int member) {
        return static_cast<std::size_t>(member) < cast.size();
    });
    story_.cast = cast;
    shot_ = shot;
    story_.notes = notes;
    story_.clock = clock;
    story_.groups = groups;
    if (!known) {
        phrase.who.clear();
    }
    return phrase;
}

ShotReader::NounPhrase ShotReader::resolve_pronoun(std::size_t at) {
    NounPhrase phrase;
    if (!is_any(
            at,
            "he|she|they|it|him|her|them|himself|herself|itself|themselves|both|who|everyone|"
            "others|one|each"
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
        (head_at(at + 1) || is(at + 1, "-") || hit(at + 1, WordKind::kColor) != nullptr ||
         hit(at + 1, WordKind::kHarmless) != nullptr)) {
        return phrase;
    }
    if (word == "who" || word == "everyone") {
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
    if (word == "one" && last_plural_.size() > 1) {
        phrase.who = {last_plural_.front()};
        phrase.kind = NounKind::kCast;
        return phrase;
    }
    if (word == "each" && last_plural_.size() > 1) {
        phrase.who = last_plural_;
        phrase.kind = NounKind::kCast;
        phrase.plural = true;
        return phrase;
    }
    const bool reflexive = word.ends_with("self") || word.ends_with("selves");
    if (reflexive && !subject_.empty()) {
        phrase.who = subject_;
        phrase.kind = NounKind::kCast;
        return phrase;
    }
    int best = -1;
    int best_seen = -1;
    const bool person = is_any(at, "he|she|him|her");
    const bool plural = is_any(at, "they|them|both|others");
    for (std::size_t i = 0; i < story_.cast.size(); ++i) {
        const int member = static_cast<int>(i);
        const CastMember& known = story_.cast[i];
        if (known.implied && !plural && known.last_seen == 0) {
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
            fits = !story_.is_person(member);
        }
        if (!fits) {
            continue;
        }
        int seen = known.last_seen * 2;
        // A pronoun as a subject likes the subject before; as an object it likes the other.
        const bool is_subject = std::ranges::find(subject_, member) != subject_.end();
        if (verb_seen_ && is_subject && !reflexive) {
            seen -= 1'000;
        }
        if (word == "it" && verb_seen_ && !recent_.empty() && alive &&
            std::ranges::find(previous_subject_, member) != previous_subject_.end()) {
            // "a cat watches it": whoever did something, rather than a thing just named.
            const Verb verb = shot_.actions[recent_.front()].action.verb;
            seen += verb == Verb::kLook || verb == Verb::kRun || verb == Verb::kWalk ||
                            verb == Verb::kHug
                        ? 500
                        : 0;
        }
        if (word == "it" && !verb_seen_ &&
            std::ranges::find(previous_subject_, member) != previous_subject_.end() &&
            !reads_as_fate(at + 1)) {
            seen += 500;
        }
        if (seen > best_seen || best < 0) {
            best = member;
            best_seen = seen;
        }
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
        for (std::size_t i = 0; i < story_.cast.size(); ++i) {
            if (story_.cast[i].group == group && Story::has(shot_, static_cast<int>(i))) {
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
        const int seen = known.last_seen + (subject ? 1'000 : 0);
        if (fits && seen > best_seen) {
            best = member;
            best_seen = seen;
        }
    }
    return best;
}

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
    }
    if (person) {
        for (const int row : modifiers.person_rows) {
            person_adjective_rows()[static_cast<std::size_t>(row)].apply(entity.look);
        }
        for (const int row : modifiers.big_rows) {
            const float factor = size_rows()[static_cast<std::size_t>(row)].factor;
            if (factor > 1.5F) {
                entity.scale = std::min(entity.scale * factor, 20.0F);
            }
        }
    } else {
        for (const int row : modifiers.big_rows) {
            entity.scale = clamp(
                entity.scale * size_rows()[static_cast<std::size_t>(row)].factor, 0.05F, 20.0F
            );
        }
    }
}

int ShotReader::default_count(bool plural, const Modifiers& modifiers) const {
    if (modifiers.count > 0) {
        return modifiers.count;
    }
    return plural ? 3 : 1;
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
            wanted.head == "man" || wanted.head == "woman" || wanted.head == "person" ||
            wanted.head == "guy" || wanted.head == "lady" || wanted.head == "player" ||
            wanted.head == "athlete" || wanted.head == "performer" || wanted.head == "rider" ||
            wanted.head == "figure" || wanted.head == "skater" || wanted.head == "subject" ||
            wanted.head == "speaker" || wanted.head == "dancer";
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
            story_.is_alive(static_cast<int>(i))) {
            continue;  // "the fox" is not "the wolf", though both are shown by a dog.
        }
        if (modifiers.color && !person && !same_color(known.entity.color, modifiers.color)) {
            continue;
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
    std::vector<int> made;
    for (int i = 0; i < count; ++i) {
        const int index = story_.add(shot_, member);
        if (index < 0) {
            story_.notes.ignored(member.head, "a shot holds at most 64 things");
            break;
        }
        if (!made.empty() && phrase.owned) {
            shot_.relations.push_back({index, RelationKind::kOn, made.back()});
        }
        made.push_back(index);
    }
    phrase.owned = false;
    return made;
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

ShotReader::NounPhrase ShotReader::resolve(
    NounPhrase phrase, const Hit& head, Modifiers modifiers
) {
    const auto row = static_cast<std::size_t>(head.row);
    phrase.color = modifiers.color;
    phrase.row = head.row;
    phrase.head = singular(phrase.head, head.plural);
    if (!modifiers.place.empty() && !shot_.place && head.kind != WordKind::kPlace &&
        head.kind != WordKind::kPlaceHint) {
        shot_.place = modifiers.place;
    }
    const std::string words = shown(phrase.begin, phrase.end);
    // Heard, not seen: "the crowd", "a siren".
    const bool source_word = listed(kSources, tokens_[phrase.end - 1].text) && head.length <= 2;
    if (source_word && head.kind != WordKind::kThing) {
        phrase.kind = NounKind::kSource;
        return phrase;
    }
    CastMember member;
    member.head = phrase.head;
    member.entity.called = words.substr(0, ScriptLimits::kCalledBytesMax);
    switch (head.kind) {
        case WordKind::kThing:
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
            const StandInRow& stand_in = stand_in_rows()[row];
            if (stand_in.use == "-") {
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
            phrase.kind = NounKind::kPlace;
            phrase.place = std::string(story_.nouns->places[row].name);
            return phrase;
        case WordKind::kPlaceHint:
            phrase.kind = NounKind::kPlace;
            phrase.place = story_.place_named(std::string(place_hint_rows()[row].value));
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
        if (material != nullptr && material->length < head.length && modifiers.material.empty() &&
            member.entity.kind.empty() && !is_any(word, "beach|snow|sand|ice|paper|rubber|golf")) {
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
    if (is(phrase.end, "of") && !phrase.owned &&
        is_any(phrase.end - 1, "glass|cup|bottle|bowl|mug|plate|bucket|box|jar|can|slice|piece")) {
        // "a cup of tea": what is in it is not shown.
        std::size_t end = phrase.end + 1;
        while (end < tokens_.size() && end < phrase.end + 4 && !is_boundary(end) &&
               !reads_as_verb(end, phrase.plural) && hit(end, WordKind::kPreposition) == nullptr &&
               !is_any(end, "and|while|as|then")) {
            ++end;
            if (head_at(end - 1)) {
                break;
            }
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
    const bool known_wanted = modifiers.definite && !modifiers.another;
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
        int count = default_count(phrase.plural, modifiers);
        if (phrase.plural && modifiers.count == 0 &&
            (member.head == "domino" || member.head == "pin")) {
            count = member.head == "pin" ? 10 : 12;
        }
        if (member.head == "couple" || member.head == "twin") {
            count = 2;
        }
        phrase.who = create(std::move(member), modifiers, count, phrase);
        if (!phrase.who.empty()) {
            const CastMember& made = story_.cast[static_cast<std::size_t>(phrase.who.front())];
            story_.notes.understood(
                words,
                (phrase.who.size() > 1 ? std::to_string(phrase.who.size()) + " x " : "") +
                    made.entity.kind
            );
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
            recent_ = keep;
            recent_row_ = keep_row;
        }
    }
    return phrase;
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
    if (grammar || (hit(at, WordKind::kVerb) != nullptr && !determined) ||
        hit(at, WordKind::kPreposition) != nullptr || hit(at, WordKind::kDirection) != nullptr ||
        hit(at, WordKind::kManner) != nullptr || hit(at, WordKind::kHarmless) != nullptr ||
        hit(at, WordKind::kOrder) != nullptr || hit(at, WordKind::kRepeat) != nullptr ||
        hit(at, WordKind::kSpeech) != nullptr || hit(at, WordKind::kOutcome) != nullptr) {
        return NounPhrase{};
    }
    CastMember member;
    // Names: known ones, or capitals in the middle of a sentence.
    const bool woman = listed(kWomenNames, token.text);
    const bool man = listed(kMenNames, token.text);
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
    if (token.capital && (woman || man || known_name || capital_name || odd_name)) {
        for (std::size_t i = 0; i < story_.cast.size(); ++i) {
            if (story_.cast[i].name == token.text) {
                phrase.kind = NounKind::kCast;
                phrase.who = {static_cast<int>(i)};
                return phrase;
            }
        }
        member.thing = story_.thing_named("person");
        if (member.thing < 0) {
            return NounPhrase{};
        }
        member.head = token.text;
        member.name = token.text;
        member.entity.called = token.shown;
        member.entity.look.gender = woman ? Gender::kWoman
                                    : man ? Gender::kMan
                                          : Gender::kUnspecified;
        phrase.kind = NounKind::kCast;
        phrase.who = create(std::move(member), modifiers, 1, phrase);
        story_.notes.understood(token.shown, "person");
        return phrase.who.empty() ? NounPhrase{} : phrase;
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
    if (!near) {
        return NounPhrase{};
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
        case NearestNoun::Kind::kPlace: {
            phrase.kind = NounKind::kPlace;
            phrase.place =
                std::string(story_.nouns->places[static_cast<std::size_t>(near->index)].name);
            story_.notes.substituted(words, phrase.place, "the nearest place there is");
            return phrase;
        }
        default:
            phrase.kind = NounKind::kUnreal;
            story_.notes.ignored(words, "it is an idea, not a thing that can be shown");
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
