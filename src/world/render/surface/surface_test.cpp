// Every pattern, over many points: stays in range, repeats itself, and grows quiet with distance.
#include "world/render/surface.h"

#include "world/render/surface/modelling.h"
#include "world/render/surface/patterns.h"
#include "world/render/surface/sky.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

constexpr int kSurfaces = static_cast<int>(Surface::kNet) + 1;

/// Small deterministic numbers for test points.
class Dice {
  public:
    explicit Dice(std::uint32_t seed) : state_(seed * 2654435761U + 1U) {}

    float between(float low, float high) {
        state_ = state_ * 1664525U + 1013904223U;
        return low + (high - low) * static_cast<float>(state_ >> 8U) / 16777216.0F;
    }

  private:
    std::uint32_t state_;
};

struct Probe {
    SurfaceEnvironment environment;
    MaterialParams material;
    FaceParams face;
    SurfaceIn in;

    explicit Probe(Surface surface) {
        material.look.surface = surface;
        material.look.base = {0.5F, 0.4F, 0.3F};
        material.look.accent = {0.3F, 0.25F, 0.2F};
        material.half = {0.12F, 0.12F, 0.12F};
        material.seed = 5;
        in.active = M(true);
        in.material = &material;
        in.face = surface == Surface::kFace ? &face : nullptr;
        in.environment = &environment;
    }

    /// Eight points around `center` within `reach`, seen from outside.
    void scatter(Dice& dice, float reach, float footprint) {
        for (int k = 0; k < kLanes; ++k) {
            Vec3 n{dice.between(-1, 1), dice.between(-1, 1), dice.between(-1, 1)};
            n = normalize(n, {0, 1, 0});
            place(k, n * (reach * dice.between(0.8F, 1.0F)), n);
        }
        in.footprint_m = F(footprint);
    }

    void place(int k, Vec3 p, Vec3 n) {
        set_lane(in.local.x, k, p.x);
        set_lane(in.local.y, k, p.y);
        set_lane(in.local.z, k, p.z);
        in.world = in.local;
        set_lane(in.normal_local.x, k, n.x);
        set_lane(in.normal_local.y, k, n.y);
        set_lane(in.normal_local.z, k, n.z);
        in.normal_world = in.normal_local;
        in.view = in.normal_local;
        in.view_cos = F(1.0F);
    }

    SurfaceOut shade() const {
        SurfaceOut out;
        shade_surface(in, out);
        return out;
    }
};

std::vector<float> numbers_of(const SurfaceOut& out, int k) {
    return {
        lane(out.albedo.x, k),
        lane(out.albedo.y, k),
        lane(out.albedo.z, k),
        lane(out.roughness, k),
        lane(out.metallic, k),
        lane(out.specular, k),
        lane(out.clear_coat, k),
        lane(out.transmission, k),
        lane(out.alpha, k),
        lane(out.subsurface, k),
        lane(out.sheen, k),
    };
}

class EverySurface : public ::testing::TestWithParam<int> {};

TEST_P(EverySurface, StaysWithinItsRangesAtAnyPointAndDistance) {
    const auto surface = static_cast<Surface>(GetParam());
    Probe probe(surface);
    Dice dice(11U + static_cast<std::uint32_t>(GetParam()));
    for (const float reach : {0.0F, 0.02F, 0.12F, 3.0F, 500.0F, 3e6F, 1e20F}) {
        for (const float footprint : {0.0F, 1e-4F, 0.01F, 1.0F, 1e4F}) {
            for (const float wet : {0.0F, 1.0F}) {
                probe.environment.wetness = wet;
                probe.environment.snow = wet;
                probe.environment.night = wet;
                probe.scatter(dice, reach, footprint);
                const SurfaceOut out = probe.shade();
                for (int k = 0; k < kLanes; ++k) {
                    for (const float value : numbers_of(out, k)) {
                        ASSERT_TRUE(value >= 0.0F && value <= 1.0F) << reach << ' ' << footprint;
                    }
                    const float glow = lane(out.emission.x, k) + lane(out.emission.y, k);
                    ASSERT_TRUE(glow >= 0.0F && glow < 1e4F);
                    const Vec3 n{
                        lane(out.normal_world.x, k),
                        lane(out.normal_world.y, k),
                        lane(out.normal_world.z, k)
                    };
                    ASSERT_NEAR(length(n), 1.0F, 1e-3F) << reach << ' ' << footprint;
                }
            }
        }
    }
}

