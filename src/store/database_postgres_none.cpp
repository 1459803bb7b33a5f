#include "store/engines.h"

namespace hibari::store::detail {

Result<std::unique_ptr<Engine>> open_postgres(const DatabaseOptions& /*options*/) {
    return fail({
        .code = ErrorCode::kUnsupported,
        .message = "this program was built without PostgreSQL",
        .hint = "build it with -DHIBARI_WITH_POSTGRES=ON, or use a sqlite: url",
    });
}

}  // namespace hibari::store::detail
