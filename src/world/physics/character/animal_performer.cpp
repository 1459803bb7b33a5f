#include "world/physics/character/animal_performer.h"

#include "world/physics/character/bird_performer.h"
#include "world/physics/character/feet.h"
#include "world/physics/character/fish_performer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

bool is_one_of(std::string_view kind, std::initializer_list<std::string_view> kinds) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

Runner runner_of(std::string_view kind) {
    if (kind == "rabbit") {
        return Runner::kHopper;
    }
    if (kind == "elephant") {
        return Runner::kHeavy;
    }
    const bool stiff = is_one_of(kind, {"horse", "zebra", "cow", "sheep", "pig", "deer"});
    return stiff ? Runner::kStiff : Runner::kSupple;
}

bool is_feline(std::string_view kind) {
    return is_one_of(kind, {"cat", "lion", "tiger"});
}

bool is_canine(std::string_view kind) {
    return is_one_of(kind, {"dog", "wolf", "fox"});
}

/// The name of the animal's own voice; sound knows these.
std::string voice_of(std::string_view kind, Verb verb) {
    if (verb == Verb::kMeow || is_feline(kind)) {
        return kind == "lion" || kind == "tiger" ? "roar" : "meow";
    }
    if (verb == Verb::kNeigh || kind == "horse" || kind == "zebra") {
        return "neigh";
    }
    if (kind == "cow") {
        return "moo";
    }
    if (kind == "sheep") {
        return "baa";
    }
    if (kind == "pig") {
        return "oink";
    }
    if (kind == "elephant") {
        return "trumpet";
    }
    return kind == "bear" ? "roar" : "bark";
}

float level_distance(Vec3 a, Vec3 b) {
    return length(Vec3{a.x - b.x, 0, a.z - b.z});
}

float pulse(float t, float from, float peak, float to) {
    return smoothstep(from, peak, t) * (1.0F - smoothstep(peak, to, t));
}

}  // namespace

AnimalPerformer::AnimalPerformer(
    const Entity&, const Thing& thing, const Blueprint& blueprint, Rng rng
)
    : kind_(thing.name), body_(blueprint, runner_of(thing.name)), rng_(rng) {
    poses_.resize(blueprint.links.size());
    clock_s_ = static_cast<float>(rng_.uniform(0.0, 20.0));
}

bool AnimalPerformer::runs_over(Verb verb) {
    switch (verb) {
        case Verb::kBark:
        case Verb::kMeow:
        case Verb::kNeigh:
        case Verb::kChirp:
        case Verb::kTalk:
        case Verb::kSing:
        case Verb::kLaugh:
        case Verb::kCry:
        case Verb::kLook:
        case Verb::kNod:
        case Verb::kShakeHead:
        case Verb::kWag:
            return true;
        default:
            return false;
    }
}

bool AnimalPerformer::can(Verb verb) const {
    if (runs_over(verb)) {
        return true;
    }
    switch (verb) {
        case Verb::kStay:
        case Verb::kStand:
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kCrawl:
        case Verb::kSwim:
        case Verb::kSit:
        case Verb::kLie:
        case Verb::kJump:
        case Verb::kBounce:
        case Verb::kClimb:
        case Verb::kDance:
        case Verb::kBow:
        case Verb::kSpin:
        case Verb::kPirouette:
        case Verb::kRoll:
        case Verb::kGraze:
        case Verb::kEat:
        case Verb::kDrink:
        case Verb::kPickUp:
        case Verb::kCatch:
        case Verb::kHold:
        case Verb::kDrop:
        case Verb::kPush:
        case Verb::kHit:
        case Verb::kTopple:
        case Verb::kKick:
        case Verb::kFall:
            return true;
        default:
            return false;
    }
}

void AnimalPerformer::place(const Pose& origin) {
    const Vec3 ahead = rotate(origin.rotation, {0, 0, 1});
    body_.place(origin.position, std::atan2(ahead.x, ahead.z), nullptr);
    placed_ = false;
    Joints none{};
    none[0] = from_axis_angle({0, 1, 0}, body_.yaw);
    Frames frames;
    body_.skeleton().forward(
        apply({origin.position, none[0]}, body_.skeleton().root_rest()), none, frames
    );
    body_.skeleton().poses(frames, poses_);
}

