#include "world/physics/character/animal_performer.h"

#include "world/physics/character/rehearsal.h"
#include "world/things/catalogue.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

constexpr double kStep = 1.0 / kStepHz;

/// An animal on level ground with what was measured of it.
class AnimalOnGround {
  public:
    explicit AnimalOnGround(const std::string& kind, std::uint64_t seed = 1) {
        const Entity entity{.id = "it", .kind = kind};
        const Thing* thing = find_thing(kind);
        blueprint_ = thing->build(entity, Rng(seed));
        performer_ = make_performer(entity, *thing, blueprint_, Rng(seed));
        animal_ = dynamic_cast<AnimalPerformer*>(performer_.get());
        performer_->place({});
        step(0.2);
    }

    void put_prop(Vec3 at, Vec3 half) {
        view.poses[kProp] = {at, {}};
        view.halves[kProp] = half;
    }

    void begin(Cue cue) { performer_->begin(cue, view); }

    void step(double seconds) {
        const int steps = static_cast<int>(std::lround(seconds * kStepHz));
        for (int i = 0; i < steps; ++i) {
            const std::vector<Pose> before(performer_->poses().begin(), performer_->poses().end());
            const Vec3 mass_before = animal_->body().center_of_mass();
            std::array<Vec3, 4> feet{};
            std::array<PawMode, 4> modes{};
            for (int leg = 0; leg < 4; ++leg) {
                const auto n = static_cast<std::size_t>(leg);
                feet[n] = animal_->body().knuckle(leg);
                modes[n] = animal_->body().paw[n].mode;
            }
            performer_->step(kStep, view, signals);
            view.now_s += kStep;
            if (started_) {
                measure(before, mass_before, feet, modes);
            }
            started_ = true;
        }
    }

    bool saw(SignalKind kind, const std::string& detail = {}) const {
        return std::any_of(signals.begin(), signals.end(), [&](const Signal& signal) {
            return signal.kind == kind && (detail.empty() || signal.detail == detail);
        });
    }

    const AnimalPerformer& animal() const { return *animal_; }

    const AnimalBody& body() const { return animal_->body(); }

    const Blueprint& blueprint() const { return blueprint_; }

    BareStage view;
    std::vector<Signal> signals;
    float fastest_mps = 0.0F;     ///< any link
    float slide_m = 0.0F;         ///< largest move of a planted toe in a step
    std::vector<float> rise_mps;  ///< vertical speed of the centre of mass, per step
    std::vector<int> bearing;     ///< paws on the ground, per step

  private:
    void measure(
        const std::vector<Pose>& before,
        Vec3 mass_before,
        const std::array<Vec3, 4>& feet,
        const std::array<PawMode, 4>& modes
    ) {
        const auto now = performer_->poses();
        for (std::size_t i = 0; i < now.size(); ++i) {
            fastest_mps =
                std::max(fastest_mps, distance(now[i].position, before[i].position) * kStepHz);
        }
        int count = 0;
        for (int leg = 0; leg < 4; ++leg) {
            const auto n = static_cast<std::size_t>(leg);
            const Paw& paw = animal_->body().paw[n];
            const AnimalWalker& walker = animal_->walker();
            const float own = walker.phase() - walker.feet().start[n];
            const bool due = walker.striding() && own - std::floor(own) < walker.feet().duty[n];
            count += paw.mode == PawMode::kPlanted || due ? 1 : 0;
            const bool still = paw.mode == PawMode::kPlanted && modes[n] == PawMode::kPlanted &&
                               paw.roll == 0.0F && std::fabs(paw.ease[0].value) < 1e-4F;
            if (still && last_roll_[n] == 0.0F) {
                slide_m = std::max(slide_m, distance(animal_->body().knuckle(leg), feet[n]));
            }
            last_roll_[n] = paw.roll;
        }
        bearing.push_back(count);
        rise_mps.push_back((animal_->body().center_of_mass().y - mass_before.y) * kStepHz);
    }

    Blueprint blueprint_;
    std::unique_ptr<Performer> performer_;
    AnimalPerformer* animal_ = nullptr;
    std::array<float, 4> last_roll_{};
    bool started_ = false;
};

Cue cue_to(Verb verb, Vec3 destination, float intensity = 1.0F) {
    Cue cue;
    cue.verb = verb;
    cue.destination = destination;
    cue.intensity = intensity;
    return cue;
}

