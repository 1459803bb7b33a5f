#pragma once

// How a decoder's child is called, for those who start it and for the child itself.

#include "media/clip_sink.h"
#include "media/intake/intake.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::media {

/// What the child shall do.
enum class DecoderTask : int { kPicture = 1, kInspect = 2, kConvert = 3 };

struct DecoderCall {
    DecoderTask task = DecoderTask::kPicture;
    IntakeLimits limits = {};
    /// What a clip shall be converted to.
    ClipFormat format = {};
};

/// The command line of a call, without the program's name.
std::vector<std::string> to_arguments(const DecoderCall& call);

/// The call again; none when it is no such command line.
std::optional<DecoderCall> from_arguments(std::span<const char* const> arguments);

}  // namespace hibari::media
