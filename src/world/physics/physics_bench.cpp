// Speed of the simulation: ten seconds of twenty bodies must take at most one second.
#include "world/physics/fake_performer.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <benchmark/benchmark.h>
#include <string>

namespace hibari::world {
namespace {

/// Twenty bodies of all kinds fall on each other.
Shot twenty_bodies() {
    ShotBuilder builder("studio", 10.0F);
    const char* kinds[] = {"basketball", "cube", "bottle", "bowling_pin", "american_football"};
    for (int i = 0; i < 20; ++i) {
        const std::string id = "body_" + std::to_string(i);
        builder.thing(id, kinds[i % 5]);
        builder.act(id, Verb::kFall);
    }
    return builder.shot();
}

void BM_TenSecondsOfTwentyBodies(benchmark::State& state) {
    const Shot shot = twenty_bodies();
    for (auto _ : state) {
        benchmark::DoNotOptimize(simulate(shot, {.make_performer = &make_fake_performer}));
    }
}

BENCHMARK(BM_TenSecondsOfTwentyBodies)->Unit(benchmark::kMillisecond);

void BM_RowOfTwentyDominoes(benchmark::State& state) {
    ShotBuilder builder("studio", 10.0F);
    for (int i = 0; i < 20; ++i) {
        builder.thing("domino_" + std::to_string(i), "domino");
    }
    builder.act("domino_0", Verb::kTopple);
    for (auto _ : state) {
        benchmark::DoNotOptimize(simulate(builder.shot(), {}));
    }
}

BENCHMARK(BM_RowOfTwentyDominoes)->Unit(benchmark::kMillisecond);

void BM_MissedFreeThrowWithItsTrials(benchmark::State& state) {
    const Shot shot = ShotBuilder("gym", 4.0F)
                          .thing("player", "person")
                          .thing("ball", "basketball")
                          .thing("hoop", "basketball_hoop")
                          .act("player", Verb::kShoot, "ball", "hoop")
                          .outcome(Outcome::kFailure)
                          .shot();
    for (auto _ : state) {
        benchmark::DoNotOptimize(simulate(shot, {.make_performer = &make_fake_performer}));
    }
}

BENCHMARK(BM_MissedFreeThrowWithItsTrials)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hibari::world
