#include "world/physics/camera/action_path.h"

#include "world/physics/stage/roles.h"

#include <algorithm>
#include <cmath>
#include <optional>

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

constexpr std::size_t kRow = 4;     // So many of a kind are filmed as one.
constexpr float kKeepsBy = 0.6F;    // Share of the time that company is near.
constexpr float kRimReach = 0.75F;  // m around a rim that the game happens in.

/// A table that only carries something much smaller need not be seen as a whole.
bool is_mere_support(const Scene& scene, const Shot& shot, const Actor& actor) {
    if (actor.is_alive() || !actor.thing->traits.surface ||
        first_deed(shot, actor.script.id) != nullptr) {
        return false;
    }
    return std::any_of(scene.actors().begin(), scene.actors().end(), [&](const Actor& load) {
        const bool on = std::any_of(
            load.script.relations.begin(),
            load.script.relations.end(),
            [&](const Relation& relation) {
                return relation.kind == RelationKind::kOn && relation.target == actor.script.id;
            }
        );
        return on &&
               length(load.blueprint.half_extent) < 0.5F * length(actor.blueprint.half_extent);
    });
}

/// What of an entity must be seen: of a hoop the rim and the board, of others everything.
Box interest_box(const Timeline& timeline, const Scene& scene, int entity, int sample) {
    const Actor& actor = scene.actor(entity);
    if (actor.is_fixed()) {
        if (const std::optional<Pose> rim = scene.anchor(entity, "rim")) {
            const Vec3 reach{kRimReach, 0.6F, kRimReach};
            return {rim->position - reach, rim->position + reach};
        }
    }
    return entity_box(timeline, entity, sample);
}

void add_corners(std::vector<Vec3>& corners, const Box& box) {
    for (int i = 0; i < 8; ++i) {
        corners.push_back({
            (i & 1) != 0 ? box.high.x : box.low.x,
            (i & 2) != 0 ? box.high.y : box.low.y,
            (i & 4) != 0 ? box.high.z : box.low.z,
        });
    }
}

/// The subject, or the whole row when it is one of many of a kind (dominoes).
std::vector<int> subject_of(const Scene& scene, const std::vector<int>& cast) {
    std::vector<int> row;
    for (const int entity : cast) {
        if (scene.actor(entity).script.kind == scene.actor(cast.front()).script.kind) {
            row.push_back(entity);
        }
    }
    const bool alive = !cast.empty() && scene.actor(cast.front()).is_alive();
    return row.size() >= kRow && !alive
               ? row
               : std::vector<int>(cast.begin(), cast.empty() ? cast.end() : cast.begin() + 1);
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
    const auto add_role = [&](const std::string& id) {
        const int entity = scene.find(id);
        if (entity >= 0 && !is_mere_support(scene, shot, scene.actor(entity))) {
            add(entity);
        }
    };
    for (const Action& action : shot.actions) {
        add_role(action.subject);
        add_role(action.object);
        add_role(action.target);
    }
    for (const SpokenLine& line : shot.lines) {
        add(scene.find(line.speaker));
    }
    for (const Actor& actor : scene.actors()) {
        if (!actor.backdrop && !layout.scenery[static_cast<std::size_t>(actor.entity)] &&
            !is_mere_support(scene, shot, actor)) {
            add(actor.entity);
        }
    }
    return cast;
}

ActionPath action_path(const Timeline& timeline, const Scene& scene, const std::vector<int>& cast) {
    ActionPath path;
    Box start;
    for (const int entity : cast) {
        start.grow(interest_box(timeline, scene, entity, 0));
    }
    const std::vector<int> stars = subject_of(scene, cast);
    std::vector<int> near_count(cast.size(), 0);
    std::vector<Box> around(cast.size());
    int count = 0;
    for (int sample = 0; sample < timeline.sample_count; sample += ActionPath::kStride) {
        Box subject;
        for (const int entity : stars) {
            const Box box = interest_box(timeline, scene, entity, sample);
            if (stars.size() == 1 ||
                distance(box.center(), start.center()) < 0.5F * length(start.size()) + 0.01F) {
                subject.grow(box);
            }
        }
        if (subject.is_empty() && path.subject.empty()) {
            // Nobody there, or nothing to see of them: the middle of the stage.
            subject = {{-1, 0, -1}, {1, 2, 1}};
        }
        path.subject.push_back(
            subject.is_empty() && !path.subject.empty() ? path.subject.back() : subject
        );
        ++count;
        Box all = path.subject.back();
        add_corners(path.corners, all);
        // What has flown or rolled far away is let go: the picture stays with the rest.
        const float extent = length(start.size());
        const Vec3 middle = start.center();
        const Vec3 now = all.center();
        const float size = length(all.size());
        for (std::size_t i = 0; i < cast.size(); ++i) {
            const Box box = interest_box(timeline, scene, cast[i], sample);
            if (box.is_empty()) {
                continue;
            }
            if (distance(box.center(), middle) < 0.5F * extent + 0.3F ||
                distance(box.center(), now) < 0.25F * extent) {
                all.grow(box);
                add_corners(path.corners, box);
            }
            if (distance(box.center(), now) < 0.9F * size && length(box.size()) < 2.0F * size) {
                ++near_count[i];
                around[i].grow(box.low - now);
                around[i].grow(box.high - now);
            }
        }
        path.company.grow(path.subject.back().low - now);
        path.company.grow(path.subject.back().high - now);
        path.all.push_back(all);
        path.whole.grow(all);
        path.whole_subject.grow(path.subject.back());
    }
    for (std::size_t i = 0; i < cast.size(); ++i) {
        if (static_cast<float>(near_count[i]) >= kKeepsBy * static_cast<float>(count)) {
            path.company.grow(around[i]);
        }
    }
    return path;
}

Vec3 ActionPath::smooth_center(const std::vector<Box>& boxes, double sample, double width_samples)
    const {
    const double at = sample / kStride;
    const double width = std::max(width_samples / kStride, 0.5);
    // Beyond its ends the way goes on as it came, so that the mean does not lag behind.
    const int count = static_cast<int>(boxes.size());
    const auto center = [&](int i) {
        const auto get = [&](int k) {
            return boxes[static_cast<std::size_t>(std::clamp(k, 0, count - 1))].center();
        };
        if (i < 0) {
            return get(0) * 2.0F - get(-i);
        }
        return i < count ? get(i) : get(count - 1) * 2.0F - get(2 * (count - 1) - i);
    };
    Vec3 sum{};
    float weight = 0.0F;
    const int first = static_cast<int>(std::floor(at - 2.5 * width));
    const int last = static_cast<int>(at + 2.5 * width) + 1;
    for (int i = first; i <= last; ++i) {
        const double off = (static_cast<double>(i) - at) / width;
        const float w = static_cast<float>(std::exp(-0.5 * off * off));
        sum += center(i) * w;
        weight += w;
    }
    return weight > 0.0F ? sum / weight : boxes.back().center();
}

}  // namespace hibari::world
