#include "world/physics/camera/viewpoint.h"

#include "world/physics/camera/bell_mean.h"
#include "world/physics/camera/view_judge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace hibari::world {

namespace {

constexpr float kGutter = 0.90F;       // Share of the picture that a fitted action may fill.
constexpr float kWidestFov = 1.35F;    // rad; of tall pictures
constexpr float kWidestOwnFov = 1.0F;  // rad; a cramped room rather loses an edge

constexpr float kWide = 1.6F;       // Aspect of a picture that counts as wide.
constexpr float kStillMost = 1.6F;  // A picture that must stay may show its star so much smaller.
constexpr float kStays = 1.5F;      // A whole picture this many times as large as its parts stays,
constexpr float kZooms = 4.0F;      // and up to this the lens can follow.
constexpr float kTower = 2.5F;      // Times as high as wide: what rises is looked up after.

constexpr double kAhead_s = 0.7;    // The picture holds what will happen so soon
constexpr double kBehind_s = 0.35;  // and what has happened.
constexpr double kCalm_s = 0.3;     // Deviation of the mean over which a hand is calm.
constexpr float kLead_s = 0.22F;    // Room in the direction of the way.

constexpr float kTurnCost = 1.3F;  // Of a look from aside, per radian.
constexpr float kLiftCost = 0.8F;
constexpr float kAskedLiftCost = 4.0F;  // Of another height than the one asked for.
constexpr float kOtherWay = 0.2F;       // What a change of the way must gain.
constexpr float kWayCost = 1.0F;   // Of a new stand as far away as the old one is from the action.
constexpr float kCutCost = 3.0F;   // Of a star that is never whole in the picture.
constexpr float kHeld = 0.7F;      // What a picture that need not change is worth,
constexpr float kNotMoved = 0.3F;  // and a stand.

constexpr float kPerSecond = static_cast<float>(kSampleRateHz) / ActionPath::kStride;

std::size_t steps_of(double seconds) {
    return static_cast<std::size_t>(std::lround(seconds * static_cast<double>(kPerSecond)));
}

/// The camera's axes for a yaw and an elevation.
struct Axes {
    Vec3 out;
    Vec3 right;
    Vec3 up;
};

Axes axes_of(float yaw, float elevation) {
    const Vec3 out = stand_point(yaw, elevation, 1.0F, {});
    const Vec3 right{std::cos(yaw), 0, -std::sin(yaw)};
    return {out, right, cross(out, right)};
}

/// How far points reach in a picture, as maxima, so that sets of points are joined by `join`.
template <std::size_t N>
struct Reach {
    std::array<float, N> most;

    Reach() { most.fill(-1e9F); }

    void join(const Reach& other) {
        for (std::size_t i = 0; i < N; ++i) {
            most[i] = std::max(most[i], other.most[i]);
        }
    }
};

}  // namespace

View Viewpoint::at(double sample) const {
    if (stays()) {
        return views_.front();
    }
    const double at = sample / ActionPath::kStride;
    const double width = kCalm_s * static_cast<double>(kPerSecond);
    const auto mean = [&](const auto& part) {
        return bell_mean(at, width, views_.size(), [&](std::size_t i) { return part(views_[i]); });
    };
    View view = views_.front();
    view.base = mean([](const View& v) { return v.base; });
    view.aim = mean([](const View& v) { return v.aim; });
    // Sizes by ratio: a zoom feels even when its logarithm is.
    view.distance = std::exp(mean([](const View& v) { return std::log(v.distance); }));
    view.fov_y = std::exp(mean([](const View& v) { return std::log(v.fov_y); }));
    return view;
}

class Planner {
  public:
    Planner(
        const Timeline& timeline,
        const SightLines& sight,
        const ActionPath& path,
        const Framed& framed,
        const ViewWish& wish
    )
        : timeline_(timeline),
          sight_(sight),
          framed_(framed),
          wish_(wish),
          judge_(timeline, sight, path, framed, wish_) {
        for (const Held& held : framed.steps) {
            const Box all = held.all();
            whole_.grow(all);
            middles_.push_back(all.center());
        }
        diving_ = framed.is_under(timeline.environment.water.level_m);
        for (std::size_t i = 0; i < framed.steps.size(); ++i) {
            anchors_.push_back(bell_mean(
                static_cast<double>(i),
                kCalm_s * static_cast<double>(kPerSecond),
                middles_.size(),
                [&](std::size_t k) { return middles_[k]; }
            ));
        }
    }

