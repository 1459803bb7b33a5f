#include "base/check.h"
#include "base/json.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

// Whatever parses must print, parse again and print the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto json = hibari::parse_json(text);
    if (json) {
        const std::string printed = to_string(*json, 2);
        const auto again = hibari::parse_json(printed);
        HIBARI_CHECK(again.has_value(), printed);
        HIBARI_CHECK(to_string(*again, 2) == printed, printed);
    }
    return 0;
}
