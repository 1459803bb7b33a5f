#include "media/image.h"
#include "media/intake/intake.h"
#include "media/intake/sandbox.h"
#include "media/intake/testing/pictures.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <dirent.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <thread>

namespace hibari::media {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using testing::Colour;
using testing::colour_at;
using testing::decode;
using testing::picture_bytes;

constexpr Colour kRed{220, 20, 20};
constexpr Colour kGreen{20, 200, 20};
constexpr Colour kBlue{20, 20, 220};
constexpr Colour kLight{240, 240, 240};
constexpr Colour kWhite{255, 255, 255};

void expect_near(const Colour& got, const Colour& wanted, int tolerance, const char* where) {
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(got[i], wanted[i], tolerance) << where << ", channel " << i;
    }
}

// The middle of each quarter.
void expect_quarters(const Frame& frame, const std::array<Colour, 4>& wanted, int tolerance) {
    const int x = frame.width() / 4;
    const int y = frame.height() / 4;
    expect_near(colour_at(frame, x, y), wanted[0], tolerance, "top left");
    expect_near(colour_at(frame, 3 * x, y), wanted[1], tolerance, "top right");
    expect_near(colour_at(frame, x, 3 * y), wanted[2], tolerance, "bottom left");
    expect_near(colour_at(frame, 3 * x, 3 * y), wanted[3], tolerance, "bottom right");
}

std::string reason_of(const Result<Picture>& result) {
    return result ? "decoded" : result.error().reason;
}

struct Format {
    const char* name;
    int tolerance;
};

class EveryFormat : public ::testing::TestWithParam<Format> {};

TEST_P(EveryFormat, ShowsTheFourQuarters) {
    const auto picture = decode(picture_bytes(GetParam().name));
    ASSERT_TRUE(picture) << to_string(picture.error());
    EXPECT_EQ(picture->size, (FrameSize{48, 32}));
    expect_quarters(picture->frame, {kRed, kGreen, kBlue, kLight}, GetParam().tolerance);
}

INSTANTIATE_TEST_SUITE_P(
    DecodePicture,
    EveryFormat,
    ::testing::Values(
        Format{"baseline_420.jpg", 8},
        Format{"progressive.jpg", 8},
        Format{"cmyk.jpg", 8},
        Format{"deep.png", 1},
        Format{"deep_alpha.png", 1},
        Format{"interlaced.png", 1},
        Format{"lossless.webp", 0},
        Format{"lossy.webp", 8}
    )
);

TEST(DecodePicture, TurnsPicturesUpright) {
    for (const char* name : {"turned_right.jpg", "turned_right.png", "turned_right.webp"}) {
        SCOPED_TRACE(name);
        const auto picture = decode(picture_bytes(name));
        ASSERT_TRUE(picture) << to_string(picture.error());
        EXPECT_EQ(picture->size, (FrameSize{32, 48}));
        expect_quarters(picture->frame, {kBlue, kRed, kLight, kGreen}, 8);
    }
}

// The colours of the quarters in Display P3 are these in sRGB; see colour_profile_test.cpp.
TEST(DecodePicture, AppliesColourProfiles) {
    for (const char* name : {"display_p3.jpg", "display_p3.png", "display_p3.webp"}) {
        SCOPED_TRACE(name);
        const auto picture = decode(picture_bytes(name));
        ASSERT_TRUE(picture) << to_string(picture.error());
        expect_quarters(picture->frame, {{{240, 0, 0}, {0, 205, 0}, {20, 20, 228}, kLight}}, 8);
    }
    const auto clear = decode(picture_bytes("display_p3_clear.png"));
    ASSERT_TRUE(clear) << to_string(clear.error());
    expect_near(colour_at(clear->frame, 5, 6), kWhite, 2, "clear");
}

