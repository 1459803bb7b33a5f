// How long an upload takes, with the start of the child.

#include "base/check.h"
#include "media/image.h"
#include "media/intake/intake.h"

#include <benchmark/benchmark.h>
#include <cstdint>
#include <string>

namespace hibari::media {
namespace {

// Something that moves through all frequencies, as photographs do.
Frame rings(FrameSize size) {
    Frame frame(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width * 3; ++x) {
            frame.row(y)[static_cast<std::size_t>(x)] =
                static_cast<std::uint8_t>((x * x / 3 + y * y) / 2048 % 256);
        }
    }
    return frame;
}

void decode(benchmark::State& state, const std::string& bytes) {
    const auto upload = memory_file(bytes);
    HIBARI_CHECK(upload.has_value());
    for (auto _ : state) {
        const auto picture = decode_picture(*upload);
        HIBARI_CHECK(picture.has_value());
    }
    state.counters["bytes"] = static_cast<double>(bytes.size());
}

void small_jpeg(benchmark::State& state) {
    decode(state, *encode_jpeg(rings({64, 64}), 90));
}

void jpeg_720p(benchmark::State& state) {
    decode(state, *encode_jpeg(rings({1280, 720}), 90));
}

void png_720p(benchmark::State& state) {
    decode(state, *encode_png(rings({1280, 720})));
}

void webp_720p(benchmark::State& state) {
    decode(state, *encode_webp(rings({1280, 720}), 90));
}

BENCHMARK(small_jpeg)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(jpeg_720p)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(png_720p)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(webp_720p)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace hibari::media

int main(int argc, char** argv) {
    hibari::media::run_decoder_child(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
