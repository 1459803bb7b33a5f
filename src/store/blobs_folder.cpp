#include "base/check.h"
#include "base/files.h"
#include "base/text.h"
#include "store/blob_stores.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hibari::store::detail {
namespace {

namespace fs = std::filesystem;

// Keys have no part that begins with a dot, so this is no blob's folder.
constexpr const char* kUnfinished = ".unfinished";

// A folder may be removed as empty just before a file, or another folder, is made in it.
constexpr int kPutAttemptsMax = 100;

constexpr mode_t kFolderMode = 0700;

tl::unexpected<Error> failed(std::string_view action, const fs::path& path, int error_number) {
    return fail(file_error(action, path, error_number));
}

/// A blob that is not there is told by its key: whoever asks may be a stranger, and the folder is
/// not theirs to know.
tl::unexpected<Error> unreadable(std::string_view key, const fs::path& path, int error_number) {
    if (error_number == ENOENT || error_number == ENOTDIR || error_number == ELOOP) {
        return fail(ErrorCode::kNotFound, "there is no '" + std::string(key) + "'");
    }
    return failed("cannot read", path, error_number);
}

Result<void> sync_folder(const fs::path& folder) {
    const FileDescriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // EINVAL: some file systems cannot, and need not.
    if (!descriptor || (fsync(descriptor.number()) != 0 && errno != EINVAL)) {
        return failed("cannot sync", folder, errno);
    }
    return {};
}

BlobFacts facts_of(const struct stat& status) {
    const std::chrono::nanoseconds modified = std::chrono::seconds(status.st_mtim.tv_sec) +
                                              std::chrono::nanoseconds(status.st_mtim.tv_nsec);
    std::array<char, 80> etag{};
    // Every put brings a new file, and a file is never written again: its number and time tell it
    // from all others.
    std::snprintf(
        etag.data(),
        etag.size(),
        "\"%llx-%llx-%llx\"",
        static_cast<unsigned long long>(status.st_ino),
        static_cast<unsigned long long>(status.st_size),
        static_cast<unsigned long long>(modified.count())
    );
    return {
        .size_bytes = static_cast<std::uint64_t>(status.st_size),
        .modified = std::chrono::system_clock::time_point(
            std::chrono::duration_cast<std::chrono::system_clock::duration>(modified)
        ),
        .etag = etag.data()
    };
}

class FolderStore final : public BlobStore {
  public:
    explicit FolderStore(fs::path root) : root_(std::move(root)) {}

    Result<void> start();

    Result<fs::path> temporary() override { return root_ / kUnfinished / unique_name(); }

    Result<void> put_file(std::string_view key, const fs::path& path) override;
    Result<BlobFacts> facts(std::string_view key) override;
    Result<FileDescriptor> open(std::string_view key) override;
    Result<void> remove(std::string_view key) override;
    Result<void> list(std::string_view prefix, const BlobVisitor& visit) override;

    std::optional<std::string> signed_url(
        std::string_view /*key*/, std::chrono::seconds /*valid*/, Fetch /*fetch*/
    ) override {
        return std::nullopt;
    }

    Result<std::size_t> sweep(std::chrono::seconds age) override;
    Result<void> check() override;

  private:
    Result<void> make_folders(const fs::path& folder) const;

