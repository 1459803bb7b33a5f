#include "trust/registry/verify.h"

#include "base/files.h"
#include "media/intake/intake.h"
#include "media/mp4_writer.h"
#include "trust/c2pa/sign_file.h"
#include "trust/c2pa/testing.h"
#include "trust/mark/picture_mark.h"
#include "trust/mark/sound_mark.h"
#include "trust/registry/testing_rows.h"

#include <fcntl.h>
#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

namespace fs = std::filesystem;
using testing::Rows;

constexpr AssetId kId = 0x12345678;
constexpr double kSeconds = 4.0;
constexpr media::ClipFormat kFormat{.size = {320, 180}, .fps = 24, .frame_count = 96};

MarkKey test_key() {
    MarkKey key;
    key.bytes.fill(7);
    return key;
}

media::Frame frame_of(std::uint64_t seed, std::int64_t index) {
    const Luma luma = testing::picture_at(seed, static_cast<double>(index) / kFormat.fps);
    media::Frame frame(kFormat.size);
    frame.index = index;
    for (int y = 0; y < frame.height(); ++y) {
        for (int x = 0; x < frame.width(); ++x) {
            const float value =
                luma.at(x * luma.width / frame.width(), y * luma.height / frame.height());
            for (int channel = 0; channel < 3; ++channel) {
                frame.row(y)[static_cast<std::size_t>(x * 3 + channel)] =
                    static_cast<std::uint8_t>(value);
            }
        }
    }
    return frame;
}

enum class Marks { kNone, kBoth };

/// What is kept of a clip that was written.
ClipFingerprint write_clip(const fs::path& file, std::uint64_t seed, Marks marks) {
    const auto writer = media::Mp4Writer::create(file).value();
    EXPECT_TRUE(writer->begin(kFormat));
    auto picture = PictureMark::create(test_key(), kId, kFormat).value();
    SoundMark sound(test_key(), kId, kFormat.audio_sample_count());
    ClipSampler sampler;
    sampler.begin(kFormat);
    for (std::int64_t i = 0; i < kFormat.frame_count; ++i) {
        media::Frame frame = frame_of(seed, i);
        sampler.push_frame(frame);
        if (marks == Marks::kBoth) {
            picture.apply(frame);
        }
        EXPECT_TRUE(writer->push_frame(frame));
    }
    media::AudioBuffer melody = testing::melody(seed, kSeconds);
    sampler.push_audio(melody);
    if (marks == Marks::kBoth) {
        sound.apply(melody);
    }
    EXPECT_TRUE(writer->push_audio(melody));
    EXPECT_TRUE(writer->finish());
    return make_fingerprint(sampler.finish());
}

FileDescriptor open_file(const fs::path& file) {
    return FileDescriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
}

TEST(Verify, BelievesAManifestOfOurs) {
    Rows rows;
    Registry registry(*rows.database, rows.clock);
    SystemClock clock;
    const auto authority = testing::make_authority(clock);
    const fs::path plain = rows.folder() / "plain.mp4";
    const fs::path sealed = rows.folder() / "sealed.mp4";
    ASSERT_TRUE(rows.add(kId, write_clip(plain, 1, Marks::kNone)));
    ASSERT_TRUE(sign_file(plain, sealed, MediaFormat::kMp4, testing::make_info(), *authority.signer)
    );
    const VerifyParts parts{
        .registry = &registry, .mark_key = test_key(), .anchors = {authority.root.certificate}
    };
    const auto answer = verify(open_file(sealed), parts);
    ASSERT_TRUE(answer) << to_string(answer.error());
    EXPECT_TRUE(answer->is_ours);
    EXPECT_EQ(answer->by, "manifest");
    ASSERT_TRUE(answer->asset);
    EXPECT_EQ(answer->asset->id, kId);
    // Nobody's word that we do not know.
    const auto stranger = verify(open_file(sealed), {.registry = nullptr, .anchors = {}});
    ASSERT_TRUE(stranger);
    EXPECT_FALSE(stranger->is_ours);
    EXPECT_EQ(stranger->manifest.finding, Finding::kOther);
}

