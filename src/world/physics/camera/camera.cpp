#include "world/physics/camera/camera.h"

#include "world/physics/camera/action_path.h"
#include "world/physics/camera/bell_mean.h"
#include "world/physics/camera/framing.h"
#include "world/physics/camera/look_past.h"
#include "world/physics/camera/shake.h"
#include "world/physics/camera/sight_lines.h"
#include "world/physics/camera/viewpoint.h"
#include "world/things/terrain_eval.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

namespace hibari::world {

namespace {

constexpr float kWidestFov = 1.35F;    // rad, vertical or horizontal
constexpr float kCraneLift = 0.38F;    // rad to either side of the middle of its rise
constexpr float kScopeAspect = 2.39F;  // What the cinematic style leaves of the picture.

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
          path_(action_path(timeline, scene, layout, shot)),
          sight_(timeline),
          handheld_(std::max({
              shot.camera.handheld,
              options.style == Style::kHandheld ? 0.65F : 0.0F,
              options.style == Style::kSelfie ? 0.4F : 0.0F,
              options.style == Style::kRetroVhs ? 0.35F : 0.0F,
          })),
          shake_(handheld_, rng.split("shake")),
          subject_(path_.subject().entity()),
          view_yaw_(layout.view_yaw) {
        if (options.start) {
            await_entrances(path_, {options.start->pose, options.aspect});
        }
        for (std::size_t step = 0; step < path_.steps; ++step) {
            const Box& box = path_.subject().boxes[step];
            subject_way_.push_back(box.is_empty() && step > 0 ? subject_way_.back() : box.center());
            const Box held = path_.held(step);
            const bool without = !path_.subject().in_action[step] && !held.is_empty();
            focus_way_.push_back(without ? held.center() : subject_way_.back());
        }
        choose_view(rng);
        choose_side();
    }

    std::vector<CameraPose> run() {
        if (!options_.start) {
            return all_poses();
        }
        // Nothing else is asked for than to go on: the picture stays as long as it can.
        const bool goes_on = shot_.camera.move == CameraMove::kAuto &&
                             shot_.camera.framing == Framing::kAuto && view_.stays();
        const double wait_s = goes_on ? good_for_s(*options_.start, path_, options_.aspect) : 0.0;
        // A move that leads into something is made smaller.
        for (const float share : {1.0F, 0.6F, 0.3F, 0.0F}) {
            share_ = share;
            if (auto poses = carry_on(*options_.start, all_poses(), wait_s, sight_)) {
                return std::move(*poses);
            }
        }
        return look_on(*options_.start, all_poses());
    }

  private:
    std::vector<CameraPose> all_poses() const {
        std::vector<CameraPose> poses;
        poses.reserve(static_cast<std::size_t>(timeline_.sample_count));
        for (int sample = 0; sample < timeline_.sample_count; ++sample) {
            poses.push_back(pose_at(sample));
        }
        return poses;
    }

    bool is_person() const {
        return subject_ >= 0 && scene_.actor(subject_).thing->category == Category::kPerson;
    }

    bool is_selfie() const { return options_.style == Style::kSelfie && is_person(); }

    float fov_x(float fov_y) const {
        return 2.0F * std::atan(std::tan(0.5F * fov_y) * options_.aspect);
    }

    /// The entity that the script's `from` names: a shoulder, or where a look or a focus begins.
    int from() const { return scene_.find(shot_.camera.from); }

    bool looks_past() const {
        return from() >= 0 && subject_ >= 0 && from() != subject_ &&
               (shot_.camera.framing == Framing::kOverShoulder || shot_.camera.rack_focus);
    }

    /// Width over height of what the style leaves of the picture.
    float visible_aspect() const {
        return options_.style == Style::kCinematic ? std::max(options_.aspect, kScopeAspect)
                                                   : options_.aspect;
    }

    float default_elevation(const Framed& framed) const {
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
        if (ends_in_waves()) {
            constexpr float kOverCrests = 0.36F;
            return kOverCrests;
        }
        const Box first = framed.steps.front().all();
        // Small things are seen from above, as by somebody who bends over a table; people at chest
        // height, and one alone at the height of what is shown of him.
        constexpr float kLevel = 0.07F;
        const float height = first.size().y;
        if (framed.steps.front().portraits.size() == 1) {
            return kLevel;
        }
        return height < 0.5F ? 0.34F : (height < 1.2F ? 0.22F : kLevel);
    }