    fs::path root_;
};

Result<void> FolderStore::start() {
    std::error_code error;
    fs::create_directories(root_, error);
    if (error) {
        return failed("cannot make the folder", root_, error.value());
    }
    HIBARI_TRY(make_folders(root_ / kUnfinished));
    return sync_folder(root_);
}

// Each new folder's name is on disk before anything is put into it.
Result<void> FolderStore::make_folders(const fs::path& folder) const {
    struct stat status{};
    if (stat(folder.c_str(), &status) == 0 || folder == root_) {
        return {};
    }
    HIBARI_TRY(make_folders(folder.parent_path()));
    if (mkdir(folder.c_str(), kFolderMode) != 0 && errno != EEXIST) {
        return failed("cannot make the folder", folder, errno);
    }
    return sync_folder(folder.parent_path());
}

Result<void> FolderStore::put_file(std::string_view key, const fs::path& path) {
    HIBARI_TRY(check_key(key));
    const fs::path target = root_ / key;
    {
        const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (!file || fsync(file.number()) != 0) {
            return failed("cannot store", path, errno);
        }
    }
    for (int attempt = 1; rename(path.c_str(), target.c_str()) != 0; ++attempt) {
        if (errno != ENOENT || attempt == kPutAttemptsMax) {
            return failed("cannot store", target, errno);
        }
        const Result<void> made = make_folders(target.parent_path());
        if (!made && made.error().code != ErrorCode::kNotFound) {
            return made;
        }
    }
    return sync_folder(target.parent_path());
}

Result<BlobFacts> FolderStore::facts(std::string_view key) {
    HIBARI_TRY(check_key(key));
    const fs::path path = root_ / key;
    struct stat status{};
    if (lstat(path.c_str(), &status) != 0) {
        return unreadable(key, path, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        return unreadable(key, path, ENOENT);
    }
    return facts_of(status);
}

Result<FileDescriptor> FolderStore::open(std::string_view key) {
    HIBARI_TRY(check_key(key));
    const fs::path path = root_ / key;
    FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status{};
    if (!file || fstat(file.number(), &status) != 0) {
        return unreadable(key, path, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        return unreadable(key, path, ENOENT);
    }
    return file;
}

Result<void> FolderStore::remove(std::string_view key) {
    HIBARI_TRY(check_key(key));
    const fs::path path = root_ / key;
    if (unlink(path.c_str()) != 0) {
        if (errno == ENOENT || errno == ENOTDIR || errno == EISDIR) {
            return {};
        }
        return failed("cannot remove", path, errno);
    }
    // The folder may be gone already by another's hand.
    const Result<void> synced = sync_folder(path.parent_path());
    if (!synced && synced.error().code != ErrorCode::kNotFound) {
        return synced;
    }
    fs::path folder = path.parent_path();
    while (folder != root_ && rmdir(folder.c_str()) == 0) {
        folder = folder.parent_path();
    }
    return {};
}

Result<void> FolderStore::list(std::string_view prefix, const BlobVisitor& visit) {
    // Everything with this prefix is below the folder it names up to its last slash.
    const std::size_t slash = prefix.rfind('/');
    const std::string_view below = slash == std::string_view::npos ? "" : prefix.substr(0, slash);
    if (!below.empty()) {
        HIBARI_TRY(check_key(below));
    }
    const fs::path start = root_ / below;
    std::error_code error;
    fs::recursive_directory_iterator entry(start, error);
    const fs::recursive_directory_iterator end;
    while (!error && entry != end) {
        const fs::path path = entry->path();
        const std::string key = path.lexically_relative(root_).string();
        struct stat status{};
        if (path.filename().string().front() == '.') {
            entry.disable_recursion_pending();
        } else if (key.starts_with(prefix) && lstat(path.c_str(), &status) == 0 &&
                   S_ISREG(status.st_mode) && !visit(key, facts_of(status))) {
            return {};
        }
        entry.increment(error);
    }
    // Folders that vanish while they are listed held nothing.
    if (error && error != std::errc::no_such_file_or_directory &&
        error != std::errc::not_a_directory) {
        return failed("cannot list", start, error.value());
    }
    return {};
}

Result<std::size_t> FolderStore::sweep(std::chrono::seconds age) {
    const auto now = std::chrono::system_clock::now();
    std::size_t removed = 0;
    std::error_code error;
    for (fs::directory_iterator entry(root_ / kUnfinished, error), end; !error && entry != end;
         entry.increment(error)) {
        struct stat status{};
        const fs::path path = entry->path();
        if (lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
            now - facts_of(status).modified >= age && unlink(path.c_str()) == 0) {
            removed += 1;
        }
    }
    if (error) {
        return failed("cannot list", root_ / kUnfinished, error.value());
    }
    return removed;
}

Result<void> FolderStore::check() {
    const fs::path path = HIBARI_TRY(temporary());
    const Result<void> written = write_file(path, "is there space?", Existing::kReplace);
    unlink(path.c_str());
    return written;
}

}  // namespace

std::string unique_name() {
    static std::atomic<std::uint64_t> count{0};
    std::uint64_t random = 0;
    const ssize_t drawn = getrandom(&random, sizeof(random), 0);
    HIBARI_CHECK(drawn == sizeof(random), drawn);
    std::array<char, 64> text{};
    std::snprintf(
        text.data(),
        text.size(),
        "%016llx-%d-%llu",
        static_cast<unsigned long long>(random),
        static_cast<int>(getpid()),
        static_cast<unsigned long long>(++count)
    );
    return text.data();
}

Result<std::unique_ptr<BlobStore>> open_folder(const fs::path& root) {
    std::error_code error;
    const fs::path absolute = fs::absolute(root, error).lexically_normal();
    if (error) {
        return failed("cannot open the folder", root, error.value());
    }
    auto store =
        std::make_unique<FolderStore>(absolute.has_filename() ? absolute : absolute.parent_path());
    HIBARI_TRY(store->start());
    return std::unique_ptr<BlobStore>(std::move(store));
}

}  // namespace hibari::store::detail
