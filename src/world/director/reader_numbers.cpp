// Numbers: how many, how much, when and for how long.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
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

// Numbers in figures or words, up to twenty.
std::optional<float> number_of(std::string_view text) {
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

}  // namespace

std::optional<int> ShotReader::spoken_number(std::size_t& at) const {
    constexpr std::array<std::string_view, 8> kTens{
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };
    std::size_t i = at;
    int value = 0;
    if (i < tokens_.size() && tokens_[i].kind == TokenKind::kWord && !is_any(i, "a|an|half")) {
        const auto tens = std::ranges::find(kTens, tokens_[i].text);
        if (tens != kTens.end()) {
            value = 20 + 10 * static_cast<int>(tens - kTens.begin());
            ++i;
        }
        const std::size_t next = value > 0 ? skip_hyphen(i) : i;
        const auto ones = next < tokens_.size() ? number_of(tokens_[next].text) : std::nullopt;
        if (ones && *ones >= 1.0F && tokens_[next].kind == TokenKind::kWord &&
            (value == 0 || *ones < 10.0F) && !is_any(next, "a|an|half")) {
            value += static_cast<int>(*ones);
            i = next + 1;
        }
    }
    for (int guard = 0; guard < 2 && value > 0 && is_any(i, "hundred|thousand"); ++guard) {
        value *= is(i, "hundred") ? 100 : 1'000;
        ++i;
    }
    if (value == 0) {
        return std::nullopt;
    }
    at = i;
    return value;
}

std::size_t ShotReader::measure_end(std::size_t at) const {
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

int ShotReader::turns_told(std::size_t begin, std::size_t end) const {
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

bool ShotReader::read_number_phrase() {
    // "after two seconds", "for 3 seconds", "two seconds later", "35 mm".
    std::size_t at = at_;
    const bool after = is_any(at, "after|in|at");
    const bool lasting = is_any(at, "for|lasting|over");
    if (after || lasting) {
        ++at;
    }
    if (is_any(at, "about|around|the|only|exactly|roughly|just|second")) {
        ++at;
    }
    if (at >= tokens_.size() || (at > 0 && is(at - 1, "the") && tokens_[at].text.ends_with("0s"))) {
        return false;  // "in the 80s" is a style and no time.
    }
    if (tokens_[at].kind == TokenKind::kNumber) {
        int lens = 0;
        const std::string& text = tokens_[at].text;
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), lens);
        const std::string_view unit(
            parsed.ptr, static_cast<std::size_t>(text.data() + text.size() - parsed.ptr)
        );
        const std::size_t next = skip_hyphen(at + 1);
        const bool apart = unit.empty() && is(next, "mm");
        if ((unit == "mm" || apart) && lens >= 12 && lens <= 200) {
            std::size_t end = apart ? next + 1 : at + 1;
            if (is_any(end, "film")) {
                return false;
            }
            if (is_any(end, "lens|camera|prime")) {
                ++end;
            }
            shot_.camera.lens_mm = static_cast<float>(lens);
            shot_.camera_set = true;
            use(at_, end);
            story_.notes.understood(shown(at_, end), "a " + std::to_string(lens) + " mm lens");
            at_ = end;
            return true;
        }
    }
    if (const std::size_t measured = measure_end(at); measured > 0 && at == at_) {
        story_.notes.ignored(shown(at, measured), "measures are not kept to");
        use(at, measured, TokenUse::kReported);
        at_ = measured;
        return true;
    }
    const auto value = number_of(tokens_[at].text);
    std::size_t end = at + 1;
    end = skip_hyphen(end);
    const bool glued = value && tokens_[at].kind == TokenKind::kNumber &&
                       !tokens_[at].text.empty() && tokens_[at].text.back() == 's';
    if (!value || (!glued && !is_any(end, "second|seconds|sec|secs|s"))) {
        return false;
    }
    if (glued && !after && !lasting && *value >= 20.0F) {
        return false;  // "90s" is a decade.
    }
    end += glued ? 0 : 1;
    if (is_any(end, "mark")) {
        ++end;
    }
    const bool later = is_any(end, "later|after|in|into");
    if (later) {
        ++end;
    }
    use(at_, end);
    const float seconds = clamp(*value, 0.0F, ScriptLimits::kShotSecondsMax);
    if (after || later) {
        start_s_ = seconds;
        if (!recent_.empty() && !after_comma_ && !later && at_ > 0 && !is_boundary(at_ - 1)) {
            for (const std::size_t i : recent_) {
                shot_.actions[i].action.start_s = seconds;
            }
            start_s_.reset();
        }
        story_.notes.understood(
            shown(at_, end), "a moment " + std::to_string(static_cast<int>(seconds)) + " s in"
        );
    } else if (lasting && !recent_.empty()) {
        for (const std::size_t i : recent_) {
            shot_.actions[i].action.duration_s = seconds;
        }
        story_.notes.understood(shown(at_, end), "how long it goes on");
    } else {
        story_.notes.ignored(shown(at_, end), "the length of the clip is set by its option");
        use(at_, end, TokenUse::kReported);
    }
    at_ = end;
    return true;
}

}  // namespace hibari::world
