#include "world/director/boarding.h"

#include "world/director/reader_words.h"

#include <algorithm>

namespace hibari::world {
namespace {

bool sets_off(const DraftAction& action) {
    const Verb verb = action.action.verb;
    return verb == Verb::kDrive || verb == Verb::kSail || verb == Verb::kFly ||
           verb == Verb::kLaunch || verb == Verb::kPaddle;
}

bool boards(const DraftAction& action) {
    const Verb verb = action.action.verb;
    return verb == Verb::kClimb || verb == Verb::kJump || verb == Verb::kWalk ||
           verb == Verb::kRun || verb == Verb::kSit;
}

/// The vehicle goes, with whoever was told to fly it on board.
void fly_it(Story& story, DraftAction& action, int vehicle) {
    constexpr std::string_view kUpright = "rocket|helicopter|hot_air_balloon|ufo|drone";
    action.subject = vehicle;
    action.object = -1;
    action.verb_row = -1;
    action.action.verb =
        listed(kUpright, story.thing_of(vehicle).name) ? Verb::kLaunch : Verb::kFly;
}

/// Who flies is not seen behind the glass of the cockpit.
void leave_unseen(const Story& story, DraftShot& draft, int who, int vehicle) {
    const auto speaks = [&](const DraftLine& line) { return line.speaker == who; };
    const auto acts = [&](const DraftAction& action) {
        return action.subject == who || action.target == who;
    };
    if (story.thing_of(vehicle).traits.flies && std::ranges::none_of(draft.actions, acts) &&
        std::ranges::none_of(draft.lines, speaks)) {
        std::erase(draft.present, who);
    }
}

}  // namespace

void board_vehicles(Story& story, DraftShot& draft) {
    for (std::size_t i = 0; i < draft.actions.size(); ++i) {
        const DraftAction entry = draft.actions[i];
        const int vehicle = entry.target;
        if (!boards(entry) || vehicle < 0 || !story.is_person(entry.subject) ||
            story.category_of(vehicle) != Category::kVehicle ||
            entry.action.outcome == Outcome::kFailure) {
            continue;
        }
        const auto start = std::ranges::find_if(draft.actions, [&](const DraftAction& later) {
            return later.subject == entry.subject && later.action.step > entry.action.step &&
                   sets_off(later) && (later.object < 0 || later.object == vehicle);
        });
        if (start == draft.actions.end()) {
            continue;
        }
        if (story.thing_of(vehicle).traits.flies) {
            fly_it(story, *start, vehicle);
        } else {
            start->object = vehicle;
            draft.relations.push_back({entry.subject, RelationKind::kRiding, vehicle});
        }
        draft.actions.erase(draft.actions.begin() + static_cast<std::ptrdiff_t>(i));
        leave_unseen(story, draft, entry.subject, vehicle);
        --i;
    }
    // "The driver of a red truck honks": what he sits in already.
    for (DraftAction& action : draft.actions) {
        const auto seat = std::ranges::find_if(draft.relations, [&](const DraftRelation& relation) {
            return relation.owner == action.subject && relation.kind == RelationKind::kRiding &&
                   story.category_of(relation.target) == Category::kVehicle;
        });
        if (seat != draft.relations.end() && sets_off(action) && action.object < 0 &&
            !story.thing_of(seat->target).traits.flies) {
            action.object = seat->target;
        }
    }
}

}  // namespace hibari::world
