// How many copies the fingerprints find, after what people do to clips, and how fast:
//
//     trust_fingerprint_bench FOLDER [CLIPS]    clips of the folder against each other
//     trust_fingerprint_bench --speed [HASHES]  a clip of ten seconds against so many hashes
//
// FOLDER holds MP4 files with different contents. Half of them are registered, then all are
// attacked with ffmpeg, encoded anew and looked up: of the registered ones each must be found, of
// the others none. Needs the ffmpeg program.

#include "base/rng.h"
#include "trust/fingerprint/fingerprint_index.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace hibari::trust {
namespace {

using Clock = std::chrono::steady_clock;

constexpr media::FrameSize kSize{320, 180};
constexpr int kFps = 24;

struct Attack {
    const char* name;
    const char* filter;
    int crf;
    const char* more;
};

constexpr Attack kAttacks[] = {
    {"none", "null", 20, ""},
    {"crf 35", "null", 35, ""},
    {"half size, crf 32", "scale=160:90", 32, ""},
    {"brighter, more contrast", "eq=brightness=0.08:contrast=1.2", 26, ""},
    {"15 frames/s", "fps=15", 28, ""},
    {"cut to 4 s", "null", 26, "-ss 1.37 -t 4"},
    {"mirror", "hflip", 26, ""},
    {"crop 5 %", "crop=iw*0.95:ih*0.95", 26, ""},
    {"crop 10 %", "crop=iw*0.9:ih*0.9", 26, ""},
    {"crop 15 %", "crop=iw*0.85:ih*0.85", 26, ""},
    {"crop 20 %", "crop=iw*0.8:ih*0.8", 26, ""},
    {"crop 20 %, corner", "crop=iw*0.8:ih*0.8:0:0", 26, ""},
    {"crop 15 %, left only", "crop=iw*0.85:ih:iw*0.15:0", 26, ""},
    {"crop 12 x 6 %, off middle", "crop=iw*0.88:ih*0.94:iw*0.03:ih*0.05", 26, ""},
    {"crop 20 %, height only", "crop=iw:ih*0.8:0:ih*0.13", 26, ""},
    {"logo 15 %, top right",
     "drawbox=x=iw*0.82:y=ih*0.04:w=iw*0.15:h=iw*0.07:color=white:t=fill,"
     "drawbox=x=iw*0.84:y=ih*0.07:w=iw*0.11:h=iw*0.03:color=red:t=fill",
     26,
     ""},
    {"logo 15 %, bottom left",
     "drawbox=x=iw*0.03:y=ih*0.72:w=iw*0.15:h=iw*0.12:color=black:t=fill",
     26,
     ""},
    {"letterbox", "pad=iw:ih*1.25:0:ih*0.125:black", 26, ""},
    {"pillarbox", "pad=iw*1.33:ih:iw*0.165:0:black", 26, ""},
    {"bars over 20 %",
     "drawbox=x=0:y=0:w=iw:h=ih*0.1:color=black:t=fill,"
     "drawbox=x=0:y=ih*0.9:w=iw:h=ih*0.1:color=black:t=fill",
     26,
     ""},
    {"rotate 3 degrees", "rotate=3*PI/180", 26, ""},
    {"rotate 5 degrees", "rotate=5*PI/180", 26, ""},
    {"rotate -5 degrees", "rotate=-5*PI/180", 26, ""},
    {"rotate 5 degrees, crop", "rotate=5*PI/180,crop=iw*0.84:ih*0.8", 26, ""},
    {"mirror, crop 10 %", "hflip,crop=iw*0.9:ih*0.9", 26, ""},
};

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "fingerprint: %s\n", why.c_str());
    std::exit(1);
}

struct PipeCloser {
    void operator()(FILE* pipe) const { ::pclose(pipe); }
};

ClipSamples samples_after(const std::string& clip, const Attack& attack) {
    const std::string sound = " -f f32le -ac 2 -ar 48000 -";
    const std::string command =
        "ffmpeg -v error -threads 1 " + std::string(attack.more) + " -i '" + clip + "' -vf '" +
        attack.filter +
        ",scale=trunc(iw/2)*2:trunc(ih/2)*2' -an -c:v libx264 -threads 1 "
        "-preset veryfast -crf " +
        std::to_string(attack.crf) +
        " -f matroska - | ffmpeg -v error -threads 1 -i - -vf fps=24,scale=320:180 -pix_fmt rgb24 "
        "-f rawvideo -";
    const std::unique_ptr<FILE, PipeCloser> pipe(::popen(command.c_str(), "r"));
    if (!pipe) {
        give_up("cannot start ffmpeg");
    }
    ClipSampler sampler;
    sampler.begin({.size = kSize, .fps = kFps, .frame_count = 1});
    media::Frame frame(kSize);
    while (std::fread(frame.pixels().data(), 1, frame.pixels().size(), pipe.get()) ==
           frame.pixels().size()) {
        sampler.push_frame(frame);
    }
    return sampler.finish();
}

