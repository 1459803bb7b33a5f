#include "world/physics/character/animal_walker.h"

#include "world/physics/character/animal_motion.h"
#include "world/physics/character/feet.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::array<float, 4> kShare{0.29F, 0.29F, 0.21F, 0.21F};  // Of the weight; dogs, horses.

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

float fraction(float x) {
    return x - std::floor(x);
}

float wave(float phase) {
    return std::cos(2.0F * kPi * phase);
}

}  // namespace

void AnimalWalker::begin(AnimalBody& body, const AnimalRoute& route) {
    route_ = route;
    speed_ = length(body.velocity);
    turn_rate_ = {};
    passed_ = false;
}

void AnimalWalker::resume(AnimalBody& body) {
    speed_ = length(body.velocity);
    striding_ = true;
    chosen_ = false;
    phase_ = 0.62F;
}

void AnimalWalker::steer(AnimalBody& body, float dt, const StageView& view) {
    const float h = body.hip_m();
    float wanted_yaw = route_.facing;
    float wanted = route_.speed_mps;
    const float braking = std::max(0.9F, 0.35F * view.gravity());
    if (route_.destination) {
        const Vec3 way = *route_.destination - body.root;
        const float left = level_distance(*route_.destination, body.root);
        wanted_yaw = left > 0.3F * h ? std::atan2(way.x, way.z) : body.yaw;
        const float along = dot(way, body.front());
        passed_ = passed_ || (left < 0.6F * h + 0.1F && along < 0.0F) || left < route_.tolerance_m;
        if (route_.stop_at_end) {
            wanted =
                std::min(wanted, std::sqrt(2.0F * braking * std::max(0.0F, along - 0.02F)) + 0.03F);
        }
    }
    if (passed_ && route_.stop_at_end) {
        wanted = 0.0F;
        wanted_yaw = route_.final_yaw.value_or(body.yaw);
    }
    const float error = wrap_angle(wanted_yaw - body.yaw);
    const float facing = std::max(0.0F, std::cos(std::min(std::fabs(error), 1.5F)));
    wanted *= std::fabs(error) > 1.2F ? 0.15F : facing;
    const float quick = 2.6F / std::sqrt(std::max(h, 0.2F));
    const float limit = std::min(quick, 0.8F * view.gravity() / std::max(speed_, 0.5F));
    turn_rate_.step(clamp(error * 3.0F, -limit, limit), dt, 8.0F);
    body.yaw += turn_rate_.value * dt;
    const float most = wanted > speed_ ? 0.42F * view.gravity() : 1.5F * braking;
    const float change = clamp((wanted - speed_) * 5.0F, -most, most);
    speed_ = std::max(0.0F, speed_ + change * dt);
    accel_ += (change - accel_) * std::min(1.0F, dt * 6.0F);
    body.velocity = body.front() * speed_;
    body.root.x += body.velocity.x * dt;
    body.root.z += body.velocity.z * dt;
}

void AnimalWalker::choose_gait(const AnimalBody& body, float dt, const StageView& view) {
    const float h = body.hip_m();
    const float turning = std::fabs(turn_rate_.value) * 0.45F * body.length_m();
    const float v = std::max({speed_, turning, 0.15F * std::sqrt(h)});
    const float fr = froude(v, h, view.gravity());
    Gait4 wanted = gait_at(fr, body.runner());
    if (route_.sneaking) {
        wanted = Gait4::kWalk;
    }
    // It does not change back and forth at the border.
    const bool back = static_cast<int>(wanted) < static_cast<int>(gait_);
    if (!back || gait_at(fr * 1.35F, body.runner()) == wanted) {
        gait_ = wanted;
    }
    const Footfalls goal = footfalls(gait_, body.runner(), fr);
    if (!chosen_) {
        chosen_ = true;
        feet_ = goal;
    }
    for (std::size_t i = 0; i < 4; ++i) {
        float way = goal.start[i] - feet_.start[i];
        way -= std::round(way);
        feet_.start[i] = fraction(feet_.start[i] + clamp(way, -1.3F * dt, 1.3F * dt));
        feet_.duty[i] += clamp(goal.duty[i] - feet_.duty[i], -0.9F * dt, 0.9F * dt);
    }
    const float slowest =
        0.85F / std::sqrt(std::max(h, 0.1F) * 9.81F / std::max(view.gravity(), 1.0F));
    const float hz =
        std::max(v / stride_length(gait_, fr, h), route_.sneaking ? 0.6F * slowest : slowest);
    // Legs that are short for the stride take more of them.
    const float duty = std::max(goal.duty[0], goal.duty[2]);
    const float least = speed_ * duty / (2.0F * body.stance_half());
    const float ease = std::min(1.0F, 8.0F * dt);
    stride_hz_ += (std::max(hz, least) - stride_hz_) * ease;
    run_.step(gait_ == Gait4::kWalk ? 0.0F : (gait_ == Gait4::kTrot ? 0.45F : 1.0F), dt, 6.0F);
}

