#include "store/testing/under_test.h"

#include "base/check.h"

namespace hibari::store::testing {

std::unique_ptr<Database> DatabaseUnderTest::open(DatabaseOptions options) const {
    options.url = url();
    auto database = Database::open(options);
    HIBARI_CHECK(database.has_value(), database ? "" : to_string(database.error()));
    return std::move(*database);
}

}  // namespace hibari::store::testing
