#pragma once

// The options of the commands that work on an installation.

#include "base/result.h"
#include "cli/audit.h"
#include "cli/serve.h"
#include "cli/verify.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace hibari::cli {

/// The commands, added to a parser; read after it has parsed.
class InstallationCommands {
  public:
    explicit InstallationCommands(CLI::App& app);

    /// What was asked for, when it was this command.
    Result<ServeOptions> serve() const;
    Result<WorkerCommandOptions> worker() const;
    Result<AdminOptions> admin() const;
    Result<AuditOptions> audit() const;
    ReceiptOptions receipt() const;

    Result<VerifyOptions> verify() const;
    bool is_verify() const;

    bool is_serve() const;
    bool is_worker() const;
    bool is_admin() const;
    bool is_audit() const;
    bool is_receipt() const;

    bool wants_example() const { return example_; }

  private:
    void add_common(CLI::App& command);
    Result<InstallationOptions> installation() const;

    CLI::App* serve_ = nullptr;
    CLI::App* worker_ = nullptr;
    CLI::App* admin_ = nullptr;
    CLI::App* verify_ = nullptr;
    CLI::App* audit_ = nullptr;
    CLI::App* receipt_ = nullptr;
    std::string config_file_;
    std::vector<std::string> settings_;
    std::string port_;
    std::string data_;
    std::string id_;
    std::vector<std::string> words_;
    std::string key_;
    bool bare_ = false;
    bool example_ = false;
    std::string target_;
    std::string server_;
    bool json_ = false;
};

}  // namespace hibari::cli
