#include "trust/c2pa/read_manifest.h"

#include "trust/c2pa/bmff_exclusions.h"
#include "trust/c2pa/jumbf.h"
#include "trust/c2pa/sign_file.h"
#include "trust/c2pa/testing.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

using namespace std::chrono_literals;
using testing::Layout;

class ReadManifest : public ::testing::Test {
  protected:
    ReadManifest() { clock_.advance(365 * 24h * 50); }

    std::string sign(
        const std::string& bytes,
        MediaFormat format,
        const ManifestInfo& info = testing::make_info()
    ) {
        auto made = sign_bytes(bytes, format, info, *authority().signer);
        EXPECT_TRUE(made) << to_string(made.error());
        return made.value_or("");
    }

    std::string sign_mp4(const ManifestInfo& info = testing::make_info()) {
        return sign(testing::make_mp4(Layout::kIndexFirst), MediaFormat::kMp4, info);
    }

    ReadOptions options() {
        return {.anchors = {authority().root.certificate}, .now = clock_.wall_time()};
    }

    ManifestReport read(const std::string& bytes) {
        auto report = read_manifest_bytes(bytes, options());
        EXPECT_TRUE(report) << to_string(report.error());
        return report.value_or(ManifestReport());
    }

    testing::TestAuthority& authority() {
        if (!authority_.signer) {
            authority_ = testing::make_authority(clock_);
        }
        return authority_;
    }

    FakeClock clock_;
    testing::TestAuthority authority_;
};

std::string failures(const ManifestReport& report) {
    std::string codes;
    for (const ValidationStatus& one : report.statuses) {
        if (one.kind == ValidationStatus::Kind::kFailure) {
            codes += one.code + " (" + one.explanation + ") ";
        }
    }
    return codes;
}

TEST_F(ReadManifest, TrustsEveryLayoutAndFormatThatWeSign) {
    std::vector<std::string> files;
    for (const Layout layout :
         {Layout::kIndexFirst, Layout::kIndexLast, Layout::kWide, Layout::kFragments}) {
        files.push_back(sign(testing::make_mp4(layout), MediaFormat::kMp4));
    }
    files.push_back(sign(testing::make_jpeg(), MediaFormat::kJpeg));
    files.push_back(sign(testing::make_webp(), MediaFormat::kWebp));
    for (const std::string& file : files) {
        const ManifestReport report = read(file);
        EXPECT_EQ(report.verdict, ManifestVerdict::kTrusted) << failures(report);
        EXPECT_TRUE(report.has("timeStamp.trusted"));
        EXPECT_TRUE(report.has("claimSignature.validated"));
        EXPECT_TRUE(
            report.has("assertion.bmffHash.match") || report.has("assertion.dataHash.match")
        );
    }
}

TEST_F(ReadManifest, TellsWhatTheManifestSays) {
    const ManifestReport report = read(sign_mp4());
    ASSERT_EQ(report.manifests.size(), 1U);
    const ManifestFacts& facts = report.manifests.front();
    EXPECT_EQ(facts.title, "a clip");
    EXPECT_EQ(facts.program.name, "Hibari");
    EXPECT_EQ(facts.engine.name, "hibari-world");
    EXPECT_EQ(facts.engine.version, "0.1.0");
    EXPECT_EQ(facts.kind, "generation");
    EXPECT_EQ(facts.asset_id, 0x12345678U);
    EXPECT_EQ(facts.consent_receipts, std::vector{sha256_of("a receipt")});
    EXPECT_EQ(facts.digital_source, to_uri(DigitalSource::kTrainedAlgorithmicMedia));
    EXPECT_EQ(facts.signer.organisation, "Test");
    ASSERT_TRUE(facts.signed_at);
    EXPECT_LE(std::chrono::abs(*facts.signed_at - clock_.wall_time()), 1s);
}

TEST_F(ReadManifest, TellsWhetherThePicturesShowWhoMadeThem) {
    ManifestInfo info = testing::make_info();
    EXPECT_FALSE(read(sign_mp4(info)).manifests.front().has_visible_mark);
    info.has_visible_mark = true;
    for (const AssetId id : {AssetId{0}, AssetId{7}}) {
        info.asset_id = id;
        const ManifestReport report = read(sign_mp4(info));
        EXPECT_EQ(report.verdict, ManifestVerdict::kTrusted) << failures(report);
        EXPECT_TRUE(report.manifests.front().has_visible_mark);
    }
}

TEST_F(ReadManifest, FindsNoneInAPlainFile) {
    const ManifestReport report = read(testing::make_mp4(Layout::kIndexFirst));
    EXPECT_EQ(report.verdict, ManifestVerdict::kNone);
    EXPECT_TRUE(report.manifests.empty());
}

