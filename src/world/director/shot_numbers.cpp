// Numbers among the words: how many, how much, how often round.
#include "world/director/reader_words.h"
#include "world/director/shot_words.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace hibari::world {
namespace {

constexpr std::string_view kUnits =
    "kg|kilo|kilos|kilogram|kilograms|gram|grams|g|lb|lbs|pound|pounds|ton|tons|tonne|tonnes|m|"
    "metre|metres|meter|meters|cm|centimetre|centimetres|centimeter|centimeters|km|kilometre|"
    "kilometres|kilometer|kilometers|foot|feet|ft|inch|inches|mile|miles|yard|yards|degree|"
    "degrees|celsius|fahrenheit|kelvin|mph|kmh|kph|newtons|hertz|hz|watt|watts|percent|litre|"
    "litres|liter|liters|fps|pixels|joules|knots";

}  // namespace

std::optional<float> spoken_value(std::string_view text) {
    constexpr std::array<std::string_view, 21> kWords{
        "zero",     "one",     "two",     "three",     "four",     "five",     "six",
        "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    };
    for (std::size_t i = 0; i < kWords.size(); ++i) {
        if (kWords[i] == text) {
            return static_cast<float>(i);
        }
    }
    if (text == "half") {
        return 0.5F;
    }
    if (text == "a" || text == "an") {
        return 1.0F;
    }
    float value = 0.0F;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc{} || !std::isfinite(value)) {
        return std::nullopt;
    }
    const std::string_view unit(
        result.ptr, static_cast<std::size_t>(text.data() + text.size() - result.ptr)
    );
    if (unit.empty() || unit == "s" || unit == "sec" || unit == "secs") {
        return value;
    }
    return std::nullopt;
}

/// From one to ninety-nine; moves `at` behind it.
int ShotWords::spoken_tens(std::size_t& at) const {
    constexpr std::array<std::string_view, 8> kTens{
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };
    if (at >= tokens_.size() || tokens_[at].kind != TokenKind::kWord || is_any(at, "a|an|half")) {
        return 0;
    }
    int value = 0;
    const auto tens = std::ranges::find(kTens, tokens_[at].text);
    if (tens != kTens.end()) {
        value = 20 + 10 * static_cast<int>(tens - kTens.begin());
        ++at;
    }
    const std::size_t next = value > 0 ? skip_hyphen(at) : at;
    const auto ones = next < tokens_.size() ? spoken_value(tokens_[next].text) : std::nullopt;
    if (ones && *ones >= 1.0F && tokens_[next].kind == TokenKind::kWord &&
        (value == 0 || *ones < 10.0F) && !is_any(next, "a|an|half")) {
        value += static_cast<int>(*ones);
        at = next + 1;
    }
    return value;
}

std::optional<int> ShotWords::spoken_number(std::size_t& at) const {
    std::size_t i = at;
    int value = spoken_tens(i);
    for (int guard = 0; guard < 2 && value > 0 && is_any(i, "hundred|thousand"); ++guard) {
        value *= is(i, "hundred") ? 100 : 1'000;
        ++i;
        // "two hundred and fifty"
        std::size_t rest = is(i, "and") ? i + 1 : i;
        if (const int more = spoken_tens(rest); more > 0) {
            value += more;
            i = rest;
        }
    }
    if (value == 0) {
        return std::nullopt;
    }
    at = i;
    return value;
}

std::size_t ShotWords::measure_end(std::size_t at) const {
    if (at >= tokens_.size()) {
        return 0;
    }
    std::size_t i = at;
    bool unit = false;
    if (tokens_[at].kind == TokenKind::kNumber) {
        const std::string& text = tokens_[at].text;
        const std::size_t letters = text.find_first_not_of("0123456789.,");
        unit = letters != std::string::npos && listed(kUnits, text.substr(letters));
        if (letters != std::string::npos && !unit) {
            return 0;
        }
        ++i;
    } else if (!spoken_number(i)) {
        return 0;
    }
    if (!unit) {
        i = skip_hyphen(i);
        if (!is_any(i, kUnits)) {
            return 0;
        }
        ++i;
    }
    // "3 m/s", "five metres per second", "six-foot-tall".
    if (is_any(i, "/|per") && is_any(i + 1, "s|h|sec|second|hour|s2|minute")) {
        i += 2;
    }
    const std::size_t word = skip_hyphen(i);
    return is_any(word, "tall|long|high|wide|deep|thick|heavy") ? word + 1 : i;
}

int ShotWords::turns_told(std::size_t begin, std::size_t end) const {
    constexpr std::pair<std::string_view, int> kTold[] = {
        {"single", 1},
        {"double", 2},
        {"triple", 3},
        {"quadruple", 4},
        {"quad", 4},
        {"quintuple", 5},
        {"sextuple", 6},
        {"three sixty", 1},
        {"five forty", 2},
        {"seven twenty", 2},
        {"nine hundred", 3},
        {"ten eighty", 3},
    };
    constexpr int kRound = 360;
    for (std::size_t i = begin; i < std::min(end, tokens_.size()); ++i) {
        for (const auto& [words, turns] : kTold) {
            const auto space = words.find(' ');
            if (space == std::string_view::npos
                    ? is(i, words)
                    : is(i, words.substr(0, space)) && is(i + 1, words.substr(space + 1))) {
                return turns;
            }
        }
        int degrees = 0;
        const std::string& text = tokens_[i].text;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), degrees);
        if (read.ec == std::errc{} && degrees >= kRound / 2 && degrees % (kRound / 4) == 0) {
            return std::clamp((degrees + kRound / 2) / kRound, 1, ScriptLimits::kTurnsMax);
        }
    }
    return 0;
}

}  // namespace hibari::world
