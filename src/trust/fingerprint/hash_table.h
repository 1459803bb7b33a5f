#pragma once

// Many hashes side by side, and all that are near a given one. Every hash is looked at: a million
// take less than a millisecond where the processor counts bits by the eight, and no tree or bucket
// is better at the distances that cut and turned pictures have.

#include "trust/fingerprint/frame_hash.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace hibari::trust {

class HashTable {
  public:
    /// One hash that is near.
    struct Near {
        /// Which of those that were asked for.
        std::uint32_t asked = 0;
        /// Which of the table, counted as they were added.
        std::uint32_t row = 0;
        int distance = 0;
    };

    /// Its row is size() before the call.
    void add(const FrameHash& hash);

    std::size_t size() const { return size_; }

    /// All rows at most `distance_max` bits away from one of `asked`; of each of those the
    /// `most_each` first ones, so that a table of equal pictures costs no more than another.
    std::vector<Near> find(
        std::span<const FrameHash> asked, int distance_max, std::size_t most_each
    ) const;

  private:
    static constexpr std::size_t kBlock = 1024;

    /// Word by word, as the kernels read them; 32 kB, which stay in the first cache while all that
    /// were asked for pass by.
    struct Block {
        alignas(64) std::array<std::array<std::uint64_t, kBlock>, 4> words;
    };

    std::vector<std::unique_ptr<Block>> blocks_;
    std::size_t size_ = 0;
};

}  // namespace hibari::trust
