#include "world/sound/dsp/signal.h"

#include "base/check.h"
#include "base/vec.h"

#include <algorithm>

namespace hibari::world::sound {

void add_into(Samples& target, const Samples& source, std::ptrdiff_t at, float gain) {
    const auto size = static_cast<std::ptrdiff_t>(target.size());
    const auto length = static_cast<std::ptrdiff_t>(source.size());
    const std::ptrdiff_t first = std::max<std::ptrdiff_t>(0, -at);
    const std::ptrdiff_t last = std::min(length, size - at);
    for (std::ptrdiff_t i = first; i < last; ++i) {
        target[static_cast<std::size_t>(at + i)] += gain * source[static_cast<std::size_t>(i)];
    }
}

void mix_in(Stereo& out, const Stereo& part, float gain) {
    add_into(out.left, part.left, 0, gain);
    add_into(out.right, part.right, 0, gain);
}

Samples played_at(const Samples& source, float rate) {
    HIBARI_CHECK(rate > 0.01F && rate < 100.0F, rate);
    if (rate == 1.0F || source.size() < 4) {
        return source;
    }
    const auto length = static_cast<std::size_t>(static_cast<float>(source.size()) / rate);
    Samples out(length);
    const std::size_t last = source.size() - 1;
    for (std::size_t i = 0; i < length; ++i) {
        const double position = static_cast<double>(i) * static_cast<double>(rate);
        const auto index = static_cast<std::size_t>(position);
        const float t = static_cast<float>(position - static_cast<double>(index));
        const float before = source[index > 0 ? index - 1 : 0];
        const float a = source[std::min(index, last)];
        const float b = source[std::min(index + 1, last)];
        const float after = source[std::min(index + 2, last)];
        const float c1 = 0.5F * (b - before);
        const float c2 = before - 2.5F * a + 2.0F * b - 0.5F * after;
        const float c3 = 0.5F * (after - before) + 1.5F * (a - b);
        out[i] = ((c3 * t + c2) * t + c1) * t + a;
    }
    return out;
}

float peak_of(const Samples& samples) {
    float peak = 0.0F;
    for (const float sample : samples) {
        peak = std::max(peak, std::fabs(sample));
    }
    return peak;
}

float loudest_rms(const Samples& samples, std::size_t window) {
    HIBARI_CHECK(window > 0);
    double sum = 0.0;
    double best = 0.0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        sum += static_cast<double>(samples[i]) * static_cast<double>(samples[i]);
        if (i >= window) {
            const double old = static_cast<double>(samples[i - window]);
            sum -= old * old;
        }
        best = std::max(best, sum);
    }
    return static_cast<float>(std::sqrt(best / static_cast<double>(window)));
}

void level_to(Samples& samples, float rms) {
    const float now = loudest_rms(samples, samples_in(0.03));
    if (now < 1e-9F) {
        return;
    }
    const float gain = rms / now;
    for (float& sample : samples) {
        sample *= gain;
    }
}

void fade_ends(Samples& samples, std::size_t fade_in, std::size_t fade_out) {
    const std::size_t size = samples.size();
    fade_in = std::min(fade_in, size);
    fade_out = std::min(fade_out, size);
    for (std::size_t i = 0; i < fade_in; ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(fade_in);
        samples[i] *= 0.5F - 0.5F * std::cos(kPi * t);
    }
    for (std::size_t i = 0; i < fade_out; ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(fade_out);
        samples[size - 1 - i] *= 0.5F - 0.5F * std::cos(kPi * t);
    }
}

}  // namespace hibari::world::sound
