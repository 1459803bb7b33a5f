#pragma once

// Boxes of an MP4 file (ISO 14496-12, section 4.2): their outline in a file and, in memory, those
// that hold places in the file.

#include "trust/c2pa/byte_source.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// One box in a file.
struct Mp4Box {
    /// Four letters.
    std::string type;
    std::uint64_t offset = 0;
    /// With the header.
    std::uint64_t size = 0;
    std::uint64_t header_bytes = 0;

    std::uint64_t end() const { return offset + size; }
};

/// The user type of C2PA's uuid boxes (C2PA 2.1, annex A.5).
inline constexpr std::string_view kC2paUserType{
    "\xD8\xFE\xC3\xD6\x1B\x0E\x48\x3C\x92\x97\x58\x28\x87\x7E\xC4\x81", 16
};

/// The boxes that lie one after another from `begin` to `end`. Fails with kDataLoss when one does
/// not fit or there are more than 200,000.
Result<std::vector<Mp4Box>> list_boxes(ByteSource& source, std::uint64_t begin, std::uint64_t end);

/// Whether it is a uuid box of C2PA's.
Result<bool> is_c2pa_box(ByteSource& source, const Mp4Box& box);

/// Where a place of the old file is in the new one.
using MovePlace = std::function<std::uint64_t(std::uint64_t)>;

/// Moves every place in the file that a whole top-level box names: the chunks of `moov`, the data
/// of `moof`, the fragments of `mfra`. Fails with kUnsupported when a moved place does not fit, or
/// when places are named in a way that we do not know.
Result<void> move_places(std::string& box, const MovePlace& move);

}  // namespace hibari::trust
