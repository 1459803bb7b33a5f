#include "world/physics/camera/view_judge.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hibari::world {

namespace {

constexpr float kSmallCost = 0.8F;   // Of a picture e times as wide.
constexpr float kHiddenCost = 6.0F;  // Of a subject that is never seen.
constexpr float kOtherCost = 3.0F;
constexpr float kInsideCost = 12.0F;
constexpr float kBystanderCost = 4.0F;   // Of somebody before the lens all the time.
constexpr float kTinyCost = 2.0F;        // Of what is e times too small.
constexpr float kInLineCost = 1.5F;      // Of two opponents one behind the other.
constexpr float kMadeOut = 0.1F;         // Share of the picture at which a thing is large enough.
constexpr std::size_t kLooks = 14;       // Moments at which a viewpoint is tried,
constexpr std::size_t kMostDecided = 6;  // and of those at which something is decided.
constexpr std::size_t kMostJudged = 6;

bool decides(EventKind kind) {
    switch (kind) {
        case EventKind::kScored:
        case EventKind::kMissed:
        case EventKind::kCaught:
        case EventKind::kLanded:
        case EventKind::kFell:
        case EventKind::kHit:
        case EventKind::kToppled:
        case EventKind::kSplashed:
        case EventKind::kBroke:
            return true;
        default:
            return false;
    }
}

float mean(float sum, std::size_t count) {
    return sum / static_cast<float>(std::max<std::size_t>(count, 1));
}

}  // namespace

ViewJudge::ViewJudge(
    const Timeline& timeline,
    const SightLines& sight,
    const ActionPath& path,
    const Framed& framed,
    const ViewWish& wish
)
    : timeline_(timeline),
      sight_(sight),
      path_(path),
      framed_(framed),
      wish_(wish),
      diving_(framed.is_under(timeline.environment.water.level_m)) {
    for (const Held& held : framed.steps) {
        middles_.push_back(held.all().center());
    }
    const std::size_t steps = framed.steps.size();
    for (std::size_t step = 0; step < steps; step += std::max<std::size_t>(1, steps / kLooks)) {
        looks_.push_back(step);
    }
    const std::size_t even = looks_.size();
    for (const Event& event : timeline.events) {
        const auto step = static_cast<std::size_t>(std::max(event.time_s, 0.0) * kSampleRateHz) /
                          ActionPath::kStride;
        const bool known =
            std::find(looks_.begin() + static_cast<std::ptrdiff_t>(even), looks_.end(), step) !=
            looks_.end();
        if (decides(event.kind) && step < steps && !known && looks_.size() < even + kMostDecided) {
            looks_.push_back(step);
        }
    }
}

bool ViewJudge::is_inside(const Look& look, Vec3 point) const {
    const Vec3 at = rotate(inverse(look_rotation(look.view.aim - look.from)), point - look.from);
    const float wide = -at.z * std::tan(0.5F * look.view.fov_y) * wish_.aspect;
    return std::abs(at.x) < wide && std::abs(at.y) < wide / wish_.visible_aspect;
}

/// Somebody who is done stands large before the lens.
bool ViewJudge::is_blocked_by_bystander(const Look& look) const {
    const Vec3 middle = middles_[look.step];
    const float far = distance(look.from, middle);
    return std::any_of(path_.cast.begin(), path_.cast.end(), [&](const Member& member) {
        const Box& box = member.boxes[look.step];
        if (member.in_action[look.step] || box.is_empty() ||
            distance(look.from, box.center()) > 0.6F * far) {
            return false;
        }
        const float yaw = look.view.yaw;
        const Vec3 edge = Vec3{std::cos(yaw), 0, -std::sin(yaw)} * (0.5F * box.size().x);
        const Vec3 at{box.center().x, middle.y, box.center().z};
        return is_inside(look, at + edge) || is_inside(look, at - edge);
    });
}

/// Share of a box's middle line that something hides.
float ViewJudge::hidden(const Look& look, const Box& box, int entity) const {
    const int sample = static_cast<int>(look.step) * ActionPath::kStride;
    int count = 0;
    // Who sits in a boat or stands behind a table shows enough from the belt up.
    constexpr float kTall_m = 0.8F;
    const float low = box.size().y > kTall_m ? 0.45F : 0.2F;
    for (const float height : {low, 0.5F * (low + 0.85F), 0.85F}) {
        const Vec3 point{box.center().x, lerp(box.low.y, box.high.y, height), box.center().z};
        count += sight_.is_hidden(look.from, point, sample, entity) ? 1 : 0;
    }
    return static_cast<float>(count) / 3.0F;
}

/// Share of somebody or something that the picture does not show; without the head all of it.
float ViewJudge::lost(const Look& look, const Box& box, int entity) const {
    const int sample = static_cast<int>(look.step) * ActionPath::kStride;
    const std::optional<Box> head = head_box(timeline_, entity, sample);
    const bool is_out =
        !is_inside(look, box.center()) || (head && !is_inside(look, head->center()));
    return is_out ? 1.0F : hidden(look, box, entity);
}