TEST(AnimalGait, PushesHoldTheWeightAndLeaveTheRestToGravity) {
    for (const float duty : {0.2F, 0.3F, 0.45F, 0.65F}) {
        constexpr int kSteps = 4000;
        float mean = 0.0F;
        for (int i = 0; i < kSteps; ++i) {
            mean += push_response(static_cast<float>(i) / kSteps, duty) / kSteps;
        }
        EXPECT_NEAR(mean, 0.0F, 1e-4F);
        EXPECT_NEAR(push_response(0.0F, duty), push_response(0.99999F, duty), 1e-4F);
        // While nothing pushes, the second derivative is -1: the weight alone.
        constexpr float kH = 0.01F;
        const float p = 0.5F * (duty + 1.0F);
        const float bend = (push_response(p + kH, duty) - 2.0F * push_response(p, duty) +
                            push_response(p - kH, duty)) /
                           (kH * kH);
        EXPECT_NEAR(bend, -1.0F, 0.02F);
    }
}

class EveryAnimalWalks : public testing::TestWithParam<const char*> {};

TEST_P(EveryAnimalWalks, AndItsFeetStandStill) {
    AnimalOnGround a(GetParam());
    const float h = a.body().hip_m();
    a.begin(cue_to(Verb::kWalk, {0.5F * h, 0, 5.0F * h}));
    a.step(4.0 * std::sqrt(static_cast<double>(h)) + 3.5);
    EXPECT_TRUE(a.saw(SignalKind::kDone));
    EXPECT_LT(a.slide_m, 1e-4F);
    EXPECT_LT(a.fastest_mps, 9.0F * std::sqrt(h));
    EXPECT_NEAR(a.body().root.z, 5.0F * h, 0.06F + 0.3F * h);
    EXPECT_TRUE(a.saw(SignalKind::kFootDown));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds,
    EveryAnimalWalks,
    testing::Values(
        "dog",
        "cat",
        "horse",
        "wolf",
        "fox",
        "lion",
        "cow",
        "sheep",
        "pig",
        "bear",
        "rabbit",
        "deer",
        "elephant",
        "zebra",
        "squirrel",
        "turtle"
    ),
    [](const auto& about) { return std::string(about.param); }
);

class GallopFlies : public testing::TestWithParam<const char*> {};

TEST_P(GallopFlies, WithTheAccelerationOfGravity) {
    AnimalOnGround a(GetParam());
    a.begin(cue_to(Verb::kRun, {0, 0, 200}));
    a.step(2.5);
    a.rise_mps.clear();
    a.bearing.clear();
    a.step(1.0);
    EXPECT_EQ(a.animal().walker().gait(), Gait4::kGallop);
    int airborne = 0;
    // Speeds are differences of positions in single precision: look at them over six steps.
    constexpr std::size_t kReach = 3;
    for (std::size_t i = kReach; i + kReach < a.bearing.size(); ++i) {
        int paws = 0;
        for (std::size_t k = i - kReach; k <= i + kReach; ++k) {
            paws += a.bearing[k];
        }
        if (paws > 0) {
            continue;
        }
        ++airborne;
        const float acceleration =
            (a.rise_mps[i + kReach] - a.rise_mps[i - kReach]) * kStepHz / (2.0F * kReach);
        EXPECT_NEAR(acceleration, -9.81F, 0.05F * 9.81F) << i;
    }
    EXPECT_GT(airborne, 8);
    EXPECT_LT(a.slide_m, 1e-4F);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds,
    GallopFlies,
    testing::Values("dog", "horse", "cat", "deer"),
    [](const auto& about) { return std::string(about.param); }
);

TEST(AnimalPerformer, JumpIsBallisticWhileNoPawTouches) {
    AnimalOnGround a("dog");
    Cue cue;
    cue.verb = Verb::kJump;
    a.begin(cue);
    int flown = 0;
    for (int i = 0; i < 480; ++i) {
        const bool before = a.body().flying();
        const std::size_t n = a.rise_mps.size();
        a.step(kStep);
        if (before && a.body().flying() && n > 1 &&
            a.body().flight_s() > 3.0F * static_cast<float>(kStep)) {
            ++flown;
            EXPECT_NEAR((a.rise_mps[n] - a.rise_mps[n - 1]) * kStepHz, -9.81F, 0.25F);
        }
    }
    EXPECT_GT(flown, 60);
    EXPECT_TRUE(a.saw(SignalKind::kTakeOff));
    EXPECT_TRUE(a.saw(SignalKind::kLand));
    EXPECT_LT(a.fastest_mps, 7.0F);
}

