#pragma once

// Files that appear whole or not at all. An AtomicFile is written where nobody sees it and takes
// its name only when it is complete and on disk; an existing file of that name stays untouched
// until then. Where the file system allows it the unfinished file has no name at all, so that even
// a killed process leaves nothing behind.

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace hibari {

/// What to do when the target exists already: replace it, fail, or take the next free name after it
/// (clip.mp4, clip-2.mp4, ...) at the moment when the file is complete.
enum class Existing { kReplace, kKeep, kNumber };

/// A file being written.
class AtomicFile {
  public:
    /// Begins a file that will be called `target`. Fails when the folder is missing or not
    /// writable, when the target is something else than a regular file, or when it exists and must
    /// be kept.
    static Result<AtomicFile> create(const std::filesystem::path& target, Existing existing);

    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&& other) noexcept;
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Removes what was written unless it was committed.
    ~AtomicFile();

    /// The name it will have; with kNumber, the one it has once it is committed.
    const std::filesystem::path& target() const { return target_; }

    /// A path under which the unfinished content can be opened for reading and writing by libraries
    /// that want a name. Valid in this process only.
    std::string writing_path() const;

    /// Appends bytes.
    Result<void> write(std::span<const std::byte> bytes);
    Result<void> write(std::string_view text);

    /// Flushes to disk and gives the file its name. Call once; nothing may be written afterwards.
    Result<void> commit();

  private:
    AtomicFile() = default;
    void discard() noexcept;
    Result<void> publish();

    std::filesystem::path target_;
    Existing existing_ = Existing::kReplace;
    int descriptor_ = -1;
    /// Name of the unfinished file; empty while it has none.
    std::filesystem::path temporary_;
};

/// Reads a whole file of at most `size_bytes_max` bytes.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t size_bytes_max);

/// Writes a whole file atomically.
Result<void> write_file(
    const std::filesystem::path& path, std::string_view text, Existing existing
);

/// The Error for a failed file operation: `action` reads "cannot write"; `error_number` is errno.
Error file_error(std::string_view action, const std::filesystem::path& path, int error_number);

}  // namespace hibari
