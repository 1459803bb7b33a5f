#include "base/check.h"
#include "media/intake/clip_converter.h"
#include "media/intake/clip_decoder.h"
#include "media/intake/testing/memory_source.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

using namespace hibari;
using namespace hibari::media;

/// Looks whether the pieces make up the clip that was asked for.
class CountedPieces final : public ClipPieces {
  public:
    explicit CountedPieces(const ClipFormat& format) : format_(format) {}

    Result<void> frame(const Frame& frame) override {
        HIBARI_CHECK(frame.size() == format_.size, frame.width(), frame.height());
        frames_ += 1;
        return {};
    }

    Result<void> sound(const AudioBuffer& piece) override {
        samples_ += static_cast<std::int64_t>(piece.size());
        HIBARI_CHECK(samples_ <= format_.audio_sample_count(), samples_);
        return {};
    }

    std::int64_t frames() const { return frames_; }

  private:
    ClipFormat format_;
    std::int64_t frames_ = 0;
    std::int64_t samples_ = 0;
};

}  // namespace

namespace {

void convert(ByteSource& source, const IntakeLimits& limits, const ClipFormat& format) {
    CountedPieces pieces(format);
    ClipConverter converter(format, pieces);
    if (decode_whole_clip(source, limits, &converter) && converter.finish()) {
        HIBARI_CHECK(pieces.frames() == format.frame_count, pieces.frames(), format.frame_count);
    }
}

}  // namespace

// What the child does with a clip, without the child: once to look, then to convert it as it is and
// smaller.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    IntakeLimits limits = kClipLimits;
    limits.side_max = 128;
    limits.seconds_max = 3.0;
    hibari::media::testing::MemorySource source({reinterpret_cast<const char*>(data), size});
    const auto facts = decode_whole_clip(source, limits, nullptr);
    if (!facts) {
        HIBARI_CHECK(!facts.error().reason.empty(), facts.error().message);
        return 0;
    }
    for (const int side_max : {128, 32}) {
        const FrameSize fitted = fitted_size(facts->size, side_max);
        convert(source, limits, clip_format(fitted, 24, facts->seconds));
    }
    return 0;
}
