#include "world/physics/character/ball_skill.h"

#include "world/physics/character/person_acts.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

}  // namespace

Quat hand_on(int side, Vec3 out, Vec3 fingers) {
    const Vec3 x = normalize(out * -sign_of(side), {1, 0, 0});
    Vec3 y = -fingers;
    y = normalize(y - x * dot(x, y), {0, 1, 0});
    return from_axes(x, y, cross(x, y));
}

Vec3 lob(Vec3 from, Vec3 to, float angle_deg, float gravity) {
    const Vec3 way = to - from;
    const float level = std::sqrt(way.x * way.x + way.z * way.z);
    const Vec3 front = normalize(Vec3{way.x, 0, way.z}, {0, 0, 1});
    const float slope = std::tan(radians(angle_deg));
    const float room = std::max(0.05F, level * slope - way.y);
    const float along = std::sqrt(gravity * level * level / (2.0F * room));
    return front * along + Vec3{0, along * slope, 0};
}

void hands_on_ball(Self& self, Vec3 center, float behind, float guide_weight) {
    const int main = self.main_side();
    const Quat heading = from_axis_angle({0, 1, 0}, self.body.yaw);
    const float radius = self.hold.radius() + 0.003F;
    for (int side = 0; side < 2; ++side) {
        const float sign = sign_of(side);
        const Vec3 beside{sign * 0.96F, -0.15F, -0.22F};
        const Vec3 under{sign * 0.26F, -0.62F, -0.74F};
        const Vec3 from_ball =
            rotate(heading, normalize(side == main ? lerp(beside, under, behind) : beside));
        const Vec3 fingers = rotate(
            heading, side == main ? Vec3{0, 1, lerp(0.9F, 0.05F, behind)} : Vec3{0, 1, 0.6F}
        );
        HandGoal& goal = self.body.hand[at(side)];
        goal.palm = center + from_ball * radius;
        goal.turn = hand_on(side, -from_ball, fingers);
        goal.elbow = side == main
                         ? Vec3{lerp(0.8F, 0.25F, behind), -0.9F, lerp(-0.3F, 0.45F, behind)}
                         : Vec3{0.9F, -0.7F, 0.0F};
        goal.weight = side == main ? 1.0F : guide_weight;
        self.body.want.arm[at(side)].curl = 14.0F;
    }
}

Vec3 aim_of(const Cue& cue, const Self& self) {
    if (cue.destination) {
        return *cue.destination;
    }
    if (cue.target >= 0) {
        return self.view->entity_pose(cue.target).position;
    }
    return self.body.root + normalize(cue.facing, {0, 0, 1}) * 5.0F + Vec3{0, 1, 0};
}

void Preparation::begin(Self& self) {
    self.body.blend(7.0F);
    if (cue_.object < 0 || self.hold.object == cue_.object ||
        self.find_palmed(cue_.object) != nullptr) {
        return;
    }
    const Vec3 object = self.view->entity_pose(cue_.object).position;
    const Vec3 away = self.body.to_heading(object);
    const float near_m = 0.95F * self.body.scale();
    const bool at_hand =
        std::sqrt(away.x * away.x + away.z * away.z) < near_m && away.y > 0.62F * self.body.scale();
    if (at_hand) {
        self.grab(cue_.object, self.main_side(), both_);
        return;
    }
    Cue pick = cue_;
    pick.verb = Verb::kPickUp;
    pick.duration_s = 0.0;
    fetching_ = make_travel_act(pick, self);
    fetching_->begin(self);
}

bool Preparation::step(Self& self, float dt) {
    if (fetching_) {
        if (fetching_->step(self, dt)) {
            fetching_.reset();
            self.body.blend(7.0F);
        }
        return false;
    }
    stand(self);
    if (both_) {
        self.change_grip(true);
    }
    float yaw = std::atan2(cue_.facing.x, cue_.facing.z);
    if (cue_.target >= 0 || cue_.destination) {
        const Vec3 way = aim(self) - self.body.root;
        yaw = std::atan2(way.x, way.z);
    }
    const bool faces = turn_root(self, yaw, dt, 3.0F);
    const bool settled = settle_feet(self, dt);
    center_root(self, dt, 5.0F);
    time_s_ += dt;
    self.gaze = aim(self);
    return faces && settled && time_s_ > 0.25F;
}

std::unique_ptr<Act> make_ball_act(const Cue& cue, const Self& self) {
    auto act = make_hand_act(cue, self);
    return act ? std::move(act) : make_play_act(cue);
}

}  // namespace hibari::world
