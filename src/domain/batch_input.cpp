#include "domain/batch_input.h"

#include "base/text.h"
#include "domain/batches.h"

#include <cerrno>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace hibari::domain {
namespace {

constexpr std::size_t kReadBytes = 256U << 10U;
constexpr std::size_t kDepthMax = 32;

Json fault(const Error& error, std::int64_t line) {
    std::string message = error.message;
    if (!error.field.empty() && !message.starts_with(error.field)) {
        message = error.field + ": " + message;
    }
    return Json::object({
        {"code", error.reason.empty() ? "invalid_value" : error.reason},
        {"message", std::move(message)},
        {"param", error.field.empty() ? Json(nullptr) : Json(error.field)},
        {"line", line > 0 ? Json(line) : Json(nullptr)},
    });
}

Error wrong(std::string reason, std::string message, std::string field = "") {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .field = std::move(field),
        .reason = std::move(reason),
    };
}

/// One line against the contract, and against the ids seen before.
Result<BatchLine> read_line(
    std::string_view text,
    std::int64_t number,
    const BatchFormat& format,
    std::set<std::string, std::less<>>& ids
) {
    const auto json = parse_json(
        text,
        {.size_bytes_max = kBatchLineBytesMax,
         .depth_max = kDepthMax,
         .repeated_keys = RepeatedKeys::kRefuse}
    );
    if (!json) {
        // It has but one line, and which one of the file that is stands beside the message.
        std::string message = json.error().message;
        constexpr std::string_view kOnlyLine = "line 1, ";
        if (const std::size_t at = message.find(kOnlyLine); at != std::string::npos) {
            message.erase(at, kOnlyLine.size());
        }
        return fail(wrong("invalid_json", std::move(message)));
    }
    HIBARI_TRY(format.check_line(*json));
    const std::string& id = json->at("custom_id").as_string();
    if (id.find('\0') != std::string::npos) {
        return fail(wrong("invalid_value", "must not have zero bytes", "custom_id"));
    }
    if (!ids.insert(id).second) {
        return fail(wrong("duplicate_custom_id", "is used by an earlier line too", "custom_id"));
    }
    const Json& body = json->at("body");
    auto checked = format.check_request(body);
    return BatchLine{
        .line = number,
        .custom_id = id,
        .request = checked ? to_string(body) : "{}",
        .refused = checked ? std::nullopt : std::optional(std::move(checked.error())),
    };
}

}  // namespace

Result<std::optional<std::string_view>> LineReader::next() {
    using Line = std::optional<std::string_view>;
    std::size_t looked_at = begin_;
    for (;;) {
        const std::size_t end = buffer_.find('\n', looked_at);
        const bool is_last = end == std::string::npos && at_end_;
        if (end != std::string::npos || is_last) {
            std::string_view line(buffer_);
            line = line.substr(begin_, is_last ? std::string_view::npos : end - begin_);
            if (is_last && line.empty()) {
                return Line();
            }
            begin_ = is_last ? buffer_.size() : end + 1;
            if (line.ends_with('\r')) {
                line.remove_suffix(1);
            }
            if (line.size() > line_bytes_max_) {
                break;
            }
            return Line(line);
        }
        if (buffer_.size() - begin_ > line_bytes_max_ + 1) {
            break;
        }
        buffer_.erase(0, std::exchange(begin_, 0));
        looked_at = buffer_.size();
        HIBARI_TRY(fill());
    }
    return fail(
        wrong("line_too_long", "a line has at most " + std::to_string(line_bytes_max_) + " bytes")
    );
}

Result<void> LineReader::fill() {
    const std::size_t had = buffer_.size();
    buffer_.resize(had + kReadBytes);
    const ssize_t got = ::read(file_.number(), buffer_.data() + had, kReadBytes);
    const int number = errno;
    buffer_.resize(had + static_cast<std::size_t>(got > 0 ? got : 0));
    if (got < 0 && number != EINTR) {
        return fail(
            ErrorCode::kUnavailable,
            "cannot read the file of a batch: " + std::generic_category().message(number)
        );
    }
    at_end_ = got == 0;
    return {};
}

Result<Json> read_batch_input(
    FileDescriptor file,
    const BatchFormat& format,
    const std::function<Result<void>(BatchLine line)>& take,
    const std::stop_token& stop
) {
    LineReader lines(std::move(file));
    std::set<std::string, std::less<>> ids;
    Json faults = Json::array();
    std::int64_t count = 0;
    for (std::int64_t number = 1; faults.size() < kBatchFaultsMax; ++number) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::kCancelled, "the server stops");
        }
        const auto text = lines.next();
        if (!text) {
            if (text.error().code != ErrorCode::kInvalidArgument) {
                return fail(text.error());
            }
            return faults.push_back(fault(text.error(), number));
        }
        if (!*text) {
            break;
        }
        if (trim(**text).empty()) {
            continue;
        }
        if (++count > kBatchLinesMax) {
            faults.push_back(fault(
                wrong(
                    "too_many_lines",
                    "the file has more than " + std::to_string(kBatchLinesMax) + " lines"
                ),
                number
            ));
            break;
        }
        auto line = read_line(**text, number, format, ids);
        if (!line) {
            faults.push_back(fault(line.error(), number));
        } else if (faults.size() == 0) {
            HIBARI_TRY(take(std::move(*line)));
        }
    }
    if (count == 0 && faults.size() == 0) {
        faults.push_back(fault(wrong("empty_file", "the file has no lines"), 0));
    }
    return faults;
}

}  // namespace hibari::domain
