#include "domain/principal.h"

namespace hibari::domain {

Result<void> require(const Principal& principal, Scope scope) {
    if (principal.is_suspended) {
        return fail(
            {.code = ErrorCode::kPermissionDenied,
             .message = "this account is suspended",
             .hint = "ask whoever runs this server"}
        );
    }
    const bool may = scope == Scope::kRead    ? principal.can_read
                     : scope == Scope::kWrite ? principal.can_write
                                              : principal.is_admin;
    if (!may) {
        return fail(
            ErrorCode::kPermissionDenied,
            scope == Scope::kAdmin ? "only an administrator may do this"
                                   : "this key may not be used for that"
        );
    }
    return {};
}

}  // namespace hibari::domain
