#include "store/testing/temporary_folder.h"

#include "base/check.h"

#include <cstdlib>
#include <string>

namespace hibari::store::testing {

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "hibari-store-XXXXXX").string();
    HIBARI_CHECK(mkdtemp(name.data()) != nullptr, name);
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace hibari::store::testing
