// Who gets past the judge of likeness recordings: honest people, and cheats of many kinds, all
// drawn and synthesised (src/trust/likeness/testing). Not certified: it says how the checks behave
// on this set and nothing about people.
//
//   trust_liveness [--honest N] [--attacks N] [--from K] [--seed S] [--verbose]
//
// Every recording goes through a file as telephones write it, made by the ffmpeg program, and comes
// back through the decoder that uploads go through. Both numbers are of recordings; kinds of
// attacks, rooms and files take turns. --from K leaves out the first K of each, so that a long run
// can be made in parts. A retry is a second performance of the same person to a new challenge.
// Ends with 1 when an attack was accepted.

#include "base/descriptor.h"
#include "media/intake/intake.h"
#include "trust/likeness/judge.h"
#include "trust/likeness/testing/performance.h"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <unistd.h>

namespace {

using namespace hibari;
using trust::LivenessDecision;
using trust::testing::Conditions;

struct Options {
    int honest = 60;
    int attacks = 200;
    int from = 0;
    std::uint64_t seed = 2026;
    bool is_verbose = false;
};

struct Room {
    std::string_view name;
    Conditions conditions;
};

constexpr std::array<Room, 9> kRooms = {{
    {"usual", {}},
    {"dim, much grain", {.room = 0.45F, .grain = 2.0F}},
    {"bright", {.room = 1.4F}},
    {"shaking hand", {.shake = 2.5F}},
    {"glasses", {.glasses = true}},
    {"beard", {.beard = true}},
    {"quiet voice", {.loudness = 0.12F}},
    {"noise", {.noise_db = 8.0}},
    {"glasses, beard, grain, shaking",
     {.grain = 1.5F, .shake = 1.8F, .glasses = true, .beard = true}},
}};

struct FileForm {
    std::string_view name;
    int fps = 24;
    std::string_view options;
    /// Degrees that the file says it has to be turned by to be seen upright.
    int turned = 0;
};

constexpr std::array<FileForm, 8> kFiles = {{
    {"H.264, 30 a second", 30, "-c:v libx264 -preset ultrafast -crf 26"},
    {"H.264, 24 a second", 24, "-c:v libx264 -preset ultrafast -crf 26"},
    {"HEVC, 30 a second",
     30,
     "-c:v libx265 -preset ultrafast -crf 28 -x265-params log-level=none -tag:v hvc1"},
    {"H.264, 25 a second", 25, "-c:v libx264 -preset ultrafast -crf 26"},
    {"H.264, lying, with a flag", 30, "-vf transpose=2 -c:v libx264 -preset ultrafast -crf 26", 270
    },
    {"H.264, changing rate",
     30,
     "-vf select='gt(random(7)\\,0.12)' -vsync vfr -c:v libx264 -preset ultrafast -crf 26"},
    {"H.264, 600 kbit/s", 30, "-c:v libx264 -preset ultrafast -b:v 600k"},
    {"H.264, 60 a second", 60, "-c:v libx264 -preset ultrafast -crf 26"},
}};

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "liveness: %s\n", why.c_str());
    std::exit(2);
}

// A folder of its own for the files, gone in the end.
class Scratch {
  public:
    Scratch()
        : folder_(
              std::filesystem::temp_directory_path() / ("liveness-" + std::to_string(getpid()))
          ) {
        std::filesystem::create_directories(folder_);
    }

    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    ~Scratch() { std::filesystem::remove_all(folder_); }

    std::string path(std::string_view name) const { return (folder_ / name).string(); }

  private:
    std::filesystem::path folder_;
};