void AnimalWalker::stride(
    AnimalBody& body, float dt, const StageView& view, std::vector<PawFall>& falls
) {
    choose_gait(body, dt, view);
    phase_ = fraction(phase_ + stride_hz_ * dt);
    const float h = body.hip_m();
    for (int i = 0; i < 4; ++i) {
        Paw& paw = body.paw[at(i)];
        const float duty = feet_.duty[at(i)];
        const float own = fraction(phase_ - feet_.start[at(i)]);
        const bool bearing = own < duty;
        const float stance_s = duty / stride_hz_;
        if (paw.mode == PawMode::kFree) {
            body.plant(i, view);
        }
        if (!bearing && paw.mode == PawMode::kPlanted) {
            const float gallop = run_.value;
            const float lift = route_.sneaking ? 0.16F : lerp(i < 2 ? 0.13F : 0.10F, 0.24F, gallop);
            const float heavy = body.runner() == Runner::kHeavy ? 0.5F : 1.0F;
            body.begin_swing(i, heavy * lift * h * clamp(0.5F + speed_, 0.5F, 1.0F));
        }
        if (paw.mode != PawMode::kSwing) {
            continue;
        }
        paw.due = paw.due || bearing;
        const float left_s = paw.due ? 2.0F * dt : std::max((1.0F - own) / stride_hz_, 2.0F * dt);
        if (paw.progress < 0.88F) {
            const float turned = turn_rate_.value * left_s;
            const Vec3 way = heading_of(body.yaw + 0.5F * turned);
            const float yaw = body.yaw + turned;
            const Vec3 root = body.root + way * (speed_ * left_s);
            const float slowing = clamp(1.0F + 0.08F * accel_, 0.5F, 1.0F);
            // The paw is under its joint in the middle of the time that it bears.
            const float ahead =
                std::min(0.5F * stance_s * speed_ * slowing, 0.9F * body.stance_half());
            const Vec3 home = body.home(i, root, yaw + 0.5F * turn_rate_.value * stance_s);
            paw.to = home + heading_of(yaw + 0.5F * turn_rate_.value * stance_s) * ahead;
            paw.yaw_to = paw.yaw_from + wrap_angle(yaw - paw.yaw_from);
        }
        // It lands on time, but never swings at more than twice its usual pace.
        const float swing_s = (1.0F - duty) / stride_hz_;
        const float share = std::min(
            (1.0F - paw.progress) * dt / left_s + 1e-3F, (paw.due ? 2.5F : 2.0F) * dt / swing_s
        );
        if (body.advance_swing(i, share, view)) {
            falls.push_back({i, 0.35F + 0.35F * speed_});
        }
    }
}

