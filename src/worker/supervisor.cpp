#include "worker/supervisor.h"

#include "base/check.h"
#include "base/ids.h"
#include "base/threads.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hibari::worker {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLookEvery{20};
constexpr std::chrono::milliseconds kPauseMin{100};
constexpr std::chrono::milliseconds kPauseMax{10'000};
// Who lived so long died of something new.
constexpr std::chrono::seconds kLivedLong{30};
constexpr std::chrono::seconds kKillAfter{5};

/// One place for a worker process.
struct Seat {
    pid_t pid = -1;
    std::string id;
    Clock::time_point started{};
    Clock::time_point next{};
    std::chrono::milliseconds pause = kPauseMin;
};

/// The child's half after fork: only calls that are allowed there.
[[noreturn]] void become(const std::vector<char*>& arguments, pid_t parent) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    // Should the server be killed, its workers finish what they have in hand and go.
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) {
        _exit(0);
    }
    execv(arguments[0], arguments.data());
    _exit(127);
}

bool start(Seat& seat, const std::vector<std::string>& command) {
    seat.id = make_id("worker_");
    std::vector<std::string> words = command;
    words.insert(words.end(), {"--id", seat.id});
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const pid_t parent = getpid();
    seat.pid = fork();
    if (seat.pid == 0) {
        become(arguments, parent);
    }
    seat.started = Clock::now();
    return seat.pid > 0;
}

}  // namespace

Supervisor::Supervisor(domain::VideoJobs& jobs, Log& log, SupervisorOptions options)
    : jobs_(jobs), log_(log), options_(std::move(options)) {
    HIBARI_CHECK(!options_.command.empty());
    // A child gets a signal when the thread that started it ends; this one lives as long as we.
    thread_ = std::jthread([this](const std::stop_token& ended) { keep(ended); });
}

Supervisor::~Supervisor() {
    thread_.request_stop();
    thread_.join();
}

void Supervisor::keep(const std::stop_token& ended) {
    name_this_thread("supervisor");
    std::vector<Seat> seats(static_cast<std::size_t>(std::max(options_.processes, 0)));
    const auto bury = [&](Seat& seat, int status) {
        const auto recovered = jobs_.recover_worker(seat.id);
        Json fields = Json::object({{"worker", seat.id}, {"pid", seat.pid}});
        if (WIFSIGNALED(status)) {
            fields.set("signal", WTERMSIG(status));
        } else {
            fields.set("exit", WEXITSTATUS(status));
        }
        if (recovered) {
            fields.set("requeued", recovered->requeued);
        }
        const bool died = WIFSIGNALED(status) || WEXITSTATUS(status) != 0;
        log_.write(died ? LogLevel::kWarning : LogLevel::kInfo, "worker ended", fields);
        const bool early = Clock::now() - seat.started < kLivedLong;
        seat.pause = early ? std::min(2 * seat.pause, kPauseMax) : kPauseMin;
        seat.next = Clock::now() + seat.pause;
        seat.pid = -1;
    };
    const auto reap = [&] {
        bool some = false;
        for (Seat& seat : seats) {
            int status = 0;
            if (seat.pid > 0 && waitpid(seat.pid, &status, WNOHANG) == seat.pid) {
                bury(seat, status);
            }
            some = some || seat.pid > 0;
        }
        return some;
    };
    const auto signal_all = [&](int number) {
        for (const Seat& seat : seats) {
            if (seat.pid > 0) {
                ::kill(seat.pid, number);
            }
        }
    };
    while (!ended.stop_requested()) {
        for (Seat& seat : seats) {
            if (seat.pid <= 0 && Clock::now() >= seat.next && !start(seat, options_.command)) {
                log_.error(
                    "cannot start a worker", Json::object({{"error", std::strerror(errno)}})
                );
                seat.next = Clock::now() + kPauseMax;
            }
        }
        reap();
        std::this_thread::sleep_for(kLookEvery);
    }
    // Once: finish the clip in hand. Twice: give it back. Then by force.
    signal_all(SIGTERM);
    const auto began = Clock::now();
    bool hurried = false;
    bool forced = false;
    while (reap()) {
        const auto waited = Clock::now() - began;
        if (!hurried && waited > options_.drain) {
            signal_all(SIGTERM);
            hurried = true;
        } else if (!forced && waited > options_.drain + kKillAfter) {
            signal_all(SIGKILL);
            forced = true;
        }
        std::this_thread::sleep_for(kLookEvery);
    }
}

}  // namespace hibari::worker
