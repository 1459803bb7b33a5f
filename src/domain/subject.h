#pragma once

// Things that people complain about, that are taken down, restored and told about.

#include "base/result.h"

#include <string>
#include <string_view>

namespace hibari::domain {

/// A video is a clip, posted or not; a prompt what somebody asked for and the policy judged, by the
/// id of its decision.
enum class SubjectKind { kVideo, kPost, kAccount, kMessage, kComment, kLikeness, kPrompt };

/// "video", "post", "account", "message", "comment", "likeness" or "prompt".
std::string_view to_string(SubjectKind kind);

/// `invalid_argument` for any other word.
Result<SubjectKind> subject_kind_of(std::string_view word);

struct Subject {
    SubjectKind kind = SubjectKind::kVideo;
    std::string id;

    friend bool operator==(const Subject&, const Subject&) = default;
};

}  // namespace hibari::domain
