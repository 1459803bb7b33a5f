#pragma once

// How open_events reaches the transports. Only store's own sources include this.

#include "store/events.h"

#include <filesystem>

namespace hibari::store::detail {

/// A Unix-domain socket at `path`: see events_local.cpp.
Result<std::unique_ptr<Events>> open_local_events(
    const std::filesystem::path& path, const EventsOptions& options
);

/// NATS at options.url: see events_nats.cpp, or events_nats_none.cpp in a build without it.
Result<std::unique_ptr<Events>> open_nats_events(const EventsOptions& options);

/// Nothing when this may be published.
Result<void> check_event(std::string_view subject, std::string_view payload);

}  // namespace hibari::store::detail
