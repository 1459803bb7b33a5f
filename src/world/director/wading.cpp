#include "world/director/wading.h"

#include "world/director/reader_words.h"

#include <algorithm>

namespace hibari::world {
namespace {

bool goes_on_foot(Verb verb) {
    switch (verb) {
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kJump:
        case Verb::kStand:
        case Verb::kDance:
        case Verb::kRide:
        case Verb::kGraze:
        case Verb::kKick:
        case Verb::kSneak:
            return true;
        default:
            return false;
    }
}

/// Asks for water to swim, float or sail in.
bool needs_depth(Verb verb) {
    return verb == Verb::kSwim || verb == Verb::kDive || verb == Verb::kPaddle ||
           verb == Verb::kSail || verb == Verb::kSurf || verb == Verb::kSink ||
           verb == Verb::kFloat;
}

bool splashes(const DraftAction& action) {
    return action.action.verb == Verb::kSwim && said(action, "splash");
}

bool lives_in_water(std::string_view kind) {
    return listed("fish|shark|dolphin|whale|octopus|duck|swan|penguin|turtle|seal", kind);
}

}  // namespace

void go_wading(Story& story, DraftShot& draft) {
    const auto on_foot = [&](int member) {
        return story.is_alive(member) && !lives_in_water(story.thing_of(member).name);
    };
    const bool walks = std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
        return goes_on_foot(action.action.verb) && on_foot(action.subject);
    });
    const bool dry = draft.place != "sea" && draft.place != "river" && draft.place != "stream" &&
                     draft.place != "shallows" && draft.place != "beach";
    if (!walks || dry) {
        return;
    }
    // "runs through the waves, splashing": by running, not by swimming then.
    std::erase_if(draft.actions, [&](const DraftAction& action) {
        return splashes(action) &&
               std::ranges::any_of(draft.actions, [&](const DraftAction& other) {
                   return other.subject == action.subject && goes_on_foot(other.action.verb);
               });
    });
    const bool deep = std::ranges::any_of(
                          draft.actions,
                          [&](const DraftAction& action) { return needs_depth(action.action.verb); }
                      ) ||
                      std::ranges::any_of(
                          draft.present,
                          [&](int member) {
                              const ThingNoun& thing = story.thing_of(member);
                              return thing.traits.floats && (thing.traits.rideable ||
                                                             thing.category == Category::kVehicle);
                          }
                      ) ||
                      std::ranges::any_of(draft.relations, [](const DraftRelation& told) {
                          return told.kind == RelationKind::kOn;
                      });
    if (deep || draft.place == "beach") {
        return;
    }
    if (draft.place == "river" || draft.place == "sea") {
        draft.place = draft.place == "river" ? "stream" : "shallows";
        story.notes.assumed("the water is shallow, because somebody goes through it on foot");
    }
}

}  // namespace hibari::world
