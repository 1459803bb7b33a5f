#include "store/testing/process.h"

#include "base/descriptor.h"
#include "base/files.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace hibari::store::testing {
namespace {

constexpr std::size_t kLogBytesMax = 1U << 20U;
constexpr int kCannotStart = 127;

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (std::string& text : texts) {
        all.push_back(text.data());
    }
    all.push_back(nullptr);
    return all;
}

// In the child, after fork: only calls that are safe there.
[[noreturn]] void become(const Command& command, char* const* words, char* const* environment) {
    const int log = open(command.log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
    if (log >= 0) {
        dup2(log, STDOUT_FILENO);
        dup2(log, STDERR_FILENO);
    }
    if (command.user != 0 &&
        (setgroups(0, nullptr) != 0 || setgid(command.group) != 0 || setuid(command.user) != 0)) {
        _exit(kCannotStart);
    }
    // Becoming somebody else forgets it, so it is asked for last.
    prctl(PR_SET_PDEATHSIG, command.stop_signal);
    execvpe(words[0], words, environment);
    _exit(kCannotStart);
}

}  // namespace

Result<Process> Process::start(const Command& command) {
    std::vector<std::string> words = command.words;
    std::vector<std::string> environment;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        environment.emplace_back(*entry);
    }
    environment.insert(environment.end(), command.environment.begin(), command.environment.end());
    const std::vector<char*> word_pointers = pointers(words);
    const std::vector<char*> environment_pointers = pointers(environment);
    const pid_t id = fork();
    if (id < 0) {
        return fail(ErrorCode::kResourceExhausted, std::strerror(errno));
    }
    if (id == 0) {
        become(command, word_pointers.data(), environment_pointers.data());
    }
    return Process(id, command.stop_signal);
}

Process::Process(Process&& other) noexcept
    : id_(std::exchange(other.id_, -1)), stop_signal_(other.stop_signal_) {}

Process::~Process() {
    if (id_ > 0) {
        kill(id_, stop_signal_);
        wait();
    }
}

void Process::signal(int number) const {
    if (id_ > 0) {
        kill(id_, number);
    }
}

int Process::wait() {
    int status = 0;
    while (id_ > 0 && waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Result<void> run_to_end(const Command& command) {
    Process process = HIBARI_TRY(Process::start(command));
    const int status = process.wait();
    if (status != 0) {
        return fail(
            ErrorCode::kInternal,
            command.words[0] + " ended with " + std::to_string(status) + ": " +
                read_file(command.log, kLogBytesMax).value_or("")
        );
    }
    return {};
}

bool is_installed(const std::string& name) {
    if (name.find('/') != std::string::npos) {
        return access(name.c_str(), X_OK) == 0;
    }
    const char* path = std::getenv("PATH");
    for (const std::string_view folder : split(path == nullptr ? "" : path, ':')) {
        if (access((std::string(folder) + "/" + name).c_str(), X_OK) == 0) {
            return true;
        }
    }
    return false;
}

int free_port() {
    const FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    if (bind(socket.number(), plain, size) != 0 ||
        getsockname(socket.number(), plain, &size) != 0) {
        return 0;
    }
    return ntohs(address.sin_port);
}

bool eventually(const std::function<bool()>& ready, std::chrono::milliseconds timeout) {
    constexpr std::chrono::milliseconds kPause{2};
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    while (!ready()) {
        if (std::chrono::steady_clock::now() >= deadline) {
            return false;
        }
        std::this_thread::sleep_for(kPause);
    }
    return true;
}

}  // namespace hibari::store::testing
