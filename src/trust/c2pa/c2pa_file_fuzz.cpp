// Files of all three formats: their boxes, segments and chunks, the manifest in them, and signing
// them again.

#include "trust/c2pa/big_endian.h"
#include "trust/c2pa/container.h"
#include "trust/c2pa/read_manifest.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hibari::trust;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    static_cast<void>(read_manifest_bytes(bytes, ReadOptions()));
    static_cast<void>(read_ingredient_bytes(bytes, "a file", ReadOptions()));
    MemorySource source(bytes);
    const auto format = detect_format(source);
    if (!format) {
        return 0;
    }
    const auto container = Container::open(*format, source);
    if (!container) {
        return 0;
    }
    // Every part that is copied lies in the file.
    const auto parts = (*container)->arrange(1000);
    for (std::size_t i = 0; parts && i < parts->size(); ++i) {
        const FilePart& part = (*parts)[i];
        if (part.source.offset > size || part.source.size > size - part.source.offset) {
            __builtin_trap();
        }
    }
    return 0;
}
