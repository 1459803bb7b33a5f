#include "world/director/evading.h"

#include "world/director/reader_words.h"

#include <algorithm>
#include <string_view>

namespace hibari::world {
namespace {

bool gets_away(const DraftAction& action) {
    const bool aside = action.words.find("aside") != std::string::npos ||
                       action.words.find("out of the way") != std::string::npos;
    const bool leaps = action.action.verb == Verb::kJump &&
                       (aside || said(action, "dodg") || said(action, "evad") ||
                        said(action, "sidestep") || said(action, "avoid"));
    return leaps || (action.action.verb == Verb::kSit && said(action, "duck"));
}

bool comes_at(const DraftAction& action) {
    switch (action.action.verb) {
        case Verb::kRun:
        case Verb::kDrive:
        case Verb::kCycle:
        case Verb::kHit:
            return true;
        default:
            return is_sending(action.action.verb);
    }
}

}  // namespace

void evade_attacks(Story& story, DraftShot& draft) {
    for (DraftAction& escape : draft.actions) {
        if (!gets_away(escape) || !story.is_alive(escape.subject)) {
            continue;
        }
        // What was aimed at it, else what comes along at all.
        DraftAction* attack = nullptr;
        for (DraftAction& other : draft.actions) {
            const bool before = other.subject != escape.subject && comes_at(other) &&
                                other.action.step <= escape.action.step;
            if (before &&
                (other.target == escape.subject || (attack == nullptr && other.target < 0))) {
                attack = &other;
            }
        }
        if (attack == nullptr) {
            continue;
        }
        attack->target = escape.subject;
        attack->action.outcome = Outcome::kFailure;
        attack->decided = true;
        const bool flies = is_sending(attack->action.verb) && attack->object >= 0;
        escape.target = flies ? attack->object : attack->subject;
        escape.action.step = attack->action.step;
        escape.action.direction = Direction::kNone;
        if (escape.action.verb == Verb::kSit) {
            escape.action.verb = Verb::kBow;  // Down and up again.
        }
    }
}

}  // namespace hibari::world
