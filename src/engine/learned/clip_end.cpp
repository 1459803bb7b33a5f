#include "engine/learned/clip_end.h"

#include "engine/generator.h"
#include "engine/learned/rate.h"
#include "media/mp4_reader.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/stack.h>
#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

namespace hibari::engine {
namespace {

/// Keeps the sound of a clip and its last pictures.
class EndKeeper final : public media::ClipSink {
  public:
    Result<void> begin(const media::ClipFormat& clip_format) override {
        format = clip_format;
        return {};
    }

    Result<void> push_frame(const media::Frame& frame) override {
        const auto wanted =
            static_cast<std::size_t>(mini::kOverlapFrames * format.fps / mini::kFps + 1);
        frames.push_back(frame);
        if (frames.size() > wanted) {
            frames.pop_front();
        }
        return {};
    }

    Result<void> push_audio(const media::AudioBuffer& piece) override {
        sound.left.insert(sound.left.end(), piece.left.begin(), piece.left.end());
        sound.right.insert(sound.right.end(), piece.right.begin(), piece.right.end());
        return {};
    }

    Result<void> finish() override { return {}; }

    media::ClipFormat format;
    std::deque<media::Frame> frames;
    media::AudioBuffer sound;
};

at::Tensor to_tensor(const HalfSound& sound, std::int64_t samples) {
    at::Tensor out = at::empty({2, samples}, at::kFloat);
    const auto copy = [&](const std::vector<float>& from, std::int64_t channel) {
        std::copy(from.end() - samples, from.end(), out[channel].data_ptr<float>());
    };
    copy(sound.left, 0);
    copy(sound.right, 1);
    return out;
}

}  // namespace

static_assert(
    (mini::kOverlapFrames + 1) <= kEndingSeconds * mini::kFps, "an ending has all that is looked at"
);

Result<ClipEnd> read_end(
    const std::filesystem::path& clip, const std::filesystem::path& ending, LatentGrid grid
) {
    EndKeeper keeper;
    HIBARI_TRY(media::decode_clip(clip, keeper));
    if (!ending.empty()) {
        keeper.frames.clear();
        HIBARI_TRY(media::decode_pictures(ending, [&](const media::Frame& frame) {
            return keeper.push_frame(frame);
        }));
    }
    if (keeper.frames.empty()) {
        return fail(ErrorCode::kInvalidArgument, "the clip has no frames");
    }
    // Counted from the end, at the model's rate.
    const auto there = static_cast<std::int64_t>(keeper.frames.size());
    const std::int64_t at_24 = (there - 1) * mini::kFps / keeper.format.fps + 1;
    const std::int64_t known =
        at_24 >= mini::kOverlapFrames ? mini::kOverlapFrames
        : at_24 > mini::kFramesPerLatent
            ? (at_24 - 1) / mini::kFramesPerLatent * mini::kFramesPerLatent + 1
            : 1;
    std::vector<at::Tensor> pictures;
    for (std::int64_t i = known - 1; i >= 0; --i) {
        const std::int64_t back = i * keeper.format.fps / mini::kFps;
        const auto index = static_cast<std::size_t>(there - 1 - back);
        pictures.push_back(HIBARI_TRY(to_picture(keeper.frames[index], grid)));
    }
    ClipEnd end;
    end.start.pictures = at::stack(pictures);
    const HalfSound half = halve_rate(keeper.sound);
    const std::int64_t samples = known * mini::kSamplesPerFrame;
    if (static_cast<std::int64_t>(half.left.size()) >= samples) {
        end.start.sound = to_tensor(half, samples);
    }
    end.sound = std::move(keeper.sound);
    return end;
}

}  // namespace hibari::engine
