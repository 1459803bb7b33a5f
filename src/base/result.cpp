#include "base/result.h"

namespace hibari {

std::string_view to_string(ErrorCode code) {
    switch (code) {
        case ErrorCode::kInvalidArgument:
            return "invalid_argument";
        case ErrorCode::kNotFound:
            return "not_found";
        case ErrorCode::kPermissionDenied:
            return "permission_denied";
        case ErrorCode::kUnauthenticated:
            return "unauthenticated";
        case ErrorCode::kFailedPrecondition:
            return "failed_precondition";
        case ErrorCode::kResourceExhausted:
            return "resource_exhausted";
        case ErrorCode::kUnavailable:
            return "unavailable";
        case ErrorCode::kCancelled:
            return "cancelled";
        case ErrorCode::kUnsupported:
            return "unsupported";
        case ErrorCode::kDataLoss:
            return "data_loss";
        case ErrorCode::kInternal:
            return "internal";
        case ErrorCode::kAlreadyExists:
            return "already_exists";
        case ErrorCode::kDeadlineExceeded:
            return "deadline_exceeded";
    }
    return "internal";
}

std::string to_string(const Error& error) {
    std::string text;
    if (!error.field.empty()) {
        text += error.field + ": ";
    }
    text += error.message.empty() ? std::string(to_string(error.code)) : error.message;
    if (!error.hint.empty()) {
        text += " (" + error.hint + ")";
    }
    return text;
}

}  // namespace hibari
