#include "store/blobs.h"

#include "base/text.h"
#include "store/blob_stores.h"

#include <algorithm>

namespace hibari::store {
namespace {

bool is_key_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

bool is_key_part(std::string_view part) {
    if (part.empty() || part.front() == '.') {
        return false;
    }
    for (const char c : part) {
        if (!is_key_character(c)) {
            return false;
        }
    }
    return true;
}

}  // namespace

Result<void> check_key(std::string_view key) {
    bool right = key.size() <= kKeyBytesMax;
    for (const std::string_view part : split(key, '/')) {
        right = right && is_key_part(part);
    }
    if (!right) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "this is no key of a blob",
            .hint = "use letters, digits, '_', '-', '.' and '/' between parts",
        });
    }
    return {};
}

Result<std::unique_ptr<BlobStore>> open_blobs(const BlobOptions& options) {
    constexpr std::string_view kFolder = "folder:";
    constexpr std::string_view kS3 = "s3://";
    const std::string_view url = options.url;
    if (url.starts_with(kFolder) && url.size() > kFolder.size()) {
        return detail::open_folder(url.substr(kFolder.size()));
    }
    if (url.starts_with(kS3)) {
        const std::string_view place = url.substr(kS3.size());
        const std::size_t slash = std::min(place.find('/'), place.size());
        const std::string_view prefix = place.substr(std::min(slash + 1, place.size()));
        return detail::open_s3(
            {.bucket = std::string(place.substr(0, slash)), .prefix = std::string(prefix)},
            options.s3
        );
    }
    return fail({
        .code = ErrorCode::kInvalidArgument,
        .message = "the url of the blob store is of no known kind",
        .hint = "write folder:/path or s3://bucket/prefix",
    });
}

}  // namespace hibari::store
