#include "media/intake/intake.h"

#include "media/intake/child_process.h"
#include "media/intake/decoder_child.h"
#include "media/intake/messages.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
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

Result<ChildProcess> start(
    const FileDescriptor& upload, const DecoderCall& call, std::stop_token stop
) {
    HIBARI_TRY(check_upload(upload, call.limits));
    return ChildProcess::start(to_arguments(call), upload, call.limits.time_max, std::move(stop));
}

// Why reading from the child failed, as the uploader shall hear it.
Error explain(ChildProcess& child, const Error& error) {
    const ChildEnd how = child.end();
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

// The child broke the rules between us: somebody else speaks, or we are wrong.
Error unexpected_answer() {
    return not_decodable();
}

Result<MessageHead> read_head(ChildProcess& child) {
    MessageHead head;
    const auto read = child.read(writable_bytes_of(head));
    if (!read) {
        return fail(explain(child, read.error()));
    }
    if (head.kind != MessageKind::kError) {
        return head;
    }
    PlainError plain;
    if (head.bytes != sizeof(plain)) {
        return fail(unexpected_answer());
    }
    const auto told = child.read(writable_bytes_of(plain));
    return fail(told ? from_plain(plain) : explain(child, told.error()));
}

Result<void> read_bytes(ChildProcess& child, std::span<std::byte> bytes) {
    const auto read = child.read(bytes);
    if (!read) {
        return fail(explain(child, read.error()));
    }
    return {};
}

bool is_within(FrameSize size, const IntakeLimits& limits) {
    return size.width >= 2 && size.height >= 2 && size.width <= limits.side_max &&
           size.height <= limits.side_max &&
           static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height) <=
               limits.pixels_max;
}

}  // namespace

Result<Picture> decode_picture(
    const FileDescriptor& upload, const IntakeLimits& limits, std::stop_token stop
) {
    ChildProcess child =
        HIBARI_TRY(start(upload, {.task = DecoderTask::kPicture, .limits = limits}, std::move(stop))
        );
    const MessageHead head = HIBARI_TRY(read_head(child));
    PictureHead facts;
    if (head.kind != MessageKind::kPicture || head.bytes < sizeof(facts)) {
        return fail(unexpected_answer());
    }
    HIBARI_TRY(read_bytes(child, writable_bytes_of(facts)));
    Picture picture{.frame = {}, .size = {facts.width, facts.height}};
    if (!is_within(picture.size, limits)) {
        return fail(unexpected_answer());
    }
    picture.frame = Frame({facts.width & ~1, facts.height & ~1});
    if (head.bytes != sizeof(facts) + picture.frame.pixels().size()) {
        return fail(unexpected_answer());
    }
    HIBARI_TRY(read_bytes(child, std::as_writable_bytes(picture.frame.pixels())));
    return picture;
}

Result<FileDescriptor> memory_file(std::string_view bytes) {
    FileDescriptor file(::memfd_create("upload", MFD_CLOEXEC));
    while (file && !bytes.empty()) {
        const ssize_t count = ::write(file.number(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            file.reset();
            break;
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    if (!file) {
        return fail(
            ErrorCode::kResourceExhausted,
            std::string("no room in memory for an upload: ") + std::strerror(errno)
        );
    }
    return file;
}

}  // namespace hibari::media
