#include "world/physics/character/person_acts.h"
#include "world/physics/character/rehearsal.h"
#include "world/script/names.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

constexpr float kFastest = 12.0F;  // m/s: no limb of a person is faster here

struct Number {
    Verb verb;
    Outcome outcome = Outcome::kSuccess;
    std::optional<Vec3> destination;
    bool prop = false;
    Vec3 prop_at{};
    float radius = 0.11F;
    float intensity = 1.0F;
    double duration_s = 0.0;
    std::optional<Vec3> obstacle = {};  ///< half extents of what stands 5 m ahead
    int turns = 1;
};

std::ostream& operator<<(std::ostream& out, const Number& number) {
    return out << enum_names<Verb>()[static_cast<std::size_t>(number.verb)];
}

Cue cue_of(const Number& number) {
    return {
        .verb = number.verb,
        .outcome = number.outcome,
        .intensity = number.intensity,
        .turns = number.turns,
        .object = number.prop ? kProp : -1,
        .target = number.obstacle ? kTarget : -1,
        .destination = number.destination,
        .duration_s = number.duration_s,
    };
}

std::vector<Number> numbers() {
    const Vec3 far{0, 1, 7};
    return {
        {.verb = Verb::kStand},
        {.verb = Verb::kWalk, .destination = Vec3{0, 0, 3}},
        {.verb = Verb::kWalk, .destination = Vec3{2, 0, -1}},
        {.verb = Verb::kRun, .destination = Vec3{0, 0, 8}},
        {.verb = Verb::kSneak, .destination = Vec3{0, 0, 2}},
        {.verb = Verb::kPickUp, .prop = true, .prop_at = {0.2F, 0.11F, 1.4F}},
        {.verb = Verb::kFall},
        {.verb = Verb::kPush},
        {.verb = Verb::kPull},
        {.verb = Verb::kSit},
        {.verb = Verb::kLie},
        {.verb = Verb::kCrawl, .destination = Vec3{0, 0, 1.2F}},
        {.verb = Verb::kClimb, .duration_s = 3.0},
        {.verb = Verb::kJump},
        {.verb = Verb::kJump, .destination = Vec3{0, 0, 1.2F}},
        {.verb = Verb::kJump, .obstacle = Vec3{1.2F, 0.5F, 0.05F}},
        {.verb = Verb::kJump, .outcome = Outcome::kFailure, .obstacle = Vec3{1.2F, 0.4F, 0.05F}},
        {.verb = Verb::kBackflip},
        {.verb = Verb::kBackflip, .turns = 2},
        {.verb = Verb::kFrontFlip, .turns = 3},
        {.verb = Verb::kFrontFlip},
        {.verb = Verb::kDive},
        {.verb = Verb::kBackflip, .outcome = Outcome::kFailure},
        {.verb = Verb::kFrontFlip, .outcome = Outcome::kFailure},
        {.verb = Verb::kCartwheel},
        {.verb = Verb::kCartwheel, .outcome = Outcome::kFailure},
        {.verb = Verb::kHandstand},
        {.verb = Verb::kHandstand, .outcome = Outcome::kFailure},
        {.verb = Verb::kPirouette},
        {.verb = Verb::kPirouette, .outcome = Outcome::kFailure},
        {.verb = Verb::kSpin},
        {.verb = Verb::kSpin, .outcome = Outcome::kFailure},
        {.verb = Verb::kBalance},
        {.verb = Verb::kBalance, .outcome = Outcome::kFailure},
        {.verb = Verb::kBalance, .destination = Vec3{0, 0, 1.5F}},
        {.verb = Verb::kThrow,
         .destination = far,
         .prop = true,
         .prop_at = {-0.3F, 1.0F, 0.2F},
         .radius = 0.05F},
        {.verb = Verb::kThrow,
         .destination = far,
         .prop = true,
         .prop_at = {-0.3F, 1.0F, 0.2F},
         .radius = 0.05F,
         .intensity = 0.5F},
        {.verb = Verb::kBowl, .destination = far, .prop = true, .prop_at = {-0.3F, 0.9F, 0.2F}},
        {.verb = Verb::kShoot,
         .destination = Vec3{0, 3.05F, 4.2F},
         .prop = true,
         .prop_at = {0, 1.1F, 0.35F},
         .radius = 0.12F},
        {.verb = Verb::kDunk,
         .destination = Vec3{0, 3.05F, 4.6F},
         .prop = true,
         .prop_at = {-0.2F, 1.1F, 0.35F},
         .radius = 0.12F},
        {.verb = Verb::kKick, .destination = far, .prop = true, .prop_at = {0, 0.11F, 1.6F}},
        {.verb = Verb::kDribble, .prop = true, .prop_at = {-0.2F, 1.0F, 0.3F}, .radius = 0.12F},
        {.verb = Verb::kBat, .destination = Vec3{-5, 1, 0}},
        {.verb = Verb::kDrop, .prop = true, .prop_at = {-0.2F, 1.0F, 0.3F}},
        {.verb = Verb::kCatch, .prop = true, .prop_at = {0.1F, 1.2F, 0.45F}, .duration_s = 2.0},
        {.verb = Verb::kDance, .duration_s = 5.0},
        {.verb = Verb::kWave},
        {.verb = Verb::kPoint},
        {.verb = Verb::kClap},
        {.verb = Verb::kNod},
        {.verb = Verb::kShakeHead},
        {.verb = Verb::kBow},
        {.verb = Verb::kLook},
        {.verb = Verb::kTalk},
        {.verb = Verb::kSing},
        {.verb = Verb::kLaugh},
        {.verb = Verb::kCry},
        {.verb = Verb::kSmile},
        {.verb = Verb::kFrown},
        {.verb = Verb::kGasp},
        {.verb = Verb::kEat},
        {.verb = Verb::kDrink},
        {.verb = Verb::kRead},
        {.verb = Verb::kPlayInstrument},
        {.verb = Verb::kHug},
    };
}

