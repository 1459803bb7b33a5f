#pragma once

// Pictures and clips that strangers upload. Decoding such files is the largest surface a server
// shows, so this process never parses a byte of them: a child, this same program started again,
// locks itself up (sandbox.h) before it reads the first byte, decodes, and hands back plain pixels
// and samples, which are checked like everything that comes from outside. Whatever a file does to
// its decoder, the worst that happens here is an Error.
//
// All functions block, may be called from any thread and from several at once.

#include "base/descriptor.h"
#include "base/result.h"
#include "media/frame.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string_view>

namespace hibari::media {

/// What one upload may cost.
struct IntakeLimits {
    /// Size of the file.
    std::uint64_t bytes_max = 0;
    /// Width and height as shown, at most 8192.
    int side_max = 4096;
    /// Width times height.
    std::uint64_t pixels_max = std::uint64_t{4096} * 4096;
    /// Length of a clip.
    double seconds_max = 0.0;
    /// What the child may allocate; enough for the largest picture times twelve or so.
    std::uint64_t memory_bytes_max = std::uint64_t{512} << 20U;
    /// How long the child may take, in processor time and in time that we wait for it.
    std::chrono::seconds time_max{10};
};

inline constexpr IntakeLimits kPictureLimits{.bytes_max = std::uint64_t{32} << 20U};
inline constexpr IntakeLimits kClipLimits{
    .bytes_max = std::uint64_t{512} << 20U,
    .seconds_max = 120.0,
    .time_max = std::chrono::seconds{30},
};

/// A still picture as it is shown: turned upright, over white where it was transparent.
struct Picture {
    /// An odd last row or column is dropped.
    Frame frame;
    /// The size as shown, before that.
    FrameSize size;
};

/// Decodes a PNG, JPEG or still WebP file, told apart by their first bytes and by nothing else.
/// The orientation that EXIF states is applied, transparency is laid over white, 16-bit, grey,
/// palette and CMYK pictures become 8-bit RGB. Colours are taken as sRGB: an embedded colour
/// profile is not applied. `upload` is a regular file or memory_file(), read from its start; its
/// offset does not move.
///
/// Errors carry a `reason`: not_a_picture, animated_picture, unsupported_picture, broken_file,
/// too_large (pixels), too_small, file_too_large (bytes), took_too_long, too_much_memory,
/// not_decodable (the child crashed or did something forbidden), all kInvalidArgument;
/// no_sandbox (kUnsupported: this system offers no seccomp; nothing is ever decoded without);
/// kResourceExhausted when no child could be started, kCancelled after a stop request.
Result<Picture> decode_picture(
    const FileDescriptor& upload,
    const IntakeLimits& limits = kPictureLimits,
    std::stop_token stop = {}
);

/// A file in memory that holds `bytes`, for uploads that came in a request's body.
Result<FileDescriptor> memory_file(std::string_view bytes);

/// The other half: must be the first thing that main() of every program does which calls the
/// functions above. Returns at once unless the program was started as a decoder's child; then it
/// never returns.
void run_decoder_child(int argc, char** argv);

}  // namespace hibari::media
