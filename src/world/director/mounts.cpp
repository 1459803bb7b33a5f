#include "world/director/mounts.h"

#include "world/director/reader_words.h"
#include "world/script/verbs.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace hibari::world {
namespace {

// By the place or by what somebody is called.
bool is_on_ice(const Story& story, const DraftShot& draft, int member) {
    const std::string& called = story.cast[static_cast<std::size_t>(member)].entity.called;
    const auto says = [&](std::string_view words) {
        return called.find(words) != std::string::npos;
    };
    return draft.place == "ice_rink" || draft.place == "frozen_lake" ||
           (!draft.place && (says("ice skater") || says("figure skater")));
}

}  // namespace

// "a boy wobbles on his bicycle", "is chased on her bike": whoever rides something goes on it.
void stay_on_the_mount(const Story& story, DraftShot& draft) {
    for (DraftAction& action : draft.actions) {
        Verb& verb = action.action.verb;
        if (verb == Verb::kLaunch && story.is_person(action.subject)) {
            verb = Verb::kJump;  // "launches off a kicker"
        }
        const bool glides = verb == Verb::kSlide && said(action, "glid");
        const bool on_foot =
            verb == Verb::kBalance || verb == Verb::kRun || verb == Verb::kWalk || glides;
        if (!on_foot || !story.is_person(action.subject)) {
            continue;
        }
        if (is_on_ice(story, draft, action.subject)) {
            action.action.verb = Verb::kSkate;
            action.verb_row = -1;
            continue;
        }
        const Verb called =
            riding_verb(story.cast[static_cast<std::size_t>(action.subject)].entity.called);
        const bool own_legs = said(action, "walk") || said(action, "step") ||
                              said(action, "climb") || said(action, "hik");
        if (called != Verb::kStay && verb == Verb::kWalk && !own_legs) {
            verb = called;  // "a cyclist crosses a bridge"
            action.verb_row = -1;
            continue;
        }
        const auto ridden = std::ranges::find_if(draft.actions, [&](const DraftAction& other) {
            return other.subject == action.subject && is_riding(other.action.verb) &&
                   other.action.step < action.action.step;
        });
        if (verb == Verb::kBalance && action.target < 0 && ridden != draft.actions.end()) {
            verb = ridden->action.verb;  // "rides a bike, wobbles and falls"
            action.object = ridden->object;
            action.verb_row = -1;
        }
        for (const DraftRelation& relation : draft.relations) {
            const bool mine = relation.owner == action.subject && relation.target >= 0 &&
                              relation.kind == RelationKind::kRiding && !glides;
            const Verb riding =
                mine ? verb_of_mount(story.thing_of(relation.target).name) : Verb::kStay;
            if (riding != Verb::kStay) {
                action.action.verb = riding;
                action.object = relation.target;
                action.verb_row = -1;
            }
        }
    }
}

}  // namespace hibari::world