    Viewpoint plan() {
        if (wish_.from) {
            return plan_from_here();
        }
        choose_way();
        Choice best = best_of();
        if (way_ != Way::kStays && !from_start_) {
            // Where there is no way along it is looked on from one place; where somebody would
            // stand before the lens it goes past him.
            const bool along = way_ == Way::kTravels;
            way_ = along ? Way::kZooms : Way::kTravels;
            const Choice other = best_of();
            const bool better = other.cost < best.cost - kOtherWay;
            const bool asked = wish_.travels && along && has_way(best.viewpoint);
            if (along ? !asked && (better || !has_way(best.viewpoint))
                      : better && has_way(other.viewpoint)) {
                best = other;
            }
        }
        return best.viewpoint;
    }

  private:
    enum class Way { kStays, kZooms, kTravels };

    struct Choice {
        Viewpoint viewpoint;
        float cost = 1e9F;
    };

    // ---- Where the camera stands already

    /// The picture that it has goes on as long as it shows what happens; else it turns and zooms
    /// from where it stands; it goes elsewhere only for what cannot be seen from there.
    Viewpoint plan_from_here() {
        const View now = view_now();
        if (wish_.stays) {
            return still(now);
        }
        const bool angle = wish_.angle_is_given;
        wish_.lean = now.yaw;
        wish_.elevation = angle ? wish_.elevation : clamp(now.elevation, -0.2F, 1.2F);
        choose_way();
        Choice best = best_of();
        const auto offer = [&](Viewpoint viewpoint, float bonus) {
            const View& first = viewpoint.views_.front();
            const float off = angle ? std::abs(first.elevation - wish_.elevation) : 0.0F;
            const float cost = judge_.cost_of(viewpoint) + kAskedLiftCost * off +
                               kCutCost * cut_of(viewpoint) - bonus;
            if (cost < best.cost) {
                best = {std::move(viewpoint), cost};
            }
        };
        if (way_ != Way::kTravels) {
            offer(still(now), wish_.holds ? kHeld : 0.0F);
        }
        if (!wish_.travels) {
            const View here = view_from_here();
            const Axes axes = axes_of(here.yaw, here.elevation);
            Viewpoint whole;
            whole.views_ = {pointed(axes, here)};
            offer(std::move(whole), kNotMoved);
            Viewpoint turning;
            turning.views_ = panning(axes, here);
            for (View& view : turning.views_) {
                view.yaw = here.yaw;
                view.elevation = here.elevation;
            }
            offer(std::move(turning), kNotMoved);
        }
        return best.viewpoint;
    }

    /// Share of the time in which the picture does not hold all of the star.
    float cut_of(const Viewpoint& viewpoint) const {
        std::size_t cut = 0;
        for (std::size_t step = 0; step < steps(); ++step) {
            const View view = viewpoint.at(static_cast<double>(step * ActionPath::kStride));
            const Vec3 stand = stand_of(view);
            const Quat turn = inverse(look_rotation(view.aim - stand));
            const float up = std::tan(0.5F * view.fov_y);
            const Held& held = framed_.steps[step];
            const Box& star = held.portraits.empty() ? held.star : held.boxes.front();
            const auto corners = corners_of(star);
            const bool out = std::ranges::any_of(corners, [&](const Vec3& corner) {
                const Vec3 at = rotate(turn, corner - stand);
                return std::abs(at.x) > -at.z * up * wish_.aspect ||
                       std::abs(at.y) > -at.z * up * wish_.aspect / wish_.visible_aspect;
            });
            cut += out && !star.is_empty() ? 1 : 0;
        }
        return static_cast<float>(cut) / static_cast<float>(std::max<std::size_t>(steps(), 1));
    }

    static Viewpoint still(const View& view) {
        Viewpoint viewpoint;
        viewpoint.views_ = {view};
        return viewpoint;
    }

