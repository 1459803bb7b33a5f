// How many training clips a second come out of the tap, and where the time goes:
//
//     tap [--device DEVICE] [SECONDS [THREADS [MIX [WIDTHxHEIGHTxFRAMES]...]]]
//
// Prints one line per size: clips per second, and per clip the processor seconds for simulation,
// sound and picture. DEVICE casts the picture: cpu, cuda or auto. Instead:
//
//     tap [--device DEVICE] --sheet FILE.png [MIX [FIRST [SIZE]]]    writes frames of 12 clips
//     tap --device DEVICE --check [CLIPS [MIX [SIZE]]]    compares clips with those of the
//     processor

#include "world/tap/tap.h"

#include "base/files.h"
#include "media/image.h"
#include "world/render/device.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world::tap {
namespace {

constexpr std::size_t kSheetClips = 12;
constexpr int kSheetFrames = 6;

/// Bytes of a picture, of 255: what anybody would call the same, and what is far off.
constexpr double kMeanMost = 0.5;
constexpr int kFar = 16;
constexpr double kFarShareMost = 0.005;
/// Pixels of a mask that rounding may tip to the other side of an outline.
constexpr double kMaskShareMost = 0.005;

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

std::unique_ptr<Device> open_device(const char* name) {
    Result<std::unique_ptr<Device>> device = choose_device(name);
    if (!device) {
        give_up(to_string(device.error()));
    }
    std::printf(
        "the picture is cast by %s\n", *device ? (*device)->name().c_str() : "the processor"
    );
    return std::move(*device);
}

TapOptions options_of(
    const Format& format, const std::string& mix, std::size_t threads, Device* device
) {
    return {
        .sample =
            {.width = format.width,
             .height = format.height,
             .frames = format.frames,
             .seed = 1,
             .mix = mix,
             .device = device},
        .threads = threads,
        .depth = 2 * threads,
    };
}

void measure(const TapOptions& options, double seconds) {
    using Clock = std::chrono::steady_clock;
    const SampleOptions& format = options.sample;
    Tap tap(options);
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
        format.mix.c_str(),
        options.threads,
        made / passed,
        stats.times.simulate_s / made,
        stats.times.sound_s / made,
        stats.times.picture_s / made,
        static_cast<unsigned long long>(stats.skipped)
    );
    std::fflush(stdout);
}

/// How far two clips are apart.
struct Gap {
    double mean = 0.0;        ///< of the picture's bytes
    double far_share = 0.0;   ///< of them that differ by more than kFar
    double mask_share = 0.0;  ///< of the mask's pixels that differ
};

Gap gap_between(const Sample& a, const Sample& b) {
    Gap gap;
    for (std::size_t i = 0; i < a.frames.size(); ++i) {
        const int step = std::abs(int{a.frames[i]} - int{b.frames[i]});
        gap.mean += step;
        gap.far_share += step > kFar ? 1.0 : 0.0;
    }
    for (std::size_t i = 0; i < a.mask.size(); ++i) {
        gap.mask_share += a.mask[i] != b.mask[i] ? 1.0 : 0.0;
    }
    gap.mean /= static_cast<double>(a.frames.size());
    gap.far_share /= static_cast<double>(a.frames.size());
    gap.mask_share /= static_cast<double>(a.mask.size());
    return gap;
}

/// Makes clips with and without the device; true when they show the same.
bool check(const SampleOptions& options, std::uint64_t clips) {
    SampleOptions here = options;
    here.device = nullptr;
    bool is_good = true;
    for (std::uint64_t i = 0; i < clips; ++i) {
        const Result<Sample> expected = make_sample(here, i);
        const Result<Sample> found = make_sample(options, i);
        if (!expected && !found) {
            continue;  // a scene that cannot be staged
        }
        if (!expected || !found) {
            give_up(to_string(expected ? found.error() : expected.error()));
        }
        const Gap gap = gap_between(*expected, *found);
        const bool is_same = gap.mean <= kMeanMost && gap.far_share <= kFarShareMost &&
                             gap.mask_share <= kMaskShareMost;
        std::printf(
            "%s clip %llu: mean gap %.4f of 255, %.4f %% far off, %.4f %% of the mask: %s\n",
            options.mix.c_str(),
            static_cast<unsigned long long>(i),
            gap.mean,
            100.0 * gap.far_share,
            100.0 * gap.mask_share,
            is_same ? "the same" : "DIFFERENT"
        );
        std::fflush(stdout);
        is_good = is_good && is_same;
    }
    return is_good;
}

/// Frames of clips `first` and following, one row a clip, with their captions on the console.
void write_sheet(const char* path, const SampleOptions& options, std::uint64_t first) {
    const SampleOptions& format = options;
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
    std::vector<const char*> words(argv + 1, argv + argc);
    const char* device_name = "cpu";
    if (words.size() >= 2 && std::strcmp(words[0], "--device") == 0) {
        device_name = words[1];
        words.erase(words.begin(), words.begin() + 2);
    }
    const std::unique_ptr<hibari::world::Device> device = open_device(device_name);
    const auto word = [&](std::size_t i, const char* otherwise) {
        return i < words.size() ? words[i] : otherwise;
    };
    if (std::strcmp(word(0, ""), "--sheet") == 0 && words.size() >= 2) {
        const Format format = parse_format(word(4, "288x160x97"));
        write_sheet(
            words[1],
            options_of(format, word(2, "bounce"), 1, device.get()).sample,
            std::strtoull(word(3, "0"), nullptr, 10)
        );
        return 0;
    }
    if (std::strcmp(word(0, ""), "--check") == 0) {
        const Format format = parse_format(word(3, "288x160x97"));
        const bool is_good = check(
            options_of(format, word(2, "bounce"), 1, device.get()).sample,
            std::strtoull(word(1, "4"), nullptr, 10)
        );
        return is_good ? 0 : 1;
    }
    const double seconds = std::atof(word(0, "20"));
    if (seconds <= 0.0) {
        give_up("usage: tap [SECONDS [THREADS [MIX [WIDTHxHEIGHTxFRAMES]...]]]");
    }
    const auto threads = static_cast<std::size_t>(std::max(std::atoi(word(1, "2")), 1));
    std::vector<const char*> formats{"288x160x97", "256x160x49", "512x288x121"};
    if (words.size() > 3) {
        formats.assign(words.begin() + 3, words.end());
    }
    for (const char* format : formats) {
        measure(
            options_of(parse_format(format), word(2, "bounce"), threads, device.get()), seconds
        );
    }
    return 0;
}
