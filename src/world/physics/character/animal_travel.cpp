// How it stands, goes and swims, and how it comes to a thing.
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

float AnimalPerformer::usual_speed(Verb verb, float intensity) const {
    // From Froude numbers, so that a cat and a horse both walk at their own pace.
    const float unit = std::sqrt(std::max(view_->gravity(), 0.5F) * body_.hip_m());
    float number = 0.22F;
    switch (verb) {
        case Verb::kRun:
            number = body_.runner() == Runner::kHeavy ? 0.7F : 3.2F;
            break;
        case Verb::kSneak:
        case Verb::kCrawl:
            number = 0.05F;
            break;
        default:
            break;
    }
    if (body_.runner() == Runner::kHopper && verb == Verb::kWalk) {
        number = 0.35F;
    }
    return unit * std::sqrt(number) * clamp(intensity, 0.3F, 1.8F);
}

AnimalRoute AnimalPerformer::route_for(const Cue& cue) const {
    AnimalRoute route;
    route.speed_mps = usual_speed(cue.verb, cue.intensity);
    route.destination = cue.destination;
    route.facing = std::atan2(cue.facing.x, cue.facing.z);
    route.sneaking = cue.verb == Verb::kSneak || cue.verb == Verb::kCrawl;
    if (cue.destination && cue.duration_s > 0.2) {
        const float wanted =
            level_distance(*cue.destination, body_.root) / static_cast<float>(cue.duration_s);
        route.speed_mps = clamp(1.15F * wanted, 0.5F * route.speed_mps, 1.6F * route.speed_mps);
    }
    return route;
}

bool AnimalPerformer::deep_water() const {
    const auto water = view_->water_y(body_.root.x, body_.root.z);
    return water && *water - view_->ground_y(body_.root.x, body_.root.z) > 0.85F * body_.hip_m();
}

void AnimalPerformer::stand(float dt) {
    AnimalPosture& p = body_.want;
    const float h = body_.hip_m();
    body_.bob_weight = std::max(0.0F, body_.bob_weight - 4.0F * dt);
    body_.quick = {};
    const float breath = std::sin(2.2F * clock_s_);
    body_.quick.fore_y = 0.005F * breath;
    body_.quick.tail_yaw = is_canine(kind_) ? 0.0F : 9.0F * std::sin(0.9F * clock_s_);
    if (is_feline(kind_)) {
        body_.quick.tail_curl = 9.0F * std::sin(1.3F * clock_s_ + 1.0F);
    }
    p = {};
    if (resting_ == Verb::kSit) {
        // On its haunches: hind feet under the belly, fore legs straight.
        const float drop = body_.lie_hind() * 0.90F;
        p.hind_y = -drop;
        p.fore_y = 0.02F;
        const float rise = std::asin(clamp(drop * h / body_.length_m(), 0.0F, 0.95F));
        const float shorter = body_.length_m() * (1.0F - std::cos(rise)) / h;
        p.shift_z = 0.5F * shorter;
        p.foot_z[2] = p.foot_z[3] = 0.5F * shorter + 0.40F;
        p.foot_x[2] = p.foot_x[3] = 0.10F;
        p.back = 8.0F;
        p.tail = -14.0F;
        p.tail_curl = -6.0F;
    } else if (resting_ == Verb::kLie) {
        p.hind_y = -body_.lie_hind();
        p.fore_y = -body_.lie_fore();
        p.foot_z[0] = p.foot_z[1] = 0.36F;
        p.foot_z[2] = p.foot_z[3] = 0.34F;
        p.foot_x[2] = p.foot_x[3] = 0.16F;
        p.neck = -4.0F;
        p.tail = -8.0F;
    }
    body_.pace = 6.0F;
    if (body_.velocity.x != 0.0F || body_.velocity.z != 0.0F) {
        const float keep = std::exp(-5.0F * dt);
        body_.velocity = body_.velocity * keep;
        body_.root.x += body_.velocity.x * dt;
        body_.root.z += body_.velocity.z * dt;
    }
    AnimalWalker::settle(body_, dt, *view_, falls_);
}

void AnimalPerformer::travel(float dt) {
    if (deep_water()) {
        swim(dt);
        return;
    }
    body_.afloat_y.reset();
    body_.pace = 7.0F;
    act_->done = walker_.step(body_, dt, *view_, falls_);
    if (act_->cue.duration_s > 0.0 && !act_->cue.destination &&
        act_->time_s > static_cast<float>(act_->cue.duration_s)) {
        act_->done = true;
    }
}

