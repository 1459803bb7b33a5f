#include "trust/policy/scene.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace hibari::trust {
namespace {

/// Words that a denial reaches over: "no drop of red blood".
constexpr std::uint32_t kDeniedWordsMax = 6;
/// The same in scripts where a character is a token.
constexpr std::uint32_t kDeniedBeforeMax = 5;
constexpr int kAdultAge = 18;

int number_in(const Token& token) {
    int number = 0;
    const char* const end = token.text.data() + token.text.size();
    const auto [at, error] = std::from_chars(token.text.data(), end, number);
    return error == std::errc{} && at == end ? number : -1;
}

/// Of "12yo", "16yrs" the number; -1 for none.
int number_before_unit(const Token& token) {
    int number = 0;
    const char* const end = token.text.data() + token.text.size();
    const auto [at, error] = std::from_chars(token.text.data(), end, number);
    const std::string_view unit(at, static_cast<std::size_t>(end - at));
    const bool is_unit = unit == "yo" || unit == "yos" || unit == "yr" || unit == "yrs" ||
                         unit == "yrold" || unit == "f" || unit == "m";
    return error == std::errc{} && is_unit ? number : -1;
}

class Reader {
  public:
    Reader(Scene& scene, const Lexicon& lexicon, const SceneConcepts& concepts)
        : scene_(scene), lexicon_(lexicon), concepts_(concepts) {}

    void read(std::span<const CalledName> names) {
        scene_.mentions = lexicon_.mentions(scene_.tokens);
        number_sentences();
        add_ages();
        add_names(names);
        add_full_names();
        add_unnamed();
        sort_mentions();
        deny();
        index();
    }

  private:
    void add(Concept what, std::size_t first, std::size_t last) {
        added_.push_back(
            {.what = what,
             .first = static_cast<std::uint32_t>(first),
             .last = static_cast<std::uint32_t>(last)}
        );
    }

    void number_sentences() {
        std::uint32_t number = 0;
        for (const Token& token : scene_.tokens) {
            number += token.gap >= Gap::kSentence ? 1 : 0;
            scene_.sentence.push_back(number);
        }
    }

    void add_ages() {
        const auto& tokens = scene_.tokens;
        std::vector<int> number(tokens.size(), -1);
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (tokens[i].is_number) {
                number[i] = number_in(tokens[i]);
                if (tokens[i].text.size() >= 7) {
                    add(concepts_.long_number, i, i + 1);
                }
            }
            const int joined = number_before_unit(tokens[i]);
            if (joined > 0 && joined < kAdultAge) {
                add(concepts_.minor, i, i + 1);
            }
        }
        for (const Mention& mention : scene_.mentions) {
            if (mention.what == concepts_.small_number) {
                number[mention.first] = 1;
            }
        }
        const auto is_minor = [&](std::size_t i) {
            return i < tokens.size() && number[i] > 0 && number[i] < kAdultAge;
        };
        for (const Mention& mention : scene_.mentions) {
            if (mention.what == concepts_.age_unit && mention.first > 0 &&
                is_minor(mention.first - 1)) {
                add(concepts_.minor, mention.first - 1, mention.last);
            }
            if (mention.what == concepts_.age_word && is_minor(mention.last)) {
                add(concepts_.minor, mention.first, mention.last + 1);
            }
        }
    }

