// What it does to things: with the nose, the mouth and the paw.
#include "world/physics/character/animal_motion.h"
#include "world/physics/character/animal_performer.h"
#include "world/physics/character/feet.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr int kLeaping = 3;  // Part of fetching: in the air after what flies.

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

// Bends neck and body until the nose is at the point: a servo on the height error.
void AnimalPerformer::reach_with_nose(Vec3 point, float weight, float dt) {
    const float h = body_.hip_m();
    const Vec3 mouth = body_.mouth();
    const float error = mouth.y - point.y;
    reach_pitch_ = clamp(reach_pitch_ + error / h * 140.0F * dt * weight, -30.0F, 125.0F);
    const float w = reach_.value;
    AnimalPosture& p = body_.want;
    p.neck += w * 0.72F * reach_pitch_;
    p.head += w * 0.10F * reach_pitch_;
    const float crouch = clamp((reach_pitch_ - 55.0F) / 70.0F, 0.0F, 1.0F);
    p.fore_y -= w * 0.30F * crouch;
    p.hind_y -= w * 0.06F * crouch;
    p.shift_z -= w * 0.05F * crouch;
}

void AnimalPerformer::graze(float dt) {
    Act& a = *act_;
    const float reach_m = body_.nose_rest().z * 0.92F;
    if (a.part == 0) {
        a.point = body_.root + body_.front() * reach_m;
        if (a.cue.object >= 0 && a.cue.object != held_) {
            a.point = view_->entity_pose(a.cue.object).position;
            if (!approach(dt, a.point, reach_m, usual_speed(Verb::kWalk, 1.2F)) &&
                a.part_s < 8.0F) {
                return;
            }
        } else if (a.cue.destination &&
                   level_distance(*a.cue.destination, body_.root) > reach_m + 0.2F &&
                   a.cue.target >= 0 && a.part_s < 8.0F) {
            if (!approach(dt, *a.cue.destination, reach_m, usual_speed(Verb::kWalk, 1.2F))) {
                return;
            }
        }
        reach_pitch_ = 0.0F;
        a.next();
    }
    const float length_s = a.cue.duration_s > 0.0 ? static_cast<float>(a.cue.duration_s) : 3.5F;
    stand(dt);
    const bool ends = a.part_s > length_s - 0.7F;
    reach_.step(ends ? 0.0F : 1.0F, dt, 5.0F);
    Vec3 mouth_goal = body_.root + body_.front() * reach_m;
    mouth_goal.y = view_->ground_y(mouth_goal.x, mouth_goal.z) + 0.03F * body_.hip_m();
    if (a.cue.object >= 0 && a.cue.object != held_) {
        mouth_goal = view_->entity_pose(a.cue.object).position;
    }
    const auto water = view_->water_y(mouth_goal.x, mouth_goal.z);
    if (water) {
        mouth_goal.y = *water + 0.02F;
    }
    reach_with_nose(mouth_goal, ends ? 0.0F : 1.0F, dt);
    // Tearing off and chewing.
    const float chew = std::sin(2.0F * kPi * (a.cue.verb == Verb::kDrink ? 2.6F : 1.7F) * a.part_s);
    jaw_ = std::max(jaw_, reach_.value > 0.8F ? 7.0F + 6.0F * chew : 0.0F);
    body_.quick.neck += reach_.value * 1.5F * chew;
    body_.quick.neck_yaw += reach_.value * 7.0F * std::sin(0.8F * a.part_s);
    a.done = a.part_s > length_s;
}

void AnimalPerformer::take_in_mouth(int object, Vec3 there) {
    held_ = object;
    const Pose head{body_.frames().pivot[at(body_.head_link())], body_.head_turn()};
    grip_ = {{}, inverse(head.rotation) * view_->entity_pose(object).rotation};
    grip_off_ = there - body_.mouth();
    grip_ease_ = {1.0F, 0.0F};
    tell(SignalKind::kGrab, body_.head_link(), object, there);
    act_->part = 2;
    act_->part_s = 0.0F;
}

