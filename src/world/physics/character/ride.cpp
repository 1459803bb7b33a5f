#include "world/physics/character/ride.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

// Sideways on a deck: feet across the board, knees bent, arms out for balance; leans with the
// turns.
class DeckRide final : public Ride {
  public:
    using Ride::Ride;

    std::optional<RidePose> pose(Self& self, float dt) override {
        const std::optional<Pose> deck = self.view->anchor(entity(), anchor());
        if (!deck) {
            return std::nullopt;
        }
        const Vec3 half = self.view->entity_half_extent(entity());
        const float s = self.body.scale();
        // The long side of the board is where it goes.
        const bool along_x = half.x > half.z;
        const Vec3 long_way = rotate(deck->rotation, along_x ? Vec3{1, 0, 0} : Vec3{0, 0, 1});
        const Vec3 up = rotate(deck->rotation, {0, 1, 0});
        const Vec3 velocity = self.view->entity_velocity(entity());
        const float ahead = dot(velocity, long_way) < -0.05F ? -1.0F : 1.0F;
        const Vec3 front = normalize(cross(long_way * ahead, up), {0, 0, 1});
        const float facing = std::atan2(front.x, front.z);
        RidePose ride;
        ride.frame = {deck->position, from_axis_angle({0, 1, 0}, facing)};
        const float apart = clamp(1.05F * std::max(half.x, half.z), 0.30F, 0.62F) * s;
        const Vec3 level = rotate(ride.frame.rotation, {1, 0, 0});
        for (int side = 0; side < 2; ++side) {
            const Vec3 along = long_way * (dot(long_way, level) > 0.0F ? 1.0F : -1.0F);
            const Vec3 ball =
                deck->position + along * (sign_of(side) * 0.5F * apart) + front * (0.05F * s);
            const float toe = facing + sign_of(side) * radians(12.0F);
            ride.foot[at(side)] =
                Pose{ball, rotation_between({0, 1, 0}, up) * from_axis_angle({0, 1, 0}, toe)};
        }
        push_.step(std::max(0.0F, (velocity.y - last_velocity_.y) / std::max(dt, 1e-4F)), dt, 6.0F);
        last_velocity_ = velocity;
        const float speed = length(velocity);
        const float sway = std::sin(1.7F * self.clock_s + self.temper.phase);
        Posture& p = ride.posture;
        p.pelvis.y = -0.13F - 0.05F * smoothstep(0.5F, 5.0F, speed) -
                     0.01F * clamp(push_.value * 0.1F, 0.0F, 6.0F) + 0.008F * sway;
        p.pelvis.z = -0.05F;
        p.hips.pitch = 14.0F;
        p.waist.pitch = 8.0F;
        p.chest.pitch = 6.0F;
        p.chest.yaw =
            24.0F * (dot(rotate(inverse(ride.frame.rotation), long_way * ahead), {1, 0, 0}) > 0.0F
                         ? 1.0F
                         : -1.0F);
        p.waist.yaw = 0.6F * p.chest.yaw;
        p.neck.pitch = -6.0F;
        p.head.pitch = -12.0F;
        for (int side = 0; side < 2; ++side) {
            p.arm[at(side)] = {
                .raise = 12.0F + 5.0F * sway * sign_of(side),
                .spread = 42.0F + 6.0F * sway * sign_of(side),
                .twist = -6.0F,
                .elbow = 34.0F,
                .roll = 40.0F,
                .curl = 20.0F,
            };
        }
        self.gaze = self.body.head() + long_way * (ahead * 8.0F) + Vec3{0, -1.2F, 0};
        return ride;
    }

  private:
    Vec3 last_velocity_{};
    Following push_;
};

// On a seat: pelvis on it, feet and hands where the carrier has pedals and grips, if it has.
class SeatRide final : public Ride {
  public:
    using Ride::Ride;

    std::optional<RidePose> pose(Self& self, float) override {
        const std::optional<Pose> seat = self.view->anchor(entity(), anchor());
        if (!seat) {
            return std::nullopt;
        }
        const float s = self.body.scale();
        RidePose ride;
        const Vec3 front = rotate(seat->rotation, {0, 0, 1});
        ride.frame = {seat->position, from_axis_angle({0, 1, 0}, std::atan2(front.x, front.z))};
        Posture& p = ride.posture;
        // The pelvis' pivot is about 9 cm above the seat.
        p.pelvis = {0, (0.09F * s - self.body.stand_m()) / s, 0};
        const bool saddle = anchor() == "saddle";
        p.hips.pitch = 6.0F;
        p.waist.pitch = 4.0F;
        for (int side = 0; side < 2; ++side) {
            const std::string prefix = side == 0 ? "left_" : "right_";
            p.leg[at(side)] = {
                .hip = saddle ? 58.0F : 82.0F,
                .spread = saddle ? 38.0F : 8.0F,
                .twist = saddle ? 14.0F : 4.0F,
                .knee = saddle ? 70.0F : 84.0F,
                .ankle = saddle ? -12.0F : 0.0F
            };
            if (const auto foot = self.view->anchor(entity(), prefix + "pedal")) {
                ride.foot[at(side)] = foot;
            } else if (const auto rest = self.view->anchor(entity(), prefix + "foot")) {
                ride.foot[at(side)] = rest;
            }
            if (const auto grip = self.view->anchor(entity(), prefix + "grip")) {
                ride.hand[at(side)] = grip->position;
            } else {
                p.arm[at(side)] = {
                    .raise = 34, .spread = 10, .twist = 22, .elbow = 56, .roll = 40, .curl = 45
                };
            }
        }
        if (ride.hand[0] || ride.hand[1]) {
            p.hips.pitch = 18.0F;
            p.waist.pitch = 12.0F;
            p.chest.pitch = 6.0F;
            p.neck.pitch = -12.0F;
            p.head.pitch = -16.0F;
        }
        return ride;
    }
};

}  // namespace

