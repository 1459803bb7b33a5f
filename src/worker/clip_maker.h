#pragma once

// From a queued video to durable blobs: runs the engine into a recorder, and puts what came out
// where it is served from. Knows nothing of leases.

#include "base/progress.h"
#include "base/result.h"
#include "domain/policy_desk.h"
#include "domain/video_jobs.h"
#include "engine/generator.h"
#include "store/blobs.h"
#include "worker/clip_recorder.h"
#include "worker/provenance.h"

#include <stop_token>

namespace hibari::worker {

/// Makes the clip of `job`; the clip, its pictures and its previews are marked
/// and signed. `policy` as in open_request. After an error no
/// blob is left under its key. A stop gives `cancelled`.
Result<domain::MadeClip> make_clip(
    const domain::VideoJob& job,
    const engine::Registry& engines,
    store::BlobStore& blobs,
    const Provenance& provenance,
    const domain::PolicyDesk* policy,
    Progress& progress,
    const ClipRecorder::Preview& preview,
    std::stop_token stop
);

/// Removes what make_clip put, when nobody may record it any more.
void discard_clip(store::BlobStore& blobs, const domain::MadeClip& clip);

}  // namespace hibari::worker
