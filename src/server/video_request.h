#pragma once

// Requests for a clip as the domain wants them, whether they come by themselves or as a line of a
// batch. The contract has checked their shape.

#include "base/json.h"
#include "base/result.h"
#include "domain/videos.h"

#include <string_view>

namespace hibari::server {

/// The clip that a body of createVideo asks for.
domain::NewVideo new_video(const Json& body);

/// What this installation cannot do yet is refused before anything is queued.
Result<void> refuse_unsupported(const Json& body);

}  // namespace hibari::server
