#include "cli/standard_streams.h"

#include <cerrno>
#include <fcntl.h>
#include <initializer_list>
#include <unistd.h>

namespace hibari::cli {

void open_standard_streams() {
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF) {
            // The lowest number that is free, and that is this one.
            open("/dev/null", O_RDWR);
        }
    }
}

}  // namespace hibari::cli
