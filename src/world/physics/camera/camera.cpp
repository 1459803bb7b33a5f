#include "world/physics/camera/camera.h"

#include "world/physics/camera/action_path.h"
#include "world/physics/camera/shake.h"
#include "world/physics/rigid/shape_distance.h"
#include "world/things/terrain_eval.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace hibari::world {

namespace {

constexpr float kWidestFov = 1.35F;    // rad, vertical or horizontal
constexpr float kWidestOwnFov = 1.0F;  // rad; a cramped room rather loses an edge
constexpr float kNearest = 0.12F;      // m, lens to solid
constexpr float kAboveGround = 0.10F;
constexpr float kAboveWater = 0.25F;

constexpr float kScopeAspect = 2.39F;  // What the cinematic style leaves of the picture.
constexpr float kGutter = 0.90F;       // Share of the picture that a fitted action may fill.
constexpr float kTurnCost = 1.3F;      // Of a look from aside, per radian.
constexpr float kSmallCost = 0.8F;     // Of a picture e times as wide.

constexpr float kPinAir = 1.7F;         // Around the pins when the picture has closed in.
constexpr float kPinElevation = 0.22F;  // rad
constexpr float kCloseIn = 1.1F;        // s, from the release of the ball

/// Where the camera stands and what it looks at, before any move.
struct Setup {
    Vec3 aim{};          ///< centre of what is framed
    Vec3 half{1, 1, 1};  ///< half of the framed box
    float yaw = 0.0F;    ///< 0: from +Z, + towards +X
    float elevation = 0.2F;
    float distance = 6.0F;
    float fov_y = 0.6F;
    float roll = 0.0F;
    bool follows = false;  ///< the camera moves along with the action
    bool tilts = false;    ///< it stays and looks up after what rises
};

float default_lens(Framing framing) {
    switch (framing) {
        case Framing::kWide:
            return 26.0F;
        case Framing::kMedium:
            return 50.0F;
        case Framing::kCloseUp:
        case Framing::kExtremeCloseUp:
            return 75.0F;
        default:
            return 38.0F;
    }
}

/// Vertical field of view of a 35 mm equivalent lens; its 36 mm lie along the longer side.
float fov_of(float lens_mm, float aspect) {
    const float tangent = 18.0F / lens_mm;
    return 2.0F * std::atan(aspect >= 1.0F ? tangent / aspect : tangent);
}

class Operator {
  public:
    Operator(
        const Timeline& timeline,
        const Scene& scene,
        const Layout& layout,
        const Shot& shot,
        const CameraOptions& options,
        Rng rng
    )
        : timeline_(timeline),
          scene_(scene),
          shot_(shot),
          options_(options),
          rng_(rng),
          cast_(cast_of(scene, layout, shot)),
          path_(action_path(timeline, scene, cast_)),
          handheld_(std::max({
              shot.camera.handheld,
              options.style == Style::kHandheld ? 0.65F : 0.0F,
              options.style == Style::kSelfie ? 0.4F : 0.0F,
              options.style == Style::kRetroVhs ? 0.35F : 0.0F,
          })),
          shake_(handheld_, rng.split("shake")) {
        subject_ = cast_.empty() ? -1 : cast_.front();
        choose_setup();
    }

    std::vector<CameraPose> run() {
        std::vector<CameraPose> poses;
        poses.reserve(static_cast<std::size_t>(timeline_.sample_count));
        for (int sample = 0; sample < timeline_.sample_count; ++sample) {
            poses.push_back(pose_at(sample));
        }
        return poses;
    }

  private:
    bool is_person() const {
        return subject_ >= 0 && scene_.actor(subject_).thing->category == Category::kPerson;
    }

    bool is_selfie() const { return options_.style == Style::kSelfie && is_person(); }

    // ---- The set-up

