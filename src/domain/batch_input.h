#pragma once

// The input file of a batch, read line by line and checked before anything of it is queued.

#include "base/descriptor.h"
#include "base/json.h"
#include "base/result.h"
#include "domain/batch_format.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// As much as one request may have.
inline constexpr std::size_t kBatchLineBytesMax = std::size_t{24} << 20U;
/// Faults told of one file; the rest is not looked at.
inline constexpr std::size_t kBatchFaultsMax = 50;

/// One line that can be answered.
struct BatchLine {
    /// From 1.
    std::int64_t line = 0;
    std::string custom_id;
    /// The body of the request, JSON.
    std::string request;
    /// Why the request is refused, if it is wrong in itself.
    std::optional<Error> refused;
};

/// Lines of an open file without their ends ("\n" or "\r\n"), in constant memory.
class LineReader {
  public:
    explicit LineReader(FileDescriptor file, std::size_t line_bytes_max = kBatchLineBytesMax)
        : file_(std::move(file)), line_bytes_max_(line_bytes_max) {}

    /// The next line, valid until the next call; nothing at the end. `invalid_argument` with the
    /// reason "line_too_long" when one is longer than allowed: then there is no way on.
    Result<std::optional<std::string_view>> next();

  private:
    Result<void> fill();

    FileDescriptor file_;
    std::size_t line_bytes_max_;
    std::string buffer_;
    std::size_t begin_ = 0;
    bool at_end_ = false;
};

/// Reads the whole file and gives each line that is one to `take`, in order; empty lines are
/// passed over. Returns what is wrong, an array of {"code", "message", "param", "line"}, empty when
/// nothing is; after the first fault nothing is taken any more. Errors of `take` and of reading are
/// errors of this function, `cancelled` when `stop` was asked for.
Result<Json> read_batch_input(
    FileDescriptor file,
    const BatchFormat& format,
    const std::function<Result<void>(BatchLine line)>& take,
    const std::stop_token& stop
);

}  // namespace hibari::domain
