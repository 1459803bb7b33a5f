#include "trust/keeper/lock_out.h"

#include "trust/keeper/keeper_client.h"
#include "trust/keeper/keeper_process.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace hibari::trust {
namespace {

namespace fs = std::filesystem;

// <top>/above/keys, and beside it <top>/above/data and <top>/other.
class LockOut : public ::testing::Test {
  protected:
    LockOut() {
        std::string name = (fs::temp_directory_path() / "hibari-lock-XXXXXX").string();
        top_ = ::mkdtemp(name.data());
        above_ = top_ / "above";
        keys_ = above_ / "keys";
        data_ = above_ / "data";
        fs::create_directories(keys_ / "folder");
        fs::create_directories(data_);
        fs::create_directories(top_ / "other");
        write(keys_ / "secret", "secret");
        write(data_ / "file", "text");
        write(above_ / "file", "text");
    }

    ~LockOut() override { fs::remove_all(top_); }

    static void write(const fs::path& path, const std::string& text) {
        std::ofstream(path) << text;
    }

    static std::string text_of(const fs::path& path) {
        std::string text;
        std::ifstream(path) >> text;
        return text;
    }

    // Runs it in a process that is locked out; whether all of it was true. 2: no Landlock here.
    int inside(const std::function<bool()>& act) const {
        const pid_t child = ::fork();
        if (child == 0) {
            ::_exit(!lock_out_of(keys_) ? 2 : (act() ? 0 : 1));
        }
        int status = 0;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 3;
    }

    bool has_landlock() const {
        return inside([] { return true; }) == 0;
    }

