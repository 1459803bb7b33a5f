// Jumps: onto things, over things, on the spot.
#include "world/physics/character/animal_kinds.h"
#include "world/physics/character/animal_motion.h"
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

// The way becomes one leap after another.
void AnimalPerformer::go_in_leaps() {
    Cue& cue = act_->cue;
    constexpr float kFar = 20.0F;
    constexpr int kMostLeaps = 60;
    if (!cue.destination) {
        cue.destination = body_.root + normalize(cue.facing, body_.front()) * kFar;
    }
    cue.verb = Verb::kJump;
    cue.target = cue.object = -1;
    cue.onto = false;
    cue.repeat = kMostLeaps;
    act_->leaps_on = true;
}

void AnimalPerformer::jump(float dt) {
    Act& a = *act_;
    const float h = body_.hip_m();
    const float g = std::max(view_->gravity(), 0.3F);
    const int over = a.cue.target >= 0 ? a.cue.target : a.cue.object;
    switch (a.part) {
        case 0: {  // Run up.
            float height = h * clamp(a.cue.intensity, 0.4F, 2.0F) *
                           (is_feline(kind_)                    ? 1.1F
                            : body_.runner() == Runner::kHopper ? 1.2F
                                                                : 0.55F);
            float distance_m = 0.0F;
            float gap = 0.0F;
            if (over >= 0 && a.cue.onto) {
                if (!run_to_jump_onto(dt, over)) {
                    return;
                }
                a.next();
                return;
            }
            if (over >= 0) {
                const Vec3 half = view_->entity_half_extent(over);
                const Vec3 there = view_->entity_pose(over).position;
                height = std::max(height, 2.0F * half.y + 0.25F * h);
                gap = level_distance(there, body_.root);
                distance_m = 1.6F * body_.length_m() +
                             2.0F * extent_along(over, there - body_.root) + 0.8F * height;
            } else if (a.cue.destination) {
                distance_m = std::min(
                    level_distance(*a.cue.destination, body_.root), 4.5F * body_.length_m()
                );
            }
            const float rise_s = std::sqrt(2.0F * height / g);
            a.mark = g * rise_s;
            const float ahead = distance_m / (2.0F * rise_s);
            a.point.x = clamp(ahead, 0.0F, 1.5F * std::sqrt(g * h) + 2.0F);
            const float start = over >= 0 ? 0.5F * a.point.x * 2.0F * rise_s : 0.0F;
            const bool runs = over >= 0 && gap > start + 0.3F && a.part_s < 6.0F;
            if (runs) {
                AnimalRoute route;
                route.speed_mps = std::max(a.point.x, 0.8F);
                route.destination = view_->entity_pose(over).position;
                route.stop_at_end = false;
                walker_.change(route);
                walker_.step(body_, dt, *view_, falls_);
                return;
            }
            a.next();
            [[fallthrough]];
        }
        case 1: {  // Gather.
            const float speed = length(body_.velocity);
            const float crouch_s = speed > 0.8F ? 0.05F : 0.30F;
            body_.pace = speed > 0.8F ? 16.0F : 11.0F;
            if (speed > 0.8F) {
                walker_.step(body_, dt, *view_, falls_);
            } else {
                stand(dt);
                if (a.cue.destination || over >= 0) {
                    const Vec3 goal =
                        over >= 0 ? view_->entity_pose(over).position : *a.cue.destination;
                    const float yaw = std::atan2(goal.x - body_.root.x, goal.z - body_.root.z);
                    body_.yaw += clamp(wrap_angle(yaw - body_.yaw) * 6.0F, -2.5F, 2.5F) * dt;
                }
                body_.pace = 11.0F;
            }
            body_.want.fore_y -= 0.16F;
            body_.want.hind_y -= 0.20F;
            body_.want.neck += 10.0F;
            if (a.part_s > crouch_s) {
                a.next();
            }
            return;
        }
        case 2: {  // Push off: up from the crouch at a steady pace.
            const float rise = 0.20F * h;
            const float push_s = 2.0F * rise / a.mark;
            const float u = std::min(1.0F, a.part_s / push_s);
            body_.quick = {};
            body_.quick.hind_y = rise / h * u * u;
            body_.quick.fore_y = (rise / h + 0.14F) * u * u;
            body_.bob_weight = 0.0F;
            const float speed =
                lerp(length(body_.velocity), a.point.x, std::min(1.0F, dt / push_s * 2.0F));
            body_.velocity = body_.front() * speed;
            body_.root.x += body_.velocity.x * dt;
            body_.root.z += body_.velocity.z * dt;
            for (int i = 0; i < 2; ++i) {
                if (u > 0.5F) {
                    body_.paw[at(i)].mode = PawMode::kFree;
                }
            }
            if (u >= 1.0F) {
                const float share = a.cue.outcome == Outcome::kFailure && over >= 0 ? 0.62F : 1.0F;
                const float up = a.mark * share;
                const float flight_s = 2.0F * up / g;
                const float rate = -(body_.pitch() + 0.30F) / std::max(flight_s, 0.15F);
                body_.take_off(body_.front() * a.point.x + Vec3{0, up, 0}, rate, g);
                a.mark = up;
                body_.quick = {};
                tell(SignalKind::kTakeOff, 0, -1, body_.center_of_mass(), body_.flight_velocity());
                a.next();
            }
            return;
        }
        case 3:
            fly_over(dt);
            return;
        default: {  // Run out.
            if (a.cue.outcome == Outcome::kFailure && !a.told) {
                a.told = true;
                limp_ = true;
                tell(
                    SignalKind::kLimp,
                    0,
                    -1,
                    body_.center_of_mass(),
                    body_.mass_velocity(),
                    "stumbled"
                );
                a.done = true;
                return;
            }
            AnimalRoute halt;
            halt.speed_mps = 0.0F;
            halt.facing = body_.yaw;
            halt.destination = body_.root;
            if (walker_.striding() && length(body_.velocity) > 0.3F) {
                halt.destination = body_.root + body_.front() * 0.2F;
            }
            walker_.change(halt);
            const bool stands = walker_.step(body_, dt, *view_, falls_);
            if ((stands && a.part_s > 0.35F) || a.part_s > 2.5F) {
                if (--a.cue.repeat > 0 && over < 0) {
                    a.part = 0;
                    a.part_s = 0.0F;
                    if (!a.leaps_on) {
                        a.cue.destination.reset();
                        return;
                    }
                    const bool there =
                        level_distance(*a.cue.destination, body_.root) < 2.0F * body_.length_m();
                    a.done = there || (a.cue.duration_s > 0.0 &&
                                       a.time_s > static_cast<float>(a.cue.duration_s));
                } else {
                    a.done = true;
                }
            }
            return;
        }
    }
}

