#include "trust/likeness/challenge.h"

#include "base/check.h"
#include "base/json_reader.h"

#include <algorithm>

namespace hibari::trust {
namespace {

constexpr std::array<std::string_view, 2> kTurnNames = {"left", "right"};
constexpr std::array<std::string_view, 4> kColorNames = {"red", "green", "blue", "white"};
constexpr std::size_t kNonceDigits = 32;

// The secret as a row of 16-bit numbers; every draw uses up one of them.
class SecretStream {
  public:
    explicit SecretStream(std::string_view secret) : secret_(secret) {
        HIBARI_CHECK(secret.size() >= kChallengeSecretBytes, secret.size());
    }

    // The bias of one in 65,536 is of no use to anybody.
    std::size_t index(std::size_t count) {
        HIBARI_CHECK(at_ + 2 <= secret_.size());
        const auto high = static_cast<unsigned char>(secret_[at_]);
        const auto low = static_cast<unsigned char>(secret_[at_ + 1]);
        at_ += 2;
        return (std::size_t{high} << 8U | low) % count;
    }

  private:
    std::string_view secret_;
    std::size_t at_ = 0;
};

std::string hex_digits(SecretStream& stream) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string text;
    while (text.size() < kNonceDigits) {
        const std::size_t byte = stream.index(256);
        text += kHex[byte / 16];
        text += kHex[byte % 16];
    }
    return text;
}

// Never three of the same turn: whoever only holds a head to one side has not turned it.
std::vector<Turn> draw_turns(SecretStream& stream) {
    std::vector<Turn> turns;
    for (int i = 0; i < kTurnCount; ++i) {
        turns.push_back(stream.index(2) == 0 ? Turn::kLeft : Turn::kRight);
    }
    if (std::equal(turns.begin() + 1, turns.end(), turns.begin())) {
        Turn& changed = turns[stream.index(turns.size())];
        changed = changed == Turn::kLeft ? Turn::kRight : Turn::kLeft;
    }
    return turns;
}

// No colour twice in a row, so that every step changes what is seen.
std::vector<FlashColor> draw_flashes(SecretStream& stream) {
    std::vector<FlashColor> flashes;
    std::size_t color = stream.index(kColorNames.size());
    while (flashes.size() < static_cast<std::size_t>(kFlashCount)) {
        flashes.push_back(static_cast<FlashColor>(color));
        color = (color + 1 + stream.index(kColorNames.size() - 1)) % kColorNames.size();
    }
    return flashes;
}

Json timed(std::string_view name, std::string_view value, double from_s, double to_s) {
    return Json::object({{std::string(name), value}, {"from_s", from_s}, {"to_s", to_s}});
}

Result<std::string> read_digits(const JsonReader& reader) {
    constexpr auto kLength = static_cast<std::size_t>(kDigitCount);
    std::string digits =
        HIBARI_TRY(reader.string("digits", {.size_min = kLength, .size_max = kLength}));
    if (digits.find_first_not_of("0123456789") != std::string::npos) {
        return fail(reader.error("digits must be digits"));
    }
    return digits;
}

}  // namespace

std::string_view to_string(Turn turn) {
    return kTurnNames[static_cast<std::size_t>(turn)];
}

std::string_view to_string(FlashColor color) {
    return kColorNames[static_cast<std::size_t>(color)];
}

std::array<double, 3> light_of(FlashColor color) {
    switch (color) {
        case FlashColor::kRed:
            return {1.0, 0.0, 0.0};
        case FlashColor::kGreen:
            return {0.0, 1.0, 0.0};
        case FlashColor::kBlue:
            return {0.0, 0.0, 1.0};
        case FlashColor::kWhite:
            return {1.0, 1.0, 1.0};
    }
    return {};
}

Challenge Challenge::make(std::string_view secret, std::int64_t now_us) {
    SecretStream stream(secret);
    Challenge challenge;
    challenge.nonce = hex_digits(stream);
    for (int i = 0; i < kDigitCount; ++i) {
        challenge.digits += static_cast<char>('0' + stream.index(10));
    }
    challenge.turns = draw_turns(stream);
    challenge.flashes = draw_flashes(stream);
    challenge.issued_at_us = now_us;
    return challenge;
}

Json to_json(const Challenge& challenge) {
    Json turns = Json::array();
    double at_s = kTurnsBegin_s;
    for (const Turn turn : challenge.turns) {
        turns.push_back(timed("turn", to_string(turn), at_s, at_s + kTurn_s));
        at_s += kTurn_s;
    }
    Json flashes = Json::array();
    at_s = kFlashesBegin_s;
    for (const FlashColor color : challenge.flashes) {
        flashes.push_back(timed("color", to_string(color), at_s, at_s + kFlash_s));
        at_s += kFlash_s;
    }
    return Json::object({
        {"nonce", challenge.nonce},
        {"digits", challenge.digits},
        {"flashes", std::move(flashes)},
        {"turns", std::move(turns)},
        {"seconds_min", kRecordingSecondsMin},
        {"seconds_max", kRecordingSecondsMax},
        {"issued_at_us", challenge.issued_at_us},
        {"expires_at_us", challenge.expires_at_us()},
    });
}

Result<Challenge> challenge_from_json(const Json& json) {
    const JsonReader reader(json, "challenge");
    Challenge challenge;
    challenge.nonce =
        HIBARI_TRY(reader.string("nonce", {.size_min = kNonceDigits, .size_max = kNonceDigits}));
    challenge.digits = HIBARI_TRY(read_digits(reader));
    const auto turns = HIBARI_TRY(reader.array(
        "turns", {.size_min = std::size_t{kTurnCount}, .size_max = std::size_t{kTurnCount}}
    ));
    for (const JsonReader& turn : turns) {
        challenge.turns.push_back(static_cast<Turn>(HIBARI_TRY(turn.choice("turn", kTurnNames))));
    }
    const auto flashes = HIBARI_TRY(reader.array(
        "flashes", {.size_min = std::size_t{kFlashCount}, .size_max = std::size_t{kFlashCount}}
    ));
    for (const JsonReader& flash : flashes) {
        challenge.flashes.push_back(
            static_cast<FlashColor>(HIBARI_TRY(flash.choice("color", kColorNames)))
        );
    }
    challenge.issued_at_us = HIBARI_TRY(reader.integer("issued_at_us", {.min = 0}));
    return challenge;
}

}  // namespace hibari::trust
