#include "world/physics/camera/shake.h"

#include <cmath>

namespace hibari::world {

Shake::Shake(float amount, Rng rng) : amount_(amount) {
    // Breathing, arm sway, step, tremor: amplitude falls with rate.
    constexpr std::array<float, 4> kRates{0.31F, 0.73F, 1.6F, 3.1F};
    constexpr std::array<float, 4> kSizes{1.0F, 0.7F, 0.28F, 0.09F};
    for (auto& axis : tones_) {
        for (std::size_t i = 0; i < axis.size(); ++i) {
            axis[i] = {
                kRates[i] * rng.uniform(0.8F, 1.25F), kSizes[i], rng.uniform(0.0F, 2.0F * kPi)
            };
        }
    }
}

float Shake::sum(const std::array<Tone, 4>& tones, double time_s) {
    float value = 0.0F;
    for (const Tone& tone : tones) {
        value += tone.size *
                 std::sin(2.0F * kPi * tone.rate_hz * static_cast<float>(time_s) + tone.phase);
    }
    return value;
}

Vec3 Shake::turn(double time_s) const {
    const float size = radians(0.55F) * amount_;
    return {
        size * sum(tones_[0], time_s),
        size * sum(tones_[1], time_s),
        0.5F * size * sum(tones_[2], time_s)
    };
}

Vec3 Shake::shift(double time_s) const {
    const float size = 0.006F * amount_;
    return Vec3{sum(tones_[3], time_s), sum(tones_[4], time_s), sum(tones_[5], time_s)} * size;
}

}  // namespace hibari::world
