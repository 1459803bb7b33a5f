#pragma once

// The views of a picture by which it is found again after somebody cut, turned or covered it. A
// PDQ hash finds a picture that was cut by a few per cent of its sides or turned by two degrees;
// so what is registered is hashed through windows that lie that close, and what is looked up needs
// one hash (two with its mirror image).

#include "trust/fingerprint/frame_hash.h"

#include <array>
#include <span>

namespace hibari::trust {

/// Whole, cut to 90 and 80 per cent of both sides or of one, and turned by 3.5 degrees, cut or not.
inline constexpr std::size_t kViewCount = 29;

/// The window of each view; the first is the whole picture.
std::span<const Window, kViewCount> views();

/// Side of the pictures that are hashed through a window, in pixels.
inline constexpr int kViewSide = 128;

/// The block of what is seen through `window`.
HashBlock hash_view(const Luma& picture, const Window& window);

}  // namespace hibari::trust
