// How many acts a second the audit log takes, durable and proved afterwards: many writers whose
// transactions the store commits together, and one writer that appends in batches.
//
//     trust_audit_appends [FOLDER]     where the rows lie; the temporary folder when left out

#include "base/check.h"
#include "base/ids.h"
#include "store/database.h"
#include "store/migrations.h"
#include "trust/audit/log.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace hibari;
using Clock = std::chrono::steady_clock;

constexpr int kWriters = 64;
constexpr int kActsPerWriter = 500;
constexpr int kBatches = 80;
constexpr int kBatch = 500;

trust::AuditEntry act(int number) {
    return {
        .kind = "likeness.changed",
        .actor = "user_" + std::to_string(number % 100),
        .subject = "user_" + std::to_string(number % 77),
        .details =
            Json::object({{"version", number}, {"likeness", "like_" + std::to_string(number)}}),
        .personal = "why it was done",
    };
}

store::Timestamp now() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()
    );
}

double seconds_of(const auto& work) {
    const auto begun = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

void print(const char* what, int acts, double seconds) {
    std::printf(
        "| %-48s | >= 5000 | %9.0f per s | %d acts in %.2f s\n", what, acts / seconds, acts, seconds
    );
}

}  // namespace

int main(int argc, char** argv) {
    const std::filesystem::path folder =
        (argc > 1 ? std::filesystem::path(argv[1]) : std::filesystem::temp_directory_path()) /
        make_id("audit_bench_");
    std::filesystem::create_directories(folder);
    auto opened = store::Database::open({.url = "sqlite:" + (folder / "rows.db").string()});
    HIBARI_CHECK(opened.has_value());
    store::Database& rows = **opened;
    HIBARI_CHECK(store::migrate(rows).has_value());

    const double batched = seconds_of([&] {
        for (int batch = 0; batch < kBatches; ++batch) {
            const auto written = rows.write([&](store::Transaction& tx) -> Result<void> {
                for (int i = 0; i < kBatch; ++i) {
                    HIBARI_TRY(trust::append(tx, act(batch * kBatch + i), now()));
                }
                return {};
            });
            HIBARI_CHECK(written.has_value());
        }
    });
    print("appends, one writer, 500 acts a transaction", kBatches * kBatch, batched);

    const double shared = seconds_of([&] {
        std::vector<std::jthread> writers;
        for (int writer = 0; writer < kWriters; ++writer) {
            writers.emplace_back([&] {
                for (int i = 0; i < kActsPerWriter; ++i) {
                    const auto written = rows.write([&](store::Transaction& tx) {
                        return trust::append(tx, act(i), now());
                    });
                    HIBARI_CHECK(written.has_value());
                }
            });
        }
    });
    print("appends, 64 writers, one act a transaction", kWriters * kActsPerWriter, shared);

    const double proved = seconds_of([&] {
        const auto state = rows.read([](store::Transaction& tx) { return trust::verify_rows(tx); });
        HIBARI_CHECK(state.has_value(), state ? "" : to_string(state.error()));
    });
    std::printf("| %-48s |         | %9.2f s\n", "the whole log proved from its rows", proved);
    std::filesystem::remove_all(folder);
    return 0;
}
