#pragma once

// `hibari serve`, `hibari worker` and `hibari admin`: an installation from the command line.

#include "base/result.h"

#include <map>
#include <string>
#include <vector>

namespace hibari::cli {

/// Where settings come from, for all three.
struct InstallationOptions {
    /// TOML file; empty for none.
    std::string config_file = {};
    /// "server.port" → "8080".
    std::map<std::string, std::string> settings = {};
};

struct ServeOptions {
    InstallationOptions installation = {};
};

struct WorkerCommandOptions {
    InstallationOptions installation = {};
    /// Given by the server that started it; made when empty.
    std::string id = {};
};

struct AdminOptions {
    InstallationOptions installation = {};
    /// "user-add", "user-list", ... and its arguments.
    std::vector<std::string> words = {};
};

/// Serves until a signal; drains, then returns.
Result<void> run_serve(const ServeOptions& options);

/// Makes clips until a signal.
Result<void> run_worker(const WorkerCommandOptions& options);

/// One thing to do; prints what came of it.
Result<void> run_admin(const AdminOptions& options);

}  // namespace hibari::cli
