#include "world/physics/stage/prepare_boards.h"

#include "world/physics/stage/roles.h"

#include <algorithm>

namespace hibari::world {

void set_up_stairs(Shot& shot) {
    for (Action& action : shot.actions) {
        Entity* rider = find_entity(shot, action.subject);
        Entity* stairs = find_entity(shot, action.target);
        const bool leaps = action.verb == Verb::kOllie || action.verb == Verb::kKickflip ||
                           action.verb == Verb::kJump;
        if (rider == nullptr || stairs == nullptr || stairs->kind != "stairs" || !leaps) {
            continue;
        }
        for (const Relation& relation : rider->relations) {
            Entity* board = find_entity(shot, relation.target);
            if (relation.kind != RelationKind::kRiding || board == nullptr ||
                board->kind != "skateboard") {
                continue;
            }
            stairs->kind = "stair_set";
            action.object = board->id;
            const auto on_stairs = [&](const Relation& other) {
                return other.target == stairs->id;
            };
            std::erase_if(board->relations, on_stairs);
            std::erase_if(rider->relations, on_stairs);
            break;
        }
    }
}

}  // namespace hibari::world
