// When a verb happens: in which step, and whether it needs saying at all.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {

int ShotReader::step_for(std::span<const int> subjects, Verb verb) {
    if (shot_.actions.empty() && shot_.lines.empty()) {
        order_.reset();
        return shot_.step;
    }
    const int last = shot_.step;
    const std::optional<OrderWord> order = order_;
    order_.reset();
    if (order == OrderWord::kWhile) {
        return last;
    }
    if (order == OrderWord::kAfter && clause_before_) {
        // "X when Y": Y comes first, so what was read before moves back by one.
        for (DraftAction& action : shot_.actions) {
            if (action.action.step == last && last < ScriptLimits::kStepMax) {
                action.action.step = last + 1;
            }
        }
        shot_.step = std::min(last + 1, ScriptLimits::kStepMax);
        return last;
    }
    if (order == OrderWord::kThen || order == OrderWord::kFinally || order == OrderWord::kBut ||
        order == OrderWord::kBefore || order == OrderWord::kAfter) {
        return std::min(last + 1, ScriptLimits::kStepMax);
    }
    const bool reacts = verb == Verb::kLaugh || verb == Verb::kCry || verb == Verb::kClap ||
                        verb == Verb::kSmile || verb == Verb::kFrown || verb == Verb::kGasp ||
                        verb == Verb::kNod || verb == Verb::kShakeHead;
    if (reacts && std::ranges::any_of(shot_.lines, [&](const DraftLine& line) {
            return line.line.step == last;
        })) {
        return std::min(last + 1, ScriptLimits::kStepMax);  // To what was said just before.
    }
    bool same_subject = false;
    bool involved = false;
    bool only_steady = true;
    Verb mine = Verb::kStay;
    for (const DraftAction& other : shot_.actions) {
        if (other.action.step != last) {
            continue;
        }
        for (const int subject : subjects) {
            if (other.subject == subject) {
                same_subject = true;
                mine = other.action.verb;
            }
            involved = involved || other.object == subject || other.target == subject;
        }
        only_steady = only_steady && is_steady(other.action.verb);
    }
    if (same_subject) {
        // Gestures and looks go with a posture; everything else comes after.
        const bool posture = mine == Verb::kStay || mine == Verb::kHold || mine == Verb::kSit ||
                             mine == Verb::kStand || mine == Verb::kLie;
        const bool gesture = verb == Verb::kWave || verb == Verb::kNod || verb == Verb::kLaugh ||
                             verb == Verb::kCry || verb == Verb::kPoint;
        const bool together = (posture && (is_steady(verb) || gesture)) || verb == Verb::kHold ||
                              verb == Verb::kWag || verb == Verb::kFlap;
        return together ? last : std::min(last + 1, ScriptLimits::kStepMax);
    }
    if (involved) {
        return std::min(last + 1, ScriptLimits::kStepMax);
    }
    if (is_steady(verb) || only_steady || after_comma_) {
        return last;
    }
    return std::min(last + 1, ScriptLimits::kStepMax);
}

bool ShotReader::is_consequence(std::span<const int> subjects, Verb verb) const {
    // What a thing does after it was thrown, kicked, hit or set rolling follows from physics.
    switch (verb) {
        case Verb::kHit:
        case Verb::kBounce:
        case Verb::kRoll:
        case Verb::kFall:
        case Verb::kTopple:
        case Verb::kFly:
        case Verb::kSlide:
        case Verb::kSpin:
        case Verb::kSink:
        case Verb::kFloat:
        case Verb::kSwing:
        case Verb::kDrop:
        case Verb::kWalk:
        case Verb::kJump:
        case Verb::kRun:
            break;
        default:
            return false;
    }
    if (subjects.empty()) {
        return false;
    }
    for (const int subject : subjects) {
        if (story_.is_alive(subject) ||
            (verb == Verb::kFloat && story_.thing_of(subject).traits.flies)) {
            return false;  // A balloon goes up by itself.
        }
        const bool driven = std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
            const Verb by = action.action.verb;
            const bool touches = by == Verb::kHit && said(action, "touch");  // and it floats up
            const bool sends = by == Verb::kThrow || by == Verb::kKick || by == Verb::kShoot ||
                               by == Verb::kDunk || by == Verb::kBowl || by == Verb::kBat ||
                               by == Verb::kDrop || by == Verb::kHit || by == Verb::kPush ||
                               by == Verb::kCatch;
            if (touches) {
                return false;
            }
            const auto group_of = [&](int member) {
                return story_.cast[static_cast<std::size_t>(member)].group;
            };
            // All pins stand where the ball goes, whichever of them is named its target.
            const bool aimed_at = action.target >= 0 &&
                                  group_of(action.target) == group_of(subject) &&
                                  (by == Verb::kHit || by == Verb::kPush || by == Verb::kBowl);
            return sends && ((action.object == subject && action.subject != subject) || aimed_at);
        });
        if (!driven) {
            return false;
        }
    }
    return true;
}

}  // namespace hibari::world
