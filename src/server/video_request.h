#pragma once

// Requests for a clip as the domain wants them, whether they come by themselves or as a line of a
// batch. The contract has checked their shape; what was uploaded with them is looked at here.

#include "base/json.h"
#include "base/result.h"
#include "domain/videos.h"
#include "server/uploads.h"

#include <string>

namespace hibari::server {

/// Whether what was uploaded shall be kept, or only looked at.
enum class Keep { kYes, kNo };

/// What a body of createVideo asks for, but for what comes with it: pictures and characters.
domain::NewVideo plain_video(const Json& body);

/// The clip that a body of createVideo asks for.
Result<domain::NewVideo> new_video(
    const Uploads& uploads, const Sender& from, const Json& body, Keep keep = Keep::kYes
);

/// The clip that a body of remixVideo asks for.
domain::NewVideo new_remix(const std::string& source, const Json& body);

/// The clip that a body of editVideo or extendVideo asks for; those have the same members.
Result<domain::NewVideo> new_from_video(
    const Uploads& uploads, const Sender& from, domain::VideoKind kind, const Json& body
);

}  // namespace hibari::server
