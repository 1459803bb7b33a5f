// Eight drawn people are placed in scenes and developed in every style; a plain comparison of
// pictures must find in each frame whose likeness it shows.

#include "base/threads.h"
#include "likeness/testing/drawn_pack.h"
#include "media/image.h"
#include "world/fit_likeness.h"
#include "world/physics/simulate.h"
#include "world/render/compose.h"
#include "world/render/renderer.h"
#include "world/render/styles/develop.h"
#include "world/script/names.h"

#include <array>
#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

constexpr int kWidth = 320;
constexpr int kHeight = 180;
constexpr int kFrame = 12;
constexpr int kFps = 24;

/// Head and shoulders are compared on this grid over the front plane of the head, metres.
constexpr int kColumns = 28;
constexpr int kRows = 36;
constexpr float kLeft_m = -0.16F;
constexpr float kTop_m = 0.19F;
constexpr float kCell_m = 0.0115F;
constexpr float kPlane_m = 0.05F;

/// What a picture shows there: brightness and two hues per place; absent where it shows none of it.
struct Portrait {
    std::array<std::optional<Vec3>, static_cast<std::size_t>(kColumns* kRows)> places;
};

Vec3 opponent(float red, float green, float blue) {
    return {0.3F * red + 0.59F * green + 0.11F * blue, red - green, 0.5F * (red + green) - blue};
}

Portrait portrait_of(const likeness::LikenessPack& pack) {
    const likeness::View& view = front_view(pack);
    const likeness::FaceMarks& face = *view.face;
    // The scale that the drawn heads have: the eyes are 64 mm apart.
    const float scale = (face.left_eye->x - face.right_eye->x) / 0.064F;
    const float u0 = 0.5F * (face.left_eye->x + face.right_eye->x);
    const float v0 = face.left_eye->y + 0.006F * scale;
    Portrait portrait;
    for (int i = 0; i < kColumns * kRows; ++i) {
        Vec3 sum{};
        int count = 0;
        for (int k = 0; k < 9; ++k) {
            const float x = kLeft_m + kCell_m * (static_cast<float>(i % kColumns) +
                                                 static_cast<float>(k % 3) / 3.0F);
            const float y = kTop_m - kCell_m * (static_cast<float>(i / kColumns) +
                                                static_cast<float>(k / 3) / 3.0F);
            const int px = static_cast<int>(u0 + x * scale);
            const int py = static_cast<int>(v0 - y * scale);
            if (px < 0 || py < 0 || px >= view.width || py >= view.height) {
                continue;
            }
            const std::uint8_t* p = &view.rgba[4 * static_cast<std::size_t>(py * view.width + px)];
            if (p[3] > 127) {
                sum += opponent(p[0], p[1], p[2]);
                ++count;
            }
        }
        if (count > 4) {
            portrait.places[static_cast<std::size_t>(i)] = sum / static_cast<float>(count);
        }
    }
    return portrait;
}

/// A placed person, simulated once and seen in every style.
struct Scene {
    std::unique_ptr<LikenessForm> form;
    Timeline timeline;
};

Shot shot_with(const LikenessForm& form) {
    Shot shot;
    shot.duration_s = 1.0F;
    shot.place = "park";
    shot.camera.framing = Framing::kCloseUp;
    shot.camera.move = CameraMove::kStatic;
    shot.entities = {{.id = "somebody", .kind = "person", .likeness = form.name, .form = &form}};
    shot.actions = {{.subject = "somebody", .verb = Verb::kStand}};
    return shot;
}