// The recording as a telephone would have written it, and as it comes back.
trust::Recording through_file(
    const trust::Recording& recording, const FileForm& form, const Scratch& scratch
) {
    const std::string sound = scratch.path("sound.f32");
    const std::string lying = scratch.path("lying.mp4");
    const std::string upright = scratch.path("upright.mp4");
    const auto written = [](FILE* file, const void* data, std::size_t bytes) {
        if (file == nullptr || std::fwrite(data, 1, bytes, file) != bytes) {
            give_up("cannot write a recording; is there the ffmpeg program?");
        }
    };
    {
        const std::unique_ptr<FILE, int (*)(FILE*)> file(
            std::fopen(sound.c_str(), "wb"), std::fclose
        );
        written(file.get(), recording.sound.data(), recording.sound.size() * sizeof(float));
    }
    const media::FrameSize size = recording.frames.front().size();
    const std::string command =
        "ffmpeg -y -loglevel error -f rawvideo -pix_fmt rgb24 -s " + std::to_string(size.width) +
        "x" + std::to_string(size.height) + " -r " + std::to_string(recording.fps) +
        " -i - -f f32le -ar 48000 -ac 1 -i '" + sound + "' " + std::string(form.options) +
        " -pix_fmt yuv420p -c:a aac -b:a 96k '" + lying + "'";
    FILE* pipe = popen(command.c_str(), "w");
    for (const media::Frame& frame : recording.frames) {
        written(pipe, frame.pixels().data(), frame.pixels().size());
    }
    if (pclose(pipe) != 0) {
        give_up("ffmpeg failed");
    }
    if (form.turned != 0) {
        const std::string turn = "ffmpeg -y -loglevel error -i '" + lying +
                                 "' -c copy -metadata:s:v rotate=" + std::to_string(form.turned) +
                                 " '" + upright + "'";
        if (std::system(turn.c_str()) != 0) {
            give_up("ffmpeg failed");
        }
    }
    const FileDescriptor file(
        open((form.turned != 0 ? upright : lying).c_str(), O_RDONLY | O_CLOEXEC)
    );
    media::IntakeLimits limits = media::kClipLimits;
    limits.time_max = std::chrono::seconds(300);
    auto back = trust::read_recording([&](media::ClipSink& sink) -> Result<void> {
        HIBARI_TRY(media::decode_clip_upload(file, sink, {.side_max = 1024}, limits));
        return {};
    });
    if (!back) {
        give_up(to_string(back.error()));
    }
    return std::move(*back);
}

struct Tally {
    int accepted = 0;
    int doubtful = 0;
    int rejected = 0;
    std::map<std::string, int> checks;

    int count() const { return accepted + doubtful + rejected; }

    void add(const trust::LivenessVerdict& verdict) {
        (verdict.decision == LivenessDecision::kAccepted   ? accepted
         : verdict.decision == LivenessDecision::kDoubtful ? doubtful
                                                           : rejected) += 1;
        for (const trust::LivenessCheck& check : verdict.checks) {
            if (check.decision != LivenessDecision::kAccepted) {
                ++checks[check.name];
            }
        }
    }
};

// The 95 % interval of a share (Wilson, JASA 1927), in per cent.
std::array<double, 2> wilson(int hits, int count) {
    constexpr double kZ = 1.959964;
    const double n = count;
    const double p = hits / n;
    const double middle = p + kZ * kZ / (2.0 * n);
    const double spread = kZ * std::sqrt(p * (1.0 - p) / n + kZ * kZ / (4.0 * n * n));
    const double whole = 1.0 + kZ * kZ / n;
    return {
        100.0 * std::max(0.0, middle - spread) / whole,
        100.0 * std::min(whole, middle + spread) / whole
    };
}

void print_row(const std::string& name, const Tally& tally) {
    if (tally.count() == 0) {
        return;
    }
    const auto [low, high] = wilson(tally.accepted, tally.count());
    std::printf(
        "%-40s n %3d  accepted %3d (%.0f to %.0f %%)  to a person %3d  rejected %3d ",
        name.c_str(),
        tally.count(),
        tally.accepted,
        low,
        high,
        tally.doubtful,
        tally.rejected
    );
    for (const auto& [check, count] : tally.checks) {
        std::printf(" %s %d", check.c_str(), count);
    }
    std::printf("\n");
    std::fflush(stdout);
}

class Bench {
  public:
    explicit Bench(const Options& options) : options_(options) {}

    int run() {
        honest();
        const int accepted = attacks();
        std::printf(
            "not certified: drawn heads and robot voices, no people; judging took %.1f s each\n",
            seconds_ / std::max(1, judged_)
        );
        return accepted == 0 ? 0 : 1;
    }

