#include "base/check.h"
#include "domain/batch_input.h"
#include "domain/batches.h"
#include "domain/testing_batches.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

// Whatever the file says, the lines that are taken are right, and each fault names a line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using hibari::Json;
    using hibari::domain::BatchLine;
    const hibari::domain::PlainBatchFormat format;
    std::set<std::string> ids;
    std::int64_t last = 0;
    const auto faults = hibari::domain::read_batch_input(
        hibari::domain::file_of_text(std::string(reinterpret_cast<const char*>(data), size)),
        format,
        [&](const BatchLine& line) -> hibari::Result<void> {
            HIBARI_CHECK(line.line > last, line.line, last);
            last = line.line;
            HIBARI_CHECK(ids.insert(line.custom_id).second);
            HIBARI_CHECK(hibari::parse_json(line.request).has_value());
            return {};
        },
        {}
    );
    HIBARI_CHECK(faults.has_value());
    HIBARI_CHECK(faults->size() <= hibari::domain::kBatchFaultsMax);
    HIBARI_CHECK(last > 0 || faults->size() > 0);
    for (const Json& fault : faults->items()) {
        const Json& line = fault.at("line");
        HIBARI_CHECK(line.is_null() || line.as_integer() > 0);
    }
    return 0;
}
