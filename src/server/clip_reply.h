#pragma once

// The files of a clip as answers: one place, so that what is asked before a byte leaves is asked on
// every way by which one can.

#include "base/result.h"
#include "domain/video.h"
#include "net/http.h"
#include "server/api.h"
#include "server/parts.h"

#include <string>
#include <string_view>

namespace hibari::server {

/// Sends the file of that variant ("video", "thumbnail" or "spritesheet") if nobody withholds it
/// and it is there; `field` names the clip in errors. Files of clips with a likeness never come
/// from an address that outlives this answer, because their owner may say no in a second.
Result<net::Response> clip_reply(
    const Parts& parts, const Call& call, const domain::Video& video, std::string_view field
);

/// The same for a moderator who looks at a case: nobody withholds it from them. Never by an
/// address, and never kept on the way.
Result<net::Response> evidence_reply(
    const Parts& parts, const Call& call, const domain::Video& video
);

}  // namespace hibari::server