Portrait portrait_of(const media::Frame& frame, const GBuffer& geometry, const Timeline& timeline) {
    const int sample = timeline.sample_of(static_cast<double>(kFrame) / kFps);
    const FrameCamera camera = to_camera(timeline.camera[static_cast<std::size_t>(sample)]);
    Pose head{};
    for (const BodyTrack& body : timeline.bodies) {
        if (body.face >= 0) {
            head = body.pose_at(sample);
        }
    }
    Portrait portrait;
    for (int i = 0; i < kColumns * kRows; ++i) {
        const float x = kLeft_m + kCell_m * (static_cast<float>(i % kColumns) + 0.5F);
        const float y = kTop_m - kCell_m * (static_cast<float>(i / kColumns) + 0.5F);
        const Vec3 world = hibari::apply(head, Vec3{x, y, kPlane_m}) - camera.position;
        const float depth = dot(world, camera.forward);
        const float per_m = 0.5F * kHeight / (camera.tan_half_fov_y * depth);
        const int px = static_cast<int>(0.5F * kWidth + dot(world, camera.right) * per_m);
        const int py = static_cast<int>(0.5F * kHeight - dot(world, camera.up) * per_m);
        if (depth <= 0.0F || px < 1 || py < 1 || px + 1 >= kWidth || py + 1 >= kHeight ||
            geometry.entity[static_cast<std::size_t>(py * kWidth + px)] != 1) {
            continue;
        }
        Vec3 sum{};
        for (int k = 0; k < 9; ++k) {
            const std::uint8_t* p = frame.row(py + k / 3 - 1).data() + 3 * (px + k % 3 - 1);
            sum += opponent(p[0], p[1], p[2]);
        }
        portrait.places[static_cast<std::size_t>(i)] = sum / 9.0F;
    }
    return portrait;
}

/// One number of every place; absent where nothing is shown.
using Plane = std::array<std::optional<double>, static_cast<std::size_t>(kColumns* kRows)>;

Plane plane_of(const Portrait& portrait, float Vec3::* part) {
    Plane plane;
    for (std::size_t i = 0; i < plane.size(); ++i) {
        if (portrait.places[i]) {
            plane[i] = (*portrait.places[i]).*part;
        }
    }
    return plane;
}

/// Brightness without that of the surroundings: eyes, brows, hairlines, but no shadows.
Plane details_of(const Portrait& portrait) {
    constexpr int kReach = 3;
    const Plane bright = plane_of(portrait, &Vec3::x);
    Plane out;
    for (int i = 0; i < kColumns * kRows; ++i) {
        double sum = 0.0;
        double count = 0.0;
        for (int dy = -kReach; dy <= kReach; ++dy) {
            for (int dx = -kReach; dx <= kReach; ++dx) {
                const int x = i % kColumns + dx;
                const int y = i / kColumns + dy;
                if (x >= 0 && y >= 0 && x < kColumns && y < kRows &&
                    bright[static_cast<std::size_t>(y * kColumns + x)]) {
                    sum += *bright[static_cast<std::size_t>(y * kColumns + x)];
                    count += 1.0;
                }
            }
        }
        const auto at = static_cast<std::size_t>(i);
        if (bright[at]) {
            out[at] = *bright[at] - sum / count;
        }
    }
    return out;
}

/// Correlation of what both show; absent when there is no contrast in the picture.
std::optional<double> correlation(const Plane& picture, const Plane& pack) {
    double sums[5] = {};
    double both = 0.0;
    for (std::size_t i = 0; i < picture.size(); ++i) {
        if (picture[i] && pack[i]) {
            const double a = *picture[i];
            const double b = *pack[i];
            const double terms[5] = {a, b, a * a, b * b, a * b};
            for (std::size_t k = 0; k < 5; ++k) {
                sums[k] += terms[k];
            }
            both += 1.0;
        }
    }
    const double variance_a = sums[2] / both - sums[0] * sums[0] / both / both;
    const double variance_b = sums[3] / both - sums[1] * sums[1] / both / both;
    constexpr double kContrastLeast = 9.0;
    if (!(variance_a > kContrastLeast && variance_b > 1.0)) {
        return std::nullopt;
    }
    const double covariance = sums[4] / both - sums[0] * sums[1] / both / both;
    return covariance / std::sqrt(variance_a * variance_b);
}