    void choose_framing() {
        const Box subject = path_.subject.front();
        const Vec3 size = path_.whole.size();
        float margin = 1.0F;
        Box framed = path_.whole;
        const Framing framing = shot_.camera.framing;
        const float subject_size = std::max(length(subject.size()), 0.02F);
        // A way that would leave the subject small in the picture is followed.
        const Vec3 roam = path_.whole_subject.size() - widest_subject();
        const float way = std::hypot(roam.x, roam.z);
        const float needed =
            std::max(size.y, std::max(size.x, 0.35F * size.z) / std::max(visible_aspect(), 0.4F));
        const bool lost = subject.size().y < least_share() * needed;
        const bool long_way = way > 0.5F * subject_size && lost;
        const bool rises = size.y > (subject.size().y > 1.0F ? 3.0F : 16.0F) * subject.size().y;
        setup_.follows = shot_.camera.move == CameraMove::kTrack || long_way || rises;
        setup_.tilts = rises && !long_way;
        const Box company{
            subject.center() + path_.company.low, subject.center() + path_.company.high
        };
        switch (framing) {
            case Framing::kAuto:
                if (setup_.follows) {
                    framed = company;
                    margin =
                        is_person() ? 1.45F : (subject.size().y > 0.4F ? 1.7F : small_margin());
                }
                break;
            case Framing::kWide:
                framed = setup_.follows ? company : path_.whole;
                margin = setup_.follows || cast_.size() < 2 ? 2.1F : 1.3F;
                break;
            case Framing::kFull:
                framed = setup_.follows ? company : path_.whole_subject;
                margin = 1.2F;
                break;
            case Framing::kMedium:
                framed = upper_part(subject, is_person() ? 0.52F : 1.0F);
                margin = 1.1F;
                break;
            case Framing::kCloseUp:
                framed = upper_part(subject, is_person() ? 0.24F : 1.0F);
                margin = is_person() ? 1.25F : 0.95F;
                break;
            case Framing::kExtremeCloseUp:
                framed = upper_part(subject, is_person() ? 0.13F : 1.0F);
                margin = is_person() ? 1.0F : 0.6F;
                break;
        }
        const bool tight = framing == Framing::kMedium || framing == Framing::kCloseUp ||
                           framing == Framing::kExtremeCloseUp;
        if (tight) {
            setup_.follows = length(path_.whole_subject.size()) > 1.4F * subject_size;
        }
        margin_ = margin;
        // Tall pictures of wide talk: everybody must fit, so nothing narrower than the box.
        setup_.aim = framed.center();
        const float least = 0.1F * length(framed.size());
        setup_.half = max(framed.size() * (0.5F * margin), Vec3{1, 1, 1} * least);
        const bool whole = framing == Framing::kAuto || framing == Framing::kWide;
        corners_.clear();
        if (whole && !setup_.follows) {
            corners_ = path_.corners;
        } else {
            const Vec3 reach = max(framed.size() * 0.5F, Vec3{1, 1, 1} * (least / margin));
            for (int i = 0; i < 8; ++i) {
                corners_.push_back(
                    setup_.aim +
                    Vec3{
                        (i & 1) != 0 ? reach.x : -reach.x,
                        (i & 2) != 0 ? reach.y : -reach.y,
                        (i & 4) != 0 ? reach.z : -reach.z
                    }
                );
            }
        }
        // A calm hand, but never so calm that a fast subject runs out of a small picture.
        float fastest = 0.05F;
        for (std::size_t i = 1; i < path_.subject.size(); ++i) {
            const float gone = distance(path_.subject[i].center(), path_.subject[i - 1].center());
            fastest = std::max(fastest, gone * kSampleRateHz / ActionPath::kStride);
        }
        const float room = std::min(setup_.half.x, setup_.half.y * options_.aspect);
        follow_width_s_ = static_cast<double>(std::min(0.35F, 0.4F * room / fastest));
    }

    static Box upper_part(const Box& box, float share) {
        Box part = box;
        part.low.y = box.high.y - share * box.size().y;
        if (share < 0.5F) {
            // Arms held out do not widen a portrait.
            const float width = std::min(0.5F * box.size().x, 0.6F * share * box.size().y);
            part.low.x = std::max(box.low.x, box.center().x - width);
            part.high.x = std::min(box.high.x, box.center().x + width);
        }
        return part;
    }

    float fov_x(float fov_y) const {
        return 2.0F * std::atan(std::tan(0.5F * fov_y) * options_.aspect);
    }

    /// Width over height of what the style leaves of the picture.
    float visible_aspect() const {
        return options_.style == Style::kCinematic ? std::max(options_.aspect, kScopeAspect)
                                                   : options_.aspect;
    }

