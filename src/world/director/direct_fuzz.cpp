// Any bytes: the director gives a script that the reader accepts, or an error.
#include "base/check.h"
#include "world/director/direct.h"
#include "world/script/script_json.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view prompt(reinterpret_cast<const char*>(data), size);
    static hibari::world::Director director;
    const auto directed = director.direct(prompt, {});
    if (directed) {
        const auto again = hibari::world::parse_script(hibari::world::to_json(directed->script));
        HIBARI_CHECK(again.has_value(), again ? "" : hibari::to_string(again.error()));
    }
    return 0;
}
