#include "world/truth/noun_phrase.h"

#include "base/text.h"
#include "world/things/catalogue.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace hibari::world {
namespace {

constexpr std::array<std::string_view, 13> kNumbers{
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve"
};
constexpr std::array<std::string_view, 12> kRanks{
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth"
};
/// Words before a noun that point or count rather than describe.
constexpr std::array<std::string_view, 32> kDeterminers{
    "a",    "an",    "the",   "this",    "that", "these",   "those", "my",
    "your", "his",   "her",   "its",     "our",  "their",   "some",  "any",
    "both", "all",   "each",  "every",   "many", "several", "few",   "couple",
    "of",   "dozen", "other", "another", "more", "various", "same",  "hundred"
};
/// Singular and plural where no rule below gives one from the other.
constexpr std::array<std::pair<std::string_view, std::string_view>, 24> kIrregular{{
    {"person", "people"}, {"child", "children"},  {"mouse", "mice"},      {"goose", "geese"},
    {"foot", "feet"},     {"tooth", "teeth"},     {"wolf", "wolves"},     {"leaf", "leaves"},
    {"knife", "knives"},  {"shelf", "shelves"},   {"loaf", "loaves"},     {"calf", "calves"},
    {"scarf", "scarves"}, {"elf", "elves"},       {"thief", "thieves"},   {"die", "dice"},
    {"fish", "fish"},     {"sheep", "sheep"},     {"deer", "deer"},       {"domino", "dominoes"},
    {"hero", "heroes"},   {"tomato", "tomatoes"}, {"potato", "potatoes"}, {"human", "humans"},
}};

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
    return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); });
}

/// Splits off the last word: "wooden " and "crate".
std::pair<std::string, std::string> before_and_last(std::string_view phrase) {
    const std::size_t space = phrase.find_last_of(" -");
    const std::size_t at = space == std::string_view::npos ? 0 : space + 1;
    return {std::string(phrase.substr(0, at)), std::string(phrase.substr(at))};
}

bool is_word_of(const Thing* thing, std::string_view word) {
    return thing != nullptr && std::ranges::any_of(thing->words, [&](std::string_view known) {
               return before_and_last(known).second == word;
           });
}

/// The one of which `word` is the plural, with the catalogue's word where it has one.
std::string singular_of(const std::string& word, const Thing* thing) {
    for (const auto& [one, many] : kIrregular) {
        if (word == many) {
            return std::string(one);
        }
    }
    if (word.size() > 3 && word.ends_with("men")) {
        return word.substr(0, word.size() - 3) + "man";
    }
    if (is_word_of(thing, word) || !word.ends_with("s") || ends_with_any(word, {"ss", "us"})) {
        return word;
    }
    const std::string without_s = word.substr(0, word.size() - 1);
    const std::string without_es = word.ends_with("es") ? word.substr(0, word.size() - 2) : word;
    if (is_word_of(thing, without_s)) {
        return without_s;
    }
    if (is_word_of(thing, without_es)) {
        return without_es;
    }
    if (word.ends_with("ies") && word.size() > 4) {
        return word.substr(0, word.size() - 3) + "y";
    }
    return ends_with_any(word, {"sses", "shes", "ches", "xes", "zes"}) ? without_es : without_s;
}

bool is_number(const std::string& word) {
    return std::ranges::find(kNumbers, word) != kNumbers.end() ||
           word.find_first_not_of("0123456789") == std::string::npos;
}

std::string joined(std::span<const std::string> words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

/// The words of a prompt without those that point or count; `several`: they mean more than one.
std::vector<std::string> describing(std::string_view called, bool several, const Thing* thing) {
    std::vector<std::string> words;
    for (const std::string_view word : split(called, ' ')) {
        if (!word.empty()) {
            words.emplace_back(word);
        }
    }
    // Of several, "a stack of wooden crates" are crates and "two glasses of water" are glasses.
    const auto of = std::ranges::find(words, "of");
    if (several && of != words.end() && of != words.begin() && of + 1 != words.end()) {
        if (is_word_of(thing, singular_of(to_lower(*(of - 1)), thing))) {
            words.erase(of, words.end());
        } else {
            words.erase(words.begin(), of + 1);
        }
    }
    const auto first = std::ranges::find_if_not(words, [](const std::string& word) {
        const std::string low = to_lower(word);
        return std::ranges::find(kDeterminers, low) != kDeterminers.end() || is_number(low);
    });
    words.erase(words.begin(), first);
    return words;
}

std::string kind_words(const Entity& entity) {
    std::string text = entity.kind;
    std::ranges::replace(text, '_', ' ');
    return text;
}

/// "Anna": capitalised, alone, and no common noun.
bool is_proper(const Entity& entity, bool several, const Thing* thing) {
    const bool capital = !entity.called.empty() &&
                         std::isupper(static_cast<unsigned char>(entity.called.front())) != 0;
    const bool living = thing != nullptr && (thing->category == Category::kPerson ||
                                             thing->category == Category::kAnimal);
    const std::vector<std::string> words = describing(entity.called, several, thing);
    return capital && living && !several && joined(words) == entity.called &&
           !is_word_of(thing, singular_of(to_lower(words.back()), thing));
}

std::string number_word(std::size_t number) {
    return number < kNumbers.size() ? std::string(kNumbers[number]) : std::to_string(number);
}

std::string rank_word(std::size_t rank) {
    if (rank < kRanks.size()) {
        return std::string(kRanks[rank]);
    }
    const std::size_t number = rank + 1;
    const bool teen = number % 100 >= 11 && number % 100 <= 13;
    const std::string_view end = teen               ? "th"
                                 : number % 10 == 1 ? "st"
                                 : number % 10 == 2 ? "nd"
                                 : number % 10 == 3 ? "rd"
                                                    : "th";
    return std::to_string(number) + std::string(end);
}

}  // namespace

