#pragma once

// Decodes every frame and sample of a clip, in the order of the file, and counts. Runs in the
// sandboxed child, and in the fuzzer.

#include "media/ffmpeg.h"
#include "media/intake/byte_source.h"
#include "media/intake/clip_streams.h"
#include "media/intake/intake.h"

namespace hibari::media {

/// Who looks at what was decoded.
class ClipVisitor {
  public:
    virtual ~ClipVisitor() = default;

    /// Comes first.
    virtual Result<void> begin(const ClipLook& look) = 0;

    /// A picture as stored, shown from `seconds` on; the first one is at 0 and none goes back.
    virtual Result<void> picture(const AVFrame& frame, double seconds) = 0;

    /// Sound that begins at `seconds` of the picture's time, perhaps before it.
    virtual Result<void> sound(const AVFrame& frame, double seconds) = 0;
};

/// Errors are those of inspect_clip that tell about the file, and what `visitor` returns. A
/// `visitor` may be null.
Result<ClipFacts> decode_whole_clip(
    ByteSource& source, const IntakeLimits& limits, ClipVisitor* visitor
);

}  // namespace hibari::media
