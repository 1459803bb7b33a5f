#include "server/error_reply.h"

#include "server/json_reply.h"

#include <string>

namespace hibari::server {
namespace {

constexpr int kRetryAfter_s = 5;

std::string_view type_of(int status) {
    switch (status) {
        case 403:
            return "permission_error";
        case 409:
            return "conflict_error";
        case 429:
            return "rate_limit_error";
        default:
            return status >= 500 ? "server_error" : "invalid_request_error";
    }
}

/// What programs read when the error names no reason of its own.
std::string_view usual_reason(ErrorCode code) {
    switch (code) {
        case ErrorCode::kInvalidArgument:
            return "invalid_value";
        case ErrorCode::kUnsupported:
            return "unsupported_by_engine";
        case ErrorCode::kUnauthenticated:
            return "invalid_api_key";
        case ErrorCode::kPermissionDenied:
            return "insufficient_scope";
        case ErrorCode::kNotFound:
            return "not_found";
        case ErrorCode::kAlreadyExists:
            return "already_exists";
        case ErrorCode::kFailedPrecondition:
            return "conflict";
        case ErrorCode::kResourceExhausted:
            return "storage_full";  // Limits of ours have a reason of their own.
        case ErrorCode::kUnavailable:
        case ErrorCode::kCancelled:
        case ErrorCode::kDeadlineExceeded:
            return "unavailable";
        case ErrorCode::kDataLoss:
        case ErrorCode::kInternal:
            return "internal_error";
    }
    return "internal_error";
}

Json envelope_json(
    int status, std::string_view message, std::string_view param, std::string_view code
) {
    return Json::object(
        {{"error",
          Json::object({
              {"message", message},
              {"type", type_of(status)},
              {"param", param.empty() ? Json(nullptr) : Json(param)},
              {"code", code.empty() ? Json(nullptr) : Json(code)},
          })}}
    );
}

net::Response envelope(int status, const Json& body) {
    net::Response response = json_reply(body);
    response.status = status;
    const Json& code = body.at("error").at("code");
    // A state that does not change by asking again, and an allowance that is used up for hours.
    if (status == 409 || code == Json("insufficient_quota") ||
        code == Json("daily_challenges_used")) {
        response.fields.set("x-should-retry", "false");
    } else if (status == 429 || status == 503) {
        response.fields.set("retry-after", std::to_string(kRetryAfter_s));
        response.fields.set("retry-after-ms", std::to_string(1000 * kRetryAfter_s));
    }
    if (status == 401) {
        response.fields.set("www-authenticate", "Bearer");
    }
    return response;
}

}  // namespace

int status_of(const Error& error) {
    switch (error.code) {
        case ErrorCode::kInvalidArgument:
        case ErrorCode::kUnsupported:
            return error.reason == "body_too_large" || error.reason == "file_too_large" ? 413
                   : error.reason == "unsupported_media_type"                           ? 415
                                                                                        : 400;
        case ErrorCode::kUnauthenticated:
            return 401;
        case ErrorCode::kPermissionDenied:
            return 403;
        case ErrorCode::kNotFound:
            return 404;
        case ErrorCode::kAlreadyExists:
        case ErrorCode::kFailedPrecondition:
            return 409;
        case ErrorCode::kResourceExhausted:
            return error.reason.empty() || error.reason == "storage_full" ? 503 : 429;
        case ErrorCode::kUnavailable:
        case ErrorCode::kCancelled:
        case ErrorCode::kDeadlineExceeded:
            return 503;
        case ErrorCode::kDataLoss:
        case ErrorCode::kInternal:
            return 500;
    }
    return 500;
}

Json error_json(const Error& error) {
    const int status = status_of(error);
    const std::string_view code =
        error.reason.empty() ? usual_reason(error.code) : std::string_view(error.reason);
    if (status == 500) {
        // What went wrong inside is the operator's business; the log has it under the request's id.
        return envelope_json(status, "Something went wrong here. It has been noted.", "", code);
    }
    if (code == "storage_full") {
        // What could not be written, and where, is the operator's business too.
        return envelope_json(status, "There is no room left here to keep it.", "", code);
    }
    std::string message = error.message;
    if (!message.empty() && !error.field.empty() && !message.starts_with(error.field)) {
        message = error.field + ": " + message;
    }
    if (!error.hint.empty()) {
        message += " (" + error.hint + ")";
    }
    return envelope_json(status, message, error.field, code);
}

net::Response error_reply(const Error& error) {
    return envelope(status_of(error), error_json(error));
}

net::Response error_page(int status, std::string_view code, std::string_view message) {
    if (code == "content_too_large") {
        code = "body_too_large";
    } else if (code == "not_found") {
        code = "unknown_url";
    }
    return envelope(status, envelope_json(status, message, "", code));
}

}  // namespace hibari::server
