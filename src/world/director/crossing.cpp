#include "world/director/crossing.h"

#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <cstddef>

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

void leap_barriers(Story& story, DraftShot& draft) {
    for (std::size_t i = 0; i < draft.actions.size(); ++i) {
        const DraftAction chase = draft.actions[i];
        const bool runs = chase.action.verb == Verb::kRun || chase.action.verb == Verb::kCatch;
        const int sought = chase.target >= 0 ? chase.target : chase.object;
        if (!runs || sought < 0 || story.category_of(chase.subject) != Category::kAnimal ||
            story.thing_of(chase.subject).traits.flies ||
            draft.actions.size() >= ScriptLimits::kActionsMax) {
            continue;
        }
        const auto sent = std::ranges::find_if(draft.actions, [&](const DraftAction& action) {
            return action.object == sought && is_sending(action.action.verb) &&
                   action.action.direction == Direction::kUp && action.target >= 0 &&
                   action.action.step < chase.action.step;
        });
        const bool leaps = std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
            return action.subject == chase.subject && action.action.verb == Verb::kJump;
        });
        if (sent == draft.actions.end() || leaps) {
            continue;
        }
        DraftAction leap;
        leap.subject = chase.subject;
        leap.target = sent->target;
        leap.action.verb = Verb::kJump;
        leap.action.step = chase.action.step;
        for (DraftAction& later : draft.actions) {
            if (later.action.step >= leap.action.step) {
                later.action.step = std::min(later.action.step + 1, ScriptLimits::kStepMax);
            }
        }
        draft.actions.insert(draft.actions.begin() + static_cast<std::ptrdiff_t>(i), leap);
        ++i;
    }
}

}  // namespace hibari::world
