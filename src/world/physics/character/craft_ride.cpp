#include "world/physics/character/craft_ride.h"

#include "world/physics/character/feet.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

void CraftRide::begin(const Cue& cue, Self& self) {
    cue_ = cue;
    cue_s_ = 0.0F;
    finished_ = false;
    has_goal_ = cue.destination.has_value();
    Vec3 way = cue.facing;
    if (length(way) < 0.1F) {
        way = heading_of(craft_.yaw);
    }
    goal_ = cue.destination.value_or(craft_.frame.position + normalize(way) * 40.0F);
    static_cast<void>(self);
}

float CraftRide::yaw_to_goal() const {
    const Vec3 way = goal_ - craft_.frame.position;
    return std::atan2(way.x, way.z);
}

float CraftRide::distance_to_goal() const {
    const Vec3 way = goal_ - craft_.frame.position;
    return std::sqrt(way.x * way.x + way.z * way.z);
}

float CraftRide::steer_to(float yaw, float limit, float dt) {
    const float error = wrap_angle(yaw - craft_.yaw);
    turn_rate_.step(clamp(error * 1.8F, -limit, limit), dt, 5.0F);
    craft_.yaw += turn_rate_.value * dt;
    return turn_rate_.value;
}

void CraftRide::fall(Self& self, const char* why) {
    craft_.released = true;
    lost_ = true;
    finished_ = true;
    self.go_limp(why);
}

bool CraftRide::leaps(Verb verb) {
    switch (verb) {
        case Verb::kJump:
        case Verb::kOllie:
        case Verb::kSpin:
        case Verb::kPirouette:
        case Verb::kBackflip:
        case Verb::kFrontFlip:
            return true;
        default:
            return false;
    }
}

std::optional<CraftRide::Ramp> CraftRide::find_ramp(const StageView& view, int entity) const {
    const auto entry = entity >= 0 ? view.anchor(entity, "entry") : std::nullopt;
    const auto lip = entity >= 0 ? view.anchor(entity, "lip") : std::nullopt;
    return entry && lip ? std::optional(Ramp{entry->position, lip->position}) : std::nullopt;
}

float CraftRide::yaw_along(const Ramp& ramp) const {
    const Vec3 line =
        normalize(Vec3{ramp.lip.x - ramp.entry.x, 0, ramp.lip.z - ramp.entry.z}, {0, 0, 1});
    const Vec3 off = craft_.frame.position - ramp.entry;
    return std::atan2(line.x, line.z) - clamp(dot(off, Vec3{line.z, 0, -line.x}), -0.6F, 0.6F);
}

float CraftRide::rise_along(const StageView& view, Vec3 ahead) const {
    constexpr float kReach = 0.35F;
    const Vec3 p = craft_.frame.position;
    const float here = ground_under(view, craft_.entity(), p);
    const float nose = ground_under(view, craft_.entity(), p + ahead * kReach) - here;
    const float tail = here - ground_under(view, craft_.entity(), p - ahead * kReach);
    return (nose > tail ? 0.5F * (nose + tail) : tail) / kReach;
}

bool CraftRide::leaves_ground(const StageView& view, Vec3 velocity, float dt) const {
    constexpr float kEdge = 0.012F;  // Metres in one step: an edge and not a crest.
    const Vec3 p = craft_.frame.position;
    const Vec3 next = p + Vec3{velocity.x * dt, 0, velocity.z * dt};
    const float falls = velocity.y * dt - 0.5F * view.gravity() * dt * dt;
    return ground_under(view, craft_.entity(), next) <
           ground_under(view, craft_.entity(), p) + falls - kEdge;
}

Vec3 CraftRide::trick_way() const {
    const Vec3 left = cross(Vec3{0, 1, 0}, heading_of(craft_.yaw));
    const float angle = 2.0F * kPi * static_cast<float>(cue_.turns);
    switch (cue_.verb) {
        case Verb::kSpin:
        case Verb::kPirouette:
            return Vec3{0, 1, 0} * angle;
        case Verb::kFrontFlip:
            return left * angle;
        case Verb::kBackflip:
            return left * -angle;
        default:
            return {};
    }
}

