#include "world/physics/stage/layout.h"
#include "world/physics/stage/layout_steps.h"
#include "world/physics/stage/roles.h"
#include "world/physics/stage/waterside.h"
#include "world/things/terrain_eval.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace hibari::world {

namespace {

constexpr float kSwimDepth = 1.1F;
constexpr float kWade = 1.6F;        // m of water that fixed things may stand in
constexpr float kUnderWater = 0.5F;  // Of half their height, where it is deeper.

void shift_all(Arrangement& plan, Vec3 shift) {
    for (Actor& actor : plan.scene.actors()) {
        if (!actor.backdrop) {
            actor.origin.position += shift;
        }
    }
}

bool needs_water(Arrangement& plan) {
    for (const Action& action : plan.shot.actions) {
        const Action* first = first_deed(plan.shot, action.subject);
        if (first != nullptr && first->step < action.step) {
            continue;  // It begins on land.
        }
        switch (action.verb) {
            case Verb::kSurf:
            case Verb::kPaddle:
            case Verb::kSwim:
            case Verb::kDive:
            case Verb::kSail:
            case Verb::kSink:
                return true;
            default:
                break;
        }
    }
    return std::any_of(
        plan.scene.actors().begin(),
        plan.scene.actors().end(),
        [&](const Actor& actor) {
            const bool boat =
                actor.thing->traits.floats &&
                (actor.thing->traits.rideable || actor.thing->category == Category::kVehicle);
            return !actor.backdrop && boat && !plan.layout.in_hand[index(actor.entity)];
        }
    );
}

bool leaps(const Action* deed) {
    return deed != nullptr && (deed->verb == Verb::kDive || deed->verb == Verb::kJump ||
                               deed->verb == Verb::kFrontFlip || deed->verb == Verb::kBackflip);
}

/// A diving board with its tip over the water and the diver on it.
void overhang(Arrangement& plan, int board, Vec3 edge, Vec3 out) {
    constexpr float kOverWater = 0.9F;
    const Vec3 tip = plan.rest_anchor(board, *plan.find_anchor(board, "tip"));
    const Quat turn = facing(out);
    plan.put(board, edge + out * (kOverWater - tip.z), turn);
    for (const Actor& actor : plan.scene.actors()) {
        int support = -1;
        if (!actor.backdrop && plan.stands_on(actor.entity, &support) && support == board) {
            const Vec3 spot = plan.at(board).origin.position + rotate(turn, tip);
            plan.put(actor.entity, spot - out * 0.15F, turn);
        }
    }
}

/// Who leaps where all the stage is water does it from its edge, or from a board over it.
bool stand_at_waterside(Arrangement& plan) {
    const Environment& environment = plan.scene.environment();
    const bool all_water = floor_y(environment, 0, 0) < environment.water.level_m - kSwimDepth;
    std::vector<int> divers;
    int board = -1;
    for (const Actor& actor : plan.scene.actors()) {
        int support = -1;
        const Action* deed = first_deed(plan.shot, actor.script.id);
        if (actor.backdrop || !actor.is_alive() || !leaps(deed)) {
            continue;
        }
        if (!plan.stands_on(actor.entity, &support)) {
            divers.push_back(actor.entity);
        } else if (plan.find_anchor(support, "tip") != nullptr) {
            board = support;
        }
    }
    const auto edge =
        all_water && (board >= 0 || !divers.empty()) ? find_waterside(environment) : std::nullopt;
    if (!edge) {
        return false;
    }
    const int first = board >= 0 ? board : divers.front();
    const Vec3 spot{edge->position.x, 0, edge->position.z};  // Heights are settled later.
    const Vec3 from = plan.at(first).origin.position;
    shift_all(plan, spot - Vec3{from.x, 0, from.z});
    const Vec3 along{-edge->out.z, 0, edge->out.x};
    for (std::size_t i = 0; i < divers.size(); ++i) {
        const float aside = 1.1F * static_cast<float>(i) + (board >= 0 ? 1.6F : 0.0F);
        plan.put(divers[i], spot + along * aside, facing(edge->out));
    }
    if (board >= 0) {
        overhang(plan, board, spot, edge->out);
    }
    return true;
}

}  // namespace

