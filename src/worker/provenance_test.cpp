#include "worker/provenance.h"

#include "base/files.h"
#include "media/mp4_reader.h"
#include "media/mp4_writer.h"
#include "trust/c2pa/testing.h"

#include <cstdlib>
#include <gtest/gtest.h>

namespace hibari::worker {
namespace {

namespace fs = std::filesystem;

class ProvenanceTest : public testing::Test {
  protected:
    ProvenanceTest() {
        std::string pattern = (fs::temp_directory_path() / "hibari-provenance-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }

    ~ProvenanceTest() override { fs::remove_all(folder_); }

    // A clip of a few grey frames, signed as that request would be.
    fs::path make(
        const std::string& name, const engine::ClipRequest& request, const ClipOrigin& origin
    ) {
        const auto info = describe_clip(request, "world", origin, provenance_);
        EXPECT_TRUE(info) << to_string(info.error());
        const fs::path file = folder_ / name;
        const auto writer =
            *media::Mp4Writer::create(file, {.seal = clip_seal(*info, provenance_)});
        const media::ClipFormat format = media::clip_format({64, 64}, 24, 0.25);
        EXPECT_TRUE(writer->begin(format));
        for (std::int64_t i = 0; i < format.frame_count; ++i) {
            EXPECT_TRUE(writer->push_frame(media::Frame({64, 64})));
        }
        const auto finished = writer->finish();
        EXPECT_TRUE(finished) << to_string(finished.error());
        return file;
    }

    trust::ManifestReport read(const fs::path& file) {
        return *trust::read_manifest(file, {.anchors = provenance_.anchors});
    }

    SystemClock clock_;
    trust::testing::TestAuthority authority_ = trust::testing::make_authority(clock_);
    Provenance provenance_{
        .signer = *authority_.signer,
        .anchors = {authority_.root.certificate},
        .program = {.name = "Hibari", .version = "0.1.0"},
        .clock = clock_,
        .mark_key = {{1, 2, 3}},
    };
    fs::path folder_;
};

TEST_F(ProvenanceTest, ClipsAreSignedAndStillOpen) {
    const fs::path file = make("a.mp4", {}, {.title = "video_1", .asset_id = 7});
    const trust::ManifestReport report = read(file);
    EXPECT_EQ(report.verdict, trust::ManifestVerdict::kTrusted);
    ASSERT_EQ(report.manifests.size(), 1U);
    EXPECT_EQ(report.manifests[0].kind, "generation");
    EXPECT_EQ(report.manifests[0].engine.name, "world");
    EXPECT_EQ(report.manifests[0].asset_id, 7U);
    EXPECT_EQ(
        report.manifests[0].digital_source, trust::to_uri(trust::DigitalSource::kAlgorithmicMedia)
    );
    media::MemoryClip clip;
    ASSERT_TRUE(media::decode_clip(file, clip));
    EXPECT_EQ(clip.frames.size(), 6U);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(ProvenanceTest, RemixesAndExtensionsCarryTheirParents) {
    const fs::path parent = make("a.mp4", {}, {.asset_id = 1});
    engine::ClipRequest revise;
    revise.source = {.change = engine::Change::kRevise};
    const fs::path remix = make("b.mp4", revise, {.asset_id = 2, .parent = parent});
    engine::ClipRequest extend;
    extend.source = {.change = engine::Change::kExtend, .file = remix};
    const trust::ManifestReport report = read(make("c.mp4", extend, {.asset_id = 3}));
    EXPECT_EQ(report.verdict, trust::ManifestVerdict::kTrusted);
    ASSERT_EQ(report.manifests.size(), 3U);
    EXPECT_EQ(report.manifests[0].kind, "extension");
    EXPECT_EQ(report.manifests[1].kind, "remix");
    EXPECT_EQ(report.manifests[2].asset_id, 1U);
}

TEST_F(ProvenanceTest, WhatHasAnUploadInItIsAComposite) {
    engine::ClipRequest request;
    request.first_frame = media::Frame({64, 64});
    const trust::ManifestReport report = read(make("a.mp4", request, {}));
    EXPECT_EQ(report.verdict, trust::ManifestVerdict::kTrusted);
    EXPECT_EQ(report.manifests[0].kind, "composite");
    EXPECT_EQ(
        report.manifests[0].digital_source, trust::to_uri(trust::DigitalSource::kCompositeSynthetic)
    );
}

TEST_F(ProvenanceTest, LearnedEnginesAreNamedAsTrained) {
    const auto info = describe_clip({}, "mini", {}, provenance_);
    EXPECT_EQ(info->source, trust::DigitalSource::kTrainedAlgorithmicMedia);
}

TEST_F(ProvenanceTest, AClipThatCannotBeSignedTakesNoName) {
    const fs::path file = folder_ / "a.mp4";
    const auto writer = *media::Mp4Writer::create(
        file, {.seal = [](const fs::path&, const fs::path&) -> Result<void> {
            return fail(ErrorCode::kUnavailable, "nobody signs");
        }}
    );
    ASSERT_TRUE(writer->begin(media::clip_format({64, 64}, 24, 0.05)));
    ASSERT_TRUE(writer->push_frame(media::Frame({64, 64})));
    EXPECT_FALSE(writer->finish());
    EXPECT_FALSE(fs::exists(file));
}

TEST(MakeAssetId, IsNeverZeroAndRarelyTheSame) {
    EXPECT_NE(make_asset_id(), 0U);
    EXPECT_NE(make_asset_id(), make_asset_id());
}

}  // namespace
}  // namespace hibari::worker
