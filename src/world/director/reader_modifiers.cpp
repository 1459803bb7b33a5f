// What stands before a noun: determiners, counts, adjectives; and nouns that tell how many.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"

#include <algorithm>
#include <charconv>

namespace hibari::world {
namespace {

// Adjectives from verbs: "a rolling stone"; only those that show motion.
bool is_participle(const Hit& hit) {
    return hit.kind == WordKind::kVerb && hit.form == VerbForm::kIng;
}

/// The lexicon's own words for how many go up to here.
constexpr int kCountWordsMax = 20;
constexpr std::string_view kNotCounted = "second|seconds|times|time|sec|year|years";

}  // namespace

bool ShotReader::read_determiners(std::size_t& at, Modifiers& modifiers, NounPhrase& phrase) {
    bool any = false;
    for (int guard = 0; guard < 6 && at < tokens_.size(); ++guard) {
        if (const Hit* left =
                is(at, "all") && is(at + 1, "but") ? hit(at + 2, WordKind::kCount) : nullptr;
            left != nullptr) {
            shot_.spared = count_rows()[static_cast<std::size_t>(left->row)].count;
            at += 2 + left->length;  // "all but one pin": all of them are there.
            phrase.plural = true;
            any = true;
            continue;
        }
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
            modifiers.ordinal = is(at, "second") ? at : modifiers.ordinal;
        } else if (is_any(at, "bottom|top|middle|lowest|topmost|upper|lower|left|right") &&
                   is(at + 1, "one")) {
            modifiers.ordinal = at;
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
                       "each|every|any|all|some|no|such|own|same|first|last|final|third|fourth|"
                       "fifth|sixth|seventh|eighth|ninth|tenth|next|very|"
                       "just|only|whole|entire|famous|really|so"
                   ) &&
                   hit(at, WordKind::kThing) == nullptr && !is(at + 1, "to")) {
            if (is(at, "some")) {
                modifiers.count = 3;
            }
            if (is_any(
                    at, "first|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final"
                )) {
                modifiers.ordinal = at;
            }
            if (is(at, "no")) {
                break;
            }
        } else if (measure_end(at) > 0 ||
                   (is_any(at, "one|ones") && any &&
                    is_any(at - 1, "first|second|third|last|final|next|other|another"))) {
            return any;  // "the last one rings": a pronoun, not a count.
        } else if (std::size_t end = at;
                   tokens_[at].use == TokenUse::kOpen &&
                   spoken_number(end).value_or(0) >
                       (hit(at, WordKind::kCount) != nullptr ? kCountWordsMax : 0)) {
            if (is_any(skip_hyphen(end), kNotCounted)) {
                return any;
            }
            modifiers.count = *spoken_number(at);
            any = true;
            continue;
        } else if (const Hit* count = hit(at, WordKind::kCount);
                   count != nullptr && tokens_[at].use == TokenUse::kOpen) {
            if (is_any(skip_hyphen(at + count->length), kNotCounted)) {
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
            "looking|sized|year|years|aged"
        )) {
        ++at;
        return true;
    }
    if (is_any(at, "burning|flaming|blazing|ablaze")) {
        modifiers.burning = true;
        modifiers.any = true;
        ++at;
        return true;
    }
    if (is(at + 1, "-") && is_any(at + 2, "like|themed|shaped|inspired|esque")) {
        at += 3;  // "dragon-shaped"
        return true;
    }
    if (const std::size_t measured = measure_end(at); measured > 0) {
        story_.notes.ignored(shown(at, measured), "measures are not kept to");
        use(at, measured, TokenUse::kReported);
        at = measured;
        modifiers.any = true;
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
    modifiers.weight = is_any(at, "heavy|heavier")               ? 1
                       : is_any(at, "light|lighter|lightweight") ? -1
                                                                 : modifiers.weight;
    std::size_t length = 0;
    if (const Hit* color = hit(at, WordKind::kColor); color != nullptr) {
        const std::uint32_t srgb = color_rows()[static_cast<std::size_t>(color->row)].srgb;
        if (srgb != 0) {
            (modifiers.color ? modifiers.accent : modifiers.color) = linear_color(srgb);
        } else {
            modifiers.many_colors = !modifiers.color;  // "sand coloured" has its colour.
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
        material != nullptr && material->length > length &&
        !(hit(at, WordKind::kSky) != nullptr && tokens_[at].text.ends_with('y'))) {  // "snowy"
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
    for (const WordKind kind :
         {WordKind::kSky, WordKind::kTime, WordKind::kWind, WordKind::kSeason, WordKind::kStyle}) {
        if (const Hit* weather = hit(at, kind);
            weather != nullptr && head_at(at + weather->length) && !is(at, "pours")) {
            if (kind == WordKind::kSky && !shot_.sky && !is_any(at, "cloud|sun|clear")) {
                shot_.sky = sky_rows()[static_cast<std::size_t>(weather->row)].value;
            } else if (kind == WordKind::kTime && !shot_.time) {
                shot_.time = time_rows()[static_cast<std::size_t>(weather->row)].value;
            } else if (kind == WordKind::kStyle && !story_.style &&
                       is_sure_style(tokens_[at].text)) {
                story_.style = style_rows()[static_cast<std::size_t>(weather->row)].value;
            } else if (kind == WordKind::kWind && !shot_.wind) {
                shot_.wind = wind_rows()[static_cast<std::size_t>(weather->row)].factor;
            }
            at += weather->length;
            return true;
        }
    }
    return false;
}

// "a domino chain", "a block tower": several of the first noun, told by the second.
bool ShotReader::read_built_of(
    std::size_t at, const Hit& head, Modifiers& modifiers, NounPhrase& phrase
) const {
    const std::size_t next = skip_hyphen(at + head.length);
    const ThingNoun& thing = story_.nouns->things[static_cast<std::size_t>(head.row)];
    const bool upwards = is_any(next, "tower|stack|pile|pyramid|column");
    const bool along = is_any(next, "chain|row|line|run|trail|course");
    if ((!upwards && !along) || thing.category != Category::kTabletop) {
        return false;
    }
    constexpr int kFew = 6;
    constexpr int kTower = 8;
    constexpr int kRow = 12;
    phrase.end = next + 1;
    phrase.head = tokens_[at + head.length - 1].text;
    phrase.plural = true;
    phrase.owned = upwards;
    phrase.pyramid = is(next, "pyramid");
    modifiers.count = is(next, "tower") ? kTower : upwards ? kFew : kRow;
    return true;
}

}  // namespace hibari::world
