#include "world/physics/character/act.h"

#include "world/things/person.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hibari::world {

namespace {

constexpr float kHandle_m = 0.2F;  // From the grip of what is held level to its middle.

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

float Hold::radius() const {
    return std::min({half.x, half.y, half.z});
}

void Self::signal(
    SignalKind kind, int link, int object, Vec3 point, Vec3 velocity, std::string detail
) const {
    pending.push_back({
        .kind = kind,
        .link = link,
        .object = object,
        .point = point,
        .velocity = velocity,
        .detail = std::move(detail),
    });
}

void Self::foot_down(int side, float speed_mps) const {
    signal(
        SignalKind::kFootDown,
        side == 0 ? kLeftFoot : kRightFoot,
        -1,
        body.foot[at(side)].ball,
        {0, -speed_mps, 0}
    );
}

Vec3 Self::object_center() const {
    const Vec3 left = hold.ease * smoothstep(0.0F, 1.0F, hold.ease_weight);
    if (hold.both_hands) {
        return hold.center + left;
    }
    return body.palm(hold.side) + rotate(body.hand_turn(hold.side), hold.grip) + left;
}

Quat Self::object_turn() const {
    const Quat held =
        hold.both_hands ? hold.world_turn : normalize(body.hand_turn(hold.side) * hold.turn);
    return slerp(held, held * hold.ease_turn, smoothstep(0.0F, 1.0F, hold.ease_weight));
}

void Self::grab(int object, int side, bool both_hands) {
    hold.object = object;
    hold.side = side;
    hold.both_hands = both_hands;
    hold.level = false;
    hold.half = view->entity_half_extent(object);
    const Pose pose = view->entity_pose(object);
    const float sign = side == 0 ? 1.0F : -1.0F;
    const Vec3 half = hold.half;
    const float longest = std::max({half.x, half.y, half.z});
    const auto grip_at = view->anchor(object, "grip");
    const auto head_at = view->anchor(object, "head");
    if (grip_at && head_at) {
        // A tool: its grip in the fist, its head on the side of the thumb.
        const Vec3 own_grip = apply(inverse(pose), grip_at->position);
        const Vec3 own_head = apply(inverse(pose), head_at->position);
        hold.turn = rotation_between(normalize(own_head - own_grip), {0, 0, 1});
        hold.grip = -rotate(hold.turn, own_grip);
    } else if (const Vec3 stem = grip_at ? -apply(inverse(pose), grip_at->position) : Vec3{};
               std::hypot(stem.x, stem.z) > kHandle_m) {
        // A pan: its handle in the fist, the rest before it, level.
        hold.level = true;
        hold.turn = rotation_between(normalize(Vec3{stem.x, 0, stem.z}), {0, 0, 1});
        hold.grip = rotate(hold.turn, stem);
    } else if (longest > 3.0F * hold.radius()) {
        // A stick is gripped near its lower end and points out of the fist on the side of the
        // thumb.
        const Vec3 axis = longest == half.y   ? Vec3{0, 1, 0}
                          : longest == half.x ? Vec3{1, 0, 0}
                                              : Vec3{0, 0, 1};
        hold.turn = rotation_between(axis, {0, 0, 1});
        hold.grip = Vec3{-sign * 0.5F * hold.radius(), 0, 0.78F * longest};
    } else {
        hold.turn = inverse(body.hand_turn(side)) * pose.rotation;
        hold.grip = Vec3{-sign * (hold.radius() + 0.004F), 0, 0};
    }
    hold.world_turn = pose.rotation;
    hold.center = pose.position;
    hold.ease_weight = 0.0F;
    hold.ease = pose.position - object_center();
    hold.ease_turn = inverse(object_turn()) * pose.rotation;
    hold.ease_weight = 1.0F;
    signal(SignalKind::kGrab, side == 0 ? kLeftHand : kRightHand, object, pose.position);
}

void Self::change_grip(bool both_hands) {
    if (!hold.holds() || hold.both_hands == both_hands) {
        return;
    }
    const Pose pose{object_center(), object_turn()};
    hold.both_hands = both_hands;
    hold.center = pose.position;
    hold.world_turn = pose.rotation;
    hold.ease_weight = 0.0F;
    hold.ease = pose.position - object_center();
    hold.ease_turn = inverse(object_turn()) * pose.rotation;
    hold.ease_weight = 1.0F;
}

void Self::release(Vec3 velocity) {
    signal(
        SignalKind::kRelease,
        hold.side == 0 ? kLeftHand : kRightHand,
        hold.object,
        object_center(),
        velocity
    );
    hold.object = -1;
    hold.both_hands = false;
}

void Self::hold_at(Vec3 center) {
    constexpr float kJump_m = 0.05F;  // In one step no hand goes so far.
    if (distance(center, hold.center) > kJump_m) {
        hold.ease = object_center() - center;
        hold.ease_weight = 1.0F;
    }
    hold.center = center;
}

const Palmed* Self::find_palmed(int object) const {
    const auto found = std::ranges::find(palmed, object, &Palmed::object);
    return found == palmed.end() ? nullptr : &*found;
}

Vec3 Self::palmed_center(const Palmed& thing) const {
    // Several on one palm lie one behind the other along the fingers.
    float ahead = 0.0F;
    for (const Palmed& other : palmed) {
        if (other.object == thing.object) {
            break;
        }
        ahead += other.side == thing.side ? 2.0F * other.radius : 0.0F;
    }
    return body.palm(thing.side) + body.palm_out(thing.side) * (thing.radius + 0.004F) +
           rotate(body.hand_turn(thing.side), {0, -ahead, 0}) + thing.ease;
}

void Self::palm(int object, int side) {
    const Vec3 half = view->entity_half_extent(object);
    const Pose pose = view->entity_pose(object);
    palmed.push_back({
        .object = object,
        .side = side,
        .radius = std::min({half.x, half.y, half.z}),
        .turn = pose.rotation,
    });
    palmed.back().ease = pose.position - palmed_center(palmed.back());
    signal(SignalKind::kGrab, side == 0 ? kLeftHand : kRightHand, object, pose.position);
}

void Self::toss(int object, Vec3 velocity) {
    const Palmed* thing = find_palmed(object);
    if (thing == nullptr) {
        return;
    }
    signal(
        SignalKind::kRelease,
        thing->side == 0 ? kLeftHand : kRightHand,
        object,
        palmed_center(*thing),
        velocity
    );
    std::erase_if(palmed, [&](const Palmed& other) { return other.object == object; });
}

void Self::go_limp(std::string why) const {
    signal(
        SignalKind::kLimp, kPelvis, -1, body.center_of_mass(), body.mass_velocity(), std::move(why)
    );
}

void stand(Self& self) {
    const float t = self.clock_s * self.temper.tempo + self.temper.phase;
    const float old = smoothstep(0.7F, 1.0F, self.temper.years);
    Posture p = standing_posture();
    // Breath: about 15 a minute, in a little faster than out.
    const float breath = std::sin(1.6F * t + 0.35F * std::sin(1.6F * t));
    const float shift = std::sin(0.43F * t) + 0.6F * std::sin(0.71F * t + 1.3F);
    p.pelvis.x += 0.014F * shift;
    p.pelvis.y -= 0.003F * shift * shift + 0.012F * old;
    p.hips.roll = 1.3F * shift;
    p.hips.yaw = 1.2F * std::sin(0.31F * t);
    p.waist.roll = -0.9F * shift;
    p.waist.pitch += 0.5F * self.temper.slouch + 5.0F * old;
    p.chest.pitch += 0.5F * self.temper.slouch - 0.8F * breath + 6.0F * old;
    p.chest.roll = -0.5F * shift;
    p.neck.pitch += 0.5F * self.temper.slouch + 3.0F * old;
    p.head.pitch -= self.temper.slouch + 10.0F * old + 0.3F * breath;
    p.head.yaw = 3.0F * std::sin(0.27F * t + 2.0F);
    for (int side = 0; side < 2; ++side) {
        ArmPose& arm = p.arm[at(side)];
        const float sign = side == 0 ? 1.0F : -1.0F;
        arm.shrug += 0.9F * breath;
        arm.raise += 1.4F * std::sin(0.5F * t + sign) - 0.6F * sign * shift;
        arm.elbow += 2.0F * std::sin(0.37F * t + 2.0F * sign) + 6.0F * old;
        arm.spread += 0.4F * breath;
    }
    self.body.want = p;
}

void rest_feet(Self& self, float dt) {
    for (int side = 0; side < 2; ++side) {
        Foot& foot = self.body.foot[at(side)];
        if (foot.mode == FootMode::kPlanted) {
            roll_towards(foot, -radians(self.body.want.heel[at(side)]), dt, 12.0F);
        }
    }
}

Vec3 on_bearing_ground(const Self& self, Vec3 landing) {
    constexpr int kLooks = 8;
    const Body& body = self.body;
    const auto bears = [&](Vec3 at) {
        return self.view->ground_y(at.x, at.z) > body.root.y - body.leg_m();
    };
    Vec3 inwards = body.root;
    for (const Foot& foot : body.foot) {
        inwards = foot.mode == FootMode::kPlanted && bears(foot.ball) ? foot.ball : inwards;
    }
    for (int i = 0; i <= kLooks; ++i) {
        const Vec3 at = lerp(landing, inwards, static_cast<float>(i) / kLooks);
        if (bears(at)) {
            return at;
        }
    }
    return landing;
}

bool settle_feet(Self& self, float dt, float apart_m) {
    if (self.afloat) {
        return true;
    }
    Body& body = self.body;
    const auto home = [&](int side) { return on_bearing_ground(self, body.home(side, apart_m)); };
    constexpr float kNear = 0.055F;
    constexpr float kTurned = 0.30F;
    bool moving = false;
    for (int side = 0; side < 2; ++side) {
        Foot& foot = body.foot[at(side)];
        if (foot.mode == FootMode::kFree) {
            body.plant_leg(side, *self.view);
        }
        if (foot.mode == FootMode::kSwing) {
            if (foot.lift_m > 0.0F && foot.progress < 0.8F) {
                retarget(foot, home(side), body.home_yaw(side), *self.view);
            }
            if (advance_swing(foot, dt, *self.view)) {
                self.foot_down(side, 0.4F);
            }
            moving = true;
        }
    }
    rest_feet(self, dt);
    if (moving) {
        return false;
    }
    int worst = -1;
    float error = 1.0F;
    for (int side = 0; side < 2; ++side) {
        const Foot& foot = body.foot[at(side)];
        const Vec3 off = home(side) - foot.ball;
        const float off_m = std::sqrt(off.x * off.x + off.z * off.z) / (kNear * body.scale());
        const float off_turn = std::fabs(wrap_angle(body.home_yaw(side) - foot.yaw)) / kTurned;
        const float e = std::max(off_m, off_turn);
        if (e > error) {
            error = e;
            worst = side;
        }
    }
    if (worst < 0) {
        return true;
    }
    begin_swing(
        body.foot[at(worst)],
        home(worst),
        body.home_yaw(worst),
        0.38F / self.temper.tempo,
        0.05F * body.scale(),
        *self.view
    );
    return false;
}

bool turn_root(Self& self, float yaw, float dt, float rate) {
    const float error = wrap_angle(yaw - self.body.yaw);
    const float step = clamp(error * 4.0F, -rate, rate) * dt;
    self.body.yaw += step;
    return std::fabs(error) < radians(3.0F);
}

void center_root(Self& self, float dt, float omega) {
    if (self.afloat) {
        return;
    }
    Body& body = self.body;
    Vec3 sum{};
    for (int side = 0; side < 2; ++side) {
        const Foot& foot = body.foot[at(side)];
        sum += (foot.mode == FootMode::kSwing ? foot.to : foot.ball) * 0.5F;
    }
    // The pelvis stands over the middle of the feet, not over the balls.
    const float ahead =
        0.5F * dot(body.home(0) + body.home(1) - body.root * 2.0F, heading_of(body.yaw));
    Vec3 goal = sum - heading_of(body.yaw) * ahead;
    if (body.line) {
        goal = body.root + *body.line * dot(goal - body.root, *body.line);
    }
    const float share = 1.0F - std::exp(-omega * dt);
    body.root.x += (goal.x - body.root.x) * share;
    body.root.z += (goal.z - body.root.z) * share;
}

Vec3 beside_line(const Self& self) {
    const Vec3 along = self.body.line.value_or(heading_of(self.body.yaw));
    const Vec3 left{along.z, 0, -along.x};
    const Vec3 seen = self.view->camera_position() - self.body.root;
    return dot(left, seen) > 0.0F ? left : -left;
}

void look_at(Self& self, Vec3 point, float weight) {
    const Body& body = self.body;
    const Vec3 way = rotate(from_axis_angle({0, 1, 0}, -body.yaw), point - body.head());
    const Bend& hips = body.want.hips;
    const Bend& waist = body.want.waist;
    const Bend& chest = body.want.chest;
    const float yaw = degrees(std::atan2(way.x, way.z)) - hips.yaw - waist.yaw - chest.yaw;
    const float pitch = -degrees(std::atan2(way.y, std::sqrt(way.x * way.x + way.z * way.z))) -
                        hips.pitch - waist.pitch - chest.pitch;
    const float turned = clamp(yaw, -78.0F, 78.0F);
    const float bent = clamp(pitch, -50.0F, 42.0F);
    Posture& p = self.body.want;
    p.chest.yaw += weight * 0.12F * turned;
    p.neck.yaw = lerp(p.neck.yaw, 0.38F * turned, weight);
    p.head.yaw = lerp(p.head.yaw, 0.50F * turned, weight);
    p.neck.pitch = lerp(p.neck.pitch, 0.40F * bent, weight);
    p.head.pitch = lerp(p.head.pitch, 0.60F * bent, weight);
    p.neck.roll *= 1.0F - weight;
    p.head.roll *= 1.0F - weight;
}

}  // namespace hibari::world
