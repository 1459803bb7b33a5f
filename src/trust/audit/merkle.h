#pragma once

// The Merkle tree of RFC 6962 (and RFC 9162, which says the same with better words): what makes a
// list of entries append-only for everybody who remembers one 32-byte root. Nothing here knows
// where hashes are kept.
//
// The one idea to know: a *perfect* subtree, 2^level leaves beginning at a multiple of that, never
// changes once it is full. Whoever keeps the hashes of those can answer every question in
// O(log n), and appending completes one per trailing one-bit of the leaf's index.

#include "base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// SHA-256.
using Hash = std::array<std::uint8_t, 32>;

Hash hash_bytes(std::string_view bytes);

/// 64 lower-case hexadecimal digits, and back; nothing when the text is something else.
std::string to_text(const Hash& hash);
std::optional<Hash> hash_of_text(std::string_view text);

/// SHA-256(0x00 || entry): RFC 6962, section 2.1.
Hash leaf_hash(std::string_view entry);
/// SHA-256(0x01 || left || right).
Hash node_hash(const Hash& left, const Hash& right);
/// The root of no leaves: SHA-256 of nothing.
Hash empty_root();

/// The roots of the perfect subtrees that a tree of `size` leaves is made of, largest first: as
/// many as `size` has one-bits. All that appending needs.
class Frontier {
  public:
    Frontier() = default;

    /// `roots` as the class description says; `invalid_argument` when their number is wrong.
    static Result<Frontier> of(std::uint64_t size, std::vector<Hash> roots);

    std::uint64_t size() const { return size_; }

    const std::vector<Hash>& roots() const { return roots_; }

    /// Adds a leaf. Returns the hashes of the perfect subtrees that it completes, from level 0 (the
    /// leaf itself) upwards: the one at level L covers the 2^L leaves that end with this one.
    std::vector<Hash> append(const Hash& leaf);

    Hash root() const;

  private:
    std::uint64_t size_ = 0;
    std::vector<Hash> roots_;
};

/// Gives the hash of the perfect subtree of leaves [index * 2^level, (index + 1) * 2^level).
using NodeReader = std::function<Result<Hash>(int level, std::uint64_t index)>;

/// The root of the first `size` leaves.
Result<Hash> root_of(std::uint64_t size, const NodeReader& read);

/// PATH(index, D[size]) of RFC 6962, section 2.1.1. `invalid_argument` unless index < size.
Result<std::vector<Hash>> inclusion_proof(
    std::uint64_t index, std::uint64_t size, const NodeReader& read
);

/// PROOF(first, D[second]) of RFC 6962, section 2.1.2; empty when first is 0 or second.
/// `invalid_argument` when first > second.
Result<std::vector<Hash>> consistency_proof(
    std::uint64_t first, std::uint64_t second, const NodeReader& read
);

/// Whether the proof shows that `leaf` is the one at `index` under `root`: RFC 9162, section
/// 2.1.3.2. Any input is answered.
bool is_included(
    const Hash& leaf,
    std::uint64_t index,
    std::uint64_t size,
    const std::vector<Hash>& proof,
    const Hash& root
);

/// Whether the proof shows that the tree of `second_root` begins with that of `first_root`: RFC
/// 9162, section 2.1.4.2.
bool is_consistent(
    std::uint64_t first,
    const Hash& first_root,
    std::uint64_t second,
    const Hash& second_root,
    const std::vector<Hash>& proof
);

}  // namespace hibari::trust
