#include "media/intake/decoder_talk.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <sys/stat.h>
#include <utility>

namespace hibari::media {
namespace {

// What a child leaves with that could not even be loaded.
constexpr int kCannotLoad = 127;

Result<void> check_upload(const FileDescriptor& upload, const IntakeLimits& limits) {
    struct stat facts{};
    if (::fstat(upload.number(), &facts) != 0) {
        return fail(ErrorCode::kInternal, std::string("the upload: ") + std::strerror(errno));
    }
    if (!S_ISREG(facts.st_mode)) {
        return fail(ErrorCode::kInternal, "the upload is not a regular file");
    }
    if (facts.st_size == 0) {
        return fail(upload_error("broken_file", "the file is empty"));
    }
    if (static_cast<std::uint64_t>(facts.st_size) > limits.bytes_max) {
        return fail(upload_error(
            "file_too_large",
            "the file is too large: " + std::to_string(facts.st_size) + " bytes, at most " +
                std::to_string(limits.bytes_max)
        ));
    }
    return {};
}

}  // namespace

Result<DecoderTalk> DecoderTalk::start(
    const FileDescriptor& upload, const DecoderCall& call, std::stop_token stop
) {
    return start(upload, to_arguments(call), call.limits, std::move(stop));
}

Result<DecoderTalk> DecoderTalk::start(
    const FileDescriptor& upload,
    std::vector<std::string> arguments,
    const IntakeLimits& limits,
    std::stop_token stop
) {
    HIBARI_TRY(check_upload(upload, limits));
    return DecoderTalk(HIBARI_TRY(ChildProcess::start(
        std::move(arguments), upload, limits.time_max * kWaitPerTime, std::move(stop)
    )));
}

Result<MessageHead> DecoderTalk::read_head() {
    MessageHead head;
    HIBARI_TRY(read(writable_bytes_of(head)));
    if (head.kind != MessageKind::kError) {
        return head;
    }
    PlainError plain;
    if (head.bytes != sizeof(plain)) {
        return fail(not_decodable());
    }
    HIBARI_TRY(read(writable_bytes_of(plain)));
    return fail(from_plain(plain));
}

Result<void> DecoderTalk::read(std::span<std::byte> bytes) {
    const auto done = child_.read(bytes);
    if (!done) {
        return fail(explain(done.error()));
    }
    return {};
}

Error DecoderTalk::explain(const Error& error) {
    const ChildEnd how = child_.end();
    if (error.code == ErrorCode::kDeadlineExceeded || how.signal == SIGXCPU) {
        return took_too_long();
    }
    if (error.code != ErrorCode::kDataLoss) {
        return error;
    }
    if (how.exit_code == kCannotLoad) {
        return {.code = ErrorCode::kInternal, .message = "the decoder could not be started"};
    }
    return not_decodable();
}

}  // namespace hibari::media