    /// Who swims between high waves is seen from above their crests.
    bool ends_in_waves() const {
        constexpr float kHigh_m = 0.5F;
        const Water& water = timeline_.environment.water;
        return water.present && water_top(water) - water.level_m > kHigh_m &&
               std::ranges::any_of(shot_.actions, [&](const Action& action) {
                   const bool falls_in =
                       action.outcome == Outcome::kFailure &&
                       (action.verb == Verb::kSurf || action.verb == Verb::kPaddle);
                   return action.verb == Verb::kSwim || falls_in;
               });
    }

    /// "rolls behind a rock and comes out": seen from the side, not over the rock from above.
    bool goes_behind() const {
        return std::ranges::any_of(shot_.actions, [&](const Action& action) {
            const auto mover = std::ranges::find(shot_.entities, action.subject, &Entity::id);
            const bool moves = action.verb == Verb::kRoll || action.verb == Verb::kSlide ||
                               action.verb == Verb::kDrive || action.verb == Verb::kSail ||
                               action.verb == Verb::kWalk || action.verb == Verb::kRun;
            return moves && mover != shot_.entities.end() &&
                   std::ranges::any_of(mover->relations, [](const Relation& relation) {
                       return relation.kind == RelationKind::kBehind;
                   });
        });
    }

    void choose_view(const Rng& rng) {
        const Framed framed = frame_shot(timeline_, scene_, path_, shot_);
        // A place by itself is looked at as a landscape is.
        const Framing framing = subject_ < 0 && shot_.camera.framing == Framing::kAuto
                                    ? Framing::kWide
                                    : shot_.camera.framing;
        const float lens =
            shot_.camera.lens_mm > 0.0F ? shot_.camera.lens_mm : default_lens(framing);
        view_ = choose_viewpoint(
            timeline_,
            sight_,
            path_,
            framed,
            {
                .fov_y = fov_of(lens, options_.aspect),
                .lens_is_given = shot_.camera.lens_mm > 0.0F,
                .elevation = default_elevation(framed),
                .angle_is_given =
                    shot_.camera.angle != Angle::kEye && shot_.camera.angle != Angle::kDutch,
                .lean = view_yaw_.value_or(
                    radians(rng.split("yaw").uniform(9.0F, 17.0F)) *
                    (rng.split("side").chance(0.5) ? 1.0F : -1.0F)
                ),
                .travels = shot_.camera.move == CameraMove::kTrack || goes_along(),
                .stays = shot_.camera.move == CameraMove::kStatic,
                .goes_behind = goes_behind(),
                .aspect = options_.aspect,
                .visible_aspect = visible_aspect(),
                .from = options_.start ? std::optional(options_.start->pose) : std::nullopt,
                .holds = framing == Framing::kAuto,
                .stop = options_.stop,
            }
        );
        diving_ = framed.is_under(timeline_.environment.water.level_m);
    }

