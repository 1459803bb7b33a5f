#include "base/check.h"
#include "server/form.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace {

using hibari::server::BodyKind;
using hibari::server::FormField;

const hibari::server::Contract& contract() {
    static const hibari::server::Contract loaded = *hibari::server::Contract::load();
    return loaded;
}

/// Fields from lines "name=text" and "name@file".
std::vector<FormField> fields_of(std::string_view text) {
    std::vector<FormField> fields;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const std::size_t sign = line.find_first_of("=@");
        if (sign == std::string_view::npos) {
            continue;
        }
        FormField field = {.name = line.substr(0, sign), .data = line.substr(sign + 1)};
        if (line[sign] == '@') {
            field.filename = "file";
        }
        fields.push_back(field);
    }
    return fields;
}

}  // namespace

// A form that is read names each of its files once, and checking it never fails to find words.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::vector<FormField> fields = fields_of(text);
    for (const std::string_view operation : {"createVideo", "editVideo", "createFile"}) {
        const auto form =
            hibari::server::read_form(fields, contract().body_schema(operation, BodyKind::kForm));
        if (!form) {
            HIBARI_CHECK(!form.error().message.empty());
            continue;
        }
        HIBARI_CHECK(form->body.is_object());
        HIBARI_CHECK(form->files.size() <= fields.size());
        const auto fault = contract().find_fault(operation, form->body, BodyKind::kForm);
        HIBARI_CHECK(!fault || fault->message != "the body does not fit the contract");
    }
    return 0;
}