TEST(DecodePicture, LaysTransparencyOverWhite) {
    for (const char* name :
         {"transparent.png", "transparent_lossless.webp", "transparent_lossy.webp"}) {
        SCOPED_TRACE(name);
        const auto picture = decode(picture_bytes(name));
        ASSERT_TRUE(picture) << to_string(picture.error());
        expect_near(colour_at(picture->frame, 5, 6), kWhite, 2, "clear");
        expect_near(colour_at(picture->frame, 18, 6), {127, 127, 127}, 6, "half black");
        expect_near(colour_at(picture->frame, 36, 6), kGreen, 8, "opaque");
    }
    const auto palette = decode(picture_bytes("palette.png"));
    ASSERT_TRUE(palette) << to_string(palette.error());
    expect_quarters(palette->frame, {kRed, kGreen, kBlue, kWhite}, 1);
}

TEST(DecodePicture, ShowsGreyAsGrey) {
    for (const char* name : {"grey.jpg", "grey.png", "grey_alpha.png", "one_bit.png"}) {
        SCOPED_TRACE(name);
        const auto picture = decode(picture_bytes(name));
        ASSERT_TRUE(picture) << to_string(picture.error());
        const Colour dark = colour_at(picture->frame, 12, 8);
        EXPECT_EQ(dark[0], dark[1]);
        EXPECT_EQ(dark[1], dark[2]);
        EXPECT_GT(colour_at(picture->frame, 37, 24)[0], 230);
    }
    // Rec. 601 grey of the red quarter: 0.299 * 220 + 0.701 * 20.
    EXPECT_NEAR(colour_at(decode(picture_bytes("grey.jpg"))->frame, 12, 8)[0], 80, 3);
    EXPECT_NEAR(colour_at(decode(picture_bytes("grey.png"))->frame, 12, 8)[0], 80, 1);
}

TEST(DecodePicture, TellsTheSizeAnOddPictureHad) {
    for (const char* name : {"odd.png", "odd.jpg"}) {
        const auto picture = decode(picture_bytes(name));
        ASSERT_TRUE(picture) << to_string(picture.error());
        EXPECT_EQ(picture->size, (FrameSize{47, 31}));
        EXPECT_EQ(picture->frame.size(), (FrameSize{46, 30}));
        expect_quarters(picture->frame, {kRed, kGreen, kBlue, kLight}, 8);
    }
}

TEST(DecodePicture, ReadsWhatWeWrite) {
    Frame frame({320, 180});
    std::ranges::fill(frame.pixels(), std::uint8_t{90});
    for (const auto& bytes : {encode_png(frame), encode_jpeg(frame, 90), encode_webp(frame, 90)}) {
        const auto picture = decode(*bytes);
        ASSERT_TRUE(picture) << to_string(picture.error());
        EXPECT_EQ(picture->size, frame.size());
        expect_near(colour_at(picture->frame, 100, 100), {90, 90, 90}, 3, "grey");
    }
}

TEST(DecodePicture, RefusesWhatIsNoPicture) {
    const std::string png = picture_bytes("odd.png");
    for (const std::string& bytes :
         {"GIF89a"s + png.substr(6),
          "%PDF-1.7\n1 0 obj"s,
          "<svg xmlns='http://www.w3.org/2000/svg'/>"s,
          "<!doctype html><script>1</script>"s,
          "PK\x03\x04"s + png,
          "#EXTM3U\nfile:///etc/passwd\n"s,
          "\x89PNG"s,
          "RIFF\x24\0\0\0WAVEfmt "s,
          "BM"s + png,
          " "s + png}) {
        EXPECT_EQ(reason_of(decode(bytes)), "not_a_picture") << bytes.substr(0, 8);
    }
    EXPECT_EQ(reason_of(decode(picture_bytes("animated.gif"))), "not_a_picture");
    EXPECT_EQ(reason_of(decode("")), "broken_file");
}

TEST(DecodePicture, RefusesAnimations) {
    EXPECT_EQ(reason_of(decode(picture_bytes("animated.webp"))), "animated_picture");
    EXPECT_EQ(reason_of(decode(picture_bytes("animated.png"))), "animated_picture");
}