TEST_F(ReadManifest, DoesNotTrustARootItWasNotGiven) {
    const std::string file = sign_mp4();
    const auto report = read_manifest_bytes(file, {.anchors = {}, .now = clock_.wall_time()});
    ASSERT_TRUE(report);
    EXPECT_EQ(report->verdict, ManifestVerdict::kValid) << failures(*report);
    EXPECT_TRUE(report->has("signingCredential.untrusted"));
    EXPECT_TRUE(report->has("timeStamp.untrusted"));
    EXPECT_FALSE(report->manifests.front().signed_at);
}

TEST_F(ReadManifest, CatchesFlippedBytesOfWhatTheManifestSays) {
    const std::string file = sign(testing::make_jpeg(), MediaFormat::kJpeg);
    MemorySource source(file);
    const std::string store = *(*Container::open(MediaFormat::kJpeg, source))->store();
    const std::size_t begin = file.find(store);  // In one segment.
    const JumbfBox root = *read_jumbf(store);
    const JumbfBox& manifest = root.children.front();
    std::vector<std::string_view> parts{manifest.label};
    for (const JumbfBox& one : manifest.find("c2pa.assertions")->children) {
        parts.push_back(one.payload);
    }
    parts.push_back(manifest.find("c2pa.claim.v2")->cbor());
    for (const std::string_view part : parts) {
        for (std::size_t at = 0; at < part.size(); at += 1 + part.size() / 10) {
            std::string changed = file;
            char& byte = changed[begin + static_cast<std::size_t>(part.data() - store.data()) + at];
            byte = static_cast<char>(byte ^ 0x10);
            EXPECT_EQ(read(changed).verdict, ManifestVerdict::kInvalid) << part.substr(0, 60);
        }
    }
}

TEST_F(ReadManifest, FindsAnAssertionThatWasChanged) {
    std::string file = sign_mp4();
    file.replace(file.find("hibari-world"), 12, "another-tool");
    const ManifestReport report = read(file);
    EXPECT_EQ(report.verdict, ManifestVerdict::kInvalid);
    EXPECT_TRUE(report.has("assertion.hashedURI.mismatch"));
}

TEST_F(ReadManifest, FindsAClaimThatWasChanged) {
    std::string file = sign_mp4();
    file.replace(file.find("a clip"), 6, "a film");
    const ManifestReport report = read(file);
    EXPECT_EQ(report.verdict, ManifestVerdict::kInvalid);
    EXPECT_TRUE(report.has("claimSignature.mismatch"));
}

TEST_F(ReadManifest, FindsAManifestThatWasMovedToAnotherFile) {
    const std::string jpeg = sign(testing::make_jpeg(), MediaFormat::kJpeg);
    std::string other = jpeg;
    other.replace(other.find("scan data"), 9, "else data");
    EXPECT_TRUE(read(other).has("assertion.dataHash.mismatch"));
}

