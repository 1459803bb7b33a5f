#include "world/physics/character/craft_ride.h"

#include "world/physics/character/feet.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

void CraftRide::begin(const Cue& cue, Self& self) {
    cue_ = cue;
    cue_s_ = 0.0F;
    finished_ = false;
    has_goal_ = cue.destination.has_value();
    Vec3 way = cue.facing;
    if (length(way) < 0.1F) {
        way = heading_of(craft_.yaw);
    }
    goal_ = cue.destination.value_or(craft_.frame.position + normalize(way) * 40.0F);
    static_cast<void>(self);
}

float CraftRide::yaw_to_goal() const {
    const Vec3 way = goal_ - craft_.frame.position;
    return std::atan2(way.x, way.z);
}

float CraftRide::distance_to_goal() const {
    const Vec3 way = goal_ - craft_.frame.position;
    return std::sqrt(way.x * way.x + way.z * way.z);
}

float CraftRide::steer_to(float yaw, float limit, float dt) {
    const float error = wrap_angle(yaw - craft_.yaw);
    turn_rate_.step(clamp(error * 1.8F, -limit, limit), dt, 5.0F);
    craft_.yaw += turn_rate_.value * dt;
    return turn_rate_.value;
}

void CraftRide::fall(Self& self, const char* why) {
    craft_.released = true;
    lost_ = true;
    finished_ = true;
    self.go_limp(why);
}

float across(float yaw) {
    return yaw - 0.5F * kPi;
}

Posture board_posture(float low, float facing_sign, float sway) {
    Posture p = standing_posture();
    p.pelvis.y = -0.07F - 0.30F * low;
    p.pelvis.z = -0.03F - 0.06F * low;
    p.hips.pitch = 9.0F + 22.0F * low;
    p.waist.pitch = 6.0F + 12.0F * low;
    p.chest.pitch = 4.0F + 4.0F * low;
    p.waist.yaw = 14.0F * facing_sign;
    p.chest.yaw = 18.0F * facing_sign;
    p.neck.yaw = 20.0F * facing_sign;
    p.head.yaw = 26.0F * facing_sign;
    p.neck.pitch = -4.0F - 8.0F * low;
    p.head.pitch = -8.0F - 14.0F * low;
    for (int side = 0; side < 2; ++side) {
        const float sign = side == 0 ? 1.0F : -1.0F;
        p.arm[static_cast<std::size_t>(side)] = {
            .raise = 14.0F + 10.0F * low + 5.0F * sway * sign,
            .spread = 34.0F + 26.0F * low + 7.0F * sway * sign,
            .twist = -4.0F,
            .elbow = 30.0F,
            .roll = 30.0F,
            .curl = 20.0F,
        };
    }
    return p;
}

bool is_driven_by_people(std::string_view kind) {
    return kind == "skateboard" || kind == "snowboard" || kind == "surfboard" ||
           kind == "paddleboard" || kind == "bicycle" || kind == "motorcycle";
}

std::unique_ptr<Ride> make_craft_ride(int entity, std::string_view anchor, const StageView& view) {
    const std::string_view kind = view.entity_kind(entity);
    const Blueprint* blueprint = view.entity_blueprint(entity);
    if (blueprint == nullptr || !is_driven_by_people(kind)) {
        return nullptr;
    }
    Craft craft(entity, *blueprint, view);
    std::string name(anchor);
    if (kind == "skateboard") {
        return make_skate_ride(entity, std::move(name), std::move(craft));
    }
    if (kind == "snowboard") {
        return make_snow_ride(entity, std::move(name), std::move(craft));
    }
    if (kind == "surfboard") {
        return make_surf_ride(entity, std::move(name), std::move(craft));
    }
    if (kind == "paddleboard") {
        return make_paddle_ride(entity, std::move(name), std::move(craft));
    }
    return make_cycle_ride(entity, std::move(name), std::move(craft));
}

}  // namespace hibari::world
