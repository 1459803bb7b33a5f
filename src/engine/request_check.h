#pragma once

// The limits that hold for a request whatever the engine. Every surface (command line, API, worker)
// checks a request here first, so that the same mistake gets the same answer everywhere.

#include "base/result.h"
#include "engine/generator.h"

namespace hibari::engine {

inline constexpr int kSideMin = 2;
inline constexpr int kLongSideMax = 1920;
inline constexpr int kShortSideMax = 1080;
inline constexpr double kSecondsMin = 1.0;
/// For clips of one shot.
inline constexpr double kShotSecondsMax = 20.0;
/// For clips stitched from several shots.
inline constexpr double kClipSecondsMax = 120.0;
inline constexpr std::size_t kPromptBytesMax = 32'000 * 4;
inline constexpr std::size_t kPromptCodePointsMax = 32'000;

/// Fails with the field and what would be right; with kUnsupported when the engine cannot do what
/// the request needs.
Result<void> check_request(const ClipRequest& request, const Generator& generator);

/// Of shots that last longer than kClipSecondsMax together.
Error longer_than_a_clip();

/// Reads "1280x720" (also with a capital X or the sign U+00D7), and the names "720p", "1080p",
/// "portrait", "landscape" and "square". The result is not checked against the limits.
Result<media::FrameSize> parse_size(std::string_view text);

}  // namespace hibari::engine
