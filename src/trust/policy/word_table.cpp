#include "trust/policy/word_table.h"

#include "base/check.h"
#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace hibari::trust {
namespace {

constexpr std::size_t kDepthMax = 20;

std::uint32_t number_of(std::string_view text) {
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number, 36);
    return number;
}

std::vector<std::uint32_t> numbers_of(std::string_view text) {
    std::vector<std::uint32_t> numbers;
    for (const std::string_view part : split(text, ' ')) {
        if (!part.empty()) {
            numbers.push_back(number_of(part));
        }
    }
    return numbers;
}

}  // namespace

WordTable::WordTable(std::string_view text) {
    const std::size_t middle = text.find("\n\n");
    HIBARI_CHECK(middle != std::string_view::npos, "the table has two parts");
    lemmas_ = text.substr(0, middle + 1);
    above_ = split(text.substr(middle + 2), '\n');
}

std::string_view WordTable::line_of(std::string_view lemma) const {
    std::size_t low = 0;
    std::size_t high = lemmas_.size();
    while (low < high) {
        std::size_t begin = low + (high - low) / 2;
        begin = begin == 0 ? 0 : lemmas_.rfind('\n', begin - 1) + 1;
        const std::size_t end = lemmas_.find('\n', begin);
        const std::string_view line = lemmas_.substr(begin, end - begin);
        const std::string_view found = line.substr(0, line.find('\t'));
        // Sorted with '_' for the space between two words.
        const int order = std::string(found) == lemma ? 0 : [&] {
            std::string left(found);
            std::string right(lemma);
            std::ranges::replace(left, ' ', '_');
            std::ranges::replace(right, ' ', '_');
            return left.compare(right);
        }();
        if (order == 0) {
            return line.substr(line.find('\t') + 1);
        }
        if (order < 0) {
            low = end + 1;
        } else {
            high = begin;
        }
    }
    return {nullptr, 0};
}

bool WordTable::knows(std::string_view word) const {
    return std::ranges::any_of(base_forms(word), [&](const std::string& form) {
        return line_of(form).data() != nullptr;
    });
}

std::vector<std::uint32_t> WordTable::kinds_of(std::string_view noun) const {
    for (const std::string& form : base_forms(noun)) {
        const std::string_view line = line_of(form);
        if (line.data() != nullptr && !line.empty()) {
            return numbers_of(line);
        }
    }
    return {};
}

std::vector<std::uint32_t> WordTable::above(std::uint32_t synset) const {
    return synset < above_.size() ? numbers_of(above_[synset]) : std::vector<std::uint32_t>();
}

std::vector<std::string> WordTable::names_of(std::uint32_t synset) const {
    std::vector<std::string> names;
    for (std::size_t at = 0; at < lemmas_.size();) {
        const std::size_t end = lemmas_.find('\n', at);
        const std::string_view line = lemmas_.substr(at, end - at);
        const std::size_t tab = line.find('\t');
        const auto kinds = numbers_of(line.substr(tab + 1));
        if (std::ranges::find(kinds, synset) != kinds.end()) {
            names.emplace_back(line.substr(0, tab));
        }
        at = end + 1;
    }
    return names;
}

std::vector<std::string> WordTable::lemmas_below(std::uint32_t synset, std::size_t max) const {
    // Synsets are numbered, so one pass over them marks all that are below.
    std::vector<signed char> is_below(above_.size(), -1);
    const auto decide = [&](auto&& self, std::uint32_t number, std::size_t depth) -> bool {
        if (number >= is_below.size() || depth > kDepthMax) {
            return false;
        }
        if (number == synset) {
            return true;
        }
        if (is_below[number] >= 0) {
            return is_below[number] == 1;
        }
        bool found = false;
        for (const std::uint32_t next : above(number)) {
            found = found || self(self, next, depth + 1);
        }
        is_below[number] = found ? 1 : 0;
        return found;
    };
    std::vector<std::string> lemmas;
    for (std::size_t at = 0; at < lemmas_.size() && lemmas.size() < max;) {
        const std::size_t end = lemmas_.find('\n', at);
        const std::string_view line = lemmas_.substr(at, end - at);
        const std::size_t tab = line.find('\t');
        const auto kinds = numbers_of(line.substr(tab + 1));
        // Only what the word mostly means: a "cap" is a hat, a "bank" is no slope.
        if (!kinds.empty() && decide(decide, kinds.front(), 0)) {
            lemmas.emplace_back(line.substr(0, tab));
        }
        at = end + 1;
    }
    return lemmas;
}

