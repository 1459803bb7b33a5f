#pragma once

// What the invisible marks say: one 32-bit asset id, written so that a third of its bits may be
// lost. The id and a 16-bit check that only the key's owner can compute go through a tail-biting
// convolutional code of rate 1/2 with 1024 states (generators 2335 and 3661 octal, free distance
// 14; Proakis, "Digital Communications", table 8.3-1); the 96 bits that come out are shuffled and
// flipped as the key says. Picture and sound carry the same 96 bits, so what was read from either,
// or the sum of both, is decoded alike.
//
// False claims: in noise the decoder looks at no more than kPayloadCandidates words, and each
// passes the check with probability 2^-16, so an attempt makes up an id with probability below 4 /
// 65,536 = 6.1e-5. The caller looks the id up among the R that were given out: 6.1e-5 * R / 2^32,
// which is 1.4e-8 for a registry of a million. Readers attempt it only where their pilot was found.

#include "trust/mark/mark_key.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace hibari::trust {

/// Number of bits that a mark carries.
inline constexpr std::size_t kPayloadBits = 96;

/// The most words that are held against the check in one decoding.
inline constexpr std::size_t kPayloadCandidates = 4;

using PayloadBits = std::array<std::uint8_t, kPayloadBits>;

/// The bits (0 or 1) that stand for `id`.
PayloadBits encode_payload(std::uint32_t id, const MarkKey& key);

/// The id that `soft` stands for, if any. A positive value means bit 1, a negative one bit 0, and
/// its size how sure that is: log-likelihood ratios up to one common factor, 0 where nothing is
/// known. Needs kPayloadBits values (checked); what is not finite counts as 0.
std::optional<std::uint32_t> decode_payload(std::span<const float> soft, const MarkKey& key);

/// How well `soft` agrees with `id`, -1..1: their normalized correlation. Values that know nothing
/// of the id give about 0 with a standard deviation of 0.1.
double payload_agreement(std::span<const float> soft, std::uint32_t id, const MarkKey& key);

}  // namespace hibari::trust