    /// The picture as it is.
    View view_now() const {
        const CameraPose& pose = *wish_.from;
        const Vec3 ahead = rotate(pose.rotation, {0, 0, -1});
        const float far = std::max(dot(pivot() - pose.position, ahead), 0.5F);
        const Vec3 aim = pose.position + ahead * far;
        return {
            .base = aim,
            .aim = aim,
            .yaw = std::atan2(-ahead.x, -ahead.z),
            .elevation = std::asin(clamp(-ahead.y, -1.0F, 1.0F)),
            .distance = far,
            .fov_y = pose.fov_y_rad,
        };
    }

    /// What a move goes around: who is looked at first.
    Vec3 pivot() const {
        const Held& first = framed_.steps.front();
        return first.star.is_empty() ? first.all().center() : first.star.center();
    }

    /// Towards that, through the widest lens that there may be.
    View view_from_here() const {
        const CameraPose& pose = *wish_.from;
        const Vec3 middle = pivot();
        const Vec3 out = normalize(pose.position - middle, {0, 0, 1});
        return {
            .base = middle,
            .aim = middle,
            .yaw = std::atan2(out.x, out.z),
            .elevation = std::asin(clamp(out.y, -1.0F, 1.0F)),
            .distance = std::max(distance(pose.position, middle), 0.3F),
            .fov_y = std::max({wish_.fov_y, pose.fov_y_rad, kWidestOwnFov}),
        };
    }

    /// Turned and zoomed so that everything is in.
    View pointed(const Axes& axes, View view) const {
        const Vec3 stand = view.base + axes.out * view.distance;
        Reach<4> all;
        for (const Held& held : framed_.steps) {
            all.join(angles_of(axes, held.boxes, stand));
        }
        constexpr float kLeastSlope = 0.05F;
        const Zoom zoom = zoom_on(all, still());
        view.aim = stand + (axes.right * zoom.u + axes.up * zoom.v - axes.out) * view.distance;
        view.fov_y = std::min(view.fov_y, 2.0F * std::atan(std::max(zoom.tangent, kLeastSlope)));
        return view;
    }

    // ---- Anywhere

    /// What it costs to go there.
    float way_cost(const Viewpoint& viewpoint) const {
        if (!wish_.from) {
            return 0.0F;
        }
        const float way = distance(stand_of(viewpoint.at(0)), wish_.from->position);
        return kWayCost * way / std::max(distance(wish_.from->position, whole_.center()), 1.0F);
    }

    /// Of a ring of viewpoints.
    Choice best_of() const {
        Choice best;
        for (const float turn :
             {0.0F, -2.0F * wish_.lean, 0.45F, -0.45F, 0.85F, -0.85F, 1.3F, -1.3F, 2.0F, -2.0F}) {
            for (const float lift : {0.0F, 0.18F, 0.45F, 0.8F}) {
                if (wish_.stop.stop_requested() && !best.viewpoint.views_.empty()) {
                    return best;  // Nobody will look through it.
                }
                const float elevation = std::min(wish_.elevation + lift, 1.5F);
                Choice choice;
                choice.viewpoint = views(wish_.lean + turn, elevation);
                if (way_ == Way::kTravels) {
                    keep_clear(choice.viewpoint);
                }
                choice.cost = judge_.cost_of(choice.viewpoint) + way_cost(choice.viewpoint);
                choice.cost +=
                    kTurnCost * std::abs(turn) + (wish_.angle_is_given ? kAskedLiftCost : kLiftCost
                                                 ) * (elevation - wish_.elevation);
                if (choice.cost < best.cost) {
                    best = choice;
                }
            }
        }
        return best;
    }

    /// No solid on the way of the lens.
    bool has_way(const Viewpoint& viewpoint) const {
        for (std::size_t step = 0; step < steps(); ++step) {
            const int sample = static_cast<int>(step) * ActionPath::kStride;
            if (sight_.clearance(stand_of(viewpoint.at(sample)), sample, kLensRoom_m) < 0.05F) {
                return false;
            }
        }
        return true;
    }

