#include "world/director/snow_gear.h"

#include "base/text.h"
#include "world/director/reader_words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {
namespace {

/// "a skier", "skis down the hill"; not "a skinny man", "skids".
bool names_skis(std::string_view words) {
    return std::ranges::any_of(split(words, ' '), [](std::string_view word) {
        return listed("ski|skis|skier|skiers|skiing|skied", word);
    });
}

bool skis(const Story& story, const DraftShot& draft, int rider) {
    const CastMember& member = story.cast[static_cast<std::size_t>(rider)];
    return names_skis(member.entity.called) ||
           std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
               return action.subject == rider && names_skis(action.words);
           });
}

/// The skis that somebody was said to be on; -1: none.
int own_skis(const Story& story, const DraftShot& draft, int rider) {
    const auto found = std::ranges::find_if(draft.relations, [&](const DraftRelation& relation) {
        return relation.owner == rider && relation.kind == RelationKind::kRiding &&
               story.thing_of(relation.target).name == "ski";
    });
    return found == draft.relations.end() ? -1 : found->target;
}

void become_skis(Story& story, int board) {
    const int ski = story.thing_named("ski");
    CastMember& member = story.cast[static_cast<std::size_t>(board)];
    member.thing = ski;
    member.head = "skis";
    member.entity.kind = "ski";
    member.entity.called = "skis";
}

}  // namespace

void put_on_skis(Story& story, DraftShot& draft) {
    const std::vector<DraftRelation> riders = draft.relations;
    for (const DraftRelation& relation : riders) {
        const int board = relation.target;
        if (relation.kind != RelationKind::kRiding || board < 0 ||
            story.thing_of(board).name != "snowboard" ||
            !story.cast[static_cast<std::size_t>(board)].implied ||
            !skis(story, draft, relation.owner)) {
            continue;
        }
        const int own = own_skis(story, draft, relation.owner);
        if (own < 0) {
            become_skis(story, board);
            continue;
        }
        // They were named already.
        for (DraftAction& action : draft.actions) {
            action.object = action.object == board ? own : action.object;
        }
        std::erase_if(draft.relations, [&](const DraftRelation& r) { return r.target == board; });
        std::erase(draft.present, board);
    }
}

}  // namespace hibari::world
