#pragma once

// Sound as a WAV file, for looking at it in other programs.

#include "media/audio_buffer.h"

#include <string>

namespace hibari::media {

/// The sound as the bytes of a WAV file: stereo, 48 kHz, 32-bit float.
std::string encode_wav(const AudioBuffer& audio);

}  // namespace hibari::media
