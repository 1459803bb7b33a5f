#include "trust/mark/payload.h"

#include "base/rng.h"

#include <algorithm>
#include <limits>
#include <rapidcheck/gtest.h>
#include <vector>

namespace hibari::trust {
namespace {

MarkKey some_key(std::uint8_t first) {
    MarkKey key;
    key.bytes[0] = first;
    return key;
}

std::vector<float> sure_of(const PayloadBits& bits) {
    std::vector<float> soft(bits.size());
    std::ranges::transform(bits, soft.begin(), [](std::uint8_t bit) {
        return bit != 0 ? 1.0F : -1.0F;
    });
    return soft;
}

RC_GTEST_PROP(Payload, GivesTheIdBack, (std::uint32_t id, std::uint8_t key)) {
    const auto soft = sure_of(encode_payload(id, some_key(key)));
    RC_ASSERT(decode_payload(soft, some_key(key)) == id);
}

// The code's distance is 14, so six wrong bits are nearer to the right word than to any other.
RC_GTEST_PROP(Payload, MendsSixWrongBits, (std::uint32_t id, std::uint64_t seed)) {
    auto soft = sure_of(encode_payload(id, some_key(1)));
    Rng rng(seed);
    for (int i = 0; i < 6; ++i) {
        auto& bit = soft[rng.index(soft.size())];
        bit = bit > 0.0F ? -1.0F : 1.0F;
    }
    RC_ASSERT(decode_payload(soft, some_key(1)) == id);
}

RC_GTEST_PROP(Payload, MendsAThirdOfTheBitsMissing, (std::uint32_t id, std::uint64_t seed)) {
    auto soft = sure_of(encode_payload(id, some_key(2)));
    Rng rng(seed);
    for (int i = 0; i < 32; ++i) {
        soft[rng.index(soft.size())] = 0.0F;
    }
    RC_ASSERT(decode_payload(soft, some_key(2)) == id);
}

TEST(Payload, DiffersInAtLeastFourteenBitsBetweenMessages) {
    // Without the check every pair differs by the code's distance; ids also differ in their check.
    for (std::uint32_t i = 0; i < 32; ++i) {
        const auto a = encode_payload(0, some_key(3));
        const auto b = encode_payload(1U << i, some_key(3));
        int differing = 0;
        for (std::size_t k = 0; k < a.size(); ++k) {
            differing += a[k] != b[k] ? 1 : 0;
        }
        EXPECT_GE(differing, 14) << i;
    }
}

// Noise of the deviation 0.8 flips one bit in nine; the bits alone would never come through whole.
TEST(Payload, ComesThroughNoiseThatFlipsABitInNine) {
    Rng rng(5);
    int right = 0;
    for (int trial = 0; trial < 80; ++trial) {
        const auto id = static_cast<std::uint32_t>(rng.bits());
        auto soft = sure_of(encode_payload(id, some_key(4)));
        for (float& value : soft) {
            value += static_cast<float>(0.8 * rng.normal());
        }
        right += decode_payload(soft, some_key(4)) == id ? 1 : 0;
    }
    EXPECT_GE(right, 76);
}

TEST(Payload, TwoHalfKnownVectorsAddUp) {
    auto picture = sure_of(encode_payload(77, some_key(5)));
    auto sound = picture;
    for (std::size_t i = 0; i < picture.size(); ++i) {
        (i % 2 == 0 ? picture : sound)[i] = 0.0F;
    }
    for (std::size_t i = 0; i < picture.size(); ++i) {
        picture[i] += sound[i];
    }
    EXPECT_EQ(decode_payload(picture, some_key(5)), 77U);
}

TEST(Payload, IsNotReadWithAnotherKey) {
    const auto soft = sure_of(encode_payload(123456, some_key(6)));
    EXPECT_NE(decode_payload(soft, some_key(7)), 123456U);
}

// At most kPayloadCandidates checks of 16 bits: 80 attempts make up 0.005 ids on average.
TEST(Payload, MakesUpNoIdFromNoise) {
    Rng rng(11);
    int claims = 0;
    for (int trial = 0; trial < 80; ++trial) {
        std::vector<float> soft(kPayloadBits);
        std::ranges::generate(soft, [&rng] { return static_cast<float>(rng.normal()); });
        claims += decode_payload(soft, some_key(8)).has_value() ? 1 : 0;
    }
    EXPECT_EQ(claims, 0);
}

TEST(Payload, KnowsNothingOfSilenceAndOfWhatIsNotANumber) {
    std::vector<float> soft(kPayloadBits, 0.0F);
    EXPECT_FALSE(decode_payload(soft, some_key(9)));
    std::ranges::fill(soft, std::numeric_limits<float>::quiet_NaN());
    EXPECT_FALSE(decode_payload(soft, some_key(9)));
    EXPECT_EQ(payload_agreement(soft, 1, some_key(9)), 0.0);
}

TEST(Payload, AgreesWithItsOwnIdAlone) {
    const auto soft = sure_of(encode_payload(42, some_key(10)));
    EXPECT_DOUBLE_EQ(payload_agreement(soft, 42, some_key(10)), 1.0);
    EXPECT_LT(payload_agreement(soft, 43, some_key(10)), 0.71);
}

}  // namespace
}  // namespace hibari::trust