    /// It went along with the action and nothing else is asked.
    bool goes_along() const {
        constexpr float kGoes_mps = 0.5F;
        return options_.start && length(options_.start->velocity) > kGoes_mps &&
               shot_.camera.move == CameraMove::kAuto && shot_.camera.framing == Framing::kAuto;
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
        if (looks_past()) {
            return past(sample, time);
        }
        View view = view_.at(sample);
        const float pace = clamp(shot_.camera.speed, 0.25F, 3.0F);
        const float across = progress(sample) * pace;
        // A move of a part that goes on begins where the camera is.
        const float p = options_.start ? (progress(sample) + 1.0F) * pace * share_ : across;
        const float low = options_.start ? 0.0F : 0.7F * kCraneLift;
        Vec3 shift{};
        const Vec3 side{std::cos(view.yaw), 0, -std::sin(view.yaw)};
        float pan = 0.0F;
        switch (shot_.camera.move) {
            case CameraMove::kPanLeft:
            case CameraMove::kPanRight:
                if (from() >= 0 && subject_ >= 0) {
                    look_across(view, sample, across);
                } else {
                    pan = radians(16.0F) * p *
                          (shot_.camera.move == CameraMove::kPanLeft ? 1.0F : -1.0F);
                }
                break;
            case CameraMove::kTiltUp:
            case CameraMove::kTiltDown:
                if (from() >= 0 && subject_ >= 0) {
                    look_across(view, sample, across);
                } else if (!subject_leaves()) {
                    look_along(
                        view, sample, shot_.camera.move == CameraMove::kTiltUp ? across : -across
                    );
                }
                break;
            case CameraMove::kDollyIn:
                view.distance *= clamp(1.0F - 0.32F * p, 0.35F, 2.5F);
                break;
            case CameraMove::kDollyOut:
                view.distance *= clamp(1.0F + 0.36F * p, 0.35F, 3.0F);
                break;
            case CameraMove::kTruckLeft:
                shift = side * (-0.38F * view.distance * p);
                break;
            case CameraMove::kTruckRight:
                shift = side * (0.38F * view.distance * p);
                break;
            case CameraMove::kOrbit:
                view.yaw += radians(48.0F) * p;
                break;
            case CameraMove::kCraneUp:
                view.elevation = clamp(view.elevation + kCraneLift * p + low, -0.2F, 1.45F);
                break;
            case CameraMove::kCraneDown:
                view.elevation = clamp(view.elevation - kCraneLift * p + low, -0.2F, 1.45F);
                break;
            case CameraMove::kZoomIn:
                view.fov_y *= clamp(1.0F - 0.34F * p, 0.3F, 1.8F);
                break;
            case CameraMove::kZoomOut:
                view.fov_y *= clamp(1.0F + 0.34F * p, 0.3F, 1.8F);
                break;
            default:
                break;
        }
        view.fov_y = std::min(view.fov_y, kWidestFov);
        const Vec3 from =
            stand(stand_point(view.yaw, view.elevation, view.distance, view.base) + shift);
        Quat turn = look_rotation(view.aim + shift - from);
        turn = from_axis_angle({0, 1, 0}, pan) * turn;
        return finish(from, turn, view, sample, time);
    }

    /// Where one looks at somebody or something, without the bobbing of a head.
    PastPoint point_of(int entity, int sample) const {
        constexpr float kBust_m = 0.9F;
        const bool person = scene_.actor(entity).thing->category == Category::kPerson;
        PastPoint point{.is_person = person};
        point.at = bell_mean(
            static_cast<double>(sample) / ActionPath::kStride,
            0.25 * kSampleRateHz / ActionPath::kStride,
            path_.steps,
            [&](std::size_t step) {
                const int at = static_cast<int>(step) * ActionPath::kStride;
                const std::optional<Pose> head = eyes_of(entity, at);
                return head ? head->position : entity_box(timeline_, entity, at).center();
            }
        );
        const Vec3 size = entity_box(timeline_, entity, 0).size();
        point.size_m = person ? kBust_m : std::max({size.x, size.y, size.z, 0.05F});
        return point;
    }

    /// From one thing to another, each as large as it may be.
    void look_across(View& view, int sample, float p) const {
        const PastPoint first = point_of(from(), sample);
        const PastPoint last = point_of(subject_, sample);
        view.aim = lerp(first.at, last.at, smoothstep(-0.8F, 0.8F, p));
        const float large = std::max(first.size_m, last.size_m);
        const float far =
            distance(stand_point(view.yaw, view.elevation, view.distance, view.base), view.aim);
        view.fov_y = std::min(view.fov_y, 2.0F * std::atan(0.75F * large / std::max(far, 0.1F)));
    }

    /// Then a tilt goes after it, and is in the view already.
    bool subject_leaves() const {
        const Box way = std::accumulate(
            subject_way_.begin(),
            subject_way_.end(),
            Box{},
            [](Box box, const Vec3& at) {
                box.grow(at);
                return box;
            }
        );
        return way.size().y > path_.subject().size.y;
    }

    /// From the foot of the subject to its top, `p` from -1 to 1.
    void look_along(View& view, int sample, float p) const {
        constexpr float kSeen = 0.55F;  // Of its height at a time.
        const Vec3 middle = calm(subject_way_, sample, 0.25);
        const float height = path_.subject().size.y;
        view.aim = middle + Vec3{0, 0.5F * (1.0F - kSeen) * height * std::clamp(p, -1.0F, 1.0F), 0};
        const float far =
            distance(stand_point(view.yaw, view.elevation, view.distance, view.base), view.aim);
        view.fov_y =
            std::min(view.fov_y, 2.0F * std::atan(0.5F * kSeen * height / std::max(far, 0.1F)));
    }

