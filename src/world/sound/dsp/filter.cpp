#include "world/sound/dsp/filter.h"

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

namespace hibari::world::sound {
namespace {

struct Angle {
    float cosine;
    float alpha;
};

Angle angle_of(float hz, float q) {
    const float w = 2.0F * kPi * std::clamp(hz, 5.0F, 0.47F * kRate) / kRate;
    return {std::cos(w), std::sin(w) / (2.0F * q)};
}

}  // namespace

Biquad low_pass(float hz, float q) {
    const auto [c, alpha] = angle_of(hz, q);
    const float a0 = 1.0F + alpha;
    const float b = (1.0F - c) / a0;
    return {0.5F * b, b, 0.5F * b, -2.0F * c / a0, (1.0F - alpha) / a0};
}

Biquad high_pass(float hz, float q) {
    const auto [c, alpha] = angle_of(hz, q);
    const float a0 = 1.0F + alpha;
    const float b = (1.0F + c) / a0;
    return {0.5F * b, -b, 0.5F * b, -2.0F * c / a0, (1.0F - alpha) / a0};
}

Biquad band_pass(float hz, float q) {
    const auto [c, alpha] = angle_of(hz, q);
    const float a0 = 1.0F + alpha;
    return {alpha / a0, 0.0F, -alpha / a0, -2.0F * c / a0, (1.0F - alpha) / a0};
}

Biquad peaking(float hz, float q, float gain_db) {
    const auto [c, alpha] = angle_of(hz, q);
    const float a = std::pow(10.0F, gain_db / 40.0F);
    const float a0 = 1.0F + alpha / a;
    return {
        (1.0F + alpha * a) / a0,
        -2.0F * c / a0,
        (1.0F - alpha * a) / a0,
        -2.0F * c / a0,
        (1.0F - alpha / a) / a0
    };
}

Biquad high_shelf(float hz, float gain_db) {
    const auto [c, alpha] = angle_of(hz, 0.7071F);
    const float a = std::pow(10.0F, gain_db / 40.0F);
    const float root = 2.0F * std::sqrt(a) * alpha;
    const float a0 = (a + 1.0F) - (a - 1.0F) * c + root;
    return {
        a * ((a + 1.0F) + (a - 1.0F) * c + root) / a0,
        -2.0F * a * ((a - 1.0F) + (a + 1.0F) * c) / a0,
        a * ((a + 1.0F) + (a - 1.0F) * c - root) / a0,
        2.0F * ((a - 1.0F) - (a + 1.0F) * c) / a0,
        ((a + 1.0F) - (a - 1.0F) * c - root) / a0
    };
}

#if defined(__SSE__)

FlushDenormals::FlushDenormals() : saved_(_mm_getcsr()) {
    constexpr unsigned kFlushAndZero = 0x8040U;
    _mm_setcsr(saved_ | kFlushAndZero);
}

FlushDenormals::~FlushDenormals() {
    _mm_setcsr(saved_);
}

#else

FlushDenormals::FlushDenormals() = default;
FlushDenormals::~FlushDenormals() = default;

#endif

}  // namespace hibari::world::sound
