#include "world/director/crossing.h"

#include "world/director/reader_words.h"

#include <algorithm>

namespace hibari::world {
namespace {

constexpr std::string_view kCrossed = "bridge|viaduct|tightrope";

bool goes_along(Verb verb) {
    return verb == Verb::kWalk || verb == Verb::kRun || verb == Verb::kDrive ||
           verb == Verb::kCycle || verb == Verb::kRide || verb == Verb::kSneak ||
           verb == Verb::kBalance || verb == Verb::kCrawl;
}

}  // namespace

void cross_bridges(Story& story, DraftShot& draft) {
    for (DraftAction& action : draft.actions) {
        const int way = action.target;
        if (way < 0 || !goes_along(action.action.verb) ||
            !listed(kCrossed, story.thing_of(way).name)) {
            continue;
        }
        std::erase_if(draft.relations, [&](const DraftRelation& told) {
            return told.owner == action.subject && told.target == way;
        });
        draft.relations.push_back({action.subject, RelationKind::kOn, way});
        action.target = -1;
        action.action.direction = Direction::kNone;
    }
    const int large = story.thing_named("viaduct");
    for (const DraftRelation& told : draft.relations) {
        CastMember& bridge = story.cast[static_cast<std::size_t>(told.target)];
        if (large >= 0 && told.kind == RelationKind::kOn && bridge.entity.kind == "bridge" &&
            story.category_of(told.owner) == Category::kVehicle) {
            bridge.thing = large;
            bridge.entity.kind = std::string(story.thing_of(told.target).name);
        }
    }
}

}  // namespace hibari::world
