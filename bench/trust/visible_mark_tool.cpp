// Draws the visible mark into raw RGB frames for bench/trust/visible.py:
//   visible_mark_tool HANDLE WIDTH HEIGHT FPS CLIP < frames > frames
// What a frame cost, and where the marks stood (frame: x,y x,y), go to standard error.

#include "trust/visible/visible_mark.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <span>

namespace {

using namespace hibari;

// Longer than any clip, so that the path does not depend on how much is read.
constexpr std::int64_t kFrames = 100'000;

/// A key that is no secret.
trust::MarkKey bench_key() {
    trust::MarkKey key;
    for (std::size_t i = 0; i < key.bytes.size(); ++i) {
        key.bytes[i] = static_cast<std::uint8_t>(i * 7 + 1);
    }
    return key;
}

}  // namespace

int main(int argc, char** argv) {
    const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
    if (argc != 6) {
        std::fprintf(stderr, "see the top of visible_mark_tool.cpp\n");
        return 2;
    }
    const media::FrameSize size{std::atoi(arguments[2]), std::atoi(arguments[3])};
    const auto clip = static_cast<std::uint32_t>(std::strtoul(arguments[5], nullptr, 10));
    auto mark = trust::VisibleMark::create(
        arguments[1],
        bench_key(),
        clip,
        {.size = size, .fps = std::atoi(arguments[4]), .frame_count = kFrames}
    );
    if (!mark) {
        std::fprintf(stderr, "%s\n", mark.error().message.c_str());
        return 1;
    }
    media::Frame frame(size);
    std::clock_t spent = 0;
    const auto pixels = frame.pixels();
    while (std::fread(pixels.data(), 1, pixels.size(), stdin) == pixels.size()) {
        const std::clock_t begin = std::clock();
        mark->apply(frame);
        spent += std::clock() - begin;
        std::fwrite(pixels.data(), 1, pixels.size(), stdout);
        const auto places = mark->places(frame.index);
        std::fprintf(stderr, "%d,%d %d,%d\n", places[0].x, places[0].y, places[1].x, places[1].y);
        frame.index += 1;
    }
    std::fprintf(
        stderr,
        "size %dx%d ms %.3f\n",
        mark->size().width,
        mark->size().height,
        1000.0 * static_cast<double>(spent) / CLOCKS_PER_SEC / static_cast<double>(frame.index)
    );
    return 0;
}
