#pragma once

// Whose keys sign what a command makes: those of the user's own folder for `hibari generate` and
// `hibari showcase`, those of the keeper for servers and workers.

#include "base/clock.h"
#include "base/config.h"
#include "base/result.h"
#include "trust/c2pa/local_signer.h"
#include "trust/keeper/keeper_client.h"
#include "trust/keeper/keeper_process.h"
#include "worker/provenance.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace hibari::cli {

/// Keys of the user's own, opened or made when they are first asked for: HIBARI_KEYS_FOLDER, else
/// hibari/keys in XDG_DATA_HOME, else ~/.local/share/hibari/keys.
class OwnKeys {
  public:
    explicit OwnKeys(const Clock& clock) : clock_(clock) {}

    /// Lives as long as this object. Fails when the folder cannot be made or read.
    Result<const worker::Provenance*> provenance();

  private:
    const Clock& clock_;
    std::unique_ptr<trust::LocalSigner> signer_;
    std::optional<worker::Provenance> provenance_;
};

/// Where the installation's keys lie: `keys.folder`, or beside the folder of the data.
Result<std::filesystem::path> keys_folder(const Config& config);

/// Sees to it that there is a keeper for the installation, whoever else comes or goes, and locks
/// this process out of the folder of the keys. To be called while there is one thread.
struct KeptKeys {
    std::optional<trust::KeeperProcess> keeper;
    std::unique_ptr<trust::KeeperClient> client;
    /// The process was locked out of the keys by whoever started it, who sees to them.
    bool is_inherited = false;
    /// What the operator should know; empty when all is well.
    std::string warning;

    static Result<KeptKeys> open(const Config& config);

    /// For what workers sign. `clock` and this object must outlive it.
    Result<worker::Provenance> provenance(const Clock& clock) const;
};

}  // namespace hibari::cli
