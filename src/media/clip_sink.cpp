#include "media/clip_sink.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>

namespace hibari::media {

ClipFormat clip_format(FrameSize size, int fps, double seconds) {
    HIBARI_CHECK(fps > 0, fps);
    HIBARI_CHECK(std::isfinite(seconds) && seconds >= 0.0, seconds);
    const auto frames = static_cast<std::int64_t>(std::llround(seconds * fps));
    return {.size = size, .fps = fps, .frame_count = std::max<std::int64_t>(frames, 1)};
}

}  // namespace hibari::media
