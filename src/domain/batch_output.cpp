#include "domain/batch_output.h"

#include "base/ids.h"

#include <system_error>

namespace hibari::domain {
namespace {

constexpr std::size_t kBufferBytes = 256U << 10U;

}  // namespace

std::string batch_answer(std::string_view custom_id, Json response, Json error) {
    if (response.is_object()) {
        response.set("request_id", make_id("req_"));
    }
    return to_string(Json::object({
        {"id", make_id("batch_req_")},
        {"custom_id", custom_id},
        {"response", std::move(response)},
        {"error", std::move(error)},
    }));
}

Json batch_error(std::string_view code, std::string_view message) {
    return Json::object({{"code", code}, {"message", message}});
}

LineFile::~LineFile() {
    if (!path_.empty()) {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
}

Result<void> LineFile::add(std::string_view line) {
    if (!file_) {
        path_ = HIBARI_TRY(blobs_.temporary());
        file_.emplace(HIBARI_TRY(AtomicFile::create(path_, Existing::kReplace)));
    }
    buffer_ += line;
    buffer_ += '\n';
    return buffer_.size() < kBufferBytes ? Result<void>() : flush();
}

Result<void> LineFile::flush() {
    HIBARI_TRY(file_->write(std::string_view(buffer_)));
    buffer_.clear();
    return {};
}

Result<std::optional<File>> LineFile::keep(Files& files, const File& wanted) {
    if (!file_) {
        return std::optional<File>();
    }
    HIBARI_TRY(flush());
    HIBARI_TRY(file_->commit());
    return std::optional<File>(HIBARI_TRY(files.adopt(wanted, path_)));
}

}  // namespace hibari::domain
