#pragma once

// The views of a pack side by side, for people who have to look at them.

#include "likeness/pack.h"
#include "media/frame.h"

#include <span>

namespace hibari::likeness {

/// All views at one height (at most 480 pixels), in their order, over grey. Grey alone for none.
media::Frame contact_sheet(std::span<const View> views);

}  // namespace hibari::likeness
