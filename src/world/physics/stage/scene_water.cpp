// The waters of a scene: who is wet, who floats, and where the tanks are.
#include "world/physics/stage/scene.h"
#include "world/things/material_names.h"
#include "world/things/terrain_eval.h"

#include <algorithm>

namespace hibari::world {

bool Scene::has_water() const {
    return environment_.water.present ||
           std::any_of(actors_.begin(), actors_.end(), [](const Actor& actor) {
               return actor.blueprint.basin.has_value();
           });
}

// A ball is hollow and floats; one of steel is a solid lump, however it is drawn.
Hull Scene::hull_of(const Actor& actor, std::span<const Part> solid, float mass_kg) {
    constexpr float kWaterDensity = 1000.0F;
    const NamedMaterial* material = material_named(actor.script.material);
    const auto& parts = actor.blueprint.links.front().parts;
    const bool lump = actor.blueprint.links.size() == 1 &&
                      std::count_if(parts.begin(), parts.end(), [](const Part& part) {
                          return part.collides;
                      }) == 1;
    const float density =
        material != nullptr && lump ? values_of(material->substance).density_kg_m3 : 0.0F;
    const bool sinks = density > 1.1F * kWaterDensity;
    Hull hull = make_hull(solid, mass_kg, actor.thing->traits.floats && !sinks);
    if (actor.thing->traits.floats && sinks) {
        fill_out(hull, mass_kg / density);
    }
    return hull;
}

void Scene::find_pools() {
    pools_.clear();
    for (const Actor& actor : actors_) {
        if (!actor.blueprint.basin) {
            continue;
        }
        const Pose origin =
            compose(link_pose(actor.entity, 0), inverse(actor.blueprint.links.front().rest));
        if (const auto pool = pool_of(*actor.blueprint.basin, origin, actor.entity)) {
            pools_.push_back(*pool);
        }
    }
}

const Pool* Scene::pool_at(float x, float z) const {
    const auto found = std::find_if(pools_.begin(), pools_.end(), [&](const Pool& pool) {
        return pool.covers(x, z);
    });
    return found == pools_.end() ? nullptr : &*found;
}

std::optional<float> Scene::water_y(float x, float z) const {
    if (const Pool* pool = pool_at(x, z)) {
        return pool->surface.position.y;
    }
    if (!environment_.water.present) {
        return std::nullopt;
    }
    const float surface = water_height(environment_.water, x, z, static_cast<float>(time_s_));
    if (terrain_height(environment_.terrain, x, z) > surface) {
        return std::nullopt;
    }
    return surface;
}

void Scene::float_bodies(double dt) {
    find_pools();
    if (!environment_.water.present && pools_.empty()) {
        return;
    }
    const Waters waters{.open = environment_.water, .pools = pools_, .time_s = time_s_};
    for (int body = 0; body < world_->body_count(); ++body) {
        if (world_->motion(body) == Motion::kStatic) {
            continue;
        }
        const int entity = world_->entity(body);
        if (entity >= 0 && actor(entity).blueprint.basin && !environment_.water.present) {
            continue;  // It does not float in its own water.
        }
        wetness_[static_cast<std::size_t>(body)] = float_body(
            hulls_[static_cast<std::size_t>(body)],
            waters,
            entity >= 0 ? actor(entity).flooded : 0.0F,
            environment_.gravity_mps2,
            body,
            dt,
            *world_
        );
    }
}

}  // namespace hibari::world
