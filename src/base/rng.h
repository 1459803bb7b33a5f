#pragma once

// The one source of randomness. An Rng is a small value: a key and a counter. Drawing mixes the
// two, so the n-th number of a stream is always the same on every machine. `split` makes an
// independent stream from a name; it depends on the key alone and not on how much was drawn, so
// adding a draw in one place never changes another stream. Pass it by value; there is no global
// seed.

#include "base/check.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace hibari {

/// A counter-based stream of random numbers.
class Rng {
  public:
    constexpr explicit Rng(std::uint64_t seed) : key_(mix(seed + kGolden)) {}

    /// An independent stream for a named purpose: `rng.split("camera")`.
    constexpr Rng split(std::string_view name) const {
        std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a, 64 bit.
        for (const char c : name) {
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        }
        return split(hash);
    }

    /// An independent stream for the index-th of many alike things.
    constexpr Rng split(std::uint64_t index) const {
        Rng child(0);
        child.key_ = mix(mix(key_ ^ kSplit) + index * kGolden);
        return child;
    }

    constexpr Rng split(int index) const { return split(static_cast<std::uint64_t>(index)); }

    /// 64 random bits.
    constexpr std::uint64_t bits() {
        counter_ += 1;
        return mix(mix(key_ + counter_ * kGolden) ^ key_);
    }

    /// A number in [0, 1), with 53 random bits.
    constexpr double uniform() { return static_cast<double>(bits() >> 11U) * 0x1.0p-53; }

    /// A number between `low` and `high`, in the type of the bounds.
    template <typename T>
        requires std::is_floating_point_v<T>
    constexpr T uniform(T low, T high) {
        return low + (high - low) * static_cast<T>(uniform());
    }

    /// A normally distributed number: mean 0, standard deviation 1.
    double normal();

    /// An integer in [low, high], both included, without bias. Needs low <= high.
    constexpr std::int64_t integer(std::int64_t low, std::int64_t high) {
        HIBARI_CHECK(low <= high, low, high);
        const std::uint64_t span =
            static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
        if (span == ~std::uint64_t{0}) {
            return static_cast<std::int64_t>(bits());
        }
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + below(span + 1));
    }

    /// An index in [0, count). Needs count > 0.
    constexpr std::size_t index(std::size_t count) {
        HIBARI_CHECK(count > 0);
        return static_cast<std::size_t>(below(count));
    }

    /// True with the given probability.
    constexpr bool chance(double probability) { return uniform() < probability; }

    friend constexpr bool operator==(const Rng&, const Rng&) = default;

  private:
    static constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15U;
    static constexpr std::uint64_t kSplit = 0xd1b54a32d192ed03U;

    // The output function of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number
    // generators", OOPSLA 2014) with Stafford's variant 13 constants.
    static constexpr std::uint64_t mix(std::uint64_t x) {
        x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
        x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
        return x ^ (x >> 31U);
    }

    // Rejects the first (2^64 mod count) values, so that the remainder is fair.
    constexpr std::uint64_t below(std::uint64_t count) {
        const std::uint64_t reject = (0 - count) % count;
        while (true) {
            const std::uint64_t value = bits();
            if (value >= reject) {
                return value % count;
            }
        }
    }

    std::uint64_t key_;
    std::uint64_t counter_ = 0;
};

}  // namespace hibari
