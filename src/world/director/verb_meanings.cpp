#include "world/director/verb_meanings.h"

#include "world/director/lexicon/tables.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <utility>

namespace hibari::world {
namespace {

using Limits = ScriptLimits;

bool hits_something(const DraftShot& draft, int member) {
    return std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
        return action.subject == member && action.action.verb == Verb::kHit && action.target >= 0;
    });
}

}  // namespace

// Verbs of living things, said of things without life.
void lifeless_means(Story& story, DraftShot& draft, DraftAction& action) {
    Verb& verb = action.action.verb;
    const ThingNoun& thing = story.thing_of(action.subject);
    const bool vehicle = thing.category == Category::kVehicle;
    switch (verb) {
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSkate:
        case Verb::kSneak:
        case Verb::kCrawl:
        case Verb::kDrive:
        case Verb::kRide:
            if (said(action, "mov") && listed("swing|flag|pendulum|lamp|bell|tree", thing.name)) {
                verb = Verb::kSwing;  // "a swing moves in the wind"
                break;
            }
            if ((said(action, "disappear") || said(action, "vanish")) &&
                (thing.category == Category::kScenery || thing.name == "snowman")) {
                verb = Verb::kStay;
                break;
            }
            if (verb == Verb::kRun && vehicle) {
                action.action.intensity = std::max(action.action.intensity, 1.3F);
            }
            verb = listed("sailboat|ship", thing.name) ? Verb::kSail
                   : thing.name == "rocket"            ? Verb::kLaunch
                   : thing.traits.flies                ? Verb::kFly
                   : vehicle                           ? Verb::kDrive
                   : thing.category == Category::kBall ? Verb::kRoll
                                                       : Verb::kSlide;
            break;
        case Verb::kJump:
        case Verb::kDribble:
            if (vehicle && (said(action, "avoid") || said(action, "dodg") || said(action, "evad") ||
                            said(action, "swerv"))) {
                verb = Verb::kDrive;  // It swerves.
                action.target = -1;
                break;
            }
            verb = vehicle ? Verb::kJump : Verb::kBounce;
            break;
        case Verb::kSlide:
            if (vehicle && thing.traits.floats) {
                verb = Verb::kDrive;  // "a canoe glides by"
                break;
            }
            if (thing.traits.flies && !vehicle && said(action, "glid")) {
                verb = Verb::kFly;  // a paper plane
            }
            break;
        case Verb::kStay:
            if (thing.name == "spinning_top" && (said(action, "slow") || said(action, "wobbl"))) {
                verb = Verb::kSpin;  // Else it would lie there.
                break;
            }
            break;
        case Verb::kStand:
            if (said(action, "ris") || said(action, "rose")) {
                verb = thing.name == "rocket" ? Verb::kLaunch : Verb::kFloat;
                action.action.direction = Direction::kUp;
                break;
            }
            verb = Verb::kStay;
            break;
        case Verb::kSing:
        case Verb::kMeow:
        case Verb::kChirp:
        case Verb::kNeigh:
        case Verb::kSit:
        case Verb::kLie:
        case Verb::kLook:
        case Verb::kSmile:
        case Verb::kFrown:
        case Verb::kGasp:
        case Verb::kHold:
        case Verb::kTalk:
        case Verb::kBalance:
        case Verb::kClap:
        case Verb::kPoint:
        case Verb::kWave:
            verb = thing.name == "flag" && verb == Verb::kWave ? Verb::kSwing : Verb::kStay;
            break;
        case Verb::kSwim:
        case Verb::kSurf:
            if (vehicle && !thing.traits.floats) {
                verb = Verb::kDrive;  // A truck splashes by driving on.
                action.target = -1;
                break;
            }
            verb = Verb::kFloat;
            break;
        case Verb::kDance:
            verb = Verb::kSwing;
            break;
        case Verb::kPirouette:
        case Verb::kFrontFlip:
        case Verb::kBackflip:
            verb = Verb::kSpin;
            break;
        case Verb::kThrow:
        case Verb::kKick:
        case Verb::kShoot:
            if (thing.name == "cannon") {
                verb = Verb::kShoot;
                break;
            }
            verb = Verb::kFly;
            if (const SportRow* row = sport_of(draft);
                row != nullptr && action.target < 0 && !row->target.empty()) {
                action.target = story.need(draft, row->target, "somebody has to score");
            }
            break;
        case Verb::kPush:
            verb = thing.name == "bell" ? Verb::kSwing : Verb::kHit;
            if (verb == Verb::kSwing && draft.sounds.size() < Limits::kSoundsMax) {
                draft.sounds.push_back({.kind = "bell", .step = action.action.step});
            }
            break;
        case Verb::kHit:
            if (thing.name == "bell" && action.target < 0) {
                verb = Verb::kSwing;
                if (draft.sounds.size() < Limits::kSoundsMax) {
                    draft.sounds.push_back({.kind = "bell", .step = action.action.step});
                }
                break;
            }
            if (action.target < 0 && (said(action, "smash") || said(action, "crash"))) {
                verb = action.action.direction == Direction::kDown ? Verb::kFall
                       : vehicle                                   ? Verb::kHit
                                                                   : Verb::kExplode;
                break;
            }
            if (action.target < 0 &&
                (said(action, "topple") || said(action, "toppling") || said(action, "tip") ||
                 said(action, "overturn") || said(action, "fall"))) {
                verb = Verb::kTopple;
            }
            break;
        case Verb::kRoll:
            if (thing.name == "bowling_ball" && action.target < 0 &&
                draft.place.value_or("bowling_alley") == "bowling_alley" &&
                !hits_something(draft, action.subject) &&
                !stands_on_something(draft, action.subject)) {
                action.target = story.need(draft, "bowling pin", "somebody has to bowl");
            }
            break;
        case Verb::kLaunch:
            if (thing.traits.flies && thing.name != "rocket") {
                verb = Verb::kFly;  // Only rockets ride on fire.
                action.action.direction = Direction::kUp;
            }
            break;
        case Verb::kDive:
            if (vehicle && thing.traits.floats) {
                verb = Verb::kSink;  // a submarine
            }
            break;
        case Verb::kFly:
            if (thing.name == "rocket") {
                verb = Verb::kLaunch;
            } else if (vehicle && !thing.traits.flies) {
                verb = Verb::kDrive;  // "flies off a cliff"
            }
            break;
        default:
            break;
    }
    (void)draft;
}

