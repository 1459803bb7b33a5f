#include "world/render/styles/develop.h"

#include "world/render/styles/film.h"
#include "world/render/styles/paint.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace hibari::world {
namespace {

constexpr int kWidth = 192;
constexpr int kHeight = 108;

constexpr Style kAll[] = {
    Style::kPhotoreal,
    Style::kCinematic,
    Style::kAnime,
    Style::kClaymation,
    Style::kWatercolour,
    Style::kComic,
    Style::kPixelArt,
    Style::kNoir,
    Style::kRetroVhs,
    Style::kLowPoly,
    Style::kNews,
    Style::kGolden,
    Style::kHandheld,
    Style::kSelfie,
    Style::kFestive,
    Style::kNostalgic,
};

/// A red ball, lit from the left, on grey ground under a blue sky.
GBuffer ball_on_ground() {
    GBuffer g;
    g.width = kWidth;
    g.height = kHeight;
    const std::size_t count = kWidth * kHeight;
    g.color.resize(count);
    g.albedo.resize(count);
    g.light.resize(count);
    g.normal.resize(count);
    g.depth.assign(count, GBuffer::kFar);
    g.motion.resize(count);
    g.body.resize(count);
    g.entity.resize(count);
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const std::size_t i =
                static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x);
            const float dx = (static_cast<float>(x) - 96.0F) / 30.0F;
            const float dy = (static_cast<float>(y) - 60.0F) / 30.0F;
            const float r2 = dx * dx + dy * dy;
            if (r2 < 1.0F) {
                g.normal[i] = {dx, -dy, std::sqrt(1.0F - r2)};
                g.albedo[i] = {0.7F, 0.1F, 0.08F};
                const float lit = std::max(0.1F, -dx);
                g.light[i] = {lit, lit, lit};
                g.depth[i] = 4.0F;
                g.body[i] = 1;
                g.entity[i] = 1;
                g.motion[i] = {6.0F, 0.0F};
            } else if (y > 60) {
                g.normal[i] = {0, 1, 0};
                g.albedo[i] = {0.4F, 0.4F, 0.4F};
                g.light[i] = {0.9F, 0.9F, 0.85F};
                g.depth[i] = 60.0F / (static_cast<float>(y) - 58.0F);
                g.body[i] = GBuffer::kGroundId;
            } else {
                g.albedo[i] = {0.3F, 0.5F, 0.9F};
                g.light[i] = {1, 1, 1};
            }
            g.color[i] = {
                g.albedo[i].x * g.light[i].x,
                g.albedo[i].y * g.light[i].y,
                g.albedo[i].z * g.light[i].z,
            };
        }
    }
    return g;
}

media::Frame developed(Style style, std::size_t threads, std::int64_t frame = 3) {
    ThreadPool pool("styles", threads);
    Developer developer(style, 30, 7, pool);
    media::Frame out({kWidth, kHeight});
    const CameraPose camera{.focus_m = 4.0F, .aperture_m = 0.02F};
    developer.develop(ball_on_ground(), camera, {}, frame, out);
    return out;
}

double difference(const media::Frame& a, const media::Frame& b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.pixels().size(); ++i) {
        sum += std::abs(static_cast<int>(a.pixels()[i]) - static_cast<int>(b.pixels()[i]));
    }
    return sum / static_cast<double>(a.pixels().size());
}

TEST(Developer, GivesTheSameBitsOnOneAndTwoThreads) {
    for (const Style style : kAll) {
        EXPECT_EQ(difference(developed(style, 1), developed(style, 2)), 0.0)
            << static_cast<int>(style);
    }
}

TEST(HiddenRows, LieUnderTheBarsOfTheStylesThatHaveThem) {
    const media::Frame frame = developed(Style::kCinematic, 1);
    const int hidden = hidden_rows(Style::kCinematic, kWidth, kHeight);
    ASSERT_GT(hidden, 0);
    for (int y = 0; y < kHeight; ++y) {
        if (y < hidden || y >= kHeight - hidden) {
            for (const std::uint8_t value : frame.row(y)) {
                EXPECT_LE(value, 1);  // dither
            }
        }
    }
    EXPECT_EQ(hidden_rows(Style::kCinematic, 360, 1000), (1000 - 150) / 2 - 1000 / 60);
    EXPECT_EQ(hidden_rows(Style::kPhotoreal, kWidth, kHeight), 0);
    EXPECT_EQ(hidden_rows(Style::kCinematic, 2, 2), 0) << "something must be left to see";
}

TEST(Developer, MakesEveryStyleLookDifferent) {
    std::vector<media::Frame> frames;
    for (const Style style : kAll) {
        frames.push_back(developed(style, 2));
    }
    for (std::size_t a = 0; a < frames.size(); ++a) {
        for (std::size_t b = a + 1; b < frames.size(); ++b) {
            EXPECT_GT(difference(frames[a], frames[b]), 2.0) << a << " " << b;
        }
    }
}

