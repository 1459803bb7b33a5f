#pragma once

// A folder for one test, gone with everything in it at the end.

#include <filesystem>

namespace hibari::store::testing {

/// What it is kept on.
enum class Medium {
    /// Whatever temporary files are kept on; a sync takes as long as it takes.
    kDisk,
    /// Memory where there is such a file system: a sync costs nothing.
    kMemory,
};

class TemporaryFolder {
  public:
    explicit TemporaryFolder(Medium medium = Medium::kMemory);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace hibari::store::testing
