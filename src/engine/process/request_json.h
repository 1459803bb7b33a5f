#pragma once

// Requests, plans, errors and progress as JSON, for engines in a process of their own. What comes
// from the other side has limits and is refused, or cleaned, where it leaves them.

#include "base/json.h"
#include "base/progress.h"
#include "base/result.h"
#include "engine/generator.h"

#include <filesystem>
#include <span>
#include <vector>

namespace hibari::engine {

/// Everything of a request but the pixels of its first frame and its files, which travel beside
/// it. Text that is not UTF-8 (names of folders may be anything) is an error.
Result<Json> to_json(const ClipRequest& request);

/// The files that belong to a request, in the order in which request_from_json() takes them.
std::vector<std::filesystem::path> files_of(const ClipRequest& request);

/// A request of sizes that media::Frame takes; its first frame, if it has one, is black. Fails when
/// it does not name as many files as there are.
Result<ClipRequest> request_from_json(
    const Json& json, std::span<const std::filesystem::path> files
);

Json to_json(const media::ClipFormat& format);

/// A format that a sink can begin with: of the size and rate of the request, and no longer than a
/// clip may become.
Result<media::ClipFormat> format_from_json(const Json& json, const ClipRequest& request);

Json to_json(const ClipPlan& plan);
Result<ClipPlan> plan_from_json(const Json& json, const ClipRequest& request);

Json to_json(const Error& error);

/// Long texts are cut, and what a terminal would obey is replaced.
Error error_from_json(const Json& json);

Json to_json(const ProgressReport& report);

/// Always something that can be shown.
ProgressReport progress_from_json(const Json& json);

}  // namespace hibari::engine
