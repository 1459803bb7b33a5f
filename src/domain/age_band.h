#pragma once

// How old an account is known to be.

#include "base/result.h"
#include "store/database.h"
#include "trust/consent/likeness.h"

#include <string_view>

namespace hibari::domain {

/// kUnknown for an account that is gone, or that nobody said anything about.
Result<trust::AgeBand> age_of(store::Transaction& tx, std::string_view account);

/// Whether it is known to be a child's or a teen's.
bool is_minor(trust::AgeBand band);

}  // namespace hibari::domain
