#pragma once

// What a clip file says about itself before a demuxer sees it: which container it is, by its first
// bytes alone, and whether its outermost pieces all lie within the file. Demuxers of cut files
// simply end early.

#include "base/result.h"
#include "media/intake/byte_source.h"

namespace hibari::media {

/// MP4 and MOV are one family, Matroska and WebM the other.
enum class ClipContainer { kMp4, kMatroska };

/// Errors: not_a_clip, broken_file.
Result<ClipContainer> read_clip_file(ByteSource& source);

}  // namespace hibari::media
