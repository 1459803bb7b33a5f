#include "world/physics/fake_performer.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

Timeline play(const Shot& shot) {
    Result<Timeline> result = simulate(shot, {.seed = 5, .make_performer = &make_fake_performer});
    EXPECT_TRUE(result);
    return std::move(*result);
}

std::ptrdiff_t spray_of(const Timeline& timeline) {
    return std::ranges::count_if(timeline.particles, [](const Particle& particle) {
        return particle.kind == ParticleKind::kSpray;
    });
}

TEST(Surf, WavesBreakOnWhatStandsInThemAndOnNothingElse) {
    Shot rocks = ShotBuilder("sea", 4.0F).thing("rock", "rock").shot();
    rocks.entities.front().scale = 2.6F;
    rocks.wind = 0.7F;
    EXPECT_GT(spray_of(play(rocks)), 50);
    Shot lake = rocks;
    lake.place = "lake";
    lake.wind = 0.0F;
    EXPECT_EQ(spray_of(play(lake)), 0);
}

std::ptrdiff_t puffs_of(const Timeline& timeline) {
    return std::ranges::count_if(timeline.particles, [](const Particle& particle) {
        return particle.kind == ParticleKind::kSmoke || particle.kind == ParticleKind::kDust;
    });
}

TEST(Fire, IsSeenAndHeardOnWhatBurnsAndOnNothingElse) {
    Shot shot = ShotBuilder("street", 2.0F).thing("house", "house").shot();
    EXPECT_EQ(puffs_of(play(shot)), 0);
    shot.entities.front().burning = true;
    const Timeline timeline = play(shot);
    EXPECT_GT(puffs_of(timeline), 20);
    EXPECT_TRUE(std::ranges::any_of(timeline.hums, [](const Hum& hum) {
        return hum.kind == HumKind::kFire && hum.level.front() > 0.3F;
    }));
}

// Water that falls is seen to fall.
TEST(Falls, WaterFallsFromTheFirstPictureOnAsFastAsItMust) {
    const Timeline timeline = play(ShotBuilder("meadow", 2.0F).thing("falls", "waterfall").shot());
    const auto falls_at = [&](float now) {
        return std::ranges::count_if(timeline.particles, [&](const Particle& drop) {
            return drop.kind == ParticleKind::kSpray && drop.born_s <= now &&
                   drop.born_s + drop.life_s > now;
        });
    };
    EXPECT_GT(falls_at(0.0F), 200);
    EXPECT_NEAR(
        static_cast<double>(falls_at(1.8F)),
        static_cast<double>(falls_at(0.0F)),
        0.2 * static_cast<double>(falls_at(0.0F))
    );
    for (const Particle& drop : timeline.particles) {
        if (drop.kind == ParticleKind::kSpray && drop.velocity.y == 0.0F) {
            // s = g t^2 / 2 from the lip to the pool.
            const float fallen = 0.5F * 9.81F * drop.life_s * drop.life_s;
            EXPECT_NEAR(drop.position.y - fallen, 0.12F, 0.05F);
        }
    }
}

TEST(Autumn, DropsLeavesWithoutWind) {
    const auto leaves = [](Season season) {
        Shot shot = ShotBuilder("park", 2.0F).thing("ball", "ball").shot();
        shot.season = season;
        const Timeline timeline = play(shot);
        return std::ranges::count_if(timeline.particles, [](const Particle& particle) {
            return particle.kind == ParticleKind::kLeaf;
        });
    };
    EXPECT_GT(leaves(Season::kAutumn), 10);
    EXPECT_EQ(leaves(Season::kSummer), 0);
    EXPECT_EQ(leaves(Season::kWinter), 0);
}

TEST(Kite, StandsInTheWindAboveWhoeverHoldsItsLine) {
    const Timeline timeline = play(ShotBuilder("beach", 3.0F)
                                       .thing("child", "person")
                                       .thing("kite", "kite")
                                       .act("child", Verb::kHold, "kite")
                                       .act("kite", Verb::kFly)
                                       .shot());
    const auto track = [&](int entity) -> const BodyTrack& {
        return *std::ranges::find_if(timeline.bodies, [&](const BodyTrack& body) {
            return body.entity == entity;
        });
    };
    for (int i = 0; i < timeline.sample_count; i += 60) {
        EXPECT_GT(track(1).pose_at(i).position.y, track(0).pose_at(i).position.y + 1.0F) << i;
    }
}

}  // namespace
}  // namespace hibari::world
