#include "world/physics/stage/domino_row.h"
#include "world/physics/stage/layout_steps.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace hibari::world {

namespace {

constexpr float kSceneryBehind = 4.0F;

bool depends_on(Arrangement& plan, int entity, int other) {
    for (const Relation& relation : plan.at(entity).script.relations) {
        if (plan.scene.find(relation.target) == other && relation.kind != RelationKind::kHolding &&
            relation.kind != RelationKind::kFacing) {
            return true;
        }
    }
    return false;
}

bool hangs_on_relation(Arrangement& plan, const Actor& actor) {
    for (const Relation& relation : actor.script.relations) {
        const int target = plan.scene.find(relation.target);
        if (target >= 0 && target != actor.entity && relation.kind != RelationKind::kHolding &&
            relation.kind != RelationKind::kFacing && !plan.is_backcloth(target) &&
            (target < actor.entity || !depends_on(plan, target, actor.entity))) {
            return true;
        }
    }
    const Action* use = first_use(plan.shot, actor.script.id);
    return use != nullptr && is_riding(use->verb);
}

bool is_target_of_relation(Arrangement& plan, const std::string& id) {
    for (const Actor& actor : plan.scene.actors()) {
        for (const Relation& relation : actor.script.relations) {
            if (relation.target == id && !actor.backdrop) {
                return true;
            }
        }
    }
    return false;
}

bool all_alike(Arrangement& plan, const std::vector<int>& row) {
    return std::all_of(row.begin(), row.end(), [&](int entity) {
        return plan.scene.actor(entity).script.kind == plan.scene.actor(row.front()).script.kind;
    });
}

/// The main subject to the middle of the list, the others keep their order around it.
void bring_to_middle(Arrangement& plan, std::vector<int>& row) {
    const auto main = std::find(row.begin(), row.end(), plan.layout.main);
    if (main == row.end() || row.size() < 3 || all_alike(plan, row)) {
        return;
    }
    row.erase(main);
    row.insert(row.begin() + static_cast<std::ptrdiff_t>(row.size() / 2), plan.layout.main);
}

void spread_alike(Arrangement& plan, const std::vector<int>& row, float z) {
    const std::string& kind = plan.at(row.front()).script.kind;
    const Vec3 size = plan.half(row.front());
    if (kind == "domino") {
        put_in_row(plan, row, {-0.5F * length_of_row(plan, row), 0, z}, {1, 0, 0});
        return;
    }
    // A loose cluster, a few rows deep.
    const int columns = static_cast<int>(
        std::ceil(std::sqrt(static_cast<float>(row.size()) * std::max(plan.aspect, 0.6F) * 1.6F))
    );
    const float step_x = 2.0F * size.x + plan.gap(row.front());
    const float step_z = 2.0F * size.z + plan.gap(row.front());
    for (std::size_t i = 0; i < row.size(); ++i) {
        const int column = static_cast<int>(i) % columns;
        const int line = static_cast<int>(i) / columns;
        const float x =
            (static_cast<float>(column) - 0.5F * static_cast<float>(columns - 1)) * step_x;
        plan.put(
            row[i],
            {x + 0.5F * step_x * static_cast<float>(line % 2) + plan.jitter(0.1F * step_x),
             0,
             z - static_cast<float>(line) * step_z + plan.jitter(0.1F * step_z)},
            plan.front_of(row[i])
        );
    }
}

void spread_row(Arrangement& plan, const std::vector<int>& row, float z) {
    if (row.empty()) {
        return;
    }
    if (all_alike(plan, row) && row.size() >= 4) {
        return spread_alike(plan, row, z);
    }
    // Wide pictures hold wide rows; in portrait the row bends into depth.
    const float squeeze = plan.aspect < 0.9F ? 0.6F : 1.0F;
    float width = 0.0F;
    for (const int entity : row) {
        width += 2.0F * plan.half(entity).x + plan.gap(entity);
    }
    float x = -0.5F * width;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const int entity = row[i];
        const float step = 2.0F * plan.half(entity).x + plan.gap(entity);
        const float depth = row.size() > 1 ? plan.jitter(0.25F * plan.radius(entity)) : 0.0F;
        const float bend =
            plan.aspect < 0.9F ? -0.8F * plan.radius(entity) * static_cast<float>(i % 2) : 0.0F;
        plan.put(entity, {(x + 0.5F * step) * squeeze, 0, z + depth + bend}, plan.front_of(entity));
        x += step;
    }
}

