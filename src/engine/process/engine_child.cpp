#include "engine/process/engine_child.h"

#include "base/check.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace hibari::engine {
namespace {

// A process whose socket has closed needs a moment to be gone.
constexpr std::chrono::milliseconds kLeaveMax{2'000};
constexpr std::chrono::milliseconds kLookEvery{2};
// What the dynamic linker leaves with when a library is missing.
constexpr int kCannotLoad = 127;

/// What posix_spawn is told; owns both parts.
class SpawnPlan {
  public:
    explicit SpawnPlan(const FileDescriptor& socket) {
        posix_spawn_file_actions_init(&actions);
        posix_spawnattr_init(&attributes);
        posix_spawn_file_actions_adddup2(&actions, socket.number(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
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

    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;

    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }

    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

/// Ours, and what is added to it where it is missing.
std::vector<std::string> environment_with(const std::vector<std::string>& more) {
    std::vector<std::string> all;
    for (char** one = environ; *one != nullptr; ++one) {
        all.emplace_back(*one);
    }
    for (const std::string& one : more) {
        const std::string name = one.substr(0, one.find('=') + 1);
        if (std::ranges::none_of(all, [&](const auto& known) { return known.starts_with(name); })) {
            all.push_back(one);
        }
    }
    return all;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> all;
    for (std::string& word : words) {
        all.push_back(word.data());
    }
    all.push_back(nullptr);
    return all;
}

std::string signal_name(int number) {
    const char* name = sigabbrev_np(number);
    return name != nullptr ? "SIG" + std::string(name) : "signal " + std::to_string(number);
}

}  // namespace

Result<std::unique_ptr<EngineChild>> EngineChild::start(const ProgramOptions& options) {
    auto [ours, theirs] = HIBARI_TRY(connected_sockets());
    std::vector<std::string> words = {options.program.string()};
    words.insert(words.end(), options.arguments.begin(), options.arguments.end());
    std::vector<std::string> variables = environment_with(options.environment);
    const SpawnPlan plan(theirs);
    pid_t id = -1;
    const int code = posix_spawn(
        &id,
        words.front().c_str(),
        &plan.actions,
        &plan.attributes,
        pointers(words).data(),
        pointers(variables).data()
    );
    if (code != 0) {
        return fail({
            .code = code == EAGAIN || code == ENOMEM ? ErrorCode::kResourceExhausted
                                                     : ErrorCode::kUnsupported,
            .message = "cannot start '" + options.program.string() + "': " + std::strerror(code),
        });
    }
    return std::unique_ptr<EngineChild>(new EngineChild(id, std::move(ours), options));
}

EngineChild::EngineChild(pid_t id, FileDescriptor socket, const ProgramOptions& options)
    : id_(id),
      socket_(std::move(socket)),
      answer_max_(options.answer_max),
      stop_max_(options.stop_max) {}

EngineChild::~EngineChild() {
    end({});
}

bool EngineChild::is_idle() {
    return !is_lost_ && socket_.is_quiet();
}

void EngineChild::begin(std::stop_token stop, bool limited) {
    stop_ = std::move(stop);
    answer_by_.reset();
    if (limited) {
        answer_by_ = Clock::now() + answer_max_;
    }
    stop_by_.reset();
    is_told_ = false;
    has_answered_ = false;
}

Result<void> EngineChild::send(
    MessageKind kind, std::span<const std::byte> bytes, std::span<const FileDescriptor> files
) {
    auto sent = socket_.send(
        kind,
        bytes,
        [this]() -> Result<void> {
            // Half a message cannot be taken back.
            if (stop_.stop_requested()) {
                return fail(ErrorCode::kCancelled, "stopped");
            }
            return look();
        },
        files
    );
    is_lost_ = is_lost_ || (!sent && sent.error().code == ErrorCode::kUnavailable);
    return sent;
}

Result<void> EngineChild::read(std::span<std::byte> bytes) {
    const auto done = socket_.read(bytes, [this] { return look(); });
    is_lost_ = is_lost_ || (!done && done.error().code == ErrorCode::kUnavailable);
    has_answered_ = has_answered_ || done;
    return done;
}

void EngineChild::stop_soon() {
    if (!stop_by_) {
        stop_by_ = Clock::now() + stop_max_;
    }
    is_told_ = is_told_ || socket_.try_send(MessageKind::kStop);
}

Result<void> EngineChild::look() {
    if (stop_.stop_requested() || stop_by_) {
        stop_soon();
    }
    if (stop_by_ && Clock::now() > *stop_by_) {
        return fail(ErrorCode::kCancelled, "stopped");
    }
    if (answer_by_ && Clock::now() > *answer_by_) {
        return fail(ErrorCode::kDeadlineExceeded, "the engine's process does not answer");
    }
    return {};
}

std::optional<int> EngineChild::end(std::chrono::milliseconds wait_max) {
    const auto until = Clock::now() + wait_max;
    while (id_ > 0) {
        const bool kills = Clock::now() >= until;
        if (kills) {
            ::kill(id_, SIGKILL);
        }
        int status = 0;
        const pid_t reaped = ::waitpid(id_, &status, kills ? 0 : WNOHANG);
        if (reaped == 0) {
            std::this_thread::sleep_for(kLookEvery);
        } else if (reaped > 0 || errno != EINTR) {
            id_ = -1;
            return reaped > 0 && !kills ? std::optional(status) : std::nullopt;
        }
    }
    return std::nullopt;
}

Error EngineChild::explain(const Error& error, const std::string& name) {
    const auto status = end(is_lost_ ? kLeaveMax : std::chrono::milliseconds{});
    if (!is_lost_) {
        return error;
    }
    if (!status) {
        return {.code = ErrorCode::kInternal, .message = "the engine " + name + " went silent"};
    }
    if (WIFSIGNALED(*status) && WTERMSIG(*status) == SIGKILL) {
        return {
            .code = ErrorCode::kResourceExhausted,
            .message = "the engine " + name + " was killed, most likely for its memory",
            .hint = "make the clip smaller or shorter, or give the machine more memory",
        };
    }
    if (WIFSIGNALED(*status)) {
        return {
            .code = ErrorCode::kInternal,
            .message = "the engine " + name + " crashed (" + signal_name(WTERMSIG(*status)) + ")",
        };
    }
    if (WEXITSTATUS(*status) == kCannotLoad) {
        return {
            .code = ErrorCode::kUnsupported,
            .message = "the program of the engine " + name + " does not start here",
            .hint = "its libraries may be missing: scripts/setup torch installs them",
        };
    }
    return {
        .code = ErrorCode::kInternal,
        .message = "the engine " + name + " ended early with exit code " +
                   std::to_string(WEXITSTATUS(*status)),
    };
}

}  // namespace hibari::engine