    PastView past_view(int sample, float side, float closer) const {
        return look_past(
            point_of(from(), sample), point_of(subject_, sample), side, closer, options_.aspect
        );
    }

    /// The side from which the subject is seen and the lens has room.
    void choose_side() {
        if (!looks_past()) {
            return;
        }
        constexpr float kLensRoom_m = 0.12F;
        const int sample = timeline_.sample_count / 2;
        float best = -1.0F;
        for (const float closer : {1.0F, 0.8F, 0.6F}) {
            for (const float side : {1.0F, -1.0F}) {
                const PastView view = past_view(sample, side, closer);
                const Vec3 lens = stand(view.from);
                const bool seen =
                    !sight_.is_hidden(lens, point_of(subject_, sample).at, sample, subject_);
                const float room = sight_.clearance(lens, sample, kLensRoom_m);
                const float value = (seen ? 2.0F : 0.0F) + room / kLensRoom_m + 0.3F * closer -
                                    4.0F * distance(lens, view.from);
                if (value > best) {
                    best = value;
                    side_ = side;
                    closer_ = closer;
                }
            }
        }
    }

    CameraPose past(int sample, double time) const {
        const PastView seen = past_view(sample, side_, closer_);
        View view;
        view.fov_y = shot_.camera.lens_mm > 0.0F ? fov_of(shot_.camera.lens_mm, options_.aspect)
                                                 : seen.fov_y_rad;
        view.distance = distance(seen.from, seen.aim);
        const Vec3 from = stand(seen.from);
        CameraPose pose = finish(from, look_rotation(seen.aim - from), view, sample, time);
        const auto depth = [&](int entity) {
            return std::max(0.05F, distance(pose.position, point_of(entity, sample).at));
        };
        const float u = static_cast<float>(sample) /
                        static_cast<float>(std::max(timeline_.sample_count - 1, 1));
        const float there = shot_.camera.rack_focus ? smoothstep(0.38F, 0.58F, u) : 1.0F;
        pose.focus_m = lerp(depth(this->from()), depth(subject_), there);
        pose.aperture_m = shot_.camera.rack_focus ? 0.035F : 0.012F;
        return pose;
    }

    Vec3 stand(Vec3 at) const { return confine(timeline_.environment, at, diving_); }

    CameraPose finish(Vec3 from, Quat turn, const View& view, int sample, double time) const {
        const Vec3 wobble = shake_.turn(time);
        const float roll = shot_.camera.angle == Angle::kDutch ? radians(15.0F) : 0.0F;
        turn = turn * from_axis_angle({0, 0, 1}, roll + wobble.z) *
               from_axis_angle({0, 1, 0}, wobble.y) * from_axis_angle({1, 0, 0}, wobble.x);
        CameraPose pose;
        pose.position = stand(from + shake_.shift(time) * std::min(view.distance, 4.0F));
        pose.rotation = normalize(turn);
        pose.fov_y_rad = view.fov_y;
        const Vec3 focus_at = calm(focus_way_, sample, 0.1);
        const Vec3 forward = rotate(pose.rotation, {0, 0, -1});
        pose.focus_m = std::max(0.05F, dot(focus_at - pose.position, forward));
        pose.aperture_m = aperture(pose);
        return pose;
    }

    /// Mean of a way about a sample.
    static Vec3 calm(const std::vector<Vec3>& way, double sample, double width_s) {
        return bell_mean(
            sample / ActionPath::kStride,
            std::max(width_s * kSampleRateHz / ActionPath::kStride, 0.5),
            way.size(),
            [&](std::size_t i) { return way[i]; }
        );
    }

