#pragma once

// What a running server tells its operator: one line per thing that happened, with named fields, as
// JSON where a machine collects it and readable where a person looks on. A log never holds a
// prompt, a key or a password; what was asked for is found by the ids in the line.

#include "base/json.h"
#include "base/result.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace hibari {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

/// "debug", "info", "warning" or "error".
std::string_view to_string(LogLevel level);
Result<LogLevel> parse_log_level(std::string_view text);

enum class LogFormat { kHuman, kJson };

struct LogOptions {
    LogLevel level = LogLevel::kInfo;
    LogFormat format = LogFormat::kHuman;
    /// Appended to beside standard error; empty for none. Rotated at 32 MiB, five files are kept.
    std::filesystem::path file = {};
};

/// Writes lines; safe from several threads. A line that cannot be written is lost, for a full disk
/// must not stop the server.
class Log {
  public:
    static Result<std::unique_ptr<Log>> open(const LogOptions& options);
    virtual ~Log() = default;

    /// Says that `event` happened ("job finished"); `fields` is an object or null.
    virtual void write(LogLevel level, std::string_view event, const Json& fields) = 0;

    void debug(std::string_view event, const Json& fields = {}) {
        write(LogLevel::kDebug, event, fields);
    }

    void info(std::string_view event, const Json& fields = {}) {
        write(LogLevel::kInfo, event, fields);
    }

    void warning(std::string_view event, const Json& fields = {}) {
        write(LogLevel::kWarning, event, fields);
    }

    void error(std::string_view event, const Json& fields = {}) {
        write(LogLevel::kError, event, fields);
    }
};

/// A log that nobody reads.
std::unique_ptr<Log> make_silent_log();

/// One line without its newline, as the log writes it; `time` is RFC 3339 in UTC.
std::string log_line(
    LogFormat format,
    std::string_view time,
    LogLevel level,
    std::string_view event,
    const Json& fields
);

}  // namespace hibari
