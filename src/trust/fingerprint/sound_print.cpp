#include "trust/fingerprint/sound_print.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <bit>
#include <chromaprint.h>
#include <cmath>

namespace hibari::trust {
namespace {

// -60 dB: below that, words are made of dither.
constexpr double kSilenceLevel = 0.001;
constexpr float kScale = 32'767.0F;

}  // namespace

struct SoundPrinter::Impl {
    struct Closer {
        void operator()(ChromaprintContext* closed) const { chromaprint_free(closed); }
    };

    std::unique_ptr<ChromaprintContext, Closer> context;
    std::vector<std::int16_t> samples;
    double energy = 0.0;
    std::size_t count = 0;
    bool good = true;
};

SoundPrinter::SoundPrinter() : impl_(std::make_unique<Impl>()) {
    impl_->context.reset(chromaprint_new(CHROMAPRINT_ALGORITHM_DEFAULT));
    HIBARI_CHECK(impl_->context != nullptr);
    impl_->good = chromaprint_start(impl_->context.get(), media::kSampleRateHz, 1) == 1;
}

SoundPrinter::~SoundPrinter() = default;

void SoundPrinter::push(const media::AudioBuffer& piece) {
    auto& samples = impl_->samples;
    samples.clear();
    samples.reserve(piece.size());
    for (std::size_t i = 0; i < piece.size(); ++i) {
        const float both = (piece.left[i] + piece.right[i]) / 2.0F;
        const float sample = std::isfinite(both) ? std::clamp(both, -1.0F, 1.0F) : 0.0F;
        impl_->energy += static_cast<double>(sample) * sample;
        samples.push_back(static_cast<std::int16_t>(std::lrint(sample * kScale)));
    }
    impl_->count += samples.size();
    // Chromaprint counts in int; pieces are seconds long.
    constexpr std::size_t kMost = 1U << 20U;
    for (std::size_t done = 0; done < samples.size() && impl_->good; done += kMost) {
        const auto some = static_cast<int>(std::min(kMost, samples.size() - done));
        impl_->good = chromaprint_feed(impl_->context.get(), samples.data() + done, some) == 1;
    }
}

std::vector<std::uint32_t> SoundPrinter::finish() {
    std::vector<std::uint32_t> words;
    ChromaprintContext* const context = impl_->context.get();
    if (!impl_->good || impl_->count == 0 || chromaprint_finish(context) != 1) {
        return words;
    }
    const double level = std::sqrt(impl_->energy / static_cast<double>(impl_->count));
    if (level < kSilenceLevel) {
        return words;
    }
    std::uint32_t* raw = nullptr;
    int size = 0;
    if (chromaprint_get_raw_fingerprint(context, &raw, &size) == 1) {
        words.assign(raw, raw + size);
        chromaprint_dealloc(raw);
    }
    return words;
}

SoundMatch match_sound(
    std::span<const std::uint32_t> first, std::span<const std::uint32_t> second, int words_min
) {
    SoundMatch best{.score = -1.0};
    const auto first_count = static_cast<int>(first.size());
    const auto second_count = static_cast<int>(second.size());
    for (int offset = words_min - second_count; offset <= first_count - words_min; ++offset) {
        const int begin = std::max(0, offset);
        const int end = std::min(first_count, offset + second_count);
        if (end - begin < words_min) {
            continue;
        }
        int different = 0;
        for (int i = begin; i < end; ++i) {
            different += std::popcount(
                first[static_cast<std::size_t>(i)] ^ second[static_cast<std::size_t>(i - offset)]
            );
        }
        const double score = 1.0 - 2.0 * different / (32.0 * (end - begin));
        if (score > best.score) {
            best = {.score = score, .offset_s = offset * kSoundWord_s, .words = end - begin};
        }
    }
    return best.words > 0 ? best : SoundMatch{};
}

}  // namespace hibari::trust
