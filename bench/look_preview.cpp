// Looks at a moment of a prompt in many styles: `look_preview PROMPT SECONDS WIDTH HEIGHT FOLDER
// [style...]` simulates and casts once and writes one PPM per style, then tells how long each took
// to develop.
#include "base/threads.h"
#include "media/frame.h"
#include "world/director/direct.h"
#include "world/physics/simulate.h"
#include "world/render/renderer.h"
#include "world/render/styles/develop.h"
#include "world/sound/speech.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace hibari;
using namespace hibari::world;

constexpr int kFps = 30;
constexpr const char* kNames[] = {
    "photoreal",
    "cinematic",
    "anime",
    "claymation",
    "watercolour",
    "comic",
    "pixel_art",
    "noir",
    "retro_vhs",
    "low_poly",
    "news",
    "golden",
    "handheld",
    "selfie",
    "festive",
    "nostalgic",
};

Result<void> look(
    const std::string& prompt,
    double at_s,
    media::FrameSize size,
    const std::string& folder,
    const std::vector<std::string>& wanted
) {
    const Directed directed = HIBARI_TRY(direct(prompt, {.seconds = 4.0, .seed = 1}));
    const Shot& shot = directed.script.shots.front();
    const Speech speech = HIBARI_TRY(speak(shot, {.seed = 1}));
    const Timeline timeline = HIBARI_TRY(simulate(
        shot,
        {
            .seed = 1,
            .aspect = static_cast<float>(size.width) / static_cast<float>(size.height),
            .style = directed.script.style,
            .utterances = speech.utterances,
        }
    ));
    ThreadPool pool("render");
    const int frame_number = static_cast<int>(at_s * kFps);
    const CameraPose& camera =
        timeline.camera[static_cast<std::size_t>(frame_number * kSampleRateHz / kFps)];
    GBuffer buffers[3];
    for (std::size_t i = 0; i < std::size(kNames); ++i) {
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), kNames[i]) == wanted.end()) {
            continue;
        }
        const auto style = static_cast<Style>(i);
        GBuffer& geometry = buffers[static_cast<std::size_t>(modelling_of(style))];
        if (geometry.width == 0) {
            const std::unique_ptr<Renderer> renderer = HIBARI_TRY(Renderer::create(
                timeline,
                {
                    .width = size.width,
                    .height = size.height,
                    .fps = kFps,
                    .quality = Quality::kStandard,
                    .modelling = modelling_of(style),
                }
            ));
            HIBARI_TRY(renderer->trace(frame_number, geometry, {}));
            std::printf("exposure %.3f\n", static_cast<double>(renderer->exposure()));
        }
        Developer developer(style, kFps, 1, pool);
        media::Frame frame(size);
        double best_ms = 1e9;
        double best_cpu_ms = 1e9;
        for (int run = 0; run < 3; ++run) {
            const std::clock_t cpu_from = std::clock();
            const auto from = std::chrono::steady_clock::now();
            developer.develop(geometry, camera, timeline.environment, frame_number, frame);
            const std::chrono::duration<double, std::milli> took =
                std::chrono::steady_clock::now() - from;
            best_ms = std::min(best_ms, took.count());
            best_cpu_ms = std::min(
                best_cpu_ms, 1e3 * static_cast<double>(std::clock() - cpu_from) / CLOCKS_PER_SEC
            );
        }
        std::printf("%-12s %6.1f ms, %6.1f ms of processors\n", kNames[i], best_ms, best_cpu_ms);
        std::ofstream file(folder + "/" + kNames[i] + ".ppm", std::ios::binary);
        file << "P6\n" << size.width << " " << size.height << "\n255\n";
        for (int y = 0; y < size.height; ++y) {
            const auto row = frame.row(y);
            file.write(
                reinterpret_cast<const char*>(row.data()), static_cast<std::streamsize>(row.size())
            );
        }
    }
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 6) {
        std::fprintf(stderr, "usage: look_preview PROMPT SECONDS WIDTH HEIGHT FOLDER [style...]\n");
        return 2;
    }
    const std::vector<std::string> wanted(argv + 6, argv + argc);
    const Result<void> looked = look(
        argv[1], std::atof(argv[2]), {std::atoi(argv[3]), std::atoi(argv[4])}, argv[5], wanted
    );
    if (!looked) {
        std::fprintf(stderr, "look_preview: %s\n", to_string(looked.error()).c_str());
        return 1;
    }
    return 0;
}
