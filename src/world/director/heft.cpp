#include "world/director/heft.h"

#include "world/things/catalogue.h"

#include <algorithm>

namespace hibari::world {

Heft heft_of(const Entity& entity) {
    const Thing* thing = find_thing(entity.kind);
    if (thing == nullptr || thing->build == nullptr) {
        return {};
    }
    const Blueprint built = thing->build(entity, Rng(0));
    Heft heft;
    for (const Link& link : built.links) {
        heft.mass_kg += link.mass_kg;
    }
    const Vec3 half = built.half_extent;
    constexpr float kSmallest_m3 = 1e-9F;
    heft.density_kg_m3 = heft.mass_kg / std::max(8.0F * half.x * half.y * half.z, kSmallest_m3);
    return heft;
}

}  // namespace hibari::world