    Vec3 widest_subject() const {
        Vec3 widest{};
        for (const Box& box : path_.subject) {
            widest = max(widest, box.size());
        }
        return widest;
    }

    /// Share of the picture's height below which a moving subject is followed.
    float least_share() const {
        if (is_person()) {
            return 0.42F;
        }
        return path_.subject.front().size().y > 0.4F ? 0.24F : 0.05F;
    }

    /// Around something small there is room for what it rolls on and into.
    float small_margin() const {
        return clamp(0.3F / std::max(path_.subject.front().size().y, 0.01F), 3.2F, 10.0F);
    }

    /// Aim and distance at which all corners lie in the picture, seen from yaw and elevation: in
    /// each of its two directions the edges' rays meet where the camera must stand.
    void fit_corners(Setup& setup) const {
        const Vec3 out = stand_point(setup.yaw, setup.elevation, 1.0F, {});
        const Vec3 right{std::cos(setup.yaw), 0, -std::sin(setup.yaw)};
        const Vec3 up = cross(out, right);
        const float room = kGutter / margin_;
        const float tall = std::tan(0.5F * setup.fov_y);
        const float ty = tall * room * options_.aspect / visible_aspect();
        const float tx = tall * room * options_.aspect;
        float low_x = -1e9F;
        float high_x = -1e9F;
        float low_y = -1e9F;
        float high_y = -1e9F;
        float nearest = -1e9F;
        float farthest = 1e9F;
        for (const Vec3& corner : corners_) {
            const float x = dot(corner, right);
            const float y = dot(corner, up);
            const float z = dot(corner, out);
            low_x = std::max(low_x, z - x / tx);
            high_x = std::max(high_x, z + x / tx);
            low_y = std::max(low_y, z - y / ty);
            high_y = std::max(high_y, z + y / ty);
            nearest = std::max(nearest, z);
            farthest = std::min(farthest, z);
        }
        const float stand =
            std::max({0.5F * (low_x + high_x), 0.5F * (low_y + high_y), nearest + 0.15F});
        const float middle = 0.5F * (nearest + farthest);
        setup.aim = right * (0.5F * (high_x - low_x) * tx) + up * (0.5F * (high_y - low_y) * ty) +
                    out * middle;
        setup.distance = stand - middle;
    }

    float default_elevation() const {
        const float height = 2.0F * setup_.half.y;
        switch (shot_.camera.angle) {
            case Angle::kLow:
                return -0.16F;
            case Angle::kHigh:
                return 0.62F;
            case Angle::kTopDown:
                return 1.50F;
            case Angle::kDutch:
            case Angle::kEye:
                break;
        }
        // Small things are seen from above, as by somebody who bends over a table; people at chest
        // height.
        return height < 0.5F ? 0.34F : (height < 1.2F ? 0.22F : 0.07F);
    }

    Vec3 stand_point(float yaw, float elevation, float distance, Vec3 aim) const {
        return aim + Vec3{
                         std::cos(elevation) * std::sin(yaw),
                         std::sin(elevation),
                         std::cos(elevation) * std::cos(yaw)
                     } * distance;
    }

    void choose_setup() {
        choose_framing();
        const float lens =
            shot_.camera.lens_mm > 0.0F ? shot_.camera.lens_mm : default_lens(shot_.camera.framing);
        setup_.fov_y = fov_of(lens, options_.aspect);
        setup_.roll = shot_.camera.angle == Angle::kDutch ? radians(13.0F) : 0.0F;
        const float elevation = default_elevation();
        const float lean = radians(rng_.split("yaw").uniform(9.0F, 17.0F)) *
                           (rng_.split("side").chance(0.5) ? 1.0F : -1.0F);
        float best_score = 1e9F;
        for (const float turn : {0.0F, -2.0F * lean, 0.45F, -0.45F, 0.85F, -0.85F, 1.3F, -1.3F}) {
            for (const float lift : {0.0F, 0.18F, 0.45F}) {
                Setup candidate = setup_;
                candidate.yaw = lean + turn;
                candidate.elevation = std::min(elevation + lift, 1.5F);
                fit(candidate);
                const float width = candidate.distance * std::tan(0.5F * candidate.fov_y);
                const float score = cost_of(candidate) + kTurnCost * std::abs(turn) + 0.8F * lift +
                                    kSmallCost * std::log(std::max(width, 1e-3F));
                if (score < best_score) {
                    best_score = score;
                    best_ = candidate;
                }
            }
        }
        setup_ = best_;
        offset_ = setup_.aim - path_.subject.front().center();
        if (setup_.follows) {
            // The subject stays in the middle from wherever a moving camera looks.
            offset_ = {0, offset_.y, 0};
        }
        choose_close();
    }