    /// Compares the picture of everything with the pictures of its moments.
    void choose_way() {
        const Vec3 size = whole_.size();
        const bool tower = size.y > kTower * std::max(size.x, size.z);
        if (wish_.travels && !tower) {
            way_ = Way::kTravels;
            return;
        }
        const Axes axes = axes_of(wish_.lean, wish_.elevation);
        const auto half = [&](const Reach<6>& reach) {
            return half_height(fit(axes, reach, wish_.fov_y, moving()));
        };
        const float whole = half(whole_reach(axes, wish_.fov_y, moving()));
        std::vector<float> parts;
        float most = 1e9F;
        const std::vector<Reach<6>> reaches = travel_reaches(axes, wish_.fov_y);
        const std::vector<Reach<6>> vital = vital_reaches(axes, wish_.fov_y);
        for (std::size_t step = 0; step < steps(); ++step) {
            const Held& held = framed_.steps[step];
            const float largest =
                std::max(most_half(held), half_height(fit(axes, vital[step], wish_.fov_y, 1.0F)));
            most = std::min(most, largest);
            parts.push_back(clamp(half(reaches[step]), held.least_half_m, largest));
        }
        const auto typical = parts.begin() + static_cast<std::ptrdiff_t>(parts.size() / 3);
        std::nth_element(parts.begin(), typical, parts.end());
        const float ratio = whole / std::max(*typical, 1e-3F);
        const float air = still() / moving();
        still_half_ = wish_.stays ? kStillMost * most : 1e9F;
        if (wish_.stays || ((ratio < kStays || framed_.at_once) && whole * air < most)) {
            way_ = Way::kStays;
        } else {
            way_ = ratio < kZooms || tower ? Way::kZooms : Way::kTravels;
        }
        from_start_ = way_ == Way::kZooms && ratio > kZooms;
    }

    /// Pictures that are not wide, or lose height to bars, show everything smaller.
    float most_half(const Held& held) const {
        const float bars = wish_.aspect / wish_.visible_aspect;
        return held.most_half_m / (bars * clamp(wish_.aspect / kWide, 0.3F, 1.0F));
    }

    float still() const { return framed_.still_margin; }

    float moving() const { return framed_.moving_margin; }

    struct Fit {
        Vec3 aim{};
        float distance = 1.0F;
        float fov_y = 0.6F;
    };

    static float half_height(const Fit& fit) { return fit.distance * std::tan(0.5F * fit.fov_y); }

    /// Slopes of the edges' rays, across and up, with air around.
    float slope_x(float fov_y, float margin) const {
        return std::tan(0.5F * fov_y) * wish_.aspect * kGutter / margin;
    }

    float slope_y(float fov_y, float margin) const {
        return slope_x(fov_y, margin) / wish_.visible_aspect;
    }

    /// In each of the picture's two directions the edges' rays meet where the camera must stand.
    Reach<6> reach_of(
        const Axes& axes, std::span<const Box> boxes, Vec3 origin, float fov_y, float margin
    ) const {
        const float tx = slope_x(fov_y, margin);
        const float ty = slope_y(fov_y, margin);
        Reach<6> reach;
        for (const Box& box : boxes) {
            for (const Vec3& corner : corners_of(box)) {
                const Vec3 at = corner - origin;
                const float x = dot(at, axes.right) / tx;
                const float y = dot(at, axes.up) / ty;
                const float z = dot(at, axes.out);
                Reach<6> one;
                one.most = {z - x, z + x, z - y, z + y, z, -z};
                reach.join(one);
            }
        }
        return reach;
    }

    Fit fit(const Axes& axes, const Reach<6>& reach, float fov_y, float margin) const {
        const auto [low_x, high_x, low_y, high_y, nearest, minus_farthest] = reach.most;
        const float stand =
            std::max({0.5F * (low_x + high_x), 0.5F * (low_y + high_y), nearest + 0.15F});
        const float middle = 0.5F * (nearest - minus_farthest);
        return {
            .aim = axes.right * (0.5F * (high_x - low_x) * slope_x(fov_y, margin)) +
                   axes.up * (0.5F * (high_y - low_y) * slope_y(fov_y, margin)) + axes.out * middle,
            .distance = stand - middle,
            .fov_y = fov_y,
        };
    }

