#pragma once

// The last word on standard output: what was printed there has arrived, or it is an error. A full
// disk behind `> file` shows only when the stream's buffer is written.

#include "base/result.h"

#include <iosfwd>

namespace hibari::cli {

/// Writes out what `out` still holds; fails when that or an earlier write did not work. When nobody
/// reads standard output any more (`| head`), it ends the process as that ends other tools: by the
/// signal SIGPIPE, without a word. Call it last, when nothing is left to be lost.
Result<void> finish_output(std::ostream& out);

}  // namespace hibari::cli