// A dog's paddle: the body level under the water, the head held out of it.
void AnimalPerformer::swim(float dt) {
    const float h = body_.hip_m();
    const float water = *view_->water_y(body_.root.x, body_.root.z);
    swim_phase_ += 1.7F / std::sqrt(std::max(h, 0.2F)) * dt;
    if (body_.paw[0].mode != PawMode::kFree) {
        body_.free_paws();
    }
    const AnimalRoute route = route_for(act_->cue);
    const float wanted = std::min(route.speed_mps, 0.7F * std::sqrt(9.81F * h) * 0.6F);
    Vec3 way = Vec3{std::sin(route.facing), 0, std::cos(route.facing)};
    bool there = false;
    if (route.destination) {
        way = *route.destination - body_.root;
        way.y = 0;
        there = length(way) < 0.4F;
    }
    const float error = wrap_angle(std::atan2(way.x, way.z) - body_.yaw);
    body_.yaw += clamp(error * 2.0F, -1.0F, 1.0F) * dt;
    body_.velocity =
        lerp(body_.velocity, body_.front() * (there ? 0.0F : wanted), std::min(1.0F, 2.5F * dt));
    body_.root.x += body_.velocity.x * dt;
    body_.root.z += body_.velocity.z * dt;
    body_.afloat_y = water - 1.04F * h;
    body_.bob_weight = 0.0F;
    AnimalPosture& p = body_.want;
    p = {};
    p.fore_y = 0.05F;
    p.hind_y = -0.10F;
    p.neck = -14.0F;
    p.head = 14.0F;
    p.tail = 10.0F;
    body_.quick = {};
    for (int i = 0; i < 4; ++i) {
        const float phase = 2.0F * kPi * (swim_phase_ + (i == 1 || i == 2 ? 0.5F : 0.0F));
        body_.quick.foot_z[at(i)] = 0.34F * std::cos(phase);
        body_.quick.foot_y[at(i)] = 0.22F + 0.20F * std::sin(phase);
        body_.quick.wrist[at(i)] = 30.0F + 30.0F * std::sin(phase);
    }
    body_.quick.hind_y = 0.015F * std::sin(4.0F * kPi * swim_phase_);
    body_.quick.tail_yaw = 10.0F * std::sin(2.0F * kPi * swim_phase_);
    body_.pace = 6.0F;
    act_->done = there;
}

bool AnimalPerformer::approach(float dt, Vec3 point, float distance_m, float speed_mps) {
    const float h = body_.hip_m();
    const Vec3 way = point - body_.root;
    const float left = std::sqrt(way.x * way.x + way.z * way.z);
    const float yaw = std::atan2(way.x, way.z);
    const bool near = left < distance_m + 0.05F * h;
    const bool faces = std::fabs(wrap_angle(yaw - body_.yaw)) < 0.12F;
    AnimalRoute route;
    route.speed_mps = speed_mps;
    route.facing = yaw;
    route.final_yaw = yaw;
    if (left > distance_m + 0.7F * h) {
        route.destination = point - normalize(Vec3{way.x, 0, way.z}, body_.front()) * distance_m;
    } else if (near || !faces) {
        route.destination = body_.root;  // Turns where it stands.
    } else {
        route.speed_mps = std::min(speed_mps, 1.5F * (left - distance_m) + 0.12F * std::sqrt(h));
    }
    walker_.change(route);
    const bool stopped = walker_.step(body_, dt, *view_, falls_);
    return near && faces && (stopped || walker_.speed() < 0.1F);
}

void AnimalPerformer::rest(float dt) {
    Act& a = *act_;
    const bool far = a.cue.destination &&
                     level_distance(*a.cue.destination, body_.root) > 1.2F * body_.length_m();
    if (a.part == 0) {
        if (far && a.cue.target >= 0) {
            walker_.step(body_, dt, *view_, falls_);
            return;
        }
        if (walker_.striding() || length(body_.velocity) > 0.15F) {
            AnimalRoute halt;
            halt.speed_mps = 0.0F;
            halt.destination = body_.root;
            halt.facing = body_.yaw;
            walker_.change(halt);
            if (!walker_.step(body_, dt, *view_, falls_) && a.part_s < 2.5F) {
                return;
            }
        }
        resting_ = a.cue.verb == Verb::kLie ? Verb::kLie : Verb::kSit;
        a.next();
    }
    stand(dt);
    const double length_s = a.cue.duration_s > 0.0 ? a.cue.duration_s : 1.6;
    a.done = a.part_s > static_cast<float>(length_s);
}

}  // namespace hibari::world
