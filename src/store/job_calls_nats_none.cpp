#include "store/job_calls.h"

namespace hibari::store {
namespace {

tl::unexpected<Error> unsupported() {
    return fail({
        .code = ErrorCode::kUnsupported,
        .message = "this program was built without NATS",
        .hint = "build it with -DHIBARI_WITH_NATS=ON, or leave data.events empty",
    });
}

}  // namespace

Result<std::unique_ptr<JobCaller>> open_job_caller(std::string_view /*events_url*/) {
    return unsupported();
}

Result<std::unique_ptr<JobCalls>> detail::open_stream_calls(std::string_view /*url*/) {
    return unsupported();
}

}  // namespace hibari::store
