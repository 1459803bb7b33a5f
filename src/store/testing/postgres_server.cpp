#include "store/testing/postgres_server.h"

#include "base/check.h"
#include "store/database.h"

#include <filesystem>
#include <pwd.h>
#include <unistd.h>

namespace hibari::store::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kStartMax{30};

// The newest that Debian installed; its programs are not in PATH.
std::optional<fs::path> find_programs() {
    std::optional<fs::path> best;
    std::error_code error;
    for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", error)) {
        const fs::path programs = version.path() / "bin";
        if (is_installed((programs / "postgres").string()) && (!best || *best < programs)) {
            best = programs;
        }
    }
    return best;
}

}  // namespace

bool PostgresServer::is_installed() {
    return find_programs().has_value();
}

PostgresServer::PostgresServer(Sync sync)
    : folder_(sync == Sync::kOn ? Medium::kDisk : Medium::kMemory) {
    const fs::path programs = *find_programs();
    const fs::path data = folder_.path() / "data";
    Command command{
        .words =
            {(programs / "initdb").string(),
             "--pgdata=" + data.string(),
             "--username=postgres",
             "--auth=trust",
             "--encoding=UTF8",
             "--locale=C",
             "--no-sync"},
        .log = folder_.path() / "log",
        .stop_signal = SIGQUIT,
    };
    if (geteuid() == 0) {
        const passwd* user = getpwnam("postgres");
        HIBARI_CHECK(user != nullptr);
        command.user = user->pw_uid;
        command.group = user->pw_gid;
        HIBARI_CHECK(chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) == 0);
    }
    const auto made = run_to_end(command);
    HIBARI_CHECK(made.has_value(), made ? "" : made.error().message);
    command.words = {
        (programs / "postgres").string(),
        "-D",
        data.string(),
        "-k",
        folder_.path().string(),
        "-c",
        "listen_addresses=",
        "-c",
        sync == Sync::kOn ? "fsync=on" : "fsync=off",
        "-c",
        "max_connections=200",
    };
    auto started = Process::start(command);
    HIBARI_CHECK(started.has_value());
    process_.emplace(std::move(*started));
    const bool is_ready = eventually(
        [this] { return Database::open({.url = url_of("postgres")}).has_value(); }, kStartMax
    );
    HIBARI_CHECK(is_ready);
}

std::string PostgresServer::url_of(const std::string& database) const {
    return "postgresql://postgres@/" + database + "?host=" + folder_.path().string();
}

std::string PostgresServer::make_database(const std::string& name) const {
    auto database = Database::open({.url = url_of("template1")});
    HIBARI_CHECK(database.has_value());
    // Cannot run in a transaction, so it leaves the one it is given.
    const auto made = (*database)->write([&](Transaction& tx) -> Result<void> {
        HIBARI_TRY(tx.execute("COMMIT"));
        HIBARI_TRY(tx.execute("CREATE DATABASE " + name + " TEMPLATE template0"));
        HIBARI_TRY(tx.execute("BEGIN"));
        return {};
    });
    HIBARI_CHECK(made.has_value(), made ? "" : made.error().message);
    return url_of(name);
}

}  // namespace hibari::store::testing
