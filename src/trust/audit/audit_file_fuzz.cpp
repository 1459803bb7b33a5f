// Whatever is offered as a line of an audit file, a checkpoint or a key is answered. Seeds:
// testdata/audit_file_fuzz.

#include "base/json.h"
#include "trust/audit/checkpoint.h"
#include "trust/audit/leaf_json.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the fuzzer's bytes as text.
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static_cast<void>(hibari::trust::parse_checkpoint(text));
    static_cast<void>(hibari::trust::parse_verifier_key(text));
    if (const auto json = hibari::parse_json(text)) {
        static_cast<void>(hibari::trust::path_from_json(&*json));
        if (const auto leaf = hibari::trust::leaf_from_json(*json)) {
            static_cast<void>(hibari::trust::check_leaf(*leaf));
        }
    }
    return 0;
}
