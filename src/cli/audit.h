#pragma once

// `hibari audit` and `hibari receipt`: what was done on an installation and what people agreed to,
// written into files, and such files proved. Proving needs no installation.

#include "base/result.h"
#include "cli/serve.h"

#include <string>
#include <vector>

namespace hibari::cli {

struct AuditOptions {
    InstallationOptions installation = {};
    /// "verify", "export", "checkpoint", "prove" or "key", and its arguments.
    std::vector<std::string> words = {};
    /// Whose signatures count, "name+0123abcd+base64"; empty for the one that the files name.
    std::string key = {};
    /// Leave out of an export what tells of people.
    bool bare = false;
};

Result<void> run_audit(const AuditOptions& options);

struct ReceiptOptions {
    /// "verify" and files.
    std::vector<std::string> words = {};
    /// As for audit.
    std::string key = {};
};

Result<void> run_receipt(const ReceiptOptions& options);

}  // namespace hibari::cli
