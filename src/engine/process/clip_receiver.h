#pragma once

// What a program makes of the messages of an engine: pushes into the sink, progress, and at last
// the answer. The engine may be a newer one, a broken one or a hostile one: a message that may not
// come now, or that is larger than it may be, ends the talk, and the sink only ever sees a clip as
// ClipSink wants it.

#include "base/progress.h"
#include "base/result.h"
#include "engine/generator.h"
#include "engine/process/messages.h"

#include <functional>

namespace hibari::engine {

/// What came of a request.
struct Reply {
    Result<ClipPlan> answer;
    /// Whether the messages came to their end, so that another request may follow. Not after an
    /// error of the source or in the messages.
    bool is_whole = false;
};

/// Reads the hello; fails with kFailedPrecondition when the engine is of another version.
Result<void> receive_hello(ByteSource& source);

/// Reads the answer to kPlan.
Reply receive_plan(ByteSource& source, const ClipRequest& request);

/// Reads the answer to kGenerate, the plan being the report. The sink is finished when the engine
/// has said that all went well. When the sink fails, `give_up` is called once, the rest is read and
/// forgotten, and the answer is the sink's error.
Reply receive_clip(
    ByteSource& source,
    const ClipRequest& request,
    media::ClipSink& sink,
    Progress& progress,
    const std::function<void()>& give_up
);

}  // namespace hibari::engine
