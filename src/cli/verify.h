#pragma once

// `hibari verify`: whether a file was made by this user, on this installation, or by a server that
// is asked.

#include "base/result.h"
#include "cli/serve.h"

#include <string>

namespace hibari::cli {

struct VerifyOptions {
    InstallationOptions installation = {};
    /// A file, or an http or https address.
    std::string target = {};
    /// The server to ask; empty to look here.
    std::string server = {};
    /// Print the answer as JSON.
    bool json = false;
};

/// Prints what was found. Here it is held against the user's own keys and, where the folder of an
/// installation is there, against its keys and all clips that it knows. Not having been made here
/// is an answer, not an error.
Result<void> run_verify(const VerifyOptions& options);

}  // namespace hibari::cli