    /// A bowler's picture closes in on the pins while the ball rolls.
    void choose_close() {
        const bool free =
            shot_.camera.move == CameraMove::kStatic && shot_.camera.framing == Framing::kAuto;
        for (const Action& action : shot_.actions) {
            const int target = scene_.find(action.target);
            const int bowler = scene_.find(action.subject);
            if (!free || action.verb != Verb::kBowl || target < 0) {
                continue;
            }
            const auto thrown = std::find_if(
                timeline_.events.begin(),
                timeline_.events.end(),
                [&](const Event& event) {
                    return event.kind == EventKind::kThrown && event.entity == bowler;
                }
            );
            if (thrown == timeline_.events.end()) {
                continue;
            }
            Box pins;
            for (const int entity : cast_) {
                if (scene_.actor(entity).script.kind == scene_.actor(target).script.kind) {
                    pins.grow(entity_box(timeline_, entity, 0));
                }
            }
            Setup close = setup_;
            corners_.clear();
            for (int i = 0; i < 8; ++i) {
                corners_.push_back({
                    (i & 1) != 0 ? pins.high.x : pins.low.x,
                    (i & 2) != 0 ? pins.high.y : pins.low.y,
                    (i & 4) != 0 ? pins.high.z : pins.low.z,
                });
            }
            margin_ = kPinAir;
            close.elevation = kPinElevation;
            fit_corners(close);
            close_ = close;
            close_from_s_ = thrown->time_s;
            return;
        }
    }

    /// Distance for the lens; where walls leave no room, a wider lens.
    void fit(Setup& setup) const {
        fit_corners(setup);
        if (shot_.camera.lens_mm > 0.0F) {
            return;
        }
        const float widest = options_.aspect < 1.0F ? kWidestFov : kWidestOwnFov;
        const auto room = [&] {
            const Vec3 wanted = stand_point(setup.yaw, setup.elevation, setup.distance, setup.aim);
            return dot(confine(wanted) - setup.aim, normalize(wanted - setup.aim, {0, 0, 1}));
        };
        while (room() < setup.distance - 0.02F && setup.fov_y < widest) {
            setup.fov_y = std::min(1.08F * setup.fov_y, widest);
            fit_corners(setup);
        }
        setup.distance = clamp(room(), 0.3F, setup.distance);
    }

    /// Into the part of the place where a camera may stand.
    Vec3 confine(Vec3 at) const {
        const Environment& environment = timeline_.environment;
        const Place& place = *environment.place;
        const float reach = place.camera_reach_m;
        if (place.indoor) {
            const float side = std::min(reach, std::max(place.half_extent.x - 0.5F, 1.0F));
            at.x = clamp(at.x, -side, side);
            at.z = clamp(at.z, -(place.half_extent.z - 0.5F), reach);
            at.y = std::min(at.y, 2.0F * place.half_extent.y - 0.25F);
        } else {
            const float away = std::hypot(at.x, at.z);
            const float limit = std::max(reach, 60.0F);
            if (away > limit) {
                at.x *= limit / away;
                at.z *= limit / away;
            }
        }
        if (environment.terrain.kind != TerrainKind::kNone) {
            at.y = std::max(at.y, terrain_height(environment.terrain, at.x, at.z) + kAboveGround);
        }
        if (environment.water.present && !is_under_water(at)) {
            const float level = environment.water.level_m;
            if (terrain_height(environment.terrain, at.x, at.z) < level) {
                at.y = std::max(at.y, water_top(environment.water) + kAboveWater);
            }
        }
        return at;
    }

    /// Diving cameras stay under water when the whole action is there.
    bool is_under_water(Vec3 /*at*/) const {
        return path_.whole.high.y < timeline_.environment.water.level_m - 0.5F;
    }

