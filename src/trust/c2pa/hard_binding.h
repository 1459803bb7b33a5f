#pragma once

// Whether a file is the one that its manifest is about: digests of its bytes, apart from those that
// the binding leaves out (C2PA 2.1, sections 18.5 and 18.6).

#include "trust/c2pa/cbor.h"
#include "trust/c2pa/container.h"
#include "trust/c2pa/validation_status.h"

#include <string_view>

namespace hibari::trust {

/// Checks the binding in an assertion with that label ("c2pa.hash.bmff.v3", "c2pa.hash.data"). The
/// status has no URL. Fails only when the file cannot be read.
Result<ValidationStatus> check_hard_binding(
    ByteSource& source,
    const Container& container,
    std::string_view label,
    const CborValue& binding,
    std::string_view default_algorithm
);

/// Whether assertions with that label are hard bindings.
bool is_hard_binding(std::string_view label);

}  // namespace hibari::trust
