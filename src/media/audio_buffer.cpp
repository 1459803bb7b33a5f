#include "media/audio_buffer.h"

#include "base/check.h"

#include <cmath>

namespace hibari::media {

std::size_t sample_count(double seconds) {
    HIBARI_CHECK(seconds >= 0.0 && std::isfinite(seconds), seconds);
    return static_cast<std::size_t>(std::llround(seconds * kSampleRateHz));
}

}  // namespace hibari::media