std::string plural_of(std::string_view noun) {
    const auto [before, last] = before_and_last(noun);
    for (const auto& [one, many] : kIrregular) {
        if (last == one) {
            return before + std::string(many);
        }
    }
    if (last.ends_with("man")) {
        return before + last.substr(0, last.size() - 3) + "men";
    }
    if (ends_with_any(last, {"s", "x", "z", "ch", "sh"})) {
        return before + last + "es";
    }
    const bool consonant_y =
        last.size() > 1 && last.ends_with("y") &&
        std::string_view("aeiou").find(last[last.size() - 2]) == std::string_view::npos;
    return before + (consonant_y ? last.substr(0, last.size() - 1) + "ies" : last + "s");
}

std::string with_article(std::string_view noun) {
    // By sound: "a unicycle" and "an hourglass" are the catalogue's exceptions to the letters.
    const bool vowel =
        !noun.empty() && std::string_view("aeiouAEIOU").find(noun.front()) != noun.npos;
    const bool sounds_otherwise = noun.starts_with("uni") || noun.starts_with("ufo") ||
                                  noun.starts_with("one") || noun.starts_with("hour");
    return (vowel != sounds_otherwise ? "an " : "a ") + std::string(noun);
}

Names::Names(std::span<const Entity> entities) {
    for (const Entity& entity : entities) {
        const Thing* thing = find_thing(entity.kind);
        const bool several = std::ranges::count_if(entities, [&](const Entity& other) {
                                 return other.kind == entity.kind && other.called == entity.called;
                             }) > 1;
        std::vector<std::string> words = describing(entity.called, several, thing);
        Name name{.noun = kind_words(entity), .proper = is_proper(entity, several, thing)};
        if (!words.empty()) {
            if (several) {
                words.back() = singular_of(words.back(), thing);
            }
            name.noun = name.proper ? joined(words) : to_lower(joined(words));
        }
        if (!entity.likeness.empty()) {
            name = {.noun = entity.likeness, .proper = true};
        }
        names_.push_back(std::move(name));
    }
    for (std::size_t i = 0; i < names_.size(); ++i) {
        const auto same = [&](const Name& other) { return other.noun == names_[i].noun; };
        const auto here = names_.begin() + static_cast<std::ptrdiff_t>(i);
        names_[i].rank = static_cast<std::size_t>(std::count_if(names_.begin(), here, same));
        names_[i].of = static_cast<std::size_t>(std::ranges::count_if(names_, same));
    }
}

std::string Names::of(int entity) const {
    if (entity < 0 || static_cast<std::size_t>(entity) >= names_.size()) {
        return "";
    }
    const Name& name = names_[static_cast<std::size_t>(entity)];
    if (name.of > 1) {
        return "the " + rank_word(name.rank) + " " + name.noun;
    }
    return name.proper ? name.noun : "the " + name.noun;
}

std::string Names::all(std::span<const std::size_t> entities) const {
    std::vector<std::string> groups;
    for (auto one = entities.begin(); one != entities.end(); ++one) {
        const Name& name = names_.at(*one);
        const auto same = [&](std::size_t other) { return names_.at(other).noun == name.noun; };
        if (std::any_of(entities.begin(), one, same)) {
            continue;
        }
        const auto number =
            static_cast<std::size_t>(std::count_if(entities.begin(), entities.end(), same));
        groups.push_back(
            number > 1    ? number_word(number) + " " + plural_of(name.noun)
            : name.proper ? name.noun
                          : with_article(name.noun)
        );
    }
    std::string text;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == groups.size() ? " and " : ", ") + groups[i];
    }
    return text.empty() ? "nobody" : text;
}

}  // namespace hibari::world
