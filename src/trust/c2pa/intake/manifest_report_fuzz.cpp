// What a child that was taken over may say. What is read is written and read again the same.

#include "trust/c2pa/intake/report_bytes.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hibari::trust;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto report = report_of(bytes)) {
        const std::string again = to_bytes(*report);
        const auto back = report_of(again);
        if (!back || to_bytes(*back) != again) {
            __builtin_trap();
        }
    }
    if (const auto ingredient = ingredient_of(bytes)) {
        const std::string again = to_bytes(*ingredient);
        const auto back = ingredient_of(again);
        if (!back || to_bytes(*back) != again) {
            __builtin_trap();
        }
    }
    return 0;
}
