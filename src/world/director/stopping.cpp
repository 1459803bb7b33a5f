#include "world/director/stopping.h"

#include "world/script/script_json.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace hibari::world {
namespace {

constexpr float kHard = 1.4F;  // Of brakes on which somebody stands.

bool says_any(const DraftAction& action, std::initializer_list<std::string_view> stems) {
    return std::ranges::any_of(stems, [&](std::string_view stem) { return said(action, stem); });
}

class Stopping {
  public:
    Stopping(Story& story, DraftShot& draft) : story_(story), draft_(draft) {}

    void run() {
        for (std::size_t i = 0; i < draft_.actions.size(); ++i) {
            if (!goes_on_wheels(draft_.actions[i].subject)) {
                continue;
            }
            if (stops(draft_.actions[i])) {
                stop(i);
            } else if (draft_.actions[i].action.verb == Verb::kDrive &&
                       says_any(draft_.actions[i], {"swerv", "avoid", "dodg", "veer"})) {
                swerve(i);
            }
        }
    }

  private:
    bool goes_on_wheels(int member) const {
        const ThingNoun& thing = story_.thing_of(member);
        return thing.category == Category::kVehicle && !thing.traits.flies && !thing.traits.floats;
    }

    static bool stops(const DraftAction& action) {
        return action.action.verb == Verb::kStay &&
               says_any(action, {"brak", "stop", "halt", "screech", "pull"});
    }

    static bool hard(const DraftAction& action) {
        return action.action.intensity >= 1.2F ||
               says_any(action, {"skid", "screech", "slam", "slid"});
    }

    // Owner stands before it: "in front of a deer", "before a wall".
    int take_what_is_before(int vehicle) {
        int before = -1;
        std::erase_if(draft_.relations, [&](const DraftRelation& told) {
            const bool meant = told.owner == vehicle && (told.kind == RelationKind::kInFrontOf ||
                                                         told.kind == RelationKind::kBeside);
            before = meant ? told.target : before;
            return meant;
        });
        return before;
    }

    void stop(std::size_t at) {
        const int vehicle = draft_.actions[at].subject;
        int before = draft_.actions[at].target;
        bool sharp = hard(draft_.actions[at]);
        // "brakes hard and skids to a stop": one stop.
        for (std::size_t i = draft_.actions.size(); i-- > at + 1;) {
            const DraftAction& again = draft_.actions[i];
            if (again.subject == vehicle && stops(again)) {
                before = before >= 0 ? before : again.target;
                sharp = sharp || hard(again);
                draft_.actions.erase(draft_.actions.begin() + static_cast<std::ptrdiff_t>(i));
            }
        }
        before = before >= 0 ? before : take_what_is_before(vehicle);
        const auto drive = std::ranges::find_if(draft_.actions, [&](const DraftAction& action) {
            return action.subject == vehicle && action.action.verb == Verb::kDrive &&
                   action.action.step < draft_.actions[at].action.step;
        });
        if (drive == draft_.actions.end()) {
            return;
        }
        before = before >= 0 ? before : drive->target;
        drive->target = before;
        DraftAction& halt = draft_.actions[at];
        halt.target = before;
        halt.action.intensity = sharp ? kHard : 1.0F;
        if (sharp && draft_.sounds.size() < ScriptLimits::kSoundsMax) {
            draft_.sounds.push_back({.kind = "skid", .step = halt.action.step});
        }
        if (before >= 0) {
            wait_and_cross(before, halt.action.step);
        }
    }

    // Who crosses the road goes on when the way is free.
    void wait_and_cross(int member, int step) {
        const int group = story_.cast[static_cast<std::size_t>(member)].group;
        for (DraftAction& action : draft_.actions) {
            const bool crosses =
                (action.action.verb == Verb::kWalk || action.action.verb == Verb::kRun) &&
                story_.cast[static_cast<std::size_t>(action.subject)].group == group &&
                action.action.step <= step;
            if (!crosses) {
                continue;
            }
            action.action.step = std::min(step + 1, ScriptLimits::kStepMax);
            if (action.target < 0 && action.action.direction == Direction::kNone) {
                action.action.direction = Direction::kAwayFromCamera;
            }
        }
    }

    // "swerves to avoid a cow": it drives at the cow, and around it; one drive.
    void swerve(std::size_t at) {
        const int vehicle = draft_.actions[at].subject;
        int around = draft_.actions[at].target;
        for (const int member : draft_.present) {
            const bool met = member != vehicle && (story_.is_alive(member) ||
                                                   story_.category_of(member) == Category::kProp);
            around = around < 0 && met ? member : around;
        }
        if (around < 0) {
            return;
        }
        const auto drive = std::ranges::find_if(draft_.actions, [&](const DraftAction& action) {
            return action.subject == vehicle && action.action.verb == Verb::kDrive;
        });
        drive->target = around;
        drive->action.direction = Direction::kAround;
        drive->action.intensity = std::max(drive->action.intensity, 1.0F);
        drive->action.outcome = Outcome::kNone;
        draft_.actions.erase(
            std::remove_if(
                std::next(drive),
                draft_.actions.end(),
                [&](const DraftAction& again) {
                    return again.subject == vehicle && again.action.verb == Verb::kDrive &&
                           (again.target < 0 || again.target == around);
                }
            ),
            draft_.actions.end()
        );
    }

    Story& story_;
    DraftShot& draft_;
};

}  // namespace

void stop_and_swerve(Story& story, DraftShot& draft) {
    Stopping(story, draft).run();
}

}  // namespace hibari::world
