#pragma once

// The fields of a form as JSON. OpenAI's SDKs send most writes as multipart/form-data even without
// a file, and write objects with brackets: `video[id]`, `input_reference[image_url]`,
// `characters[][id]`. Here that becomes the same JSON that a JSON body would have been, typed by
// the schema, so that everything behind knows one form only. Files stay bytes: the JSON has
// {"$upload": 0} in their place, which is their index in Form::files.

#include "base/json.h"
#include "base/result.h"
#include "server/contract.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::server {

/// One part of a form, borrowed.
struct FormField {
    /// As sent, with its brackets.
    std::string_view name;
    /// Set when the part is a file.
    std::optional<std::string_view> filename;
    std::string_view content_type;
    std::string_view data;
};

/// An uploaded file. Its name and type are what the client says; believe the bytes.
struct FormFile {
    /// The field it came in, "input_reference".
    std::string path;
    std::string filename;
    std::string content_type;
    /// Borrowed from the request.
    std::string_view data;
};

struct Form {
    Json body = Json::object();
    std::vector<FormFile> files;

    /// The file that a member of `body` stands for; null when it stands for none, or is null.
    const FormFile* file(const Json* member) const;
};

struct FormLimits {
    std::size_t fields_max = 200;
    std::size_t name_bytes_max = 256;
    /// Brackets in one name.
    std::size_t depth_max = 6;
    std::size_t elements_max = 1'000;
};

/// Makes JSON of a form. `schema` is Contract::body_schema for BodyKind::kForm; whether the result
/// fits it is for Contract::find_fault to say. Refuses: a field given twice, one name used as a
/// value and as an object, or as an array and as an object, bad brackets, names that are traps
/// (`__proto__`, `$upload`), and more than the limits allow.
tl::expected<Form, Fault> read_form(
    std::span<const FormField> fields, const Json& schema, const FormLimits& limits = {}
);

}  // namespace hibari::server
