// In this process, where many files take little time.

#include "media/intake/picture_decoder.h"

#include "media/intake/orientation.h"
#include "media/intake/testing/pictures.h"

#include <array>
#include <gtest/gtest.h>
#include <vector>

namespace hibari::media {
namespace {

using testing::picture_bytes;

TEST(PictureDecoder, RefusesWhatIsCutOff) {
    for (const char* name :
         {"odd.png",
          "deep.png",
          "baseline_420.jpg",
          "progressive.jpg",
          "lossy.webp",
          "lossless.webp",
          "transparent_lossy.webp"}) {
        const std::string whole = picture_bytes(name);
        for (std::size_t percent = 0; percent < 100; percent += 5) {
            const auto picture = decode_picture_bytes(
                std::string_view(whole).substr(0, whole.size() * percent / 100), kPictureLimits
            );
            ASSERT_FALSE(picture) << name << " at " << percent << " %";
            EXPECT_EQ(picture.error().code, ErrorCode::kInvalidArgument);
        }
    }
}

TEST(PictureDecoder, SeesDamagedPixels) {
    std::string png = picture_bytes("deep.png");
    png[png.find("IDAT") + 12] ^= 0x10;
    const auto picture = decode_picture_bytes(png, kPictureLimits);
    ASSERT_FALSE(picture);
    EXPECT_EQ(picture.error().reason, "broken_file");
}

// Pixels numbered by rows, and where each orientation shows them
// (Exif 2.32, 4.6.4).
TEST(Orientation, TurnsAllEightWays) {
    constexpr FrameSize kStored{4, 2};
    std::vector<std::uint8_t> pixels;
    for (std::uint8_t i = 0; i < 8; ++i) {
        pixels.insert(pixels.end(), {i, i, i});
    }
    const PixelRows source{.data = pixels.data(), .size = kStored, .row_bytes = 12};
    const std::array<std::vector<int>, 8> wanted = {{
        {0, 1, 2, 3, 4, 5, 6, 7},
        {3, 2, 1, 0, 7, 6, 5, 4},
        {7, 6, 5, 4, 3, 2, 1, 0},
        {4, 5, 6, 7, 0, 1, 2, 3},
        {0, 4, 1, 5, 2, 6, 3, 7},
        {4, 0, 5, 1, 6, 2, 7, 3},
        {7, 3, 6, 2, 5, 1, 4, 0},
        {3, 7, 2, 6, 1, 5, 0, 4},
    }};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const Frame frame = upright_frame(source, orientation);
        EXPECT_EQ(frame.size(), upright_size(kStored, orientation));
        std::vector<int> got;
        for (std::size_t i = 0; i < frame.pixels().size(); i += 3) {
            got.push_back(frame.pixels()[i]);
        }
        EXPECT_EQ(got, wanted[static_cast<std::size_t>(orientation - 1)]) << orientation;
    }
}

TEST(Orientation, ReadsBothByteOrdersAndNothingBroken) {
    using namespace std::string_literals;
    const std::string big = "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"s;
    const std::string little = "II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0"s;
    EXPECT_EQ(exif_orientation(big), 6);
    EXPECT_EQ(exif_orientation(little), 8);
    for (std::size_t size = 0; size < 18; ++size) {
        EXPECT_EQ(exif_orientation(big.substr(0, size)), 1) << size;
    }
    std::string wrong = big;
    wrong[19] = 9;
    EXPECT_EQ(exif_orientation(wrong), 1);
}

}  // namespace
}  // namespace hibari::media
