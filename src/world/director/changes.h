// What differs between two scripts, told by field: the `changed` list of an interpretation. It is
// taken from the scripts themselves, so that it can neither forget a change nor tell of one that
// was not made.
#pragma once

#include "base/json.h"

namespace hibari::world {

/// [{"field": path, "from": value, "to": value}], at most 200 of them; null stands for what is not
/// there. Paths are those of the JSON form, but entities go by their ids:
/// "shots[0].entities[ball].color".
Json changes(const Json& from, const Json& to);

}  // namespace hibari::world
