#pragma once

// What a person is asked to do in front of the camera, drawn anew for every recording so that no
// older recording answers it: six digits to say, three turns of the head, ten colours that the
// screen shows. The three together have about 2^39 forms, and each is bound to a nonce that is good
// once and for two minutes.
//
// The clock of a challenge starts with the recording. First the screen shows the colours, one after
// the other, while the digits are read aloud; then the turns follow. `show` and `recording` must
// start together in the client, and the recording must not be mirrored.

#include "base/json.h"
#include "base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// Where the nose goes: to the person's own left or right.
enum class Turn : std::uint8_t { kLeft, kRight };

std::string_view to_string(Turn turn);

/// What fills the screen.
enum class FlashColor : std::uint8_t { kRed, kGreen, kBlue, kWhite };

std::string_view to_string(FlashColor color);

/// The colour's red, green and blue, 0 or 1.
std::array<double, 3> light_of(FlashColor color);

inline constexpr int kDigitCount = 6;
inline constexpr int kTurnCount = 3;
inline constexpr int kFlashCount = 10;

/// When the first colour is shown, in seconds of the recording.
inline constexpr double kFlashesBegin_s = 0.6;
/// How long each stays. Slower than three changes a second, which WCAG 2.2 (2.3.1) calls safe.
inline constexpr double kFlash_s = 0.45;
/// When the first turn is asked for.
inline constexpr double kTurnsBegin_s = 5.7;
/// How long a turn may take, there and back.
inline constexpr double kTurn_s = 1.6;
/// How long the recording lasts at least, and at most.
inline constexpr double kRecordingSecondsMin = kTurnsBegin_s + kTurnCount * kTurn_s;
inline constexpr double kRecordingSecondsMax = kRecordingSecondsMin + 6.0;
/// How long a challenge is good, from its issue to the arrival of the recording.
inline constexpr std::int64_t kChallengeLife_us = 120'000'000;

/// How many random bytes a challenge is drawn from.
inline constexpr std::size_t kChallengeSecretBytes = 128;

struct Challenge {
    /// 128 random bits in hexadecimal digits.
    std::string nonce = {};
    /// "471902".
    std::string digits = {};
    std::vector<Turn> turns = {};
    std::vector<FlashColor> flashes = {};
    std::int64_t issued_at_us = 0;

    std::int64_t expires_at_us() const { return issued_at_us + kChallengeLife_us; }

    friend bool operator==(const Challenge&, const Challenge&) = default;

    /// A new one. `secret` are random bytes that nobody can foresee, at least kChallengeSecretBytes
    /// of them (checked); the same ones give the same challenge.
    static Challenge make(std::string_view secret, std::int64_t now_us);
};

/// What a client is told, with the times at which things are to be shown, and what from_json reads.
Json to_json(const Challenge& challenge);

/// Fails with kInvalidArgument and the field.
Result<Challenge> challenge_from_json(const Json& json);

}  // namespace hibari::trust
