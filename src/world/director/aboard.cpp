#include "world/director/aboard.h"

#include "world/director/reader_words.h"

#include <algorithm>

namespace hibari::world {
namespace {

bool steers(Verb verb) {
    return verb == Verb::kSail || verb == Verb::kDrive || verb == Verb::kPaddle ||
           verb == Verb::kRide || verb == Verb::kDive || verb == Verb::kSwim;
}

bool carries(RelationKind kind) {
    return kind == RelationKind::kOn || kind == RelationKind::kRiding ||
           kind == RelationKind::kInside;
}

}  // namespace

void go_aboard(Story& story, DraftShot& draft) {
    const std::string deck = story.place_named("ship deck");
    const auto ship = std::ranges::find_if(draft.present, [&](int member) {
        return story.thing_of(member).name == "ship";
    });
    if (deck.empty() || ship == draft.present.end()) {
        return;
    }
    const int boarded = *ship;
    const bool sails = std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
        const bool moves = action.subject == boarded && action.action.verb != Verb::kStay &&
                           action.action.verb != Verb::kFloat;
        return moves || action.object == boarded || steers(action.action.verb);
    });
    const bool crew = std::ranges::any_of(draft.relations, [&](const DraftRelation& told) {
        return told.target == boarded && carries(told.kind) && story.is_alive(told.owner);
    });
    if (sails || !crew) {
        return;
    }
    draft.place = deck;
    std::erase(draft.present, boarded);
    std::erase_if(draft.relations, [&](const DraftRelation& told) {
        return told.target == boarded || told.owner == boarded;
    });
    std::erase_if(draft.actions, [&](const DraftAction& action) {
        return action.subject == boarded;
    });
    for (DraftAction& action : draft.actions) {
        action.target = action.target == boarded ? -1 : action.target;
    }
    story.notes.assumed("the place is the deck of the ship, because of who is on it");
}

}  // namespace hibari::world
