#include "world/physics/stage/kites.h"

#include <algorithm>

namespace hibari::world {

void let_kites_fly(Shot& shot) {
    for (Entity& kite : shot.entities) {
        if (kite.kind != "kite") {
            continue;
        }
        std::string flyer;
        for (Action& action : shot.actions) {
            if (action.verb == Verb::kHold && action.object == kite.id) {
                flyer = action.subject;
            }
        }
        const auto own = std::ranges::find_if(shot.actions, [&](const Action& action) {
            return action.subject == kite.id &&
                   (action.verb == Verb::kFly || action.verb == Verb::kFloat);
        });
        if (flyer.empty() || own == shot.actions.end()) {
            continue;
        }
        own->verb = Verb::kFloat;  // The line keeps it where it is.
        own->direction = Direction::kNone;
        kite.relations.push_back({RelationKind::kAbove, flyer});
        for (Action& action : shot.actions) {
            if (action.verb == Verb::kHold && action.object == kite.id) {
                action.verb = Verb::kPoint;
                action.object.clear();
                action.target = kite.id;
            }
        }
    }
}

}  // namespace hibari::world
