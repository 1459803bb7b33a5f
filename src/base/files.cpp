#include "base/files.h"

#include "base/check.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace hibari {
namespace {

namespace fs = std::filesystem;

constexpr int kNameAttemptsMax = 100;
constexpr int kNumberMax = 9'999;
constexpr int kLinksMax = 40;               // As the kernel does.
constexpr std::size_t kNameBytesMax = 200;  // Of 255: the rest is for what makes it unique.
constexpr mode_t kFileMode = 0666;          // The umask takes its share.

std::string descriptor_path(int descriptor) {
    return "/proc/self/fd/" + std::to_string(descriptor);
}

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

// Beside the target, hidden, unique per process and attempt.
fs::path temporary_name(const fs::path& target, int attempt) {
    std::string name = target.filename().string();
    if (name.size() > kNameBytesMax) {
        std::size_t end = kNameBytesMax;
        const auto continues = [&] {
            return (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U;
        };
        while (end > 0 && continues()) {
            --end;  // Some file systems refuse half a letter.
        }
        name.resize(end);
    }
    return folder_of(target) /
           ("." + name + "." + std::to_string(getpid()) + "-" + std::to_string(attempt) + ".part");
}

// clip.mp4, clip-2.mp4, clip-3.mp4, ...
fs::path numbered_name(const fs::path& target, int number) {
    if (number <= 1) {
        return target;
    }
    return folder_of(target) /
           (target.stem().string() + "-" + std::to_string(number) + target.extension().string());
}

// Follows a link, so that the file it points to is replaced, or made, and not the link.
fs::path resolve(const fs::path& target) {
    std::error_code error;
    const fs::path real = fs::canonical(target, error);
    if (!real.empty()) {
        return real;
    }
    fs::path end = target;
    for (int i = 0; i < kLinksMax && fs::is_symlink(fs::symlink_status(end, error)); ++i) {
        const fs::path next = fs::read_symlink(end, error);
        if (error || next.empty()) {
            return target;
        }
        end = folder_of(end) / next;  // An absolute one replaces the folder.
    }
    return fs::is_symlink(fs::symlink_status(end, error)) ? target : end;
}

int open_nameless(const fs::path& folder) {
    const int descriptor = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, kFileMode);
    if (descriptor < 0) {
        return -1;
    }
    if (access(descriptor_path(descriptor).c_str(), W_OK) != 0) {
        close(descriptor);  // No /proc here: nothing could open or name the file.
        return -1;
    }
    return descriptor;
}

Result<void> check_target(const fs::path& target, Existing existing) {
    struct stat status{};
    if (target.empty() || !target.has_filename()) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "'" + target.string() + "' is not the name of a file",
            .hint = "give a name such as clip.mp4",
        });
    }
    if (existing == Existing::kNumber || lstat(target.c_str(), &status) != 0) {
        return {};
    }
    if (S_ISDIR(status.st_mode)) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "'" + target.string() + "' is a folder",
            .hint = "give a file name inside it",
        });
    }
    if (!S_ISREG(status.st_mode)) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "'" + target.string() + "' is not a regular file",
            .hint = "give the name of an ordinary file",
        });
    }
    if (existing == Existing::kKeep) {
        return fail(file_error("cannot write", target, EEXIST));
    }
    return {};
}

// Makes the new name itself durable. Some file systems cannot sync a folder; the file is complete
// and in place either way.
void sync_folder(const fs::path& folder) {
    const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
}

}  // namespace

Error file_error(std::string_view action, const fs::path& path, int error_number) {
    const std::string folder = folder_of(path).string();
    Error error{
        .code = ErrorCode::kInternal,
        .message = std::string(action) + " '" + path.string() + "': " + std::strerror(error_number),
    };
    switch (error_number) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            error.code = ErrorCode::kResourceExhausted;
            error.hint = "free some space or choose another disk";
            break;
        case EACCES:
        case EPERM:
        case EROFS:
            error.code = ErrorCode::kPermissionDenied;
            error.hint = "choose a place you may use, or change its permissions";
            break;
        case ENOENT:
        case ENOTDIR: {
            std::error_code ignored;
            error.code = ErrorCode::kNotFound;
            if (!fs::is_directory(folder, ignored)) {
                error.message = std::string(action) + " '" + path.string() +
                                "': there is no folder '" + folder + "'";
                error.hint = "create it first: mkdir -p '" + folder + "'";
            }
            break;
        }
        case EEXIST:
            error.code = ErrorCode::kAlreadyExists;
            error.hint = "choose another name";
            break;
        case ENAMETOOLONG:
        case EISDIR:
            error.code = ErrorCode::kInvalidArgument;
            error.hint = "choose another name";
            break;
        case ENOMEM:
        case EMFILE:
        case ENFILE:
            error.code = ErrorCode::kResourceExhausted;
            break;
        default:
            break;
    }
    return error;
}

