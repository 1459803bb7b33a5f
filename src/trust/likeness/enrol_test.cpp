#include "trust/likeness/enrol.h"

#include "trust/likeness/testing/performance.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

ClipSource source_of(Recording recording) {
    return [recording = std::move(recording)](media::ClipSink& sink) -> Result<void> {
        HIBARI_TRY(sink.begin(
            {.size = recording.size,
             .fps = recording.fps,
             .frame_count = static_cast<std::int64_t>(recording.frames.size())}
        ));
        for (const media::Frame& frame : recording.frames) {
            HIBARI_TRY(sink.push_frame(frame));
        }
        media::AudioBuffer sound;
        sound.left = recording.sound;
        sound.right = recording.sound;
        HIBARI_TRY(sink.push_audio(sound));
        return sink.finish();
    };
}

std::uint8_t alpha_at(const likeness::View& view, float x, float y) {
    const auto column =
        static_cast<std::size_t>(std::clamp(x, 0.0F, static_cast<float>(view.width - 1)));
    const auto row =
        static_cast<std::size_t>(std::clamp(y, 0.0F, static_cast<float>(view.height - 1)));
    return view.rgba[4 * (row * static_cast<std::size_t>(view.width) + column) + 3];
}

// A red disc that sways before a grey wall with a little grain.
Recording disc_clip(double seconds, bool has_disc) {
    Recording clip{.size = {320, 240}, .fps = 24, .frames = {}, .sound = {}};
    Rng rng(3);
    for (int i = 0; i < static_cast<int>(seconds * clip.fps); ++i) {
        media::Frame frame(clip.size);
        const double x0 = 160.0 + 8.0 * std::sin(i * 0.2);
        for (int y = 0; y < 240; ++y) {
            for (int x = 0; x < 320; ++x) {
                const bool inside = has_disc && std::hypot(x - x0, y - 120.0) < 50.0;
                const auto grain = static_cast<int>(rng.integer(-4, 4));
                const auto put = [&](int channel, int value) {
                    frame.row(y)[static_cast<std::size_t>(3 * x + channel)] =
                        static_cast<std::uint8_t>(value + grain);
                };
                put(0, inside ? 200 : 120);
                put(1, inside ? 40 : 124);
                put(2, inside ? 36 : 130);
            }
        }
        clip.frames.push_back(std::move(frame));
    }
    clip.sound.resize(static_cast<std::size_t>(seconds * 48'000.0));
    return clip;
}

TEST(EnrolPerson, KeepsTheHeadFromSeveralSidesAndTheVoice) {
    const Rng rng(51);
    const Challenge challenge = testing::draw_challenge(rng.split("challenge"));
    const auto pack = enrol_person(
        source_of(testing::perform(challenge, rng).recording),
        {.name = "Ada", .spoken_text = challenge.digits}
    );
    ASSERT_TRUE(pack) << to_string(pack.error());
    EXPECT_EQ(pack->kind, likeness::PackKind::kPerson);
    EXPECT_EQ(pack->recording_text, challenge.digits);
    ASSERT_GE(pack->views.size(), 3U);
    float least = 0.0F;
    float most = 0.0F;
    for (const likeness::View& view : pack->views) {
        least = std::min(least, view.yaw_degrees);
        most = std::max(most, view.yaw_degrees);
    }
    EXPECT_LT(least, -30.0F);
    EXPECT_GT(most, 30.0F);
    const likeness::View& front = likeness::front_view(*pack);
    ASSERT_TRUE(front.face);
    const likeness::Box& face = front.face->box;
    EXPECT_GT(alpha_at(front, face.x + 0.5F * face.width, face.y + 0.5F * face.height), 250);
    // The wall beside the head is gone.
    EXPECT_EQ(alpha_at(front, 0.0F, face.y), 0);
    EXPECT_EQ(alpha_at(front, static_cast<float>(front.width), face.y), 0);
    EXPECT_TRUE(pack->colors.skin && pack->colors.hair && pack->colors.top);
    ASSERT_TRUE(pack->voice);
    EXPECT_GT(pack->recording.duration_s(), 1.5);
}

TEST(EnrolPerson, NeedsAFace) {
    const auto pack = enrol_person(source_of(disc_clip(4.0, true)), {.name = "disc"});
    ASSERT_FALSE(pack);
    EXPECT_EQ(pack.error().reason, "no_face");
}

TEST(EnrolThing, CutsOutWhatStandsOut) {
    const auto pack = enrol_thing(source_of(disc_clip(3.5, true)), {.name = "disc"});
    ASSERT_TRUE(pack) << to_string(pack.error());
    ASSERT_GE(pack->views.size(), 2U);
    const likeness::View& view = pack->views.front();
    double opaque = 0.0;
    for (std::size_t i = 3; i < view.rgba.size(); i += 4) {
        opaque += view.rgba[i] / 255.0;
    }
    const double area = 3.14159 * 50.0 * 50.0;
    EXPECT_NEAR(opaque, area, 0.12 * area);
    ASSERT_TRUE(pack->colors.top);
    EXPECT_NEAR(pack->colors.top->red, 200, 12);
    EXPECT_NEAR(pack->colors.top->green, 40, 12);
    EXPECT_FALSE(pack->voice);
}

TEST(EnrolThing, RefusesWhatIsTooShortOrEmpty) {
    const auto brief = enrol_thing(source_of(disc_clip(2.0, true)), {.name = "disc"});
    ASSERT_FALSE(brief);
    EXPECT_EQ(brief.error().reason, "too_short");
    const auto empty = enrol_thing(source_of(disc_clip(3.5, false)), {.name = "wall"});
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().reason, "nothing_seen");
}

TEST(EnrolThing, RefusesAPerson) {
    const Rng rng(54);
    const Challenge challenge = testing::draw_challenge(rng.split("challenge"));
    const auto pack =
        enrol_thing(source_of(testing::perform(challenge, rng).recording), {.name = "friend"});
    ASSERT_FALSE(pack);
    EXPECT_EQ(pack.error().reason, "person_in_clip");
}

}  // namespace
}  // namespace hibari::trust