    Reach<6> whole_reach(const Axes& axes, float fov_y, float margin) const {
        Reach<6> reach;
        const std::size_t end = from_start_ ? std::min(steps(), steps_of(1.0)) : steps();
        for (std::size_t step = 0; step < end; ++step) {
            reach.join(reach_of(axes, framed_.steps[step].boxes, {}, fov_y, margin));
        }
        return reach;
    }

    std::size_t steps() const { return framed_.steps.size(); }

    /// Each step joined with what comes soon and what was just before.
    template <std::size_t N>
    static std::vector<Reach<N>> widened(const std::vector<Reach<N>>& each) {
        std::vector<Reach<N>> wide(each.size());
        const std::size_t behind = steps_of(kBehind_s);
        const std::size_t ahead = steps_of(kAhead_s);
        for (std::size_t i = 0; i < each.size(); ++i) {
            const std::size_t first = i > behind ? i - behind : 0;
            const std::size_t end = std::min(each.size(), i + ahead + 1);
            for (std::size_t k = first; k < end; ++k) {
                wide[i].join(each[k]);
            }
        }
        return wide;
    }

    /// About the anchor, which goes along.
    std::vector<Reach<6>> travel_reaches(const Axes& axes, float fov_y) const {
        std::vector<Reach<6>> each;
        for (std::size_t step = 0; step < steps(); ++step) {
            each.push_back(
                reach_of(axes, framed_.steps[step].boxes, anchors_[step], fov_y, moving())
            );
        }
        return widened(each);
    }

    /// The same of what is never left out.
    std::vector<Reach<6>> vital_reaches(const Axes& axes, float fov_y) const {
        std::vector<Reach<6>> each;
        for (std::size_t step = 0; step < steps(); ++step) {
            const Box& vital = framed_.steps[step].vital;
            each.push_back(reach_of(axes, {&vital, 1}, anchors_[step], fov_y, 1.0F));
        }
        return widened(each);
    }

    /// Room from the aim to where the camera would stand.
    float room(const Axes& axes, const Fit& fit) const {
        const Vec3 wanted = fit.aim + axes.out * fit.distance;
        return dot(confine(timeline_.environment, wanted, diving_) - fit.aim, axes.out);
    }

    /// Everything in one picture; where walls leave no room, through a wider lens.
    Fit fit_whole(const Axes& axes) const {
        float fov_y = wish_.fov_y;
        const auto fitted = [&] {
            return fit(axes, whole_reach(axes, fov_y, still()), fov_y, still());
        };
        Fit whole = fitted();
        const float widest = wish_.aspect < 1.0F ? kWidestFov : kWidestOwnFov;
        while (!wish_.lens_is_given && room(axes, whole) < whole.distance - 0.02F && fov_y < widest
        ) {
            fov_y = std::min(1.08F * fov_y, widest);
            whole = fitted();
        }
        whole.distance = std::min(whole.distance, still_half_ / std::tan(0.5F * whole.fov_y));
        whole.distance = clamp(room(axes, whole), 0.3F, whole.distance);
        return whole;
    }

    Viewpoint views(float yaw, float elevation) const {
        const Axes axes = axes_of(yaw, elevation);
        Viewpoint viewpoint;
        if (way_ == Way::kTravels) {
            viewpoint.views_ = travelling(axes);
        } else {
            const Fit whole = fit_whole(axes);
            viewpoint.views_ = {
                {.base = whole.aim,
                 .aim = whole.aim,
                 .distance = whole.distance,
                 .fov_y = whole.fov_y}
            };
            if (way_ == Way::kZooms) {
                viewpoint.views_ = panning(axes, viewpoint.views_.front());
            }
        }
        for (View& view : viewpoint.views_) {
            view.yaw = yaw;
            view.elevation = elevation;
        }
        return viewpoint;
    }

