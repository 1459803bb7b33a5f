// What the network computes against what its training computed (testdata/network.json, written by
// the trainer from the shipped weights), and how texts are cut into its pieces.

#include "trust/policy/network.h"

#include "base/files.h"
#include "base/json.h"
#include "trust/policy/embedded.h"

#include <cmath>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace hibari::trust {
namespace {

constexpr std::size_t kFileBytesMax = 1 << 20;
/// The largest difference from the trainer's float32.
constexpr double kTolerance = 1e-3;

std::span<const std::byte> weights() {
    return std::as_bytes(
        std::span(embedded::policy_classifier.data(), embedded::policy_classifier.size())
    );
}

const Network& network() {
    static const auto made = [] {
        auto loaded = Network::load(weights());
        EXPECT_TRUE(loaded.has_value()) << (loaded ? "" : to_string(loaded.error()));
        return std::move(*loaded);
    }();
    return *made;
}

Json examples() {
    const auto text =
        read_file(HIBARI_SOURCE_DIR "/src/trust/policy/testdata/network.json", kFileBytesMax);
    EXPECT_TRUE(text.has_value());
    auto json = parse_json(*text);
    EXPECT_TRUE(json.has_value());
    return *json;
}

std::vector<std::uint32_t> numbers(const Json& json) {
    std::vector<std::uint32_t> numbers;
    for (const Json& each : json.items()) {
        numbers.push_back(static_cast<std::uint32_t>(each.as_integer()));
    }
    return numbers;
}

TEST(Network, ComputesWhatItsTrainingComputed) {
    const Json all = examples();
    ASSERT_FALSE(all.items().empty());
    for (const Json& example : all.items()) {
        SCOPED_TRACE(example.at("text").as_string());
        const Encoded encoded = network().encode(numbers(example.at("pieces")));
        std::vector<float> sum(encoded.width, 0);
        for (std::size_t i = 0; i < encoded.pieces.size(); ++i) {
            sum[i % encoded.width] += encoded.pieces[i];
        }
        const auto count = static_cast<float>(encoded.count());
        const auto logits =
            network().judge(sum, std::span(&count, 1), numbers(example.at("inputs")));
        const auto& wanted = example.at("logits").items();
        ASSERT_EQ(logits.size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            EXPECT_NEAR(logits[i], wanted[i].as_number(), kTolerance);
        }
    }
}

TEST(Network, CutsTextsAsItsTrainingDid) {
    const Json all = examples();
    for (const Json& example : all.items()) {
        const std::string& text = example.at("text").as_string();
        SCOPED_TRACE(text);
        std::vector<std::uint32_t> cut = {kBeginPiece};
        std::uint32_t end = 0;
        for (const PlacedPiece& piece : network().pieces().cut(text)) {
            cut.push_back(piece.number);
            EXPECT_GE(piece.begin, end);
            end = piece.end;
            EXPECT_LE(end, text.size());
        }
        cut.push_back(kEndPiece);
        cut.resize(std::min(cut.size(), kPiecesMax));
        EXPECT_EQ(cut, numbers(example.at("pieces")));
    }
}

TEST(Network, JudgesARowTheSameAloneAndAmongOthers) {
    const std::vector<std::uint32_t> pieces = {kBeginPiece, 500, 600, 700, kEndPiece};
    const Encoded encoded = network().encode(pieces);
    std::vector<float> sums;
    std::vector<float> counts;
    for (std::size_t row = 0; row < 9; ++row) {
        sums.insert(sums.end(), encoded.pieces.begin(), encoded.pieces.begin() + 1280);
        counts.push_back(1);
    }
    const auto many = network().judge(sums, counts, {});
    const auto one = network().judge(std::span(sums).first(1280), std::span(counts).first(1), {});
    for (std::size_t i = 0; i < many.size(); ++i) {
        EXPECT_EQ(many[i], one[i % one.size()]);
    }
}

TEST(Network, RefusesAFileThatLacksATensorOrIsCutOff) {
    EXPECT_FALSE(Network::load(weights().first(weights().size() - 64)).has_value());
    EXPECT_FALSE(Network::load(weights().first(4)).has_value());
    const std::string empty("\x08\0\0\0\0\0\0\0{}      ", 16);
    const auto lacking = Network::load(std::as_bytes(std::span(empty.data(), empty.size())));
    ASSERT_FALSE(lacking.has_value());
    EXPECT_NE(to_string(lacking.error()).find("pieces"), std::string::npos);
}

TEST(Pieces, TakesTheLikeliestCutting) {
    // ab as one piece (-1) is likelier than a (-2) and b (-2); abc is none.
    const std::string list =
        "a\nab\nb\nc\n\xE2\x96\x81\n\xE2\x96\x81"
        "a";
    const std::vector<float> scores = {0, 0, 0, -2, -1, -2, -2, -3, -4};
    const Pieces pieces(list, scores, -10);
    const auto cut = pieces.cut("abc");
    // "▁ab..." is ▁ (-3) + ab (-1), not ▁a (-4) + b (-2).
    ASSERT_EQ(cut.size(), 3U);
    EXPECT_EQ(cut[0].number, 7U);
    EXPECT_EQ(cut[1].number, 4U);
    EXPECT_EQ(cut[2].number, 6U);
    EXPECT_EQ(cut[2].begin, 2U);
    EXPECT_EQ(cut[2].end, 3U);
}

TEST(Pieces, CutsAnyBytesWithoutLeavingTheText) {
    const Pieces& pieces = network().pieces();
    for (int first = 0; first < 256; ++first) {
        std::string text = "a";
        text += static_cast<char>(first);
        for (const PlacedPiece& piece : pieces.cut(text)) {
            EXPECT_LE(piece.end, text.size());
        }
    }
    EXPECT_TRUE(pieces.cut("").empty());
    EXPECT_TRUE(pieces.cut(" \n\t ").empty());
}

}  // namespace
}  // namespace hibari::trust
