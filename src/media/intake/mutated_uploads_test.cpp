// Files that were whole once, through the whole way: whatever became of them, the answer comes in
// time and is a picture, a clip, or what is wrong with the file.

#include "base/rng.h"
#include "media/intake/intake.h"
#include "media/intake/testing/clips.h"
#include "media/intake/testing/pictures.h"

#include <chrono>
#include <gtest/gtest.h>
#include <seccomp.h>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hibari::media {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kSeed = 3;
constexpr int kMutationsOfEach = 12;

// One of the things that happen to files, at a random place.
std::string mutated(std::string bytes, Rng& rng) {
    const int changes = 1 + static_cast<int>(rng.index(8));
    for (int i = 0; i < changes && bytes.size() > 8; ++i) {
        const std::size_t at = rng.index(bytes.size());
        switch (rng.index(5)) {
            case 0:
                bytes[at] = static_cast<char>(rng.index(256));
                break;
            case 1:
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << rng.index(8)));
                break;
            case 2:
                bytes.replace(at, 4, "\xFF\xFF\xFF\xFF");
                break;
            case 3:
                bytes.erase(at, 1 + rng.index(16));
                break;
            default:
                bytes.insert(at, bytes.substr(rng.index(bytes.size()), 1 + rng.index(64)));
                break;
        }
    }
    return bytes;
}

template <typename Decode>
void expect_answers(const std::string& whole, const char* name, const Decode& decode) {
    Rng rng = Rng(kSeed).split(name);
    for (int i = 0; i < kMutationsOfEach; ++i) {
        const std::string bytes = mutated(whole, rng);
        const auto began = Clock::now();
        const auto result = decode(bytes);
        EXPECT_LT(Clock::now() - began, 3s) << name << ", mutation " << i;
        if (!result) {
            EXPECT_EQ(result.error().code, ErrorCode::kInvalidArgument)
                << name << ", mutation " << i << ": " << to_string(result.error());
            EXPECT_FALSE(result.error().reason.empty());
        }
    }
}

TEST(MutatedUploads, OfPicturesAreAnswered) {
    IntakeLimits limits = kPictureLimits;
    limits.time_max = 2s;
    for (const char* name :
         {"baseline_420.jpg",
          "progressive.jpg",
          "cmyk.jpg",
          "turned_right.jpg",
          "deep.png",
          "interlaced.png",
          "palette.png",
          "lossy.webp",
          "transparent_lossless.webp",
          "turned_right.webp"}) {
        expect_answers(testing::picture_bytes(name), name, [&](const std::string& bytes) {
            return testing::decode(bytes, limits);
        });
    }
}

TEST(MutatedUploads, OfClipsAreAnswered) {
    IntakeLimits limits = kClipLimits;
    limits.time_max = 2s;
    for (const char* name :
         {"h264_aac.mp4",
          "index_last.mov",
          "fragments.mp4",
          "vp8_vorbis.webm",
          "vp9_opus.webm",
          "hevc.mp4",
          "av1.mp4",
          "h264_pcm.mov"}) {
        expect_answers(testing::clip_bytes(name), name, [&](const std::string& bytes) {
            return testing::inspect(bytes, limits);
        });
    }
}

TEST(MutatedUploads, OfNothingButNoiseAreAnswered) {
    Rng rng(kSeed);
    for (const char* magic : {"\x89PNG\r\n\x1A\n", "\xFF\xD8\xFF", "RIFF....WEBP", "GIF89a"}) {
        std::string bytes = magic;
        for (int i = 0; i < 5000; ++i) {
            bytes += static_cast<char>(rng.index(256));
        }
        EXPECT_FALSE(testing::decode(bytes));
        EXPECT_FALSE(testing::inspect(bytes));
    }
}

// What a container does that allows no filters: every call that would install one is refused.
bool refuse_filters() {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    const bool refused =
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(seccomp), 0) == 0 &&
        seccomp_rule_add(
            filter,
            SCMP_ACT_ERRNO(EPERM),
            SCMP_SYS(prctl),
            1,
            scmp_arg_cmp{.arg = 0, .op = SCMP_CMP_EQ, .datum_a = PR_SET_SECCOMP, .datum_b = 0}
        ) == 0 &&
        seccomp_load(filter) == 0;
    seccomp_release(filter);
    return refused;
}

TEST(Sandbox, DecodesNothingWhereThereIsNone) {
    const pid_t id = fork();
    if (id == 0) {
        const auto picture = refuse_filters()
                                 ? testing::decode(testing::picture_bytes("odd.png"))
                                 : Result<Picture>(fail(ErrorCode::kInternal, "no filter"));
        const bool refused = !picture && picture.error().code == ErrorCode::kUnsupported &&
                             picture.error().reason == "no_sandbox";
        _exit(refused ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(waitpid(id, &status, 0), id);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace hibari::media