    /// Never so far away that the star cannot be made out; what has no room then is cut, but for
    /// what is vital.
    void keep_large(const Axes& axes, const Held& held, const Fit& vital, Fit& fitted) const {
        const float slope = std::tan(0.5F * fitted.fov_y);
        const float nearer = dot(vital.aim - fitted.aim, axes.out);  // Than what is aimed at.
        const float half = slope * (fitted.distance - nearer);
        fitted.distance += std::max(0.0F, held.least_half_m - half) / slope;
        const float most = std::max(most_half(held), half_height(vital));
        if (half <= most) {
            return;
        }
        fitted.distance = most / slope;
        const float room = (most - half_height(vital)) * wish_.aspect;
        const Vec3 off = fitted.aim - vital.aim;
        const float x = dot(off, axes.right);
        const float y = dot(off, axes.up);
        const float tall = room / wish_.visible_aspect;
        fitted.aim =
            vital.aim + axes.right * clamp(x, -room, room) + axes.up * clamp(y, -tall, tall);
    }

    std::vector<View> travelling(const Axes& axes) const {
        std::vector<View> views;
        const std::vector<Reach<6>> reaches = travel_reaches(axes, wish_.fov_y);
        const std::vector<Reach<6>> vital = vital_reaches(axes, wish_.fov_y);
        for (std::size_t step = 0; step < steps(); ++step) {
            Fit fitted = fit(axes, reaches[step], wish_.fov_y, moving());
            const Vec3 next = anchors_[std::min(step + 1, steps() - 1)];
            const float pace = dot(next - anchors_[step], axes.right) * kPerSecond;
            keep_large(
                axes, framed_.steps[step], fit(axes, vital[step], wish_.fov_y, 1.0F), fitted
            );
            const float half = half_height(fitted) * wish_.aspect;
            fitted.aim +=
                anchors_[step] + axes.right * clamp(pace * kLead_s, -0.25F * half, 0.25F * half);
            views.push_back(
                {.base = fitted.aim,
                 .aim = fitted.aim,
                 .distance = clamp(room(axes, fitted), 0.3F, fitted.distance),
                 .fov_y = fitted.fov_y}
            );
        }
        return views;
    }

    /// From the stand of the whole picture, turned and zoomed.
    std::vector<View> panning(const Axes& axes, const View& whole) const {
        const Vec3 stand =
            confine(timeline_.environment, whole.base + axes.out * whole.distance, diving_);
        const auto reaches = [&](const auto& boxes_of) {
            std::vector<Reach<4>> each;
            for (const Held& held : framed_.steps) {
                each.push_back(angles_of(axes, boxes_of(held), stand));
            }
            return widened(each);
        };
        const std::vector<Reach<4>> wide =
            reaches([](const Held& held) { return std::span<const Box>(held.boxes); });
        const std::vector<Reach<4>> close =
            reaches([](const Held& held) { return std::span<const Box>(&held.vital, 1); });
        std::vector<View> views;
        for (std::size_t step = 0; step < steps(); ++step) {
            const Held& held = framed_.steps[step];
            Zoom zoom = zoom_on(wide[step], moving());
            const Zoom vital = zoom_on(close[step], 1.0F);
            const float depth = std::max(-dot(held.star.center() - stand, axes.out), 0.1F);
            const float most = std::max(most_half(held) / depth, vital.tangent);
            if (zoom.tangent > most) {
                const float room = (most - vital.tangent) * wish_.aspect;
                const float tall = room / wish_.visible_aspect;
                zoom.u = vital.u + clamp(zoom.u - vital.u, -room, room);
                zoom.v = vital.v + clamp(zoom.v - vital.v, -tall, tall);
            }
            View view = whole;
            const float tangent = std::min(
                {std::max(zoom.tangent, held.least_half_m / depth),
                 most,
                 std::tan(0.5F * whole.fov_y)}
            );
            // Where the lens is not wide enough for what comes too, it stays with what is.
            const Zoom now = zoom_on(angles_of(axes, {&held.vital, 1}, stand), 1.0F);
            const float room = std::max(0.0F, tangent - now.tangent) * wish_.aspect;
            const float tall = room / wish_.visible_aspect;
            const Vec3 look = axes.right * (now.u + clamp(zoom.u - now.u, -room, room)) +
                              axes.up * (now.v + clamp(zoom.v - now.v, -tall, tall));
            view.aim = stand + (look - axes.out) * whole.distance;
            view.fov_y = 2.0F * std::atan(tangent);
            views.push_back(view);
        }
        return views;
    }

