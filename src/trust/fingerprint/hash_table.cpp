#include "trust/fingerprint/hash_table.h"

#include <algorithm>
#include <bit>

#if defined(__x86_64__)
#define HIBARI_FOR(isa) __attribute__((target(isa)))
// Only g++ can be told so, and only it needs to be.
#ifdef __clang__
#define HIBARI_WIDE ""
#else
#define HIBARI_WIDE ",prefer-vector-width=512"
#endif
#else
#define HIBARI_FOR(isa)
#define HIBARI_WIDE ""
#endif

namespace hibari::trust {
namespace {

/// Distances of `count` hashes from one; returns the smallest.
using Kernel = std::uint16_t (*)(
    const std::uint64_t* const* words,
    std::size_t count,
    const FrameHash& asked,
    std::uint16_t* distances
);

// One body for every kind of processor; each of the functions below compiles it for its own.
__attribute__((always_inline)) inline std::uint16_t measure(
    const std::uint64_t* const* words,
    std::size_t count,
    const FrameHash& asked,
    std::uint16_t* distances
) {
    const std::uint64_t* const first = words[0];
    const std::uint64_t* const second = words[1];
    const std::uint64_t* const third = words[2];
    const std::uint64_t* const fourth = words[3];
    std::uint64_t smallest = kHashBits;
    for (std::size_t i = 0; i < count; ++i) {
        const auto bits = static_cast<std::uint64_t>(
            std::popcount(first[i] ^ asked.words[0]) + std::popcount(second[i] ^ asked.words[1]) +
            std::popcount(third[i] ^ asked.words[2]) + std::popcount(fourth[i] ^ asked.words[3])
        );
        distances[i] = static_cast<std::uint16_t>(bits);
        smallest = bits < smallest ? bits : smallest;
    }
    return static_cast<std::uint16_t>(smallest);
}

std::uint16_t measure_plain(
    const std::uint64_t* const* words,
    std::size_t count,
    const FrameHash& asked,
    std::uint16_t* distances
) {
    return measure(words, count, asked, distances);
}

#if defined(__x86_64__)
HIBARI_FOR("popcnt")

std::uint16_t measure_popcnt(
    const std::uint64_t* const* words,
    std::size_t count,
    const FrameHash& asked,
    std::uint16_t* distances
) {
    return measure(words, count, asked, distances);
}

HIBARI_FOR("popcnt,avx512f,avx512bw,avx512dq,avx512vl,avx512vpopcntdq" HIBARI_WIDE)

std::uint16_t measure_avx512(
    const std::uint64_t* const* words,
    std::size_t count,
    const FrameHash& asked,
    std::uint16_t* distances
) {
    return measure(words, count, asked, distances);
}
#endif

Kernel best_kernel() {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512vpopcntdq") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
        __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0) {
        return measure_avx512;
    }
    if (__builtin_cpu_supports("popcnt") != 0) {
        return measure_popcnt;
    }
#endif
    return measure_plain;
}

}  // namespace

void HashTable::add(const FrameHash& hash) {
    const std::size_t place = size_ % kBlock;
    if (place == 0) {
        blocks_.push_back(std::make_unique<Block>());
    }
    for (std::size_t word = 0; word < hash.words.size(); ++word) {
        blocks_.back()->words[word][place] = hash.words[word];
    }
    ++size_;
}

std::vector<HashTable::Near> HashTable::find(
    std::span<const FrameHash> asked, int distance_max, std::size_t most_each
) const {
    static const Kernel kernel = best_kernel();
    std::vector<Near> found;
    std::vector<std::size_t> counts(asked.size());
    std::array<std::uint16_t, kBlock> distances;
    for (std::size_t block = 0; block < blocks_.size(); ++block) {
        const auto& planes = blocks_[block]->words;
        const std::array<const std::uint64_t*, 4> words = {
            planes[0].data(), planes[1].data(), planes[2].data(), planes[3].data()
        };
        const std::size_t first = block * kBlock;
        const std::size_t count = std::min(kBlock, size_ - first);
        for (std::size_t which = 0; which < asked.size(); ++which) {
            if (kernel(words.data(), count, asked[which], distances.data()) > distance_max) {
                continue;
            }
            for (std::size_t i = 0; i < count && counts[which] < most_each; ++i) {
                if (distances[i] <= distance_max) {
                    found.push_back(
                        {static_cast<std::uint32_t>(which),
                         static_cast<std::uint32_t>(first + i),
                         distances[i]}
                    );
                    ++counts[which];
                }
            }
        }
    }
    return found;
}

}  // namespace hibari::trust
