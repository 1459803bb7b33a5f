#include "trust/visible/lettering.h"

#include "trust/visible/writing.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>

namespace hibari::trust {
namespace {

constexpr media::FrameSize kWide{1280, 720};
constexpr media::FrameSize kTall{360, 640};

bool same(const Coverage& a, const Coverage& b) {
    return a.width == b.width && a.height == b.height && a.ink == b.ink && a.body == b.body;
}

std::string times(int count, const std::string& text) {
    std::string all;
    for (int i = 0; i < count; ++i) {
        all += text;
    }
    return all;
}

TEST(Lettering, HasRoomForLettersAndTheirOutline) {
    for (const std::string name : {"ann", "jq_@{}|\xC3\x85g", "\xE5\xB1\xB1\xE7\x94\xB0", "9"}) {
        const Coverage made = letter(name, kWide);
        for (int y = 0; y < made.height; ++y) {
            for (int x = 0; x < made.width; ++x) {
                const auto at = static_cast<std::size_t>(y * made.width + x);
                ASSERT_GE(made.body[at], made.ink[at]);
                if (x == 0 || y == 0 || x + 1 == made.width || y + 1 == made.height) {
                    ASSERT_EQ(made.body[at], 0) << name << " is cut off at " << x << "," << y;
                }
            }
        }
    }
}

TEST(Lettering, DrawsCapitalsAsHighAsItSays) {
    // Beside the @ there is nothing but the I, at the right end and in one piece.
    const Coverage made = letter("IIIIIII", {1000, 1000});
    int right = made.width;
    int high = 0;
    while (high == 0 && right > 0) {
        --right;
        for (int y = 0; y < made.height; ++y) {
            high += made.ink[static_cast<std::size_t>(y * made.width + right)] > 127 ? 1 : 0;
        }
    }
    EXPECT_NEAR(high, kLetterShare * 1000.0, 1.5);
}

TEST(Lettering, TakesNoMoreOfThePictureThanItMay) {
    for (const media::FrameSize size :
         {kWide,
          kTall,
          media::FrameSize{128, 128},
          {1920, 1080},
          {720, 720},
          {640, 360},
          {2048, 128}}) {
        for (const int signs : {1, 3, 10, 30, 80}) {
            const Coverage made = letter(times(signs, "W"), size);
            EXPECT_LE(made.width - 2 * made.shade, kWidthShareMax * size.width + 2) << signs;
            EXPECT_LE(made.height - 2 * made.shade, kHeightShareMax * size.height + 2) << signs;
        }
    }
}

TEST(Lettering, BreaksLongHandlesIntoLinesRatherThanShrinkThem) {
    // Its signs are more than half as wide as high: in one line they would be lower than this.
    const std::string handle = "a_maker_with_a_long_handle";
    const double in_one_line =
        2.0 * kWidthShareMax * kTall.width / static_cast<double>(handle.size());
    const Coverage made = letter(handle, kTall);
    // Two rows of the handle, one of the brand, and what is between.
    EXPECT_GT(made.height - 2 * made.shade, 3.5 * in_one_line);
    EXPECT_LT(letter("ann", kTall).width, made.width);
}

TEST(Lettering, CutsTheEndOfWhatNobodyCouldReadAnyMore) {
    // The end is gone, so another end is no other picture.
    const std::string many = times(60, "W");
    EXPECT_TRUE(same(letter(many + "x", kTall), letter(many + "y", kTall)));
    EXPECT_FALSE(same(letter("x" + many, kTall), letter("y" + many, kTall)));
}

TEST(Lettering, HasLettersOfManyScripts) {
    for (const char* name :
         {"ann",
          "Jos\xC3\xA9",
          "\xD0\x90\xD0\xBD\xD0\xB0",          // Cyrillic
          "\xCE\x86\xCE\xBD\xCE\xBD\xCE\xB1",  // Greek
          "\xE5\xB1\xB1\xE7\x94\xB0",          // Japanese
          "\xEA\xB9\x80\xEB\xAF\xBC",          // Korean
          "\xD9\x85\xD8\xAD\xD9\x85\xD8\xAF",  // Arabic
          "\xD7\x90\xD7\xA0\xD7\x94",          // Hebrew
          "\"<&'>$%\\"}) {
        EXPECT_TRUE(can_letter(name)) << name;
    }
    EXPECT_FALSE(can_letter(""));
    EXPECT_FALSE(can_letter(" "));
    EXPECT_FALSE(can_letter("\xF0\x9F\xA6\x84\xF0\x9F\xA6\x84"));  // two unicorns
    EXPECT_TRUE(can_letter("ann\xF0\x9F\xA6\x84"));
}

TEST(Lettering, LooksTheSameHoweverTheNameIsEncoded) {
    EXPECT_TRUE(same(letter("e\xCC\x81va", kWide), letter("\xC3\xA9va", kWide)));
    // An override of the direction of reading would let one name look like another.
    EXPECT_TRUE(same(
        letter(
            "ab\xE2\x80\xAE"
            "cd",
            kWide
        ),
        letter("abcd", kWide)
    ));
    EXPECT_TRUE(same(letter("ann\xF0\x9F\xA6\x84", kWide), letter("ann", kWide)));
    EXPECT_FALSE(same(letter("Ann", kWide), letter("ann", kWide)));
}

TEST(Lettering, TakesBrokenText) {
    EXPECT_TRUE(can_letter("ann\xFF\xFE"));
    const Coverage made = letter("ann\xC3", kWide);
    EXPECT_GT(made.width, 0);
}

TEST(Writing, PutsHebrewAndArabicFromLeftToRight) {
    const std::u32string hebrew = U"\u05D0\u05E0\u05D4";
    EXPECT_EQ(left_to_right(U"@" + hebrew), U"@\u05D4\u05E0\u05D0");
    const std::u32string arabic = shape("\xD9\x85\xD8\xAD\xD9\x85\xD8\xAF");
    ASSERT_EQ(arabic.size(), 4U);
    // The first letter joins the one after it (Arabic Presentation Forms-B).
    EXPECT_EQ(arabic[0], U'\uFEE3');
    EXPECT_EQ(left_to_right(arabic)[3], U'\uFEE3');
    EXPECT_EQ(left_to_right(shape("ann")), U"ann");
}

}  // namespace
}  // namespace hibari::trust
