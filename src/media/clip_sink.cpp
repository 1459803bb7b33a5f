#include "media/clip_sink.h"

#include "base/check.h"
#include "media/mp4_reader.h"

#include <algorithm>
#include <cmath>

namespace hibari::media {
Result<void> ClipSink::keep(const std::filesystem::path& clip) {
    return decode_pictures(clip, [this](const Frame& frame) { return push_frame(frame); });
}

ClipFormat clip_format(FrameSize size, int fps, double seconds) {
    HIBARI_CHECK(fps > 0, fps);
    HIBARI_CHECK(std::isfinite(seconds) && seconds >= 0.0, seconds);
    const auto frames = static_cast<std::int64_t>(std::llround(seconds * fps));
    return {.size = size, .fps = fps, .frame_count = std::max<std::int64_t>(frames, 1)};
}

}  // namespace hibari::media
