#include "trust/audit/merkle.h"

#include "base/check.h"
#include "base/ids.h"

#include <algorithm>
#include <bit>
#include <openssl/evp.h>

namespace hibari::trust {
namespace {

/// The hash function, fetched once: EVP_sha256() would look it up again for each entry.
const EVP_MD* sha256_function() {
    static const EVP_MD* function = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    HIBARI_CHECK(function != nullptr);
    return function;
}

std::string_view bytes_of(const Hash& hash) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes.
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

int digit_of(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// The largest power of two below `count`, which is at least 2: where RFC 6962 divides a tree.
std::uint64_t split_of(std::uint64_t count) {
    return std::bit_floor(count - 1);
}

/// The root of `count` leaves from `begin`, which is a multiple of every perfect part in it.
Result<Hash> range_root(std::uint64_t begin, std::uint64_t count, const NodeReader& read) {
    if (std::has_single_bit(count)) {
        return read(std::countr_zero(count), begin / count);
    }
    const std::uint64_t split = split_of(count);
    const Hash left = HIBARI_TRY(range_root(begin, split, read));
    const Hash right = HIBARI_TRY(range_root(begin + split, count - split, read));
    return node_hash(left, right);
}

Error wrong_range(std::string_view what) {
    return {.code = ErrorCode::kInvalidArgument, .message = std::string(what)};
}

}  // namespace

Hash hash_bytes(std::string_view bytes) {
    Hash hash{};
    unsigned int size = 0;
    const int done =
        EVP_Digest(bytes.data(), bytes.size(), hash.data(), &size, sha256_function(), nullptr);
    HIBARI_CHECK(done == 1 && size == hash.size(), done, size);
    return hash;
}

std::string to_text(const Hash& hash) {
    return to_hex(bytes_of(hash));
}

std::optional<Hash> hash_of_text(std::string_view text) {
    Hash hash{};
    if (text.size() != 2 * hash.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < hash.size(); ++i) {
        const int high = digit_of(text[2 * i]);
        const int low = digit_of(text[2 * i + 1]);
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        hash[i] = static_cast<std::uint8_t>(16 * high + low);
    }
    return hash;
}

Hash leaf_hash(std::string_view entry) {
    std::string bytes(1, '\x00');
    bytes += entry;
    return hash_bytes(bytes);
}

Hash node_hash(const Hash& left, const Hash& right) {
    std::string bytes(1, '\x01');
    bytes += bytes_of(left);
    bytes += bytes_of(right);
    return hash_bytes(bytes);
}

Hash empty_root() {
    return hash_bytes("");
}

Result<Frontier> Frontier::of(std::uint64_t size, std::vector<Hash> roots) {
    if (static_cast<int>(roots.size()) != std::popcount(size)) {
        return fail(wrong_range("the roots do not belong to a tree of that size"));
    }
    Frontier frontier;
    frontier.size_ = size;
    frontier.roots_ = std::move(roots);
    return frontier;
}

std::vector<Hash> Frontier::append(const Hash& leaf) {
    std::vector<Hash> completed = {leaf};
    const int merges = std::countr_one(size_);
    for (int i = 0; i < merges; ++i) {
        completed.push_back(node_hash(roots_.back(), completed.back()));
        roots_.pop_back();
    }
    roots_.push_back(completed.back());
    ++size_;
    return completed;
}

Hash Frontier::root() const {
    if (roots_.empty()) {
        return empty_root();
    }
    Hash root = roots_.back();
    for (auto left = std::next(roots_.rbegin()); left != roots_.rend(); ++left) {
        root = node_hash(*left, root);
    }
    return root;
}

Result<Hash> root_of(std::uint64_t size, const NodeReader& read) {
    return size == 0 ? Result<Hash>(empty_root()) : range_root(0, size, read);
}

Result<std::vector<Hash>> inclusion_proof(
    std::uint64_t index, std::uint64_t size, const NodeReader& read
) {
    if (index >= size) {
        return fail(wrong_range("the log has no entry of that index"));
    }
    std::vector<Hash> path;
    std::uint64_t begin = 0;
    std::uint64_t count = size;
    while (count > 1) {
        const std::uint64_t split = split_of(count);
        if (index < begin + split) {
            path.push_back(HIBARI_TRY(range_root(begin + split, count - split, read)));
            count = split;
        } else {
            path.push_back(HIBARI_TRY(range_root(begin, split, read)));
            begin += split;
            count -= split;
        }
    }
    std::ranges::reverse(path);
    return path;
}

Result<std::vector<Hash>> consistency_proof(
    std::uint64_t first, std::uint64_t second, const NodeReader& read
) {
    if (first > second) {
        return fail(wrong_range("the older tree is the larger one"));
    }
    std::vector<Hash> proof;
    if (first == 0 || first == second) {
        return proof;
    }
    // SUBPROOF(m, D[n], b): `is_whole` is b, whether the part is the whole older tree, whose root
    // the reader has already.
    std::uint64_t begin = 0;
    std::uint64_t count = second;
    bool is_whole = true;
    while (first - begin != count) {
        const std::uint64_t split = split_of(count);
        if (first - begin <= split) {
            proof.push_back(HIBARI_TRY(range_root(begin + split, count - split, read)));
            count = split;
        } else {
            proof.push_back(HIBARI_TRY(range_root(begin, split, read)));
            begin += split;
            count -= split;
            is_whole = false;
        }
    }
    if (!is_whole) {
        proof.push_back(HIBARI_TRY(range_root(begin, count, read)));
    }
    std::ranges::reverse(proof);
    return proof;
}

bool is_included(
    const Hash& leaf,
    std::uint64_t index,
    std::uint64_t size,
    const std::vector<Hash>& proof,
    const Hash& root
) {
    if (index >= size) {
        return false;
    }
    std::uint64_t fn = index;
    std::uint64_t sn = size - 1;
    Hash r = leaf;
    for (const Hash& p : proof) {
        if (sn == 0) {
            return false;
        }
        if ((fn & 1U) == 1 || fn == sn) {
            r = node_hash(p, r);
            while ((fn & 1U) == 0 && fn != 0) {
                fn >>= 1U;
                sn >>= 1U;
            }
        } else {
            r = node_hash(r, p);
        }
        fn >>= 1U;
        sn >>= 1U;
    }
    return sn == 0 && r == root;
}

bool is_consistent(
    std::uint64_t first,
    const Hash& first_root,
    std::uint64_t second,
    const Hash& second_root,
    const std::vector<Hash>& proof
) {
    if (first > second) {
        return false;
    }
    if (first == second) {
        return proof.empty() && first_root == second_root;
    }
    if (first == 0) {
        return proof.empty() && first_root == empty_root();
    }
    std::vector<Hash> path = proof;
    if (std::has_single_bit(first)) {
        path.insert(path.begin(), first_root);
    }
    if (path.empty()) {
        return false;
    }
    std::uint64_t fn = first - 1;
    std::uint64_t sn = second - 1;
    const int shift = std::countr_one(fn);
    fn >>= static_cast<unsigned>(shift);
    sn >>= static_cast<unsigned>(shift);
    Hash fr = path.front();
    Hash sr = path.front();
    for (std::size_t i = 1; i < path.size(); ++i) {
        const Hash& c = path[i];
        if (sn == 0) {
            return false;
        }
        if ((fn & 1U) == 1 || fn == sn) {
            fr = node_hash(c, fr);
            sr = node_hash(c, sr);
            while ((fn & 1U) == 0 && fn != 0) {
                fn >>= 1U;
                sn >>= 1U;
            }
        } else {
            sr = node_hash(sr, c);
        }
        fn >>= 1U;
        sn >>= 1U;
    }
    return sn == 0 && fr == first_root && sr == second_root;
}

}  // namespace hibari::trust