    float cost_of(const Setup& setup) const {
        const Vec3 from =
            confine(stand_point(setup.yaw, setup.elevation, setup.distance, setup.aim));
        float cost = 6.0F * std::max(0.0F, setup.fov_y - 0.9F);
        cost += 3.0F *
                distance(from, stand_point(setup.yaw, setup.elevation, setup.distance, setup.aim)) /
                std::max(setup.distance, 0.1F);
        // Hidden subjects: rays to a few points at a few times.
        int hidden = 0;
        int rays = 0;
        for (const std::size_t i :
             {std::size_t{0}, path_.subject.size() / 2, path_.subject.size() - 1}) {
            const Box& box = path_.subject[i];
            for (const float height : {0.3F, 0.85F}) {
                const Vec3 point{
                    box.center().x, lerp(box.low.y, box.high.y, height), box.center().z
                };
                const auto hit = scene_.world().cast(from, point, subject_);
                ++rays;
                const bool by_cast = hit && in_cast(scene_.entity_of(hit->body));
                if (hit && hit->fraction < (by_cast ? 0.85F : 0.97F)) {
                    ++hidden;
                }
            }
        }
        // The others of the cast should not vanish behind the subject either.
        int covered = 0;
        for (const int entity : cast_) {
            const Box box = entity_box(timeline_, entity, 0);
            if (entity == subject_ || box.is_empty()) {
                continue;
            }
            const auto hit = scene_.world().cast(from, box.center(), entity);
            covered += hit && hit->fraction < 0.85F ? 1 : 0;
        }
        cost += 2.5F * static_cast<float>(covered) /
                static_cast<float>(std::max<std::size_t>(cast_.size(), 1));
        cost += 5.0F * static_cast<float>(hidden) / static_cast<float>(std::max(rays, 1));
        if (clearance(from) < kNearest) {
            cost += 8.0F;
        }
        return cost;
    }

    bool in_cast(int entity) const {
        return std::find(cast_.begin(), cast_.end(), entity) != cast_.end();
    }

    float clearance(Vec3 at) const {
        float nearest = 1e9F;
        const RigidWorld& world = scene_.world();
        for (int body = 0; body < world.body_count(); ++body) {
            Vec3 low;
            Vec3 high;
            world.bounds_of(body, low, high);
            const Vec3 pad{kNearest, kNearest, kNearest};
            low -= pad;
            high += pad;
            if (at.x < low.x || at.x > high.x || at.y < low.y || at.y > high.y || at.z < low.z ||
                at.z > high.z) {
                continue;
            }
            const Vec3 local = apply(inverse(world.pose(body)), at);
            for (const Part& part : world.parts(body)) {
                nearest = std::min(nearest, distance_to(part, local).distance);
            }
        }
        return nearest;
    }

    // ---- The move

    /// Progress of the move, eased, -1 .. 1 around the middle of the shot.
    float progress(int sample) const {
        const float u = static_cast<float>(sample) /
                        static_cast<float>(std::max(timeline_.sample_count - 1, 1));
        const float eased = u * u * (3.0F - 2.0F * u);
        return 2.0F * lerp(u, eased, 0.6F) - 1.0F;
    }

