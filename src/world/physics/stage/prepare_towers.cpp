#include "world/physics/stage/prepare_towers.h"

#include "world/physics/stage/roles.h"
#include "world/things/catalogue.h"

#include <algorithm>
#include <string>
#include <vector>

namespace hibari::world {

namespace {

constexpr std::size_t kTower = 3;  // So many on each other are one.

std::string under(const Entity& entity) {
    for (const Relation& relation : entity.relations) {
        if (relation.kind == RelationKind::kOn) {
            return relation.target;
        }
    }
    return {};
}

/// What stands one on the other with it, all of its kind, the lowest first; only itself when it
/// stands alone. Of a pyramid one edge.
std::vector<std::string> tower_of(Shot& shot, const Entity& part) {
    std::vector<std::string> tower{part.id};
    const Entity* below = find_entity(shot, under(part));
    while (below != nullptr && below->kind == part.kind && tower.size() < shot.entities.size()) {
        tower.insert(tower.begin(), below->id);
        below = find_entity(shot, under(*below));
    }
    for (bool more = true; more && tower.size() < shot.entities.size();) {
        const auto above = std::ranges::find_if(shot.entities, [&](const Entity& other) {
            return other.kind == part.kind && under(other) == tower.back();
        });
        more = above != shot.entities.end();
        if (more) {
            tower.push_back(above->id);
        }
    }
    return tower;
}

bool stands_on_table(Shot& shot, const std::string& foot) {
    const Entity* support = find_entity(shot, under(*find_entity(shot, foot)));
    const Thing* thing = support != nullptr ? find_thing(support->kind) : nullptr;
    return thing != nullptr && thing->traits.surface && thing->category != Category::kTabletop;
}

}  // namespace

void strike_towers(Shot& shot) {
    for (Action& action : shot.actions) {
        const Entity* striker = find_entity(shot, action.subject);
        std::string& struck = action.object.empty() ? action.target : action.object;
        const Entity* part = find_entity(shot, struck);
        const bool strikes = action.verb == Verb::kPush || action.verb == Verb::kHit;
        if (!strikes || !is_alive(striker) || part == nullptr || is_alive(part)) {
            continue;
        }
        const std::vector<std::string> tower = tower_of(shot, *part);
        if (tower.size() >= kTower && stands_on_table(shot, tower.front())) {
            const bool paw = category_of(*striker) == Category::kAnimal;
            struck = tower[paw ? 1 : tower.size() / 2];
        }
    }
}

}  // namespace hibari::world
