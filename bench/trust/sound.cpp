// What the mark in the sound survives. Takes clips (anything ffmpeg reads), marks a piece of each,
// treats it with ffmpeg as a platform or a thief would, and reads the mark.
//
//   trust_sound [--seconds N] [--pieces N] [--only WORD] [--unmarked] FILE...
//
// One row per treatment: n pieces, share of ids that came back, share of right bits before error
// correction (mean), pilot score (mean and least). --unmarked marks nothing and counts claims.

#include "base/rng.h"
#include "media/loudness.h"
#include "trust/mark/sound_mark.h"
#include "trust/mark/sound_mark_reader.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using namespace hibari;
using media::AudioBuffer;
using trust::MarkKey;

/// One pass of ffmpeg: a filter, then a codec (its options and the file's ending).
struct Pass {
    std::string filter = {};
    std::string codec = {};
    std::string ending = "wav";
};

struct Treatment {
    std::string name;
    std::vector<Pass> passes = {};
    /// Only that many seconds from the middle are kept; 0 keeps all.
    double excerpt_s = 0.0;
};

Pass speed(const char* factor) {
    return {.filter = std::string("asetrate=48000*") + factor + ",aresample=48000"};
}

Pass filtered(const char* filter) {
    return {.filter = filter};
}

const Pass kAac128{.codec = "-c:a aac -b:a 128k", .ending = "m4a"};
const Pass kAac96{.codec = "-c:a aac -b:a 96k", .ending = "m4a"};
const Pass kAac64{.codec = "-c:a aac -b:a 64k", .ending = "m4a"};
const Pass kAac32{.codec = "-c:a aac -b:a 32k", .ending = "m4a"};
const Pass kOpus24{.codec = "-c:a libopus -b:a 24k", .ending = "ogg"};
const Pass kMp364{.codec = "-c:a libmp3lame -b:a 64k", .ending = "mp3"};
const Pass kLow3k{.filter = "lowpass=f=3000,lowpass=f=3000"};

const std::vector<Treatment> kTreatments = {
    {.name = "as it is"},
    {.name = "AAC 128k", .passes = {kAac128}},
    {.name = "AAC 64k", .passes = {kAac64}},
    {.name = "AAC 32k", .passes = {kAac32}},
    {.name = "Opus 24k", .passes = {kOpus24}},
    {.name = "MP3 64k", .passes = {kMp364}},
    {.name = "low pass 3 kHz", .passes = {kLow3k}},
    {.name = "mono", .passes = {filtered("pan=mono|c0=.5*c0+.5*c1")}},
    {.name = "volume -20 dB, 16 bit",
     .passes = {{.filter = "volume=-20dB", .codec = "-c:a pcm_s16le"}}},
    {.name = "compressor",
     .passes = {filtered("acompressor=threshold=-25dB:ratio=4:attack=10:release=120")}},
    {.name = "echo", .passes = {filtered("aecho=0.8:0.7:60:0.3")}},
    {.name = "speed 0.8", .passes = {speed("0.8")}},
    {.name = "speed 0.9", .passes = {speed("0.9")}},
    {.name = "speed 1.1", .passes = {speed("1.1")}},
    {.name = "speed 1.25", .passes = {speed("1.25")}},
    {.name = "tempo 0.9", .passes = {filtered("atempo=0.9")}},
    {.name = "tempo 1.1", .passes = {filtered("atempo=1.1")}},
    {.name = "tempo 1.25", .passes = {filtered("atempo=1.25")}},
    {.name = "5 s of it", .excerpt_s = 5.0},
    {.name = "5 s of it, AAC 96k", .passes = {kAac96}, .excerpt_s = 5.0},
    {.name = "AAC 32k, then Opus 24k", .passes = {kAac32, kOpus24}},
    {.name = "low pass 3 kHz, AAC 64k", .passes = {kLow3k, kAac64}},
    {.name = "speed 1.1, AAC 32k", .passes = {speed("1.1"), kAac32}},
    {.name = "speed 0.9, Opus 24k", .passes = {speed("0.9"), kOpus24}},
    {.name = "speed 1.25, MP3 64k", .passes = {speed("1.25"), kMp364}},
    {.name = "speed 0.8, AAC 96k", .passes = {speed("0.8"), kAac96}},
    {.name = "5 s of it, AAC 32k", .passes = {kAac32}, .excerpt_s = 5.0},
    {.name = "5 s of it, Opus 24k", .passes = {kOpus24}, .excerpt_s = 5.0},
    {.name = "5 s of it, speed 1.1", .passes = {speed("1.1")}, .excerpt_s = 5.0},
    {.name = "tempo 1.1, AAC 64k", .passes = {filtered("atempo=1.1"), kAac64}},
};

