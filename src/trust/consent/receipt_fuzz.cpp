// Whatever is offered as a receipt is answered. Seeds: testdata/receipt_fuzz.

#include "trust/consent/receipt.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the fuzzer's bytes as text.
    static_cast<void>(hibari::trust::check_receipt({reinterpret_cast<const char*>(data), size}));
    return 0;
}
