#pragma once

// A job as engines understand it: its row, and the files it starts from, opened.

#include "base/descriptor.h"
#include "base/result.h"
#include "domain/policy_desk.h"
#include "domain/video_jobs.h"
#include "engine/generator.h"
#include "store/blobs.h"

#include <vector>

namespace hibari::worker {

/// A request and the files that it names by path, which stay open for as long as it lives.
struct OpenRequest {
    engine::ClipRequest request;
    std::vector<FileDescriptor> files;
};

/// `policy` says what the owners of likenesses want to be seen; null: nobody asks.
/// Errors with a reason (kSourceGoneCode, kCharacterGoneCode) tell of things that were deleted
/// since the job was queued.
Result<OpenRequest> open_request(
    const domain::VideoJob& job, store::BlobStore& blobs, const domain::PolicyDesk* policy
);

}  // namespace hibari::worker