/// What needs water starts on it: the whole action moves to the nearest place deep enough.
void take_to_water(Arrangement& plan) {
    const Environment& environment = plan.scene.environment();
    if (!environment.water.present || stand_at_waterside(plan) || !needs_water(plan)) {
        return;
    }
    const auto depth = [&](Vec3 spot) {
        return environment.water.level_m - terrain_height(environment.terrain, spot.x, spot.z);
    };
    Vec3 low{1e9F, 0, 1e9F};
    Vec3 high{-1e9F, 0, -1e9F};
    for (const Actor& actor : plan.scene.actors()) {
        if (!actor.backdrop && plan.placed[index(actor.entity)]) {
            low = min(low, actor.origin.position);
            high = max(high, actor.origin.position);
        }
    }
    for (float away = 0.0F; away < 60.0F; away += 1.0F) {
        for (const Vec3 way : {Vec3{0, 0, -1}, Vec3{1, 0, 0}, Vec3{-1, 0, 0}, Vec3{0, 0, 1}}) {
            const Vec3 shift = way * away;
            const bool deep = depth(shift + low) > kSwimDepth && depth(shift + high) > kSwimDepth &&
                              depth(shift + Vec3{low.x, 0, high.z}) > kSwimDepth &&
                              depth(shift + Vec3{high.x, 0, low.z}) > kSwimDepth;
            if (deep) {
                return shift_all(plan, shift);
            }
        }
    }
}

void settle_heights(Arrangement& plan) {
    const Environment& environment = plan.scene.environment();
    std::vector<float> lifts(plan.scene.actors().size(), 0.0F);
    for (Actor& actor : plan.scene.actors()) {
        int support = -1;
        if (!actor.backdrop && plan.stands_on(actor.entity, &support)) {
            continue;
        }
        const Vec3 at = actor.origin.position;
        float ground = floor_y(environment, at.x, at.z);
        if (environment.terrain.kind == TerrainKind::kNone) {
            ground = 0.0F;
        }
        const bool submerged = environment.place->submerged;
        const bool rooted = actor.thing->category == Category::kScenery && !actor.backdrop &&
                            !actor.thing->traits.floats &&
                            first_deed(plan.shot, actor.script.id) == nullptr;
        if (environment.water.present && !submerged && rooted &&
            environment.water.level_m - ground > kWade) {
            // Rocks and towers in deep water stand on rock that reaches up to it.
            ground = environment.water.level_m - kUnderWater * actor.blueprint.half_extent.y;
            plan.layout.hung[index(actor.entity)] = true;
        } else if (submerged && !actor.backdrop && actor.is_alive()) {
            // Fish swim a little above the ground, one higher than the other.
            ground += 1.3F + 0.45F * static_cast<float>(actor.entity % 3);
        } else if (environment.water.present && !submerged && !actor.backdrop) {
            const float surface = water_height(environment.water, at.x, at.z, 0.0F);
            const Action* deed = first_deed(plan.shot, actor.script.id);
            const bool dives = deed != nullptr && deed->verb == Verb::kSink;
            if (surface > ground + 0.3F && (!actor.is_fixed() || actor.thing->traits.floats)) {
                // In the water: afloat at about the right draught.
                const Anchor* line = plan.find_anchor(actor.entity, "waterline");
                ground = surface - (line != nullptr
                                        ? plan.rest_anchor(actor.entity, *line).y
                                        : (dives ? 0.4F : 0.7F) * actor.blueprint.half_extent.y);
            }
        }
        actor.origin.position.y += ground;
        lifts[index(actor.entity)] = ground;
        const bool lies = !actor.is_fixed() || plan.find_anchor(actor.entity, "lip") != nullptr;
        if (environment.terrain.kind == TerrainKind::kSlope && !actor.is_alive() && lies) {
            const SurfaceNormal<float> n = terrain_normal(environment.terrain, at.x, at.z);
            actor.origin.rotation =
                rotation_between({0, 1, 0}, {n.x, n.y, n.z}) * actor.origin.rotation;
        }
    }
    // Loads rise with what carries them.
    for (Actor& actor : plan.scene.actors()) {
        int support = -1;
        int below = actor.entity;
        for (int depth = 0;
             depth < 4 && !plan.at(below).backdrop && plan.stands_on(below, &support);
             ++depth) {
            below = support;
        }
        if (below != actor.entity) {
            actor.origin.position.y += lifts[index(below)];
        }
    }
}

}  // namespace hibari::world