TEST_P(EverySurface, GivesTheSameLookTwice) {
    Probe probe(static_cast<Surface>(GetParam()));
    Dice dice(3);
    probe.scatter(dice, 0.12F, 0.001F);
    const SurfaceOut a = probe.shade();
    const SurfaceOut b = probe.shade();
    for (int k = 0; k < kLanes; ++k) {
        EXPECT_EQ(numbers_of(a, k), numbers_of(b, k));
    }
}

/// Variance of the look over a small square of neighbouring points.
double variance(Probe& probe, float footprint, Dice dice) {
    double sum = 0.0;
    double squares = 0.0;
    int count = 0;
    for (int i = 0; i < 100; ++i) {
        for (int k = 0; k < kLanes; ++k) {
            const float u = dice.between(-0.5F, 0.5F) * 0.05F;
            const float v = dice.between(-0.5F, 0.5F) * 0.05F;
            probe.place(k, {u, 0.118F, 0.02F + v}, {0, 1, 0});
        }
        probe.in.footprint_m = F(footprint);
        const SurfaceOut out = probe.shade();
        for (int k = 0; k < kLanes; ++k) {
            const double value = static_cast<double>(lane(luminance(out.albedo), k)) +
                                 0.3 * static_cast<double>(lane(out.normal_world.x, k));
            sum += value;
            squares += value * value;
            ++count;
        }
    }
    const double mean = sum / count;
    return squares / count - mean * mean;
}

TEST_P(EverySurface, GrowsQuietWhenPixelsGrow) {
    const auto surface = static_cast<Surface>(GetParam());
    Probe probe(surface);
    const double fine = variance(probe, 0.0002F, Dice(7));
    const double coarse = variance(probe, 0.5F, Dice(7));
    // What is left may be the slow drift of tones over the part and, on balls and boards, the edges
    // of print that a pixel of that size blurs to ramps.
    EXPECT_LE(coarse, fine * 0.6 + 2e-4);
}

std::string name_of_case(const ::testing::TestParamInfo<int>& info) {
    return "Surface" + std::to_string(info.param);
}

INSTANTIATE_TEST_SUITE_P(All, EverySurface, ::testing::Range(0, kSurfaces), name_of_case);

TEST(Noise, HasTheDerivativesItClaims) {
    Dice dice(19);
    constexpr float kStep = 1e-3F;
    for (int i = 0; i < 200; ++i) {
        const float x = dice.between(-40, 40);
        const float y = dice.between(-40, 40);
        const float z = dice.between(-40, 40);
        const surface::Noise3 n = surface::noise3({F(x), F(y), F(z)}, 3);
        const auto at = [&](float dx, float dy, float dz) {
            return lane(surface::noise3({F(x + dx), F(y + dy), F(z + dz)}, 3).value, 0);
        };
        // Central differences in single precision: about 2e-3 of rounding at this step.
        constexpr float kTolerance = 1.2e-2F;
        EXPECT_NEAR(
            lane(n.slope.x, 0), (at(kStep, 0, 0) - at(-kStep, 0, 0)) / (2 * kStep), kTolerance
        );
        EXPECT_NEAR(
            lane(n.slope.y, 0), (at(0, kStep, 0) - at(0, -kStep, 0)) / (2 * kStep), kTolerance
        );
        EXPECT_NEAR(
            lane(n.slope.z, 0), (at(0, 0, kStep) - at(0, 0, -kStep)) / (2 * kStep), kTolerance
        );
    }
}

TEST(Noise, FadesToNothingBelowThePixel) {
    const surface::Noise3 n = surface::fbm3({F(3.3F), F(1.7F), F(9.1F)}, 6, F(2.0F));
    EXPECT_EQ(lane(n.value, 0), 0.0F);
}

TEST(Pulse, KeepsItsMeanAtAnyWidth) {
    for (const float width : {0.01F, 0.3F, 1.0F, 7.0F}) {
        double sum = 0.0;
        constexpr int kSteps = 1000;
        for (int i = 0; i < kSteps; ++i) {
            const float x = static_cast<float>(i) / kSteps;
            sum += static_cast<double>(lane(surface::pulse(F(x), F(0.3F), F(width)), 0));
        }
        EXPECT_NEAR(sum / kSteps, 0.3, 0.01) << width;
    }
}

