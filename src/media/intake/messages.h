#pragma once

// What the child says to its parent over a pipe: a head, then as many bytes as the head announces.
// Both are the same program on the same machine, so structures travel as they lie in memory. The
// parent believes nothing: kinds, counts and sizes are held against what was asked for.

#include "base/result.h"
#include "media/intake/upload_error.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace hibari::media {

enum class MessageKind : std::uint32_t {
    /// A PlainError; the last message.
    kError = 1,
    /// A PictureHead, then the pixels of the frame; the last message.
    kPicture = 2,
    /// The pixels of the next frame of a clip.
    kFrame = 3,
    /// Samples that follow: all of the left channel, then as many of the right one.
    kSound = 4,
    /// A FactsHead; the last message of a clip.
    kFacts = 5,
    /// Bytes that whoever started that child knows how to read; the last message.
    kReport = 6,
};

struct MessageHead {
    MessageKind kind{};
    std::uint32_t reserved = 0;
    std::uint64_t bytes = 0;
};

struct PictureHead {
    std::int32_t width = 0;
    std::int32_t height = 0;
};

/// ClipFacts without a bool, which not every byte is one.
struct FactsHead {
    std::int32_t width = 0;
    std::int32_t height = 0;
    double fps = 0.0;
    double seconds = 0.0;
    std::int64_t frame_count = 0;
    /// 0 without sound.
    std::int64_t audio_rate_hz = 0;
};

template <typename T>
std::span<const std::byte> bytes_of(const T& value) {
    return std::as_bytes(std::span(&value, 1));
}

template <typename T>
std::span<std::byte> writable_bytes_of(T& value) {
    return std::as_writable_bytes(std::span(&value, 1));
}

}  // namespace hibari::media