TEST_F(ReadManifest, StaysTrustedAfterTheCertificateRanOut) {
    const std::string file = sign_mp4();
    clock_.advance(2'000h);  // The signing certificate was good for 1,000.
    const ManifestReport report = read(file);
    EXPECT_EQ(report.verdict, ManifestVerdict::kTrusted) << failures(report);
    clock_.advance(20'000h);  // That of the time stamps for 10,000.
    EXPECT_EQ(read(file).verdict, ManifestVerdict::kTrusted);
}

TEST_F(ReadManifest, ExpiresWithoutATimeStampThatItBelieves) {
    const std::string file = sign_mp4();
    const auto report =
        read_manifest_bytes(file, {.anchors = {}, .now = clock_.wall_time() + 2'000h});
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->has("signingCredential.expired"));
    EXPECT_EQ(report->verdict, ManifestVerdict::kInvalid);
}

TEST_F(ReadManifest, FollowsEveryKindToWhatItCameFrom) {
    const std::string parent = sign_mp4();
    const Ingredient ingredient = testing::ingredient_of(parent, options());
    for (const auto& [kind, relationship] : {
             std::pair(ManifestKind::kRemix, "parentOf"),
             std::pair(ManifestKind::kExtension, "parentOf"),
             std::pair(ManifestKind::kStitch, "componentOf"),
             std::pair(ManifestKind::kComposite, "componentOf"),
         }) {
        ManifestInfo info = testing::make_info(kind);
        info.ingredients = {ingredient};
        const ManifestReport report = read(sign_mp4(info));
        EXPECT_EQ(report.verdict, ManifestVerdict::kTrusted) << failures(report);
        EXPECT_TRUE(report.has("ingredient.manifest.validated"));
        ASSERT_EQ(report.manifests.size(), 2U);
        EXPECT_EQ(report.manifests[0].kind, to_string(kind));
        ASSERT_EQ(report.manifests[0].ingredients.size(), 1U);
        EXPECT_EQ(report.manifests[0].ingredients[0].relationship, relationship);
        EXPECT_EQ(report.manifests[0].ingredients[0].manifest_label, report.manifests[1].label);
    }
}

TEST_F(ReadManifest, TakesAParentAndWhatElseWasPutIn) {
    ManifestInfo info = testing::make_info(ManifestKind::kRemix);
    info.ingredients = {
        testing::ingredient_of(sign_mp4(), options()), testing::ingredient_of(sign_mp4(), options())
    };
    const ManifestReport report = read(sign_mp4(info));
    EXPECT_EQ(report.verdict, ManifestVerdict::kTrusted) << failures(report);
    ASSERT_EQ(report.manifests[0].ingredients.size(), 2U);
    EXPECT_EQ(report.manifests[0].ingredients[0].relationship, "parentOf");
    EXPECT_EQ(report.manifests[0].ingredients[1].relationship, "componentOf");
}

TEST_F(ReadManifest, TakesAnUploadWithoutAManifest) {
    ManifestInfo info = testing::make_info(ManifestKind::kComposite);
    info.source = DigitalSource::kCompositeWithTrainedAlgorithmicMedia;
    info.ingredients = {testing::ingredient_of(testing::make_jpeg(), options())};
    const ManifestReport report = read(sign_mp4(info));
    EXPECT_EQ(report.verdict, ManifestVerdict::kTrusted) << failures(report);
    EXPECT_TRUE(report.has("ingredient.unknownProvenance"));
    EXPECT_EQ(report.manifests.size(), 1U);
}

TEST_F(ReadManifest, LeavesAnInvalidManifestOfAnUploadBehind) {
    std::string upload = sign(testing::make_jpeg(), MediaFormat::kJpeg);
    upload.replace(upload.find("scan data"), 9, "else data");
    EXPECT_TRUE(testing::ingredient_of(upload, options()).store.empty());
}

TEST_F(ReadManifest, FindsAnIngredientThatWasChanged) {
    ManifestInfo info = testing::make_info(ManifestKind::kRemix);
    info.ingredients = {testing::ingredient_of(sign_mp4(), options())};
    info.title = "a remix";
    std::string file = sign_mp4(info);
    file.replace(file.find("a clip"), 6, "a film");
    const ManifestReport report = read(file);
    EXPECT_EQ(report.verdict, ManifestVerdict::kInvalid);
    EXPECT_TRUE(report.has("ingredient.manifest.mismatch"));
}

TEST_F(ReadManifest, FollowsAChainOfTenInLessThan150Kilobytes) {
    std::string file = sign_mp4();
    const std::size_t plain = testing::make_mp4(Layout::kIndexFirst).size();
    constexpr int kDepth = 10;
    for (int i = 1; i < kDepth; ++i) {
        ManifestInfo info = testing::make_info(ManifestKind::kRemix);
        info.ingredients = {testing::ingredient_of(file, options())};
        file = sign_mp4(info);
    }
    const ManifestReport report = read(file);
    EXPECT_EQ(report.verdict, ManifestVerdict::kTrusted) << failures(report);
    EXPECT_EQ(report.manifests.size(), 10U);
    EXPECT_LE(file.size() - plain, 150'000U);
}

TEST_F(ReadManifest, ManifestsThatCameTwiceAreCarriedOnce) {
    const Ingredient one = testing::ingredient_of(sign_mp4(), options());
    ManifestInfo info = testing::make_info(ManifestKind::kStitch);
    info.ingredients = {one, one, one};
    const ManifestReport report = read(sign_mp4(info));
    EXPECT_EQ(report.verdict, ManifestVerdict::kTrusted) << failures(report);
    EXPECT_EQ(report.manifests.size(), 2U);
    EXPECT_EQ(report.manifests[0].ingredients.size(), 3U);
}

TEST_F(ReadManifest, ManyPartsOfManyBoxesDoNotFillTheMemory) {
    std::string file;
    for (int i = 0; i < 2'000; ++i) {
        file += testing::box("abcd", {});
    }
    MemorySource source(file);
    BmffExclusion rule{.path = {"abcd"}, .parts = {}};
    rule.parts.assign(64, ByteRange{.offset = 0, .size = 0});
    const auto boxes = hashed_boxes(source, {rule});
    ASSERT_FALSE(boxes);
    EXPECT_EQ(boxes.error().code, ErrorCode::kDataLoss);
}

TEST_F(ReadManifest, CutFilesAreAnErrorOrInvalid) {
    for (const std::string& file : {sign_mp4(), sign(testing::make_jpeg(), MediaFormat::kJpeg)}) {
        for (std::size_t size = 0; size < file.size(); size += 7) {
            const auto report = read_manifest_bytes(file.substr(0, size), options());
            EXPECT_TRUE(!report || report->verdict != ManifestVerdict::kTrusted) << size;
        }
    }
}

}  // namespace
}  // namespace hibari::trust
