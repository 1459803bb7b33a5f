#include "world/director/fighters.h"

#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <utility>

namespace hibari::world {
namespace {

constexpr std::string_view kSwordsmen =
    "swordsman|swordswoman|knight|samurai|ronin|pirate|musketeer|gladiator|crusader|paladin";

bool has_full_hands(const Story& story, const DraftShot& draft, int member) {
    const bool holds = std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
        return relation.owner == member &&
               (relation.kind == RelationKind::kHolding || relation.kind == RelationKind::kRiding);
    });
    return holds ||
           std::ranges::any_of(
               draft.actions,
               [&](const DraftAction& action) {
                   return action.subject == member &&
                          (action.object >= 0 || action.action.verb == Verb::kWave ||
                           action.action.verb == Verb::kClap || action.action.verb == Verb::kSwim ||
                           action.action.verb == Verb::kClimb || is_trick(action.action.verb));
               }
           ) ||
           (story.cast[static_cast<std::size_t>(member)].entity.look.age == Age::kChild);
}

/// A sword that nobody holds, or a new one; -1 when the shot is full.
int free_sword(Story& story, DraftShot& draft) {
    const int sword = story.thing_named("sword");
    for (const int member : draft.present) {
        const bool taken = std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
            return relation.target == member;
        });
        if (!taken && story.cast[static_cast<std::size_t>(member)].thing == sword) {
            return member;
        }
    }
    CastMember made;
    made.thing = sword;
    made.head = "sword";
    made.implied = true;
    made.entity.called = "sword";
    made.group = ++story.groups;
    return sword < 0 ? -1 : story.add(draft, std::move(made));
}

bool is_fight(const DraftAction& action) {
    return action.action.verb == Verb::kHit && action.target >= 0 &&
           (said(action, "fight") || said(action, "fought") || said(action, "battl") ||
            said(action, "duel") || said(action, "wrestl") || said(action, "spar"));
}

}  // namespace

// "blocks it with his shield", "parries": nothing is caught. What is held is held up; else it is
// dodged.
void ward_off(const Story& story, DraftShot& draft) {
    for (DraftAction& action : draft.actions) {
        const bool wards =
            action.action.verb == Verb::kCatch && story.is_person(action.subject) &&
            sport_of(draft) == nullptr &&
            (said(action, "block") || said(action, "parr") || said(action, "deflect"));
        const bool flies = std::ranges::any_of(draft.actions, [&](const DraftAction& other) {
            return other.object == action.object && is_sending(other.action.verb);
        });
        const bool thrown =
            action.object >= 0 && (story.category_of(action.object) == Category::kBall ||
                                   story.thing_of(action.object).name == "arrow");
        if (!wards || flies || thrown) {
            continue;
        }
        const auto held = std::ranges::find_if(draft.relations, [&](const DraftRelation& relation) {
            return relation.owner == action.subject && relation.kind == RelationKind::kHolding;
        });
        const int foe = action.object;
        action.verb_row = -1;
        action.action.verb = held != draft.relations.end() ? Verb::kHold : Verb::kJump;
        action.object = held != draft.relations.end() ? held->target : -1;
        action.target = -1;
        if (held == draft.relations.end()) {
            constexpr float kAside = 0.7F;
            action.action.intensity = kAside;
            action.action.direction = Direction::kRight;
        } else if (foe >= 0 && foe != held->target && story.is_alive(foe)) {
            draft.relations.push_back({action.subject, RelationKind::kFacing, foe});
        }
    }
}

void fight_back(const Story& story, DraftShot& draft) {
    for (std::size_t i = 0; i < draft.actions.size(); ++i) {
        const DraftAction blow = draft.actions[i];
        const bool busy = std::ranges::any_of(draft.actions, [&](const DraftAction& other) {
            return other.subject == blow.target && other.action.step == blow.action.step;
        });
        if (is_fight(blow) && !busy && story.is_alive(blow.target) &&
            draft.actions.size() < ScriptLimits::kActionsMax) {
            DraftAction answer = blow;
            std::swap(answer.subject, answer.target);
            draft.actions.push_back(answer);
        }
    }
}

void give_swords(Story& story, DraftShot& draft) {
    for (const int member : std::vector<int>(draft.present)) {
        if (!story.is_person(member) ||
            !listed(kSwordsmen, story.cast[static_cast<std::size_t>(member)].head) ||
            has_full_hands(story, draft, member)) {
            continue;
        }
        const int sword = free_sword(story, draft);
        if (sword >= 0) {
            draft.relations.push_back({member, RelationKind::kHolding, sword});
            story.notes.assumed("a sword, because a swordsman has one");
        }
    }
}

}  // namespace hibari::world