    CameraPose pose_at(int sample) const {
        const double time = static_cast<double>(sample) / kSampleRateHz;
        if (shot_.camera.move == CameraMove::kPointOfView && subject_ >= 0) {
            return point_of_view(sample, time);
        }
        if (is_selfie()) {
            return selfie(sample, time);
        }
        Setup setup = setup_;
        Vec3 raised{};
        if (setup.follows) {
            const double width = follow_width_s_ * kSampleRateHz;
            const Vec3 center = path_.smooth_center(path_.subject, sample, width);
            setup.aim = center + offset_;
            if (setup.tilts) {
                raised = setup.aim - setup_.aim;
                setup.aim = setup_.aim;
            }
        }
        if (close_) {
            const auto since = static_cast<float>(time - close_from_s_);
            const float u = clamp(since / kCloseIn, 0.0F, 1.0F);
            const float near = u * u * (3.0F - 2.0F * u);
            setup.aim = lerp(setup.aim, close_->aim, near);
            setup.distance = lerp(setup.distance, close_->distance, near);
            setup.elevation = lerp(setup.elevation, close_->elevation, near);
            setup.fov_y = lerp(setup.fov_y, close_->fov_y, near);
        }
        const float p = progress(sample) * clamp(shot_.camera.speed, 0.25F, 3.0F);
        Vec3 look = setup.aim + raised;
        Vec3 shift{};
        const Vec3 side{std::cos(setup.yaw), 0, -std::sin(setup.yaw)};
        float pan = 0.0F;
        float tilt = 0.0F;
        switch (shot_.camera.move) {
            case CameraMove::kPanLeft:
                pan = radians(16.0F) * p;
                break;
            case CameraMove::kPanRight:
                pan = -radians(16.0F) * p;
                break;
            case CameraMove::kTiltUp:
                tilt = radians(12.0F) * p;
                break;
            case CameraMove::kTiltDown:
                tilt = -radians(12.0F) * p;
                break;
            case CameraMove::kDollyIn:
                setup.distance *= clamp(1.0F - 0.32F * p, 0.35F, 2.5F);
                break;
            case CameraMove::kDollyOut:
                setup.distance *= clamp(1.0F + 0.36F * p, 0.35F, 3.0F);
                break;
            case CameraMove::kTruckLeft:
                shift = side * (-0.38F * setup.distance * p);
                break;
            case CameraMove::kTruckRight:
                shift = side * (0.38F * setup.distance * p);
                break;
            case CameraMove::kOrbit:
                setup.yaw += radians(48.0F) * p;
                break;
            case CameraMove::kCraneUp:
                setup.elevation = clamp(setup.elevation + 0.28F * (p + 0.6F), -0.2F, 1.45F);
                break;
            case CameraMove::kCraneDown:
                setup.elevation = clamp(setup.elevation + 0.28F * (0.6F - p), -0.2F, 1.45F);
                break;
            case CameraMove::kZoomIn:
                setup.fov_y *= clamp(1.0F - 0.34F * p, 0.3F, 1.8F);
                break;
            case CameraMove::kZoomOut:
                setup.fov_y *= clamp(1.0F + 0.34F * p, 0.3F, 1.8F);
                break;
            default:
                break;
        }
        setup.fov_y = std::min(setup.fov_y, kWidestFov);
        look += shift;
        const Vec3 ideal =
            stand_point(setup.yaw, setup.elevation, setup.distance, setup.aim) + shift;
        const Vec3 from = confine(ideal);
        Quat turn = look_rotation(look - from);
        turn = from_axis_angle({0, 1, 0}, pan) * turn * from_axis_angle({1, 0, 0}, tilt);
        return finish(from, turn, setup, sample, time);
    }

    CameraPose finish(Vec3 from, Quat turn, const Setup& setup, int sample, double time) const {
        const Vec3 wobble = shake_.turn(time);
        turn = turn * from_axis_angle({0, 0, 1}, setup.roll + wobble.z) *
               from_axis_angle({0, 1, 0}, wobble.y) * from_axis_angle({1, 0, 0}, wobble.x);
        CameraPose pose;
        pose.position = confine(from + shake_.shift(time) * std::min(setup.distance, 4.0F));
        pose.rotation = normalize(turn);
        pose.fov_y_rad = setup.fov_y;
        const Vec3 focus_at = path_.smooth_center(path_.subject, sample, 0.08 * kSampleRateHz);
        const Vec3 forward = rotate(pose.rotation, {0, 0, -1});
        pose.focus_m = std::max(0.05F, dot(focus_at - pose.position, forward));
        pose.aperture_m = aperture(pose);
        return pose;
    }

    float aperture(const CameraPose& pose) const {
        const float lens_m =
            0.018F / std::tan(0.5F * std::max(pose.fov_y_rad, fov_x(pose.fov_y_rad)));
        float stop = 0.0F;
        if (shot_.camera.shallow_focus) {
            stop = 1.6F;
        } else if (shot_.camera.framing == Framing::kCloseUp ||
                   shot_.camera.framing == Framing::kExtremeCloseUp) {
            stop = 4.0F;
        } else if (options_.style == Style::kCinematic) {
            stop = 2.8F;
        }
        if (stop <= 0.0F) {
            return 0.0F;
        }
        // Small subjects close by would drown in blur: stop down with the distance.
        return std::min(lens_m / stop, 0.012F * pose.focus_m);
    }

