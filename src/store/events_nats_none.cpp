#include "store/event_transports.h"

namespace hibari::store::detail {

Result<std::unique_ptr<Events>> open_nats_events(const EventsOptions& /*options*/) {
    return fail({
        .code = ErrorCode::kUnsupported,
        .message = "this program was built without NATS",
        .hint = "build it with -DHIBARI_WITH_NATS=ON, or use a unix: url",
    });
}

}  // namespace hibari::store::detail
