#include "store/s3_answers.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

// Whatever a server answers is read without harm.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hibari::store::detail;
    const std::string_view xml(reinterpret_cast<const char*>(data), size);
    (void)parse_page(xml);
    (void)parse_uploads(xml);
    (void)parse_time(xml);
    (void)xml_text(xml, "Code");
    return 0;
}