  private:
    trust::LivenessVerdict judge(
        const std::string& what,
        const trust::testing::Performance& performance,
        const trust::Challenge& challenge,
        const FileForm& form
    ) {
        const trust::Recording recording = through_file(performance.recording, form, scratch_);
        const auto begin = std::chrono::steady_clock::now();
        auto verdict = trust::judge_recording(recording, challenge, performance.received_at_us);
        if (!verdict) {
            give_up(to_string(verdict.error()));
        }
        seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        ++judged_;
        if (options_.is_verbose) {
            std::printf(
                "  %s; %s; %s: %s",
                what.c_str(),
                std::string(form.name).c_str(),
                performance.voice.c_str(),
                std::string(trust::to_string(verdict->decision)).c_str()
            );
            for (const trust::LivenessCheck& check : verdict->checks) {
                std::printf(" %s=%.2f", check.name.c_str(), check.score);
            }
            for (const std::string& reason : verdict->reasons()) {
                std::printf(" | %s", reason.c_str());
            }
            std::printf("\n");
            std::fflush(stdout);
        }
        return std::move(*verdict);
    }

    void honest() {
        Tally first;
        Tally retried;
        std::map<std::string_view, Tally> rooms;
        std::map<std::string_view, Tally> files;
        for (int i = options_.from; i < options_.honest; ++i) {
            const Rng rng = Rng(options_.seed).split("honest").split(i);
            const auto index = static_cast<std::size_t>(i);
            const Room& room = kRooms[index % kRooms.size()];
            const FileForm& form = kFiles[index % kFiles.size()];
            Conditions conditions = room.conditions;
            conditions.fps = form.fps;
            const auto attempt = [&](std::string_view name) {
                const trust::Challenge challenge = trust::testing::draw_challenge(rng.split(name));
                return judge(
                    std::to_string(i) + " honest, " + std::string(room.name),
                    trust::testing::perform(challenge, rng, conditions),
                    challenge,
                    form
                );
            };
            trust::LivenessVerdict verdict = attempt("challenge");
            first.add(verdict);
            rooms[room.name].add(verdict);
            files[form.name].add(verdict);
            if (verdict.decision != LivenessDecision::kAccepted) {
                trust::LivenessVerdict second = attempt("second");
                if (second.decision < verdict.decision) {
                    verdict = std::move(second);
                }
            }
            retried.add(verdict);
        }
        for (const auto& [name, tally] : rooms) {
            print_row("honest; " + std::string(name), tally);
        }
        for (const auto& [name, tally] : files) {
            print_row("honest; " + std::string(name), tally);
        }
        print_row("honest, first try", first);
        print_row("honest, with one retry", retried);
    }

    int attacks() {
        const auto kinds = trust::testing::attack_kinds();
        std::map<std::string_view, Tally> tallies;
        Tally all;
        for (int i = options_.from; i < options_.attacks; ++i) {
            const auto index = static_cast<std::size_t>(i);
            const std::string_view kind = kinds[index % kinds.size()];
            // The two forms that browsers and most telephones write.
            const FileForm& form = kFiles[index % 2];
            const Rng rng = Rng(options_.seed).split("attack").split(i);
            const trust::Challenge challenge =
                trust::testing::draw_challenge(rng.split("challenge"));
            const trust::LivenessVerdict verdict = judge(
                std::to_string(i) + " " + std::string(kind),
                trust::testing::attack(kind, challenge, rng, {.fps = form.fps}),
                challenge,
                form
            );
            tallies[kind].add(verdict);
            all.add(verdict);
        }
        for (const std::string_view kind : kinds) {
            print_row(std::string(kind), tallies[kind]);
        }
        print_row("attacks, all", all);
        return all.accepted;
    }

    Options options_;
    Scratch scratch_;
    double seconds_ = 0.0;
    int judged_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    media::run_decoder_child(argc, argv);
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto number = [&] { return i + 1 < argc ? std::atoi(argv[++i]) : 0; };
        if (word == "--honest") {
            options.honest = number();
        } else if (word == "--attacks") {
            options.attacks = number();
        } else if (word == "--from") {
            options.from = number();
        } else if (word == "--seed") {
            options.seed = static_cast<std::uint64_t>(number());
        } else if (word == "--verbose") {
            options.is_verbose = true;
        } else {
            std::fprintf(
                stderr,
                "usage: trust_liveness [--honest N] [--attacks N] [--from K] [--seed S] "
                "[--verbose]\n"
            );
            return 2;
        }
    }
    return Bench(options).run();
}