TEST(DecodePicture, RefusesWhatIsCutOff) {
    const std::string whole = picture_bytes("baseline_420.jpg");
    EXPECT_EQ(
        reason_of(decode(std::string_view(whole).substr(0, whole.size() / 2))), "broken_file"
    );
}

std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = crc >> 1U ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

std::string big_endian(std::uint32_t value) {
    std::string text;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        text += static_cast<char>(value >> shift & 0xFFU);
    }
    return text;
}

// The picture with another size in its header, correctly summed.
std::string png_of_stated_size(std::uint32_t width, std::uint32_t height) {
    std::string png = picture_bytes("grey.png");
    png.replace(16, 8, big_endian(width) + big_endian(height));
    png.replace(29, 4, big_endian(crc32(std::string_view(png).substr(12, 17))));
    return png;
}

TEST(DecodePicture, RefusesBombsBeforeTheyGoOff) {
    const auto bomb = decode(png_of_stated_size(30'000, 30'000));
    ASSERT_FALSE(bomb);
    EXPECT_EQ(bomb.error().reason, "too_large");
    EXPECT_EQ(bomb.error().message, "too large: 30000x30000, at most 4096 pixels a side");
    EXPECT_EQ(reason_of(decode(png_of_stated_size(0xFFFFFFFFU, 0xFFFFFFFFU))), "too_large");
    EXPECT_EQ(reason_of(decode(png_of_stated_size(0, 4))), "too_small");
    EXPECT_EQ(reason_of(decode(png_of_stated_size(1, 4))), "too_small");
    EXPECT_EQ(reason_of(decode(png_of_stated_size(4096, 4096))), "broken_file");
    IntakeLimits few_pixels = kPictureLimits;
    few_pixels.pixels_max = 1000;
    EXPECT_EQ(
        decode(picture_bytes("odd.png"), few_pixels).error().message,
        "too large: 47x31, at most 1000 pixels"
    );
}

TEST(DecodePicture, TakesTheLargestPicture) {
    const auto picture = decode(*encode_jpeg(Frame({4096, 4096}), 50));
    ASSERT_TRUE(picture) << to_string(picture.error());
    EXPECT_EQ(picture->size, (FrameSize{4096, 4096}));
}

TEST(DecodePicture, KeepsToItsLimits) {
    const std::string large = *encode_jpeg(Frame({2048, 2048}), 50);
    IntakeLimits limits = kPictureLimits;
    limits.bytes_max = large.size() - 1;
    EXPECT_EQ(reason_of(decode(large, limits)), "file_too_large");
    limits = kPictureLimits;
    limits.memory_bytes_max = std::uint64_t{4} << 20U;
    if (kSandboxLimitsMemory) {
        EXPECT_EQ(reason_of(decode(large, limits)), "too_much_memory");
    }
    limits = kPictureLimits;
    limits.time_max = 0s;
    EXPECT_EQ(reason_of(decode(large, limits)), "took_too_long");
}

TEST(DecodePicture, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const auto upload = memory_file(picture_bytes("odd.png"));
    const auto result = decode_picture(*upload, kPictureLimits, stop.get_token());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kCancelled);
}

int open_descriptors() {
    DIR* folder = opendir("/proc/self/fd");
    int count = 0;
    while (readdir(folder) != nullptr) {
        count += 1;
    }
    closedir(folder);
    return count;
}

TEST(DecodePicture, LeavesNothingBehind) {
    const int before = open_descriptors();
    const auto upload = memory_file(picture_bytes("odd.png"));
    EXPECT_TRUE(decode_picture(*upload));
    EXPECT_FALSE(decode("not a picture"));
    EXPECT_EQ(open_descriptors(), before + 1);
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "there is a child left";
    EXPECT_EQ(errno, ECHILD);
}

TEST(DecodePicture, RunsSeveralTimesAtOnce) {
    const std::string bytes = picture_bytes("odd.png");
    std::atomic<int> decoded = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 6; ++i) {
            threads.emplace_back([&] { decoded += decode(bytes) ? 1 : 0; });
        }
    }
    EXPECT_EQ(decoded, 6);
}

}  // namespace
}  // namespace hibari::media
