#include "trust/mark/mark_key.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

// RFC 8439, appendix A.1, test vectors 1 and 2: zero key, zero nonce, blocks 0 and 1. A purpose of
// zero bytes is that nonce.
TEST(KeyStream, IsChaCha20) {
    KeyStream stream(MarkKey{}, std::string_view("\0", 1));
    EXPECT_EQ(stream.bits(), 0xade0b876U);
    EXPECT_EQ(stream.bits(), 0x903df1a0U);
    for (int i = 2; i < 16; ++i) {
        stream.bits();
    }
    EXPECT_EQ(stream.bits(), 0xbee7079fU);
}

TEST(KeyStream, DiffersByKeyAndPurpose) {
    MarkKey key;
    key.bytes[31] = 1;
    // Appendix A.1, test vector 3, is this key with block 1.
    KeyStream stream(key, std::string_view("\0", 1));
    for (int i = 0; i < 16; ++i) {
        stream.bits();
    }
    EXPECT_EQ(stream.bits(), 0x2452eb3aU);
    EXPECT_NE(KeyStream(key, "picture").bits(), KeyStream(key, "sound").bits());
}

TEST(KeyStream, DrawsEveryNumberBelowTheBound) {
    KeyStream stream(MarkKey{}, "draw");
    std::array<int, 5> seen{};
    for (int i = 0; i < 5000; ++i) {
        ++seen.at(stream.below(5));
    }
    EXPECT_GT(*std::ranges::min_element(seen), 850);
    EXPECT_LT(*std::ranges::max_element(seen), 1150);
}

}  // namespace
}  // namespace hibari::trust