    /// Slopes at which boxes are seen from a stand.
    static Reach<4> angles_of(const Axes& axes, std::span<const Box> boxes, Vec3 stand) {
        Reach<4> reach;
        for (const Box& box : boxes) {
            for (const Vec3& corner : corners_of(box)) {
                const Vec3 at = corner - stand;
                const float depth = std::max(-dot(at, axes.out), 0.1F);
                const float u = dot(at, axes.right) / depth;
                const float v = dot(at, axes.up) / depth;
                Reach<4> one;
                one.most = {-u, u, -v, v};
                reach.join(one);
            }
        }
        return reach;
    }

    /// Where a lens on a tripod points, as slopes, and the slope of half its picture's height.
    struct Zoom {
        float u = 0.0F;
        float v = 0.0F;
        float tangent = 0.1F;
    };

    Zoom zoom_on(const Reach<4>& reach, float margin) const {
        const auto [minus_u, u, minus_v, v] = reach.most;
        const float air = 0.5F * margin / kGutter / wish_.aspect;
        return {
            .u = 0.5F * (u - minus_u),
            .v = 0.5F * (v - minus_v),
            .tangent = air * std::max(u + minus_u, (v + minus_v) * wish_.visible_aspect),
        };
    }

    Vec3 stand_of(const View& view) const {
        return world::stand_of(timeline_.environment, view, diving_);
    }

    /// A travelling camera comes nearer where something would get between it and its subject, and
    /// goes further away where only that keeps it out of a solid.
    void keep_clear(Viewpoint& viewpoint) const {
        std::vector<float> share(steps(), 1.0F);
        for (std::size_t step = 0; step < steps(); ++step) {
            share[step] = clear_share(viewpoint.views_[step], step);
        }
        // Early enough, and long enough, that the calm hand gets there in time.
        const std::size_t around = steps_of(2.0 * kCalm_s);
        for (std::size_t step = 0; step < steps(); ++step) {
            const auto first =
                share.begin() + static_cast<std::ptrdiff_t>(step > around ? step - around : 0);
            const auto end =
                share.begin() + static_cast<std::ptrdiff_t>(std::min(steps(), step + around + 1));
            const float most = *std::max_element(first, end);
            viewpoint.views_[step].distance *= most > 1.0F ? most : *std::min_element(first, end);
        }
    }

    float clear_share(View view, std::size_t step) const {
        const int sample = static_cast<int>(step) * ActionPath::kStride;
        const float wanted = view.distance;
        const Held& held = framed_.steps[step];
        const auto is_good = [&](float share, bool sees) {
            view.distance = share * wanted;
            const Vec3 from = stand_of(view);
            if (sight_.clearance(from, sample, kLensRoom_m) < kLensRoom_m - 1e-3F) {
                return false;
            }
            return !sees || held.star_entity < 0 ||
                   !sight_.is_hidden(from, held.star.center(), sample, held.star_entity);
        };
        for (const float share : {1.0F, 0.85F, 0.7F, 0.55F, 0.42F}) {
            if (is_good(share, true)) {
                return share;
            }
        }
        for (const float share : {1.0F, 1.4F, 2.0F, 2.8F, 4.0F, 5.6F}) {
            if (is_good(share, false)) {
                return share;
            }
        }
        return 1.0F;
    }

    const Timeline& timeline_;
    const SightLines& sight_;
    const Framed& framed_;
    ViewWish wish_;
    ViewJudge judge_;
    Way way_ = Way::kStays;
    float still_half_ = 1e9F;  // Half the height of a picture that was asked to stay, at most.
    bool from_start_ = false;  // The stand is that of the first second.
    bool diving_ = false;
    Box whole_;
    std::vector<Vec3> middles_;  // Of what is held, per step.
    std::vector<Vec3> anchors_;  // The same, calmed.
};

Viewpoint choose_viewpoint(
    const Timeline& timeline,
    const SightLines& sight,
    const ActionPath& path,
    const Framed& framed,
    const ViewWish& wish
) {
    return Planner(timeline, sight, path, framed, wish).plan();
}

}  // namespace hibari::world
