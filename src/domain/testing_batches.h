#pragma once

// What tests of batches share: a format that asks for little, files made of a text, and lines.

#include "base/check.h"
#include "base/descriptor.h"
#include "domain/batch_format.h"

#include <atomic>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace hibari::domain {

/// Knows "custom_id" and "body" with a prompt, a size and a number of seconds.
class PlainBatchFormat final : public BatchFormat {
  public:
    Result<void> check_line(const Json& line) const override {
        for (const char* field : {"custom_id", "body"}) {
            if (line.find(field) == nullptr) {
                return fail(wrong(field, "is required", "missing_required_parameter"));
            }
        }
        if (!line.at("custom_id").is_string()) {
            return fail(wrong("custom_id", "must be a text", "invalid_type"));
        }
        return {};
    }

    Result<void> check_request(const Json& body) const override {
        if (body.find("prompt") == nullptr || !body.at("prompt").is_string()) {
            return fail(wrong("prompt", "is required", "missing_required_parameter"));
        }
        return {};
    }

    Result<NewVideo> read_request(const Principal& /*who*/, const Json& body) const override {
        ++requests_read;
        NewVideo wanted;
        wanted.prompt = body.at("prompt").as_string();
        wanted.size = "1280x720";
        if (const Json* model = body.find("model"); model != nullptr) {
            wanted.model = model->as_string();
        }
        if (const Json* seconds = body.find("seconds"); seconds != nullptr) {
            wanted.seconds = seconds->as_integer();
        }
        return wanted;
    }

    Json video(const Video& video) const override {
        return Json::object(
            {{"id", video.id}, {"prompt", video.prompt}, {"status", to_string(video.status)}}
        );
    }

    Json refusal(const Error& error) const override {
        return Json::object({{"status_code", 400}, {"body", error.message}});
    }

    mutable std::atomic<int> requests_read = 0;

  private:
    static Error wrong(const char* field, const char* message, const char* reason) {
        return {
            .code = ErrorCode::kInvalidArgument,
            .message = message,
            .field = field,
            .reason = reason,
        };
    }
};

/// A file without a name, open at its beginning.
inline FileDescriptor file_of_text(const std::string& text) {
    FileDescriptor file(::memfd_create("text", 0));
    HIBARI_CHECK(file.number() >= 0);
    HIBARI_CHECK(::write(file.number(), text.data(), text.size()) == std::ssize(text));
    HIBARI_CHECK(::lseek(file.number(), 0, SEEK_SET) == 0);
    return file;
}

/// One line of an input file, without its end.
inline std::string batch_line(
    const std::string& custom_id, const std::string& prompt = "A ball falls.", int seconds = 0
) {
    Json body = Json::object({{"prompt", prompt}});
    if (seconds > 0) {
        body.set("seconds", seconds);
    }
    return to_string(Json::object({{"custom_id", custom_id}, {"body", std::move(body)}}));
}

}  // namespace hibari::domain