class PersonMotion : public ::testing::TestWithParam<Number> {
  protected:
    void play(Rehearsal& rehearsal) {
        if (GetParam().prop) {
            rehearsal.prop(GetParam().prop_at, GetParam().radius);
        }
        if (GetParam().obstacle) {
            rehearsal.obstacle({0, 0, 5}, *GetParam().obstacle);
        }
        done_ = rehearsal.play(cue_of(GetParam()), 12.0F);
        rehearsal.run(0.6F);
    }

    bool done_ = false;
};

// The strongest smile (or the deepest frown of the brows) while `cue` lasts.
FacePose most_felt(const PersonLook& look, const Cue& cue) {
    Rehearsal rehearsal(look);
    rehearsal.performer.begin(cue, rehearsal.stage);
    FacePose most{.smile = 0.0F, .brow = 1.0F};
    for (int i = 0; i < 480; ++i) {
        rehearsal.step();
        const FacePose face = rehearsal.performer.face();
        most.smile = std::max(most.smile, face.smile);
        most.brow = std::min(most.brow, face.brow);
    }
    return most;
}

TEST(Faces, ShowWhatIsFelt) {
    EXPECT_GT(most_felt({}, {.verb = Verb::kSmile}).smile, 0.9F);
    EXPECT_LT(most_felt({}, {.verb = Verb::kFrown}).brow, 0.1F);
    EXPECT_LT(most_felt({}, {.verb = Verb::kStand}).smile, 0.7F);
    EXPECT_LT(most_felt({.feeling = Feeling::kAngry}, {.verb = Verb::kStand}).brow, 0.1F);
    EXPECT_GT(most_felt({.feeling = Feeling::kHappy}, {.verb = Verb::kStand}).smile, 0.9F);
}

TEST_P(PersonMotion, EndsWithoutAnyLinkEverJumping) {
    Rehearsal rehearsal;
    play(rehearsal);
    EXPECT_TRUE(done_);
    float fastest = 0.0F;
    std::string where;
    for (std::size_t i = rehearsal.first + 1; i < rehearsal.links.size(); ++i) {
        for (std::size_t link = 0; link < rehearsal.links[i].size(); ++link) {
            const float moved =
                distance(rehearsal.links[i][link].position, rehearsal.links[i - 1][link].position);
            if (moved / Rehearsal::kTick > fastest) {
                fastest = moved / Rehearsal::kTick;
                where = rehearsal.blueprint.links[link].name + " after " +
                        std::to_string(static_cast<float>(i - rehearsal.first) * Rehearsal::kTick) +
                        " s";
            }
        }
    }
    // Twice round in one flight is faster than once.
    EXPECT_LT(fastest, (GetParam().turns > 1 ? 1.6F : 1.0F) * kFastest) << where;
}

