#include "base/rng.h"
#include "media/loudness.h"
#include "media/mp4_writer.h"

#include <benchmark/benchmark.h>
#include <filesystem>

namespace hibari::media {
namespace {

// Shapes that move over a soft gradient with a little grain: about as hard to encode as our clips.
Frame busy_frame(FrameSize size, int index) {
    Frame frame(size);
    Rng rng = Rng(1).split(index);
    for (int y = 0; y < size.height; ++y) {
        const auto row = frame.row(y);
        std::uint64_t grain = rng.bits();
        for (int x = 0; x < size.width; ++x) {
            const int wave = ((x + index * 5) / 40 + (y + index * 3) / 40) % 2 * 60;
            const auto at = static_cast<std::size_t>(x) * 3;
            grain = grain << 7U ^ grain >> 9U;
            const int noise = static_cast<int>(grain & 3U);
            row[at] = static_cast<std::uint8_t>(40 + wave + noise);
            row[at + 1] = static_cast<std::uint8_t>(60 + y * 100 / size.height + noise);
            row[at + 2] = static_cast<std::uint8_t>(80 + x * 100 / size.width + noise);
        }
    }
    return frame;
}

void encode_clip(benchmark::State& state, EncodeQuality quality) {
    constexpr int kFrames = 60;
    const FrameSize size{1280, 720};
    std::vector<Frame> frames;
    for (int i = 0; i < kFrames; ++i) {
        frames.push_back(busy_frame(size, i));
    }
    const auto path = std::filesystem::temp_directory_path() / "hibari-bench.mp4";
    for (auto _ : state) {
        auto writer = Mp4Writer::create(path, {.quality = quality});
        (void)(*writer)->begin({.size = size, .fps = 30, .frame_count = kFrames});
        for (const Frame& frame : frames) {
            (void)(*writer)->push_frame(frame);
        }
        (void)(*writer)->finish();
    }
    std::filesystem::remove(path);
    state.SetItemsProcessed(state.iterations() * kFrames);
}

BENCHMARK_CAPTURE(encode_clip, draft_720p, EncodeQuality::kDraft)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(encode_clip, standard_720p, EncodeQuality::kStandard)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

void normalize_10_s(benchmark::State& state) {
    AudioBuffer audio(sample_count(10.0));
    Rng rng(1);
    for (std::size_t i = 0; i < audio.size(); ++i) {
        const float level = i % 24'000 < 500 ? 1.0F : 0.03F;
        audio.left[i] = rng.uniform(-1.0F, 1.0F) * level;
        audio.right[i] = rng.uniform(-1.0F, 1.0F) * level;
    }
    for (auto _ : state) {
        AudioBuffer copy = audio;
        benchmark::DoNotOptimize(normalize_loudness(copy));
    }
}

BENCHMARK(normalize_10_s)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hibari::media
