#include "domain/subject.h"

#include <array>

namespace hibari::domain {
namespace {

constexpr std::array kKinds = {
    SubjectKind::kVideo,
    SubjectKind::kPost,
    SubjectKind::kAccount,
    SubjectKind::kMessage,
    SubjectKind::kComment,
    SubjectKind::kLikeness,
    SubjectKind::kPrompt,
};

}  // namespace

std::string_view to_string(SubjectKind kind) {
    switch (kind) {
        case SubjectKind::kVideo:
            return "video";
        case SubjectKind::kPost:
            return "post";
        case SubjectKind::kAccount:
            return "account";
        case SubjectKind::kMessage:
            return "message";
        case SubjectKind::kComment:
            return "comment";
        case SubjectKind::kLikeness:
            return "likeness";
        case SubjectKind::kPrompt:
            return "prompt";
    }
    return "video";
}

Result<SubjectKind> subject_kind_of(std::string_view word) {
    for (const SubjectKind kind : kKinds) {
        if (to_string(kind) == word) {
            return kind;
        }
    }
    return fail(ErrorCode::kInvalidArgument, "there is no such kind of thing");
}

}  // namespace hibari::domain
