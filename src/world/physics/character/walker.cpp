#include "world/physics/character/walker.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

constexpr float kGravity = 9.81F;
constexpr float kPaddling_mps = 0.6F;  // Upright in the water, by arms and legs.

float fraction(float x) {
    return x - std::floor(x);
}

float wave(float phase) {
    return std::cos(2.0F * kPi * phase);
}

}  // namespace

void Walker::begin(Self& self, const WalkerOptions& options) {
    options_ = options;
    const Vec3 v = self.body.velocity;
    speed_ = {length(v), 0.0F};
    turn_rate_ = {};
    striding_ = false;
    halting_ = false;
    passed_ = false;
}

float Walker::distance_left(const Self& self) const {
    if (!options_.destination) {
        return 1e3F;
    }
    const Vec3 way = *options_.destination - self.body.root;
    return std::sqrt(way.x * way.x + way.z * way.z);
}

void Walker::steer(Self& self, float dt) {
    Body& body = self.body;
    const float s = std::sqrt(body.scale());
    float wanted_yaw = options_.facing;
    float wanted_speed = options_.speed_mps;
    const bool running = options_.gait == Gait::kRun;
    const float braking = running ? 2.6F : 1.1F;
    if (options_.destination) {
        const Vec3 way = *options_.destination - body.root;
        const float left = distance_left(self);
        if (left > 0.12F) {
            wanted_yaw = std::atan2(way.x, way.z);
        } else {
            wanted_yaw = body.yaw;
        }
        const float along = dot(way, heading_of(body.yaw));
        passed_ = passed_ || (left < 0.30F && along < 0.0F) || left < options_.tolerance_m;
        if (options_.stop_at_end) {
            wanted_speed =
                std::min(wanted_speed, std::sqrt(2.0F * braking * std::max(0.0F, along - 0.02F)));
        }
    }
    if (halting_ || (passed_ && options_.stop_at_end)) {
        wanted_speed = 0.0F;
        wanted_yaw = passed_ ? options_.final_yaw.value_or(body.yaw) : body.yaw;
    }
    const float error = wrap_angle(wanted_yaw - body.yaw);
    // Turn on the spot before setting off the other way; walk curves otherwise, but none around a
    // goal that lies inside them.
    const float facing = std::max(0.0F, std::cos(std::min(std::fabs(error), 1.5F)));
    const float curve = lerp(0.3F, 1.2F, smoothstep(0.3F, 1.0F, distance_left(self)));
    wanted_speed *= std::fabs(error) > curve ? 0.0F : facing;
    const float limit = running ? 2.2F : 2.6F;
    turn_rate_.step(clamp(error * 3.2F, -limit, limit), dt, 9.0F);
    body.yaw += turn_rate_.value * dt;
    const float before = speed_.value;
    const float most = wanted_speed > before ? (running ? 3.4F : 1.7F) * s : 1.6F * braking;
    const float change = clamp((wanted_speed - before) * 6.0F, -most, most);
    speed_.value = std::max(0.0F, before + change * dt);
    accel_ += (change - accel_) * std::min(1.0F, dt * 8.0F);
    // The body never runs away from its feet, as it might while the first step is under way:
    // neither from the hindmost nor, when walking, from the foremost that bears it.
    float hindmost = -1.0F;
    float foremost = 1.0F;
    for (const Foot& foot : body.foot) {
        if (foot.mode == FootMode::kPlanted) {
            const float behind = dot(body.root - foot.ball, heading_of(body.yaw)) / body.leg_m();
            hindmost = std::max(hindmost, behind);
            foremost = std::min(foremost, behind);
        }
    }
    float leash = 1.0F - 0.9F * smoothstep(0.42F, 0.64F, hindmost);
    if (foremost < 1.0F) {
        leash *= 1.0F - 0.95F * (1.0F - run_) * smoothstep(0.12F, 0.36F, foremost);
    }
    body.velocity = heading_of(body.yaw) * (speed_.value * leash);
    body.root.x += body.velocity.x * dt;
    body.root.z += body.velocity.z * dt;
}