/// The painted face at a point of the front, as luminance.
float face_at(const FaceParams& face, float x, float y) {
    Probe probe(Surface::kFace);
    probe.face = face;
    for (int k = 0; k < kLanes; ++k) {
        probe.place(k, {x, y, 0.085F}, {0, 0, 1});
    }
    probe.in.footprint_m = F(0.0003F);
    return lane(luminance(probe.shade().albedo), 0);
}

TEST(Face, OpensToADarkMouth) {
    FaceParams face;
    const float closed = face_at(face, 0.0F, -0.066F);
    face.pose.mouth_open = 1.0F;
    EXPECT_LT(face_at(face, 0.0F, -0.0665F), 0.4F * closed);
}

TEST(Face, HidesTheIrisBehindAClosedLid) {
    FaceParams face;
    face.iris = {0.02F, 0.05F, 0.3F};
    // Beside the pupil, within the iris.
    const float open = face_at(face, 0.0365F, 0.0060F);
    face.pose.blink = 1.0F;
    const float shut = face_at(face, 0.0365F, 0.0060F);
    EXPECT_LT(open, 0.15F);
    EXPECT_GT(shut, 2.0F * open);
}

TEST(Face, TurnsItsGazeToItsOwnLeft) {
    FaceParams face;
    face.pose.gaze_x = 1.0F;
    const float left = face_at(face, 0.032F + 0.0058F, 0.0067F);
    const float right = face_at(face, 0.032F - 0.0058F, 0.0067F);
    EXPECT_LT(left, 0.3F * right);
}

TEST(Face, RaisesTheCornersOfASmile) {
    const auto corner = [](float smile) {
        FaceParams face;
        face.pose.smile = smile;
        float darkest_y = 0.0F;
        float darkest = 9.0F;
        for (float y = -0.078F; y < -0.048F; y += 0.0004F) {
            const float value = face_at(face, 0.019F, y);
            if (value < darkest) {
                darkest = value;
                darkest_y = y;
            }
        }
        return darkest_y;
    };
    EXPECT_GT(corner(1.0F), corner(0.0F) + 0.003F);
}

SkyParams sky_of(TimeOfDay time, Sky weather, Vec3 sun) {
    SkyParams sky;
    sky.time = time;
    sky.weather = weather;
    sky.sun_direction = normalize(sun, {0, 1, 0});
    sky.cloud = weather == Sky::kClear ? 0.15F : 0.9F;
    return sky;
}

double mean_sky(const SkyParams& sky) {
    Dice dice(23);
    double sum = 0.0;
    constexpr int kDirections = 200;
    for (int i = 0; i < kDirections; ++i) {
        Vec3 d{dice.between(-1, 1), dice.between(0, 1), dice.between(-1, 1)};
        d = normalize(d, {0, 1, 0});
        const V3 light = sky_radiance(sky, V3(d), F(0.01F), false);
        const float value = lane(luminance(light), 0);
        EXPECT_TRUE(value >= 0.0F && value < 20.0F);
        sum += static_cast<double>(value);
    }
    return sum / kDirections;
}

TEST(SkyRadiance, IsFiniteForEveryHourAndWeather) {
    for (int time = 0; time <= static_cast<int>(TimeOfDay::kNight); ++time) {
        for (int weather = 0; weather <= static_cast<int>(Sky::kStorm); ++weather) {
            for (const Vec3 sun : {Vec3{0, 1, 0}, Vec3{1, 0.05F, 0}, Vec3{0.3F, -0.5F, 0.2F}}) {
                mean_sky(sky_of(static_cast<TimeOfDay>(time), static_cast<Sky>(weather), sun));
            }
        }
    }
}

TEST(SkyRadiance, DarkensFromDayToDuskToNight) {
    const double day = mean_sky(sky_of(TimeOfDay::kDay, Sky::kClear, {0.3F, 0.7F, 0.5F}));
    const double golden = mean_sky(sky_of(TimeOfDay::kGoldenHour, Sky::kClear, {0.9F, 0.2F, 0.3F}));
    const double dusk = mean_sky(sky_of(TimeOfDay::kDusk, Sky::kClear, {0.9F, 0.05F, 0.3F}));
    const double night = mean_sky(sky_of(TimeOfDay::kNight, Sky::kClear, {0.3F, 0.6F, 0.5F}));
    EXPECT_GT(day, golden);
    EXPECT_GT(golden, 1.5 * dusk);
    EXPECT_GT(dusk, 3.0 * night);
}

