#include "world/sound/voice/match.h"

#include <algorithm>
#include <cmath>

namespace hibari::world::sound {
namespace {

/// Measured on ten sentences each (speech_test.cpp measures again): syllables in a second of
/// speech, and formants relative to the man's.
constexpr float kSltSyllables_per_s = 4.6F;
constexpr float kRmsSyllables_per_s = 4.3F;
constexpr float kSltFormants = 1.16F;
constexpr float kRmsFormants = 1.0F;

/// Where a woman's throat is nearer than a man's.
constexpr float kBetween = 1.08F;
constexpr float kHighVoice_hz = 190.0F;

}  // namespace

VoiceCast match_voice(const LikenessForm::Voice& voice) {
    const bool slt = voice.formant_scale > kBetween ||
                     (voice.f0_hz > kHighVoice_hz && voice.formant_scale > 1.0F);
    VoiceCast cast{.bank = slt ? VoiceBank::kSlt : VoiceBank::kRms};
    cast.f0_hz = voice.f0_hz;
    cast.formant =
        std::clamp(voice.formant_scale / (slt ? kSltFormants : kRmsFormants), 0.75F, 1.4F);
    cast.rate = std::clamp(
        voice.syllables_per_s / (slt ? kSltSyllables_per_s : kRmsSyllables_per_s), 0.7F, 1.45F
    );
    return cast;
}

void settle_pitch(
    const Analysis& analysis, Delivery delivery, const LikenessForm::Voice& voice, Delivered& line
) {
    if (delivery != Delivery::kSay && delivery != Delivery::kAsk) {
        return;
    }
    std::vector<float> voiced;
    const std::size_t count = std::min(line.plan.source.size(), line.plan.f0_hz.size());
    for (std::size_t i = 0; i < count; ++i) {
        const auto frame = static_cast<std::size_t>(std::max(line.plan.source[i], 0.0F));
        if (frame < analysis.frames.size() && analysis.frames[frame].f0_hz > 0.0F) {
            voiced.push_back(line.plan.f0_hz[i]);
        }
    }
    if (voiced.empty()) {
        return;
    }
    const auto middle = voiced.begin() + static_cast<std::ptrdiff_t>(voiced.size() / 2);
    std::ranges::nth_element(voiced, middle);
    const float ratio = *middle > 0.0F ? voice.f0_hz / *middle : 1.0F;
    for (float& hz : line.plan.f0_hz) {
        hz *= ratio;
    }
}

std::vector<MouthKey> mouth_of_recording(const Samples& samples) {
    constexpr std::size_t kStep = 1920;  // 40 ms
    std::vector<float> levels;
    for (std::size_t at = 0; at + kStep <= samples.size(); at += kStep) {
        double sum = 0.0;
        for (std::size_t i = 0; i < kStep; ++i) {
            sum += static_cast<double>(samples[at + i]) * static_cast<double>(samples[at + i]);
        }
        levels.push_back(static_cast<float>(std::sqrt(sum / kStep)));
    }
    std::vector<float> sorted = levels;
    std::ranges::sort(sorted);
    const float loud = sorted.empty() ? 1.0F : std::max(sorted[sorted.size() * 9 / 10], 1e-6F);
    std::vector<MouthKey> keys = {{.time_s = 0.0}};
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const float share = levels[i] / loud;
        // Quiet parts are noise, and closed lips.
        const float open = std::clamp((share - 0.12F) * 0.75F, 0.0F, 0.8F);
        keys.push_back(
            {.time_s = (static_cast<double>(i) + 0.5) * kStep / kRateHz,
             .open = open,
             .width = 0.5F + 0.2F * std::sin(static_cast<float>(i))}
        );
    }
    const double end = static_cast<double>(samples.size()) / kRateHz;
    keys.push_back({.time_s = std::max(end, keys.back().time_s + 0.004)});
    return keys;
}

}  // namespace hibari::world::sound
