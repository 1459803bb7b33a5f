#pragma once

// The sound encoder of our clips, and the headroom it needs. AAC keeps what is heard, not the
// waveform: around a hard click its rounding errors add up, and what comes out of a decoder can
// peak 3 dB higher than what went in. The only way to know is to listen to the encoded sound.

#include "base/result.h"
#include "media/audio_buffer.h"
#include "media/ffmpeg.h"

namespace hibari::media {

/// The encoder every clip's sound goes through, opened.
Result<CodecContextPtr> open_aac_encoder();

/// Turns down short stretches of `sound` from sample `from` on until what a decoder makes of it
/// stays below kPeakMax_dbtp. What lies before `from` is encoded with it, because the encoder's
/// choices depend on it, but stays as it is; it begins on a boundary of the encoder's frames.
Result<void> leave_headroom(AudioBuffer& sound, std::size_t from = 0);

}  // namespace hibari::media
