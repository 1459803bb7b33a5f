#include "base/log.h"

#include "base/files.h"
#include "base/text.h"
#include "base/time_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <vector>

namespace hibari {
namespace {

constexpr std::array<std::string_view, 4> kLevels = {"debug", "info", "warning", "error"};
constexpr std::size_t kFileBytesMax = 32U << 20U;
constexpr std::size_t kFilesKept = 5;

class SpdLog final : public Log {
  public:
    SpdLog(const LogOptions& options, std::vector<spdlog::sink_ptr> sinks)
        : options_(options), logger_("hibari", sinks.begin(), sinks.end()) {
        logger_.set_pattern("%v");
        logger_.set_level(spdlog::level::trace);
        logger_.flush_on(spdlog::level::trace);
        // A full disk is no reason to write a complaint about it to the same disk.
        logger_.set_error_handler([](const std::string& /*message*/) {});
    }

    void write(LogLevel level, std::string_view event, const Json& fields) override {
        if (level < options_.level) {
            return;
        }
        const std::string time = to_rfc3339(std::chrono::system_clock::now());
        const std::string line = log_line(options_.format, time, level, event, fields);
        logger_.log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
    }

  private:
    LogOptions options_;
    spdlog::logger logger_;
};

class SilentLog final : public Log {
  public:
    void write(LogLevel /*level*/, std::string_view /*event*/, const Json& /*fields*/) override {}
};

}  // namespace

std::string_view to_string(LogLevel level) {
    return kLevels[static_cast<std::size_t>(level)];
}

Result<LogLevel> parse_log_level(std::string_view text) {
    const auto found = std::ranges::find(kLevels, text);
    if (found == kLevels.end()) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "must be debug, info, warning or error, is '" + std::string(text) + "'"}
        );
    }
    return static_cast<LogLevel>(found - kLevels.begin());
}

std::string log_line(
    LogFormat format,
    std::string_view time,
    LogLevel level,
    std::string_view event,
    const Json& fields
) {
    if (format == LogFormat::kJson) {
        Json line = Json::object({{"time", time}, {"level", to_string(level)}, {"event", event}});
        if (fields.is_object()) {
            for (const JsonMember& member : fields.members()) {
                line.set(member.key, member.value);
            }
        }
        return to_string(line);
    }
    std::string line = std::string(time) + ' ' + std::string(to_string(level)) + "  ";
    line += event;
    if (fields.is_object()) {
        for (const JsonMember& member : fields.members()) {
            const Json& value = member.value;
            // Quoted where a space or a line end would make two fields, or two lines, of one.
            const bool plain =
                value.is_string() && !value.as_string().empty() &&
                std::ranges::all_of(value.as_string(), [](char c) { return c > ' ' && c < 127; });
            line += "  " + member.key + '=' + (plain ? value.as_string() : to_string(value));
        }
    }
    return line;
}

Result<std::unique_ptr<Log>> Log::open(const LogOptions& options) {
    std::vector<spdlog::sink_ptr> sinks;
    sinks.push_back(std::make_shared<spdlog::sinks::stderr_sink_mt>());
    if (!options.file.empty()) {
        try {
            sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
                options.file.string(), kFileBytesMax, kFilesKept
            ));
        } catch (const spdlog::spdlog_ex& error) {
            return fail(
                ErrorCode::kInvalidArgument,
                "cannot write the log file '" + options.file.string() + "': " + error.what()
            );
        }
    }
    return std::make_unique<SpdLog>(options, std::move(sinks));
}

std::unique_ptr<Log> make_silent_log() {
    return std::make_unique<SilentLog>();
}

}  // namespace hibari
