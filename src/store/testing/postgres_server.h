#pragma once

// A PostgreSQL server for tests, in a temporary folder, reached through a socket file in it. The
// server refuses to run as root, so root becomes the user postgres first.

#include "store/testing/process.h"
#include "store/testing/temporary_folder.h"

#include <optional>
#include <string>

namespace hibari::store::testing {

/// Runs until the end of its scope.
class PostgresServer {
  public:
    /// Whether a commit waits for the disk: for measuring it must, tests go without.
    enum class Sync { kOff, kOn };

    static bool is_installed();

    explicit PostgresServer(Sync sync = Sync::kOff);

    std::string url_of(const std::string& database) const;

    /// Makes an empty database; its url.
    std::string make_database(const std::string& name) const;

  private:
    TemporaryFolder folder_;
    std::optional<Process> process_;
};

}  // namespace hibari::store::testing