// Half of what it is long in that direction on the ground.
float AnimalPerformer::extent_along(int entity, Vec3 way) const {
    const Vec3 half = view_->entity_half_extent(entity);
    const Quat turn = view_->entity_pose(entity).rotation;
    const Vec3 along = normalize(Vec3{way.x, 0, way.z}, {1, 0, 0});
    const float x = std::fabs(dot(rotate(turn, {1, 0, 0}), along));
    const float z = std::fabs(dot(rotate(turn, {0, 0, 1}), along));
    return std::min(x > 1e-3F ? half.x / x : 1e9F, z > 1e-3F ? half.z / z : 1e9F);
}

// To where a leap lands on the near part of the top; true when it is there. Sets the speeds of the
// leap: up in `mark`, ahead in `point.x`.
bool AnimalPerformer::run_to_jump_onto(float dt, int support) {
    Act& a = *act_;
    const float h = body_.hip_m();
    const float g = std::max(view_->gravity(), 0.3F);
    const Vec3 there = view_->entity_pose(support).position;
    const Vec3 way = there - body_.root;
    const float gap = level_distance(there, body_.root);
    const float half = extent_along(support, way);
    const auto seat = view_->anchor(support, "seat");
    const auto top = seat ? seat : view_->anchor(support, "top");
    const float top_y = top ? top->position.y : there.y + view_->entity_half_extent(support).y;
    const float rise = std::max(top_y - body_.root.y, 0.0F) + 0.35F * h + 0.05F;
    a.mark = std::sqrt(2.0F * g * rise);
    const float down_s = std::sqrt(2.0F * (0.35F * h + 0.05F) / g);
    const float flight_s = a.mark / g + down_s;
    const float landing = std::max(0.0F, half - 1.1F * body_.length_m());
    const float start = half + 0.8F * body_.length_m() + 0.25F * rise;
    const bool faces =
        std::fabs(wrap_angle(std::atan2(way.x, way.z) - body_.yaw)) < 0.3F || a.part_s > 4.0F;
    if ((gap > start + 0.15F || !faces) && a.part_s < 6.0F) {
        AnimalRoute route;
        route.speed_mps = usual_speed(Verb::kRun, 0.7F);
        route.destination = gap > start + 0.15F ? there : body_.root;
        route.final_yaw = std::atan2(way.x, way.z);
        route.stop_at_end = gap <= start + 0.15F;
        walker_.change(route);
        walker_.step(body_, dt, *view_, falls_);
        return false;
    }
    a.point.x = std::max(gap - landing, 0.3F) / flight_s;
    return true;
}