// What swims when it floats; a penguin slides on its belly, for it does not fly.
bool is_water_bird(const ThingNoun& thing) {
    return thing.name == "gull" || (thing.traits.floats && thing.traits.flies);
}

void animal_means(const Story& story, DraftAction& action) {
    Verb& verb = action.action.verb;
    const ThingNoun& thing = story.thing_of(action.subject);
    if (verb == Verb::kPickUp) {
        verb = Verb::kCatch;
    } else if (verb == Verb::kJump && action.target < 0 && said(action, "hop") &&
               listed("rabbit|frog|squirrel|bird", thing.name)) {
        verb = Verb::kWalk;  // Hopping is how it goes.
    } else if (verb == Verb::kTalk || verb == Verb::kSing ||
               (verb == Verb::kDrive && said(action, "honk"))) {
        verb = thing.traits.flies      ? Verb::kChirp
               : thing.name == "cat"   ? Verb::kMeow
               : thing.name == "horse" ? Verb::kNeigh
                                       : Verb::kBark;
    } else if (is_water_bird(thing) && (verb == Verb::kFloat || verb == Verb::kSlide) &&
               action.action.direction != Direction::kUp) {
        verb = Verb::kSwim;  // A swan that glides does so on the water.
    } else if ((thing.name == "fish" || thing.name == "shark" || thing.name == "dolphin") &&
               (verb == Verb::kWalk || verb == Verb::kRun)) {
        verb = Verb::kSwim;  // "A shark circles beneath a surfer."
    } else if (thing.traits.flies &&
               (verb == Verb::kSlide || verb == Verb::kFloat || verb == Verb::kLaunch)) {
        verb = Verb::kFly;
    }
}

}  // namespace hibari::world
