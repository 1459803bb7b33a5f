// One PostgreSQL server per test program, a database of its own for each test.

#include "store/testing/postgres_server.h"
#include "store/testing/under_test.h"

#include <atomic>
#include <string>

namespace hibari::store::testing {
namespace {

class PostgresUnderTest final : public DatabaseUnderTest {
  public:
    explicit PostgresUnderTest(std::string url) : url_(std::move(url)) {}

    std::string url() const override { return url_; }

  private:
    std::string url_;
};

}  // namespace

std::unique_ptr<DatabaseUnderTest> make_database_under_test() {
    if (!PostgresServer::is_installed()) {
        return nullptr;
    }
    static const PostgresServer server;
    static std::atomic<int> count{0};
    return std::make_unique<PostgresUnderTest>(
        server.make_database("test_" + std::to_string(++count))
    );
}

std::string missing_engine() {
    return "postgresql-15";
}

}  // namespace hibari::store::testing
