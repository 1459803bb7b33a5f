#include "media/intake/intake.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace hibari::media {

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
