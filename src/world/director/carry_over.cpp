#include "world/director/carry_over.h"

#include "world/director/reader_words.h"

#include <algorithm>
#include <vector>

namespace hibari::world {
namespace {

bool takes(Verb verb) {
    return verb == Verb::kPickUp || verb == Verb::kHold || verb == Verb::kCatch;
}

bool parts_with(Verb verb) {
    return is_sending(verb) || verb == Verb::kDrop || verb == Verb::kPush;
}

/// Who has what in hand when the shot is over.
std::vector<DraftRelation> held_at_the_end(const Story& story, const DraftShot& shot) {
    std::vector<DraftRelation> held;
    std::ranges::copy_if(shot.relations, std::back_inserter(held), [](const auto& relation) {
        return relation.kind == RelationKind::kHolding;
    });
    for (const DraftAction& action : shot.actions) {
        const int thing = action.object;
        if (thing < 0 || !story.is_person(action.subject) || story.is_alive(thing)) {
            continue;
        }
        const Verb verb = action.action.verb;
        if (takes(verb) || parts_with(verb)) {
            std::erase_if(held, [&](const auto& relation) { return relation.target == thing; });
        }
        if (takes(verb) && action.action.outcome != Outcome::kFailure &&
            story.thing_of(thing).traits.holdable) {
            held.push_back({action.subject, RelationKind::kHolding, thing});
        }
    }
    return held;
}

bool deals_with(const DraftShot& shot, int thing) {
    return std::ranges::any_of(shot.actions, [&](const DraftAction& action) {
        return action.subject == thing || action.object == thing || action.target == thing;
    });
}

}  // namespace

void carry_over(const Story& story, const DraftShot& before, DraftShot& now) {
    const auto owns = [&](int owner, RelationKind kind) {
        return std::ranges::any_of(now.relations, [&](const DraftRelation& relation) {
            return relation.owner == owner && relation.kind == kind;
        });
    };
    for (const DraftRelation& held : held_at_the_end(story, before)) {
        if (Story::has(now, held.owner) && !owns(held.owner, RelationKind::kHolding) &&
            !deals_with(now, held.target)) {
            Story::bring(now, held.target);
            now.relations.push_back(held);
        }
    }
    for (const DraftRelation& rides : before.relations) {
        const bool told = std::ranges::any_of(now.relations, [&](const DraftRelation& relation) {
            return relation.owner == rides.owner;
        });
        const bool moves = std::ranges::any_of(now.actions, [&](const DraftAction& action) {
            return action.subject == rides.owner && !is_steady(action.action.verb);
        });
        if (rides.kind != RelationKind::kRiding || !Story::has(now, rides.owner) || told || moves) {
            continue;
        }
        Story::bring(now, rides.target);
        now.relations.push_back(rides);
        const auto ride = std::ranges::find_if(before.actions, [&](const DraftAction& action) {
            return action.subject == rides.owner && action.object == rides.target;
        });
        if (ride != before.actions.end()) {
            now.actions.push_front(*ride);  // It goes on under what he does there.
            now.actions.front().action.step = 0;
            now.actions.front().action.start_s.reset();
        }
    }
}

}  // namespace hibari::world
