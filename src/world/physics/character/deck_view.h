// The world as it is for one who stands on a craft: its deck is ground.
//
// The stage looks for standable things only a little above the terrain; a board on deep water is
// far above it. Around the deck the rider sees what it would sink in.
#pragma once

#include "world/physics/character/ride.h"

namespace hibari::world {

class DeckView final : public StageView {
  public:
    DeckView(const StageView& world, const Ride& ride) : world_(world), ride_(ride) {}

    float ground_y(float x, float z) const override;
    Vec3 ground_normal(float x, float z) const override;

    std::optional<float> water_y(float x, float z) const override { return world_.water_y(x, z); }

    float gravity() const override { return world_.gravity(); }

    Pose entity_pose(int entity) const override { return world_.entity_pose(entity); }

    Vec3 entity_velocity(int entity) const override { return world_.entity_velocity(entity); }

    Vec3 entity_half_extent(int entity) const override { return world_.entity_half_extent(entity); }

    std::optional<Pose> anchor(int entity, std::string_view name) const override {
        return world_.anchor(entity, name);
    }

    Vec3 camera_position() const override { return world_.camera_position(); }

    double time_s() const override { return world_.time_s(); }

    float ground_y_without(int entity, float x, float z) const override {
        return world_.ground_y_without(entity, x, z);
    }

    bool is_free(Vec3 from, Vec3 to) const override { return world_.is_free(from, to); }

    const Blueprint* entity_blueprint(int entity) const override {
        return world_.entity_blueprint(entity);
    }

    std::string_view entity_kind(int entity) const override { return world_.entity_kind(entity); }

  private:
    bool is_over_deck(float x, float z) const;

    const StageView& world_;
    const Ride& ride_;
};

}  // namespace hibari::world