TEST(Developer, KeepsABrightRedBallVisibleInEveryStyle) {
    for (const Style style : kAll) {
        const media::Frame frame = developed(style, 2);
        const std::size_t lit = (60 * kWidth + 80) * 3;
        const std::size_t dark = (60 * kWidth + 118) * 3;
        EXPECT_GT(frame.pixels()[lit], frame.pixels()[dark] + 10) << static_cast<int>(style);
    }
}

TEST(Cinematic, LeavesAWindowOf239To1) {
    const media::Frame frame = developed(Style::kCinematic, 2);
    int dark_rows = 0;
    for (int y = 0; y < kHeight; ++y) {
        int brightest = 0;
        for (const std::uint8_t value : frame.row(y)) {
            brightest = std::max<int>(brightest, value);
        }
        dark_rows += brightest < 8 ? 1 : 0;
    }
    const double aspect = static_cast<double>(kWidth) / (kHeight - dark_rows);
    EXPECT_NEAR(aspect, 2.39, 0.06);
}

TEST(Handheld, ShowsTheCornersOfItsFinder) {
    const media::Frame frame = developed(Style::kHandheld, 1);
    for (const int x : {kWidth / 24 + 2, kWidth - kWidth / 24 - 3}) {
        for (const int y : {kHeight / 16, kHeight - kHeight / 16 - 1}) {
            EXPECT_GT(frame.row(y)[static_cast<std::size_t>(x) * 3], 180) << x << " " << y;
        }
    }
}

TEST(Noir, HasNoColour) {
    const media::Frame frame = developed(Style::kNoir, 2);
    for (std::size_t i = 0; i < frame.pixels().size(); i += 3) {
        EXPECT_EQ(frame.pixels()[i], frame.pixels()[i + 1]);
        EXPECT_EQ(frame.pixels()[i], frame.pixels()[i + 2]);
    }
}

TEST(Photoreal, BlursAMovingBallAlongItsWay) {
    const GBuffer still = [] {
        GBuffer g = ball_on_ground();
        g.motion.assign(g.motion.size(), Vec2{});
        return g;
    }();
    ThreadPool pool("styles", 2);
    Developer developer(Style::kPhotoreal, 30, 7, pool);
    media::Frame sharp({kWidth, kHeight});
    developer.develop(still, {}, {}, 3, sharp);
    media::Frame moving({kWidth, kHeight});
    developer.develop(ball_on_ground(), {}, {}, 3, moving);
    const auto step = [](const media::Frame& frame) {
        int steepest = 0;
        for (int x = 60; x < 75; ++x) {
            const auto row = frame.row(40);
            const auto i = static_cast<std::size_t>(x) * 3 + 2;
            steepest = std::max(steepest, std::abs(row[i] - row[i + 3]));
        }
        return steepest;
    };
    EXPECT_LT(step(moving), step(sharp));
}

TEST(Brush, CalmsNoiseAndKeepsAnEdge) {
    Picture picture;
    picture.resize(64, 48);
    for (int y = 0; y < 48; ++y) {
        for (int x = 0; x < 64; ++x) {
            const float noise =
                0.1F * hash01(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), 1U);
            const float value = (x < 32 ? 0.2F : 0.7F) + noise;
            picture.at(x, y) = {value, value, value};
        }
    }
    ThreadPool pool("styles", 2);
    brush(picture, 5, pool);
    EXPECT_NEAR(picture.at(15, 24).x, 0.25F, 0.025F);
    EXPECT_NEAR(picture.at(31, 24).x, 0.25F, 0.035F);
    EXPECT_NEAR(picture.at(32, 24).x, 0.75F, 0.035F);
    EXPECT_NEAR(picture.at(63, 47).x, 0.75F, 0.035F);
}

TEST(Developer, PaperAndDotsStandStillBetweenFrames) {
    for (const Style style :
         {Style::kWatercolour, Style::kComic, Style::kPixelArt, Style::kAnime}) {
        EXPECT_EQ(difference(developed(style, 2, 3), developed(style, 2, 4)), 0.0)
            << static_cast<int>(style);
    }
}

TEST(Developer, ShowsWhitePaperInTheSunBrightButNotBlown) {
    Picture picture;
    picture.resize(3, 1);
    picture.at(0, 0) = {1, 1, 1};
    picture.at(1, 0) = {0.18F, 0.18F, 0.18F};
    picture.at(2, 0) = {0.03F, 0.03F, 0.03F};
    ThreadPool pool("styles", 1);
    tone(picture, {}, pool);
    EXPECT_GT(picture.at(0, 0).x, 0.85F);
    EXPECT_LT(picture.at(0, 0).x, 0.95F);
    EXPECT_NEAR(picture.at(1, 0).x, 0.48F, 0.03F);
    EXPECT_GT(picture.at(2, 0).x, 0.15F);
}

}  // namespace
}  // namespace hibari::world
