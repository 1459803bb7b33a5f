#pragma once

// An exact caption: what really happened in a clip, in plain English.
//
// The prompt says what somebody wanted; the caption says what the simulation did. Models are
// trained on it and people who do not see the picture read it, so it names nothing that the
// timeline does not hold: outcomes come from events, touches from contacts.

#include "world/script/shot_script.h"
#include "world/timeline/timeline.h"

#include <string>

namespace hibari::world {

/// One paragraph for one shot: place and light, who and what, what happened in order with times in
/// seconds of the shot, what was said, and how the camera moved. ASCII, a full stop at the end.
std::string caption_of(const Shot& shot, Style style, const Timeline& timeline);

}  // namespace hibari::world
