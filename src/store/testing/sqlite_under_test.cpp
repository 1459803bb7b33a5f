#include "base/check.h"
#include "store/testing/temporary_folder.h"
#include "store/testing/under_test.h"

namespace hibari::store::testing {
namespace {

class SqliteUnderTest final : public DatabaseUnderTest {
  public:
    std::string url() const override { return "sqlite:" + (folder_.path() / "test.db").string(); }

  private:
    TemporaryFolder folder_;
};

}  // namespace

std::unique_ptr<DatabaseUnderTest> make_database_under_test() {
    return std::make_unique<SqliteUnderTest>();
}

std::string missing_engine() {
    return "";
}

}  // namespace hibari::store::testing
