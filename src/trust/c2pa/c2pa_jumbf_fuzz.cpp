// Boxes of a manifest store, and all of a manifest in them: they come in a JPEG that holds them.

#include "trust/c2pa/jpeg_container.h"
#include "trust/c2pa/jumbf.h"
#include "trust/c2pa/read_manifest.h"

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hibari::trust;
    const std::string_view store(reinterpret_cast<const char*>(data), size);
    static_cast<void>(read_jumbf(store));
    const std::string scan = std::string("\xFF\xDA\x00\x04xy", 6) + "scan\xFF\xD9";
    const std::string empty = "\xFF\xD8" + scan;
    MemorySource source(empty);
    const auto container = JpegContainer::open(source);
    const auto report =
        read_manifest_bytes("\xFF\xD8" + (*container)->wrap(store) + scan, ReadOptions());
    if (report && report->verdict == ManifestVerdict::kTrusted) {
        __builtin_trap();  // Nobody is trusted without an anchor.
    }
    return 0;
}
