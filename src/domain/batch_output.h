#pragma once

// The output and error file of a batch while they are written: lines go to a file that nobody sees,
// and it becomes one of the owner's files when it is whole.

#include "base/files.h"
#include "base/json.h"
#include "base/result.h"
#include "domain/files.h"
#include "store/blobs.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hibari::domain {

/// {"id", "custom_id", "response", "error"}: one line, without its end. `response` may be null, or
/// {"status_code", "body"}; it gets a request id.
std::string batch_answer(std::string_view custom_id, Json response, Json error);

/// {"code", "message"}.
Json batch_error(std::string_view code, std::string_view message);

/// A file of lines, made with its first one.
class LineFile {
  public:
    explicit LineFile(store::BlobStore& blobs) : blobs_(blobs) {}

    ~LineFile();

    LineFile(const LineFile&) = delete;
    LineFile& operator=(const LineFile&) = delete;

    Result<void> add(std::string_view line);

    /// Makes it a file as `wanted` says, not recorded yet; nothing when it has no line.
    Result<std::optional<File>> keep(Files& files, const File& wanted);

  private:
    Result<void> flush();

    store::BlobStore& blobs_;
    std::filesystem::path path_;
    std::optional<AtomicFile> file_;
    std::string buffer_;
};

}  // namespace hibari::domain
