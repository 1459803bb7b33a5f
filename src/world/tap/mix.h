#pragma once

// What training clips show: a sampler of shot scripts, each with what can be told of it.
//
// The factors (shape, colour, material, size, deed, style, ...) are drawn uniformly and
// independently of one another, because a model copies whatever the data ties together: colour must
// tell nothing of motion. Where a deed needs a shape (a cube does not roll), the deed is drawn
// first and the shape among those that can do it. Scripts are written directly, not through
// English.
//
// "bounce"  one to three simple objects that drop, bounce, roll, slide, collide or stay, in a plain
//           studio before a static camera, in four looks.
// "full"    the table of the training recipe, from ramps to people: mix_full.cpp.

#include "base/rng.h"
#include "world/tap/told.h"

#include <span>
#include <string_view>

namespace hibari::world::tap {

/// Which combinations of shape, colour, deed and style may occur; see is_put_aside.
enum class Split : std::uint8_t { kAll, kTrain, kHeldOut };

struct MixOptions {
    Split split = Split::kAll;
    float duration_s = 4.0F;
};

/// The names that draw_scene knows.
std::span<const std::string_view> mix_names();

/// One scene of the mix called `mix`, which must exist (checked). Equal arguments give equal
/// scenes.
Scene draw_scene(std::string_view mix, const MixOptions& options, Rng rng);

}  // namespace hibari::world::tap
