// What a thing falls into when it breaks: as many rigid bodies, of its stuff and its mass.
#pragma once

#include "base/rng.h"
#include "world/things/thing.h"

namespace hibari::world {

/// The kind of the entity that the pieces of one thing are together; not in the catalogue.
extern const Thing kPieces;

/// Free links in the frame of `whole`, spread over where it was; their masses add up to its mass.
/// An egg keeps its yolk.
Blueprint pieces_of(const Blueprint& whole, std::string_view kind, Rng rng);

}  // namespace hibari::world
