#include "trust/c2pa/intake/report_bytes.h"

#include <cstring>
#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

using namespace std::chrono_literals;

ManifestReport a_report() {
    ManifestReport report;
    report.verdict = ManifestVerdict::kTrusted;
    report.statuses = {
        {.kind = ValidationStatus::Kind::kSuccess,
         .code = "claimSignature.validated",
         .url = "self#jumbf=/c2pa/urn",
         .explanation = "the claim is as it was signed"},
        {.kind = ValidationStatus::Kind::kFailure,
         .code = "assertion.bmffHash.mismatch",
         .url = {},
         .explanation = {}},
    };
    ManifestFacts facts;
    facts.label = "urn:c2pa:1";
    facts.title = "a clip";
    facts.program = {.name = "Hibari", .version = "0.1"};
    facts.engine = {.name = "hibari-world", .version = "0.2"};
    facts.kind = "remix";
    facts.asset_id = 0xFFFFFFFF;
    facts.consent_receipts = {sha256_of("one"), sha256_of("two")};
    facts.ingredients = {
        {.title = "source",
         .media_type = "video/mp4",
         .relationship = "parentOf",
         .manifest_label = "urn:c2pa:0"}
    };
    facts.signer.organisation = "Test";
    facts.signer.not_before = std::chrono::system_clock::time_point(1'700'000'000s);
    facts.signer.not_after = std::chrono::system_clock::time_point::max();
    facts.signed_at = std::chrono::system_clock::time_point(1'700'000'001s);
    report.manifests = {facts, ManifestFacts()};
    return report;
}

TEST(ReportBytes, AReportComesBack) {
    const ManifestReport report = a_report();
    const auto back = report_of(to_bytes(report));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->verdict, report.verdict);
    ASSERT_EQ(back->statuses.size(), 2U);
    EXPECT_EQ(back->statuses[1].code, "assertion.bmffHash.mismatch");
    EXPECT_EQ(back->statuses[0].explanation, report.statuses[0].explanation);
    ASSERT_EQ(back->manifests.size(), 2U);
    const ManifestFacts& facts = back->manifests.front();
    EXPECT_EQ(facts.engine.version, "0.2");
    EXPECT_EQ(facts.asset_id, 0xFFFFFFFF);
    EXPECT_EQ(facts.consent_receipts, report.manifests.front().consent_receipts);
    EXPECT_EQ(facts.ingredients.front().manifest_label, "urn:c2pa:0");
    EXPECT_EQ(facts.signer.not_before, report.manifests.front().signer.not_before);
    EXPECT_EQ(facts.signed_at, report.manifests.front().signed_at);
    EXPECT_FALSE(back->manifests.back().signed_at);
    EXPECT_EQ(to_bytes(*back).size(), to_bytes(report).size());
}

TEST(ReportBytes, AnIngredientComesBackButForItsTitle) {
    const Ingredient ingredient{
        .title = "secret",
        .media_type = "image/webp",
        .store = std::string("\0\xff store", 8),
        .statuses = a_report().statuses,
    };
    const auto back = ingredient_of(to_bytes(ingredient));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->title, "");
    EXPECT_EQ(back->media_type, ingredient.media_type);
    EXPECT_EQ(back->store, ingredient.store);
    EXPECT_EQ(back->statuses.size(), 2U);
}

TEST(ReportBytes, HalfAReportIsNone) {
    const std::string whole = to_bytes(a_report());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(report_of(whole.substr(0, size))) << size;
    }
    EXPECT_FALSE(report_of(whole + "x"));
}

// Overwrites the number of eight bytes at that place.
std::string with_number(std::string bytes, std::size_t at, std::uint64_t number) {
    std::memcpy(bytes.data() + at, &number, sizeof(number));
    return bytes;
}

TEST(ReportBytes, NumbersThatCannotBeAreNoReport) {
    ManifestReport one;
    one.statuses.resize(1);
    const std::string bytes = to_bytes(one);
    ASSERT_TRUE(report_of(bytes));
    // The verdict, how many statuses, the first one's kind, the length of its code.
    EXPECT_FALSE(report_of(with_number(bytes, 0, 4)));
    EXPECT_FALSE(report_of(with_number(bytes, 8, 20'001)));
    EXPECT_FALSE(report_of(with_number(bytes, 8, ~std::uint64_t{0})));
    EXPECT_FALSE(report_of(with_number(bytes, 16, 3)));
    EXPECT_FALSE(report_of(with_number(bytes, 24, 1)));
    EXPECT_FALSE(report_of(with_number(bytes, 24, ~std::uint64_t{0})));
}

TEST(ReportBytes, TextsComeOutPrintable) {
    ManifestReport report;
    report.manifests.resize(1);
    report.manifests.front().title = "a\x1b[2J\n\xff";
    report.manifests.front().label = std::string(100'000, 'x');
    const auto back = report_of(to_bytes(report));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->manifests.front().title, "a?[2J?\xEF\xBF\xBD");
    EXPECT_EQ(back->manifests.front().label.size(), 64U * 1024);
}

}  // namespace
}  // namespace hibari::trust
