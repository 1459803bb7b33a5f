#include "base/check.h"
#include "server/contract.h"
#include "server/contract_fault.h"
#include "server/contract_schema.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace {

using namespace hibari::server;

struct Body {
    Body(const Contract& contract, const Operation& operation, BodyKind kind)
        : schema(&contract.body_schema(operation.id, kind)),
          compiled(*CompiledSchema::compile(*schema)) {}

    const hibari::Json* schema;
    CompiledSchema compiled;
};

std::vector<Body> all_bodies() {
    static const Contract contract = *Contract::load();
    std::vector<Body> bodies;
    for (const Operation& operation : contract.operations()) {
        if (operation.takes_json) {
            bodies.emplace_back(contract, operation, BodyKind::kJson);
        }
        if (operation.takes_form) {
            bodies.emplace_back(contract, operation, BodyKind::kForm);
        }
    }
    return bodies;
}

}  // namespace

// valijson and our words read the same schema, so they must agree about every value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<Body> bodies = all_bodies();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto json = hibari::parse_json(text);
    if (!json || find_text_fault(*json)) {
        return 0;
    }
    for (const Body& body : bodies) {
        const auto fault = find_schema_fault(*body.schema, *json);
        HIBARI_CHECK(body.compiled.accepts(*json) == !fault, text, to_string(*body.schema));
    }
    return 0;
}