void Walker::start_striding(Self& self) {
    // The foot that lags behind swings first.
    const Vec3 front = heading_of(self.body.yaw);
    const float left = dot(self.body.foot[0].ball - self.body.root, front);
    const float right = dot(self.body.foot[1].ball - self.body.root, front);
    const bool left_first = self.body.foot[0].mode == FootMode::kSwing ||
                            (self.body.foot[1].mode != FootMode::kSwing && left <= right);
    // A step already under way becomes the first one of the gait.
    const Foot& first = self.body.foot[left_first ? 0 : 1];
    const float begun = first.mode == FootMode::kSwing ? first.progress : 0.0F;
    phase_ = fraction(duty_ + (1.0F - duty_) * begun + (left_first ? 0.0F : 0.5F));
    striding_ = true;
}

void Walker::swing(Self& self, int side, float phase, float dt) {
    Body& body = self.body;
    Foot& foot = body.foot[at(side)];
    const float swing_s = (1.0F - duty_) / stride_hz_;
    const float stance_s = duty_ / stride_hz_;
    const bool sneaking = options_.gait == Gait::kSneak;
    const float quick = clamp(speed_.value / (1.35F * std::sqrt(body.scale())), 0.0F, 1.6F);
    const bool bearing = phase < duty_;
    const bool narrow = options_.narrow || body.line;
    if (!bearing && foot.mode == FootMode::kPlanted) {
        const float lift =
            (sneaking ? 0.13F : lerp(0.035F + 0.02F * quick, 0.11F, run_)) * body.scale();
        begin_swing(foot, foot.ball, foot.yaw, swing_s, lift, *self.view);
    }
    if (foot.mode == FootMode::kSwing) {
        const float progress = bearing ? 1.0F : clamp((phase - duty_) / (1.0F - duty_), 0.0F, 1.0F);
        foot.tuck = radians(lerp(10.0F * quick, 62.0F, run_));
        foot.pitch_to =
            sneaking ? radians(-8.0F) : radians(lerp(19.0F * std::min(quick, 1.3F), 5.0F, run_));
        if (foot.progress < 0.86F) {
            const float left_s = (1.0F - std::max(progress, foot.progress)) * swing_s;
            const float turned = turn_rate_.value * left_s;
            const Vec3 way = heading_of(body.yaw + 0.5F * turned);
            const float yaw = body.yaw + turned;
            const Vec3 front = heading_of(yaw);
            const Vec3 outward = Vec3{front.z, 0, -front.x} * (side == 0 ? 1.0F : -1.0F);
            const float wide = narrow ? 0.12F : lerp(0.78F, 0.35F, run_);
            const float apart =
                body.hip_m() * wide + (narrow ? 0.0F : (1.0F - std::min(1.0F, quick)) * 0.012F);
            const float slowing = clamp(1.0F - 0.5F * clamp(-accel_, 0.0F, 1.0F), 0.3F, 1.0F);
            const float ahead = 0.5F * stance_s * speed_.value * slowing +
                                dot(body.home(0) - body.root, heading_of(body.yaw)) - 0.02F;
            const Vec3 landing = on_bearing_ground(
                self, body.root + way * (speed_.value * left_s) + front * ahead + outward * apart
            );
            const float toe_out = (side == 0 ? 1.0F : -1.0F) * radians(lerp(7.0F, 3.0F, run_));
            retarget(foot, landing, yaw + toe_out, *self.view);
        }
        foot.duration_s = swing_s;
        const float step = std::max(0.0F, progress - foot.progress) * swing_s;
        if (advance_swing(foot, step, *self.view)) {
            self.foot_down(side, lerp(0.5F * quick, 1.6F, run_));
        }
        return;
    }
    const float borne = phase / duty_;
    const float push_from = lerp(0.52F, 0.38F, run_);
    const float push =
        smoothstep(push_from, 1.0F, borne) * lerp(38.0F * std::min(quick, 1.25F), 44.0F, run_);
    const float flat_quickness = lerp(16.0F, 26.0F, run_);
    roll_towards(
        foot,
        -radians(sneaking ? 12.0F * smoothstep(0.7F, 1.0F, borne) : push),
        dt,
        borne < 0.4F ? flat_quickness : 22.0F
    );
}

