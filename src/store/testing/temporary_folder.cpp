#include "store/testing/temporary_folder.h"

#include "base/check.h"

#include <cstdlib>
#include <string>
#include <unistd.h>

namespace hibari::store::testing {

TemporaryFolder::TemporaryFolder(Medium medium) {
    constexpr const char* kMemoryFolder = "/dev/shm";
    const bool in_memory = medium == Medium::kMemory && access(kMemoryFolder, W_OK) == 0;
    const std::filesystem::path parent =
        in_memory ? kMemoryFolder : std::filesystem::temp_directory_path();
    std::string name = (parent / "hibari-store-XXXXXX").string();
    HIBARI_CHECK(mkdtemp(name.data()) != nullptr, name);
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace hibari::store::testing
