#pragma once

// Recordings of people who answer a challenge, and of those who cheat, made from drawn heads and
// synthesised voices. Every performance follows from its seed.

#include "base/rng.h"
#include "trust/likeness/challenge.h"
#include "trust/likeness/recording.h"

#include <span>
#include <string>
#include <string_view>

namespace hibari::trust::testing {

/// A ready recording and when it arrived.
struct Performance {
    Recording recording;
    std::int64_t received_at_us = 0;
    std::string voice;
};

/// What makes it harder, relative to a usual room and a usual telephone.
struct Conditions {
    int fps = 24;
    /// The light of the room, but for that of the screen.
    float room = 1.0F;
    float grain = 1.0F;
    float shake = 1.0F;
    float loudness = 1.0F;
    /// How much more noise is heard.
    double noise_db = 0.0;
    bool glasses = false;
    bool beard = false;
};

/// Somebody does what is asked, as well as people do: late by a third of a second, with a hand that
/// shakes, in the light and noise of some room.
Performance perform(const Challenge& challenge, Rng rng, const Conditions& conditions = {});

/// The kinds of cheating; `attack` takes one of these names.
std::span<const std::string_view> attack_kinds();

Performance attack(
    std::string_view kind, const Challenge& challenge, Rng rng, const Conditions& conditions = {}
);

/// A challenge from a seed.
Challenge draw_challenge(Rng rng, std::int64_t now_us = 1'700'000'000'000'000);

}  // namespace hibari::trust::testing
