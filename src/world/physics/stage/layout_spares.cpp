// Things thrown one after the other: hands hold the first, the others lie ready on the ground.
#include "world/physics/stage/layout_steps.h"
#include "world/physics/stage/roles.h"

#include <algorithm>

namespace hibari::world {
namespace {

// Where one can bend down for it without a step, of the performer's own scale; on the right, for
// the left foot strides.
constexpr float kBeside_m = 0.2F;
constexpr float kAhead_m = 0.4F;
constexpr float kGrown_m = 1.75F;
constexpr float kBetween_m = 0.06F;

}  // namespace

void lay_out_spares(Arrangement& plan) {
    std::vector<float> row(plan.layout.in_hand.size(), 0.0F);  // by entity: length of its spares
    for (const Actor& actor : plan.scene.actors()) {
        const Action* use = first_use(plan.shot, actor.script.id);
        int support = -1;
        const int holder = use != nullptr ? plan.scene.find(use->subject) : -1;
        if (actor.backdrop || holder < 0 || !plan.at(holder).is_alive() ||
            !starts_in_hand(use->verb) || !waits_its_turn(plan.shot, *use) ||
            plan.stands_on(actor.entity, &support) || plan.layout.in_hand[index(actor.entity)]) {
            continue;
        }
        const Pose& stand = plan.at(holder).origin;
        const float scale = 2.0F * plan.half(holder).y / kGrown_m;
        const Vec3 beside{-kBeside_m, 0.0F, kAhead_m * scale + row[index(holder)]};
        row[index(holder)] += 2.0F * plan.radius(actor.entity) + kBetween_m;
        plan.put(actor.entity, apply(stand, beside), stand.rotation);
        plan.scene.world().ignore(actor.entity, holder, true);  // A stride does not kick it away.
    }
}

}  // namespace hibari::world