// Takes off when a leap now meets what flies there: the height is gained on the way up, or just
// past the top.
bool AnimalPerformer::leap_at(Vec3 there, Vec3 drift) {
    constexpr float kFastest_mps = 6.5F;
    const float g = std::max(view_->gravity(), 0.3F);
    const float h = body_.hip_m();
    const float highest = std::sqrt(2.0F * g * 2.0F * h);
    const Vec3 mouth = body_.mouth();
    for (float t = 0.16F; t < 0.5F; t += 0.02F) {
        const Vec3 meet = there + drift * t - Vec3{0, 0.5F * fall_mps2_ * t * t, 0};
        const float up = (meet.y - mouth.y + 0.5F * g * t * t) / t;
        const Vec3 way{meet.x - mouth.x, 0, meet.z - mouth.z};
        const float ahead = dot(way, body_.front()) / t;
        const float aside = length(way - body_.front() * (ahead * t));
        if (up < 0.7F * g * t || up < 1.6F || up > highest || ahead < 0.3F ||
            ahead > kFastest_mps || aside > 0.3F * h) {
            continue;
        }
        const float rate = -(body_.pitch() + 0.30F) / (2.0F * up / g);
        body_.take_off(way / t + Vec3{0, up, 0}, rate, g);
        body_.quick = {};
        act_->mark = up;
        act_->point.x = ahead;
        tell(SignalKind::kTakeOff, 0, -1, body_.center_of_mass(), body_.flight_velocity());
        return true;
    }
    return false;
}

// The mouth goes for it, and closes on it when it is there.
void AnimalPerformer::catch_in_leap(float dt, int object, Vec3 there) {
    fly_over(dt);
    if (held_ == object) {
        reach_.step(0.0F, dt, 6.0F);
        return;
    }
    reach_.step(1.0F, dt, 20.0F);
    reach_with_nose(there, 2.0F, dt);
    jaw_ = std::max(jaw_, 28.0F);
    const float radius = std::min(view_->entity_half_extent(object).x, 0.3F * body_.hip_m());
    if (distance(body_.mouth(), there) < radius + 0.12F * body_.hip_m()) {
        const int part = act_->part;
        take_in_mouth(object, there);
        act_->part = part;
    }
}

