#include "domain/principal.h"

namespace hibari::domain {
namespace {

constexpr std::string_view kWrongKey = "this key may not be used for that";

Result<void> allow(bool may, std::string_view otherwise, std::string_view reason) {
    if (!may) {
        return fail(
            {.code = ErrorCode::kPermissionDenied,
             .message = std::string(otherwise),
             .reason = std::string(reason)}
        );
    }
    return {};
}

}  // namespace

Result<void> require(const Principal& principal, Scope scope) {
    if (principal.is_suspended) {
        return fail(
            {.code = ErrorCode::kPermissionDenied,
             .message = "this account is suspended",
             .hint = "ask whoever runs this server",
             .reason = "account_suspended"}
        );
    }
    return require_even_suspended(principal, scope);
}

Result<void> require_even_suspended(const Principal& principal, Scope scope) {
    switch (scope) {
        case Scope::kRead:
            return allow(principal.can_read, kWrongKey, "insufficient_scope");
        case Scope::kWrite:
            return allow(principal.can_write, kWrongKey, "insufficient_scope");
        case Scope::kModerate:
            return allow(principal.is_moderator, "only a moderator may do this", "moderator_only");
        case Scope::kAdmin:
            return allow(principal.is_admin, "only an administrator may do this", "admin_only");
    }
    return allow(false, kWrongKey, "insufficient_scope");
}

}  // namespace hibari::domain