TEST(SkyRadiance, HasCloudsOverAboutTheShareAskedFor) {
    SkyParams sky;
    for (const float wanted : {0.2F, 0.5F, 0.8F}) {
        Dice dice(29);
        double covered = 0.0;
        constexpr int kDirections = 1500;
        for (int i = 0; i < kDirections; ++i) {
            Vec3 d{dice.between(-1, 1), dice.between(0.2F, 1), dice.between(-1, 1)};
            d = normalize(d, {0, 1, 0});
            covered += static_cast<double>(
                lane(surface::cloud_layer(sky, V3(d), F(0.003F), wanted).cover, 0)
            );
        }
        EXPECT_NEAR(covered / kDirections, static_cast<double>(wanted), 0.25) << wanted;
    }
}

TEST(Fog, TakesEverythingFarAwayAndNothingNear) {
    SkyParams sky = sky_of(TimeOfDay::kDay, Sky::kFog, {0, 1, 0});
    sky.fog_per_m = 0.05F;
    const V3 red(Vec3{1, 0, 0});
    const V3 eye(Vec3{0, 1.5F, 0});
    const V3 ahead(Vec3{0, 0, -1});
    const V3 near = apply_fog(sky, red, eye, ahead, F(0.05F));
    const V3 far = apply_fog(sky, red, eye, ahead, F(500.0F));
    EXPECT_NEAR(lane(near.x, 0), 1.0F, 0.02F);
    EXPECT_GT(lane(far.y, 0), 0.3F);
}

TEST(Fog, LeavesWhatStandsInTheClear) {
    SkyParams sky = sky_of(TimeOfDay::kDay, Sky::kFog, {0, 1, 0});
    sky.fog_per_m = 0.05F;
    sky.fog_clear_m = 20.0F;
    const V3 red(Vec3{1, 0, 0});
    const V3 eye(Vec3{0, 1.5F, 0});
    const V3 ahead(Vec3{0, 0, -1});
    EXPECT_LT(lane(apply_fog(sky, red, eye, ahead, F(19.0F)).y, 0), 0.02F);
    EXPECT_GT(lane(apply_fog(sky, red, eye, ahead, F(500.0F)).y, 0), 0.3F);
}

TEST(Particles, VanishBeyondTheirRimAndStayInRange) {
    SurfaceEnvironment environment;
    for (int kind = 0; kind <= static_cast<int>(ParticleKind::kDebris); ++kind) {
        ParticleSprite sprite;
        sprite.kind = static_cast<ParticleKind>(kind);
        sprite.seed = 77;
        for (const float age : {0.0F, 0.3F, 1.0F}) {
            sprite.age = age;
            for (float r = 0.0F; r < 3.0F; r += 0.1F) {
                ParticleLook look;
                shade_particle(sprite, environment, {F(r), F(0.3F * r)}, F(1e-4F), look);
                const float alpha = lane(look.alpha, 0);
                ASSERT_TRUE(alpha >= 0.0F && alpha <= 1.0F) << kind;
                if (r > 1.6F) {
                    ASSERT_LT(alpha, 0.02F) << kind << ' ' << r;
                }
            }
        }
    }
}

TEST(WaterRings, RunOutFromTheirCentre) {
    Water water;
    water.present = true;
    SkyParams sky;
    FrameRipple ripple;
    ripple.amplitude_m = 0.05F;
    const auto tilt_at = [&](float x, float age) {
        ripple.age_s = age;
        double sum = 0.0;
        for (float dx = 0.0F; dx < 0.4F; dx += 0.02F) {
            WaterLook with;
            WaterLook without;
            const V3 at{F(x + dx), F(0.0F), F(0.0F)};
            const V3 up(Vec3{0, 1, 0});
            shade_water(water, sky, &ripple, 1, at, up, F(9.0F), F(0.001F), with);
            shade_water(water, sky, nullptr, 0, at, up, F(9.0F), F(0.001F), without);
            sum += std::abs(static_cast<double>(lane(with.normal.x - without.normal.x, 0)));
        }
        return sum;
    };
    EXPECT_GT(tilt_at(0.1F, 0.2F), 10.0 * tilt_at(4.0F, 0.2F));
    EXPECT_GT(tilt_at(1.0F, 3.0F), tilt_at(4.0F, 3.0F));
}

