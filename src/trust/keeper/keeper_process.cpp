#include "trust/keeper/keeper_process.h"

#include "base/clock.h"
#include "base/descriptor.h"
#include "base/files.h"
#include "trust/keeper/keeper_client.h"
#include "trust/keeper/keeper_server.h"
#include "trust/keeper/keeper_socket.h"
#include "trust/keeper/lock_out.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <string_view>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace hibari::trust {
namespace {

constexpr std::string_view kName = "hibari-keeper";
// What a guard is started with beside its words: a pipe to say how it goes.
constexpr int kWordPipe = 3;
// What is said over it, a line each: that another's keeper is there, that the own one answers.
// Anything else is why it cannot.
constexpr std::string_view kStandsBy = "another\n";
constexpr std::string_view kAnswers = "\n";
constexpr std::size_t kWordBytesMax = 2'000;
constexpr int kKeysUnusable = 3;
constexpr std::chrono::milliseconds kPauseMin{100};
constexpr std::chrono::milliseconds kPauseMax{5'000};
constexpr std::chrono::seconds kStartMax{10};
constexpr std::chrono::milliseconds kLookEvery{50};

void say(std::string_view word) {
    // Nobody may listen any more, which is no harm.
    static_cast<void>(!::write(kWordPipe, word.data(), word.size()));
}

bool is_heard() {
    pollfd pipe{.fd = kWordPipe, .events = 0, .revents = 0};
    return ::poll(&pipe, 1, 0) >= 0 && (pipe.revents & (POLLERR | POLLNVAL)) == 0;
}

void end_with_parent(int signal, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, signal);
    if (::getppid() != parent) {
        ::_exit(0);
    }
}

// Nobody reads this process's memory, by a core dump, a debugger or /proc, but root.
void hide_memory() {
    ::prctl(PR_SET_DUMPABLE, 0);
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    ::setrlimit(RLIMIT_CORE, &none);
}

/// What the guard was started with.
struct Words {
    const char* folder;
    const char* organisation;
    const char* socket;
};

[[noreturn]] void keep(const Words& words, const FileDescriptor& listener) {
    hide_memory();
    const SystemClock clock;
    auto keys = KeyFolder::open(words.folder, {.organisation = words.organisation}, clock);
    if (!keys) {
        say(to_string(keys.error()));
        ::_exit(kKeysUnusable);
    }
    say(kAnswers);
    ::close(kWordPipe);
    static_cast<void>(serve_keys(listener, *keys, clock));
    ::_exit(1);
}

/// Waits until no other guard of that socket has a keeper. The lock is held for as long as this
/// process and its keeper live.
FileDescriptor take_turn(const Words& words) {
    const std::string name = std::string(words.socket) + ".lock";
    FileDescriptor turn(
        ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR)
    );
    if (!turn) {
        say(to_string(file_error("cannot open", name, errno)));
        ::_exit(kKeysUnusable);
    }
    if (::flock(turn.number(), LOCK_EX | LOCK_NB) == 0) {
        return turn;
    }
    say(kStandsBy);
    while (::flock(turn.number(), LOCK_EX) != 0) {
        if (errno != EINTR) {
            ::_exit(1);
        }
    }
    return turn;
}

[[noreturn]] void guard(const Words& words) {
    ::prctl(PR_SET_NAME, "hibari-guard");
    std::signal(SIGPIPE, SIG_IGN);
    const FileDescriptor turn = take_turn(words);
    const auto listener = listen_for_packets(words.socket);
    if (!listener) {
        say(to_string(listener.error()));
        ::_exit(kKeysUnusable);
    }
    std::chrono::milliseconds pause = kPauseMin;
    while (true) {
        const pid_t self = ::getpid();
        const auto began = std::chrono::steady_clock::now();
        const pid_t keeper = ::fork();
        if (keeper == 0) {
            ::prctl(PR_SET_NAME, kName.data());
            end_with_parent(SIGKILL, self);
            keep(words, *listener);
        }
        int status = 0;
        while (keeper > 0 && ::waitpid(keeper, &status, 0) < 0 && errno == EINTR) {
        }
        const bool lived_long = std::chrono::steady_clock::now() - began > kPauseMax;
        pause = lived_long ? kPauseMin : std::min(2 * pause, kPauseMax);
        // Whoever waits for the first keeper was told why. Later ones are tried again and again.
        if (keeper > 0 && WIFEXITED(status) && WEXITSTATUS(status) == kKeysUnusable && is_heard()) {
            ::_exit(kKeysUnusable);
        }
        std::this_thread::sleep_for(pause);
    }
}