/// Dominoes among other things stand in a row of their own, and what the last one is to hit where
/// it comes down. Takes them out of `row`.
void line_up_dominoes(Arrangement& plan, std::vector<int>& row) {
    const Action* push = nullptr;
    for (const Action& action : plan.shot.actions) {
        const int first = plan.scene.find(action.subject);
        if (action.verb == Verb::kTopple && first >= 0 && plan.at(first).script.kind == "domino") {
            push = &action;
        }
    }
    std::vector<int> dominoes;
    for (const int entity : row) {
        if (plan.at(entity).script.kind == "domino") {
            dominoes.push_back(entity);
        }
    }
    if (dominoes.size() < 3 || dominoes.size() == row.size()) {
        return;
    }
    std::erase_if(row, [&](int entity) { return plan.at(entity).script.kind == "domino"; });
    spread_alike(plan, dominoes, 0.0F);
    const int end = push != nullptr ? plan.scene.find(push->target) : -1;
    if (end >= 0 && std::erase(row, end) > 0) {
        constexpr float kReach = 1.1F;  // Of half its height: leaning, it touches.
        const Vec3 last = plan.at(dominoes.back()).origin.position;
        const Hang hang = hang_of(plan.at(end).blueprint);
        const float near_side = hang.link >= 0 ? hang.bob : plan.half(end).x;
        const float away = kReach * plan.half(dominoes.back()).y + near_side;
        plan.put(end, last + Vec3{away, 0, 0}, {});
    }
}

void spread_back(Arrangement& plan, const std::vector<int>& row) {
    float left = 0.8F;
    float right = 0.8F;
    bool to_left = true;
    for (const int entity : row) {
        const float reach = plan.half(entity).x;
        float& used = to_left ? left : right;
        const float x = (used + reach) * (to_left ? -1.0F : 1.0F);
        used += 2.0F * reach + 0.6F;
        plan.put(
            entity,
            {x, 0, -kSceneryBehind - plan.half(entity).z - plan.jitter(0.8F)},
            plan.front_of(entity)
        );
        to_left = !to_left;
    }
}

/// Castles and the like, behind the row and so far off that they are seen above it.
void hang_backcloths(
    Arrangement& plan, const std::vector<int>& row, const std::vector<int>& cloths
) {
    constexpr float kFarthest_m = 20.0F;
    float back = 0.0F;
    float tall = 0.5F;
    for (const int entity : row) {
        back = std::min(back, plan.at(entity).origin.position.z - plan.radius(entity));
        tall = std::max(tall, plan.half(entity).y);
    }
    float x = 0.0F;
    for (const int entity : cloths) {
        const Vec3 half = plan.half(entity);
        x += entity == cloths.front() ? 0.0F : half.x;
        const float away = clamp(2.2F * (half.y - tall), 1.0F, kFarthest_m);
        plan.put(entity, {x, 0, back - away - half.z}, plan.front_of(entity));
        x += half.x + 0.6F;
    }
}

}  // namespace

void spread_rest(Arrangement& plan) {
    std::vector<int> front;
    std::vector<int> back;
    std::vector<int> cloths;
    for (const Actor& actor : plan.scene.actors()) {
        if (plan.is_backcloth(actor.entity)) {
            cloths.push_back(actor.entity);
            plan.layout.scenery[index(actor.entity)] = true;
            continue;
        }
        if (plan.placed[index(actor.entity)] || hangs_on_relation(plan, actor) ||
            plan.layout.in_hand[index(actor.entity)]) {
            continue;
        }
        const bool acts = first_deed(plan.shot, actor.script.id) != nullptr ||
                          first_use(plan.shot, actor.script.id) != nullptr ||
                          first_aim(plan.shot, actor.script.id) != nullptr;
        const bool supports = is_target_of_relation(plan, actor.script.id);
        const bool large = actor.thing->category == Category::kScenery;
        if (large && !acts && !supports && actor.entity != plan.layout.main) {
            back.push_back(actor.entity);
            plan.layout.scenery[index(actor.entity)] = true;
        } else {
            front.push_back(actor.entity);
        }
    }
    line_up_dominoes(plan, front);
    bring_to_middle(plan, front);
    spread_row(plan, front, 0.0F);
    spread_back(plan, back);
    hang_backcloths(plan, front, cloths);
}

}  // namespace hibari::world
