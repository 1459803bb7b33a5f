#include "media/intake/testing/canary.h"

#include "media/intake/sandbox.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <map>
#include <span>
#include <string_view>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace hibari::media::testing {
namespace {

constexpr std::string_view kCommand = "--canary";
constexpr std::size_t kPageBytes = 4096;

void answer(char what) {
    if (::write(STDOUT_FILENO, &what, 1) != 1) {
        ::_exit(1);
    }
}

void spin() {
    volatile unsigned turns = 0;
    while (true) {
        turns = turns + 1;  // What has no effect may be optimised away, with all that follows.
    }
}

// '!' for memory that came although it lies beyond the limit, '.' when it was refused.
void allocate() {
    constexpr std::size_t kPiece = std::size_t{16} << 20U;
    constexpr int kPieces = 32;
    for (int i = 0; i < kPieces; ++i) {
        if (std::malloc(kPiece) == nullptr) {
            answer('.');
            return;
        }
    }
    answer('!');
}

const std::map<std::string, std::function<void()>>& misdeeds() {
    static const std::map<std::string, std::function<void()>> all = {
        {"socket", [] { ::socket(AF_INET, SOCK_STREAM, 0); }},
        {"open file", [] { answer(::open("/etc/passwd", O_RDONLY) < 0 ? '.' : '!'); }},
        {"open through the kernel", [] { ::syscall(SYS_io_uring_setup, 8, nullptr); }},
        {"run program",
         [] {
             char name[] = "/bin/true";
             char* const words[] = {name, nullptr};
             ::execv(name, words);
         }},
        {"fork", [] { ::fork(); }},
        {"start thread", [] { ::syscall(SYS_clone, CLONE_VM, nullptr, nullptr, nullptr, 0); }},
        {"send signal", [] { ::kill(::getppid(), 0); }},
        {"trace parent", [] { ::ptrace(PTRACE_ATTACH, 1, nullptr, nullptr); }},
        {"run memory",
         [] {
             ::mmap(
                 nullptr,
                 kPageBytes,
                 PROT_READ | PROT_WRITE | PROT_EXEC,
                 MAP_PRIVATE | MAP_ANONYMOUS,
                 -1,
                 0
             );
         }},
        {"write to input", [] { ::write(STDIN_FILENO, "x", 1); }},
        {"remove limits",
         [] {
             const rlimit none{.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};
             ::setrlimit(RLIMIT_AS, &none);
         }},
        {"wait for ever", [] { spin(); }},
        {"read rest", [] { ::read(STDIN_FILENO, nullptr, 0); }},
        {"close and wait", [] { ::close(STDOUT_FILENO); }},
        {"allocate", allocate},
        {"look around", [] { answer(environ == nullptr || *environ == nullptr ? '.' : '!'); }},
        {"read input",
         [] {
             char byte = '?';
             ::pread(STDIN_FILENO, &byte, 1, 0);
             answer(byte);
         }},
    };
    return all;
}

}  // namespace

std::vector<std::string> canary_arguments(const std::string& misdeed) {
    return {std::string(kCommand), misdeed};
}

void run_canary(int argc, char** argv) {
    const std::span<char* const> words(argv, static_cast<std::size_t>(std::max(argc, 0)));
    if (words.size() != 3 || words[1] != kCommand) {
        return;
    }
    const auto entered = enter_sandbox(
        {.memory_bytes_max = std::uint64_t{128} << 20U, .time_max = std::chrono::seconds(1)}
    );
    if (!entered) {
        ::_exit(2);
    }
    misdeeds().at(words[2])();
    answer('!');
    ::_exit(0);
}

}  // namespace hibari::media::testing