// Points of the sole that touch the ground stay where they are.
TEST_P(PersonMotion, SolesDoNotSlide) {
    Rehearsal rehearsal;
    play(rehearsal);
    const FootShape& shape = rehearsal.performer.body().foot_shape();
    for (int side = 0; side < 2; ++side) {
        const auto foot = static_cast<std::size_t>(side == 0 ? kLeftFoot : kRightFoot);
        const Vec3 heel = Vec3{0, 0, shape.heel_z} - shape.ankle;
        const Vec3 ball = -shape.ankle;
        for (const Vec3 point : {heel, ball}) {
            bool touching = false;
            Vec3 since{};
            for (std::size_t i = rehearsal.first; i < rehearsal.frames.size(); ++i) {
                const Frames& frames = rehearsal.frames[i];
                const Vec3 now = frames.pivot[foot] + rotate(frames.turn[foot], point);
                const bool touches =
                    now.y < 0.0015F && !rehearsal.free_foot[i][static_cast<std::size_t>(side)];
                if (touches && !touching) {
                    since = now;
                }
                touching = touches;
                if (touching) {
                    const Vec3 slid = now - since;
                    ASSERT_LT(std::sqrt(slid.x * slid.x + slid.z * slid.z), 0.005F)
                        << (side == 0 ? "left" : "right") << " foot after "
                        << static_cast<float>(i - rehearsal.first) * Rehearsal::kTick << " s";
                }
            }
        }
    }
}

TEST_P(PersonMotion, KneesElbowsAndAnklesStayWithinTheirLimits) {
    Rehearsal rehearsal;
    play(rehearsal);
    constexpr float kSlack = radians(6.0F);
    for (std::size_t i = rehearsal.first; i < rehearsal.frames.size(); ++i) {
        const Frames& frames = rehearsal.frames[i];
        for (std::size_t n = 1; n < rehearsal.blueprint.links.size(); ++n) {
            const Link& link = rehearsal.blueprint.links[n];
            const Quat local =
                inverse(frames.turn[static_cast<std::size_t>(link.parent)]) * frames.turn[n];
            if (n == kLeftShin || n == kRightShin) {
                const float bend =
                    2.0F * std::atan2(local.w < 0.0F ? -local.x : local.x, std::fabs(local.w));
                ASSERT_GT(bend, link.joint.low - kSlack) << link.name << " at " << i;
                ASSERT_LT(bend, link.joint.high + kSlack) << link.name << " at " << i;
            }
            if (n == kLeftForearm || n == kRightForearm || n == kHead || n == kNeck) {
                const Vec3 bone = rotate(local, link.joint.swing);
                const float off = std::acos(clamp(dot(bone, link.joint.axis), -1.0F, 1.0F));
                ASSERT_LT(off, link.joint.high + kSlack) << link.name << " at " << i;
            }
        }
    }
}

std::string name_of_number(const ::testing::TestParamInfo<Number>& number) {
    return std::string(enum_names<Verb>()[static_cast<std::size_t>(number.param.verb)]) + "_" +
           std::to_string(number.index);
}

INSTANTIATE_TEST_SUITE_P(Numbers, PersonMotion, ::testing::ValuesIn(numbers()), name_of_number);

// ---- Flight

struct FlightRecord {
    std::vector<Vec3> mass;
    std::vector<Vec3> momentum;
};

FlightRecord measure_flight(const Rehearsal& rehearsal) {
    const Skeleton skeleton(rehearsal.blueprint);
    FlightRecord record;
    for (std::size_t i = 1; i < rehearsal.frames.size(); ++i) {
        if (rehearsal.flying[i] && rehearsal.flying[i - 1]) {
            record.mass.push_back(center_of_mass(skeleton, rehearsal.frames[i]));
            record.momentum.push_back(angular_momentum(
                skeleton, rehearsal.frames[i - 1], rehearsal.frames[i], Rehearsal::kTick
            ));
        }
    }
    return record;
}

class PersonFlight : public ::testing::TestWithParam<Verb> {};