TEST(Precipitation, CoversMoreWhenItFallsHarder) {
    Precipitation light;
    light.rain = 0.2F;
    Precipitation heavy;
    heavy.rain = 1.0F;
    Dice dice(41);
    double few = 0.0;
    double many = 0.0;
    for (int i = 0; i < 300; ++i) {
        const Vec3 d =
            normalize(Vec3{dice.between(-0.6F, 0.6F), dice.between(-0.3F, 0.3F), -1}, {0, 0, -1});
        PrecipitationLook look;
        const V3 eye(Vec3{0, 1.5F, 0});
        shade_precipitation(light, eye, V3(d), F(30.0F), F(0.001F), look);
        few += static_cast<double>(lane(look.drops + look.veil, 0));
        shade_precipitation(heavy, eye, V3(d), F(30.0F), F(0.001F), look);
        many += static_cast<double>(lane(look.drops + look.veil, 0));
    }
    EXPECT_GT(many, 1.5 * few);
    EXPECT_LT(many / 300, 0.6);
}

/// How much the brightness of a material varies over `kRounds` places of a ball.
double spread_of_albedo(Surface surface, Modelling modelling) {
    constexpr int kRounds = 40;
    Probe probe(surface);
    probe.environment.modelling = modelling;
    Dice dice(3);
    double sum = 0.0;
    double squares = 0.0;
    int count = 0;
    for (int round = 0; round < kRounds; ++round) {
        probe.scatter(dice, 0.12F, 0.0005F);
        SurfaceOut out;
        preset_surface(probe.in, out);
        shade_surface(probe.in, out);
        for (int k = 0; k < kLanes; ++k) {
            const double level = static_cast<double>(lane(luminance(out.albedo), k));
            sum += level;
            squares += level * level;
            ++count;
        }
    }
    const double mean = sum / count;
    return std::sqrt(std::max(squares / count - mean * mean, 0.0)) / mean;
}

TEST(Modelling, ClayFlattensFinePatterns) {
    for (const Surface surface : {Surface::kFabric, Surface::kFur, Surface::kLeather}) {
        EXPECT_LT(
            spread_of_albedo(surface, Modelling::kClay),
            std::max(0.8 * spread_of_albedo(surface, Modelling::kNatural), 0.08)
        ) << static_cast<int>(surface);
    }
}

TEST(Modelling, ClayHasNoGlassAndNoMirror) {
    Probe probe(Surface::kPlain);
    probe.environment.modelling = Modelling::kClay;
    probe.material.look.transmission = 0.9F;
    probe.material.look.metallic = 1.0F;
    probe.material.look.roughness = 0.02F;
    Dice dice(4);
    probe.scatter(dice, 0.12F, 0.002F);
    SurfaceOut out;
    preset_surface(probe.in, out);
    shade_surface(probe.in, out);
    for (int k = 0; k < kLanes; ++k) {
        EXPECT_EQ(lane(out.transmission, k), 0.0F);
        EXPECT_EQ(lane(out.metallic, k), 0.0F);
        EXPECT_GT(lane(out.roughness, k), 0.5F);
    }
}

TEST(Modelling, FacetsHaveOneNormalEachAndKeepTheAxes) {
    std::vector<Vec3> met;
    Dice dice(9);
    for (int i = 0; i < 4000; ++i) {
        const Vec3 way{dice.between(-1, 1), dice.between(-1, 1), dice.between(-1, 1)};
        const Vec3 n = normalize(way, Vec3{0, 1, 0});
        const surface::Facet facet = surface::facet_of(V3(n));
        const Vec3 d{
            lane(facet.direction.x, 0), lane(facet.direction.y, 0), lane(facet.direction.z, 0)
        };
        EXPECT_GT(dot(d, n), 0.9F);
        bool known = false;
        for (const Vec3& other : met) {
            known = known || length(other - d) < 1e-4F;
        }
        if (!known) {
            met.push_back(d);
        }
    }
    EXPECT_GE(met.size(), 70U);
    EXPECT_LE(met.size(), 80U);
    for (const Vec3 axis : {Vec3{1, 0, 0}, Vec3{0, -1, 0}, Vec3{0, 0, 1}}) {
        const surface::Facet facet = surface::facet_of(V3(axis));
        EXPECT_NEAR(lane(dot(facet.direction, V3(axis)), 0), 1.0F, 1e-5F);
    }
}

}  // namespace
}  // namespace hibari::world
