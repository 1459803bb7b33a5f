#pragma once

// From a pack to what the world places: the outline becomes a solid, the pictures are aligned with
// it by the eyes and the mouth, colours become linear. Plain arithmetic on pixels; takes some tens
// of milliseconds, once per clip.

#include "base/result.h"
#include "likeness/pack.h"
#include "world/things/likeness_form.h"

#include <memory>

namespace hibari::world {

/// Fails with kInvalidArgument when the pack is wrong, when its front picture shows nothing, or, of
/// a person, when no face is marked in it.
Result<std::unique_ptr<LikenessForm>> fit_likeness(const likeness::LikenessPack& pack);

}  // namespace hibari::world