TEST_P(PersonFlight, FallsWithGravityAndKeepsItsAngularMomentum) {
    for (const float gravity : {9.81F, 1.62F}) {
        Rehearsal rehearsal;
        rehearsal.stage.gravity_mps2 = gravity;
        rehearsal.play({.verb = GetParam(), .outcome = Outcome::kSuccess}, 12.0F);
        const FlightRecord record = measure_flight(rehearsal);
        ASSERT_GT(record.mass.size(), 60U);
        // Over tenths of a second, so that single precision does not drown the second difference.
        constexpr std::size_t kSpan = 24;
        constexpr float kSpanTime = kSpan * Rehearsal::kTick;
        for (std::size_t i = kSpan; i + kSpan < record.mass.size(); ++i) {
            const Vec3 acceleration =
                (record.mass[i + kSpan] - record.mass[i] * 2.0F + record.mass[i - kSpan]) /
                (kSpanTime * kSpanTime);
            ASSERT_NEAR(acceleration.y, -gravity, 0.01F * gravity);
            ASSERT_NEAR(acceleration.x, 0.0F, 0.01F * gravity);
            ASSERT_NEAR(acceleration.z, 0.0F, 0.01F * gravity);
        }
        Vec3 mean{};
        for (const Vec3& momentum : record.momentum) {
            mean += momentum / static_cast<float>(record.momentum.size());
        }
        // Plain jumps have next to none; 1 kg m^2/s is what a nod of the head amounts to.
        const float allowed = std::max(0.05F * length(mean), 1.0F);
        for (const Vec3& momentum : record.momentum) {
            ASSERT_LT(distance(momentum, mean), allowed);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Leaps,
    PersonFlight,
    ::testing::Values(Verb::kJump, Verb::kBackflip, Verb::kFrontFlip, Verb::kDive)
);

TEST(PersonFlight, TuckedBodySpinsFasterThanAStretchedOne) {
    Rehearsal rehearsal;
    rehearsal.play({.verb = Verb::kBackflip, .outcome = Outcome::kSuccess}, 12.0F);
    float slowest = 1e9F;
    float fastest = 0.0F;
    for (std::size_t i = 1; i < rehearsal.frames.size(); ++i) {
        if (rehearsal.flying[i] && rehearsal.flying[i - 1]) {
            const float spin = length(spin_between(
                rehearsal.frames[i - 1].turn[0], rehearsal.frames[i].turn[0], Rehearsal::kTick
            ));
            slowest = std::min(slowest, spin);
            fastest = std::max(fastest, spin);
        }
    }
    EXPECT_GT(fastest, 2.0F * slowest);
}

TEST(PersonFlight, DoubleFlipTurnsTwiceAndLandsOnItsFeet) {
    for (const int turns : {1, 2, 3}) {
        Rehearsal rehearsal;
        rehearsal.play({.verb = Verb::kBackflip, .turns = turns}, 12.0F);
        EXPECT_FALSE(rehearsal.limp);
        float turned = 0.0F;
        for (std::size_t i = 1; i < rehearsal.frames.size(); ++i) {
            if (rehearsal.flying[i] && rehearsal.flying[i - 1]) {
                const Vec3 spin = spin_between(
                    rehearsal.frames[i - 1].turn[0], rehearsal.frames[i].turn[0], Rehearsal::kTick
                );
                turned += spin.x * Rehearsal::kTick;
            }
        }
        // From the lean of the take-off to that of the landing: most of the turns.
        EXPECT_NEAR(-turned / (2.0F * kPi), static_cast<float>(turns), 0.25F);
    }
}

TEST(PersonFlight, LeapClearsWhatItLeadsOver) {
    for (const Age age : {Age::kChild, Age::kAdult}) {
        for (const float tall : {0.3F, 0.8F}) {
            Rehearsal rehearsal({.age = age}, 11);
            const Vec3 half{1.2F, 0.5F * tall, 0.06F};
            rehearsal.obstacle({0, 0, 5}, half);
            rehearsal.play({.verb = Verb::kJump, .target = kTarget}, 12.0F);
            EXPECT_FALSE(rehearsal.limp);
            EXPECT_GT(rehearsal.frames.back().pivot[kPelvis].z, 5.0F);
            for (const Frames& frames : rehearsal.frames) {
                for (const int bone : {kLeftFoot, kRightFoot, kLeftToes, kRightToes}) {
                    const Vec3 joint = frames.pivot[static_cast<std::size_t>(bone)];
                    if (std::fabs(joint.z - 5.0F) < half.z) {
                        EXPECT_GT(joint.y, tall) << tall;
                    }
                }
            }
        }
    }
}

TEST(PersonFlight, LandsBeforeTheNextCueBegins) {
    Rehearsal rehearsal;
    rehearsal.performer.begin({.verb = Verb::kBackflip, .repeat = 1}, rehearsal.stage);
    for (int i = 0; i < 4 * kStepHz && !rehearsal.performer.body().flying(); ++i) {
        rehearsal.step();
    }
    ASSERT_TRUE(rehearsal.performer.body().flying());
    EXPECT_TRUE(rehearsal.play({.verb = Verb::kWalk, .destination = Vec3{0, 0, 2}}, 12.0F));
    EXPECT_FALSE(rehearsal.limp);
    EXPECT_NE(rehearsal.find(SignalKind::kLand), nullptr);
    const Vec3 pelvis = rehearsal.frames.back().pivot[kPelvis];
    EXPECT_GT(pelvis.y, 0.7F);
    EXPECT_NEAR(pelvis.z, 2.0F, 0.2F);
}

TEST(PersonFlight, FailedLeapEndsAtTheObstacle) {
    Rehearsal rehearsal;
    rehearsal.obstacle({0, 0, 5}, {1.2F, 0.4F, 0.06F});
    rehearsal.play({.verb = Verb::kJump, .outcome = Outcome::kFailure, .target = kTarget}, 12.0F);
    EXPECT_TRUE(rehearsal.limp);
    EXPECT_NEAR(rehearsal.frames.back().pivot[kPelvis].z, 5.0F, 0.6F);
}

TEST(PersonSignals, DunkLetsTheBallGoAboveTheRing) {
    Rehearsal rehearsal;
    const Vec3 ring{0, 3.05F, 4.6F};
    rehearsal.prop({-0.2F, 1.1F, 0.35F}, 0.12F);
    rehearsal.play({.verb = Verb::kDunk, .object = kProp, .destination = ring}, 12.0F);
    const Signal* release = rehearsal.find(SignalKind::kRelease);
    ASSERT_NE(release, nullptr);
    EXPECT_GT(release->point.y, ring.y + 0.12F);
    EXPECT_LT(distance(release->point, ring), 0.6F);
    EXPECT_FALSE(rehearsal.limp);
}

TEST(PersonFlight, EveryBodyLandsItsFlipsOnItsFeet) {
    for (const Age age : {Age::kChild, Age::kAdult, Age::kOld}) {
        for (const Build build : {Build::kSlim, Build::kHeavy}) {
            for (const Verb verb : {Verb::kBackflip, Verb::kFrontFlip}) {
                Rehearsal rehearsal({.age = age, .build = build}, 11);
                EXPECT_TRUE(rehearsal.play({.verb = verb, .outcome = Outcome::kSuccess}, 10.0F));
                EXPECT_FALSE(rehearsal.limp);
                EXPECT_NE(rehearsal.find(SignalKind::kTakeOff), nullptr);
                EXPECT_NE(rehearsal.find(SignalKind::kLand), nullptr);
                const Vec3 up = rotate(rehearsal.frames.back().turn[kPelvis], {0, 1, 0});
                EXPECT_GT(up.y, 0.95F);
            }
        }
    }
}

TEST(PersonFlight, FailedTricksEndLimp) {
    for (const Verb verb :
         {Verb::kJump,
          Verb::kBackflip,
          Verb::kFrontFlip,
          Verb::kCartwheel,
          Verb::kHandstand,
          Verb::kPirouette,
          Verb::kBalance}) {
        Rehearsal rehearsal;
        rehearsal.play({.verb = verb, .outcome = Outcome::kFailure}, 10.0F);
        EXPECT_TRUE(rehearsal.limp) << static_cast<int>(verb);
        EXPECT_EQ(rehearsal.find(SignalKind::kLand), nullptr);
    }
}

// It turned evenly, like a figure on a musical box.
TEST(PersonTricks, ASpinGetsFasterAsTheArmsComeInAndKeepsItsMomentum) {
    Rehearsal rehearsal;
    rehearsal.play({.verb = Verb::kSpin}, 10.0F);
    EXPECT_FALSE(rehearsal.limp);
    const Skeleton& skeleton = rehearsal.performer.body().skeleton();
    const auto yaw = [&](std::size_t i) {
        const Vec3 front = rotate(rehearsal.frames[i].turn[kPelvis], {0, 0, 1});
        return std::atan2(front.x, front.z);
    };
    const auto rate = [&](double time_s) {
        const auto i = static_cast<std::size_t>(time_s * kStepHz);
        return wrap_angle(yaw(i + 12) - yaw(i)) * static_cast<float>(kStepHz) / 12.0F;
    };
    const auto momentum = [&](double time_s) {
        const auto i = static_cast<std::size_t>(time_s * kStepHz);
        return inertia_of(skeleton, rehearsal.frames[i + 6]).yy * rate(time_s);
    };
    const double open_s = 1.3;
    const double closed_s = 2.4;
    EXPECT_GT(rate(closed_s), 1.8F * rate(open_s));
    EXPECT_NEAR(momentum(closed_s) / momentum(open_s), 0.95F, 0.07F);
    float turned = 0.0F;
    for (std::size_t i = 1; i < rehearsal.frames.size(); ++i) {
        turned += wrap_angle(yaw(i) - yaw(i - 1));
    }
    EXPECT_GT(turned, 4.0F * 2.0F * kPi);
    EXPECT_LT(std::fabs(wrap_angle(turned)), 0.4F);  // It ends as it faced.
}

// ---- Signals

TEST(PersonSignals, ShotLeavesTheHandsHighInFrontAndFliesAtTheTarget) {
    Rehearsal rehearsal;
    rehearsal.prop({0, 1.1F, 0.35F}, 0.12F);
    const Vec3 hoop{0, 3.05F, 4.2F};
    rehearsal.play(
        {.verb = Verb::kShoot, .outcome = Outcome::kSuccess, .object = kProp, .destination = hoop},
        8.0F
    );
    const Signal* release = rehearsal.find(SignalKind::kRelease);
    ASSERT_NE(release, nullptr);
    EXPECT_GT(release->point.y, 1.9F);
    EXPECT_GT(release->point.z, 0.1F);
    EXPECT_GT(release->velocity.y, 0.0F);
    EXPECT_GT(release->velocity.z, 0.0F);
    EXPECT_NE(rehearsal.find(SignalKind::kGrab), nullptr);
}

TEST(PersonSignals, CarriedBallStaysInTheHandAndNeverJumps) {
    Rehearsal rehearsal;
    rehearsal.prop({0.1F, 0.11F, 1.2F}, 0.11F);
    rehearsal.performer.begin(
        {.verb = Verb::kPickUp, .outcome = Outcome::kSuccess, .object = kProp}, rehearsal.stage
    );
    Vec3 last = rehearsal.stage.poses[kProp].position;
    for (int i = 0; i < 5 * kStepHz; ++i) {
        rehearsal.step();
        const Vec3 now = rehearsal.stage.poses[kProp].position;
        ASSERT_LT(distance(now, last), 8.0F * Rehearsal::kTick);
        last = now;
    }
    EXPECT_NE(rehearsal.find(SignalKind::kGrab), nullptr);
    EXPECT_GT(last.y, 0.7F);
}

TEST(PersonSignals, DribbledBallComesBackToTheHand) {
    Rehearsal rehearsal;
    rehearsal.prop({-0.2F, 1.0F, 0.3F}, 0.12F);
    rehearsal.play(
        {.verb = Verb::kDribble, .outcome = Outcome::kSuccess, .repeat = 3, .object = kProp}, 10.0F
    );
    int grabs = 0;
    int releases = 0;
    for (const auto& [time, signal] : rehearsal.signals) {
        grabs += signal.kind == SignalKind::kGrab ? 1 : 0;
        releases += signal.kind == SignalKind::kRelease ? 1 : 0;
    }
    EXPECT_GE(releases, 3);
    EXPECT_EQ(grabs, releases + 1);
}

TEST(PersonSignals, KickStrikesTheBallWithTheFootAtIt) {
    Rehearsal rehearsal;
    rehearsal.prop({0, 0.11F, 1.6F}, 0.11F);
    rehearsal.performer.begin(
        {.verb = Verb::kKick,
         .outcome = Outcome::kSuccess,
         .object = kProp,
         .destination = Vec3{0, 1, 9}},
        rehearsal.stage
    );
    bool struck = false;
    for (int i = 0; i < 6 * kStepHz && !struck; ++i) {
        rehearsal.step();
        for (const Signal& signal : rehearsal.latest) {
            struck = struck || signal.kind == SignalKind::kStrike;
        }
    }
    ASSERT_TRUE(struck);
    const Frames& frames = rehearsal.frames.back();
    const Vec3 ball = rehearsal.stage.poses[kProp].position;
    EXPECT_LT(
        std::min(
            distance(frames.pivot[kRightToes], ball), distance(frames.pivot[kRightFoot], ball)
        ),
        0.30F
    );
}

TEST(PersonSignals, MouthFollowsTheLine) {
    Rehearsal rehearsal;
    Utterance line{.duration_s = 0.6};
    line.mouth = {{0.0, 0.0F, 0.5F}, {0.25, 0.9F, 0.2F}, {0.5, 0.0F, 0.8F}};
    rehearsal.performer.speak(line);
    float widest = 0.0F;
    for (int i = 0; i < kStepHz; ++i) {
        rehearsal.step();
        widest = std::max(widest, rehearsal.performer.face().mouth_open);
    }
    EXPECT_GT(widest, 0.6F);
    EXPECT_LT(rehearsal.performer.face().mouth_open, 0.05F);
}

// ---- Ground

TEST(PersonWalk, ArrivesWhereItWasSent) {
    for (const Vec3 goal : {Vec3{0, 0, 3}, Vec3{2, 0, -1}, Vec3{-3, 0, 0.5F}}) {
        Rehearsal rehearsal;
        EXPECT_TRUE(rehearsal.play(
            {.verb = Verb::kWalk, .outcome = Outcome::kSuccess, .destination = goal}, 12.0F
        ));
        EXPECT_LT(distance(rehearsal.performer.body().root, goal), 0.25F);
    }
}

// Who skated on the own feet stood still.
TEST(PersonSkates, GlideOverTheIceOneFootAfterTheOther) {
    Rehearsal rehearsal;
    rehearsal.play({.verb = Verb::kSkate, .facing = {1, 0, 0}, .duration_s = 4.0}, 6.0F);
    EXPECT_FALSE(rehearsal.limp);
    const Vec3 end = rehearsal.performer.body().root;
    EXPECT_GT(end.x, 5.0F);
    EXPECT_NEAR(end.z, 0.0F, 1.0F);
    // A foot that carries glides along; no leg is torn off.
    for (const Foot& foot : rehearsal.performer.body().foot) {
        EXPECT_LT(distance(foot.ball, end), 0.5F);
    }
}

// A goal inside the curve of the walk was circled for ever.
TEST(PersonWalk, ArrivesAtWhatIsOneStepAway) {
    for (int i = 0; i < 12; ++i) {
        const float angle = 2.0F * kPi * static_cast<float>(i) / 12.0F;
        for (const float away : {0.25F, 0.4F, 0.7F}) {
            const Vec3 goal{away * std::sin(angle), 0, away * std::cos(angle)};
            Rehearsal rehearsal;
            EXPECT_TRUE(rehearsal.play(
                {.verb = Verb::kWalk, .outcome = Outcome::kSuccess, .destination = goal}, 5.0F
            )) << i
               << ", " << away << " m";
            EXPECT_LT(distance(rehearsal.performer.body().root, goal), 0.3F) << i;
        }
    }
}

TEST(PersonWalk, PelvisStaysUpWhateverTheTurnAtTheStart) {
    for (int i = 0; i < 12; ++i) {
        const float angle = 2.0F * kPi * static_cast<float>(i) / 12.0F;
        for (const Verb verb : {Verb::kWalk, Verb::kRun}) {
            Rehearsal rehearsal;
            rehearsal.play(
                {.verb = verb,
                 .outcome = Outcome::kSuccess,
                 .destination = Vec3{3 * std::sin(angle), 0, 3 * std::cos(angle)}},
                12.0F
            );
            for (std::size_t n = rehearsal.first; n < rehearsal.frames.size(); ++n) {
                ASSERT_GT(
                    rehearsal.frames[n].pivot[kPelvis].y,
                    0.78F * rehearsal.performer.body().stand_m()
                ) << i
                  << " after " << static_cast<float>(n - rehearsal.first) * Rehearsal::kTick
                  << " s";
            }
        }
    }
}

TEST(PersonWalk, FeetStandOnStepsAsHighAsTheyAre) {
    Rehearsal rehearsal;
    rehearsal.stage.ground = [](float, float z) {
        return z < 0.8F ? 0.0F : z < 1.6F ? 0.15F : 0.30F;
    };
    EXPECT_TRUE(rehearsal.play(
        {.verb = Verb::kWalk, .outcome = Outcome::kSuccess, .destination = Vec3{0, 0, 2.6F}}, 12.0F
    ));
    for (const Foot& foot : rehearsal.performer.body().foot) {
        EXPECT_NEAR(foot.ball.y, 0.30F, 1e-4F);
    }
    EXPECT_NEAR(rehearsal.performer.body().root.y, 0.30F, 0.03F);
}

TEST(PersonWalk, GetsUpAfterAFall) {
    constexpr float kJump_m = 0.06F;
    Rehearsal rehearsal;
    rehearsal.play({.verb = Verb::kBackflip, .outcome = Outcome::kFailure}, 8.0F);
    ASSERT_TRUE(rehearsal.limp);
    // Flat on the back, as the solver might hand it over.
    std::vector<Pose> lying;
    const Quat back = from_axis_angle({1, 0, 0}, -0.5F * kPi);
    for (const Link& link : rehearsal.blueprint.links) {
        lying.push_back({rotate(back, link.rest.position) + Vec3{0, 0.14F, 0.9F}, back});
    }
    rehearsal.limp = false;
    rehearsal.performer.rise(lying);
    rehearsal.first = rehearsal.frames.size();
    rehearsal.run(4.5F);
    EXPECT_GT(rehearsal.frames.back().pivot[kHead].y, 1.3F);
    for (std::size_t n = 0; n < lying.size(); ++n) {
        // All of it goes on from where it lay: the arms were elsewhere before the fall.
        EXPECT_LT(
            distance(lying[n].position, rehearsal.links[rehearsal.first][n].position), kJump_m
        ) << rehearsal.blueprint.links[n].name;
    }
    for (std::size_t i = rehearsal.first + 2; i < rehearsal.links.size(); ++i) {
        for (std::size_t n = 0; n < rehearsal.links[i].size(); ++n) {
            ASSERT_LT(
                distance(rehearsal.links[i][n].position, rehearsal.links[i - 1][n].position),
                kFastest * Rehearsal::kTick
            ) << rehearsal.blueprint.links[n].name
              << " after " << static_cast<float>(i - rehearsal.first) * Rehearsal::kTick << " s";
        }
    }
}

TEST(PersonRide, FeetGoToTheDeckAndStayOnIt) {
    Rehearsal rehearsal;
    rehearsal.stage.halves[kTarget] = {0.4F, 0.06F, 0.1F};
    const auto move = [&](float x) {
        rehearsal.stage.poses[kTarget] = {{x, 0.1F, 0.1F}, {}};
        rehearsal.stage.anchors[{kTarget, "deck"}] = {{x, 0.12F, 0.1F}, {}};
        rehearsal.stage.velocities[kTarget] = {2.0F, 0, 0};
    };
    move(0.0F);
    rehearsal.performer.mount(kTarget, "deck");
    rehearsal.first = rehearsal.frames.size();
    rehearsal.run(1.2F);
    for (int i = 0; i < kStepHz; ++i) {
        move(2.0F * Rehearsal::kTick * static_cast<float>(i));
        rehearsal.step();
    }
    for (std::size_t i = rehearsal.first + 1; i < rehearsal.links.size(); ++i) {
        for (std::size_t n = 0; n < rehearsal.links[i].size(); ++n) {
            ASSERT_LT(
                distance(rehearsal.links[i][n].position, rehearsal.links[i - 1][n].position),
                kFastest * Rehearsal::kTick
            ) << rehearsal.blueprint.links[n].name;
        }
    }
    for (const Foot& foot : rehearsal.performer.body().foot) {
        EXPECT_NEAR(foot.ball.y, 0.12F, 0.01F);
    }
}

// What both hands held jumped half a metre into the one that was to let it go.
TEST(PersonMotion, WhatBothHandsHoldGoesIntoOneWithoutAJump) {
    for (const Verb verb : {Verb::kDrop, Verb::kPour}) {
        Rehearsal rehearsal;
        rehearsal.prop({0.0F, 1.1F, 0.35F}, 0.15F);
        rehearsal.performer.begin({.verb = Verb::kHold, .object = kProp}, rehearsal.stage);
        rehearsal.run(1.0F);
        rehearsal.performer.begin({.verb = verb, .object = kProp}, rehearsal.stage);
        constexpr float kHands_mps = 6.0F;
        for (int i = 0; i < kStepHz; ++i) {
            const Vec3 before = rehearsal.stage.poses[kProp].position;
            rehearsal.step();
            const float way = distance(before, rehearsal.stage.poses[kProp].position);
            ASSERT_LT(way * static_cast<float>(kStepHz), kHands_mps)
                << static_cast<int>(verb) << ' ' << i;
        }
    }
}

TEST(PersonMotion, WhatIsReadIsBroughtBeforeTheEyesWithoutAJump) {
    Rehearsal rehearsal;
    rehearsal.prop({-0.2F, 0.9F, 0.35F}, 0.1F);
    rehearsal.performer.begin({.verb = Verb::kRead, .object = kProp}, rehearsal.stage);
    constexpr float kHands_mps = 5.0F;
    for (int i = 0; i < 2 * kStepHz; ++i) {
        const Vec3 before = rehearsal.stage.poses[kProp].position;
        rehearsal.step();
        const float way = distance(before, rehearsal.stage.poses[kProp].position);
        ASSERT_LT(way * static_cast<float>(kStepHz), kHands_mps) << i;
    }
}

}  // namespace
}  // namespace hibari::world
