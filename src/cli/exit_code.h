#pragma once

// What the program's exit status says; the one place where an ErrorCode becomes a number.

#include "base/result.h"

#include <string>

namespace hibari::cli {

/// 0 is success. These numbers are documented in --help and stay as they are.
int exit_code(ErrorCode code);

/// The table of exit codes as --help prints it.
std::string exit_code_table();

}  // namespace hibari::cli
