#include "cli/finish_output.h"

#include "base/files.h"

#include <cerrno>
#include <csignal>
#include <iostream>
#include <poll.h>
#include <unistd.h>

namespace hibari::cli {

namespace {

/// The pipe's other end is closed.
bool nobody_reads(int descriptor) {
    pollfd asked{.fd = descriptor, .events = POLLOUT, .revents = 0};
    return poll(&asked, 1, 0) > 0 && (asked.revents & POLLERR) != 0;
}

}  // namespace

Result<void> finish_output(std::ostream& out) {
    errno = 0;
    if (out.flush()) {
        return {};
    }
    if (&out == &std::cout && nobody_reads(STDOUT_FILENO)) {
        std::signal(SIGPIPE, SIG_DFL);
        std::raise(SIGPIPE);
    }
    // A write that failed before has left no reason; a full disk is the usual one.
    return fail(file_error("cannot write to", "standard output", errno != 0 ? errno : ENOSPC));
}

}  // namespace hibari::cli