void AnimalPerformer::begin(const Cue& cue, const StageView& view) {
    view_ = &view;
    if (runs_over(cue.verb)) {
        Over over{.cue = cue};
        const bool calls = cue.verb == Verb::kBark || cue.verb == Verb::kMeow ||
                           cue.verb == Verb::kNeigh || cue.verb == Verb::kChirp;
        over.length_s =
            cue.duration_s > 0.0 ? static_cast<float>(cue.duration_s) : (calls ? 1.6F : 1.8F);
        if (calls && cue.duration_s <= 0.0 && cue.repeat > 1) {
            over.length_s = 0.5F * static_cast<float>(cue.repeat) + 0.6F;
        }
        over_.push_back(over);
        return;
    }
    if (act_ && body_.flying()) {
        // It lands first.
        body_.touch_down(view, false);
    }
    act_ = Act{.cue = cue};
    if (cue.verb == Verb::kHold) {
        held_ = cue.object;
        grip_ = {};
    }
    const bool stays_down = cue.verb == Verb::kEat || cue.verb == Verb::kStay ||
                            cue.verb == resting_ || (cue.verb == Verb::kStand && false);
    if (!stays_down) {
        resting_ = Verb::kStand;
    }
    walker_.begin(body_, route_for(cue));
}

void AnimalPerformer::speak(const Utterance& line) {
    words_ = line.mouth;
    words_s_ = 0.0;
    words_end_s_ = line.duration_s;
}

void AnimalPerformer::mount(std::optional<int>, std::string_view) {}

void AnimalPerformer::rise(std::span<const Pose> from) {
    rise_from_.emplace(from.begin(), from.end());
}

FacePose AnimalPerformer::face() const {
    FacePose face;
    face.mouth_open = clamp(jaw_now_.value / 30.0F, 0.0F, 1.0F);
    return face;
}

void AnimalPerformer::tell(
    SignalKind kind, int link, int object, Vec3 point, Vec3 velocity, std::string detail
) {
    signals_->push_back({
        .kind = kind,
        .link = link,
        .object = object,
        .point = point,
        .velocity = velocity,
        .detail = std::move(detail),
    });
}

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

// ---- Pieces of acts.

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
            if (over >= 0) {
                const Vec3 half = view_->entity_half_extent(over);
                const Vec3 there = view_->entity_pose(over).position;
                height = std::max(height, 2.0F * half.y + 0.25F * h);
                gap = level_distance(there, body_.root);
                distance_m =
                    1.6F * body_.length_m() + 2.0F * std::min(half.x, half.z) + 0.8F * height;
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
                    a.cue.destination.reset();
                } else {
                    a.done = true;
                }
            }
            return;
        }
    }
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
        const bool running = length(Vec3{speed.x, 0, speed.z}) > 0.7F;
        body_.touch_down(*view_, running);
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

