#pragma once

// What is said over the socket between a program and an engine that runs in a process of its own:
// a head, then as many bytes as it announces. Control is JSON, pictures and sound are raw. Both
// sides run on one machine, so numbers travel as they lie in memory. Neither believes the other:
// every kind, count and size is held against what may come.
//
//     hibari                       engine
//                             <--  kHello
//     kPlan                   -->
//                             <--  kDone or kError
//     kGenerate, kPicture     -->
//                             <--  kBegin, kKeep, kFrame..., kSound..., kProgress..., kFinish
//     kStop, if it must       -->
//                             <--  kDone or kError

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace hibari::engine {

/// "HBEN"; does not change with the version, so that the hello of any other is understood.
inline constexpr std::uint32_t kMessageMagic = 0x4E45'4248;
/// Of everything below and of the JSON.
inline constexpr std::uint32_t kProtocolVersion = 1;

enum class MessageKind : std::uint32_t {
    // From the engine.
    kHello = 1,     ///< the version, 4 bytes; the first message
    kBegin = 2,     ///< a ClipFormat as JSON
    kKeep = 3,      ///< nothing: all frames of the request's source
    kFrame = 4,     ///< the pixels of the next frame
    kSound = 5,     ///< samples of the left channel, then as many of the right one
    kProgress = 6,  ///< a ProgressReport as JSON
    kFinish = 7,    ///< nothing: all frames have been sent
    kDone = 8,      ///< a ClipPlan or ClipReport as JSON; ends the answer
    kError = 9,     ///< an Error as JSON; ends the answer
    // To the engine.
    kPlan = 32,      ///< a ClipRequest as JSON; its files come with the head
    kGenerate = 33,  ///< the same
    kPicture = 34,   ///< the pixels of the first frame, when the request announces one
    kStop = 35,      ///< nothing: end what is being made
};

struct MessageHead {
    std::uint32_t magic = kMessageMagic;
    MessageKind kind{};
    std::uint64_t bytes = 0;
};

/// A prompt, a script to follow and a script that is changed.
inline constexpr std::size_t kRequestBytesMax = 16U << 20U;
/// Answers are kept in rows and printed.
inline constexpr std::size_t kAnswerBytesMax = 4U << 20U;
inline constexpr std::size_t kProgressBytesMax = 4'096;
inline constexpr std::size_t kJsonDepthMax = 64;
/// Samples per channel of one message.
inline constexpr std::size_t kSoundSamplesMax = 48'000;
/// A source and the clips of the characters.
inline constexpr std::size_t kMessageFilesMax = 4;

/// Where the bytes of messages come from: a socket, or memory.
class ByteSource {
  public:
    virtual ~ByteSource() = default;

    /// Fills `bytes` with what comes next.
    virtual Result<void> read(std::span<std::byte> bytes) = 0;
};

template <typename T>
std::span<const std::byte> bytes_of(const T& value) {
    return std::as_bytes(std::span(&value, 1));
}

template <typename T>
std::span<std::byte> writable_bytes_of(T& value) {
    return std::as_writable_bytes(std::span(&value, 1));
}

}  // namespace hibari::engine
