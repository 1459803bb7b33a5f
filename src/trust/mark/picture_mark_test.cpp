#include "trust/mark/picture_mark.h"

#include "base/rng.h"
#include "media/image.h"
#include "trust/mark/picture_mark_reader.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace hibari::trust {
namespace {

constexpr std::uint32_t kId = 0xC0FFEE42;
constexpr int kFps = 12;

MarkKey test_key(std::uint8_t first) {
    MarkKey key;
    key.bytes[0] = first;
    return key;
}

/// A picture of smooth hills and fine grain with something that wanders over it.
media::Frame picture(media::FrameSize size, std::int64_t index) {
    media::Frame frame(size);
    frame.index = index;
    Rng rng(7);
    for (int y = 0; y < size.height; ++y) {
        auto row = frame.row(y);
        for (int x = 0; x < size.width; ++x) {
            const double hills = 90.0 + 50.0 * std::sin(x * 0.031) * std::cos(y * 0.043);
            const double grain = rng.uniform(-9.0, 9.0);
            const bool wanderer =
                std::hypot(x - 20.0 - 2.0 * static_cast<double>(index), y - size.height / 2.0) <
                15.0;
            const auto level = static_cast<std::uint8_t>(wanderer ? 230.0 : hills + grain);
            for (int channel = 0; channel < 3; ++channel) {
                row[static_cast<std::size_t>(3 * x + channel)] = level;
            }
        }
    }
    return frame;
}

std::vector<media::Frame> marked_clip(media::FrameSize size, int count) {
    auto mark =
        PictureMark::create(test_key(1), kId, {.size = size, .fps = kFps, .frame_count = count});
    std::vector<media::Frame> frames;
    for (int i = 0; i < count; ++i) {
        frames.push_back(picture(size, i));
        mark->apply(frames.back());
    }
    return frames;
}

PictureMarkFound read(const std::vector<media::Frame>& frames, const MarkKey& key) {
    PictureMarkReader reader(key);
    for (const media::Frame& frame : frames) {
        reader.push(frame, static_cast<double>(frame.index) / kFps);
    }
    return reader.read();
}

media::Frame crop(const media::Frame& frame, int left, int top, media::FrameSize size) {
    media::Frame out(size);
    out.index = frame.index;
    for (int y = 0; y < size.height; ++y) {
        const auto from = frame.row(y + top).subspan(
            static_cast<std::size_t>(left) * 3, static_cast<std::size_t>(size.width) * 3
        );
        std::ranges::copy(from, out.row(y).begin());
    }
    return out;
}

TEST(PictureMark, IsReadBackWithItsKeyAlone) {
    const auto frames = marked_clip({256, 144}, 24);
    const PictureMarkFound found = read(frames, test_key(1));
    ASSERT_TRUE(found.id);
    EXPECT_EQ(*found.id, kId);
    EXPECT_GT(found.agreement, 0.8);
    EXPECT_NE(read(frames, test_key(2)).id, kId);
}

TEST(PictureMark, SurvivesACrop) {
    auto frames = marked_clip({320, 180}, 24);
    for (media::Frame& frame : frames) {
        frame = crop(frame, 33, 21, {238, 134});
    }
    EXPECT_EQ(read(frames, test_key(1)).id, kId);
}

TEST(PictureMark, SurvivesTheMirror) {
    auto frames = marked_clip({256, 144}, 24);
    for (media::Frame& frame : frames) {
        for (int y = 0; y < frame.height(); ++y) {
            auto row = frame.row(y);
            for (std::size_t x = 0; x < 128; ++x) {
                for (std::size_t channel = 0; channel < 3; ++channel) {
                    std::swap(row[3 * x + channel], row[3 * (255 - x) + channel]);
                }
            }
        }
    }
    EXPECT_EQ(read(frames, test_key(1)).id, kId);
}

TEST(PictureMark, CostsLessThan44DecibelsAllow) {
    double squares = 0.0;
    double count = 0.0;
    for (const media::Frame& marked : marked_clip({256, 144}, 4)) {
        const media::Frame plain = picture({256, 144}, marked.index);
        for (std::size_t i = 0; i < plain.pixels().size(); ++i) {
            const double by = plain.pixels()[i] - marked.pixels()[i];
            squares += by * by;
            count += 1.0;
        }
    }
    EXPECT_GT(10.0 * std::log10(255.0 * 255.0 * count / squares), 44.0);
}

TEST(PictureMark, ChangesBrightnessAndNotColour) {
    for (const media::Frame& marked : marked_clip({128, 128}, 2)) {
        for (std::size_t i = 0; i < marked.pixels().size(); i += 3) {
            ASSERT_EQ(marked.pixels()[i], marked.pixels()[i + 1]);
            ASSERT_EQ(marked.pixels()[i], marked.pixels()[i + 2]);
        }
    }
}

TEST(PictureMark, RefusesSizesItCannotMark) {
    const auto create = [](media::FrameSize size, int fps) {
        return PictureMark::create(test_key(1), kId, {.size = size, .fps = fps, .frame_count = 1});
    };
    EXPECT_FALSE(create({14, 200}, 24));
    EXPECT_FALSE(create({1922, 200}, 24));
    EXPECT_FALSE(create({640, 360}, 0));
    EXPECT_TRUE(create({16, 1920}, 30));
}

TEST(PictureMark, IsNotFoundInNothing) {
    EXPECT_FALSE(read({}, test_key(1)).id);
    std::vector<media::Frame> black;
    for (int i = 0; i < 24; ++i) {
        black.emplace_back(media::FrameSize{128, 128});
        black.back().index = i;
    }
    EXPECT_FALSE(read(black, test_key(1)).id);
}

}  // namespace
}  // namespace hibari::trust
