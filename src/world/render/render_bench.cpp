// What a frame costs: 1280x720, standard quality, 300 primitives with three figures among them.
#include "world/render/caster.h"
#include "world/render/sample_scenes.h"

#include <benchmark/benchmark.h>

namespace hibari::world {
namespace {

void cast_frames(benchmark::State& state, int width, int height, Quality quality) {
    const FrameScene scene = busy_scene(300);
    Caster caster({
        .width = width,
        .height = height,
        .quality = quality,
        .threads = static_cast<std::size_t>(state.range(0)),
    });
    GBuffer out;
    for (auto _ : state) {
        if (!caster.cast(scene, out)) {
            state.SkipWithError("cancelled");
        }
        benchmark::DoNotOptimize(out.color.data());
    }
    state.counters["Mrays/s"] = benchmark::Counter(
        static_cast<double>(width) * height * 1e-6, benchmark::Counter::kIsIterationInvariantRate
    );
}

void standard_720p(benchmark::State& state) {
    cast_frames(state, 1280, 720, Quality::kStandard);
}

void draft_360p(benchmark::State& state) {
    cast_frames(state, 640, 360, Quality::kDraft);
}

void high_1080p(benchmark::State& state) {
    cast_frames(state, 1920, 1080, Quality::kHigh);
}

BENCHMARK(standard_720p)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(draft_360p)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(high_1080p)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hibari::world
