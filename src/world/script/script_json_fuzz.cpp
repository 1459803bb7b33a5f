// Any bytes: the reader gives a script or an error, and what it accepts survives the round trip.
#include "base/check.h"
#include "world/script/script_json.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto json = hibari::parse_json(text);
    if (!json) {
        return 0;
    }
    const auto script = hibari::world::parse_script(*json);
    if (!script) {
        return 0;
    }
    const hibari::Json once = hibari::world::to_json(*script);
    const auto again = hibari::world::parse_script(once);
    HIBARI_CHECK(again.has_value());
    HIBARI_CHECK(hibari::world::to_json(*again) == once);
    return 0;
}
