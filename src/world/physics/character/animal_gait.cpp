#include "world/physics/character/animal_gait.h"

#include "base/vec.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

float fraction(float x) {
    return x - std::floor(x);
}

}  // namespace

float froude(float speed_mps, float hip_m, float gravity) {
    return speed_mps * speed_mps / (std::max(gravity, 0.5F) * hip_m);
}

// Walks turn into trots near a Froude number of 0.5 and trots into gallops near 2.5: R. Alexander
// and A. Jayes, "A dynamic similarity hypothesis for the gaits of quadrupedal mammals", J. Zool.
// 201 (1983).
Gait4 gait_at(float froude_number, Runner runner) {
    if (runner == Runner::kHopper) {
        return froude_number < 0.02F ? Gait4::kWalk : Gait4::kGallop;
    }
    if (froude_number < 0.5F || runner == Runner::kHeavy) {
        return Gait4::kWalk;
    }
    return froude_number < 2.2F ? Gait4::kTrot : Gait4::kGallop;
}

Footfalls footfalls(Gait4 gait, Runner runner, float froude_number) {
    // Duty factors fall with speed as in Alexander and Jayes, figure 4.
    const float slow = std::pow(std::max(froude_number, 0.02F), -0.14F);
    Footfalls feet;
    switch (gait) {
        case Gait4::kWalk: {
            // Lateral sequence: left hind, left fore, right hind, right fore.
            feet.start = {0.22F, 0.72F, 0.0F, 0.5F};
            feet.duty.fill(clamp(0.52F * slow, 0.56F, 0.76F));
            break;
        }
        case Gait4::kTrot: {
            feet.start = {0.5F, 0.0F, 0.0F, 0.5F};
            feet.duty.fill(clamp(0.44F * slow, 0.36F, 0.48F));
            break;
        }
        case Gait4::kGallop: {
            if (runner == Runner::kStiff) {
                feet.start = {0.50F, 0.36F, 0.16F, 0.0F};
                feet.duty.fill(clamp(0.33F * slow, 0.20F, 0.30F));
            } else if (runner == Runner::kHopper) {
                feet.start = {0.52F, 0.44F, 0.02F, 0.0F};
                feet.duty = {0.20F, 0.20F, 0.30F, 0.30F};
            } else {
                feet.start = {0.47F, 0.56F, 0.08F, 0.0F};
                feet.duty.fill(clamp(0.32F * slow, 0.20F, 0.29F));
            }
            break;
        }
    }
    return feet;
}

float stride_length(Gait4 gait, float froude_number, float hip_m) {
    // Alexander and Jayes, table 1: relative stride length 2.4 Fr^0.34 for walks, 1.9 Fr^0.40
    // beyond.
    const float fr = std::max(froude_number, 0.01F);
    return hip_m * (gait == Gait4::kWalk ? 2.4F * std::pow(fr, 0.34F) : 2.0F * std::pow(fr, 0.40F));
}

float push_response(float phase, float duty) {
    const float p = fraction(phase);
    // a(p) = A sin(pi p / d) on [0, d] with A = pi / (2 d), so that the mean is 1. Twice
    // integrated; the slope at 0 follows from the period.
    const float slope = 0.5F * (duty - 1.0F);
    // Mean over a period: of the parabola, of the ramp while pushing, of the ramp after it.
    const float d = duty;
    const float pushing = 0.25F * d * d - d * d / (kPi * kPi);
    const float after = 0.5F * d * (1.0F - d) + 0.5F * (1.0F - d) * (1.0F - d);
    const float mean = -1.0F / 6.0F + 0.5F * slope + pushing + after;
    const float fall = -0.5F * p * p + slope * p - mean;
    if (p < d) {
        return fall + 0.5F * (p - d / kPi * std::sin(kPi * p / d));
    }
    return fall + 0.5F * d + (p - d);
}

float bob(const Footfalls& feet, const std::array<float, 4>& share, float phase) {
    float sum = 0.0F;
    for (std::size_t i = 0; i < 4; ++i) {
        sum += share[i] * push_response(phase - feet.start[i], feet.duty[i]);
    }
    return sum;
}

float rock(
    const Footfalls& feet,
    const std::array<float, 4>& share,
    const std::array<float, 4>& arm_m,
    float phase
) {
    float sum = 0.0F;
    for (std::size_t i = 0; i < 4; ++i) {
        sum += share[i] * arm_m[i] * push_response(phase - feet.start[i], feet.duty[i]);
    }
    return sum;
}

}  // namespace hibari::world