void AnimalPerformer::fetch(float dt) {
    Act& a = *act_;
    const float reach_m = body_.nose_rest().z * 0.90F;
    const int object = a.cue.object;
    if (object < 0) {
        a.done = true;
        return;
    }
    const Vec3 there = view_->entity_pose(object).position;
    const Vec3 drift = view_->entity_velocity(object);
    const float h = body_.hip_m();
    const float above = there.y - view_->ground_y_without(object, there.x, there.z);
    constexpr float kHandled_mps2 = 22.0F;
    constexpr float kKnown_s = 0.1F;  // Until it is clear how it falls.
    const Vec3 change = (last_drift_ - drift) / std::max(dt, 1e-4F);
    last_drift_ = drift;
    fall_mps2_ += (clamp(change.y, 0.0F, 12.0F) - fall_mps2_) * std::min(1.0F, 40.0F * dt);
    free_s_ = length(change) < kHandled_mps2 ? free_s_ + dt : 0.0F;
    const bool aloft = above > 0.9F * h && length(drift) > 0.8F && free_s_ > 0.06F;
    const float radius = std::min(view_->entity_half_extent(object).y, 0.3F * h);
    const float gap = distance(body_.mouth(), there);
    switch (a.part) {
        case kLeaping:
            catch_in_leap(dt, object, there);
            if (a.part != kLeaping) {
                a.part = held_ == object ? kLeaping - 1 : 0;
                a.part_s = 0.0F;
            }
            return;
        case 0: {
            look_towards(there, 0.5F);
            if (above > 0.9F * h && !aloft) {
                // Still in somebody's hand.
                stand(dt);
                a.done = a.part_s > 6.0F;
                return;
            }
            if (aloft && free_s_ > kKnown_s && leap_at(there, drift)) {
                a.part = kLeaping;
                a.part_s = 0.0F;
                return;
            }
            // On the run: out of the air, or snatched from the ground as it rolls.
            const bool rolls = !aloft && length(drift) > 0.8F;
            const float beside = level_distance(body_.mouth(), there);
            reach_.step(rolls && beside < 2.5F * h ? 1.0F : 0.0F, dt, 9.0F);
            reach_with_nose(there, 1.2F, dt);
            if ((aloft && gap < radius + 0.40F * h) ||
                (rolls && beside < radius + 0.35F * h && gap < radius + 0.8F * h)) {
                take_in_mouth(object, there);
                return;
            }
            const float away = level_distance(there, body_.root);
            const Verb pace = away > 6.0F * h || length(drift) > 0.8F ? Verb::kRun : Verb::kWalk;
            // Where it comes down to the mouth, when it flies.
            const float g = clamp(fall_mps2_, 1.0F, std::max(view_->gravity(), 1.0F));
            const float drop = std::max(0.0F, above - 2.2F * h);
            const float chase =
                std::max(usual_speed(pace, 1.0F), 2.2F * std::hypot(drift.x, drift.z));
            // Fast things are headed off, slow ones met.
            const float lead_s =
                rolls ? lerp(0.35F, 0.9F, smoothstep(1.5F, 3.0F, length(drift))) : 0.9F;
            const float left_s =
                aloft ? (drift.y + std::sqrt(drift.y * drift.y + 2.0F * g * drop)) / g
                      : clamp(away / std::max(chase, 0.5F), lead_s, 1.3F);
            const Vec3 meet = there + Vec3{drift.x, 0, drift.z} * std::min(left_s, 2.5F);
            if (approach(dt, meet, reach_m, aloft ? 1.3F * chase : 0.95F * chase)) {
                reach_pitch_ = 0.0F;
                a.next();
            }
            return;
        }
        case 1: {
            stand(dt);
            reach_.step(1.0F, dt, 7.0F);
            reach_with_nose(there + Vec3{0, 0.3F * radius, 0}, 1.6F, dt);
            jaw_ = std::max(jaw_, 24.0F);
            const float near = radius + (aloft ? 0.40F : 0.14F) * h;
            if (gap < near || (a.part_s > 1.6F && gap < radius + 0.9F * h)) {
                take_in_mouth(object, there);
            } else if (a.part_s > 1.6F) {
                // It has gone on: after it.
                a.part = 0;
            }
            return;
        }
        default:
            stand(dt);
            reach_.step(0.0F, dt, 6.0F);
            reach_with_nose(there, 0.0F, dt);
            if (a.part_s > 0.7F) {
                a.done = true;
            }
            return;
    }
}

// Where to stand to push a thing over the nearest edge of what it stands on; empty when there is
// no edge.
std::optional<Vec3> AnimalPerformer::way_over_the_edge(Vec3 there, float reach_m) const {
    constexpr int kWays = 16;
    constexpr float kFar = 1.1F;
    const float base = view_->ground_y(body_.root.x, body_.root.z);
    std::optional<Vec3> best;
    float least = 1e9F;
    const Vec3 now =
        normalize(Vec3{there.x - body_.root.x, 0, there.z - body_.root.z}, body_.front());
    for (int i = 0; i < kWays; ++i) {
        const Vec3 way = heading_of(2.0F * kPi * static_cast<float>(i) / kWays);
        const Vec3 stand = there - way * reach_m;
        if (std::fabs(view_->ground_y(stand.x, stand.z) - base) > 0.05F) {
            continue;
        }
        for (float r = 0.05F; r < kFar; r += 0.05F) {
            const Vec3 p = there + way * r;
            if (view_->ground_y(p.x, p.z) > base - 0.2F) {
                continue;
            }
            const float cost = r + 0.45F * (1.0F - dot(way, now));
            if (cost < least) {
                least = cost;
                best = way * r;
            }
            break;
        }
    }
    return best;
}