    float aperture(const CameraPose& pose) const {
        const float lens_m =
            0.018F / std::tan(0.5F * std::max(pose.fov_y_rad, fov_x(pose.fov_y_rad)));
        if (options_.style == Style::kClaymation) {
            return 0.009F * pose.focus_m;  // Puppets are filmed from so near that little is sharp.
        }
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

    std::optional<Pose> eyes(int sample) const { return eyes_of(subject_, sample); }

    std::optional<Pose> eyes_of(int entity, int sample) const {
        const Actor& actor = scene_.actor(entity);
        for (const Anchor& anchor : actor.blueprint.anchors) {
            if (anchor.name != "eyes" && anchor.name != "mouth") {
                continue;
            }
            for (const BodyTrack& body : timeline_.bodies) {
                if (body.entity == entity && body.link == anchor.link) {
                    return compose(body.pose_at(sample), anchor.local);
                }
            }
        }
        return std::nullopt;
    }

    CameraPose point_of_view(int sample, double time) const {
        View view;
        view.fov_y =
            fov_of(shot_.camera.lens_mm > 0.0F ? shot_.camera.lens_mm : 24.0F, options_.aspect);
        view.distance = 1.0F;
        const Box& box =
            path_.subject().boxes[static_cast<std::size_t>(sample / ActionPath::kStride)];
        if (eyes(sample)) {
            // A head bobs and jerks; what its owner sees does not.
            const auto mean = [&](double width_s, const auto& part) {
                return bell_mean(
                    static_cast<double>(sample) / ActionPath::kStride,
                    width_s * kSampleRateHz / ActionPath::kStride,
                    path_.steps,
                    [&](std::size_t step) {
                        return part(*eyes(static_cast<int>(step) * ActionPath::kStride));
                    }
                );
            };
            const Vec3 at = mean(0.2, [](const Pose& head) { return head.position; });
            const Vec3 forward =
                mean(0.35, [](const Pose& head) { return rotate(head.rotation, {0, 0, 1}); });
            const Vec3 flat =
                normalize(Vec3{forward.x, 0.35F * forward.y - 0.08F, forward.z}, {0, 0, 1});
            return finish(at + flat * 0.14F, look_rotation(flat), view, sample, time);
        }
        // A thing's view: along its way, from its top.
        const Vec3 now = calm(subject_way_, sample, 0.2);
        const Vec3 next = calm(subject_way_, sample + 30.0, 0.2);
        const Vec3 way = normalize(Vec3{next.x - now.x, 0, next.z - now.z}, {0, 0, 1});
        const Vec3 from{now.x, box.high.y + 0.1F, now.z};
        return finish(
            from - way * 0.1F, look_rotation(way - Vec3{0, 0.12F, 0}), view, sample, time
        );
    }

    CameraPose selfie(int sample, double time) const {
        View view;
        view.fov_y = fov_of(24.0F, options_.aspect);
        view.distance = 0.7F;
        const std::optional<Pose> head = eyes(sample);
        const Vec3 smooth = calm(subject_way_, sample, 0.25);
        const Vec3 face = head ? head->position : smooth + Vec3{0, 0.7F, 0};
        const Vec3 drift{0.4F * (smooth.x - face.x), 0.0F, 0.4F * (smooth.z - face.z)};
        Vec3 forward = head ? rotate(head->rotation, {0, 0, 1}) : Vec3{0, 0, 1};
        forward = normalize(Vec3{forward.x, 0, forward.z} + Vec3{0, 0, 0.3F}, {0, 0, 1});
        const Vec3 side = cross(Vec3{0, 1, 0}, forward);
        const Vec3 from = face + drift + forward * 0.68F + side * 0.22F + Vec3{0, 0.10F, 0};
        return finish(from, look_rotation(face + Vec3{0, -0.06F, 0} - from), view, sample, time);
    }

    const Timeline& timeline_;
    const Scene& scene_;
    const Shot& shot_;
    CameraOptions options_;
    ActionPath path_;
    SightLines sight_;
    float handheld_;
    Shake shake_;
    int subject_;
    std::optional<float> view_yaw_;  // From where the stage wants to be seen.
    std::vector<Vec3> subject_way_;  // Its centre per step.
    std::vector<Vec3> focus_way_;    // The same, or of what goes on without it.
    Viewpoint view_;
    bool diving_ = false;
    float side_ = 1.0F;  // Of a look past somebody.
    float closer_ = 1.0F;
    float share_ = 1.0F;  // Of a move that goes on from where the camera is.
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
