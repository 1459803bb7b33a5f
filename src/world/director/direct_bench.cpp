// Claim: a prompt becomes a script in at most 50 ms.
#include "world/director/direct.h"

#include <benchmark/benchmark.h>
#include <string>

namespace {

constexpr const char* kShort =
    "A basketball player misses a free throw. The ball clangs off the rim, bounces off the "
    "backboard and rolls away while the crowd groans. Indoor gym, cinematic.";

void direct_one(benchmark::State& state) {
    for (auto step : state) {
        benchmark::DoNotOptimize(hibari::world::direct(kShort));
    }
}

void direct_unknown_words(benchmark::State& state) {
    for (auto step : state) {
        benchmark::DoNotOptimize(hibari::world::direct(
            "A wombat saunters past a lorry while a locksmith fumbles with a harpsichord."
        ));
    }
}

void direct_longest(benchmark::State& state) {
    std::string prompt;
    while (prompt.size() + 160 < hibari::world::kPromptLettersMax) {
        prompt += kShort;
        prompt += ' ';
    }
    for (auto step : state) {
        benchmark::DoNotOptimize(hibari::world::direct(prompt));
    }
}

}  // namespace

BENCHMARK(direct_one)->Unit(benchmark::kMillisecond);
BENCHMARK(direct_unknown_words)->Unit(benchmark::kMillisecond);
BENCHMARK(direct_longest)->Unit(benchmark::kMillisecond);
