#include "trust/policy/readings.h"

#include <algorithm>
#include <cstddef>

namespace hibari::trust {
namespace {

// Readings of one token; more would only cost time.
constexpr std::size_t kReadingsMax = 8;

/// As digits and symbols are read in "l33t": `one` is what 1, ! and | stand for.
std::string decoded(std::string_view text, char one) {
    std::string word;
    for (const char c : text) {
        switch (c) {
            case '0':
                word += 'o';
                break;
            case '1':
            case '!':
            case '|':
                word += one;
                break;
            case '3':
                word += 'e';
                break;
            case '4':
            case '@':
                word += 'a';
                break;
            case '5':
            case '$':
                word += 's';
                break;
            case '6':
            case '9':
                word += 'g';
                break;
            case '7':
            case '+':
                word += 't';
                break;
            case '8':
                word += 'b';
                break;
            case '2':
                word += 'z';
                break;
            default:
                word += c;
        }
    }
    return word;
}

struct Repeat {
    std::size_t begin;
    std::size_t size;
};

std::vector<Repeat> repeats_of(std::string_view text) {
    std::vector<Repeat> runs;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i + 1;
        while (end < text.size() && text[end] == text[i]) {
            ++end;
        }
        if (end - i > 1) {
            runs.push_back({i, end - i});
        }
        i = end;
    }
    return runs;
}

/// Every run cut to `keep` letters.
std::string cut(std::string_view text, std::size_t keep) {
    std::string word;
    std::size_t run = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        run = i > 0 && text[i] == text[i - 1] ? run + 1 : 1;
        if (run <= keep) {
            word += text[i];
        }
    }
    return word;
}

void add(Token& token, std::string reading) {
    if (reading != token.text && !reading.empty() && token.readings.size() < kReadingsMax &&
        std::ranges::find(token.readings, reading) == token.readings.end()) {
        token.readings.push_back(std::move(reading));
    }
}

void add_unrepeated(Token& token, const std::string& text) {
    const std::vector<Repeat> runs = repeats_of(text);
    if (runs.empty()) {
        return;
    }
    const bool is_long = std::ranges::any_of(runs, [](const Repeat& run) { return run.size > 2; });
    if (is_long) {
        add(token, cut(text, 1));
        add(token, cut(text, 2));
    }
    // "nuude": one run at a time, so that "boob" in "booobs" keeps its two letters.
    for (std::size_t i = 0; i < std::min<std::size_t>(runs.size(), 3); ++i) {
        std::string word = cut(text.substr(0, runs[i].begin), 2) + text[runs[i].begin] +
                           cut(text.substr(runs[i].begin + runs[i].size), 2);
        add(token, std::move(word));
    }
}

}  // namespace

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char letter_of_symbol(std::int32_t code_point) {
    switch (code_point) {
        case '@':
            return 'a';
        case '$':
            return 's';
        case '!':
        case '|':
            return 'i';
        case '+':
            return 't';
        case 0x20AC:
            return 'e';
        default:
            return 0;
    }
}

void add_readings(Token& token, bool has_codes) {
    if (token.is_number || token.is_handle || !(token.is_latin || !token.readings.empty())) {
        return;
    }
    if (has_codes) {
        add(token, decoded(token.text, 'i'));
        add(token, decoded(token.text, 'l'));
    }
    const std::vector<std::string> so_far = token.readings;
    add_unrepeated(token, token.text);
    for (const std::string& reading : so_far) {
        add_unrepeated(token, reading);
    }
}

}  // namespace hibari::trust