void Walker::stride(Self& self, float dt) {
    Body& body = self.body;
    const float s = body.scale();
    // The rhythm is ahead of the speed when setting off.
    const float v =
        std::max({speed_.value, std::min(0.7F * options_.speed_mps, speed_.value + 0.5F), 0.05F});
    // Walk ratio of adults, step length over cadence: about 0.0065 m / (steps / min), T. Sekiya et
    // al., "Optimal walking in terms of variability in step length", J. Orthop. Sports Phys. Ther.
    // 26 (1997).
    const float walk_hz =
        std::sqrt(v / (60.0F * 0.0065F * s)) * (options_.gait == Gait::kSneak ? 0.8F : 1.0F);
    const float run_hz = (2.55F + 0.10F * v) / std::sqrt(s);
    // Beyond a Froude number v^2 / (g l) of 0.5 people run: R. Alexander, "Optimization and gaits
    // in the locomotion of vertebrates", Physiol. Rev. 69 (1989).
    const float froude = speed_.value * speed_.value / (kGravity * body.leg_m());
    const float run_goal = options_.gait == Gait::kRun ? smoothstep(0.25F, 0.50F, froude) : 0.0F;
    run_ += clamp(run_goal - run_, -2.5F * dt, 2.5F * dt);
    const float step_hz =
        std::max(1.25F, lerp(walk_hz, run_hz, run_)) * lerp(1.0F, self.temper.tempo, 0.4F);
    stride_hz_ = 0.5F * step_hz;
    duty_ = lerp(options_.gait == Gait::kSneak ? 0.68F : 0.615F, 0.34F, run_);
    phase_ = fraction(phase_ + stride_hz_ * dt);
    for (int side = 0; side < 2; ++side) {
        swing(self, side, fraction(phase_ + 0.5F * static_cast<float>(side)), dt);
    }
}