    std::optional<Pose> eyes(int sample) const {
        const Actor& actor = scene_.actor(subject_);
        for (const Anchor& anchor : actor.blueprint.anchors) {
            if (anchor.name != "eyes" && anchor.name != "mouth") {
                continue;
            }
            for (const BodyTrack& body : timeline_.bodies) {
                if (body.entity == subject_ && body.link == anchor.link) {
                    return compose(body.pose_at(sample), anchor.local);
                }
            }
        }
        return std::nullopt;
    }

    CameraPose point_of_view(int sample, double time) const {
        Setup setup = setup_;
        setup.fov_y =
            fov_of(shot_.camera.lens_mm > 0.0F ? shot_.camera.lens_mm : 24.0F, options_.aspect);
        setup.distance = 1.0F;
        const Box& box = path_.subject[std::min(
            static_cast<std::size_t>(sample / ActionPath::kStride), path_.subject.size() - 1
        )];
        if (const std::optional<Pose> head = eyes(sample)) {
            const Vec3 forward = rotate(head->rotation, {0, 0, 1});
            const Vec3 flat =
                normalize(Vec3{forward.x, 0.35F * forward.y - 0.08F, forward.z}, {0, 0, 1});
            return finish(
                head->position + forward * 0.14F, look_rotation(flat), setup, sample, time
            );
        }
        // A thing's view: along its way, from its top.
        const Vec3 now = path_.smooth_center(path_.subject, sample, 24.0);
        const Vec3 next = path_.smooth_center(path_.subject, sample + 30.0, 24.0);
        const Vec3 way = normalize(Vec3{next.x - now.x, 0, next.z - now.z}, {0, 0, 1});
        const Vec3 from{now.x, box.high.y + 0.1F, now.z};
        return finish(
            from - way * 0.1F, look_rotation(way - Vec3{0, 0.12F, 0}), setup, sample, time
        );
    }

    CameraPose selfie(int sample, double time) const {
        Setup setup = setup_;
        setup.fov_y = fov_of(24.0F, options_.aspect);
        setup.distance = 0.7F;
        const std::optional<Pose> head = eyes(sample);
        const Vec3 smooth = path_.smooth_center(path_.subject, sample, 0.25 * kSampleRateHz);
        const Vec3 face = head ? head->position : smooth + Vec3{0, 0.7F, 0};
        const Vec3 drift{0.4F * (smooth.x - face.x), 0.0F, 0.4F * (smooth.z - face.z)};
        Vec3 forward = head ? rotate(head->rotation, {0, 0, 1}) : Vec3{0, 0, 1};
        forward = normalize(Vec3{forward.x, 0, forward.z} + Vec3{0, 0, 0.3F}, {0, 0, 1});
        const Vec3 side = cross(Vec3{0, 1, 0}, forward);
        const Vec3 from = face + drift + forward * 0.68F + side * 0.22F + Vec3{0, 0.10F, 0};
        return finish(from, look_rotation(face + Vec3{0, -0.06F, 0} - from), setup, sample, time);
    }

    const Timeline& timeline_;
    const Scene& scene_;
    const Shot& shot_;
    CameraOptions options_;
    Rng rng_;
    std::vector<int> cast_;
    ActionPath path_;
    float handheld_;
    Shake shake_;
    int subject_ = -1;
    Setup setup_;
    Setup best_;
    Vec3 offset_{};
    std::vector<Vec3> corners_;   ///< what the set-up must hold
    float margin_ = 1.0F;         ///< air around it
    std::optional<Setup> close_;  ///< what the picture closes in on
    double close_from_s_ = 0.0;   ///< clip time
    double follow_width_s_ = 0.35;
};

}  // namespace

std::vector<CameraPose> film(
    const Timeline& timeline,
    const Scene& scene,
    const Layout& layout,
    const Shot& shot,
    const CameraOptions& options,
    Rng rng
) {
    return Operator(timeline, scene, layout, shot, options, rng).run();
}

}  // namespace hibari::world
