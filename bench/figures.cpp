// The figures that hold inside one process: director, simulation, sound, renderer. Prints one line
// per figure, `name | value | unit`, for bench/run to put into the table.

#include "world/director/direct.h"
#include "world/physics/simulate.h"
#include "world/render/renderer.h"
#include "world/sound/mixer.h"
#include "world/sound/speech.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {
namespace {

constexpr int kRuns = 5;
constexpr std::string_view kFreeThrow =
    "A basketball player misses a free throw. The ball clangs off the rim, bounces off the "
    "backboard and rolls away while the crowd groans. Indoor gym, cinematic.";
/// The objects of bench/compare/cycles_scene.py: a third each of balls, boxes and cylinders.
constexpr std::string_view kEighteenObjects =
    "six blue balls, six blue wooden cubes and six blue cylinders lie in the studio";
constexpr std::string_view kTwentyBodies =
    "ten wooden cubes and ten rubber balls fall onto a concrete floor and bounce, ten seconds";

template <typename T>
T must(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "figures: %s\n", to_string(result.error()).c_str());
        std::exit(1);
    }
    return std::move(*result);
}

/// Median of `kRuns` timings of `work`, seconds, after one run to warm up.
template <typename Work>
double median_s(const Work& work) {
    work();
    std::vector<double> times;
    for (int run = 0; run < kRuns; ++run) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        times.push_back(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()
        );
    }
    std::nth_element(times.begin(), times.begin() + kRuns / 2, times.end());
    return times[kRuns / 2];
}

void print(std::string_view name, double value, std::string_view unit) {
    std::printf("%s | %.3g | %s\n", std::string(name).c_str(), value, std::string(unit).c_str());
}

Shot first_shot(std::string_view prompt, double seconds) {
    return must(direct(prompt, {.seconds = seconds, .seed = 1})).script.shots.front();
}

/// Median seconds a frame over ten frames in the middle of the shot.
double frame_s(const Timeline& timeline, std::size_t threads) {
    const auto renderer = must(Renderer::create(
        timeline,
        {.width = 1280, .height = 720, .fps = 30, .quality = Quality::kStandard, .threads = threads}
    ));
    GBuffer geometry;
    int frame = 40;
    return median_s([&] {
        if (!renderer->trace(frame++, geometry, {})) {
            std::exit(1);
        }
    });
}

void run() {
    print(
        "director_ms",
        1e3 * median_s([] { (void)must(direct(kFreeThrow, {.seconds = 4.0, .seed = 1})); }),
        "ms for a prompt"
    );

    const Shot bodies = first_shot(kTwentyBodies, 10.0);
    print(
        "simulate_s",
        median_s([&] { (void)must(simulate(bodies, {.seed = 1})); }),
        "s for 10 s of 20 bodies"
    );

    const Shot shot = first_shot(kFreeThrow, 4.0);
    const Speech speech = must(speak(shot, {.seed = 1}));
    const Timeline timeline = must(simulate(shot, {.seed = 1, .utterances = speech.utterances}));
    const double sound_s = median_s([&] { (void)must(mix(timeline, speech, shot, {.seed = 1})); });
    print("sound_x", timeline.duration_s / sound_s, "times real time, one core");

    const double one = frame_s(timeline, 1);
    const double two = frame_s(timeline, 2);
    print("render_frame_1_s", one, "s a frame 1280x720, one thread");
    print("render_frame_2_s", two, "s a frame 1280x720, two threads");
    print("render_efficiency", 100.0 * one / (2.0 * two), "% of two threads used");

    const Shot objects = first_shot(kEighteenObjects, 4.0);
    if (objects.entities.size() != 18) {
        std::fprintf(stderr, "figures: expected 18 objects, got %zu\n", objects.entities.size());
        std::exit(1);
    }
    print(
        "eighteen_objects_frame_s",
        frame_s(must(simulate(objects, {.seed = 1})), 0),
        "s a frame 1280x720, 18 objects, standard, all processors"
    );
}

}  // namespace
}  // namespace hibari::world

int main() {
    hibari::world::run();
    return 0;
}
