// CBOR and COSE: whatever comes, no crash and no large allocation; what is read and simple comes
// out the same when it is written again.

#include "trust/c2pa/cbor.h"
#include "trust/c2pa/cose.h"

#include <cstddef>
#include <cstdint>

namespace {

using namespace hibari::trust;

void write(const CborValue& value, CborWriter& out) {
    if (value.tag) {
        out.tag(*value.tag);
    }
    switch (value.kind) {
        case CborValue::Kind::kUnsigned:
        case CborValue::Kind::kNegative:
            out.number(value.integer().value_or(0));
            return;
        case CborValue::Kind::kBytes:
            out.bytes(value.content);
            return;
        case CborValue::Kind::kText:
            out.text(value.content);
            return;
        case CborValue::Kind::kArray:
            out.array(value.children.size());
            break;
        case CborValue::Kind::kMap:
            out.map(value.children.size() / 2);
            break;
        case CborValue::Kind::kBoolean:
            out.boolean(value.number != 0);
            return;
        case CborValue::Kind::kNull:
        case CborValue::Kind::kFloat:
            out.null();
            return;
    }
    for (const CborValue& child : value.children) {
        write(child, out);
    }
}

bool can_be_written(const CborValue& value) {
    const bool is_number =
        value.kind == CborValue::Kind::kUnsigned || value.kind == CborValue::Kind::kNegative;
    bool all = value.kind != CborValue::Kind::kFloat && (!is_number || value.integer());
    for (const CborValue& child : value.children) {
        all = all && can_be_written(child);
    }
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto value = read_cbor(bytes);
    if (value && can_be_written(*value)) {
        CborWriter again;
        write(*value, again);
        if (again.written() != bytes) {
            __builtin_trap();
        }
    }
    const auto cose = read_cose(bytes);
    if (cose) {
        static_cast<void>(check_cose(*cose, "a claim"));
        static_cast<void>(time_stamp_imprint(*cose, "a claim"));
    }
    return 0;
}