// A swipe with the paw, or a push with the nose: what a cat does to a vase.
void AnimalPerformer::strike(float dt) {
    Act& a = *act_;
    const int object = a.cue.object >= 0 ? a.cue.object : a.cue.target;
    if (object < 0) {
        stand(dt);
        a.done = a.part_s > 0.5F;
        return;
    }
    const float h = body_.hip_m();
    const Vec3 there = view_->entity_pose(object).position;
    const Vec3 half = view_->entity_half_extent(object);
    const bool paws = body_.runner() == Runner::kSupple && half.y < 0.9F * h;
    const Vec3 shoulder = body_.skeleton().rest_pivot(body_.skeleton().find("left_fore_upper"));
    const float reach_m =
        std::min(half.x, half.z) + (paws ? shoulder.z + 0.42F * h : body_.nose_rest().z * 0.97F);
    if (a.part == 0) {
        if (a.part_s <= dt * 1.5F) {
            const auto edge = way_over_the_edge(there, reach_m);
            a.point = edge.value_or(Vec3{});
        }
        bool ready = false;
        if (length(a.point) > 0.0F) {
            const Vec3 way = normalize(a.point);
            AnimalRoute route;
            route.speed_mps = usual_speed(Verb::kWalk, 1.2F);
            route.destination = there - way * reach_m;
            route.destination->y = body_.root.y;
            route.final_yaw = std::atan2(way.x, way.z);
            route.tolerance_m = 0.12F * h;
            walker_.change(route);
            const bool stopped = walker_.step(body_, dt, *view_, falls_);
            const bool there_now = level_distance(*route.destination, body_.root) < 0.35F * h;
            ready = (stopped || (there_now && walker_.speed() < 0.15F)) &&
                    std::fabs(wrap_angle(*route.final_yaw - body_.yaw)) < 0.2F;
        } else {
            ready = approach(dt, there, reach_m, usual_speed(Verb::kWalk, 1.3F));
        }
        if (!ready && a.part_s < 8.0F) {
            look_towards(there, 0.4F);
            return;
        }
        a.next();
    }
    stand(dt);
    look_towards(there, 0.9F);
    const float t = a.part_s;
    const Vec3 ahead = body_.front();
    AnimalPosture& p = body_.want;
    const float hit_s = 0.85F;
    if (paws) {
        // Lifts a paw, waits for a look, and strikes.
        const float up = smoothstep(0.0F, 0.4F, t) * (1.0F - smoothstep(1.15F, 1.6F, t));
        const float out = smoothstep(0.68F, hit_s + 0.1F, t) * (1.0F - smoothstep(1.15F, 1.5F, t));
        body_.pace = 13.0F;
        if (t < 1.5F) {
            body_.paw[0].mode = PawMode::kFree;
        }
        const float level = clamp((there.y - body_.root.y) / h, 0.10F, 0.7F);
        p.foot_y[0] = up * level;
        p.foot_z[0] = 0.12F * up + 0.38F * out;
        p.foot_x[0] = -0.10F * up;
        p.wrist[0] = 50.0F * up * (1.0F - out);
        p.sway_x = -0.05F * up;
        p.fore_y -= 0.02F * up;
    } else {
        reach_.step(t < 1.2F ? 1.0F : 0.0F, dt, 6.0F);
        reach_with_nose(
            {there.x, clamp(there.y, body_.root.y + 0.2F * h, body_.root.y + 1.2F * h), there.z},
            1.0F,
            dt
        );
        const float butt = pulse(t, 0.55F, hit_s + 0.05F, 1.3F);
        p.shift_z += 0.14F * butt;
        body_.pace = 11.0F;
    }
    if (!a.told && t > hit_s) {
        a.told = true;
        float speed = (paws ? 0.9F : 0.8F) * clamp(a.cue.intensity, 0.4F, 2.0F) *
                      (a.cue.verb == Verb::kPush ? 1.0F : 1.5F);
        if (length(a.point) > 0.0F && a.cue.outcome != Outcome::kFailure) {
            // Enough to slide as far as the edge and a little over it.
            constexpr float kFriction = 0.6F;
            speed = std::max(
                speed, std::sqrt(2.0F * kFriction * view_->gravity() * length(a.point)) + 0.35F
            );
        }
        const Vec3 point = paws ? body_.knuckle(0) : body_.mouth();
        tell(
            SignalKind::kStrike,
            paws ? body_.paw_link(0) : body_.head_link(),
            object,
            point,
            ahead * speed,
            paws ? "paw" : "nose"
        );
    }
    a.done = t > 1.9F;
}

}  // namespace hibari::world