Vec3 CraftRide::normal_under(const StageView& view, Vec3 p) const {
    constexpr float kReach = 0.4F;
    const auto height = [&](float x, float z) {
        return ground_under(view, craft_.entity(), {p.x + x, p.y, p.z + z});
    };
    const float dx = height(kReach, 0) - height(-kReach, 0);
    const float dz = height(0, kReach) - height(0, -kReach);
    return normalize({-dx, 2.0F * kReach, -dz}, {0, 1, 0});
}

// Until something that falls from `center` is as low as the craft's middle is below it now.
float CraftRide::time_to_ground(const StageView& view, Vec3 center, Vec3 velocity) const {
    constexpr float kTick = 0.005F;
    constexpr float kLongest = 5.0F;
    const float above = center.y - craft_.frame.position.y;
    float t = 0.08F;
    for (; t < kLongest; t += kTick) {
        const Vec3 p = center + velocity * t - Vec3{0, 0.5F * view.gravity() * t * t, 0};
        if (p.y - above < ground_under(view, craft_.entity(), p)) {
            break;
        }
    }
    return t;
}

void CraftRide::launch(Self& self, Vec3 velocity, Vec3 way, Grip grip) {
    Body& body = self.body;
    const StageView& view = *self.view;
    const auto bone = static_cast<std::size_t>(grip.bone);
    const Pose holds{body.frames().pivot[bone], body.frames().turn[bone]};
    const Pose center{apply(craft_.frame, craft_.center()), craft_.frame.rotation};
    const Posture posture = body.now();
    const auto shape = [posture](float) { return posture; };
    body.leave_ground(shape, 7.0F);
    body.hold_fast(
        {.bone = grip.bone,
         .local = compose(inverse(holds), center),
         .mass_kg = craft_.mass_kg(),
         .inertia = inertia_of(craft_.blueprint(), craft_.center())},
        grip.arms
    );
    const Vec3 mass = body.loaded_center();
    const float air_s = time_to_ground(view, mass, velocity);
    const Vec3 down = mass + velocity * air_s;
    const Vec3 level = rotate(craft_.frame.rotation, {0, 1, 0});
    Quat end = rotation_between(level, normal_under(view, down)) * body.frames().turn[kPelvis];
    if (fails_in_air()) {
        // Not round enough; who only jumps tips over its nose.
        const Vec3 left = cross(Vec3{0, 1, 0}, heading_of(craft_.yaw));
        const bool plain = length(way) < 0.1F;
        const Vec3 missing = plain ? left * 0.85F : normalize(way) * (-0.72F * kPi);
        end = from_axis_angle(normalize(missing), length(missing)) * end;
        way += missing;
    }
    const Vec3 momentum = body.momentum_to_end(shape, end, way, air_s);
    body.take_off(
        {.velocity = velocity, .momentum = momentum, .gravity = view.gravity(), .shape = shape}
    );
    self.signal(SignalKind::kTakeOff, kLeftFoot, -1, mass, velocity);
    in_air_ = true;
}

