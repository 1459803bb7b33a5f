// Simple objects and what they do, and the narrow mix that is nothing else.
#include "world/tap/draw.h"
#include "world/tap/mixes.h"
#include "world/tap/simple_events.h"

#include <array>

namespace hibari::world::tap {
namespace {

using Kinds = std::span<const std::string_view>;

constexpr std::array<Style, 4> kStyles{
    Style::kPhotoreal, Style::kClaymation, Style::kAnime, Style::kLowPoly
};
constexpr std::array<std::string_view, 4> kAny{"ball", "cube", "cylinder", "cone"};
constexpr std::array<std::string_view, 1> kRound{"ball"};
constexpr std::array<std::string_view, 3> kFlat{"cube", "cylinder", "cone"};
constexpr std::array<std::string_view, 2> kTall{"cylinder", "cone"};
constexpr std::array<std::string_view, 2> kLow{"cube", "cylinder"};

/// More things than so many are alike and do the same.
constexpr int kApartMost = 3;

/// The latest beginning of a deed: what follows still fits the clip.
constexpr float kLatestShare = 0.2F;

/// A deed that one thing does by itself.
struct Solo {
    std::string_view deed;
    Verb verb;
    Kinds kinds;
    bool goes = false;  ///< somewhere
};

const std::array<Solo, 6> kSolos{{
    {"drop", Verb::kDrop, kAny},
    {"bounce", Verb::kBounce, kRound},
    {"roll", Verb::kRoll, kRound, true},
    {"slide", Verb::kSlide, kFlat, true},
    {"topple", Verb::kTopple, kTall},
    {"stay", Verb::kStay, kAny},
}};

/// A deed that one does to another.
struct Meeting {
    std::string_view deed;
    Verb verb;
    Kinds kinds;    ///< of who does it
    Kinds targets;  ///< of whom it is done to
};

const std::array<Meeting, 3> kMeetings{{
    {"roll_into", Verb::kHit, kRound, kAny},
    {"slide_into", Verb::kHit, kLow, kAny},
    {"fall_on", Verb::kFall, kAny, kLow},
}};

/// Ways that do not cross: things that go sideways have a lane each, one behind the other; things
/// that come or go stand side by side.
constexpr std::array kSideways{Direction::kLeft, Direction::kRight};
constexpr std::array kInDepth{Direction::kTowardsCamera, Direction::kAwayFromCamera};

/// Intensities at which what rolls or slides stays in a picture in which it can be made out.
constexpr float kPaceMin = 0.3F;
constexpr float kPaceMax = 0.85F;
constexpr float kPaceTowardsMax = 0.5F;  ///< else it ends in the lens

class SimpleEvents {
  public:
    SimpleEvents(Drawer& draw, float duration_s)
        : draw_(draw), latest_s_(kLatestShare * duration_s) {}

    void add(int count) {
        goes_sideways_ = draw_.rng().chance(0.5);
        if (count > kApartMost) {
            draw_.shot().camera.framing = Framing::kWide;
            by_itself(one_of(draw_.rng(), kSolos), count);
        } else if (count >= 2 && draw_.rng().chance(0.5)) {
            const int target = meet();
            if (count == 3) {
                stand_behind(target);
            }
        } else if (count >= 2 && draw_.rng().chance(0.3)) {
            by_itself(one_of(draw_.rng(), kSolos), count);  // alike
        } else {
            for (int i = 0; i < count; ++i) {
                by_itself(one_of(draw_.rng(), kSolos), 1);
            }
            keep_apart();
        }
    }

  private:
    void pace(int thing, Action& action) {
        const bool comes = action.direction == Direction::kTowardsCamera;
        action.intensity = draw_.rng().uniform(kPaceMin, comes ? kPaceTowardsMax : kPaceMax);
        const float share = (action.intensity - kPaceMin) / (kPaceMax - kPaceMin);
        draw_.told(thing).pace = share < 0.25F ? "slow" : share > 0.7F ? "fast" : "";
    }

    /// Third parties do not stand in the way.
    void stand_behind(int target) {
        const int thing = draw_.add({.kinds = kAny});
        draw_.relate(thing, RelationKind::kBehind, target);
        draw_.told(thing).target = target;
        draw_.told(thing).relation = "behind";
    }

    /// A lane for each where somebody goes sideways, a row otherwise.
    void keep_apart() {
        const auto count = static_cast<int>(draw_.scene().told.things.size());
        bool goes = false;
        for (int i = 0; i < count; ++i) {
            const std::string& way = draw_.told(i).direction;
            goes = goes || way == "left" || way == "right";
        }
        for (int i = 1; i < count; ++i) {
            if (goes) {
                draw_.relate(i, RelationKind::kBehind, i - 1);
            } else {
                draw_.relate(i, i == 1 ? RelationKind::kRightOf : RelationKind::kLeftOf, 0);
            }
        }
    }

    void name_family(std::string_view deed) {
        std::string& family = draw_.scene().told.family;
        family = family.empty() ? std::string(deed) : family;
    }

    void by_itself(const Solo& solo, int count) {
        name_family(solo.deed);
        const int thing = draw_.add({.kinds = solo.kinds, .deed = solo.deed, .count = count});
        if (solo.verb == Verb::kStay) {
            return;
        }
        Action action{.verb = solo.verb};
        if (solo.goes) {
            action.direction = one_of(draw_.rng(), goes_sideways_ ? kSideways : kInDepth);
            draw_.told(thing).direction = std::string(key_of(action.direction));
            pace(thing, action);
        } else {
            action.intensity = draw_.rng().uniform(0.7F, 1.4F);
        }
        draw_.act(thing, action, latest_s_);
    }

    /// Returns whom it was done to.
    int meet() {
        const Meeting& meeting = one_of(draw_.rng(), kMeetings);
        name_family(meeting.deed);
        const bool passive = draw_.rng().chance(0.25);
        draw_.scene().told.passive = passive;
        int subject = -1;
        int target = -1;
        const auto add_subject = [&] {
            subject = draw_.add({.kinds = meeting.kinds, .deed = meeting.deed});
        };
        const auto add_target = [&] { target = draw_.add({.kinds = meeting.targets}); };
        if (passive) {
            add_target();
            add_subject();
        } else {
            add_subject();
            add_target();
        }
        draw_.told(subject).target = target;
        Action action{.verb = meeting.verb, .target = draw_.id(target)};
        if (meeting.verb == Verb::kHit) {
            action.direction = draw_.rng().chance(0.5) ? Direction::kLeft : Direction::kRight;
            draw_.told(subject).direction = std::string(key_of(action.direction));
            action.outcome = Outcome::kSuccess;
            draw_.told(subject).outcome = "success";
            pace(subject, action);
        } else {
            action.intensity = draw_.rng().uniform(0.7F, 1.2F);
            draw_.told(subject).outcome = "success";
        }
        draw_.act(subject, action, latest_s_);
        return target;
    }

    Drawer& draw_;
    float latest_s_;
    bool goes_sideways_ = true;
};

}  // namespace

void add_simple_events(Drawer& draw, float duration_s, int count) {
    SimpleEvents(draw, duration_s).add(count);
}

Scene draw_bounce(const MixOptions& options, Rng rng) {
    Drawer draw("", options, rng);
    draw.style(one_of(draw.rng(), kStyles));
    add_simple_events(draw, options.duration_s, static_cast<int>(draw.rng().integer(1, 3)));
    return std::move(draw).finish();
}

}  // namespace hibari::world::tap
