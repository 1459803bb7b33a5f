#include "models/mini/tokenizer.h"

#include "base/files.h"
#include "base/text.h"
#include "models/mini/config.h"

#include <charconv>
#include <gtest/gtest.h>

namespace hibari::mini {
namespace {

constexpr const char* kFolder = "training/testdata/";

/// \xNN, \t, \n and \r as what they stand for.
std::string unescape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        i += 1;
        if (text[i] == 'x') {
            int byte = 0;
            std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16);
            out += static_cast<char>(byte);
            i += 2;
        } else {
            out += text[i] == 't' ? '\t' : text[i] == 'n' ? '\n' : text[i] == 'r' ? '\r' : text[i];
        }
    }
    return out;
}

Tokenizer test_tokenizer() {
    auto tokenizer = Tokenizer::load(std::string(kFolder) + "tokenizer_vocabulary.txt");
    EXPECT_TRUE(tokenizer) << to_string(tokenizer.error());
    return std::move(*tokenizer);
}

TEST(Tokenizer, CutsAsTheTrainingDoes) {
    const Tokenizer tokenizer = test_tokenizer();
    const auto cases = read_file(std::string(kFolder) + "tokenizer_cases.txt", 1U << 20U);
    ASSERT_TRUE(cases);
    int count = 0;
    for (const std::string_view line : split(*cases, '\n')) {
        if (line.empty() || line.starts_with("# ")) {
            continue;
        }
        const auto tab = line.find('\t');
        ASSERT_NE(tab, std::string_view::npos) << line;
        std::string pieces;
        for (const std::int32_t id : tokenizer.ids(unescape(line.substr(0, tab)))) {
            pieces += (pieces.empty() ? "" : " ") + std::string(tokenizer.piece(id));
        }
        EXPECT_EQ(pieces, line.substr(tab + 1)) << line;
        count += 1;
    }
    EXPECT_GE(count, 40);
}

TEST(Tokenizer, PadsAndCuts) {
    const Tokenizer tokenizer = test_tokenizer();
    const auto padded = tokenizer.encode("red", 4);
    ASSERT_EQ(padded.size(), 4U);
    EXPECT_NE(padded[0], 0);
    EXPECT_EQ(padded[1], 0);
    EXPECT_EQ(tokenizer.encode("red red red red red red", 4).size(), 4U);
}

TEST(Tokenizer, NamesWordsThatAreNoPieces) {
    const Tokenizer tokenizer = test_tokenizer();
    const auto unknown = tokenizer.unknown_words("A red quasar, the red quasar; 3!");
    EXPECT_EQ(unknown, std::vector<std::string>{"quasar"});
}

TEST(Vocabulary, RefusesWhatIsNone) {
    EXPECT_FALSE(Tokenizer::parse(""));
    EXPECT_FALSE(Tokenizer::parse("<pad>\n"));
    auto text = read_file(std::string(kFolder) + "tokenizer_vocabulary.txt", 1U << 20U);
    ASSERT_TRUE(text);
    EXPECT_TRUE(Tokenizer::parse(*text));
    EXPECT_FALSE(Tokenizer::parse(*text + "red\n")) << "twice";
    EXPECT_FALSE(Tokenizer::parse(*text + std::string(41, 'x') + "\n")) << "too long";
    EXPECT_FALSE(Tokenizer::parse(*text + "\n")) << "empty";
    EXPECT_FALSE(Tokenizer::parse("x" + *text)) << "no padding";
    std::string many = *text;
    for (int i = 0; i < kVocabularyMax; ++i) {
        many += "w" + std::to_string(i) + "\n";
    }
    EXPECT_FALSE(Tokenizer::parse(many)) << "too many";
}

}  // namespace
}  // namespace hibari::mini
