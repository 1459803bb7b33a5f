#include "trust/visible/zones.h"

#include "trust/visible/lettering.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <set>
#include <utility>

namespace hibari::trust {
namespace {

constexpr int kFps = 24;
constexpr media::ClipFormat kWide{.size = {1280, 720}, .fps = kFps, .frame_count = kFps * 10};
constexpr media::ClipFormat kTall{.size = {720, 1280}, .fps = kFps, .frame_count = kFps * 10};
constexpr media::ClipFormat kSquare{.size = {720, 720}, .fps = kFps, .frame_count = kFps * 10};

MarkKey key_of(std::uint8_t byte) {
    MarkKey key;
    key.bytes.fill(byte);
    return key;
}

/// A part of the picture, in shares of its sides.
struct Crop {
    double x;
    double y;
    double width;
    double height;
};

bool has(const Crop& crop, MarkPlace place, media::FrameSize mark, media::FrameSize picture) {
    return place.x >= crop.x * picture.width && place.y >= crop.y * picture.height &&
           place.x + mark.width <= (crop.x + crop.width) * picture.width &&
           place.y + mark.height <= (crop.y + crop.height) * picture.height;
}

bool has_one(
    const Crop& crop, const MarkStay& stay, media::FrameSize mark, media::FrameSize picture
) {
    return std::ranges::any_of(stay.places, [&](MarkPlace place) {
        return has(crop, place, mark, picture);
    });
}

/// Calls `each` with crops that keep so much of the area, of many shapes and at many places.
template <typename Each>
void for_crops(double area, const Each& each) {
    constexpr int kSteps = 8;
    for (int shape = 0; shape <= kSteps; ++shape) {
        const double width = std::pow(area, static_cast<double>(shape) / kSteps);
        const double height = area / width;
        for (int step_x = 0; step_x <= kSteps; ++step_x) {
            for (int step_y = 0; step_y <= kSteps; ++step_y) {
                each(Crop{
                    (1.0 - width) * step_x / kSteps, (1.0 - height) * step_y / kSteps, width, height
                });
            }
        }
    }
}

media::FrameSize mark_of(const char* handle, const media::ClipFormat& format) {
    const Coverage made = letter(handle, format.size);
    return {made.width - 2 * made.shade, made.height - 2 * made.shade};
}

TEST(Zones, FollowFromTheKeyAndTheClip) {
    const media::FrameSize mark = mark_of("maker", kWide);
    const auto first = plan_stays(key_of(1), 7, kWide, mark);
    const auto again = plan_stays(key_of(1), 7, kWide, mark);
    ASSERT_EQ(first.size(), again.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(first[i].places, again[i].places);
    }
    EXPECT_NE(plan_stays(key_of(2), 7, kWide, mark)[0].places, first[0].places);
    EXPECT_NE(plan_stays(key_of(1), 8, kWide, mark)[0].places, first[0].places);
}

TEST(Zones, ChangeEveryTwoToThreeSeconds) {
    const auto stays = plan_stays(key_of(1), 7, kWide, mark_of("maker", kWide));
    std::int64_t from = 0;
    for (std::size_t i = 0; i < stays.size(); ++i) {
        EXPECT_EQ(stays[i].from, from);
        EXPECT_GE(stays[i].to - from, 2 * kFps);
        EXPECT_LE(stays[i].to - from, 3 * kFps);
        if (i > 0) {
            EXPECT_NE(stays[i].places, stays[i - 1].places);
        }
        from = stays[i].to;
    }
    EXPECT_GE(from, kWide.frame_count);
}

TEST(Zones, AreInTheSafeAreaAndComeThroughAllThirds) {
    for (const media::ClipFormat& format : {kWide, kTall, kSquare}) {
        const media::FrameSize mark = mark_of("a.long_handle-2026", format);
        for (std::uint32_t clip = 0; clip < 20; ++clip) {
            std::set<int> rows;
            for (const MarkStay& stay : plan_stays(key_of(3), clip, format, mark)) {
                int central = 0;
                for (const MarkPlace& place : stay.places) {
                    EXPECT_TRUE(has({0.08, 0.08, 0.84, 0.84}, place, mark, format.size));
                    rows.insert((place.y + mark.height / 2) * 3 / format.size.height);
                    central += (place.x + mark.width / 2) * 3 / format.size.width == 1 ? 1 : 0;
                }
                EXPECT_GE(central, 1);
            }
            EXPECT_EQ(rows.size(), 3U) << clip << " " << to_string(format.size) << to_string(mark);
        }
    }
}

// The goal is 95 per cent of the frames under any crop that keeps 60 per cent.
TEST(Zones, AreWholeInNearlyAllCropsThatKeepSixtyPerCent) {
    for (const media::ClipFormat& format : {kWide, kTall, kSquare}) {
        const media::FrameSize mark = mark_of("skylark", format);
        int crops = 0;
        int whole = 0;
        for (std::uint32_t clip = 0; clip < 12; ++clip) {
            for (const MarkStay& stay : plan_stays(key_of(4), clip, format, mark)) {
                for_crops(0.6, [&](const Crop& crop) {
                    ++crops;
                    whole += has_one(crop, stay, mark, format.size) ? 1 : 0;
                });
            }
        }
        EXPECT_GE(static_cast<double>(whole) / crops, 0.95)
            << to_string(format.size) << " " << static_cast<double>(whole) / crops;
    }
}

TEST(Zones, LeaveNoCropOfFiftyFivePerCentWithoutAMarkForTenSeconds) {
    for (const media::ClipFormat& format : {kWide, kTall, kSquare}) {
        for (const char* handle : {"ann", "skylark_77", "a.handle-of_thirty.characters1"}) {
            const media::FrameSize mark = mark_of(handle, format);
            int lost = 0;
            int crops = 0;
            for (std::uint32_t clip = 0; clip < 60; ++clip) {
                const auto stays = plan_stays(key_of(5), clip, format, mark);
                for_crops(0.55, [&](const Crop& crop) {
                    ++crops;
                    lost += std::ranges::none_of(
                                stays,
                                [&](const MarkStay& stay) {
                                    return stay.from < format.frame_count &&
                                           has_one(crop, stay, mark, format.size);
                                }
                            )
                                ? 1
                                : 0;
                });
            }
            EXPECT_EQ(lost, 0) << handle << " of " << crops << ", " << to_string(format.size)
                               << " mark " << to_string(mark);
        }
    }
}

}  // namespace
}  // namespace hibari::trust
