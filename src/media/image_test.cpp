#include "media/image.h"

#include "base/files.h"

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>

namespace hibari::media {
namespace {

Frame gradient(FrameSize size) {
    Frame frame(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const auto at = static_cast<std::size_t>(x) * 3;
            frame.row(y)[at] = static_cast<std::uint8_t>(x * 255 / size.width);
            frame.row(y)[at + 1] = static_cast<std::uint8_t>(y * 255 / size.height);
            frame.row(y)[at + 2] = 128;
        }
    }
    return frame;
}

int largest_difference(const Frame& a, const Frame& b) {
    int largest = 0;
    for (std::size_t i = 0; i < a.pixels().size(); ++i) {
        largest = std::max(largest, std::abs(a.pixels()[i] - b.pixels()[i]));
    }
    return largest;
}

TEST(Png, IsLossless) {
    const Frame frame = gradient({62, 34});
    const auto decoded = decode_image(*encode_png(frame));
    ASSERT_TRUE(decoded) << to_string(decoded.error());
    EXPECT_EQ(largest_difference(frame, *decoded), 0);
}

TEST(Png, KeepsSixteenBitsOfGrey) {
    std::vector<std::uint16_t> depth(8);
    depth[5] = 0xABCD;
    const auto png = encode_png_grey16({4, 2}, depth);
    ASSERT_TRUE(png);
    // Header: width, height, 16 bits, colour type 0 (PNG specification, 11.2.2).
    EXPECT_EQ((*png)[24], 16);
    EXPECT_EQ((*png)[25], 0);
    EXPECT_NEAR(decode_image(*png)->row(1)[3], 0xAB, 1);
    const auto back = decode_png_grey16(*png);
    ASSERT_TRUE(back);
    EXPECT_TRUE(std::ranges::equal(*back, depth));
    EXPECT_FALSE(decode_png_grey16(*encode_png(gradient({4, 2}))));
}

TEST(Jpeg, StaysCloseAtHighQuality) {
    const Frame frame = gradient({64, 32});
    const auto decoded = decode_image(*encode_jpeg(frame, 95));
    ASSERT_TRUE(decoded);
    EXPECT_LE(largest_difference(frame, *decoded), 12);
    EXPECT_LT(encode_jpeg(frame, 10)->size(), encode_jpeg(frame, 95)->size());
}

TEST(DecodeImage, RejectsEverythingElse) {
    for (const char* bad : {"", "GIF89a", "\x89PNG\r\n", "\xFF\xD8\xFF"}) {
        EXPECT_FALSE(decode_image(bad));
    }
    const std::string png = *encode_png(gradient({16, 16}));
    EXPECT_FALSE(decode_image(std::string_view(png).substr(0, 40)));
}

TEST(Scale, KeepsTheAverage) {
    const auto small = scale(gradient({64, 64}), {8, 8});
    ASSERT_TRUE(small);
    EXPECT_NEAR(small->row(4)[4 * 3 + 2], 128, 1);
    EXPECT_NEAR(small->row(0)[0], 14, 3);
}

TEST(ContactSheet, PutsCellsInRows) {
    const Frame frame = gradient({64, 36});
    const std::vector<SheetCell> cells = {{&frame, "0.0 s"}, {&frame, "0.5 s"}, {&frame, "1.0 s"}};
    const auto sheet = contact_sheet(cells, 2, 128);
    ASSERT_TRUE(sheet);
    EXPECT_EQ(sheet->width(), 4 + 2 * 132);
    EXPECT_EQ(sheet->height(), 4 + 2 * (72 + 24));
    EXPECT_EQ(sheet->row(10)[10 * 3 + 2], 128);
    // The caption has ink, the empty fourth cell has none.
    const auto caption = sheet->row(4 + 72 + 5).first(128 * 3);
    EXPECT_GT(*std::ranges::max_element(caption), 200);
    EXPECT_LT(sheet->row(150)[200 * 3], 50);
}

// RIFF header of RFC 9649, section 2.4, and the size in the VP8 frame header.
TEST(EncodeWebp, WritesALossyWebpOfTheFramesSize) {
    Frame frame({320, 180});
    std::ranges::fill(frame.pixels(), std::uint8_t{90});
    const auto bytes = encode_webp(frame, 80);
    ASSERT_TRUE(bytes) << to_string(bytes.error());
    ASSERT_GT(bytes->size(), 30U);
    EXPECT_EQ(bytes->substr(0, 4), "RIFF");
    EXPECT_EQ(bytes->substr(8, 8), "WEBPVP8 ");
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>((*bytes)[at]); };
    EXPECT_EQ(byte(26) + 256 * byte(27), 320);
    EXPECT_EQ(byte(28) + 256 * byte(29), 180);
}

TEST(SpriteSheet, PutsFramesInRows) {
    std::vector<Frame> frames(5, Frame({4, 2}));
    for (std::size_t i = 0; i < frames.size(); ++i) {
        std::ranges::fill(frames[i].pixels(), static_cast<std::uint8_t>(10 * i));
    }
    const Frame sheet = sprite_sheet(frames, 3);
    EXPECT_EQ(sheet.size(), (FrameSize{12, 4}));
    EXPECT_EQ(sheet.row(0)[3 * 4], 10);
    EXPECT_EQ(sheet.row(2)[0], 30);
    EXPECT_EQ(sheet.row(3)[3 * 8], 0) << "nothing is left black";
}

}  // namespace
}  // namespace hibari::media
