#include "world/physics/character/deck_view.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kWade = 0.9F;  // How deep one is in the water before the fall counts as over.

}  // namespace

bool DeckView::is_over_deck(float x, float z) const {
    const std::span<const Pose> links = ride_.driven();
    if (links.empty()) {
        return false;
    }
    const Vec3 half = world_.entity_half_extent(ride_.entity());
    const Pose& deck = links.front();
    const Vec3 local = rotate(inverse(deck.rotation), Vec3{x, deck.position.y, z} - deck.position);
    return std::fabs(local.x) < half.x && std::fabs(local.z) < 0.96F * half.z;
}

float DeckView::ground_y(float x, float z) const {
    const float ground = world_.ground_y_without(ride_.entity(), x, z);
    if (is_over_deck(x, z)) {
        return std::max(ground, ride_.floor_y());
    }
    const auto water = world_.water_y(x, z);
    return water ? std::max(ground, *water - kWade) : ground;
}

Vec3 DeckView::ground_normal(float x, float z) const {
    return is_over_deck(x, z) ? Vec3{0, 1, 0} : world_.ground_normal(x, z);
}

}  // namespace hibari::world
