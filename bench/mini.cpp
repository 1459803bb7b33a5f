// What a clip of the model `mini` costs, stage by stage: seconds, GFLOP/s beside the machine's
// peak, and the peak of memory.
//
//     build/release/bin/mini_bench FOLDER [frames rows columns]
//
// The time does not depend on what the weights are; training/hibari_training/untrained.py writes a
// folder of full size.

#include "diffusion/stream.h"
#include "models/mini/make_clip.h"
#include "models/mini/memory.h"
#include "models/mini/window.h"
#include "tensor/compat.h"
#include "tensor/guard.h"
#include "tensor/kernels/kernels.h"
#include "tensor/parallel.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace hibari::mini {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double peak_gflops() {
    const std::int64_t threads = tensor::thread_count();
    std::vector<double> rates(static_cast<std::size_t>(threads));
    tensor::parallel_for(threads, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            rates[static_cast<std::size_t>(i)] = tensor::kernels::kernels().peak_flops(1.0);
        }
    });
    double sum = 0.0;
    for (const double rate : rates) {
        sum += rate / 1e9;
    }
    return sum;
}

/// Multiplications and additions of one pass, each counted as one.
double pass_flop(const DenoiserConfig& config, const TokenCounts& counts) {
    const auto width = static_cast<double>(config.width);
    const auto tokens = static_cast<double>(counts.total());
    const auto video = static_cast<double>(counts.video());
    const double attention = 4.0 * tokens * tokens * width;
    const double projections = 8.0 * tokens * width * width;
    const double forward =
        6.0 * width *
        (video * config.video_feed_forward + (tokens - video) * config.shared_feed_forward);
    return config.layers * (attention + projections + forward);
}

double decoder_flop(const VideoVaeConfig& config, double latents, double places) {
    double sum = 2.0 * 9.0 * latents * places * config.latent_channels * config.decoder_widths[0];
    double pixels = latents * places;
    for (std::size_t i = 0; i < config.decoder_widths.size(); ++i) {
        const double width = config.decoder_widths[i];
        const bool last = i + 1 == config.decoder_widths.size();
        sum += config.decoder_blocks[i] * 2.0 * (last ? 18.0 : 21.0) * width * width * pixels;
        if (!last) {
            sum += 16.0 * width * config.decoder_widths[i + 1] * pixels;
            pixels *= 8.0;
        }
    }
    return sum + 2.0 * 9.0 * 48.0 * config.decoder_widths.back() * pixels;
}

void print(const char* stage, double seconds, double flop, double peak) {
    const double rate = flop / seconds / 1e9;
    std::printf(
        "%-28s %8.3f s %8.1f GFLOP %8.1f GFLOP/s %5.1f %% of peak\n",
        stage,
        seconds,
        flop / 1e9,
        rate,
        100.0 * rate / peak
    );
}

NoisyStream noise(std::int64_t tokens, std::int64_t channels) {
    return {.value = diffusion::gaussian(tokens, channels, Rng(1))};
}

Result<void> measure(const std::string& folder, const MakeClipOptions& wanted) {
    const double peak = peak_gflops();
    std::printf("peak %.1f GFLOP/s on %d threads\n", peak, int(tensor::thread_count()));
    auto start = Clock::now();
    const MiniModel model = HIBARI_TRY(MiniModel::load(folder));
    std::printf("%-28s %8.3f s\n", "load", seconds_since(start));
    start = Clock::now();
    const PromptTokens prompt = model.read_prompt(wanted.text);
    std::printf("%-28s %8.3f s\n", "text", seconds_since(start));

    TokenCounts counts{
        .registers = model.config.denoiser.registers,
        .text = model.config.text.tokens,
        .frames = latent_frames(wanted.frames),
        .audio = wanted.frames,
    };
    NoisyClip clip{
        .state = noise(counts.state(), kStateNumbers),
        .audio = noise(counts.audio, model.config.audio_vae.latent_channels),
    };
    const auto pass = [&](const char* name) {
        const TokenGrid grid = make_grid(counts);
        model.denoiser.predict(prompt, grid, clip);
        const auto before = Clock::now();
        model.denoiser.predict(prompt, grid, clip);
        print(name, seconds_since(before), pass_flop(model.config.denoiser, counts), peak);
    };
    pass("plan, one pass");
    counts.rows = wanted.rows;
    counts.columns = wanted.columns;
    clip.video = noise(counts.video(), model.config.video_vae.latent_channels);
    pass("picture and sound, one pass");

    const std::int64_t latents = counts.frames;
    const at::Tensor video = clip.video.value.view({latents, wanted.rows, wanted.columns, -1});
    start = Clock::now();
    TimeMemory memory;
    for (std::int64_t i = 0; i < latents; i += 2) {
        model.video_decoder.decode(video.slice(0, i, std::min(latents, i + 2)), memory);
    }
    print(
        "picture decoder",
        seconds_since(start),
        decoder_flop(
            model.config.video_vae,
            static_cast<double>(latents),
            static_cast<double>(wanted.rows * wanted.columns)
        ),
        peak
    );
    start = Clock::now();
    model.audio_decoder.decode(clip.audio.value);
    std::printf("%-28s %8.3f s\n", "sound decoder", seconds_since(start));

    const ClipOutput nowhere{
        .pictures = [](const at::Tensor&) { return Result<void>{}; },
        .sound = [](const at::Tensor&) { return Result<void>{}; },
    };
    for (const double guidance : {1.0, 2.0}) {
        MakeClipOptions options = wanted;
        options.guidance = guidance;
        Progress progress;
        start = Clock::now();
        HIBARI_TRY(make_clip(model, options, nowhere, progress, {}));
        std::printf(
            "whole clip, %d steps, %s a step %6.1f s\n",
            options.steps,
            guidance == 1.0 ? "one pass " : "two passes",
            seconds_since(start)
        );
    }
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const std::int64_t foreseen =
        peak_bytes(model.config, {wanted.frames, wanted.rows, wanted.columns});
    std::printf(
        "peak memory %.0f MiB (foreseen %.0f MiB)\n",
        static_cast<double>(usage.ru_maxrss) / 1024.0,
        static_cast<double>(foreseen) / 1048576.0
    );
    return {};
}

int run(int argc, char** argv) {
    if (argc != 2 && argc != 5) {
        std::fprintf(stderr, "usage: mini_bench FOLDER [frames rows columns]\n");
        return 2;
    }
    MakeClipOptions options{
        .text = "a red ball bounces on the floor",
        .frames = 121,
        .rows = 9,
        .columns = 16,
        .steps = 8,
        .plans = 2,
    };
    if (argc == 5) {
        options.frames = std::atoll(argv[2]);
        options.rows = std::atoll(argv[3]);
        options.columns = std::atoll(argv[4]);
    }
    const Result<void> done =
        tensor::run_guarded([&]() -> Result<void> { return measure(argv[1], options); });
    if (!done) {
        std::fprintf(stderr, "mini_bench: %s\n", to_string(done.error()).c_str());
        return 1;
    }
    return 0;
}

}  // namespace
}  // namespace hibari::mini

int main(int argc, char** argv) {
    return hibari::mini::run(argc, argv);
}