void AnimalPerformer::fly_over(float dt) {
    static_cast<void>(dt);
    Act& a = *act_;
    const float g = std::max(view_->gravity(), 0.3F);
    const float flight_s = 2.0F * a.mark / g;
    const float u = clamp(body_.flight_s() / flight_s, 0.0F, 1.2F);
    AnimalPosture& p = body_.want;
    p = {};
    body_.quick = {};
    body_.pace = 3.2F / std::max(flight_s, 0.12F) + 8.0F;
    const float far = smoothstep(0.3F, 1.5F, a.point.x);
    // Fore paws tucked, then stretched to the ground; hind legs trail and follow under the belly.
    const float tuck = pulse(u, 0.0F, 0.35F, 0.75F);
    const float reach = smoothstep(0.5F, 0.9F, u);
    for (int i = 0; i < 2; ++i) {
        p.foot_y[at(i)] = 0.26F * tuck + 0.02F * reach;
        p.foot_z[at(i)] = 0.05F * tuck + 0.24F * reach * far;
        p.wrist[at(i)] = 75.0F * tuck;
    }
    for (int i = 2; i < 4; ++i) {
        const float trail = pulse(u, 0.0F, 0.25F, 0.6F);
        const float under = smoothstep(0.45F, 0.85F, u);
        p.foot_y[at(i)] = -0.02F * trail + 0.20F * under;
        p.foot_z[at(i)] = -0.42F * trail * far + 0.16F * under * far;
        p.wrist[at(i)] = 60.0F * trail;
    }
    p.back = 16.0F * (smoothstep(0.5F, 0.9F, u) - 0.5F * pulse(u, 0.0F, 0.3F, 0.6F));
    p.neck = 8.0F - 10.0F * reach;
    p.tail = 14.0F;
    float lowest = 1e9F;
    for (int i = 0; i < 4; ++i) {
        const Vec3 k = body_.knuckle(i);
        lowest = std::min(lowest, k.y - view_->ground_y(k.x, k.z));
    }
    const float clearance = body_.skeleton().rest_pivot(body_.paw_link(0)).y;
    if (u > 0.5F && lowest <= clearance) {
        const Vec3 speed = body_.flight_velocity();
        tell(SignalKind::kLand, body_.paw_link(0), -1, body_.knuckle(0), speed);
        const bool running = length(Vec3{speed.x, 0, speed.z}) > 0.7F && !a.leaps_on;
        body_.touch_down(*view_, running);
        if (a.leaps_on) {
            body_.velocity = {};  // It lands on its belly and stays there.
        }
        walker_.begin(body_, {});
        if (running) {
            walker_.resume(body_);
        }
        a.next();
    } else if (u >= 1.19F && body_.flight_s() > 4.0F) {
        body_.touch_down(*view_, false);
        a.next();
    }
}

}  // namespace hibari::world