void Walker::pose(Self& self) {
    stand(self);
    Posture& p = self.body.want;
    const float s = self.body.scale();
    const float quick = clamp(speed_.value / (1.35F * std::sqrt(s)), 0.0F, 1.4F);
    const float amount = std::min(1.0F, quick) * (striding_ ? 1.0F : 0.0F);
    const float run = run_;
    const bool sneaking = options_.gait == Gait::kSneak;
    const float energy = self.temper.energy;

    // Height: the walker vaults over the bearing leg, the runner falls and rebounds.
    const float walk_bob = -0.020F * quick * quick * wave(2.0F * (phase_ - 0.05F)) - 0.008F * quick;
    const float half_s = 0.5F / stride_hz_;
    const float bearing_s = std::min(duty_, 0.5F) / stride_hz_;
    const float flight_s = std::max(0.0F, half_s - bearing_s);
    const float rise = 0.5F * kGravity * flight_s;
    const float tau = fraction(2.0F * phase_) * half_s;
    float run_bob = tau < bearing_s ? -rise * bearing_s / kPi * std::sin(kPi * tau / bearing_s)
                                    : rise * (tau - bearing_s) -
                                          0.5F * kGravity * (tau - bearing_s) * (tau - bearing_s);
    run_bob = run_bob / s - 0.035F;
    p.pelvis.y += lerp(walk_bob, run_bob, run) * amount;
    const float mid = 0.5F * duty_;
    p.pelvis.x = lerp(p.pelvis.x, lerp(0.022F, 0.012F, run) * wave(phase_ - mid), amount);
    p.hips.yaw = -lerp(5.5F, 8.0F, run) * wave(phase_ - 0.02F) * quick * energy;
    p.hips.roll = lerp(p.hips.roll, 3.6F * wave(phase_ - mid - 0.02F), amount);
    p.hips.pitch = lerp(1.0F * quick, 6.0F, run) * amount + clamp(accel_, -2.0F, 3.0F) * 1.8F;
    p.waist.yaw = lerp(4.5F, 8.0F, run) * wave(phase_ - 0.04F) * quick;
    p.waist.roll = -2.4F * wave(phase_ - mid) * amount;
    p.waist.pitch += lerp(0.5F, 3.0F, run) * amount;
    p.chest.yaw = lerp(5.0F, 10.0F, run) * wave(phase_ - 0.05F) * quick;
    p.chest.roll = -1.0F * wave(phase_ - mid) * amount;
    p.chest.pitch += lerp(0.5F, 2.0F, run) * amount;
    p.neck.yaw = -0.4F * (p.hips.yaw + p.waist.yaw + p.chest.yaw);
    p.head.yaw = lerp(p.head.yaw, -0.5F * (p.hips.yaw + p.waist.yaw + p.chest.yaw), amount);
    p.head.pitch -= lerp(0.5F, 8.0F, run) * amount + clamp(accel_, -2.0F, 3.0F) * 0.8F;
    p.head.roll = 1.2F * wave(phase_ - mid) * amount;
    for (int side = 0; side < 2; ++side) {
        ArmPose& arm = p.arm[at(side)];
        const float sign = side == 0 ? 1.0F : -1.0F;
        // The arm goes with the other leg.
        const float swing_now = -sign * wave(phase_ - 0.03F);
        const float ahead = 0.5F + 0.5F * swing_now;
        arm.raise = lerp(
            arm.raise,
            lerp(2.0F + 19.0F * quick * energy * swing_now, 4.0F + 38.0F * swing_now, run),
            amount
        );
        arm.elbow = lerp(
            arm.elbow, lerp(14.0F + 16.0F * quick * ahead, 82.0F + 14.0F * swing_now, run), amount
        );
        arm.spread = lerp(arm.spread, lerp(7.0F, 11.0F, run), amount);
        arm.twist = lerp(arm.twist, lerp(8.0F, 6.0F + 16.0F * ahead, run), amount);
        arm.roll = lerp(arm.roll, lerp(22.0F, 8.0F, run), amount);
        arm.curl = lerp(arm.curl, lerp(28.0F, 62.0F, run), amount);
        arm.reach = 4.0F * swing_now * amount;
    }
    if (sneaking) {
        p.pelvis.y -= 0.16F;
        p.hips.pitch += 12.0F;
        p.waist.pitch += 9.0F;
        p.chest.pitch += 8.0F;
        p.neck.pitch += 2.0F;
        p.head.pitch -= 26.0F;
        p.head.yaw += 22.0F * std::sin(1.3F * self.clock_s);
        for (int side = 0; side < 2; ++side) {
            ArmPose& arm = p.arm[at(side)];
            const float sign = side == 0 ? 1.0F : -1.0F;
            arm.raise = 38.0F + 9.0F * -sign * wave(phase_);
            arm.elbow = 96.0F;
            arm.spread = 16.0F;
            arm.roll = 55.0F;
            arm.wrist = 38.0F;
            arm.curl = 35.0F;
        }
    }
}

/// Where there is no ground it gets on slowly, upright.
bool Walker::paddle(Self& self, float dt) {
    options_.speed_mps = std::min(options_.speed_mps, kPaddling_mps);
    steer(self, dt);
    striding_ = false;
    run_ = 0.0F;
    pose(self);
    const bool ending = halting_ || passed_;
    return ending && (!options_.stop_at_end || speed_.value < 0.05F);
}

bool Walker::step(Self& self, float dt) {
    if (self.afloat) {
        return paddle(self, dt);
    }
    steer(self, dt);
    const bool wants_to_go = speed_.value > 0.12F;
    if (!striding_ && wants_to_go) {
        bool both_free = false;
        for (int side = 0; side < 2; ++side) {
            if (self.body.foot[at(side)].mode == FootMode::kFree) {
                self.body.plant_leg(side, *self.view);
                both_free = true;
            }
        }
        if (!both_free) {
            start_striding(self);
        }
    }
    const bool ending = (halting_ || passed_) && options_.stop_at_end;
    if (striding_ && ending && speed_.value < 0.28F) {
        striding_ = false;
        self.body.blend(8.0F);
    }
    if (striding_) {
        stride(self, dt);
    } else {
        run_ = 0.0F;
    }
    pose(self);
    if (striding_) {
        return passed_ && !options_.stop_at_end;
    }
    const bool settled = settle_feet(self, dt);
    if (ending && speed_.value < 0.05F) {
        center_root(self, dt, 3.0F);
        return settled && std::fabs(turn_rate_.value) < 0.1F;
    }
    return false;
}

}  // namespace hibari::world
