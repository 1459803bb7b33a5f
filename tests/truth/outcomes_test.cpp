// A hundred made and a hundred missed free throws. The pictures are left out (two hundred clips
// would take six minutes); the shots are simulated and their truth written and read as for a clip.
#include "base/files.h"
#include "engine/world/world_engine.h"
#include "truth/clip_truth.h"
#include "world/director/check_script.h"
#include "world/physics/simulate.h"
#include "world/truth/truth_writer.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace hibari::truth {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSeeds = 100;

world::ClipScript script_of(const std::string& prompt) {
    const auto plan = engine::make_world_engine()->plan({.prompt = prompt});
    HIBARI_CHECK(plan.has_value(), prompt);
    auto script = world::read_script(plan->script);
    HIBARI_CHECK(script.has_value(), prompt);
    return std::move(*script);
}

ClipTruth play(const world::ClipScript& script, std::uint64_t seed, const std::string& name) {
    const auto timeline = world::simulate(script.shots.front(), {.seed = seed});
    HIBARI_CHECK(timeline.has_value(), seed);
    const fs::path folder = fs::temp_directory_path() / ("hibari_truth_" + name);
    fs::remove_all(folder);
    const media::ClipFormat format{.size = {96, 64}, .fps = 30, .frame_count = 1};
    auto writer = world::TruthWriter::create(folder, format, seed);
    HIBARI_CHECK(writer.has_value(), folder.string());
    HIBARI_CHECK((*writer)->add_shot(script.shots.front(), script.style, *timeline, 0, 1));
    HIBARI_CHECK((*writer)->finish());
    return read_truth(folder);
}

/// Whether the ball's centre ever goes down through the disc of the hoop's ring.
bool enters_hoop(const ClipTruth& truth) {
    const Body& ball = truth.bodies.at(static_cast<std::size_t>(truth.body_of("basketball")));
    const Body& hoop = truth.bodies.at(static_cast<std::size_t>(truth.body_of("basketball_hoop")));
    const auto rim = std::ranges::find(hoop.solids, "torus", &Solid::shape);
    HIBARI_CHECK(rim != hoop.solids.end());
    const Pose ring = compose(hoop.at(0), rim->local);
    for (int i = 1; i < truth.sample_count; ++i) {
        const Vec3 from = apply(inverse(ring), ball.at(i - 1).position);
        const Vec3 to = apply(inverse(ring), ball.at(i).position);
        if (from.y > 0.0F && to.y <= 0.0F) {
            const Vec3 at = from + (to - from) * (from.y / (from.y - to.y));
            if (std::hypot(at.x, at.z) < rim->radius) {
                return true;
            }
        }
    }
    return false;
}

TEST(HundredFreeThrows, MadeOnesAllEnterTheHoop) {
    const world::ClipScript script = script_of("A basketball player makes a free throw");
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const ClipTruth truth = play(script, seed, "made");
        EXPECT_TRUE(enters_hoop(truth)) << seed;
        EXPECT_TRUE(truth.has_event("scored")) << seed;
        EXPECT_FALSE(truth.has_event("missed")) << seed;
    }
}

TEST(HundredFreeThrows, MissedOnesNeverEnterTheHoop) {
    const world::ClipScript script = script_of("A basketball player misses a free throw");
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const ClipTruth truth = play(script, seed, "missed");
        EXPECT_FALSE(enters_hoop(truth)) << seed;
        EXPECT_FALSE(truth.has_event("scored")) << seed;
        EXPECT_TRUE(truth.has_event("missed")) << seed;
    }
}

}  // namespace
}  // namespace hibari::truth