void Ride::step(Self& self, float dt) {
    Body& body = self.body;
    if (fly(self, dt)) {
        return;
    }
    const std::optional<RidePose> ride = pose(self, dt);
    if (body.flying()) {
        return;  // It has just left the ground.
    }
    if (!ride) {
        stand(self);
        return;
    }
    const Vec3 front = rotate(ride->frame.rotation, {0, 0, 1});
    const float facing = std::atan2(front.x, front.z);
    if (!started_) {
        started_ = true;
        const Vec3 off = body.root - ride->frame.position;
        ease_[0] = {off.x, body.velocity.x};
        ease_[1] = {off.y, 0.0F};
        ease_[2] = {off.z, body.velocity.z};
        ease_yaw_ = {wrap_angle(body.yaw - facing), 0.0F};
        body.blend(6.0F);
        if (feet_stay_) {
            placed_ = {true, true};
            foot_from_ = {};
            foot_yaw_from_ = {};
            foot_up_from_ = {Vec3{0, 1, 0}, Vec3{0, 1, 0}};
            time_s_ = 10.0F;
        }
        if (self.clock_s < 0.02F) {
            // The shot begins in the middle of the ride: nobody climbs up first.
            ease_ = {};
            ease_yaw_ = {};
            time_s_ = 10.0F;
            placed_ = {true, true};
            foot_from_ = {};
            foot_yaw_from_ = {};
            foot_up_from_ = {Vec3{0, 1, 0}, Vec3{0, 1, 0}};
            body.blend(40.0F);
        }
    }
    for (Fading& ease : ease_) {
        ease.step(dt, 6.0F);
    }
    ease_yaw_.step(dt, 6.0F);
    time_s_ += dt;
    body.float_root = true;
    body.root = ride->frame.position + Vec3{ease_[0].value, ease_[1].value, ease_[2].value};
    body.yaw = facing + ease_yaw_.value;
    body.want = ride->posture;
    for (int side = 0; side < 2; ++side) {
        Foot& foot = body.foot[at(side)];
        if (const auto& sole = ride->foot[at(side)]) {
            const Vec3 toes = rotate(sole->rotation, {0, 0, 1});
            if (foot.mode == FootMode::kFree) {
                body.plant_leg(side, *self.view);
            }
            const float yaw = std::atan2(toes.x, toes.z);
            if (!placed_[at(side)]) {
                // From where it stood, over to its place with a small arc, one foot after the
                // other.
                placed_[at(side)] = true;
                foot_from_[at(side)] = foot.ball - sole->position;
                foot_yaw_from_[at(side)] = wrap_angle(foot.yaw - yaw);
                foot_up_from_[at(side)] = foot.up;
            }
            const float u = smoothstep(0.0F, 0.55F, time_s_ - (side == 0 ? 0.0F : 0.40F));
            foot.mode = FootMode::kPlanted;
            foot.ball = sole->position + foot_from_[at(side)] * (1.0F - u) +
                        Vec3{0, 0.30F * u * (1.0F - u), 0};
            foot.yaw = yaw + foot_yaw_from_[at(side)] * (1.0F - u);
            foot.up = normalize(
                lerp(foot_up_from_[at(side)], rotate(sole->rotation, {0, 1, 0}), u), {0, 1, 0}
            );
            roll_towards(foot, 0.0F, dt, 10.0F);
        } else {
            body.free_leg(side);
        }
        HandGoal& hand = body.hand[at(side)];
        if (const auto& grip = ride->hand[at(side)]) {
            hand.palm = *grip;
            hand.turn.reset();
            hand.elbow = {0.8F, -0.8F, -0.5F};
            hand.weight = std::min(1.0F, hand.weight + 2.5F * dt);
            body.want.arm[at(side)].curl = 62.0F;
        }
    }
}

void Ride::resume(OnBoard feet) {
    started_ = false;
    feet_stay_ = feet == OnBoard::kStill;
    placed_ = {};
    time_s_ = 0.0F;
}

std::unique_ptr<Ride> make_ride(int entity, std::string_view anchor) {
    if (anchor == "deck") {
        return std::make_unique<DeckRide>(entity, std::string(anchor));
    }
    return std::make_unique<SeatRide>(entity, std::string(anchor));
}

}  // namespace hibari::world
