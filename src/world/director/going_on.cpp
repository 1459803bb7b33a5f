#include "world/director/going_on.h"

#include <algorithm>

namespace hibari::world {
namespace {

/// Ways of moving along.
bool moves_along(Verb verb) {
    switch (verb) {
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSkate:
        case Verb::kCrawl:
        case Verb::kSneak:
        case Verb::kPushBoard:
        case Verb::kSnowboard:
        case Verb::kSurf:
        case Verb::kPaddle:
        case Verb::kSwim:
        case Verb::kCycle:
        case Verb::kRide:
        case Verb::kDrive:
        case Verb::kSail:
        case Verb::kFly:
        case Verb::kFloat:
        case Verb::kFlap:
            return true;
        default:
            return false;
    }
}

/// What has no end of its own.
bool is_endless(Verb verb) {
    switch (verb) {
        case Verb::kSwing:
        case Verb::kDance:
        case Verb::kWave:
        case Verb::kTalk:
        case Verb::kSing:
        case Verb::kLaugh:
        case Verb::kCry:
        case Verb::kClap:
        case Verb::kRead:
        case Verb::kEat:
        case Verb::kDrink:
        case Verb::kPlayInstrument:
        case Verb::kJuggle:
        case Verb::kDribble:
        case Verb::kGraze:
        case Verb::kWag:
        case Verb::kHold:
            return true;
        default:
            return moves_along(verb);
    }
}

bool has_left(const DraftAction& action) {
    return moves_along(action.action.verb) && action.action.direction == Direction::kOff;
}

}  // namespace

void go_on(const Story& story, const DraftShot& before, DraftShot& now) {
    for (const int member : before.present) {
        int last = -1;
        for (const DraftAction& action : before.actions) {
            last = action.subject == member ? std::max(last, action.given) : last;
        }
        if (last < 0) {
            continue;
        }
        const DraftAction& latest = before.actions[static_cast<std::size_t>(last)];
        const bool acts = std::ranges::any_of(now.actions, [&](const DraftAction& action) {
            return action.subject == member;
        });
        const bool dealt_with = std::ranges::any_of(now.actions, [&](const DraftAction& action) {
            return story.is_alive(member) && (action.object == member || action.target == member);
        });
        if (acts || has_left(latest) || latest.action.outcome == Outcome::kFailure) {
            continue;
        }
        for (const DraftAction& action : before.actions) {
            const bool at_the_end = action.given >= 0 && action.subject == member &&
                                    action.action.step == latest.action.step &&
                                    is_endless(action.action.verb);
            if (!at_the_end || (dealt_with && moves_along(action.action.verb))) {
                continue;
            }
            DraftAction on = action;
            on.given = -1;
            on.action.step = 0;
            on.action.repeat = 1;
            on.action.start_s.reset();
            on.action.duration_s.reset();
            now.actions.push_back(std::move(on));
        }
    }
}

}  // namespace hibari::world
