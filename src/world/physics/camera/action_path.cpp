#include "world/physics/camera/action_path.h"

#include "world/physics/stage/roles.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kGone = -100.0F;  // Below this a thing has been taken away.

void grow_by_part(Box& box, const Pose& frame, const Part& part) {
    const Pose at = compose(frame, part.local);
    const Vec3 half = bounds(part.shape);
    const Vec3 x = rotate(at.rotation, {1, 0, 0}) * half.x;
    const Vec3 y = rotate(at.rotation, {0, 1, 0}) * half.y;
    const Vec3 z = rotate(at.rotation, {0, 0, 1}) * half.z;
    const Vec3 reach{
        std::abs(x.x) + std::abs(y.x) + std::abs(z.x),
        std::abs(x.y) + std::abs(y.y) + std::abs(z.y),
        std::abs(x.z) + std::abs(y.z) + std::abs(z.z)
    };
    box.grow(at.position - reach);
    box.grow(at.position + reach);
}

}  // namespace

Box entity_box(const Timeline& timeline, int entity, int sample) {
    Box box;
    for (const BodyTrack& body : timeline.bodies) {
        if (body.entity != entity) {
            continue;
        }
        const Pose& pose = body.pose_at(sample);
        if (pose.position.y < kGone) {
            continue;
        }
        for (const Part& part : body.parts) {
            if (part.visible) {
                grow_by_part(box, pose, part);
            }
        }
    }
    for (const SoftTrack& soft : timeline.softs) {
        if (soft.entity == entity) {
            const std::size_t count = soft.soft.nodes.size();
            const std::size_t first = static_cast<std::size_t>(sample) * count;
            for (std::size_t i = first; i < first + count; ++i) {
                box.grow(soft.positions[i]);
            }
        }
    }
    return box;
}

std::vector<int> cast_of(const Scene& scene, const Layout& layout, const Shot& shot) {
    std::vector<int> cast;
    const auto add = [&](int entity) {
        if (entity >= 0 && std::find(cast.begin(), cast.end(), entity) == cast.end()) {
            cast.push_back(entity);
        }
    };
    add(layout.main);
    const bool only = !shot.camera.subject.empty() && shot.camera.framing != Framing::kAuto &&
                      shot.camera.framing != Framing::kWide;
    if (only) {
        return cast;
    }
    for (const Action& action : shot.actions) {
        add(scene.find(action.subject));
        add(scene.find(action.object));
        add(scene.find(action.target));
    }
    for (const SpokenLine& line : shot.lines) {
        add(scene.find(line.speaker));
    }
    for (const Actor& actor : scene.actors()) {
        if (!actor.backdrop && !layout.scenery[static_cast<std::size_t>(actor.entity)]) {
            add(actor.entity);
        }
    }
    return cast;
}

ActionPath action_path(const Timeline& timeline, const std::vector<int>& cast) {
    ActionPath path;
    Box start;
    for (const int entity : cast) {
        start.grow(entity_box(timeline, entity, 0));
    }
    for (int sample = 0; sample < timeline.sample_count; sample += ActionPath::kStride) {
        Box subject;
        if (!cast.empty()) {
            subject = entity_box(timeline, cast.front(), sample);
        }
        if (subject.is_empty() && path.subject.empty()) {
            // Nobody there, or nothing to see of them: the middle of the stage.
            subject = {{-1, 0, -1}, {1, 2, 1}};
        }
        path.subject.push_back(
            subject.is_empty() && !path.subject.empty() ? path.subject.back() : subject
        );
        Box all = path.subject.back();
        // What has flown or rolled far away is let go: the picture stays with the rest.
        const float extent = length(start.size());
        const Vec3 middle = start.center();
        const Vec3 now = path.subject.back().center();
        for (const int entity : cast) {
            const Box box = entity_box(timeline, entity, sample);
            const bool near = distance(box.center(), middle) < 0.5F * extent + 0.3F ||
                              distance(box.center(), now) < 0.25F * extent;
            if (!box.is_empty() && near) {
                all.grow(box);
            }
        }
        path.all.push_back(all);
        path.whole.grow(all);
        path.whole_subject.grow(path.subject.back());
    }
    return path;
}

Vec3 ActionPath::smooth_center(const std::vector<Box>& boxes, double sample, double width_samples)
    const {
    const double at = sample / kStride;
    const double width = std::max(width_samples / kStride, 0.5);
    Vec3 sum{};
    float weight = 0.0F;
    const int first = std::max(0, static_cast<int>(at - 2.5 * width));
    const int last =
        std::min(static_cast<int>(boxes.size()) - 1, static_cast<int>(at + 2.5 * width) + 1);
    for (int i = first; i <= last; ++i) {
        const double off = (static_cast<double>(i) - at) / width;
        const float w = static_cast<float>(std::exp(-0.5 * off * off));
        sum += boxes[static_cast<std::size_t>(i)].center() * w;
        weight += w;
    }
    return weight > 0.0F ? sum / weight : boxes.back().center();
}

}  // namespace hibari::world