    fs::path top_;
    fs::path above_;
    fs::path keys_;
    fs::path data_;
};

// Whether the call failed because it is forbidden. EXDEV is how Landlock refuses some moves.
bool is_refused(int result) {
    return result < 0 && (errno == EACCES || errno == EXDEV);
}

bool opens(const fs::path& path, int flags) {
    return ::open(path.c_str(), flags | O_CLOEXEC, 0600) >= 0;
}

bool refuses_open(const fs::path& path, int flags) {
    return !opens(path, flags) && errno == EACCES;
}

int bind_at(const fs::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.string().copy(address.sun_path, sizeof(address.sun_path) - 1);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    return ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
}

TEST_F(LockOut, ForbidsEveryWayToReadAndToChangeTheFolder) {
    if (!has_landlock()) {
        GTEST_SKIP() << "this kernel has no Landlock";
    }
    const fs::path secret = keys_ / "secret";
    const fs::path folder = keys_ / "folder";
    const fs::path made = keys_ / "new";
    const fs::path own = data_ / "file";

    struct Attempt {
        std::string what;
        std::function<bool()> refused;
    };

    const std::vector<Attempt> attempts{
        {"read", [&] { return refuses_open(secret, O_RDONLY); }},
        {"write", [&] { return refuses_open(secret, O_WRONLY); }},
        {"append", [&] { return refuses_open(secret, O_WRONLY | O_APPEND); }},
        {"open and empty", [&] { return refuses_open(secret, O_WRONLY | O_TRUNC); }},
        {"empty", [&] { return is_refused(::truncate(secret.c_str(), 0)); }},
        {"make a file", [&] { return refuses_open(made, O_WRONLY | O_CREAT); }},
        {"make a nameless file", [&] { return refuses_open(keys_, O_TMPFILE | O_RDWR); }},
        {"make a folder", [&] { return is_refused(::mkdir(made.c_str(), 0700)); }},
        {"make a link", [&] { return is_refused(::symlink("/etc/passwd", made.c_str())); }},
        {"make a pipe", [&] { return is_refused(::mkfifo(made.c_str(), 0600)); }},
        {"make a socket", [&] { return is_refused(bind_at(made)); }},
        {"make a second name", [&] { return is_refused(::link(own.c_str(), made.c_str())); }},
        {"name it elsewhere",
         [&] { return is_refused(::link(secret.c_str(), (data_ / "secret").c_str())); }},
        {"remove a file", [&] { return is_refused(::unlink(secret.c_str())); }},
        {"remove a folder", [&] { return is_refused(::rmdir(folder.c_str())); }},
        {"rename a file", [&] { return is_refused(::rename(secret.c_str(), made.c_str())); }},
        {"rename a folder", [&] { return is_refused(::rename(folder.c_str(), made.c_str())); }},
        {"replace a file", [&] { return is_refused(::rename(own.c_str(), secret.c_str())); }},
        {"swap two files",
         [&] {
             return is_refused(
                 ::renameat2(AT_FDCWD, own.c_str(), AT_FDCWD, secret.c_str(), RENAME_EXCHANGE)
             );
         }},
        {"move a file out",
         [&] { return is_refused(::rename(secret.c_str(), (data_ / "secret").c_str())); }},
        {"move a folder out",
         [&] { return is_refused(::rename(folder.c_str(), (data_ / "folder").c_str())); }},
        {"rename all of it",
         [&] { return is_refused(::rename(keys_.c_str(), (above_ / "gone").c_str())); }},
        {"move all of it",
         [&] { return is_refused(::rename(keys_.c_str(), (data_ / "keys").c_str())); }},
        {"put another in its place",
         [&] {
             return is_refused(
                 ::renameat2(AT_FDCWD, data_.c_str(), AT_FDCWD, keys_.c_str(), RENAME_EXCHANGE)
             );
         }},
        {"rename what it lies in",
         [&] { return is_refused(::rename(above_.c_str(), (top_ / "gone").c_str())); }},
        {"move what it lies in",
         [&] { return is_refused(::rename(above_.c_str(), (top_ / "other/above").c_str())); }},
        {"make a file above it", [&] { return refuses_open(above_ / "new", O_WRONLY | O_CREAT); }},
        {"make a folder above it", [&] { return is_refused(::mkdir((top_ / "new").c_str(), 0700)); }
        },
        {"remove a file above it", [&] { return is_refused(::unlink((above_ / "file").c_str())); }},
        // So are the processes that it starts.
        {"read in a child",
         [&] { return std::system(("cat " + secret.string() + " >/dev/null 2>&1").c_str()) != 0; }},
    };
    for (const Attempt& attempt : attempts) {
        EXPECT_EQ(inside(attempt.refused), 0) << attempt.what;
    }
    EXPECT_EQ(text_of(secret), "secret");
    EXPECT_TRUE(fs::is_directory(folder));
    EXPECT_EQ(std::distance(fs::directory_iterator(keys_), {}), 2);
    EXPECT_EQ(std::distance(fs::directory_iterator(data_), {}), 1);
}

TEST_F(LockOut, LeavesEverythingElseAsItWas) {
    if (!has_landlock()) {
        GTEST_SKIP() << "this kernel has no Landlock";
    }
    EXPECT_EQ(
        inside([&] {
            write(data_ / "later", "text");
            return text_of(data_ / "later") == "text";
        }),
        0
    );
    EXPECT_EQ(
        inside([&] {
            return fs::create_directory(data_ / "deep") &&
                   ::rename((data_ / "later").c_str(), (data_ / "deep" / "later").c_str()) == 0 &&
                   ::rename(
                       (data_ / "deep" / "later").c_str(), (top_ / "other" / "later").c_str()
                   ) == 0;
        }),
        0
    );
    EXPECT_EQ(inside([&] { return bind_at(data_ / "socket") == 0; }), 0);
    EXPECT_EQ(inside([&] { return ::unlink((data_ / "file").c_str()) == 0; }), 0);
    // What lies beside the keys already can be changed, though nothing can be put there.
    EXPECT_EQ(inside([&] { return opens(above_ / "file", O_RDWR | O_TRUNC); }), 0);
    EXPECT_EQ(inside([&] { return opens("/dev/null", O_WRONLY); }), 0);
}

TEST_F(LockOut, WhoIsLockedOutCanAskTheKeeper) {
    fs::remove_all(keys_);
    const auto keeper = KeeperProcess::start({.folder = keys_, .socket = data_ / "keeper.sock"});
    ASSERT_TRUE(keeper) << to_string(keeper.error());
    const int status = inside([&] {
        KeeperClient client(data_ / "keeper.sock");
        // It starts none of its own: that could not read the keys.
        const auto another =
            KeeperProcess::start({.folder = keys_, .socket = data_ / "keeper.sock"});
        return is_locked_out_of(keys_) && refuses_open(keys_ / "root.pem", O_RDONLY) &&
               client.certificates() && another;
    });
    if (status == 2) {
        GTEST_SKIP() << "this kernel has no Landlock";
    }
    EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace hibari::trust
