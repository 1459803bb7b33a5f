#include "trust/keeper/keeper_messages.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hibari::trust;
    const std::string_view packet(reinterpret_cast<const char*>(data), size);
    const auto request = read_request(packet);
    if (request && write_request(*request) != packet) {
        __builtin_trap();
    }
    static_cast<void>(read_answer(packet));
    static_cast<void>(read_list(packet));
    return 0;
}
