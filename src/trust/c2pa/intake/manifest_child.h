#pragma once

// How the child that reads manifests is called, for those who start it and for the child itself.

#include "media/intake/intake.h"
#include "trust/c2pa/read_manifest.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

enum class ManifestTask { kReport = 1, kIngredient = 2 };

inline constexpr std::size_t kAnchorsMax = 64;

struct ManifestCall {
    ManifestTask task = ManifestTask::kReport;
    ReadOptions options;
};

/// What the child may take. A file is digested, a store of 8 MiB taken apart.
inline constexpr media::IntakeLimits kManifestLimits{
    .bytes_max = std::uint64_t{4} << 30U,
    .memory_bytes_max = std::uint64_t{256} << 20U,
    .time_max = std::chrono::seconds{30},
};

/// The error of a file whose outline is damaged, on its way from the child.
inline constexpr std::string_view kDamaged = "damaged_manifest";

/// The command line of a call, without the program's name.
std::vector<std::string> to_arguments(const ManifestCall& call);

/// The call again; none when it is no such command line.
std::optional<ManifestCall> from_arguments(std::span<const char* const> arguments);

}  // namespace hibari::trust