TEST(Verify, ReadsTheMarkWhereTheManifestIsGone) {
    Rows rows;
    Registry registry(*rows.database, rows.clock);
    const fs::path file = rows.folder() / "marked.mp4";
    write_clip(file, 2, Marks::kBoth);
    ASSERT_TRUE(rows.add(kId, {}));
    const auto answer =
        verify(open_file(file), {.registry = &registry, .mark_key = test_key(), .anchors = {}});
    ASSERT_TRUE(answer) << to_string(answer.error());
    EXPECT_EQ(answer->by, "mark") << to_string(to_json(*answer, Scores::kShown));
    EXPECT_EQ(answer->mark.id, kId);
    EXPECT_EQ(answer->manifest.finding, Finding::kNothing);
}

// An oracle for whoever wants to wash a mark off: it would tell how far each try has come.
TEST(Verify, KeepsItsScoresFromThePublic) {
    VerifyAnswer answer;
    answer.mark = {
        .finding = Finding::kOurs,
        .id = kId,
        .picture_pilot = 12.34,
        .sound_pilot = 5.67,
        .read_from = "picture and sound",
    };
    answer.fingerprint.finding = Finding::kResembles;
    answer.fingerprint.matches.emplace_back().match.picture_bits = 43.21;
    const Json told = to_json(answer, Scores::kHidden);
    const std::string text = to_string(told);
    for (const std::string_view secret : {"pilot", "bits", "12.3", "5.6", "43.2"}) {
        EXPECT_EQ(text.find(secret), std::string::npos) << secret << " in " << text;
    }
    EXPECT_EQ(told.at("mark").at("finding"), Json("ours"));
    EXPECT_EQ(told.at("mark").at("id"), Json(kId));
    EXPECT_EQ(told.at("mark").at("read_from"), Json("picture and sound"));
    EXPECT_EQ(told.at("fingerprint").at("matches").at(0).at("seen"), Json(true));
    const Json shown = to_json(answer, Scores::kShown);
    EXPECT_EQ(shown.at("mark").at("picture_pilot"), Json(12.34));
    EXPECT_EQ(shown.at("fingerprint").at("matches").at(0).at("picture_bits"), Json(43.21));
}

TEST(Verify, DoesNotBelieveAMarkThatWasNeverGivenOut) {
    Rows rows;
    Registry registry(*rows.database, rows.clock);
    const fs::path file = rows.folder() / "marked.mp4";
    write_clip(file, 2, Marks::kBoth);
    const auto answer =
        verify(open_file(file), {.registry = &registry, .mark_key = test_key(), .anchors = {}});
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->is_ours);
    EXPECT_EQ(answer->mark.finding, Finding::kNothing);
}

TEST(Verify, ComparesFingerprintsWhereTheMarkIsGoneToo) {
    Rows rows;
    Registry registry(*rows.database, rows.clock);
    const fs::path file = rows.folder() / "bare.mp4";
    ASSERT_TRUE(rows.add(kId, write_clip(file, 3, Marks::kNone)));
    rows.run(
        "INSERT INTO withholdings (subject_kind, subject, cause, cause_kind, reason, created_at) "
        "VALUES ('video', 'video_305419896', 'grant_1', 'consent', 'x', 1700000000000000)"
    );
    const auto answer =
        verify(open_file(file), {.registry = &registry, .mark_key = test_key(), .anchors = {}});
    ASSERT_TRUE(answer) << to_string(answer.error());
    EXPECT_EQ(answer->by, "fingerprint");
    ASSERT_EQ(answer->fingerprint.matches.size(), 1U);
    EXPECT_LE(answer->fingerprint.matches.front().match.picture_bits.value_or(256.0), 20.0);
    EXPECT_NE(
        answer->summary.find("Consent of somebody in it was withdrawn on 2023-11-14."),
        std::string::npos
    ) << answer->summary;
}

TEST(Verify, SaysThatItFoundNothing) {
    Rows rows;
    Registry registry(*rows.database, rows.clock);
    const fs::path file = rows.folder() / "stranger.mp4";
    write_clip(file, 4, Marks::kNone);
    const auto answer =
        verify(open_file(file), {.registry = &registry, .mark_key = test_key(), .anchors = {}});
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->is_ours);
    EXPECT_TRUE(answer->by.empty());
    EXPECT_NE(answer->summary.find("proves nothing"), std::string::npos);
    EXPECT_EQ(
        to_json(*answer, Scores::kHidden).at("fingerprint").at("finding").as_string(), "nothing"
    );
}

TEST(Verify, RefusesWhatIsNeitherClipNorPicture) {
    const auto upload = media::memory_file("certainly no clip");
    ASSERT_TRUE(upload);
    const auto answer = verify(*upload, {});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace hibari::trust
