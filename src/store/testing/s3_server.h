#pragma once

// A real S3 server that checks signatures: versitygw over a temporary folder.

#include "store/blobs.h"
#include "store/testing/process.h"
#include "store/testing/temporary_folder.h"

#include <optional>
#include <string>

namespace hibari::store::testing {

/// Started once per test program.
class S3Server {
  public:
    S3Server();

    /// Whether the program is there: `versitygw` in PATH, in GOPATH/bin, or named by VERSITYGW.
    static bool is_installed();

    std::string endpoint() const { return "http://127.0.0.1:" + std::to_string(port_); }

    /// Right keys, and a scratch folder of its own.
    S3Options options(const std::filesystem::path& scratch) const;

    /// Makes a bucket as a folder of the server's.
    void make_bucket(const std::string& name) const;

  private:
    TemporaryFolder folder_{Medium::kDisk};
    int port_ = 0;
    std::optional<Process> process_;
};

}  // namespace hibari::store::testing