std::string folder() {
    static const std::string path = [] {
        const auto made = std::filesystem::temp_directory_path() /
                          ("hibari_trust_sound." + std::to_string(::getpid()));
        std::filesystem::create_directories(made);
        return made.string();
    }();
    return path;
}

void run(const std::string& command) {
    if (std::system(command.c_str()) != 0) {
        std::fprintf(stderr, "failed: %s\n", command.c_str());
        std::exit(1);
    }
}

AudioBuffer load(const std::string& path) {
    const std::string raw = folder() + "/decoded.raw";
    run("ffmpeg -v error -nostdin -y -i '" + path + "' -vn -f f32le -ar 48000 -ac 2 " + raw);
    std::vector<float> samples(std::filesystem::file_size(raw) / sizeof(float));
    std::FILE* file = std::fopen(raw.c_str(), "rb");
    if (file == nullptr ||
        std::fread(samples.data(), sizeof(float), samples.size(), file) != samples.size()) {
        std::exit(1);
    }
    std::fclose(file);
    AudioBuffer audio(samples.size() / 2);
    for (std::size_t i = 0; i < audio.size(); ++i) {
        audio.left[i] = samples[2 * i];
        audio.right[i] = samples[2 * i + 1];
    }
    return audio;
}

AudioBuffer treat(const AudioBuffer& audio, const Pass& pass) {
    const std::string raw = folder() + "/in.raw";
    std::FILE* file = std::fopen(raw.c_str(), "wb");
    for (std::size_t i = 0; i < audio.size(); ++i) {
        const float pair[2] = {audio.left[i], audio.right[i]};
        std::fwrite(pair, sizeof(float), 2, file);
    }
    std::fclose(file);
    const std::string out = folder() + "/out." + pass.ending;
    const std::string codec = pass.codec.empty() ? "-c:a pcm_f32le" : pass.codec;
    const std::string filter = pass.filter.empty() ? "" : " -af '" + pass.filter + "'";
    run("ffmpeg -v error -nostdin -y -f f32le -ar 48000 -ac 2 -i " + raw + filter + " " + codec +
        " " + out);
    return load(out);
}

/// Of this process alone, so that a busy machine does not count.
double cpu_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

AudioBuffer part(const AudioBuffer& audio, std::size_t begin, std::size_t count) {
    AudioBuffer piece;
    const std::size_t end = std::min(audio.size(), begin + count);
    for (std::size_t i = begin; i < end; ++i) {
        piece.left.push_back(audio.left[i]);
        piece.right.push_back(audio.right[i]);
    }
    return piece;
}

double snr_db(const AudioBuffer& original, const AudioBuffer& marked) {
    double power = 0.0;
    double change = 1e-30;
    for (std::size_t i = 0; i < original.size(); ++i) {
        const double left = marked.left[i] - original.left[i];
        const double right = marked.right[i] - original.right[i];
        power += double{original.left[i]} * original.left[i] +
                 double{original.right[i]} * original.right[i];
        change += left * left + right * right;
    }
    return 10.0 * std::log10(power / change);
}

struct Tally {
    int pieces = 0;
    int ids = 0;
    int wrong = 0;
    double right_bits = 0.0;
    double score = 0.0;
    double score_min = 1e9;
    std::string lost;
};

struct Options {
    double seconds = 8.0;
    int pieces = 1;
    std::string only;
    bool unmarked = false;
    std::vector<std::string> files;
};

Options parse(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--seconds") {
            options.seconds = std::atof(argv[++i]);
        } else if (word == "--pieces") {
            options.pieces = std::atoi(argv[++i]);
        } else if (word == "--only") {
            options.only = argv[++i];
        } else if (word == "--unmarked") {
            options.unmarked = true;
        } else {
            options.files.push_back(word);
        }
    }
    return options;
}

}  // namespace

