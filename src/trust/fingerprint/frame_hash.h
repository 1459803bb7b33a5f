#pragma once

// What a picture looks like in 256 bits: the PDQ hash, the one that platforms exchange. Pictures
// that look alike differ in few bits, whatever their size, compression or brightness; unrelated
// ones differ in about 128. Cropping, turning and mirroring move most bits, so those are met by
// hashing several views of a picture (views.h).
//
// The same numbers come out as out of the reference implementation (facebook/ThreatExchange, pdq/):
// the order of its float operations is kept. The algorithm: "The TMK+PDQF video-hashing algorithm
// and the PDQ image-hashing algorithm", Facebook 2019, section 3.

#include "base/result.h"
#include "trust/fingerprint/luma.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace hibari::trust {

/// Bit k, from 0, is words[k / 64] >> (k % 64) & 1; it stands for row k / 16 and column k % 16 of
/// the block of frequencies.
struct FrameHash {
    std::array<std::uint64_t, 4> words = {};

    friend constexpr bool operator==(const FrameHash&, const FrameHash&) = default;
};

inline constexpr int kHashBits = 256;

/// In how many bits they differ, 0 to 256.
int distance(const FrameHash& a, const FrameHash& b);

/// 64 hexadecimal digits, bit 255 first, as PDQ hashes are exchanged.
std::string to_hex(const FrameHash& hash);

/// Reads what to_hex writes; capital digits too.
Result<FrameHash> frame_hash_from_hex(std::string_view text);

/// A hash and how much there was to see.
struct HashedFrame {
    FrameHash hash;
    /// 0 (flat) to 100; PDQ's advice is to ignore what is below 50.
    int quality = 0;
};

/// Frequencies 1 to 16 of both directions, row by row (the sign of each is one bit of the hash).
struct HashBlock {
    std::array<float, kHashBits> values = {};
    int quality = 0;
};

/// The block of a picture of at least 5 pixels a side (checked).
HashBlock hash_block(const Luma& picture);

/// The hash of a block.
HashedFrame hash_of(const HashBlock& block);

/// The hash of the mirror image, left and right exchanged, without looking at the picture again.
HashedFrame mirrored_hash_of(const HashBlock& block);

/// hash_of(hash_block(picture)).
HashedFrame hash_picture(const Luma& picture);

}  // namespace hibari::trust
