#pragma once

// The words for a value that does not fit its schema. Knows the keywords that api/openapi.yaml uses
// (type, enum, const, the lengths and bounds, items, properties, required, additionalProperties,
// oneOf, allOf, not) and no others.

#include "base/json.h"
#include "server/contract.h"

#include <optional>
#include <string>
#include <string_view>

namespace hibari::server {

/// Member of a schema that stands for an uploaded file: true where a form may bring one, false
/// where the body is JSON and cannot.
inline constexpr std::string_view kUploadMark = "x-upload";

/// The one member of the object that stands for an uploaded file in the JSON of a form: its index
/// among the form's files.
inline constexpr std::string_view kUploadKey = "$upload";

/// The first thing that is wrong with `value`, whose place in the body is `path`; nothing when it
/// fits. `schema` has no references.
std::optional<Fault> find_schema_fault(
    const Json& schema, const Json& value, const std::string& path = {}
);

/// Texts and keys that no schema may let through: U+0000, which databases cannot keep, bytes that
/// are not UTF-8, and keys that are traps for programs in JavaScript ("__proto__").
std::optional<Fault> find_text_fault(const Json& value, const std::string& path = {});

/// `path` and a member or an element of what it leads to: "a.b", "a[1]".
std::string member_path(const std::string& path, std::string_view key);
std::string element_path(const std::string& path, std::size_t index);

}  // namespace hibari::server
