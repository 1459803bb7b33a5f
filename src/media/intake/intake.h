#pragma once

// Pictures and clips that strangers upload. Decoding such files is the largest surface a server
// shows, so this process never parses a byte of them: a child, this same program started again,
// locks itself up (sandbox.h) before it reads the first byte, decodes, and hands back plain pixels
// and samples, which are checked like everything that comes from outside. Whatever a file does to
// its decoder, the worst that happens here is an Error.
//
// All functions block, may be called from any thread and from several at once; each call is a
// process with as much memory as its limits say, so callers bound how many run.

#include "base/descriptor.h"
#include "base/result.h"
#include "media/clip_sink.h"
#include "media/frame.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
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
    /// How much processor time the child may take; we wait kWaitPerTime times as long for it.
    std::chrono::seconds time_max{10};
};

/// A busy machine gives a child a share of a processor, and what is done with its frames takes
/// time.
inline constexpr int kWaitPerTime = 4;

inline constexpr IntakeLimits kPictureLimits{.bytes_max = std::uint64_t{32} << 20U};
inline constexpr IntakeLimits kClipLimits{
    .bytes_max = std::uint64_t{512} << 20U,
    .seconds_max = 60.0,
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
/// palette and CMYK pictures become 8-bit RGB. An embedded ICC profile of RGB colours is applied;
/// without one they are sRGB. `upload` is a regular file or memory_file(), read from its start; its
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

/// What a clip turned out to be.
struct ClipFacts {
    /// As shown: turned upright, with square pixels. May be odd.
    FrameSize size;
    /// Frames per second on average.
    double fps = 0.0;
    std::int64_t frame_count = 0;
    /// How long the picture lasts.
    double seconds = 0.0;
    bool has_audio = false;
    /// Samples per second as stored; 0 without sound.
    int audio_rate_hz = 0;
};

/// Decodes every frame and every sample of an MP4, MOV or WebM clip once and tells what it is.
/// Picture: H.264, HEVC, VP8, VP9, AV1; sound: AAC, MP3, Opus, Vorbis, PCM of 16 bits, or none. HDR
/// clips that need another screen (PQ) are unsupported; HLG ones are taken as they are.
///
/// Errors are those of decode_picture, and not_a_clip, unsupported_clip, no_picture, too_long; a
/// broken_file says after which frame.
Result<ClipFacts> inspect_clip(
    const FileDescriptor& upload,
    const IntakeLimits& limits = kClipLimits,
    std::stop_token stop = {}
);

/// How a clip is handed on.
struct DecodeClipOptions {
    /// Longer side of the frames; larger pictures are scaled down.
    int side_max = 8192;
};

/// Decodes such a clip into `sink`, as one of our own: 24 frames a second if it has about as many
/// and 30 otherwise, upright, with an odd last row or column dropped, sound at 48 kHz in stereo.
/// The picture lasts as long as inspect_clip says; sound is cut or filled with silence to that
/// length. Tells what the upload was. `sink` begins once it is known that the whole file can be
/// decoded.
///
/// Errors: those of inspect_clip, and those of the sink.
Result<ClipFacts> decode_clip_upload(
    const FileDescriptor& upload,
    ClipSink& sink,
    const DecodeClipOptions& options = {},
    const IntakeLimits& limits = kClipLimits,
    std::stop_token stop = {}
);

/// Decodes such a clip as decode_clip_upload does and encodes it anew as one of our own: MP4 with
/// H.264 and AAC. Nothing of the file's bytes survives, its metadata least of all. `output` appears
/// when it is complete and replaces what has its name.
///
/// Errors: those of inspect_clip, and what goes wrong with the output.
Result<ClipFacts> normalise_clip(
    const FileDescriptor& upload,
    const std::filesystem::path& output,
    const IntakeLimits& limits = kClipLimits,
    std::stop_token stop = {}
);

/// A file in memory that holds `bytes`, for uploads that came in a request's body.
Result<FileDescriptor> memory_file(std::string_view bytes);

/// The other half: must be the first thing that main() of every program does which calls the
/// functions above. Returns at once unless the program was started as a decoder's child; then it
/// never returns.
void run_decoder_child(int argc, char** argv);

}  // namespace hibari::media
