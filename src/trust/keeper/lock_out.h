#pragma once

// Keeps a process, and every process that it starts from then on, from reading and changing one
// folder, for good and without root (Landlock, Linux 5.19 and later). That is how a server that was
// broken into can neither read the keys that belong to its keeper nor put others in their place.

#include "base/result.h"

#include <filesystem>

namespace hibari::trust {

/// From its success on, this thread and the threads and processes that it starts can open no file
/// under `folder` for reading or writing, and make, remove, rename, link and move nothing there.
/// The same holds for what lies *directly* in one of the folders above `folder`, up to the root:
/// nothing can be made, removed or renamed there (so the folder itself stays where it is), and what
/// others make there later cannot be opened. What is there already, and all that is deeper, stays
/// as it was. Give the keys a place apart.
///
/// Landlock does not cover names, sizes and times of files (they can be seen), nor their modes and
/// owners (chmod, chown), and before Linux 6.2 not truncate() by name. To be called while there is
/// one thread. Fails with kUnsupported where the kernel has no Landlock.
Result<void> lock_out_of(const std::filesystem::path& folder);

/// Whether this process is kept from reading a file that lies in `folder`.
bool is_locked_out_of(const std::filesystem::path& folder);

}  // namespace hibari::trust