bool CraftRide::fly(Self& self, float dt) {
    if (!in_air_) {
        return false;
    }
    cue_s_ += dt;
    const StageView& view = *self.view;
    const Vec3 velocity = self.body.flight()->velocity();
    self.face.brow = 0.8F;
    const Vec3 up = rotate(craft_.frame.rotation, {0, 1, 0});
    const bool upright = dot(up, normal_under(view, craft_.frame.position)) > 0.80F;
    // Who comes round sets the board down flat: its end may brush the snow on the way.
    const bool comes_round = !fails_in_air() && !upright;
    bool touches = false;
    for (const float z : {-0.85F, 0.0F, 0.85F}) {
        // Its under side, and its top when it comes down on that.
        for (const float y : {0.0F, 1.8F}) {
            const Vec3 p = apply(craft_.frame, Vec3{0, y, z} * craft_.half());
            const bool brushes = comes_round && z != 0.0F;
            touches = touches || (!brushes && p.y < ground_under(view, craft_.entity(), p));
        }
    }
    const Vec3 mass = self.body.flight()->center();
    const bool body_down =
        self.body.lowest_other_y() < ground_under(view, craft_.entity(), mass) + 0.02F;
    // Away from the slope it rises even when it sinks.
    const float rising = dot(velocity, normal_under(view, craft_.frame.position));
    if ((!touches && !body_down) || rising > 0.5F) {
        return true;
    }
    in_air_ = false;
    if (fails_in_air() || !upright) {
        fall(self, "crashed");
        return true;
    }
    self.signal(SignalKind::kLand, kLeftFoot, -1, mass, velocity);
    self.body.stop_flight(8.0F);
    const Vec3 ahead = craft_.front();
    craft_.yaw = std::atan2(ahead.x, ahead.z);
    resume(OnBoard::kStill);
    touch_down(self, velocity);
    return false;
}

void CraftRide::settle(Self& self) {
    if (in_air_) {
        const Pose load = self.body.load_pose();
        craft_.frame = {load.position - rotate(load.rotation, craft_.center()), load.rotation};
        craft_.pose_links();
    }
}

float across(float yaw) {
    return yaw - 0.5F * kPi;
}

Posture board_posture(float low, float facing_sign, float sway) {
    Posture p = standing_posture();
    p.pelvis.y = -0.07F - 0.30F * low;
    p.pelvis.z = -0.03F - 0.06F * low;
    p.hips.pitch = 9.0F + 22.0F * low;
    p.waist.pitch = 6.0F + 12.0F * low;
    p.chest.pitch = 4.0F + 4.0F * low;
    p.waist.yaw = 14.0F * facing_sign;
    p.chest.yaw = 18.0F * facing_sign;
    p.neck.yaw = 20.0F * facing_sign;
    p.head.yaw = 26.0F * facing_sign;
    p.neck.pitch = -4.0F - 8.0F * low;
    p.head.pitch = -8.0F - 14.0F * low;
    for (int side = 0; side < 2; ++side) {
        const float sign = side == 0 ? 1.0F : -1.0F;
        p.arm[static_cast<std::size_t>(side)] = {
            .raise = 14.0F + 10.0F * low + 5.0F * sway * sign,
            .spread = 34.0F + 26.0F * low + 7.0F * sway * sign,
            .twist = -4.0F,
            .elbow = 30.0F,
            .roll = 30.0F,
            .curl = 20.0F,
        };
    }
    return p;
}

bool is_driven_by_people(std::string_view kind) {
    return kind == "skateboard" || kind == "snowboard" || kind == "ski" || kind == "surfboard" ||
           kind == "paddleboard" || kind == "bicycle" || kind == "motorcycle";
}

std::unique_ptr<Ride> make_craft_ride(int entity, std::string_view anchor, const StageView& view) {
    const std::string_view kind = view.entity_kind(entity);
    const Blueprint* blueprint = view.entity_blueprint(entity);
    if (blueprint == nullptr || !is_driven_by_people(kind)) {
        return nullptr;
    }
    Craft craft(entity, *blueprint, view);
    std::string name(anchor);
    if (kind == "skateboard") {
        return make_skate_ride(entity, std::move(name), std::move(craft));
    }
    if (kind == "snowboard" || kind == "ski") {
        return make_snow_ride(entity, std::move(name), std::move(craft), kind == "ski");
    }
    if (kind == "surfboard") {
        return make_surf_ride(entity, std::move(name), std::move(craft));
    }
    if (kind == "paddleboard") {
        return make_paddle_ride(entity, std::move(name), std::move(craft));
    }
    return make_cycle_ride(entity, std::move(name), std::move(craft));
}

}  // namespace hibari::world