int main(int argc, char** argv) {
    const Options options = parse(argc, argv);
    MarkKey key;
    key.bytes[0] = 0x48;
    Rng rng(1);
    std::map<std::string, Tally> tallies;
    double embed_s = 0.0;
    double sound_s = 0.0;
    double read_s = 0.0;
    double read_sound_s = 0.0;
    double snr_sum = 0.0;
    double snr_min = 1e9;
    double loudness_max = 0.0;
    int marked_pieces = 0;
    for (const std::string& path : options.files) {
        const AudioBuffer whole = load(path);
        const auto count = std::min(whole.size(), media::sample_count(options.seconds));
        for (int p = 0; p < options.pieces; ++p) {
            const std::size_t begin = options.pieces == 1
                                          ? 0
                                          : (whole.size() - count) * static_cast<std::size_t>(p) /
                                                static_cast<std::size_t>(options.pieces - 1);
            const AudioBuffer original = part(whole, begin, count);
            const auto id = static_cast<std::uint32_t>(rng.bits());
            AudioBuffer marked = original;
            if (!options.unmarked) {
                const double start = cpu_seconds();
                trust::SoundMark mark(key, id, static_cast<std::int64_t>(marked.size()));
                mark.apply(marked);
                embed_s += cpu_seconds() - start;
                sound_s += original.duration_s();
                const double snr = snr_db(original, marked);
                const auto before = media::integrated_loudness(original);
                const auto after = media::integrated_loudness(marked);
                if (before && after && *before && *after) {
                    loudness_max = std::max(loudness_max, std::abs(**after - **before));
                }
                snr_sum += snr;
                snr_min = std::min(snr_min, snr);
                marked_pieces += 1;
            }
            const auto bits = trust::encode_payload(id, key);
            for (const Treatment& treatment : kTreatments) {
                if (treatment.name.find(options.only) == std::string::npos) {
                    continue;
                }
                AudioBuffer audio = marked;
                if (treatment.excerpt_s > 0.0) {
                    const auto kept = media::sample_count(treatment.excerpt_s);
                    if (kept < audio.size()) {
                        audio = part(audio, (audio.size() - kept) / 2, kept);
                    } else {
                        continue;
                    }
                }
                for (const Pass& pass : treatment.passes) {
                    audio = treat(audio, pass);
                }
                const double start = cpu_seconds();
                trust::SoundMarkReader reader(key);
                reader.push(audio);
                const trust::SoundMarkFound found = reader.read();
                read_s += cpu_seconds() - start;
                read_sound_s += audio.duration_s();
                Tally& tally = tallies[treatment.name];
                tally.pieces += 1;
                tally.ids += found.id == id ? 1 : 0;
                tally.wrong += found.id && found.id != id ? 1 : 0;
                int right = 0;
                for (std::size_t i = 0; i < bits.size(); ++i) {
                    right += (found.soft[i] > 0.0F) == (bits[i] != 0) ? 1 : 0;
                }
                tally.right_bits += right / static_cast<double>(bits.size());
                tally.score += found.pilot_score;
                tally.score_min = std::min(tally.score_min, found.pilot_score);
                if (found.id != id && !options.unmarked) {
                    char text[160];
                    std::snprintf(
                        text,
                        sizeof(text),
                        " %s:%.1f(%.3f,%.3f)",
                        std::filesystem::path(path).stem().c_str(),
                        found.pilot_score,
                        found.speed,
                        found.pitch
                    );
                    tally.lost += text;
                }
            }
        }
    }
    std::printf(
        "%-26s %4s %6s %6s %6s %6s %6s\n",
        "treatment",
        "n",
        "id %",
        "wrong",
        "bits",
        "pilot",
        "least"
    );
    for (const Treatment& treatment : kTreatments) {
        const Tally& tally = tallies[treatment.name];
        if (tally.pieces == 0) {
            continue;
        }
        std::printf(
            "%-26s %4d %6.1f %6d %6.3f %6.1f %6.1f  %s\n",
            treatment.name.c_str(),
            tally.pieces,
            100.0 * tally.ids / tally.pieces,
            tally.wrong,
            tally.right_bits / tally.pieces,
            tally.score / tally.pieces,
            tally.score_min,
            tally.lost.c_str()
        );
    }
    if (marked_pieces > 0) {
        std::printf(
            "SNR mean %.1f dB, least %.1f; loudness changed by at most %.3f LU; marking %.0f x "
            "real time\n",
            snr_sum / marked_pieces,
            snr_min,
            loudness_max,
            sound_s / embed_s
        );
    }
    std::printf("reading 10 s takes %.2f s\n", 10.0 * read_s / read_sound_s);
    std::filesystem::remove_all(folder());
    return 0;
}
