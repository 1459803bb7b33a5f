#include "world/director/spared.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace hibari::world {
namespace {

constexpr std::size_t kRack = 10;
constexpr std::size_t kFewest = 3;  // So many that are felled together.

std::vector<int> all_of(const Story& story, const DraftShot& draft, std::string_view kind) {
    std::vector<int> found;
    std::ranges::copy_if(draft.present, std::back_inserter(found), [&](int member) {
        return story.thing_of(member).name == kind;
    });
    return found;
}

int ball_of(Story& story, DraftShot& draft) {
    const auto ball = std::ranges::find_if(draft.present, [&](int member) {
        return story.category_of(member) == Category::kBall;
    });
    if (ball == draft.present.end()) {
        return story.need(draft, "bowling ball", "some pins are left standing");
    }
    CastMember& known = story.cast[static_cast<std::size_t>(*ball)];
    if (known.entity.kind == "ball") {
        known.thing = story.thing_named("bowling ball");
        known.entity.kind = "bowling_ball";
    }
    return *ball;
}

int rack_of(Story& story, DraftShot& draft) {
    const int first = story.need(draft, "bowling pin", "some are left standing");
    for (std::size_t i = all_of(story, draft, "bowling_pin").size(); i < kRack && first >= 0; ++i) {
        CastMember more = story.cast[static_cast<std::size_t>(first)];
        more.entity.id.clear();
        story.add(draft, more);
    }
    return first;
}

}  // namespace

void set_up_spared(Story& story, DraftShot& draft) {
    if (draft.spared <= 0 || !all_of(story, draft, "domino").empty()) {
        return;
    }
    const int ball = ball_of(story, draft);
    const int first = rack_of(story, draft);
    const auto sends = [&](const DraftAction& action) {
        return action.subject == ball || action.object == ball || action.target == ball ||
               action.action.verb == Verb::kBowl;
    };
    const auto by_somebody = [&](const DraftAction& action) {
        return sends(action) && story.is_alive(action.subject);
    };
    auto deed = std::ranges::find_if(draft.actions, by_somebody);
    deed = deed != draft.actions.end() ? deed : std::ranges::find_if(draft.actions, sends);
    if (deed == draft.actions.end() || ball < 0 || first < 0) {
        return;
    }
    DraftAction bowl = *deed;
    bowl.target = first;
    bowl.action.outcome = Outcome::kSuccess;
    bowl.decided = true;
    if (story.is_alive(bowl.subject)) {
        bowl.action.verb = Verb::kBowl;
        bowl.object = ball;
    } else {
        bowl.action.verb = Verb::kRoll;
    }
    // All that is told of the ball and the pins besides comes of this.
    std::erase_if(draft.actions, [&](const DraftAction& action) {
        const bool pin =
            action.subject >= 0 && story.thing_of(action.subject).name == "bowling_pin";
        return pin || sends(action);
    });
    for (DraftAction& action : draft.actions) {
        // Groans and cheers are about what is left.
        action.action.step = std::max(action.action.step, bowl.action.step + 1);
    }
    draft.actions.push_front(bowl);
}

void stand_fast(Story& story, DraftShot& draft) {
    for (const std::string_view kind : {"bowling_pin", "domino"}) {
        const std::vector<int> group = all_of(story, draft, kind);
        const auto spared = static_cast<std::size_t>(std::max(draft.spared, 0));
        if (spared == 0 || group.size() < kFewest || spared >= group.size()) {
            continue;
        }
        for (std::size_t i = group.size() - spared; i < group.size(); ++i) {
            const int member = group[i];
            std::erase_if(draft.actions, [&](const DraftAction& action) {
                return action.subject == member;
            });
            DraftAction stay;
            stay.subject = member;
            stay.action.verb = Verb::kStay;
            draft.actions.push_back(stay);
        }
        return;
    }
}

}  // namespace hibari::world
