#include "trust/visible/visible_mark.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <gtest/gtest.h>
#include <string>

namespace hibari::trust {
namespace {

constexpr media::ClipFormat kFormat{.size = {640, 360}, .fps = 24, .frame_count = 24 * 20};

MarkKey key_of(std::uint8_t byte) {
    MarkKey key;
    key.bytes.fill(byte);
    return key;
}

VisibleMark mark_of(std::string_view handle) {
    return VisibleMark::create(handle, key_of(5), 1, kFormat).value();
}

media::Frame grey(int level, std::int64_t index) {
    media::Frame frame(kFormat.size);
    std::ranges::fill(frame.pixels(), static_cast<std::uint8_t>(level));
    frame.index = index;
    return frame;
}

/// How far the darkest and the brightest pixel are apart.
int contrast(const media::Frame& frame) {
    const auto [low, high] = std::ranges::minmax(frame.pixels());
    return high - low;
}

TEST(VisibleMark, StandsOutOnEveryGrey) {
    for (int level = 0; level <= 255; level += 15) {
        VisibleMark mark = mark_of("maker");
        media::Frame frame = grey(level, 0);
        mark.apply(frame);
        EXPECT_GE(contrast(frame), 130) << level;
        int farthest = 0;
        for (const std::uint8_t value : frame.pixels()) {
            farthest = std::max(farthest, std::abs(value - level));
        }
        EXPECT_GE(farthest, 75) << level;
    }
}

TEST(VisibleMark, LeavesTheRestOfThePictureAlone) {
    VisibleMark mark = mark_of("maker");
    media::Frame frame = grey(90, 30);
    mark.apply(frame);
    const auto places = mark.places(30);
    for (int y = 0; y < frame.height(); ++y) {
        for (int x = 0; x < frame.width(); ++x) {
            const bool is_inside = std::ranges::any_of(places, [&](MarkPlace place) {
                return x >= place.x - mark.shade() && y >= place.y - mark.shade() &&
                       x < place.x + mark.size().width + mark.shade() &&
                       y < place.y + mark.size().height + mark.shade();
            });
            if (!is_inside) {
                ASSERT_EQ(frame.row(y)[static_cast<std::size_t>(x) * 3], 90) << x << "," << y;
            }
        }
    }
}

TEST(VisibleMark, FadesFromOnePlaceToTheNextAndIsNeverGone) {
    VisibleMark mark = mark_of("maker");
    int faded = 0;
    for (std::int64_t i = 0; i < kFormat.frame_count; ++i) {
        media::Frame frame = grey(60, i);
        mark.apply(frame);
        ASSERT_GE(contrast(frame), 100) << i;
        // In between both places have a mark, a fainter one at least.
        const auto before = mark.places(i);
        const auto after = mark.places(i + 2);
        if (before != after) {
            ++faded;
            const auto at = [&](MarkPlace place) {
                int farthest = 0;
                for (int x = 0; x < mark.size().width; ++x) {
                    const auto column = static_cast<std::size_t>(place.x + x) * 3;
                    const int level = frame.row(place.y + mark.size().height * 7 / 10)[column];
                    farthest = std::max(farthest, std::abs(level - 60));
                }
                return farthest;
            };
            EXPECT_GE(at(before[0]), 20) << i;
            EXPECT_GE(at(after[0]), 20) << i;
        }
    }
    EXPECT_GE(faded, 10);
}

TEST(VisibleMark, KeepsToOneColourUntilItMoves) {
    VisibleMark mark = mark_of("maker");
    media::Frame dark = grey(20, 0);
    mark.apply(dark);
    // The picture turns bright under it: its letters stay light, their outline holds them.
    media::Frame bright = grey(250, 1);
    mark.apply(bright);
    EXPECT_GE(*std::ranges::max_element(bright.pixels()), 250);
    EXPECT_GE(contrast(bright), 120);
}

TEST(VisibleMark, RefusesWhatItCannotShow) {
    EXPECT_FALSE(VisibleMark::create("", key_of(1), 1, kFormat));
    EXPECT_FALSE(VisibleMark::create("\xF0\x9F\xA6\x84", key_of(1), 1, kFormat));
    const auto small =
        VisibleMark::create("a", key_of(1), 1, {.size = {64, 640}, .fps = 24, .frame_count = 9});
    ASSERT_FALSE(small);
    EXPECT_EQ(small.error().code, ErrorCode::kUnsupported);
    EXPECT_TRUE(VisibleMark::create(std::string(300, 'm'), key_of(1), 1, kFormat));
    for (const int side : {128, 130, 200}) {
        const media::ClipFormat format{.size = {side, side}, .fps = 24, .frame_count = 60};
        VisibleMark mark = VisibleMark::create("skylark", key_of(1), 1, format).value();
        media::Frame frame(format.size);
        mark.apply(frame);
        EXPECT_GT(contrast(frame), 100);
    }
}

}  // namespace
}  // namespace hibari::trust
