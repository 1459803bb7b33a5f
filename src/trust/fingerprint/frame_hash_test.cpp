#include "trust/fingerprint/frame_hash.h"

#include "base/rng.h"
#include "trust/fingerprint/testing_clip.h"

#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

/// A picture that the reference implementation hashed, and what came out.
struct Vector {
    int width;
    int height;
    int kind;
    int quality;
    const char* hash;
    const char* mirrored;
};

// Made with facebook/ThreatExchange pdq/cpp (pdqHash256FromFloatLuma, dct16OriginalToFlipY) from
// the pictures below.
constexpr Vector kVectors[] = {
    {64,
     64,
     0,
     100,
     "793fd2372d8aaad5adc15554b6b52babaa36952ad43faa5505c82a95058996d2",
     "2c6a876078dfff80f8940001e3e07efeff63c07f016aff00509d7fc050dcc387"},
    {64,
     64,
     2,
     100,
     "ce7ebdc325b448f2a4c83f135acfab0b422a4d50a6a0de160c0f4ee6b2ed2d67",
     "932b689650e111a7f19d6a440f9afe5e17771805f3d18b43595a1bb1e7b87832"},
    {100,
     36,
     0,
     100,
     "693fd237858aaa942bc95494d5552ac84ab695aaf43faa7715c8aa9545c9b6d2",
     "3c6a8722d0dfffc17e9c01c180007e9d1fe3c0ffa16aff22409dffc0109ce387"},
    {128,
     128,
     1,
     100,
     "bd0e962cec4ee5bb007e32659bf18e19fd91d962000d620c9b6e1c32edb6e2b9",
     "a85bc369b91bb0ee552b6730cea4db4ca8c48c3355583359ce3b4966b8e3b6c4"},
    {320,
     180,
     0,
     100,
     "6a75b58a4d885ad5ad4996b4a9696aaa563ed52a7075aad21d886a955d89b2d6",
     "3f20e0d508dd0f80f81cc3e1fc383fff036b807f2520ff8748dd3fc008dce783"},
    {320,
     180,
     1,
     100,
     "e38e1cfe038e9e771c0ee3f0fc713331e0711f8e03911c8e1f8ec066e06e7731",
     "b6db492956db4b26495bb6a5a9246664b5244ad356c449db48db9537b53b3264"},
    {320,
     180,
     2,
     100,
     "cb6bc1d4341ba32bfb6691f430e13ee25e5a1bb37947eb6950480875a8fca215",
     "9e3e9481614ef67eae33c4a165b46bb70b0f4ee62c12be3c051c5d20fda1f740"},
    {640,
     360,
     0,
     100,
     "6a75d6ba1d8a4ad52dc99694a56d6aaa5236d52ad075aa561d886a956d89b2d6",
     "3f20c3c748df1f80789cc3c1f0383fff0763807f0520ff0348dd3fc038dce783"},
    {638,
     358,
     1,
     100,
     "e38ee1f9038e338e1c0e9f1edc717ccee071e27103818ef11f8e39c1e07e660e",
     "b6dbb48456db66db495bca4b89246999b524b72456d4532448db6c94b52b335b"},
    {66,
     902,
     2,
     100,
     "77a33080d69526c2bb83ce105b419bb4c6ec08ce9e93a2f973baa5912b7ecc79",
     "2276658583c07387aed699440e148ee183b95d9bcbc6f7ac26eff0c47e2b982c"},
    {16,
     8,
     2,
     100,
     "194d8daf9d766188d6906ef0b44a9f0d6e2d60f24bb5110f296f1e77e289f250",
     "4c18d8fac82334dd83c53ba5e11fca58bb7835a71ee0445a7c3a4b22b7dca705"},
};

// Slopes and checks, a disc, noise; in integers, so that every program makes the same.
std::uint8_t byte_at(const Vector& vector, int x, int y, int channel, int noise) {
    const int w = vector.width;
    const int h = vector.height;
    int value = noise;
    if (vector.kind == 0) {
        value = (x * 255 / w) * (channel + 1) / 3 + (y * 255 / h) / (channel + 2) +
                ((x * 7 / w + y * 5 / h) % 2) * 60 + noise / 16;
    } else if (vector.kind == 1) {
        const int dx = x - w / 3;
        const int dy = y - h / 2;
        value = (dx * dx + dy * dy < h * h / 9 ? 220 - 40 * channel : 30 + 20 * channel) +
                x * 40 / w + noise / 8;
    }
    return static_cast<std::uint8_t>(value & 255);
}

media::Frame picture_of(const Vector& vector) {
    media::Frame frame({vector.width, vector.height});
    std::uint32_t state = 12345U + static_cast<std::uint32_t>(vector.kind) * 777U +
                          static_cast<std::uint32_t>(vector.width) * 31U +
                          static_cast<std::uint32_t>(vector.height);
    std::size_t next = 0;
    for (int y = 0; y < vector.height; ++y) {
        for (int x = 0; x < vector.width; ++x) {
            for (int channel = 0; channel < 3; ++channel) {
                state = state * 1664525U + 1013904223U;
                frame.pixels()[next++] =
                    byte_at(vector, x, y, channel, static_cast<int>(state >> 24U));
            }
        }
    }
    return frame;
}

TEST(FrameHash, IsBitForBitThatOfTheReference) {
    for (const Vector& vector : kVectors) {
        const HashBlock block = hash_block(luma_of(picture_of(vector)));
        EXPECT_EQ(to_hex(hash_of(block).hash), vector.hash) << vector.width << "x" << vector.height;
        EXPECT_EQ(to_hex(mirrored_hash_of(block).hash), vector.mirrored);
        EXPECT_EQ(block.quality, vector.quality);
    }
}

TEST(FrameHash, OfTheMirrorImageIsTheMirroredOne) {
    const Luma picture = testing::picture_at(4, 0.0);
    const FrameHash wanted = hash_picture(testing::mirror(picture)).hash;
    EXPECT_LE(distance(mirrored_hash_of(hash_block(picture)).hash, wanted), 24);
    EXPECT_GE(distance(hash_picture(picture).hash, wanted), 90);
}

TEST(FrameHash, ComesBackFromItsDigits) {
    const FrameHash hash = hash_picture(testing::picture_at(1, 0.0)).hash;
    const auto read = frame_hash_from_hex(to_hex(hash));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, hash);
    for (const char* wrong : {"", "12", "g23"}) {
        EXPECT_FALSE(frame_hash_from_hex(wrong)) << wrong;
    }
    EXPECT_FALSE(frame_hash_from_hex(std::string(63, '0') + "x"));
    EXPECT_FALSE(frame_hash_from_hex(std::string(65, '0')));
}

TEST(FrameHash, OfUnrelatedPicturesLiesFarApart) {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        const auto a = hash_picture(testing::picture_at(seed, 0.0));
        const auto b = hash_picture(testing::picture_at(seed + 100, 0.0));
        EXPECT_GE(distance(a.hash, b.hash), 80) << seed;
        EXPECT_EQ(distance(a.hash, a.hash), 0);
    }
}

TEST(FrameHash, OfAFlatPictureHasNoQuality) {
    EXPECT_EQ(hash_picture(Luma(40, 40)).quality, 0);
}

}  // namespace
}  // namespace hibari::trust