    void add_names(std::span<const CalledName> names) {
        const auto& tokens = scene_.tokens;
        std::vector<bool> is_pet(tokens.size(), false);
        for (const PlacedName& place : places_of(names, tokens)) {
            const bool is_person = names[place.name].is_person;
            add(is_person ? concepts_.likeness : concepts_.pet, place.first, place.last);
            is_pet[place.first] = is_pet[place.first] || !is_person;
        }
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (tokens[i].is_handle && !is_pet[i]) {
                add(concepts_.handle, i, i + 1);
                add(concepts_.likeness, i, i + 1);
            }
        }
    }

    /// "Jenny Miller": a first name, and a word with a capital that no concept is about.
    void add_full_names() {
        const auto& tokens = scene_.tokens;
        for (const Mention& mention : scene_.mentions) {
            if (mention.what == concepts_.first_name && mention.last < tokens.size() &&
                tokens[mention.first].is_capital && tokens[mention.last].is_capital &&
                tokens[mention.last].gap == Gap::kSpace && tokens[mention.last].text.size() > 1) {
                add(concepts_.full_name, mention.first, mention.last + 1);
            }
        }
    }

    /// Who is in the clip is in it whether or not a text says so: at each text's first word.
    void add_unnamed() {
        for (std::size_t i = 0; i < scene_.tokens.size(); ++i) {
            if (scene_.tokens[i].gap != Gap::kText) {
                continue;
            }
            if (scene_.has_likeness) {
                add(concepts_.likeness, i, i + 1);
            }
            if (scene_.has_strict_likeness) {
                add(concepts_.strict_likeness, i, i + 1);
            }
            if (scene_.has_teen_likeness) {
                add(concepts_.minor, i, i + 1);
            }
        }
    }

    void sort_mentions() {
        scene_.mentions.insert(scene_.mentions.end(), added_.begin(), added_.end());
        std::ranges::stable_sort(scene_.mentions, {}, &Mention::first);
    }

    /// The last token (exclusive) that a denial ending at `from` reaches.
    std::uint32_t denied_until(std::uint32_t from, const std::vector<bool>& ends) const {
        const auto& tokens = scene_.tokens;
        std::uint32_t at = from;
        std::uint32_t words = 0;
        while (at < tokens.size()) {
            const Gap gap = tokens[at].gap;
            // "No, ..." answers and denies nothing.
            if ((at == from && gap >= Gap::kComma) ||
                (at > from && (gap >= Gap::kClause || ends[at]))) {
                break;
            }
            if (gap == Gap::kComma && at > from) {
                // "no blood, gore or wounds": a list goes on, a sentence does not.
                if (!list_goes_on(at)) {
                    break;
                }
                words = 0;
            }
            if (++words > kDeniedWordsMax) {
                break;
            }
            ++at;
        }
        return at;
    }

    /// Whether after a comma another item of a denied list follows: at most three words, and then a
    /// comma, "or", "nor" or "and" and a last one.
    bool list_goes_on(std::uint32_t at) const {
        const auto& tokens = scene_.tokens;
        for (std::uint32_t i = at; i < std::min<std::size_t>(at + 5, tokens.size()); ++i) {
            if (i > at && tokens[i].gap >= Gap::kClause) {
                return false;
            }
            const std::string& word = tokens[i].text;
            if (word == "or" || word == "nor" || word == "ni" || word == "ou" || word == "oder" ||
                word == "o" || word == "или" || word == "और") {
                return true;
            }
            if (i > at && tokens[i].gap == Gap::kComma) {
                return list_goes_on(i);
            }
        }
        return false;
    }

    void deny() {
        auto& mentions = scene_.mentions;
        std::vector<bool> ends(scene_.tokens.size() + 1, false);
        for (const Mention& mention : mentions) {
            if (mention.what == concepts_.scope_end) {
                ends[mention.first] = true;
            }
        }
        const auto first_at = [&](std::uint32_t token) {
            return std::ranges::lower_bound(mentions, token, {}, &Mention::first) -
                   mentions.begin();
        };
        const auto speaks = [&](Concept language) {
            return std::ranges::any_of(mentions, [&](const Mention& mention) {
                return mention.what == language;
            });
        };
        const bool is_portuguese = speaks(concepts_.lang_pt);
        const bool is_spanish = speaks(concepts_.lang_es);
        for (const Mention& denial : std::vector<Mention>(mentions)) {
            if (denial.what == concepts_.negator ||
                (denial.what == concepts_.negator_not_pt && !is_portuguese) ||
                (denial.what == concepts_.negator_es && is_spanish)) {
                const std::uint32_t until = denied_until(denial.last, ends);
                for (auto i = static_cast<std::size_t>(first_at(denial.last));
                     i < mentions.size() && mentions[i].first < until;
                     ++i) {
                    mentions[i].is_negated = true;
                }
            }
            if (denial.what == concepts_.negator_after) {
                const std::uint32_t from =
                    denial.first > kDeniedBeforeMax ? denial.first - kDeniedBeforeMax : 0;
                for (auto i = static_cast<std::size_t>(first_at(from));
                     i < mentions.size() && mentions[i].last <= denial.first;
                     ++i) {
                    const bool is_near =
                        scene_.sentence[mentions[i].first] == scene_.sentence[denial.first] &&
                        scene_.tokens[denial.first].gap <= Gap::kSpace;
                    mentions[i].is_negated = mentions[i].is_negated || is_near;
                }
            }
        }
    }

    void index() {
        scene_.by_concept.assign(lexicon_.size(), {});
        scene_.texts_of.assign(lexicon_.size(), {});
        for (std::size_t i = 0; i < scene_.mentions.size(); ++i) {
            const Mention& mention = scene_.mentions[i];
            scene_.by_concept[mention.what].push_back(static_cast<std::uint32_t>(i));
            ConceptTexts& texts = scene_.texts_of[mention.what];
            if (!mention.is_negated) {
                const std::uint16_t text = scene_.tokens[mention.first].text_index;
                texts.first = texts.is_there ? std::min(texts.first, text) : text;
                texts.last = std::max(texts.last, text);
                texts.is_there = true;
            }
        }
    }

    Scene& scene_;
    const Lexicon& lexicon_;
    const SceneConcepts& concepts_;
    std::vector<Mention> added_;
};

}  // namespace

