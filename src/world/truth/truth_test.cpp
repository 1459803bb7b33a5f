#include "base/files.h"
#include "media/image.h"
#include "world/things/catalogue.h"
#include "world/truth/truth_json.h"
#include "world/truth/truth_writer.h"

#include <cstring>
#include <filesystem>
#include <gtest/gtest.h>
#include <string>

namespace hibari::world {
namespace {

namespace fs = std::filesystem;

/// A ball that falls for a second, hits the ground once and says nothing.
Timeline falling_ball() {
    Timeline timeline;
    timeline.duration_s = 1.0;
    timeline.sample_count = kSampleRateHz + 1;
    timeline.environment.place = find_place("studio");
    timeline.entities.push_back({.id = "ball", .kind = "ball", .called = "red ball"});
    BodyTrack ball{.name = "ball", .entity = 0, .mass_kg = 0.5F};
    ball.parts.push_back({.shape = sphere(0.1F)});
    for (int i = 0; i < timeline.sample_count; ++i) {
        const float t = static_cast<float>(i) / kSampleRateHz;
        ball.poses.push_back({.position = {0, 5.0F - 4.905F * t * t, 0}});
        timeline.camera.push_back({});
    }
    timeline.bodies.push_back(ball);
    timeline.contacts.push_back(
        {.time_s = 0.99, .body_a = 0, .body_b = -1, .impulse_ns = 4.0F, .speed_mps = 9.7F}
    );
    return timeline;
}

Shot studio_shot() {
    Shot shot;
    shot.duration_s = 1.0F;
    shot.entities.push_back({.id = "ball", .kind = "ball", .called = "red ball"});
    return shot;
}

GBuffer one_pixel_entity() {
    GBuffer g;
    g.width = 4;
    g.height = 2;
    g.depth.assign(8, GBuffer::kFar);
    g.motion.assign(8, Vec2{});
    g.entity.assign(8, 0);
    g.depth[5] = 2.5F;
    g.entity[5] = 1;
    g.motion[5] = {1.5F, -2.0F};
    return g;
}

class TruthWriterTest : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::path(testing::TempDir()) /
                  testing::UnitTest::GetInstance()->current_test_info()->name();
        fs::remove_all(folder_);
    }

    void TearDown() override { fs::remove_all(folder_); }

    fs::path folder_;
};

TEST(TruthJson, GivesGravityFromPosesAlone) {
    const Timeline timeline = falling_ball();
    const auto height = [&](int sample) {
        return poses_of(timeline, sample, 0).at("bodies").at(std::size_t{0}).at(2).as_number();
    };
    constexpr double kStep = 10.0 / kSampleRateHz;
    const double acceleration = (height(40) - 2.0 * height(30) + height(20)) / (kStep * kStep);
    EXPECT_NEAR(acceleration, -9.81, 0.05);
}

TEST_F(TruthWriterTest, WritesEveryPlaneOfAFrame) {
    const media::ClipFormat format{.size = {4, 2}, .fps = 30, .frame_count = 30};
    auto writer = TruthWriter::create(folder_, format, 7);
    ASSERT_TRUE(writer);
    ASSERT_TRUE((*writer)->add_shot(studio_shot(), Style::kNoir, falling_ball(), 0, 30));
    ASSERT_TRUE((*writer)->add_frame(0, one_pixel_entity()));
    ASSERT_TRUE((*writer)->finish());

    const Result<std::string> flow = read_file(folder_ / "flow" / "000000.flo", 1000);
    ASSERT_TRUE(flow);
    ASSERT_EQ(flow->size(), 12U + 8U * 8U);
    float tag = 0.0F;
    std::memcpy(&tag, flow->data(), sizeof(tag));
    EXPECT_EQ(tag, 202021.25F);
    float x = 0.0F;
    std::memcpy(&x, flow->data() + 12 + 5 * 8, sizeof(x));
    EXPECT_EQ(x, 1.5F);
    EXPECT_TRUE(fs::exists(folder_ / "depth" / "000000.png"));
    EXPECT_TRUE(fs::exists(folder_ / "mask" / "000000.png"));

    const Result<std::string> text = read_file(folder_ / "truth.json", 1 << 20);
    ASSERT_TRUE(text);
    const Result<Json> truth = parse_json(*text);
    ASSERT_TRUE(truth);
    const Json& shot = truth->at("shots").at(std::size_t{0});
    EXPECT_EQ(shot.at("contacts").at(std::size_t{0}).at("kind_b").as_string(), "ground");
}

TEST_F(TruthWriterTest, LeavesNothingBehindWhenItIsNotFinished) {
    {
        auto writer = TruthWriter::create(folder_, {.size = {4, 2}, .fps = 30}, 7);
        ASSERT_TRUE(writer);
        ASSERT_TRUE((*writer)->add_frame(0, one_pixel_entity()));
        EXPECT_TRUE(fs::exists(folder_ / "flow" / "000000.flo"));
    }
    EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(TruthWriterTest, RefusesAFolderThatHoldsSomething) {
    fs::create_directories(folder_);
    ASSERT_TRUE(write_file(folder_ / "mine.txt", "keep", Existing::kKeep));
    const auto writer = TruthWriter::create(folder_, {.size = {4, 2}}, 7);
    ASSERT_FALSE(writer);
    EXPECT_EQ(writer.error().code, ErrorCode::kAlreadyExists);
}

}  // namespace
}  // namespace hibari::world