/// How much the subject and whoever it has to do with stand one behind the other, as seen from
/// there: then nobody can tell what they do to each other.
float ViewJudge::in_line(const Look& look) const {
    constexpr float kNear = 3.0F;  // Times their sizes.
    constexpr float kTold = 0.6F;  // Cosine from which they overlap.
    const Member& subject = path_.subject();
    const auto other =
        std::find_if(path_.cast.begin() + 1, path_.cast.end(), [](const Member& member) {
            return member.is_agent;
        });
    if (!subject.is_agent || other == path_.cast.end() || !subject.in_action[look.step] ||
        !other->in_action[look.step] || subject.boxes[look.step].is_empty() ||
        other->boxes[look.step].is_empty()) {
        return 0.0F;
    }
    const Box& near = subject.boxes[look.step];
    const Box& far = other->boxes[look.step];
    const Vec3 apart = far.center() - near.center();
    const Vec3 flat{apart.x, 0, apart.z};
    const float reach = 0.5F * (length(near.size()) + length(far.size()));
    if (length(flat) > kNear * reach) {
        return 0.0F;
    }
    const Vec3 out{std::sin(look.view.yaw), 0, std::cos(look.view.yaw)};
    const float cosine = std::abs(dot(normalize(flat, {1, 0, 0}), out));
    return std::max(0.0F, (cosine - kTold) / (1.0F - kTold));
}

/// By how much it is too small to be made out, as a logarithm.
float ViewJudge::tininess(const Look& look, const Box& box) const {
    const Vec3 size = box.size();
    const float extent = std::max({size.y, 0.6F * size.x, 0.6F * size.z, 1e-3F});
    const Vec3 forward = normalize(look.view.aim - look.from, {0, 0, -1});
    const float depth = std::max(dot(box.center() - look.from, forward), 0.1F);
    const float share = extent / (2.0F * depth * std::tan(0.5F * look.view.fov_y));
    constexpr float kHopeless = 1.6F;
    return clamp(std::log(kMadeOut / share), 0.0F, kHopeless);
}

/// What a picture shows of somebody: of a portrait's sitter the part that is framed, and of
/// others beside one nothing that matters.
Box ViewJudge::shown(const Member& member, std::size_t step) const {
    const Held& held = framed_.steps[step];
    const auto sitter = std::ranges::find(held.portraits, member.entity());
    if (sitter != held.portraits.end()) {
        return held.boxes[static_cast<std::size_t>(sitter - held.portraits.begin())];
    }
    return held.portraits.empty() ? member.boxes[step] : Box{};
}

float ViewJudge::cost_of(const Viewpoint& viewpoint) const {
    float star = 0.0F;
    float others = 0.0F;
    float inside = 0.0F;
    float size = 0.0F;
    float tiny = 0.0F;
    float cramped = 0.0F;
    float before = 0.0F;
    float line = 0.0F;
    std::size_t other_count = 0;
    std::size_t count = 0;
    for (const std::size_t step : looks_) {
        const int sample = static_cast<int>(step) * ActionPath::kStride;
        const View view = viewpoint.at(sample);
        const Look look{view, stand_of(timeline_.environment, view, diving_), step};
        before += is_blocked_by_bystander(look) ? 1.0F : 0.0F;
        line += in_line(look);
        std::size_t judged = 0;
        for (const Member& member : path_.cast) {
            const Box part = shown(member, step);
            if (!member.in_action[step] || member.entity() < 0 || judged == kMostJudged ||
                part.is_empty()) {
                continue;
            }
            ++judged;
            ++count;
            const bool is_star = &member == &path_.subject();
            const bool behind = wish_.goes_behind && is_star;
            tiny += tininess(look, part);
            for (const int entity : member.entities) {
                const Box box =
                    member.entities.size() > 1 ? entity_box(timeline_, entity, sample) : part;
                const float share =
                    behind && is_inside(look, box.center()) ? 0.0F : lost(look, box, entity);
                (is_star ? star : others) += mean(share, member.entities.size());
            }
            other_count += is_star ? 0 : 1;
        }
        inside +=
            sight_.clearance(look.from, sample, kLensRoom_m) < kLensRoom_m - 1e-3F ? 1.0F : 0.0F;
        size += std::log(std::max(view.distance * std::tan(0.5F * view.fov_y), 1e-3F));
        const Vec3 wanted = stand_point(view.yaw, view.elevation, view.distance, view.base);
        cramped += distance(look.from, wanted) / std::max(view.distance, 0.1F);
        cramped += 2.0F * std::max(0.0F, view.fov_y - 0.9F);
    }
    const std::size_t looks = looks_.size();
    return kHiddenCost * mean(star, looks) + kOtherCost * mean(others, other_count) +
           kInsideCost * mean(inside, looks) + kBystanderCost * mean(before, looks) +
           kSmallCost * mean(size, looks) + kTinyCost * mean(tiny, count) +
           kInLineCost * mean(line, looks) + 3.0F * mean(cramped, looks);
}

}  // namespace hibari::world
