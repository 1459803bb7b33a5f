#include "domain/principal.h"

namespace hibari::domain {

Result<void> require(const Principal& principal, Scope scope) {
    if (principal.is_suspended) {
        return fail(
            {.code = ErrorCode::kPermissionDenied,
             .message = "this account is suspended",
             .hint = "ask whoever runs this server",
             .reason = "account_suspended"}
        );
    }
    const bool may = scope == Scope::kRead    ? principal.can_read
                     : scope == Scope::kWrite ? principal.can_write
                                              : principal.is_admin;
    if (!may) {
        const bool admin = scope == Scope::kAdmin;
        return fail(
            {.code = ErrorCode::kPermissionDenied,
             .message =
                 admin ? "only an administrator may do this" : "this key may not be used for that",
             .reason = admin ? "admin_only" : "insufficient_scope"}
        );
    }
    return {};
}

}  // namespace hibari::domain