Result<AtomicFile> AtomicFile::create(const fs::path& target, Existing existing) {
    AtomicFile file;
    file.target_ = existing == Existing::kNumber ? target : resolve(target);
    file.existing_ = existing;
    HIBARI_TRY(check_target(file.target_, existing));
    file.descriptor_ = open_nameless(folder_of(file.target_));
    for (int i = 0; file.descriptor_ < 0 && i < kNameAttemptsMax; ++i) {
        const fs::path name = temporary_name(file.target_, i);
        file.descriptor_ = open(name.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, kFileMode);
        if (file.descriptor_ >= 0) {
            file.temporary_ = name;
        } else if (errno != EEXIST) {
            return fail(file_error("cannot write", file.target_, errno));
        }
    }
    if (file.descriptor_ < 0) {
        return fail(file_error("cannot write", file.target_, errno));
    }
    return file;
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : target_(std::move(other.target_)),
      existing_(other.existing_),
      descriptor_(std::exchange(other.descriptor_, -1)),
      temporary_(std::exchange(other.temporary_, {})) {}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
    if (this != &other) {
        discard();
        target_ = std::move(other.target_);
        existing_ = other.existing_;
        descriptor_ = std::exchange(other.descriptor_, -1);
        temporary_ = std::exchange(other.temporary_, {});
    }
    return *this;
}

AtomicFile::~AtomicFile() {
    discard();
}

void AtomicFile::discard() noexcept {
    if (descriptor_ >= 0) {
        close(std::exchange(descriptor_, -1));
    }
    if (!temporary_.empty()) {
        unlink(temporary_.c_str());
        temporary_.clear();
    }
}

std::string AtomicFile::writing_path() const {
    HIBARI_CHECK(descriptor_ >= 0);
    return temporary_.empty() ? descriptor_path(descriptor_) : temporary_.string();
}

Result<void> AtomicFile::write(std::span<const std::byte> bytes) {
    HIBARI_CHECK(descriptor_ >= 0);
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return fail(file_error("cannot write", target_, errno));
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> AtomicFile::write(std::string_view text) {
    return write(std::as_bytes(std::span(text)));
}

Result<void> AtomicFile::commit() {
    HIBARI_CHECK(descriptor_ >= 0);
    if (fsync(descriptor_) != 0) {
        return fail(file_error("cannot write", target_, errno));
    }
    HIBARI_TRY(publish());
    temporary_.clear();
    discard();
    sync_folder(folder_of(target_));
    return {};
}

Result<void> AtomicFile::publish() {
    for (int i = 0; temporary_.empty() && i < kNameAttemptsMax; ++i) {
        const fs::path name = temporary_name(target_, i);
        const int linked = linkat(
            AT_FDCWD,
            descriptor_path(descriptor_).c_str(),
            AT_FDCWD,
            name.c_str(),
            AT_SYMLINK_FOLLOW
        );
        if (linked == 0) {
            temporary_ = name;
        } else if (errno != EEXIST) {
            return fail(file_error("cannot write", target_, errno));
        }
    }
    if (temporary_.empty()) {
        return fail(file_error("cannot write", target_, EEXIST));
    }
    const unsigned flags = existing_ == Existing::kReplace ? 0 : RENAME_NOREPLACE;
    int renamed = renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, target_.c_str(), flags);
    const fs::path first = target_;
    for (int number = 2;
         existing_ == Existing::kNumber && renamed != 0 && errno == EEXIST && number <= kNumberMax;
         ++number) {
        target_ = numbered_name(first, number);
        renamed = renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, target_.c_str(), flags);
    }
    if (renamed != 0 && flags == 0) {
        renamed = rename(temporary_.c_str(), target_.c_str());
    }
    if (renamed != 0) {
        return fail(file_error("cannot write", target_, errno));
    }
    return {};
}

Result<std::string> read_file(const fs::path& path, std::size_t size_bytes_max) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return fail(file_error("cannot read", path, errno));
    }
    std::string text;
    std::string chunk(64U << 10U, '\0');
    ssize_t count = 0;
    do {
        count = read(descriptor, chunk.data(), chunk.size());
        if (count > 0) {
            text.append(chunk, 0, static_cast<std::size_t>(count));
        }
    } while ((count > 0 && text.size() <= size_bytes_max) || (count < 0 && errno == EINTR));
    const int error_number = errno;
    close(descriptor);
    if (count < 0) {
        return fail(file_error("cannot read", path, error_number));
    }
    if (text.size() > size_bytes_max) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "'" + path.string() + "' is larger than " + std::to_string(size_bytes_max) +
                       " bytes",
        });
    }
    return text;
}

Result<void> write_file(const fs::path& path, std::string_view text, Existing existing) {
    AtomicFile file = HIBARI_TRY(AtomicFile::create(path, existing));
    HIBARI_TRY(file.write(text));
    return file.commit();
}

}  // namespace hibari