// The child's half after fork: only calls that are allowed there.
[[noreturn]] void become_guard(const std::array<char*, 5>& words, int pipe, pid_t parent) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    // Ctrl-C at a terminal is for the server, which may have clips to finish and to sign.
    ::setsid();
    end_with_parent(SIGTERM, parent);
    // dup2 onto itself would leave the flag that closes it.
    const int high = ::fcntl(pipe, F_DUPFD, 10);
    ::dup2(high, kWordPipe);
    ::close_range(kWordPipe + 1, ~0U, 0);
    ::execv("/proc/self/exe", words.data());
    ::_exit(127);
}

/// Listens to the guard until a keeper answers.
class Beginning {
  public:
    Beginning(const FileDescriptor& pipe, const std::filesystem::path& socket)
        : pipe_(pipe), client_(socket, kLookEvery) {}

    Result<void> wait() {
        const auto until = std::chrono::steady_clock::now() + kStartMax;
        while (std::chrono::steady_clock::now() < until) {
            if (HIBARI_TRY(has_begun())) {
                return {};
            }
            if (stands_by_ && client_.root_certificate()) {
                return {};
            }
        }
        return fail(
            ErrorCode::kUnavailable,
            stands_by_ ? "another keeper of the keys runs and does not answer"
                       : "the keeper of the keys does not start in time"
        );
    }

  private:
    Result<bool> has_begun() {
        pollfd wanted{.fd = pipe_.number(), .events = POLLIN, .revents = 0};
        if (::poll(&wanted, 1, static_cast<int>(kLookEvery.count())) <= 0) {
            return false;
        }
        std::array<char, 512> chunk{};
        const ssize_t count = ::read(pipe_.number(), chunk.data(), chunk.size());
        if (count < 0 && errno == EINTR) {
            return false;
        }
        if (count > 0) {
            word_.append(chunk.data(), static_cast<std::size_t>(count));
        }
        if (word_.starts_with(kStandsBy)) {
            stands_by_ = true;
            word_.erase(0, kStandsBy.size());
        }
        if (word_ == kAnswers) {
            return true;
        }
        if (count > 0 && word_.size() < kWordBytesMax) {
            return false;
        }
        return fail(
            ErrorCode::kFailedPrecondition,
            "the keeper of the keys does not start: " + (word_.empty() ? "it died" : word_)
        );
    }

    const FileDescriptor& pipe_;
    KeeperClient client_;
    bool stands_by_ = false;
    std::string word_;
};

}  // namespace

void run_keeper_child(int argc, char** argv) {
    if (argc == 4 && std::string_view(argv[0]) == kName) {
        guard({.folder = argv[1], .organisation = argv[2], .socket = argv[3]});
    }
}

Result<KeeperProcess> KeeperProcess::start(const KeeperOptions& options) {
    if (is_locked_out_of(options.folder)) {
        HIBARI_TRY(KeeperClient(options.socket).root_certificate());
        return KeeperProcess(-1);
    }
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return fail(ErrorCode::kResourceExhausted, std::string("pipe: ") + std::strerror(errno));
    }
    const FileDescriptor ours(ends[0]);
    FileDescriptor theirs(ends[1]);
    std::string name(kName);
    std::string folder = std::filesystem::absolute(options.folder).string();
    std::string organisation = options.organisation;
    std::string socket = std::filesystem::absolute(options.socket).string();
    const std::array<char*, 5> words{
        name.data(), folder.data(), organisation.data(), socket.data(), nullptr
    };
    const pid_t parent = ::getpid();
    const pid_t guard = ::fork();
    if (guard == 0) {
        become_guard(words, theirs.number(), parent);
    }
    if (guard < 0) {
        return fail(ErrorCode::kResourceExhausted, std::string("fork: ") + std::strerror(errno));
    }
    KeeperProcess process(guard);
    theirs.reset();
    HIBARI_TRY(Beginning(ours, options.socket).wait());
    return process;
}

KeeperProcess::KeeperProcess(KeeperProcess&& other) noexcept
    : guard_(std::exchange(other.guard_, -1)) {}

KeeperProcess::~KeeperProcess() {
    if (guard_ <= 0) {
        return;
    }
    ::kill(guard_, SIGTERM);
    while (::waitpid(guard_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

}  // namespace hibari::trust
