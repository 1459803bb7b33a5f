#include "base/check.h"
#include "likeness/pack.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

// Whatever is read can be written again and reads the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hibari::likeness;
    const auto pack = decode_pack({reinterpret_cast<const char*>(data), size});
    if (!pack) {
        HIBARI_CHECK(!pack.error().message.empty(), size);
        return 0;
    }
    const auto bytes = encode_pack(*pack);
    HIBARI_CHECK(bytes.has_value(), size);
    const auto again = decode_pack(*bytes);
    HIBARI_CHECK(again.has_value(), size);
    HIBARI_CHECK(again->views.size() == pack->views.size(), again->views.size());
    return 0;
}