/// Of processor time too, because machines are shared.
double processor_ms() {
    return 1'000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double milliseconds_since(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

void measure_recall(const std::filesystem::path& folder, std::size_t count) {
    std::vector<std::string> clips;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".mp4") {
            clips.push_back(entry.path().string());
        }
    }
    std::sort(clips.begin(), clips.end());
    clips.resize(std::min(clips.size(), count));
    FingerprintIndex index;
    double cost_ms = 0.0;
    for (std::size_t i = 0; i < clips.size(); i += 2) {
        const ClipSamples samples = samples_after(clips[i], kAttacks[0]);
        const auto begin = Clock::now();
        index.add(static_cast<std::uint32_t>(i), make_fingerprint(samples));
        cost_ms += milliseconds_since(begin);
    }
    std::printf(
        "%zu clips registered, %zu hashes, %.0f ms each; %zu others\n\n"
        "| attack | found | also others | bits, median and worst | unregistered found |\n"
        "|---|---:|---:|---:|---:|\n",
        index.item_count(),
        index.hash_count(),
        cost_ms / static_cast<double>(index.item_count()),
        clips.size() - index.item_count()
    );
    for (const Attack& attack : kAttacks) {
        int found = 0;
        int asked = 0;
        int also = 0;
        int wrong = 0;
        std::vector<double> bits;
        for (std::size_t i = 0; i < clips.size(); ++i) {
            const auto matches = index.find(make_query(samples_after(clips[i], attack)));
            if (i % 2 == 1) {
                wrong += matches.empty() ? 0 : 1;
                if (!matches.empty()) {
                    std::fprintf(
                        stderr,
                        "%s: %s is taken for %s, %.0f bits\n",
                        attack.name,
                        clips[i].c_str(),
                        clips[matches[0].item].c_str(),
                        *matches[0].picture_bits
                    );
                }
                continue;
            }
            ++asked;
            bool is_found = false;
            for (const auto& match : matches) {
                const bool is_it = match.item == i;
                is_found = is_found || is_it;
                also += is_it ? 0 : 1;
                if (is_it) {
                    bits.push_back(match.picture_bits.value_or(0.0));
                }
            }
            found += is_found ? 1 : 0;
        }
        std::sort(bits.begin(), bits.end());
        std::printf(
            "| %s | %d of %d | %d | %.0f, %.0f | %d of %zu |\n",
            attack.name,
            found,
            asked,
            also,
            bits.empty() ? 0.0 : bits[bits.size() / 2],
            bits.empty() ? 0.0 : bits.back(),
            wrong,
            clips.size() - static_cast<std::size_t>(asked)
        );
        std::fflush(stdout);
    }
}

// Registered clips are random; the one that is asked for moves, so that every sample differs.
void measure_speed(std::size_t hashes) {
    Rng rng(1);
    const auto random_hash = [&] {
        return FrameHash{.words = {rng.bits(), rng.bits(), rng.bits(), rng.bits()}};
    };
    FingerprintIndex index;
    constexpr int kSamples = 20;
    for (std::uint32_t item = 0; index.hash_count() < hashes; ++item) {
        ClipFingerprint clip;
        for (int i = 0; i < kSamples; ++i) {
            clip.frames.push_back({i * kSampleEvery_ms, 90, random_hash()});
            if (i % 4 == 0) {
                clip.views.push_back({i * kSampleEvery_ms, {}});
                for (FrameHash& hash : clip.views.back().hashes) {
                    hash = random_hash();
                }
            }
        }
        for (int i = 0; i < 60; ++i) {
            clip.sound.push_back(static_cast<std::uint32_t>(rng.bits()));
        }
        index.add(item, clip);
    }
    ClipSamples samples;
    for (int i = 0; i < kSamples; ++i) {
        Luma picture(256, 144);
        for (float& value : picture.values) {
            value = static_cast<float>(rng.uniform(0.0, 255.0));
        }
        samples.pictures.push_back({i * kSampleEvery_ms, picture});
    }
    const auto hashing = Clock::now();
    const ClipQuery query = make_query(samples);
    const double hashing_ms = milliseconds_since(hashing);
    std::vector<double> times;
    const double processor_began_ms = processor_ms();
    constexpr int kRuns = 30;
    for (int run = 0; run < kRuns; ++run) {
        const auto begin = Clock::now();
        static_cast<void>(index.find(query));
        times.push_back(milliseconds_since(begin));
    }
    const double processor_each_ms = (processor_ms() - processor_began_ms) / kRuns;
    std::sort(times.begin(), times.end());
    std::printf(
        "10 s clip, %d pictures in %zu ways, against %zu hashes of %zu clips: median %.1f ms, "
        "worst of %d %.1f ms, %.1f ms of one processor; hashing the pictures %.1f ms\n",
        kSamples,
        query.variants.size(),
        index.hash_count(),
        index.item_count(),
        times[times.size() / 2],
        kRuns,
        times.back(),
        processor_each_ms,
        hashing_ms
    );
}

}  // namespace
}  // namespace hibari::trust

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty()) {
        std::fprintf(stderr, "usage: trust_fingerprint_bench FOLDER [CLIPS] | --speed [HASHES]\n");
        return 2;
    }
    const std::size_t count = words.size() > 1 ? std::stoul(words[1]) : 0;
    if (words[0] == "--speed") {
        hibari::trust::measure_speed(count > 0 ? count : 1'000'000);
    } else {
        hibari::trust::measure_recall(words[0], count > 0 ? count : 1'000);
    }
}
