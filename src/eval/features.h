#pragma once

// A clip as 80 numbers, for comparing many with many.

#include "media/mp4_reader.h"

#include <vector>

namespace hibari::eval {

/// Numbers that say roughly what a clip looks and sounds like: light, colour and motion by place
/// and time, loudness by time. Made by hand, so they see what they were made to see. The clip must
/// have a frame (checked).
std::vector<double> features_of(const media::MemoryClip& clip);

}  // namespace hibari::eval
