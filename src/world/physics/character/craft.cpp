#include "world/physics/character/craft.h"

#include "base/check.h"

#include <cmath>

namespace hibari::world {

Craft::Craft(int entity, const Blueprint& blueprint, const StageView& view)
    : entity_(entity), blueprint_(blueprint), half_(blueprint.half_extent) {
    HIBARI_CHECK(!blueprint.links.empty());
    poses_.resize(blueprint.links.size());
    moved_.resize(blueprint.links.size());
    for (const Link& link : blueprint.links) {
        mass_kg_ += link.mass_kg;
        center_ += link.rest.position * link.mass_kg;
    }
    center_ = mass_kg_ > 0.0F ? center_ / mass_kg_ : blueprint.links.front().rest.position;
    frame = compose(view.entity_pose(entity), inverse(blueprint.links.front().rest));
    const Vec3 ahead = front();
    yaw = std::atan2(ahead.x, ahead.z);
    pose_links();
}

Quat Craft::upright() const {
    return from_axis_angle({0, 1, 0}, yaw);
}

Vec3 Craft::front() const {
    return rotate(frame.rotation, {0, 0, 1});
}

void Craft::pose_links() {
    for (std::size_t i = 0; i < poses_.size(); ++i) {
        const Link& link = blueprint_.links[i];
        Pose own{};
        if (link.joint.kind == JointKind::kHinge) {
            float angle = 0.0F;
            if (link.name.find("wheel") != std::string::npos) {
                angle = rolled_m / std::fmax(link.joint.pivot.y, 0.01F);
            } else if (link.name == "fork") {
                angle = steer;
            } else if (link.name == "cranks") {
                angle = crank;
            }
            const Quat turn = from_axis_angle(link.joint.axis, angle);
            own = {link.joint.pivot - rotate(turn, link.joint.pivot), turn};
        }
        moved_[i] =
            link.parent < 0 ? own : compose(moved_[static_cast<std::size_t>(link.parent)], own);
        poses_[i] = compose(frame, compose(moved_[i], link.rest));
        poses_[i].rotation = normalize(poses_[i].rotation);
    }
}

bool Craft::has_anchor(std::string_view name) const {
    for (const Anchor& anchor : blueprint_.anchors) {
        if (anchor.name == name) {
            return true;
        }
    }
    return false;
}

Pose Craft::anchor(std::string_view name) const {
    for (const Anchor& anchor : blueprint_.anchors) {
        if (anchor.name == name) {
            return compose(poses_[static_cast<std::size_t>(anchor.link)], anchor.local);
        }
    }
    return frame;
}

float ground_under(const StageView& view, int entity, Vec3 at) {
    return view.ground_y_without(entity, at.x, at.z);
}

}  // namespace hibari::world
