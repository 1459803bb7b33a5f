#include "world/director/tries.h"

#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {
namespace {

// What is aimed at something and comes back only by chance.
bool is_try(const Story& story, const DraftAction& action) {
    const Verb verb = action.action.verb;
    const bool putt = verb == Verb::kBat && action.target >= 0 &&
                      story.thing_of(action.target).name == "golf_hole";
    const bool gun = verb == Verb::kShoot && action.object >= 0 &&
                     story.thing_of(action.object).name == "cannonball";
    return gun ||
           ((putt || verb == Verb::kShoot || verb == Verb::kDunk || verb == Verb::kKick ||
             verb == Verb::kThrow) &&
            action.object >= 0 && action.target >= 0 && !story.is_alive(action.target) &&
            story.thing_of(action.target).name != "frying_pan" && story.is_person(action.subject));
}

void make_room(DraftShot& draft, int after, int steps) {
    for (DraftAction& action : draft.actions) {
        action.action.step += action.action.step > after ? steps : 0;
    }
    for (DraftLine& line : draft.lines) {
        line.line.step += line.line.step > after ? steps : 0;
    }
    for (SoundCue& cue : draft.sounds) {
        if (cue.step && *cue.step > after) {
            *cue.step += steps;
        }
    }
    draft.step += draft.step > after ? steps : 0;
}

void take_apart(Story& story, DraftShot& draft) {
    for (std::size_t i = 0; i < draft.actions.size(); ++i) {
        const int more = draft.actions[i].action.repeat - 1;
        const int last = std::max(draft.step, draft.actions[i].action.step);
        if (!is_try(story, draft.actions[i]) || more <= 0 || last + more > ScriptLimits::kStepMax ||
            draft.actions.size() + static_cast<std::size_t>(more) > ScriptLimits::kActionsMax) {
            continue;
        }
        draft.actions[i].action.repeat = 1;
        make_room(draft, draft.actions[i].action.step, more);
        for (int n = 1; n <= more; ++n) {
            DraftAction next = draft.actions[i];
            next.action.step += n;
            draft.step = std::max(draft.step, next.action.step);
            draft.actions.insert(
                draft.actions.begin() + static_cast<std::ptrdiff_t>(i) + n, std::move(next)
            );
        }
    }
}

// Whether somebody other than its thrower has or moves the ball between two tries.
bool comes_back(
    const Story& story, const DraftShot& draft, const DraftAction& first, const DraftAction& next
) {
    return std::ranges::any_of(draft.actions, [&](const DraftAction& between) {
        const bool about = between.object == first.object || between.subject == first.object;
        const bool own = between.subject == first.subject && is_try(story, between);
        return about && !own && between.action.step > first.action.step &&
               between.action.step <= next.action.step;
    });
}

}  // namespace

void spread_tries(Story& story, DraftShot& draft) {
    take_apart(story, draft);
    for (std::size_t i = 0; i < draft.actions.size(); ++i) {
        const DraftAction first = draft.actions[i];
        if (!is_try(story, first)) {
            continue;
        }
        for (DraftAction& next : draft.actions) {
            if (next.subject != first.subject || next.object != first.object ||
                !is_try(story, next) || next.action.step <= first.action.step ||
                comes_back(story, draft, first, next)) {
                continue;
            }
            CastMember ball = story.cast[static_cast<std::size_t>(first.object)];
            ball.entity.id.clear();
            ball.entity.called = "another " + ball.head;
            ball.name.clear();
            ball.implied = true;
            const int another = story.add(draft, std::move(ball));
            if (another < 0) {
                return;
            }
            next.object = another;
        }
    }
}

}  // namespace hibari::world
