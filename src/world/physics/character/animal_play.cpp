// Tail chasing, frolics, rolling over, and going limp.
#include "world/physics/character/animal_performer.h"
#include "world/physics/character/feet.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

// After its own tail.
void AnimalPerformer::spin(float dt) {
    Act& a = *act_;
    const float h = body_.hip_m();
    const float turns = static_cast<float>(std::max(1, a.cue.repeat)) * 2.0F;
    AnimalRoute route;
    route.facing = body_.yaw + 1.4F;
    route.speed_mps = 0.55F * std::sqrt(9.81F * h) * 0.35F;
    if (a.mark < 2.0F * kPi * turns) {
        walker_.change(route);
    } else {
        route.speed_mps = 0.0F;
        route.facing = body_.yaw;
        route.destination = body_.root;
        walker_.change(route);
    }
    const float before = body_.yaw;
    const bool stands = walker_.step(body_, dt, *view_, falls_);
    a.mark += std::fabs(wrap_angle(body_.yaw - before));
    body_.want.bend = std::max(body_.want.bend, 14.0F);
    body_.want.neck_yaw = 38.0F;
    body_.want.head_yaw = 30.0F;
    body_.want.tail_yaw = -30.0F;
    a.done = (a.mark >= 2.0F * kPi * turns && stands) || a.time_s > 9.0F;
}

// Play bows and little hops: how a dog dances.
void AnimalPerformer::frolic(float dt) {
    Act& a = *act_;
    const float length_s = a.cue.duration_s > 0.0     ? static_cast<float>(a.cue.duration_s)
                           : a.cue.verb == Verb::kBow ? 1.8F
                                                      : 4.0F;
    stand(dt);
    const float t = a.part_s;
    const float w = smoothstep(0.0F, 0.4F, t) * (1.0F - smoothstep(length_s - 0.5F, length_s, t));
    AnimalPosture& p = body_.want;
    body_.pace = 10.0F;
    if (a.cue.verb == Verb::kBow) {
        p.fore_y = -0.72F * body_.lie_fore() * w;
        p.foot_z[0] = p.foot_z[1] = 0.30F * w;
        p.shift_z = -0.10F * w;
        p.neck = -18.0F * w;
        p.tail = 30.0F * w;
    } else {
        const float beat = 2.0F * kPi * 1.7F * t;
        body_.quick.fore_y += 0.07F * w * (std::fabs(std::sin(0.5F * beat)) - 0.5F);
        body_.quick.hind_y += 0.06F * w * (std::fabs(std::cos(0.5F * beat)) - 0.5F);
        body_.quick.roll += 7.0F * w * std::sin(0.5F * beat);
        body_.quick.sway_x += 0.06F * w * std::sin(0.5F * beat);
        body_.quick.neck_yaw += 14.0F * w * std::sin(0.5F * beat);
        body_.quick.head_roll += 16.0F * w * std::sin(0.5F * beat);
        body_.quick.tail_yaw += 34.0F * w * std::sin(1.5F * beat);
        p.neck -= 8.0F * w;
        p.tail += 24.0F * w;
    }
    a.done = t > length_s;
}

void AnimalPerformer::roll_over(float dt) {
    Act& a = *act_;
    resting_ = Verb::kLie;
    stand(dt);
    if (a.part == 0) {
        if (a.part_s > 1.0F) {
            a.next();
            body_.free_paws();
        }
        return;
    }
    constexpr float kTurn_s = 1.5F;
    const float u = std::min(1.0F, a.part_s / kTurn_s);
    for (Paw& paw : body_.paw) {
        paw.mode = u < 1.0F ? PawMode::kFree : paw.mode;
    }
    const float turned = u * u * (3.0F - 2.0F * u);
    AnimalPosture& p = body_.want;
    body_.quick.roll = 360.0F * turned;  // A whole turn is none: see below.
    const float upside = std::sin(kPi * turned);
    // On its back it lies on the withers: the body's thickness is under the spine then.
    body_.quick.hind_y -= 0.10F * upside;
    body_.quick.fore_y -= 0.10F * upside;
    body_.quick.sway_x = 0.9F * turned * 0.5F;
    for (int i = 0; i < 4; ++i) {
        p.foot_y[at(i)] = 0.55F;
        p.foot_z[at(i)] =
            (i < 2 ? 0.05F : 0.10F) + 0.08F * std::sin(9.0F * a.part_s + static_cast<float>(i));
        p.wrist[at(i)] = 55.0F;
    }
    if (u >= 1.0F) {
        // One whole turn is where it began, beside where it lay.
        const Vec3 side = body_.to_world({body_.quick.sway_x * body_.hip_m(), 0, 0});
        body_.root.x += side.x;
        body_.root.z += side.z;
        body_.quick = {};
        p = {};
        stand(dt);
        a.done = true;
    }
}

void AnimalPerformer::fall(float dt) {
    Act& a = *act_;
    stand(dt);
    body_.want.fore_y -= 0.2F;
    body_.want.roll = 14.0F;
    if (a.part_s > 0.25F) {
        limp_ = true;
        a.done = true;
        tell(SignalKind::kLimp, 0, -1, body_.center_of_mass(), body_.mass_velocity(), "fell");
    }
}

}  // namespace hibari::world