TEST(AnimalPerformer, FrogGoesItsWayInLeaps) {
    AnimalOnGround a("frog");
    a.begin(cue_to(Verb::kWalk, {0.2F, 0, 1.5F}));
    a.step(8.0);
    EXPECT_TRUE(a.saw(SignalKind::kDone));
    EXPECT_GE(
        std::count_if(
            a.signals.begin(),
            a.signals.end(),
            [](const Signal& s) { return s.kind == SignalKind::kTakeOff; }
        ),
        3
    );
    EXPECT_NEAR(a.body().root.z, 1.5F, 0.25F);
}

TEST(AnimalPerformer, FailedJumpEndsLimp) {
    AnimalOnGround a("horse");
    Cue cue;
    cue.verb = Verb::kJump;
    cue.outcome = Outcome::kFailure;
    a.begin(cue);
    a.step(3.0);
    EXPECT_TRUE(a.saw(SignalKind::kLimp));
}

TEST(AnimalPerformer, SittingLowersTheRumpAndKeepsTheChestUp) {
    AnimalOnGround a("dog");
    const float hips = a.body().frames().pivot[0].y;
    Cue cue;
    cue.verb = Verb::kSit;
    a.begin(cue);
    a.step(2.0);
    EXPECT_LT(a.body().frames().pivot[0].y, 0.45F * hips);
    EXPECT_GT(degrees(a.body().pitch()), 25.0F);
    EXPECT_LT(a.fastest_mps, 3.0F);
}

TEST(AnimalPerformer, BarkTellsOfTheCallAndOpensTheMouth) {
    AnimalOnGround a("dog");
    Cue cue;
    cue.verb = Verb::kBark;
    a.begin(cue);
    float widest = 0.0F;
    for (int i = 0; i < 300; ++i) {
        a.step(kStep);
        widest = std::max(widest, a.animal().face().mouth_open);
    }
    EXPECT_TRUE(a.saw(SignalKind::kCall, "bark"));
    EXPECT_GT(widest, 0.4F);
}

TEST(AnimalPerformer, FetchesABallWithItsMouth) {
    AnimalOnGround a("dog");
    a.put_prop({0.3F, 0.05F, 2.0F}, {0.05F, 0.05F, 0.05F});
    Cue cue;
    cue.verb = Verb::kPickUp;
    cue.object = kProp;
    a.begin(cue);
    a.step(5.0);
    EXPECT_TRUE(a.saw(SignalKind::kGrab));
    EXPECT_LT(distance(a.animal().carry_pose(kProp, a.view).position, a.body().mouth()), 0.02F);
    EXPECT_LT(a.fastest_mps, 9.0F);
}

TEST(AnimalPerformer, CatStrikesWhatItIsToldToPush) {
    AnimalOnGround a("cat");
    a.put_prop({0, 0.1F, 0.7F}, {0.05F, 0.10F, 0.05F});
    Cue cue;
    cue.verb = Verb::kPush;
    cue.object = kProp;
    a.begin(cue);
    a.step(5.0);
    const auto strike = std::find_if(a.signals.begin(), a.signals.end(), [](const Signal& s) {
        return s.kind == SignalKind::kStrike;
    });
    ASSERT_NE(strike, a.signals.end());
    EXPECT_EQ(strike->object, kProp);
    EXPECT_GT(strike->velocity.z, 0.5F);
    EXPECT_LT(distance(strike->point, {0, 0.1F, 0.7F}), 0.20F);
}

TEST(AnimalPerformer, DrawnTwiceItMovesAlike) {
    AnimalOnGround a("cat", 7);
    AnimalOnGround b("cat", 7);
    for (AnimalOnGround* each : {&a, &b}) {
        each->begin(cue_to(Verb::kRun, {1, 0, 3}));
        each->step(1.0);
    }
    EXPECT_EQ(a.body().frames().pivot[3], b.body().frames().pivot[3]);
}

}  // namespace
}  // namespace hibari::world
