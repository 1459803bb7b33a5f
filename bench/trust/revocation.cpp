// How long it takes to take a likeness back when 10,000 clips were made from one another: all of it
// is one transaction.
//
//     trust_revocation [FOLDER]

#include "base/check.h"
#include "base/ids.h"
#include "domain/likeness/withdrawal.h"
#include "store/database.h"
#include "store/migrations.h"
#include "trust/consent/consent.h"
#include "trust/consent/notice.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>

namespace {

using namespace hibari;
using Steady = std::chrono::steady_clock;

constexpr int kEdges = 10'000;
constexpr int kMakers = 200;

/// What a clip of each shape was made from: the one before, one of a tree with ten branches, or the
/// first.
enum class Shape { kChain, kTree, kStar };

int source_of(Shape shape, int clip) {
    return shape == Shape::kChain ? clip - 1 : shape == Shape::kTree ? (clip - 1) / 10 : 0;
}

Result<void> fill(store::Transaction& tx, const trust::Likeness& likeness, Shape shape) {
    for (int i = 0; i < kMakers; ++i) {
        const std::string id = "user_" + std::to_string(i);
        HIBARI_TRY(tx.execute(
            "INSERT INTO accounts (id, email, name, password_hash, role, tier, status, created_at) "
            "VALUES (:id, :id, 'n', 'h', 'user', 'free', 'active', 0)",
            {{"id", id}}
        ));
        HIBARI_TRY(tx.execute(
            "INSERT INTO projects (id, account, name, created_at) VALUES (:id, :id, 'p', 0)",
            {{"id", id}}
        ));
    }
    for (int i = 0; i <= kEdges; ++i) {
        const std::string id = "video_" + std::to_string(i);
        const std::string maker = "user_" + std::to_string(i % kMakers);
        const std::string source = "video_" + std::to_string(source_of(shape, i));
        HIBARI_TRY(tx.execute(
            "INSERT INTO videos (id, project, account, model, engine, quality, status, progress, "
            "prompt, size, seconds, made_seconds, extensions, style, seed, kind, source, "
            "characters, created_at, blobs, clip_bytes) VALUES (:id, :maker, :maker, 'm', 'e', "
            "'standard', 'completed', 100, 'p', '1280x720', 4, 4, 0, '', 1, :kind, :source, :like, "
            ":now, :blobs, 1)",
            {{"id", id},
             {"maker", maker},
             {"kind", std::string(i == 0 ? "create" : "remix")},
             {"source", i == 0 ? store::Value(nullptr) : store::Value(source)},
             {"like", likeness.id},
             {"now", std::int64_t{i}},
             {"blobs", "videos/" + id + "/1"}}
        ));
        for (const std::string kind : {"video", "remix"}) {
            HIBARI_TRY(tx.execute(
                "INSERT INTO likeness_uses (kind, subject, likeness, video, account, grant_id, "
                "grant_version, created_at) VALUES (:kind, :subject, :likeness, :id, :maker, "
                ":grant, 1, :now)",
                {{"kind", kind},
                 {"subject", kind == "video" ? id : source + ">" + id},
                 {"likeness", likeness.id},
                 {"id", id},
                 {"maker", maker},
                 {"grant", likeness.grant.id},
                 {"now", std::int64_t{i}}}
            ));
        }
    }
    return {};
}

double withdrawn_in(const std::filesystem::path& folder, Shape shape, domain::Clips clips) {
    const std::filesystem::path file = folder / (make_id("rows_") + ".db");
    auto opened = store::Database::open({.url = "sqlite:" + file.string()});
    HIBARI_CHECK(opened.has_value());
    store::Database& rows = **opened;
    HIBARI_CHECK(store::migrate(rows).has_value());
    const store::Timestamp now(std::chrono::hours(24 * 365 * 56));
    const auto likeness = rows.write([&](store::Transaction& tx) -> Result<trust::Likeness> {
        trust::NewLikeness wanted{
            .owner = "user_0",
            .name = "Ann",
            .handle = "ann",
            .pack = "likenesses/ann/pack",
            .evidence = std::string(64, 'e'),
            .is_accepted = true,
            .scope = {.level = trust::Level::kEveryone, .remix = true},
        };
        wanted.notice = trust::notice_hash(wanted.kind, wanted.scope);
        auto made = HIBARI_TRY(trust::create_likeness(tx, wanted, trust::AgeBand::kAdult, now));
        HIBARI_TRY(fill(tx, made, shape));
        return made;
    });
    HIBARI_CHECK(likeness.has_value(), likeness ? "" : to_string(likeness.error()));
    const auto begun = Steady::now();
    const auto done = rows.write([&](store::Transaction& tx) {
        return domain::withdraw(tx, *likeness, "user_0", trust::Withdrawal::kRevoke, clips, now);
    });
    const double seconds = std::chrono::duration<double>(Steady::now() - begun).count();
    HIBARI_CHECK(done.has_value(), done ? "" : to_string(done.error()));
    HIBARI_CHECK(done->clips == kEdges + 1, done->clips);
    return seconds;
}

}  // namespace

int main(int argc, char** argv) {
    const std::filesystem::path folder =
        (argc > 1 ? std::filesystem::path(argv[1]) : std::filesystem::temp_directory_path()) /
        make_id("revocation_bench_");
    std::filesystem::create_directories(folder);
    const std::pair<const char*, Shape> shapes[] = {
        {"a chain", Shape::kChain}, {"a tree", Shape::kTree}, {"a star", Shape::kStar}
    };
    for (const auto& [name, shape] : shapes) {
        for (const domain::Clips clips : {domain::Clips::kHide, domain::Clips::kDelete}) {
            const double seconds = withdrawn_in(folder, shape, clips);
            std::printf(
                "| revoking 10,000 remixes, %-8s %-8s | <= 5 s | %6.2f s\n",
                name,
                std::string(to_string(clips)).c_str(),
                seconds
            );
        }
    }
    std::filesystem::remove_all(folder);
    return 0;
}
