#include "base/check.h"
#include "store/event_frames.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

// Frames that are read say the same when they are written, in whatever portions the bytes come.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hibari::store::detail;
    if (size == 0) {
        return 0;
    }
    const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    const std::size_t portion = std::size_t{data[0]} + 1;
    FrameReader reader;
    std::string written;
    for (std::size_t at = 0; at < bytes.size(); at += portion) {
        reader.add(bytes.substr(at, portion));
        while (true) {
            const auto frame = reader.next();
            if (!frame) {
                return 0;
            }
            if (!*frame) {
                break;
            }
            written += to_bytes((*frame)->kind, (*frame)->subject, (*frame)->payload);
            HIBARI_CHECK(bytes.starts_with(written));
        }
    }
    return 0;
}
