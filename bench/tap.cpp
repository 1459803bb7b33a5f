// How many training clips a second come out of the tap, and where the time goes:
//
//     tap [SECONDS [THREADS [MIX [WIDTHxHEIGHTxFRAMES]...]]]
//
// Prints one line per size: clips per second, and per clip the processor seconds for simulation,
// sound and picture. With `--sheet FILE.png` it writes frames of the first 12 clips instead.

#include "world/tap/tap.h"

#include "base/files.h"
#include "media/image.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world::tap {
namespace {

constexpr std::size_t kSheetClips = 12;
constexpr int kSheetFrames = 6;

struct Format {
    int width = 0;
    int height = 0;
    int frames = 0;
};

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "tap: %s\n", why.c_str());
    std::exit(1);
}

Format parse_format(const char* text) {
    Format format;
    if (std::sscanf(text, "%dx%dx%d", &format.width, &format.height, &format.frames) != 3) {
        give_up(std::string("expected WIDTHxHEIGHTxFRAMES, got ") + text);
    }
    return format;
}

TapOptions options_of(const Format& format, const std::string& mix, std::size_t threads) {
    return {
        .sample =
            {.width = format.width,
             .height = format.height,
             .frames = format.frames,
             .seed = 1,
             .mix = mix},
        .threads = threads,
        .depth = 2 * threads,
    };
}

void measure(const Format& format, const std::string& mix, std::size_t threads, double seconds) {
    using Clock = std::chrono::steady_clock;
    Tap tap(options_of(format, mix, threads));
    const auto begin = Clock::now();
    double passed = 0.0;
    while (passed < seconds) {
        const auto sample = tap.next({});
        if (!sample) {
            give_up(to_string(sample.error()));
        }
        passed = std::chrono::duration<double>(Clock::now() - begin).count();
    }
    const TapStats stats = tap.stats();
    const auto made = static_cast<double>(stats.taken + stats.ready);
    std::printf(
        "%dx%dx%d %s, %zu threads: %.2f clips/s; a clip costs %.3f s simulation, %.3f s sound, "
        "%.3f s picture; %llu skipped\n",
        format.width,
        format.height,
        format.frames,
        mix.c_str(),
        threads,
        made / passed,
        stats.times.simulate_s / made,
        stats.times.sound_s / made,
        stats.times.picture_s / made,
        static_cast<unsigned long long>(stats.skipped)
    );
    std::fflush(stdout);
}

/// Frames of clips `first` and following, one row a clip, with their captions on the console.
void write_sheet(const char* path, const std::string& mix, std::uint64_t first, Format format) {
    SampleOptions options = options_of(format, mix, 1).sample;
    std::vector<media::Frame> frames;
    std::vector<std::string> titles;
    const std::size_t bytes =
        static_cast<std::size_t>(format.width) * static_cast<std::size_t>(format.height) * 3;
    for (std::uint64_t i = 0; i < kSheetClips; ++i) {
        const Result<Sample> sample = make_sample(options, first + i);
        if (!sample) {
            std::printf(
                "%llu: %s\n",
                static_cast<unsigned long long>(first + i),
                to_string(sample.error()).c_str()
            );
            continue;
        }
        // How large each object is at its smallest while it is in view, in pixels across.
        std::string sizes;
        for (int slot = 0; slot < sample->slot_count; ++slot) {
            float least = 1e9F;
            int outside = 0;
            for (int t = 0; t < format.frames; ++t) {
                const float* state =
                    sample->state.data() +
                    (static_cast<std::size_t>(slot) * static_cast<std::size_t>(format.frames) +
                     static_cast<std::size_t>(t)) *
                        HIBARI_STATE_FIELDS;
                const bool inside = state[HIBARI_STATE_X] > 0.0F && state[HIBARI_STATE_X] < 1.0F &&
                                    state[HIBARI_STATE_Y] > 0.0F && state[HIBARI_STATE_Y] < 1.0F;
                outside += inside ? 0 : 1;
                const float across =
                    2.0F * state[HIBARI_STATE_SIZE] * static_cast<float>(format.height);
                least = inside ? std::min(least, across) : least;
            }
            sizes += " " + std::to_string(static_cast<int>(least)) + "px/" +
                     std::to_string(100 * outside / format.frames) + "%out";
        }
        std::printf(
            "%llu:%s\n  %s\n  %s\n  %s\n  %s\n  %s\n",
            static_cast<unsigned long long>(first + i),
            sizes.c_str(),
            sample->captions[0].c_str(),
            sample->captions[1].c_str(),
            sample->captions[2].c_str(),
            sample->captions[3].c_str(),
            sample->scene.c_str()
        );
        for (int k = 0; k < kSheetFrames; ++k) {
            const auto t = static_cast<std::size_t>(k * (format.frames - 1) / (kSheetFrames - 1));
            media::Frame& frame =
                frames.emplace_back(media::FrameSize{format.width, format.height});
            std::memcpy(frame.pixels().data(), sample->frames.data() + t * bytes, bytes);
            titles.push_back(std::to_string(first + i) + " T" + std::to_string(t));
        }
    }
    std::vector<media::SheetCell> cells;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        cells.push_back({&frames[i], titles[i]});
    }
    const Result<media::Frame> sheet =
        media::contact_sheet(cells, kSheetFrames, std::min(format.width, 288));
    const Result<std::string> png = sheet ? media::encode_png(*sheet) : fail(sheet.error());
    if (!png || !write_file(path, *png, Existing::kReplace)) {
        give_up(std::string("cannot write ") + path);
    }
}

}  // namespace
}  // namespace hibari::world::tap

int main(int argc, char** argv) {
    using namespace hibari::world::tap;
    if (argc >= 3 && std::strcmp(argv[1], "--sheet") == 0) {
        write_sheet(
            argv[2],
            argc > 3 ? argv[3] : "bounce",
            argc > 4 ? std::strtoull(argv[4], nullptr, 10) : 0,
            argc > 5 ? parse_format(argv[5]) : Format{288, 160, 97}
        );
        return 0;
    }
    const double seconds = argc > 1 ? std::atof(argv[1]) : 20.0;
    const auto threads = static_cast<std::size_t>(argc > 2 ? std::max(std::atoi(argv[2]), 1) : 2);
    const std::string mix = argc > 3 ? argv[3] : "bounce";
    std::vector<Format> formats{{288, 160, 97}, {256, 160, 49}, {512, 288, 121}};
    if (argc > 4) {
        formats.clear();
        for (int i = 4; i < argc; ++i) {
            formats.push_back(parse_format(argv[i]));
        }
    }
    for (const Format& format : formats) {
        measure(format, mix, threads, seconds);
    }
    return 0;
}
