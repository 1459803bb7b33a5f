#include "world/director/natural_length.h"

#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <array>
#include <optional>

namespace hibari::world {

namespace {

// Speech synthesis speaks about this fast, with a pause after each line.
constexpr float kWordsPerSecond = 2.6F;
constexpr float kLinePause_s = 0.35F;

/// How long an action naturally takes, seconds.
float natural_s(Verb verb) {
    switch (verb) {
        case Verb::kStay:
        case Verb::kStand:
        case Verb::kLook:
        case Verb::kSmile:
        case Verb::kFrown:
        case Verb::kGasp:
        case Verb::kHold:
            return 2.0F;
        case Verb::kFall:
        case Verb::kDrop:
        case Verb::kJump:
        case Verb::kThrow:
        case Verb::kCatch:
        case Verb::kNod:
        case Verb::kShakeHead:
        case Verb::kBow:
        case Verb::kPoint:
        case Verb::kPickUp:
        case Verb::kBark:
        case Verb::kMeow:
        case Verb::kNeigh:
            return 1.8F;
        case Verb::kJuggle:
        case Verb::kPour:
            return 4.5F;
        case Verb::kBlow:
            return 3.2F;
        case Verb::kPush:
            return 3.6F;  // go round to the right side, push, and see where it ends
        case Verb::kBat:
        case Verb::kDunk:
            return 3.8F;  // to address the ball, toss or swing, and see where it goes
        case Verb::kKick:
        case Verb::kBackflip:
        case Verb::kFrontFlip:
        case Verb::kHit:
            return 2.4F;
        case Verb::kShoot:
        case Verb::kBowl:
        case Verb::kCartwheel:
        case Verb::kKickflip:
        case Verb::kOllie:
        case Verb::kGrind:
        case Verb::kTopple:
        case Verb::kDive:
        case Verb::kRoll:
            return 3.2F;
        case Verb::kDance:
        case Verb::kSurf:
        case Verb::kSnowboard:
        case Verb::kDrive:
        case Verb::kSail:
        case Verb::kSwim:
        case Verb::kPlayInstrument:
        case Verb::kSing:
        case Verb::kCycle:
        case Verb::kRide:
        case Verb::kLaunch:
            return 4.0F;
        default:
            return 3.0F;
    }
}

float talk_s(const DraftShot& draft) {
    float seconds = 0.0F;
    for (const DraftLine& line : draft.lines) {
        const auto words = static_cast<float>(std::ranges::count(line.line.text, ' ') + 1);
        seconds += words / kWordsPerSecond + kLinePause_s;
    }
    return seconds;
}

bool has_trampoline(const Story& story, const DraftShot& draft) {
    return std::ranges::any_of(story.cast, [&](const CastMember& member) {
        const auto number = static_cast<int>(&member - story.cast.data());
        return member.entity.kind == "trampoline" && Story::has(draft, number);
    });
}

// The next of several things thrown has to be picked up.
bool is_next_throw(const DraftShot& draft, const DraftAction& action) {
    const auto throws = [](const DraftAction& one) {
        return one.object >= 0 &&
               (one.action.verb == Verb::kThrow || one.action.verb == Verb::kShoot ||
                one.action.verb == Verb::kDunk);
    };
    return throws(action) && std::ranges::any_of(draft.actions, [&](const DraftAction& other) {
               return throws(other) && other.subject == action.subject &&
                      other.object != action.object && other.action.step < action.action.step;
           });
}

// A putt has to roll to the hole and drop, a leap over something has a run-up, on a trampoline
// one comes into the swing, on the moon all that leaves the ground is long in coming back, whoever
// fails a trick falls and lies there, and every further turn takes its time.
float besides_s(const Story& story, const DraftShot& draft, const DraftAction& action) {
    const bool putt = action.action.verb == Verb::kBat && action.target >= 0 &&
                      story.thing_of(action.target).name == "golf_hole";
    const bool over = action.action.verb == Verb::kJump && action.target >= 0;
    const bool falls = is_trick(action.action.verb) && natural_s(action.action.verb) < 4.0F &&
                       action.action.outcome == Outcome::kFailure;
    const bool springs =
        has_trampoline(story, draft) &&
        (action.action.verb == Verb::kJump || action.action.verb == Verb::kBounce ||
         action.action.verb == Verb::kFrontFlip || action.action.verb == Verb::kBackflip);
    const bool skids = action.action.verb == Verb::kSlide &&
                       story.category_of(action.subject) == Category::kVehicle;
    const bool lands =
        action.action.verb == Verb::kFly && action.action.direction == Direction::kDown;
    const bool high = draft.place == "moon" &&
                      (action.action.verb == Verb::kJump || action.action.verb == Verb::kBounce);
    const bool slow = draft.place == "moon" &&
                      (action.action.verb == Verb::kDrop || action.action.verb == Verb::kFall);
    constexpr float kPickingUp_s = 2.4F;
    return (high ? 2.2F : 0.0F) + (slow ? 1.0F : 0.0F) + (putt ? 1.5F : 0.0F) +
           (lands || skids ? 2.5F : 0.0F) + (is_next_throw(draft, action) ? kPickingUp_s : 0.0F) +
           (over || falls || springs ? 1.0F : 0.0F) +
           0.4F * static_cast<float>(action.action.turns - 1);
}

}  // namespace

float wanted_length_s(const Story& story, const DraftShot& draft) {
    std::array<float, ScriptLimits::kStepMax + 1> steps{};
    std::array<std::optional<float>, ScriptLimits::kStepMax + 1> starts{};
    for (const DraftAction& action : draft.actions) {
        const auto step = static_cast<std::size_t>(action.action.step);
        // A ball bounces again by itself, and sooner than the first time.
        const int repeats =
            action.action.verb == Verb::kBounce ? 1 : std::min(action.action.repeat, 5);
        const float length = action.action.duration_s.value_or(
            natural_s(action.action.verb) * static_cast<float>(repeats) +
            besides_s(story, draft, action)
        );
        steps[step] = std::max(steps[step], length);
        starts[step] = action.action.start_s ? action.action.start_s : starts[step];
    }
    float seconds = 0.6F;
    for (std::size_t step = 0; step < steps.size(); ++step) {
        // What the clock starts does not wait for the step before.
        seconds = starts[step] ? std::max(seconds, *starts[step] + 0.6F + steps[step])
                               : seconds + steps[step];
    }
    seconds = std::max(seconds, talk_s(draft) + 0.8F);
    // Slow motion shows less of the world per second.
    const float speed = draft.speed.value_or(1.0F);
    return speed < 1.0F ? seconds / std::max(speed, 0.5F) : seconds;
}

}  // namespace hibari::world
