#pragma once

// An installation in a folder: its rows in one consistent file and the files they name. A backup is
// taken while servers run; it is restored where nothing is yet.

#include "base/config.h"
#include "base/result.h"
#include "server/installation.h"

#include <cstdint>
#include <filesystem>

namespace hibari::server {

struct BackupReport {
    std::int64_t files = 0;
    std::int64_t bytes = 0;
};

/// Writes `folder`, which must not exist yet. Rows first: a file that is removed meanwhile was
/// removed by its owner, one that is added later is in no row. `unsupported` for rows in
/// PostgreSQL, which has pg_dump.
Result<BackupReport> back_up(Installation& installation, const std::filesystem::path& folder);

/// Puts the rows of a backup where these settings have their database, after looking whether they
/// are whole. `already_exists` when there is one. The files come with restore_files, once the
/// installation is open.
Result<void> restore_rows(const Config& config, const std::filesystem::path& folder);

/// Puts the files of a backup into the installation. Doing it twice changes nothing.
Result<BackupReport> restore_files(Installation& installation, const std::filesystem::path& folder);

}  // namespace hibari::server
