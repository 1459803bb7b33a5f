#include "world/physics/stage/layout_steps.h"

#include <algorithm>

namespace hibari::world {

namespace {

/// Whom it watches: somebody whom it faces and is in front of. -1: nobody.
int watched_by(Arrangement& plan, const Actor& actor) {
    int faced = -1;
    int before = -1;
    for (const Relation& relation : actor.script.relations) {
        if (relation.kind == RelationKind::kFacing) {
            faced = plan.scene.find(relation.target);
        } else if (relation.kind == RelationKind::kInFrontOf) {
            before = plan.scene.find(relation.target);
        }
    }
    const bool people =
        actor.thing->category == Category::kPerson && faced >= 0 && plan.at(faced).is_alive();
    return people && faced == before ? faced : -1;
}

}  // namespace

void gather_audience(Arrangement& plan) {
    constexpr float kAisle_m = 1.15F;  // Half of what is left free, so that the stage is seen.
    constexpr float kSeat_m = 0.72F;
    constexpr float kBefore_m = 1.9F;
    int count = 0;
    for (Actor& actor : plan.scene.actors()) {
        const int star = actor.backdrop ? -1 : watched_by(plan, actor);
        if (star < 0) {
            continue;
        }
        // Left and right in turn, each next one further out and a little nearer to the stage.
        const auto out = static_cast<float>(count / 2);
        const float side = count % 2 == 0 ? -1.0F : 1.0F;
        const Vec3 to = plan.at(star).origin.position;
        const Vec3 spot{
            to.x + side * (kAisle_m + kSeat_m * out + plan.jitter(0.1F)),
            0,
            to.z + kBefore_m - 0.25F * out + plan.jitter(0.15F)
        };
        plan.put(actor.entity, spot, facing({to.x - spot.x, 0, to.z - spot.z}));
        plan.layout.scenery[index(actor.entity)] = true;  // The picture is of whom they watch.
        ++count;
    }
}

}  // namespace hibari::world
