#include "trust/keeper/lock_out.h"

#include "base/descriptor.h"
#include "base/files.h"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace hibari::trust {
namespace {

namespace fs = std::filesystem;

// Moving files between folders can be allowed since the second version; before, all of it would be
// forbidden. truncate() is known since the third.
constexpr long kVersionMin = 2;
constexpr long kTruncateSince = 3;
// LANDLOCK_ACCESS_FS_TRUNCATE, which headers of older kernels lack.
constexpr std::uint64_t kTruncate = std::uint64_t{1} << 14U;
constexpr std::uint64_t kFileRights =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | kTruncate;
constexpr std::uint64_t kFolderRights =
    kFileRights | LANDLOCK_ACCESS_FS_REFER | LANDLOCK_ACCESS_FS_REMOVE_DIR |
    LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
    LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
constexpr std::size_t kEntriesMax = 100'000;

/// The rights that are taken away where nothing gives them back.
std::uint64_t rights_known(long version) {
    return version < kTruncateSince ? kFolderRights & ~kTruncate : kFolderRights;
}

// What is beneath the entry may be read and changed. Entries that vanish or cannot be opened need
// no rule.
void allow(int rules, std::uint64_t known, const fs::path& entry) {
    const FileDescriptor opened(::open(entry.c_str(), O_PATH | O_CLOEXEC | O_NOFOLLOW));
    struct stat facts{};
    if (!opened || ::fstat(opened.number(), &facts) != 0 || S_ISLNK(facts.st_mode)) {
        return;
    }
    landlock_path_beneath_attr rule{
        .allowed_access = S_ISDIR(facts.st_mode) ? known : known & kFileRights,
        .parent_fd = opened.number(),
    };
    ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

// Everything but the folder: in each folder above it, all that is not on the way to it.
Result<void> allow_all_but(int rules, std::uint64_t known, const fs::path& folder) {
    std::size_t entries = 0;
    for (fs::path below = folder; below != below.root_path(); below = below.parent_path()) {
        std::error_code failed;
        for (fs::directory_iterator one(below.parent_path(), failed), end; !failed && one != end;
             one.increment(failed)) {
            if (++entries > kEntriesMax) {
                return fail(
                    ErrorCode::kUnsupported, "the keys lie in a folder with too many others"
                );
            }
            if (one->path() != below) {
                allow(rules, known, one->path());
            }
        }
        if (failed) {
            return fail(file_error("cannot list", below.parent_path(), failed.value()));
        }
    }
    return {};
}

}  // namespace

Result<void> lock_out_of(const fs::path& folder) {
    std::error_code failed;
    const fs::path real = fs::canonical(folder, failed);
    if (failed) {
        return fail(file_error("cannot find", folder, failed.value()));
    }
    const long version =
        ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < kVersionMin) {
        return fail(ErrorCode::kUnsupported, "this kernel has no Landlock, or an old one");
    }
    landlock_ruleset_attr handled{};
    handled.handled_access_fs = rights_known(version);
    const FileDescriptor rules(
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, sizeof(handled), 0))
    );
    if (!rules) {
        return fail(ErrorCode::kUnsupported, std::string("Landlock: ") + std::strerror(errno));
    }
    HIBARI_TRY(allow_all_but(rules.number(), handled.handled_access_fs, real));
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        ::syscall(SYS_landlock_restrict_self, rules.number(), 0) != 0) {
        return fail(ErrorCode::kUnsupported, std::string("Landlock: ") + std::strerror(errno));
    }
    return {};
}

bool is_locked_out_of(const fs::path& folder) {
    std::error_code failed;
    for (fs::directory_iterator one(folder, failed), end; !failed && one != end;
         one.increment(failed)) {
        const FileDescriptor file(
            ::open(one->path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        );
        if (!file && errno == EACCES) {
            return true;
        }
    }
    return false;
}

}  // namespace hibari::trust