SceneConcepts::SceneConcepts(Lexicon& lexicon)
    : negator(lexicon.concept_of("negator")),
      negator_not_pt(lexicon.concept_of("negator_not_pt")),
      negator_es(lexicon.concept_of("negator_es")),
      lang_pt(lexicon.concept_of("lang_pt")),
      lang_es(lexicon.concept_of("lang_es")),
      negator_after(lexicon.concept_of("negator_after")),
      scope_end(lexicon.concept_of("scope_end")),
      small_number(lexicon.concept_of("small_number")),
      age_unit(lexicon.concept_of("age_unit")),
      age_word(lexicon.concept_of("age_word")),
      minor(lexicon.concept_of("minor")),
      handle(lexicon.concept_of("handle")),
      likeness(lexicon.concept_of("likeness")),
      strict_likeness(lexicon.concept_of("strict_likeness")),
      pet(lexicon.concept_of("pet")),
      first_name(lexicon.concept_of("first_name")),
      full_name(lexicon.concept_of("full_name")),
      long_number(lexicon.concept_of("long_number")) {}

void read_scene(
    Scene& scene,
    const Lexicon& lexicon,
    const SceneConcepts& concepts,
    std::span<const CalledName> names
) {
    Reader(scene, lexicon, concepts).read(names);
}

std::vector<PlacedName> places_of(
    std::span<const CalledName> names, const std::vector<Token>& tokens
) {
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_first;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string_view name = names[i].name;
        if (!name.empty()) {
            by_first[name.substr(0, name.find(' '))].push_back(i);
        }
    }
    std::vector<PlacedName> places;
    for (std::uint32_t first = 0; first < tokens.size(); ++first) {
        const auto found = by_first.find(tokens[first].text);
        if (found == by_first.end()) {
            continue;
        }
        for (const std::size_t name : found->second) {
            std::uint32_t at = first;
            bool is_here = true;
            for (const std::string_view part : split(names[name].name, ' ')) {
                is_here = is_here && at < tokens.size() && tokens[at].text == part;
                ++at;
            }
            if (is_here) {
                places.push_back({.name = name, .first = first, .last = at});
            }
        }
    }
    return places;
}

FoldedLine line_of(const std::vector<Token>& tokens) {
    FoldedLine line;
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        if (!line.text.empty()) {
            line.text += ' ';
            line.token_of.push_back(i);
        }
        line.text += tokens[i].text;
        line.token_of.insert(line.token_of.end(), tokens[i].text.size(), i);
    }
    return line;
}

}  // namespace hibari::trust
