#pragma once

// Where the contract suites get a database from. One source per engine defines it; the suites are
// compiled once with each.

#include "store/database.h"

#include <memory>
#include <string>

namespace hibari::store::testing {

/// A database of its own for one test.
class DatabaseUnderTest {
  public:
    virtual ~DatabaseUnderTest() = default;

    /// The url to open it by, more than once if wanted.
    virtual std::string url() const = 0;

    /// Opens it; fails the test when that does not work.
    std::unique_ptr<Database> open(DatabaseOptions options = {}) const;
};

/// An empty database. Null when its engine is not installed here; `missing_engine()` then says what
/// is missing.
std::unique_ptr<DatabaseUnderTest> make_database_under_test();

std::string missing_engine();

}  // namespace hibari::store::testing

/// Skips the test with a plain reason when the engine is not installed.
#define HIBARI_NEEDS_ENGINE(database)                                             \
    if ((database) == nullptr) {                                                  \
        GTEST_SKIP() << "SKIPPED: " << ::hibari::store::testing::missing_engine() \
                     << " is not installed";                                      \
    }