/// Mean correlation of brightness, of its details and of two hues, of which a black and white
/// picture has none; plus how far the outlines agree, 0 .. 1.
double alike(const Portrait& picture, const Portrait& pack) {
    double both = 0.0;
    double any = 0.0;
    for (std::size_t i = 0; i < picture.places.size(); ++i) {
        both += picture.places[i] && pack.places[i] ? 1.0 : 0.0;
        any += picture.places[i] || pack.places[i] ? 1.0 : 0.0;
    }
    if (both < 50.0) {
        return -1.0;
    }
    double total = 0.0;
    double planes = 0.0;
    const auto add = [&](const std::optional<double>& value) {
        total += value.value_or(0.0);
        planes += value ? 1.0 : 0.0;
    };
    for (const auto part : {&Vec3::x, &Vec3::y, &Vec3::z}) {
        add(correlation(plane_of(picture, part), plane_of(pack, part)));
    }
    add(correlation(details_of(picture), details_of(pack)));
    return (planes > 0.0 ? total / planes : -1.0) + both / any;
}

class OneOfEight : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        for (int i = 0; i < likeness::kDrawnPeople; ++i) {
            const likeness::LikenessPack pack = likeness::drawn_person(i);
            portraits().push_back(portrait_of(pack));
            auto form = fit_likeness(pack);
            ASSERT_TRUE(form) << form.error().message;
            auto timeline = simulate(shot_with(**form), {.seed = 3});
            ASSERT_TRUE(timeline) << timeline.error().message;
            scenes().push_back({std::move(*form), std::move(*timeline)});
        }
    }

    static void TearDownTestSuite() {
        scenes().clear();
        portraits().clear();
    }

    static std::vector<Portrait>& portraits() {
        static std::vector<Portrait> all;
        return all;
    }

    static std::vector<Scene>& scenes() {
        static std::vector<Scene> all;
        return all;
    }
};

TEST_F(OneOfEight, IsFoundInEveryStyle) {
    constexpr int kRightLeast = 7;
    ThreadPool pool("develop", available_threads());
    for (const std::string_view name : enum_names<Style>()) {
        const Style style = *enum_from_name<Style>(name);
        int right = 0;
        std::vector<media::Frame> frames;
        for (std::size_t who = 0; who < scenes().size(); ++who) {
            const Timeline& timeline = scenes()[who].timeline;
            const auto renderer = Renderer::create(
                timeline,
                {.width = kWidth,
                 .height = kHeight,
                 .fps = kFps,
                 .split_light = splits_light(style),
                 .modelling = modelling_of(style)}
            );
            ASSERT_TRUE(renderer);
            GBuffer geometry;
            ASSERT_TRUE((*renderer)->trace(kFrame, geometry));
            media::Frame frame({kWidth, kHeight});
            Developer developer(style, kFps, 1, pool);
            developer.develop(
                geometry,
                timeline.camera[static_cast<std::size_t>(
                    timeline.sample_of(static_cast<double>(kFrame) / kFps)
                )],
                timeline.environment,
                kFrame,
                frame
            );
            const Portrait seen = portrait_of(frame, geometry, timeline);
            std::size_t best = 0;
            double most = -10.0;
            for (std::size_t i = 0; i < portraits().size(); ++i) {
                const double score = alike(seen, portraits()[i]);
                if (score > most) {
                    most = score;
                    best = i;
                }
            }
            right += best == who ? 1 : 0;
            frames.push_back(std::move(frame));
        }
        std::vector<media::SheetCell> cells;
        for (const media::Frame& frame : frames) {
            cells.push_back({&frame, std::string(name)});
        }
        const auto sheet = media::contact_sheet(cells, 4, kWidth);
        const auto png = media::encode_png(*sheet);
        const std::string file = testing::TempDir() + "one_of_eight_" + std::string(name) + ".png";
        std::ofstream(file, std::ios::binary) << *png;
        EXPECT_GE(right, kRightLeast) << name << ", see " << file;
        RecordProperty(std::string(name), right);
    }
}

}  // namespace
}  // namespace hibari::world
