#include "world/script/cue_names.h"
#include "world/sound/ambience.h"
#include "world/sound/dsp/fft.h"
#include "world/sound/effects/acoustics.h"
#include "world/sound/effects/creatures.h"
#include "world/sound/effects/crowd.h"
#include "world/sound/effects/cues.h"
#include "world/sound/effects/machines.h"
#include "world/sound/effects/modal.h"
#include "world/sound/effects/surface.h"
#include "world/sound/test_scene.h"
#include "world/things/catalogue.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world::sound {
namespace {

Resonator block(Substance substance, float mass_kg = 0.5F) {
    Resonator out;
    out.kind = ResonatorKind::kPlate;
    out.substance = substance;
    out.size = {0.12F, 0.08F, 0.05F};
    out.radius = 0.02F;
    out.mass_kg = mass_kg;
    return out;
}

Resonator ground(Substance substance) {
    Resonator out;
    out.kind = ResonatorKind::kGround;
    out.substance = substance;
    out.radius = 10.0F;
    out.mass_kg = 0.0F;
    out.mounted = true;
    return out;
}

Resonator inflated(float diameter, float mass_kg) {
    Resonator out;
    out.kind = ResonatorKind::kBall;
    out.substance = Substance::kRubber;
    out.size = {diameter, diameter, diameter};
    out.radius = 0.5F * diameter;
    out.mass_kg = mass_kg;
    return out;
}

Samples blow(const Resonator& a, const Resonator& b) {
    return impact(a, b, 2.0F, 1.0F, 60.0F, Rng(3));
}

// Time until the energy has fallen to a thousandth of its first 20 ms.
double ring_time_s(const Samples& samples) {
    constexpr std::size_t kBlock = 960;
    double first = 0.0;
    for (std::size_t at = 0; at + kBlock < samples.size(); at += kBlock) {
        double sum = 0.0;
        for (std::size_t i = at; i < at + kBlock; ++i) {
            sum += static_cast<double>(samples[i] * samples[i]);
        }
        first = std::max(first, sum);
        if (sum < 1e-3 * first) {
            return static_cast<double>(at) / kRateHz;
        }
    }
    return static_cast<double>(samples.size()) / kRateHz;
}

TEST(Impact, EveryPairOfSubstancesSoundsSane) {
    for (int a = 0; a <= static_cast<int>(Substance::kFoliage); ++a) {
        for (int b = 0; b <= static_cast<int>(Substance::kFoliage); ++b) {
            const Samples sound =
                blow(block(static_cast<Substance>(a)), ground(static_cast<Substance>(b)));
            ASSERT_FALSE(sound.empty()) << a << " " << b;
            const float peak = peak_of(sound);
            EXPECT_GT(peak, 0.005F) << a << " " << b;
            EXPECT_LT(peak, 2.5F) << a << " " << b;
            for (const float sample : sound) {
                ASSERT_TRUE(std::isfinite(sample));
            }
        }
    }
}

TEST(Impact, SteelRingsLongerAndBrighterThanWoodAndWoodThanFlesh) {
    const Samples steel = blow(block(Substance::kSteel), ground(Substance::kStone));
    const Samples wood = blow(block(Substance::kWood), ground(Substance::kWood));
    const Samples flesh = blow(block(Substance::kFlesh), ground(Substance::kWood));
    EXPECT_GT(ring_time_s(steel), 1.5 * ring_time_s(wood));
    EXPECT_GT(spectral_centroid_hz(steel), 1.5F * spectral_centroid_hz(wood));
    EXPECT_GT(spectral_centroid_hz(wood), 1.5F * spectral_centroid_hz(flesh));
}

TEST(Impact, ATennisBallIsHigherThanABasketball) {
    const Samples basket = blow(inflated(0.24F, 0.6F), ground(Substance::kWood));
    const Samples tennis = blow(inflated(0.066F, 0.058F), ground(Substance::kConcrete));
    EXPECT_GT(spectral_centroid_hz(tennis), 1.5F * spectral_centroid_hz(basket));
    EXPECT_LT(spectral_centroid_hz(basket), 700.0F);
}

TEST(Impact, LouderWithMoreEnergy) {
    const Resonator a = block(Substance::kWood);
    const Samples soft = impact(a, ground(Substance::kWood), 0.5F, 0.01F, 60.0F, Rng(1));
    const Samples hard = impact(a, ground(Substance::kWood), 4.0F, 4.0F, 60.0F, Rng(1));
    EXPECT_GT(loudest_rms(hard, 1440), 4.0F * loudest_rms(soft, 1440));
}

TEST(Impact, LargeBodiesSoundLower) {
    Resonator large = block(Substance::kWood);
    large.size = {1.2F, 0.8F, 0.05F};
    large.mass_kg = 20.0F;
    EXPECT_LT(
        spectral_centroid_hz(blow(large, ground(Substance::kStone))),
        spectral_centroid_hz(blow(block(Substance::kWood), ground(Substance::kStone)))
    );
}

TEST(ContactTime, FollowsHertzAndTheAirOfBalls) {
    const Resonator steel = block(Substance::kSteel);
    const Resonator rubber = block(Substance::kRubber);
    EXPECT_LT(contact_time_s(steel, steel, 1.0F), 0.001F);
    EXPECT_GT(contact_time_s(rubber, steel, 1.0F), 5.0F * contact_time_s(steel, steel, 1.0F));
    EXPECT_GT(contact_time_s(steel, steel, 0.2F), contact_time_s(steel, steel, 5.0F));
    EXPECT_NEAR(
        contact_time_s(inflated(0.24F, 0.62F), ground(Substance::kWood), 4.0F), 0.012F, 0.004F
    );
}

TEST(Resonators, ComeFromThePartThatWasTouched) {
    TestScene scene(1.0);
    const int hoop = scene.add_body(
        "hoop",
        {.shape = box({0.9F, 0.5F, 0.02F}), .material = {.transmission = 0.8F}},
        0.0F,
        {0, 3, 0}
    );
    Part rim{.shape = torus(0.23F, 0.009F), .local = {.position = {0, -0.4F, 0.4F}}};
    rim.material.surface = Surface::kMetal;
    scene.timeline.bodies[static_cast<std::size_t>(hoop)].parts.push_back(rim);
    const Resonator board = resonator_at(scene.timeline, hoop, 0, {0.3F, 3.2F, 0});
    const Resonator ring = resonator_at(scene.timeline, hoop, 0, {0.23F, 2.6F, 0.4F});
    EXPECT_EQ(board.substance, Substance::kGlass);
    EXPECT_EQ(board.kind, ResonatorKind::kPlate);
    EXPECT_EQ(ring.substance, Substance::kSteel);
    EXPECT_EQ(ring.kind, ResonatorKind::kRing);
    EXPECT_EQ(resonator_at(scene.timeline, -1, 0, {}).substance, Substance::kWood);
    EXPECT_EQ(resonator_at(scene.timeline, -2, 0, {}).substance, Substance::kWater);
}

TEST(Cues, EveryNameGivesSoundWithoutConstantPart) {
    for (const CueName& cue : kCueNames) {
        const Stereo sound = cue_sound(cue, 1.0, Rng(9).split(cue.name));
        ASSERT_GT(sound.size(), 2000U) << cue.name;
        EXPECT_GT(loudest_rms(sound.left, 1440), 0.02F) << cue.name;
        EXPECT_LT(peak_of(sound.left), 3.0F) << cue.name;
        double mean = 0.0;
        for (const float sample : sound.left) {
            ASSERT_TRUE(std::isfinite(sample)) << cue.name;
            mean += static_cast<double>(sample);
        }
        EXPECT_LT(std::fabs(mean / static_cast<double>(sound.size())), 0.02) << cue.name;
        const float centroid = spectral_centroid_hz(sound.left);
        EXPECT_GT(centroid, 25.0F) << cue.name;
        EXPECT_LT(centroid, 14000.0F) << cue.name;
    }
}

TEST(Cues, NamesAreUniqueAndRelatedWordsFindThem) {
    for (std::size_t i = 0; i < kCueNames.size(); ++i) {
        EXPECT_EQ(find_cue(kCueNames[i].name), &kCueNames[i]);
    }
    EXPECT_EQ(find_cue("loud_siren")->name, "siren");
    EXPECT_EQ(find_cue("zzz"), nullptr);
    EXPECT_EQ(find_cue(""), nullptr);
}

// Of the names that performers call by, none may fall back to the bark.
TEST(AnimalCalls, OtherVoicesThanTheBarkAreOfTheirOwn) {
    const Samples bark = animal_call("bark", 1.0F, Rng(3));
    for (const std::string_view name :
         {"quack",
          "honk",
          "cluck",
          "oink",
          "trumpet",
          "bray",
          "screech",
          "owl",
          "baa",
          "moo",
          "roar",
          "snort",
          "squeak",
          "chirp",
          "bee",
          "meow",
          "neigh"}) {
        const Samples call = animal_call(name, 1.0F, Rng(3));
        EXPECT_NE(call, bark) << name;
        EXPECT_GT(loudest_rms(call, 1440), 0.02F) << name;
    }
}

TEST(Ambience, EveryPlaceHasAQuietBed) {
    for (const Place* place : all_places()) {
        const std::string_view name = place->ambience;
        const Stereo bed = ambience_bed(name, 1.0, Rng(2));
        const float level = loudest_rms(bed.left, 24000);
        EXPECT_GT(level, 0.002F) << name;
        EXPECT_LT(level, 0.2F) << name;
    }
}

TEST(Footsteps, SnowHissesAndWoodKnocks) {
    const float wood = spectral_centroid_hz(footstep(Substance::kWood, Foot::kShoe, 1.0F, Rng(1)));
    const float snow = spectral_centroid_hz(footstep(Substance::kSnow, Foot::kShoe, 1.0F, Rng(1)));
    EXPECT_GT(snow, 2.0F * wood);
}

TEST(Rolling, IsSilentAtRestAndLouderFaster) {
    const std::vector<float> rest(120, 0.0F);
    const std::vector<float> slow(120, 0.5F);
    const std::vector<float> fast(120, 4.0F);
    const std::vector<float> force(120, 6.0F);
    Resonator ball = block(Substance::kWood);
    ball.kind = ResonatorKind::kBlob;
    const auto level = [&](const std::vector<float>& speed) {
        return loudest_rms(rolling(ball, ground(Substance::kWood), {speed, force}, Rng(1)), 24000);
    };
    EXPECT_LT(level(rest), 1e-6F);
    EXPECT_GT(level(fast), 3.0F * level(slow));
}

TEST(Thunder, NearIsBrighterThanFar) {
    EXPECT_GT(
        spectral_centroid_hz(thunder(100.0F, Rng(1)).left),
        1.5F * spectral_centroid_hz(thunder(4000.0F, Rng(1)).left)
    );
}

TEST(Engines, RiseInPitchWithTheirRate) {
    const Samples idle = steady_hum(HumKind::kEngine, EngineSize::kCar, 1.0, 0.1F, Rng(1));
    const Samples full = steady_hum(HumKind::kEngine, EngineSize::kCar, 1.0, 1.0F, Rng(1));
    EXPECT_GT(spectral_centroid_hz(full), 1.3F * spectral_centroid_hz(idle));
}

}  // namespace
}  // namespace hibari::world::sound
