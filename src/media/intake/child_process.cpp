#include "media/intake/child_process.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace hibari::media {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kThisProgram = "/proc/self/exe";
// How often a stop request is looked for while nothing comes.
constexpr std::chrono::milliseconds kLookEvery{50};
// A frame at once, where the system allows it.
constexpr int kPipeBytes = 1 << 20;

Error cannot_start(int error_number) {
    return {
        .code = ErrorCode::kResourceExhausted,
        .message = std::string("cannot start a decoder: ") + std::strerror(error_number),
        .hint = "try again later",
    };
}

// The file again, but only for reading and with an offset of its own.
Result<FileDescriptor> reopen(const FileDescriptor& file) {
    HIBARI_CHECK(bool(file));
    const std::string path = "/proc/self/fd/" + std::to_string(file.number());
    FileDescriptor again(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!again && (errno == EMFILE || errno == ENFILE || errno == ENOMEM)) {
        return fail(cannot_start(errno));
    }
    if (!again) {
        return fail(
            ErrorCode::kInternal, std::string("cannot read an upload: ") + std::strerror(errno)
        );
    }
    return again;
}

/// What posix_spawn is told; owns both parts.
class SpawnPlan {
  public:
    SpawnPlan() {
        posix_spawn_file_actions_init(&actions);
        posix_spawnattr_init(&attributes);
    }

    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;

    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }

    void connect(const FileDescriptor& input, const FileDescriptor& output) {
        posix_spawn_file_actions_adddup2(&actions, input.number(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, output.number(), STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    }

    void start_afresh() {
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setpgroup(&attributes, 0);
        posix_spawnattr_setflags(
            &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        );
    }

    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

}  // namespace

Result<ChildProcess> ChildProcess::start(
    std::vector<std::string> arguments,
    const FileDescriptor& input,
    std::chrono::milliseconds wait_max,
    std::stop_token stop
) {
    const FileDescriptor file = HIBARI_TRY(reopen(input));
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        return fail(cannot_start(errno));
    }
    FileDescriptor ours(ends[0]);
    const FileDescriptor theirs(ends[1]);
    fcntl(ours.number(), F_SETPIPE_SZ, kPipeBytes);

    std::string name = "hibari";
    std::vector<char*> words = {name.data()};
    for (std::string& argument : arguments) {
        words.push_back(argument.data());
    }
    words.push_back(nullptr);
    std::array<char*, 1> environment = {nullptr};
    SpawnPlan plan;
    plan.connect(file, theirs);
    plan.start_afresh();
    pid_t id = -1;
    const int code = posix_spawn(
        &id, kThisProgram, &plan.actions, &plan.attributes, words.data(), environment.data()
    );
    if (code != 0) {
        return fail(cannot_start(code));
    }
    return ChildProcess(id, std::move(ours), wait_max, std::move(stop));
}

ChildProcess::ChildProcess(
    pid_t id, FileDescriptor pipe, std::chrono::milliseconds wait_max, std::stop_token stop
)
    : id_(id), pipe_(std::move(pipe)), wait_left_(wait_max), stop_(std::move(stop)) {}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : id_(std::exchange(other.id_, -1)),
      pipe_(std::move(other.pipe_)),
      wait_left_(other.wait_left_),
      stop_(std::move(other.stop_)) {}

ChildProcess::~ChildProcess() {
    end();
}

Result<void> ChildProcess::wait_readable() {
    while (true) {
        if (stop_.stop_requested()) {
            return fail(ErrorCode::kCancelled, "cancelled");
        }
        if (wait_left_ <= std::chrono::nanoseconds::zero()) {
            return fail(ErrorCode::kDeadlineExceeded, "the decoder took too long");
        }
        const auto began = Clock::now();
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(wait_left_);
        pollfd wanted{.fd = pipe_.number(), .events = POLLIN, .revents = 0};
        const int ready = poll(&wanted, 1, static_cast<int>(std::min(left, kLookEvery).count()));
        wait_left_ -= Clock::now() - began;
        if (ready > 0) {
            return {};
        }
        if (ready < 0 && errno != EINTR) {
            return fail(ErrorCode::kInternal, std::string("poll: ") + std::strerror(errno));
        }
    }
}

Result<void> ChildProcess::read(std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        HIBARI_TRY(wait_readable());
        const ssize_t count = ::read(pipe_.number(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return fail(ErrorCode::kDataLoss, "the decoder ended early");
        }
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

ChildEnd ChildProcess::end() {
    ChildEnd how;
    if (id_ < 0) {
        return how;
    }
    // Who is leaving already keeps the status it leaves with.
    kill(id_, SIGKILL);
    int status = 0;
    pid_t reaped = -1;
    do {
        reaped = waitpid(id_, &status, 0);
    } while (reaped < 0 && errno == EINTR);
    id_ = -1;
    if (reaped > 0 && WIFSIGNALED(status)) {
        how.signal = WTERMSIG(status);
    } else if (reaped > 0) {
        how.exit_code = WEXITSTATUS(status);
    }
    return how;
}

}  // namespace hibari::media
