#include "trust/policy/plain_text.h"

#include "base/check.h"

#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

const Knowledge& knowledge() {
    static const auto made = [] {
        auto loaded = Knowledge::load("");
        HIBARI_CHECK(loaded.has_value(), loaded ? "" : to_string(loaded.error()));
        return std::move(*loaded);
    }();
    return *made;
}

PlainText plain(std::initializer_list<std::string_view> texts) {
    Scene scene;
    std::uint16_t index = 0;
    for (const std::string_view text : texts) {
        EXPECT_FALSE(knowledge().folder().fold(text, index++, scene.tokens).has_value());
    }
    const PlainText plain = plain_text({texts.begin(), texts.size()}, scene, knowledge());
    EXPECT_EQ(plain.text.size(), plain.token_of.size());
    for (const std::uint32_t token : plain.token_of) {
        EXPECT_TRUE(token == kNoToken || token < scene.tokens.size());
    }
    return plain;
}

TEST(PlainText, LeavesAnOrdinaryTextAsItIs) {
    EXPECT_EQ(plain({"A naïve café in 4K, 35mm: \"no\""}).text, "A naïve café in 4K, 35mm: \"no\"");
}

TEST(PlainText, UndoesLetterCodesLookalikesAndSpreadLetters) {
    EXPECT_EQ(plain({"n4k3d l4dy"}).text, "naked lady");
    EXPECT_EQ(plain({"a n\xD0\xB0ked girl"}).text, "a naked girl");
    EXPECT_EQ(plain({"she is n a k e d now"}).text, "she is naked now");
    EXPECT_EQ(plain({"Nakeeeed"}).text, "Naked");
}

TEST(PlainText, DropsHiddenCharactersAndNamesPictures) {
    EXPECT_EQ(plain({"na\xE2\x80\x8Bked"}).text, "naked");
    EXPECT_EQ(plain({"a \xF0\x9F\x92\x89"}).text, "a  syringe ");
}

TEST(PlainText, JoinsTextsAsSentences) {
    EXPECT_EQ(plain({"a cat", "now a dog"}).text, "a cat. now a dog");
}

}  // namespace
}  // namespace hibari::trust
