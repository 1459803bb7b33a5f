#include "store/blob_stores.h"

namespace hibari::store::detail {

Result<std::unique_ptr<BlobStore>> open_s3(S3Place /*place*/, const S3Options& /*options*/) {
    return fail({
        .code = ErrorCode::kUnsupported,
        .message = "this program was built without S3",
        .hint = "use a folder: url",
    });
}

}  // namespace hibari::store::detail
