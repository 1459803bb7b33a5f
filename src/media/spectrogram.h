#pragma once

// Sound made visible: time to the right, frequency upwards on a logarithmic scale, brightness for
// level. For people who judge a clip without listening, and for contact sheets.

#include "base/result.h"
#include "media/audio_buffer.h"
#include "media/frame.h"

namespace hibari::media {

/// Draws both channels' sum from 50 Hz to 20 kHz over a range of 80 dB.
Result<Frame> spectrogram(const AudioBuffer& audio, FrameSize size);

}  // namespace hibari::media
