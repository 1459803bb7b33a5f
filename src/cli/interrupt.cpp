#include "cli/interrupt.h"

#include "base/threads.h"
#include "cli/exit_code.h"

#include <pthread.h>
#include <unistd.h>

namespace hibari::cli {

// The signals are blocked in every thread and taken by one that waits for them: an ordinary thread
// may request a stop, a signal handler may not.
Interrupt::Interrupt(Second second) : second_(second) {
    sigemptyset(&signals_);
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGUSR1}) {
        sigaddset(&signals_, number);
    }
    pthread_sigmask(SIG_BLOCK, &signals_, &before_);
    watcher_ = std::jthread([this](const std::stop_token& ended) {
        name_this_thread("interrupt");
        int number = 0;
        while (sigwait(&signals_, &number) == 0 && !ended.stop_requested()) {
            if (number == SIGUSR1) {
                continue;
            }
            if (source_.stop_requested() && second_ == Second::kAborts && abort_.request_stop()) {
                continue;
            }
            if (source_.stop_requested()) {
                _exit(exit_code(ErrorCode::kCancelled));
            }
            source_.request_stop();
        }
    });
}

Interrupt::~Interrupt() {
    watcher_.request_stop();
    pthread_kill(watcher_.native_handle(), SIGUSR1);
    watcher_.join();
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace hibari::cli
