#include "world/physics/air/sky_show.h"

#include "world/physics/camera/shot_view.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

constexpr float kWide = 16.0F / 9.0F;

Timeline play(const Shot& shot) {
    Result<Timeline> result = simulate(shot, {.seed = 5, .aspect = kWide});
    EXPECT_TRUE(result);
    return std::move(*result);
}

int seen_of(const Timeline& timeline, EventKind kind) {
    int seen = 0;
    for (const Event& event : timeline.events) {
        const auto sample = static_cast<std::size_t>(event.time_s * kSampleRateHz);
        const Vec3 at = project(timeline.camera[sample], kWide, event.position);
        seen += event.kind == kind && at.z > 0.0F && std::abs(at.x) < 1.0F && std::abs(at.y) < 1.0F;
    }
    return seen;
}

TEST(SkyShow, FireworksThatAreHeardAreInThePicture) {
    for (const char* place : {"rooftop", "lake", "park", "beach"}) {
        Shot shot = ShotBuilder(place, 4.0F).thing("p", "person").act("p", Verb::kWave).shot();
        shot.time = TimeOfDay::kNight;
        shot.sounds.push_back({.kind = "firework"});
        const Timeline timeline = play(shot);
        EXPECT_GE(seen_of(timeline, EventKind::kFirework), 2) << place;
        EXPECT_TRUE(std::is_sorted(
            timeline.particles.begin(),
            timeline.particles.end(),
            [](const Particle& l, const Particle& r) { return l.born_s < r.born_s; }
        ));
    }
}

TEST(SkyShow, AStrikeOfLightningIsInThePictureAndAsFarAsItWas) {
    Shot shot = ShotBuilder("sea", 4.0F).thing("boat", "sailboat").shot();
    shot.sky = Sky::kStorm;
    const Timeline timeline = play(shot);
    EXPECT_GE(seen_of(timeline, EventKind::kLightning), 1);
    for (const Event& event : timeline.events) {
        if (event.kind == EventKind::kLightning) {
            EXPECT_GT(length(event.position), 200.0F);
        }
    }
}

}  // namespace
}  // namespace hibari::world
