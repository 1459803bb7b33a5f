#pragma once

// Which bytes of an MP4 file the digest in a manifest leaves out: boxes by their path, if they look
// as stated, whole or in part (C2PA 2.1, section 18.6.2).

#include "trust/c2pa/cbor.h"
#include "trust/c2pa/container.h"
#include "trust/c2pa/mp4_boxes.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// One rule. Borrows from the CBOR.
struct BmffExclusion {
    /// Box types from the top: {"moov", "trak"}.
    std::vector<std::string_view> path;
    std::optional<std::uint64_t> length;
    std::optional<std::uint64_t> version;
    std::optional<std::string_view> flags;
    bool is_exact = true;
    /// Bytes that the box has at a place, counted from its first.
    std::vector<std::pair<std::uint64_t, std::string_view>> data;
    /// Parts of the box; all of it when there are none. A size of 0 means up to its end.
    std::vector<ByteRange> parts;
};

/// The rules of a binding; nothing when they are malformed or there are none.
std::optional<std::vector<BmffExclusion>> read_bmff_exclusions(const CborValue& binding);

/// A top-level box as the digest sees it.
struct HashedBox {
    ByteRange range;
    bool is_left_out = false;
    /// Parts that are left out, in order.
    std::vector<ByteRange> left_out;
};

/// Every top-level box of a file. Fails with kDataLoss when its outline is damaged.
Result<std::vector<HashedBox>> hashed_boxes(
    ByteSource& source, const std::vector<BmffExclusion>& exclusions
);

}  // namespace hibari::trust
