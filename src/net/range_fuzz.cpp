#include "base/check.h"
#include "net/range.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

// Whatever the field says, a range that is served lies within the file. The first byte of the input
// gives the size of the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::uint64_t file_bytes = data[0] == 255 ? UINT64_MAX : data[0];
    const std::string_view field(reinterpret_cast<const char*>(data + 1), size - 1);
    const hibari::net::RangeAnswer answer = hibari::net::select_range(field, file_bytes);
    if (const auto* range = std::get_if<hibari::net::ByteRange>(&answer)) {
        HIBARI_CHECK(range->size >= 1 && range->first < file_bytes, range->first, range->size);
        HIBARI_CHECK(range->size <= file_bytes - range->first, range->first, range->size);
        HIBARI_CHECK(!content_range(*range, file_bytes).empty());
    }
    return 0;
}
