// Seconds of sound per second of one core; the figure of docs/benchmarks.md.
#include "world/sound/mixer.h"
#include "world/sound/test_scene.h"

#include <benchmark/benchmark.h>

namespace hibari::world {
namespace {

// A busy gym shot: forty blows, twenty steps, a rolling ball, two lines, a crowd and music.
void busy_shot(benchmark::State& state) {
    constexpr double kSeconds = 8.0;
    sound::TestScene scene(kSeconds);
    scene.place.ambience = "gym";
    scene.place.reverb = {.rt60_s = 1.6F, .size_m = 14.0F, .wet = 0.25F};
    Part ball_part{.shape = sphere(0.12F)};
    ball_part.material.surface = Surface::kBasketball;
    const int ball = scene.add_body("basketball", ball_part, 0.62F, {1, 0.12F, 0});
    const int rim = scene.add_body("hoop", {.shape = torus(0.23F, 0.009F)}, 0.0F, {2, 3, -2});
    scene.timeline.bodies[static_cast<std::size_t>(rim)].substance = Substance::kSteel;
    for (int i = 0; i < 40; ++i) {
        scene.add_impact(0.1 + 0.18 * i, ball, {1, 0, 0}, 2.0F);
        scene.timeline.contacts.back().body_b = i % 4 == 0 ? rim : -1;
    }
    for (int i = 0; i < 20; ++i) {
        scene.timeline.contacts.push_back(
            {.time_s = 0.2 + 0.35 * i,
             .body_a = ball,
             .speed_mps = 1.0F,
             .kind = ContactKind::kFootstep}
        );
    }
    Rub rub{.body_a = ball, .first_sample = 120};
    rub.speed_mps.assign(600, 2.0F);
    rub.force_n.assign(600, 6.0F);
    scene.timeline.rubs.push_back(rub);
    scene.timeline.events.push_back({.kind = EventKind::kMissed, .time_s = 3.0});
    scene.shot.lines = {
        {.speaker = "narrator", .text = "The player takes a deep breath and shoots."},
        {.speaker = "narrator",
         .text = "Oh no, it bounces off the rim!",
         .delivery = Delivery::kShout}
    };
    for (auto _ : state) {
        const Result<Speech> speech = speak(scene.shot, {.seed = 1});
        scene.timeline.utterances = speech->utterances;
        scene.timeline.utterances[0].start_s = 0.3;
        scene.timeline.utterances[1].start_s = 4.5;
        const Result<media::AudioBuffer> audio =
            mix(scene.timeline, *speech, scene.shot, {.seed = 1, .music = Music{.mood = "funky"}});
        benchmark::DoNotOptimize(audio->left.data());
    }
    state.counters["x_real_time"] = benchmark::Counter(
        kSeconds * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate
    );
}

BENCHMARK(busy_shot)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hibari::world
