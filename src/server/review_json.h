#pragma once

// Cases, decisions, appeals and what belongs to them as JSON.

#include "base/json.h"
#include "base/result.h"
#include "domain/review/moderation.h"

namespace hibari::server {

/// Who reads a decision: the moderators' names and notes are for themselves.
enum class For { kConcerned, kModerators };

/// {"kind", "id"}.
Json subject_json(const domain::Subject& subject);
Result<domain::Subject> subject_of(const Json& json);

Json notice_json(const domain::Notice& notice);
Json removal_json(const domain::RemovalRequest& request);
Json depiction_json(const domain::Depiction& depiction);
Json decision_json(const domain::Decision& decision, For reader);
Json appeal_json(const domain::Appeal& appeal);
Json case_json(const domain::ReviewCase& one);
Json case_file_json(const domain::CaseFile& file);

}  // namespace hibari::server