void AnimalWalker::pose(AnimalBody& body, float dt, const StageView& view) {
    const float h = body.hip_m();
    const float run = run_.value;
    const bool supple = body.runner() == Runner::kSupple || body.runner() == Runner::kHopper;
    weight_.step(striding_ ? 1.0F : 0.0F, dt, 7.0F);
    const float w = clamp(weight_.value, 0.0F, 1.0F);
    const float gallop = smoothstep(0.5F, 1.0F, run);
    const float period = 1.0F / stride_hz_;
    const float impulse = view.gravity() * period * period;
    // A slow walk vaults over its legs instead of bouncing: its pushes are not half waves.
    const float walk_damping = lerp(0.30F, 1.0F, smoothstep(0.1F, 0.45F, run));
    body.bob_m =
        w * walk_damping * clamp(impulse * bob(feet_, kShare, phase_), -0.3F * h, 0.3F * h);
    body.bob_weight = w > 0.999F ? 1.0F : w;
    const float length = body.length_m();
    const std::array<float, 4> arm{
        0.42F * length, 0.42F * length, -0.58F * length, -0.58F * length
    };
    const float gyration = 0.52F * length;
    const float tilt =
        clamp(impulse * rock(feet_, kShare, arm, phase_) / (gyration * gyration), -0.24F, 0.24F) *
        w * walk_damping;
    AnimalPosture& q = body.quick;
    q = {};
    q.fore_y = 0.5F * tilt * length / h;
    q.hind_y = -q.fore_y;
    const float amount = w * std::min(1.0F, speed_ / (0.5F * std::sqrt(h)));
    const float gathered = body.runner() == Runner::kHopper ? 0.86F : 0.89F;
    const float arch = supple ? 15.0F : 3.5F;
    q.back = w * gallop * arch * wave(phase_ - gathered);
    q.neck = -0.55F * q.back + amount * (1.0F - gallop) * 2.5F * wave(2.0F * (phase_ - 0.30F));
    q.head = 0.4F * degrees(tilt) - 0.2F * q.neck;
    q.bend = amount * (1.0F - run) * (supple ? 4.0F : 2.0F) * wave(phase_ - 0.62F);
    q.sway_x = amount * (1.0F - run) * 0.016F * wave(phase_ - 0.30F);
    q.roll = amount * (1.0F - run) * 2.0F * wave(phase_ - 0.25F);
    q.tail_yaw = amount * 7.0F * wave(phase_);
    q.tail = amount * (4.0F * wave(2.0F * phase_) + 6.0F * gallop * wave(phase_ - 0.1F));
    AnimalPosture& p = body.want;
    const float low = -0.040F * w - 0.035F * run * w;
    p = {};
    p.fore_y = low;
    p.hind_y = low;
    if (route_.sneaking) {
        p.fore_y -= 0.20F * w;
        p.hind_y -= 0.16F * w;
        p.neck += 34.0F * w;
        p.head -= 26.0F * w;
        p.tail -= 14.0F * w;
    }
    p.neck += 14.0F * gallop * w;
    p.head -= 6.0F * gallop * w;
    p.tail += 10.0F * run * w;
    p.bend = clamp(turn_rate_.value * 9.0F, -16.0F, 16.0F);
    p.neck_yaw = clamp(turn_rate_.value * 12.0F, -28.0F, 28.0F);
    p.head_yaw = 0.4F * p.neck_yaw;
    p.roll = clamp(turn_rate_.value * speed_ / view.gravity() * -40.0F, -14.0F, 14.0F);
    p.tail_yaw = -p.bend;
}

bool AnimalWalker::settle(
    AnimalBody& body, float dt, const StageView& view, std::vector<PawFall>& falls
) {
    const float h = body.hip_m();
    int in_air = 0;
    for (const Paw& paw : body.paw) {
        in_air += paw.mode == PawMode::kSwing ? 1 : 0;
    }
    bool settled = in_air == 0;
    // The paw that is farthest from home goes first.
    int farthest = -1;
    float most = 0.05F * h;
    for (int i = 0; i < 4; ++i) {
        Paw& paw = body.paw[at(i)];
        if (paw.mode == PawMode::kFree) {
            body.plant(i, view);
        }
        if (paw.mode == PawMode::kSwing) {
            if (paw.progress < 0.85F) {
                paw.to = body.home(i);
                paw.yaw_to = paw.yaw_from + wrap_angle(body.yaw - paw.yaw_from);
            }
            const float swing_s = 0.34F * std::sqrt(std::max(h, 0.12F));
            if (body.advance_swing(i, dt / swing_s, view)) {
                falls.push_back({i, 0.3F});
            }
            continue;
        }
        const float away = level_distance(paw.at, body.home(i)) +
                           0.3F * h * std::fabs(wrap_angle(paw.yaw - body.yaw));
        if (away > most) {
            most = away;
            farthest = i;
        }
    }
    if (farthest < 0) {
        return settled;
    }
    if (in_air == 0 || (in_air == 1 && most > 0.35F * h)) {
        body.begin_swing(farthest, 0.09F * h);
    }
    return false;
}

bool AnimalWalker::step(
    AnimalBody& body, float dt, const StageView& view, std::vector<PawFall>& falls
) {
    steer(body, dt, view);
    const float h = body.hip_m();
    const float turning = std::fabs(turn_rate_.value) * 0.45F * body.length_m();
    const float moves = std::max(speed_, turning);
    const float threshold = 0.10F * std::sqrt(h);
    if (!striding_ && moves > threshold) {
        striding_ = true;
        chosen_ = false;
        run_ = {};
        // The hind foot that starts the stride has just left the ground.
        phase_ = 0.70F;
        stride_hz_ = 0.85F / std::sqrt(std::max(h, 0.1F));
    }
    const bool ending = passed_ && route_.stop_at_end;
    if (striding_ && moves < 0.8F * threshold && (ending || route_.speed_mps <= 0.0F)) {
        striding_ = false;
    }
    if (striding_) {
        stride(body, dt, view, falls);
    }
    pose(body, dt, view);
    if (striding_) {
        return passed_ && !route_.stop_at_end;
    }
    run_.step(0.0F, dt, 6.0F);
    const bool settled = settle(body, dt, view, falls);
    return ending && settled && speed_ < 0.06F;
}

}  // namespace hibari::world
