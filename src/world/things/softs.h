// Makers of soft pieces: nets, cloths and ropes as nodes joined by springs.
#pragma once

#include "base/vec.h"
#include "world/things/material.h"
#include "world/things/thing.h"

#include <functional>

namespace hibari::world {

/// A bag of netting hung on a ring (axis Y): `columns` strands, `rows` of meshes, narrowing from
/// `top_radius` to `bottom_radius` over `depth`. The top row is pinned.
struct HangingNet {
    Vec3 center{};  ///< of the top ring
    float top_radius = 0.23F;
    float bottom_radius = 0.13F;
    float depth = 0.42F;
    int columns = 12;
    int rows = 6;
};

Soft hanging_net(const HangingNet& net, const Material& material);

/// A sheet of `columns` x `rows` nodes: `at(u, v)` gives the rest position for u, v in 0 .. 1;
/// `pinned(u, v)` says which nodes are held.
struct Sheet {
    int columns = 8;
    int rows = 8;
    std::function<Vec3(float u, float v)> at;
    std::function<bool(float u, float v)> pinned;
};

/// A woven surface: springs along both directions and across, drawn as triangles.
Soft cloth(const Sheet& sheet, const Material& material);

/// The same springs without the surface: drawn as strands.
Soft net(const Sheet& sheet, const Material& material);

/// A chain of nodes between two points, the first pinned.
Soft rope(Vec3 from, Vec3 to, int nodes, float radius, const Material& material);

}  // namespace hibari::world