std::vector<std::string> base_forms(std::string_view word) {
    std::vector<std::string> forms = {std::string(word)};
    const auto cut = [&](std::string_view ending, std::string_view instead) {
        if (word.size() > ending.size() + 1 && word.ends_with(ending)) {
            forms.push_back(
                std::string(word.substr(0, word.size() - ending.size())) + std::string(instead)
            );
        }
    };
    cut("s", "");
    cut("es", "");
    cut("ies", "y");
    cut("men", "man");
    cut("ves", "f");
    cut("ves", "fe");
    for (const std::string_view ending : {"ed", "ing", "er", "est"}) {
        cut(ending, "");
        cut(ending, "e");
        if (word.size() > ending.size() + 3 && word.ends_with(ending) &&
            word[word.size() - ending.size() - 1] == word[word.size() - ending.size() - 2]) {
            forms.emplace_back(word.substr(0, word.size() - ending.size() - 1));
        }
    }
    cut("ied", "y");
    cut("ly", "");
    return forms;
}

namespace {

struct Irregular {
    std::string_view lemma;
    std::string_view forms;
};

constexpr Irregular kIrregular[] = {
    {"shoot", "shot"},
    {"hang", "hung hanged"},
    {"bleed", "bled"},
    {"slay", "slew slain"},
    {"man", "men"},
    {"woman", "women"},
    {"child", "children"},
    {"wear", "wore worn"},
    {"say", "said"},
    {"take", "took taken"},
    {"burn", "burnt"},
    {"beat", "beaten"},
    {"tear", "tore torn"},
    {"sell", "sold"},
    {"buy", "bought"},
    {"make", "made"},
    {"build", "built"},
    {"steal", "stole stolen"},
    {"show", "shown"},
    {"bite", "bit bitten"},
    {"throw", "threw thrown"},
    {"fight", "fought"},
    {"die", "dying"},
    {"eat", "ate eaten"},
    {"give", "gave given"},
    {"drink", "drank drunk"},
    {"blow", "blew blown"},
    {"break", "broke broken"},
    {"knife", "knives"},
    {"wife", "wives"},
    {"do", "did done"},
    {"go", "went gone"},
    {"have", "had has"},
    {"get", "got gotten"},
    {"tell", "told"},
    {"speak", "spoke spoken"},
    {"sing", "sang sung"},
    {"leave", "left"},
    {"find", "found"},
    {"become", "became"},
    {"grind", "ground"},
    {"lose", "lost"},
    {"hide", "hid hidden"},
    {"write", "wrote written"},
    {"strike", "struck"},
    {"drive", "drove driven"},
    {"ride", "rode ridden"},
    {"run", "ran running"},
    {"teach", "taught"},
    {"feed", "fed"},
    {"lie", "lying"},
    {"send", "sent"},
    {"spread", "spread"},
    {"hold", "held"},
    {"thief", "thieves"},
    {"tooth", "teeth"},
    {"foot", "feet"},
    {"choose", "chose chosen"},
    {"know", "knew known"},
    {"come", "came"},
    {"fake", "faking"},
    {"rip", "ripped ripping"},
    {"is", "are was were"},
};

bool is_vowel(char c) {
    return std::string_view("aeiou").find(c) != std::string_view::npos;
}

}  // namespace

std::vector<std::string> inflected(std::string_view lemma) {
    const std::string word(lemma);
    std::vector<std::string> forms = {word};
    const std::size_t size = word.size();
    if (size < 3 || !std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; })) {
        return forms;
    }
    for (const Irregular& irregular : kIrregular) {
        if (irregular.lemma == lemma) {
            for (const std::string_view form : split(irregular.forms, ' ')) {
                forms.emplace_back(form);
            }
        }
    }
    const char last = word[size - 1];
    const char before = word[size - 2];
    const bool hisses =
        last == 's' || last == 'x' || last == 'z' || word.ends_with("ch") || word.ends_with("sh");
    if (last == 'y' && !is_vowel(before)) {
        const std::string stem = word.substr(0, size - 1);
        forms.insert(forms.end(), {stem + "ies", stem + "ied", word + "ing"});
    } else if (last == 'e') {
        const std::string stem = word.substr(0, size - 1);
        forms.insert(forms.end(), {word + "s", word + "d", stem + "ing"});
    } else {
        forms.insert(forms.end(), {word + (hisses ? "es" : "s"), word + "ed", word + "ing"});
        const bool doubles = !is_vowel(last) && last != 'w' && last != 'x' && last != 'y' &&
                             is_vowel(before) && !is_vowel(word[size - 3]);
        if (doubles) {
            forms.insert(forms.end(), {word + last + "ed", word + last + "ing"});
        }
    }
    return forms;
}

}  // namespace hibari::trust
