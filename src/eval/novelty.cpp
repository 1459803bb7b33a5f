#include "eval/novelty.h"

#include "base/check.h"
#include "eval/features.h"
#include "world/tap/sample.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace hibari::eval {
namespace {

/// As in training/configs.
constexpr std::uint64_t kTrainingSeed = 1;
constexpr double kDeviationMin = 1e-6;

media::MemoryClip clip_of(const world::tap::Sample& sample, const TrainingClipOptions& options) {
    media::MemoryClip clip;
    clip.format = {.size = options.size, .fps = HIBARI_FPS, .frame_count = options.frames};
    for (int i = 0; i < options.frames; ++i) {
        media::Frame& frame = clip.frames.emplace_back(options.size);
        const auto bytes = static_cast<std::ptrdiff_t>(frame.pixels().size());
        std::copy_n(sample.frames.begin() + i * bytes, bytes, frame.pixels().begin());
    }
    const auto middle = sample.audio.begin() + static_cast<std::ptrdiff_t>(sample.audio.size() / 2);
    clip.audio.left.assign(sample.audio.begin(), middle);
    clip.audio.right.assign(middle, sample.audio.end());
    return clip;
}

}  // namespace

Result<std::vector<std::vector<double>>> training_features(
    const TrainingClipOptions& options, Progress& progress
) {
    const world::tap::SampleOptions sampling{
        .width = options.size.width,
        .height = options.size.height,
        .frames = options.frames,
        .seed = kTrainingSeed,
        .split = world::tap::Split::kTrain,
    };
    std::vector<std::vector<double>> out;
    for (int i = 0; i < options.count; ++i) {
        const auto index = options.first_index + static_cast<std::uint64_t>(i);
        auto sample = world::tap::make_sample(sampling, index, options.stop);
        if (sample) {
            out.push_back(features_of(clip_of(*sample, options)));
        } else if (sample.error().code == ErrorCode::kCancelled) {
            return fail(std::move(sample.error()));
        }
        progress.advance();
    }
    return out;
}

std::vector<double> nearest_distances(
    std::span<const std::vector<double>> reference, std::span<const std::vector<double>> set
) {
    if (reference.size() < 2) {
        return {};
    }
    const std::size_t size = reference.front().size();
    const auto count = static_cast<double>(reference.size());
    std::vector<double> deviation(size, 0.0);
    for (std::size_t i = 0; i < size; ++i) {
        double mean = 0.0;
        for (const auto& entry : reference) {
            mean += entry[i] / count;
        }
        for (const auto& entry : reference) {
            deviation[i] += (entry[i] - mean) * (entry[i] - mean) / count;
        }
        deviation[i] = std::sqrt(deviation[i]) + kDeviationMin;
    }
    std::vector<double> out;
    for (const auto& entry : set) {
        HIBARI_CHECK(entry.size() == size, entry.size(), size);
        double nearest = std::numeric_limits<double>::infinity();
        for (const auto& other : reference) {
            double squares = 0.0;
            for (std::size_t i = 0; i < size; ++i) {
                const double far =
                    std::min(std::abs(entry[i] - other[i]) / deviation[i], kFarthest);
                squares += far * far;
            }
            nearest = std::min(nearest, std::sqrt(squares / static_cast<double>(size)));
        }
        out.push_back(nearest);
    }
    return out;
}

}  // namespace hibari::eval
