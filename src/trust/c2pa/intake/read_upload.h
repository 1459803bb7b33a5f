#pragma once

// Manifests of files that strangers send. Boxes, CBOR, signatures, certificates: all that is parsed
// in a child, which is this same program started again and locked up (media/intake/sandbox.h)
// before it reads the first byte. It hands back a report of plain fields (report_bytes.h), which is
// held against its limits. A file that takes the child over can lie about itself, and do nothing
// else: each child sees one file and ends.
//
// Both functions block for as long as it takes to digest the file, and 20 ms to start a process;
// they may be called from any thread and from several at once.

#include "base/descriptor.h"
#include "base/result.h"
#include "trust/c2pa/read_manifest.h"

#include <stop_token>
#include <string>

namespace hibari::trust {

/// As read_manifest, with at most 64 anchors (checked). `upload` is a regular file or
/// media::memory_file(), of at most 4 GiB; its offset does not move.
///
/// Fails as read_manifest does (kUnsupported, kDataLoss). Then, with a `reason`: kInvalidArgument
/// when the file was too much for its reader (not_decodable, took_too_long, too_much_memory,
/// file_too_large, broken_file when it is empty); kUnsupported and no_sandbox where this system has
/// no sandbox; and kResourceExhausted when no child could be started, kCancelled after a stop
/// request.
Result<ManifestReport> read_upload_manifest(
    const FileDescriptor& upload, const ReadOptions& options, std::stop_token stop = {}
);

/// As read_ingredient; fails as above.
Result<Ingredient> read_upload_ingredient(
    const FileDescriptor& upload,
    std::string title,
    const ReadOptions& options,
    std::stop_token stop = {}
);

/// The other half: must be among the first things that main() of every program does which calls the
/// functions above. Returns at once unless the program was started as such a child; then it never
/// returns.
void run_manifest_child(int argc, char** argv);

}  // namespace hibari::trust
