#include "cli/finish_output.h"

#include "base/files.h"

#include <cerrno>
#include <ostream>

namespace hibari::cli {

Result<void> finish_output(std::ostream& out) {
    errno = 0;
    if (out.flush()) {
        return {};
    }
    // A write that failed before has left no reason; a full disk is the usual one.
    return fail(file_error("cannot write to", "standard output", errno != 0 ? errno : ENOSPC));
}

}  // namespace hibari::cli