void AnimalPerformer::look_towards(Vec3 point, float weight) {
    const Vec3 from = body_.frames().pivot[at(body_.head_link())];
    const Vec3 local =
        rotate(from_axis_angle({0, 1, 0}, -body_.yaw), normalize(point - from, {0, 0, 1}));
    const float yaw = clamp(degrees(std::atan2(local.x, local.z)), -95.0F, 95.0F);
    const float up = clamp(degrees(std::asin(clamp(local.y, -1.0F, 1.0F))), -55.0F, 50.0F);
    body_.want.neck_yaw += weight * 0.5F * yaw;
    body_.want.head_yaw += weight * 0.5F * yaw;
    body_.want.neck -= weight * 0.35F * up;
    body_.want.head -= weight * 0.65F * up;
}

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
    const bool aloft = above > 0.9F * h && length(drift) > 0.8F;
    const float radius = std::min(view_->entity_half_extent(object).y, 0.3F * h);
    const float gap = distance(body_.mouth(), there);
    switch (a.part) {
        case 0: {
            look_towards(there, 0.5F);
            if (above > 0.9F * h && !aloft) {
                // Still in somebody's hand.
                stand(dt);
                a.done = a.part_s > 6.0F;
                return;
            }
            // On the run: out of the air, or snatched from the ground as it rolls.
            const bool rolls = !aloft && length(drift) > 0.8F;
            const float beside = level_distance(body_.mouth(), there);
            reach_.step(rolls && beside < 1.2F * h ? 1.0F : 0.0F, dt, 9.0F);
            reach_with_nose(there, 1.2F, dt);
            if ((aloft && gap < radius + 0.40F * h) || (rolls && beside < radius + 0.35F * h)) {
                take_in_mouth(object, there);
                return;
            }
            const float away = level_distance(there, body_.root);
            const Verb pace = away > 6.0F * h || length(drift) > 0.8F ? Verb::kRun : Verb::kWalk;
            // Where it comes down to the mouth, when it flies.
            const float g = std::max(view_->gravity(), 0.3F);
            const float drop = std::max(0.0F, above - 1.1F * h);
            const float chase =
                std::max(usual_speed(pace, 1.0F), 2.2F * std::hypot(drift.x, drift.z));
            const float left_s =
                aloft ? (drift.y + std::sqrt(drift.y * drift.y + 2.0F * g * drop)) / g
                      : clamp(away / std::max(chase, 0.5F), 0.9F, 1.3F);
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
            if (gap < near || (a.part_s > 1.6F && gap < radius + 0.6F * h)) {
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

// After its own tail.
void AnimalPerformer::spin(float dt) {
    Act& a = *act_;
    const float h = body_.hip_m();
    const float turns = static_cast<float>(std::max(1, a.cue.repeat)) * 2.0F;
    AnimalRoute route;
    const float rate = 3.0F / std::sqrt(std::max(h, 0.2F)) * 0.8F;
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
    static_cast<void>(rate);
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
    body_.quick.sway_x = 0.9F * (turned - 0.0F) * 0.5F;
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

void AnimalPerformer::step_act(float dt) {
    Act& a = *act_;
    a.time_s += dt;
    a.part_s += dt;
    switch (a.cue.verb) {
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kCrawl:
        case Verb::kClimb:
        case Verb::kSwim:
            return travel(dt);
        case Verb::kSit:
        case Verb::kLie:
            return rest(dt);
        case Verb::kJump:
        case Verb::kBounce:
            return jump(dt);
        case Verb::kDance:
        case Verb::kBow:
            return frolic(dt);
        case Verb::kSpin:
        case Verb::kPirouette:
            return spin(dt);
        case Verb::kRoll:
            return roll_over(dt);
        case Verb::kGraze:
        case Verb::kEat:
        case Verb::kDrink:
            return graze(dt);
        case Verb::kPickUp:
        case Verb::kCatch:
            return fetch(dt);
        case Verb::kDrop:
            stand(dt);
            jaw_ = 20.0F;
            if (held_ >= 0 && a.part_s > 0.3F) {
                tell(SignalKind::kRelease, body_.head_link(), held_, body_.mouth());
                held_ = -1;
            }
            a.done = a.part_s > 0.7F;
            return;
        case Verb::kPush:
        case Verb::kHit:
        case Verb::kTopple:
        case Verb::kKick:
            return strike(dt);
        case Verb::kFall:
            return fall(dt);
        default: {
            if (walker_.striding() || length(body_.velocity) > 0.2F) {
                AnimalRoute halt;
                halt.speed_mps = 0.0F;
                halt.destination = body_.root;
                halt.facing = body_.yaw;
                walker_.change(halt);
                walker_.step(body_, dt, *view_, falls_);
            } else {
                stand(dt);
            }
            a.done = a.time_s > static_cast<float>(a.cue.duration_s) && a.time_s > 0.4F;
            return;
        }
    }
}

void AnimalPerformer::step_over(Over& over, float dt) {
    over.time_s += dt;
    const float t = over.time_s;
    const float w =
        smoothstep(0.0F, 0.2F, t) * (1.0F - smoothstep(over.length_s - 0.25F, over.length_s, t));
    AnimalPosture& q = body_.quick;
    const auto call = [&](float every_s, float open, float first_s) {
        const float since = t - first_s - every_s * static_cast<float>(over.calls);
        if (since >= 0.0F && t < over.length_s - 0.25F) {
            ++over.calls;
            tell(
                SignalKind::kCall,
                body_.head_link(),
                -1,
                body_.mouth(),
                {},
                voice_of(kind_, over.cue.verb)
            );
        }
        const float last = t - first_s - every_s * static_cast<float>(over.calls - 1);
        const float beat =
            over.calls > 0 ? pulse(last, -0.06F, 0.05F, 0.30F * std::max(1.0F, every_s)) : 0.0F;
        jaw_ = std::max(jaw_, open * beat);
        return beat;
    };
    switch (over.cue.verb) {
        case Verb::kBark: {
            const float beat = call(0.48F, 26.0F, 0.15F);
            q.neck -= 9.0F * beat;
            q.head -= 8.0F * beat;
            q.fore_y += 0.035F * beat;
            break;
        }
        case Verb::kMeow:
        case Verb::kChirp:
        case Verb::kSing:
        case Verb::kLaugh:
        case Verb::kCry: {
            const float beat = call(1.1F, 20.0F, 0.2F);
            q.head -= 13.0F * beat;
            q.neck -= 5.0F * beat;
            break;
        }
        case Verb::kNeigh: {
            const float beat = call(1.5F, 22.0F, 0.2F);
            q.neck -= 16.0F * beat;
            q.head -= 18.0F * beat;
            q.head_roll += 3.0F * beat * std::sin(30.0F * t);
            break;
        }
        case Verb::kLook:
            if (over.cue.target >= 0 || over.cue.object >= 0) {
                const int there = over.cue.target >= 0 ? over.cue.target : over.cue.object;
                look_towards(view_->entity_pose(there).position, w);
            } else if (over.cue.destination) {
                look_towards(*over.cue.destination + Vec3{0, body_.hip_m(), 0}, w);
            } else {
                q.neck_yaw += 38.0F * w * std::sin(2.2F * t);
                q.head_yaw += 22.0F * w * std::sin(2.2F * t);
            }
            break;
        case Verb::kNod:
            q.head += 14.0F * w * std::sin(8.0F * t);
            q.neck += 5.0F * w * std::sin(8.0F * t);
            break;
        case Verb::kShakeHead:
            q.head_roll += 20.0F * w * std::sin(22.0F * t);
            q.neck_yaw += 6.0F * w * std::sin(22.0F * t + 1.0F);
            break;
        case Verb::kWag:
            q.tail_yaw += 44.0F * w * std::sin(2.0F * kPi * 3.6F * t);
            q.bend += 4.0F * w * std::sin(2.0F * kPi * 3.6F * t + 0.6F);
            q.tail += 22.0F * w;
            break;
        default:
            look_towards(view_->camera_position(), 0.7F * w);
            break;
    }
}

void AnimalPerformer::move_mouth(float dt) {
    if (words_end_s_ >= 0.0) {
        words_s_ += static_cast<double>(dt);
        float open = 0.0F;
        for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
            const MouthKey& a = words_[i];
            const MouthKey& b = words_[i + 1];
            if (words_s_ >= a.time_s && words_s_ < b.time_s) {
                const double u = (words_s_ - a.time_s) / std::max(b.time_s - a.time_s, 1e-6);
                open = lerp(a.open, b.open, static_cast<float>(u));
            }
        }
        jaw_ = std::max(jaw_, 26.0F * open);
        body_.quick.head -= 4.0F * open;
        look_towards(view_->camera_position(), 0.5F);
        if (words_s_ > words_end_s_) {
            words_end_s_ = -1.0;
        }
    }
    if (held_ >= 0) {
        jaw_ = std::max(jaw_, 14.0F);
    }
    jaw_now_.step(jaw_, dt, 38.0F);
    body_.quick.jaw = jaw_now_.value;
}

void AnimalPerformer::step(double dt_s, const StageView& view, std::vector<Signal>& signals) {
    const auto dt = static_cast<float>(dt_s);
    view_ = &view;
    signals_ = &signals;
    clock_s_ += dt;
    falls_.clear();
    jaw_ = 0.0F;
    if (!placed_) {
        placed_ = true;
        body_.place(body_.root, body_.yaw, &view);
    }
    if (rise_from_) {
        body_.adopt(*rise_from_, view);
        walker_.begin(body_, {});
        rise_from_.reset();
        limp_ = false;
        resting_ = Verb::kStand;
    }
    if (act_) {
        step_act(dt);
    } else if (deep_water()) {
        act_ = Act{.cue = {.verb = Verb::kSwim, .destination = body_.root}};
        swim(dt);
        act_.reset();
    } else if (!limp_) {
        if (walker_.striding()) {
            // What it walked for is done: it comes to a halt.
            AnimalRoute halt;
            halt.speed_mps = 0.0F;
            halt.destination = body_.root;
            halt.facing = body_.yaw;
            walker_.change(halt);
            walker_.step(body_, dt, view, falls_);
        } else {
            stand(dt);
        }
    }
    if (!act_ || act_->cue.verb == Verb::kStand || act_->cue.verb == Verb::kStay ||
        act_->cue.verb == Verb::kSit || act_->cue.verb == Verb::kLie) {
        // The head is never quite still.
        wander_s_ -= dt;
        if (wander_s_ < 0.0F) {
            wander_s_ = static_cast<float>(rng_.uniform(0.8, 2.6));
            wander_yaw_ = static_cast<float>(rng_.normal()) * 16.0F;
            wander_pitch_ = static_cast<float>(rng_.normal()) * 4.0F;
        }
        gaze_yaw_.step(wander_yaw_, dt, 5.0F);
        gaze_pitch_.step(wander_pitch_, dt, 5.0F);
        body_.quick.neck_yaw += 0.5F * gaze_yaw_.value;
        body_.quick.head_yaw += 0.5F * gaze_yaw_.value;
        body_.quick.head += gaze_pitch_.value;
    } else {
        gaze_yaw_.step(0.0F, dt, 5.0F);
        gaze_pitch_.step(0.0F, dt, 5.0F);
        body_.quick.neck_yaw += 0.5F * gaze_yaw_.value;
        body_.quick.head_yaw += 0.5F * gaze_yaw_.value;
        body_.quick.head += gaze_pitch_.value;
    }
    if (!act_ || (act_->cue.verb != Verb::kGraze && act_->cue.verb != Verb::kEat &&
                  act_->cue.verb != Verb::kDrink && act_->cue.verb != Verb::kPickUp &&
                  act_->cue.verb != Verb::kCatch && act_->cue.verb != Verb::kPush &&
                  act_->cue.verb != Verb::kHit && act_->cue.verb != Verb::kTopple)) {
        reach_.step(0.0F, dt, 6.0F);
    }
    for (std::size_t i = 0; i < over_.size();) {
        step_over(over_[i], dt);
        if (over_[i].time_s >= over_[i].length_s) {
            over_.erase(over_.begin() + static_cast<std::ptrdiff_t>(i));
            if (!act_) {
                tell(SignalKind::kDone, -1, -1, {}, {}, "gesture");
            }
        } else {
            ++i;
        }
    }
    move_mouth(dt);
    grip_ease_.step(dt, 9.0F);
    body_.solve(dt, view);
    body_.skeleton().poses(body_.frames(), poses_);
    for (const PawFall& fall : falls_) {
        tell(
            SignalKind::kFootDown,
            body_.paw_link(fall.leg),
            -1,
            body_.paw[at(fall.leg)].at,
            {0, -fall.speed_mps, 0}
        );
    }
    if (act_ && act_->done) {
        act_.reset();
        tell(SignalKind::kDone, -1, -1, {}, {}, "act");
    }
}

Pose AnimalPerformer::carry_pose(int object, const StageView& view) const {
    if (object != held_) {
        return view.entity_pose(object);
    }
    const Quat turn = normalize(body_.head_turn() * grip_.rotation);
    return {body_.mouth() + grip_off_ * grip_ease_.value, turn};
}

std::unique_ptr<Performer> make_animal_performer(
    const Entity& entity, const Thing& thing, const Blueprint& blueprint, Rng rng
) {
    const auto has = [&](std::string_view name) {
        return std::any_of(blueprint.links.begin(), blueprint.links.end(), [&](const Link& link) {
            return link.name == name;
        });
    };
    if (has("left_hind_paw")) {
        return std::make_unique<AnimalPerformer>(entity, thing, blueprint, rng);
    }
    if (has("left_wing")) {
        return std::make_unique<BirdPerformer>(entity, thing, blueprint, rng);
    }
    if (has("body_1")) {
        return std::make_unique<FishPerformer>(entity, thing, blueprint, rng);
    }
    return nullptr;
}

}  // namespace hibari::world
