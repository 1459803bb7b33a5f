#include "cli/serve.h"

#include "base/config.h"
#include "base/ids.h"
#include "cli/engines.h"
#include "cli/interrupt.h"
#include "cli/key_watch.h"
#include "cli/keys.h"
#include "domain/secrets.h"
#include "server/app.h"
#include "server/installation.h"
#include "server/settings.h"
#include "worker/supervisor.h"
#include "worker/worker.h"

#include <array>
#include <condition_variable>
#include <filesystem>
#include <iostream>
#include <mutex>
#include <optional>
#include <system_error>
#include <unistd.h>

namespace hibari::cli {
namespace {

Result<Config> load_config(const InstallationOptions& options) {
    return Config::load(
        server::settings(),
        {.file = options.config_file, .environment = hibari_environment(), .flags = options.settings
        }
    );
}

Result<std::unique_ptr<server::Installation>> open(const Config& config, server::Role role) {
    return server::Installation::open(config, role, engine_facts(make_worker_registry(config)));
}

void warn(const KeptKeys& keys, Log& log) {
    if (!keys.warning.empty()) {
        log.warning(keys.warning);
    }
}

/// With keys that were lent, the server signs clips and no receipts.
Result<void> sign_receipts(server::Installation& all, trust::KeeperClient& keeper) {
    auto key = keeper.signing_key(trust::Statement::kReceipt);
    if (key) {
        all.sign_receipts_with(std::move(*key));
        return {};
    }
    if (key.error().code == ErrorCode::kUnavailable) {
        return fail(key.error());
    }
    all.log->warning(
        "consent receipts cannot be signed here", Json::object({{"error", to_string(key.error())}})
    );
    return {};
}

std::string host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

void wait_for(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait(lock, stop, [] { return false; });
}

/// The first start: somebody must be able to sign in. Told once, kept nowhere.
Result<void> welcome(server::Installation& all) {
    if (!HIBARI_TRY(all.accounts->is_empty())) {
        return {};
    }
    const std::string password = domain::make_password();
    const auto account = HIBARI_TRY(all.accounts->create(
        {.email = "admin@localhost",
         .name = "Administrator",
         .password = password,
         .is_admin = true,
         .tier = "operator"}
    ));
    const std::string token = HIBARI_TRY(all.accounts->sign_in(account.email, password));
    const auto who = HIBARI_TRY(all.accounts->principal_of_session(token));
    const auto key =
        HIBARI_TRY(all.accounts->create_key(who, "", "first key", "read write moderate admin"));
    HIBARI_TRY(all.accounts->end_session(who));
    std::cout << "This is the first start. Sign in as\n"
              << "    e-mail    " << account.email << "\n"
              << "    password  " << password << "\n"
              << "    API key   " << key.secret << "\n"
              << "They are shown only now.\n"
              << std::flush;
    return {};
}

/// What becomes a worker: this program, with the settings of this one.
std::vector<std::string> worker_command(const InstallationOptions& options) {
    std::error_code ignored;
    std::vector<std::string> words = {
        std::filesystem::read_symlink("/proc/self/exe", ignored).string(), "worker"
    };
    if (!options.config_file.empty()) {
        words.insert(words.end(), {"--config", options.config_file});
    }
    for (const auto& [name, value] : options.settings) {
        words.insert(words.end(), {"--set", name + "=" + value});
    }
    return words;
}

}  // namespace

Result<void> run_serve(const ServeOptions& options) {
    const Config config = HIBARI_TRY(load_config(options.installation));
    // Before anything else: who is locked out later starts nobody who can read the keys.
    const KeptKeys keys = HIBARI_TRY(KeptKeys::open(config));
    const Interrupt interrupt;
    auto all = HIBARI_TRY(open(config, server::Role::kServer));
    warn(keys, *all->log);
    HIBARI_TRY(sign_receipts(*all, *keys.client));
    const KeyWatch watch(*keys.client, all->clock, *all->log);
    const worker::Provenance provenance = HIBARI_TRY(keys.provenance(all->clock));
    all->mark_key = provenance.mark_key;
    all->anchors = provenance.anchors;
    HIBARI_TRY(welcome(*all));
    const std::chrono::seconds drain(all->config.integer("server.drain_seconds"));
    auto app = HIBARI_TRY(server::App::start(*all));
    {
        const worker::Supervisor workers(
            *all->jobs,
            *all->log,
            {.processes = static_cast<int>(all->config.integer("workers.processes")),
             .command = worker_command(options.installation),
             .drain = drain}
        );
        const std::string where =
            "http://" + all->config.text("server.address") + ":" + std::to_string(app->port());
        std::cout << "Hibari serves at " << where << " (docs at " << where << "/docs)\n"
                  << std::flush;
        all->log->info("ready", Json::object({{"port", app->port()}}));
        wait_for(interrupt.token());
        all->log->info("draining");
        if (!app->drain(drain)) {
            all->log->warning("requests were cut off");
        }
    }
    all->log->info("stopped");
    return {};
}

Result<void> run_worker(const WorkerCommandOptions& options) {
    const Config config = HIBARI_TRY(load_config(options.installation));
    const KeptKeys keys = HIBARI_TRY(KeptKeys::open(config));
    const Interrupt interrupt(Interrupt::Second::kAborts);
    auto all = HIBARI_TRY(open(config, server::Role::kWorker));
    warn(keys, *all->log);
    const worker::Provenance provenance = HIBARI_TRY(keys.provenance(all->clock));
    std::optional<KeyWatch> watch;
    if (!keys.is_inherited) {
        watch.emplace(*keys.client, all->clock, *all->log);
    }
    const engine::Registry engines = make_worker_registry(all->config);
    const auto calls =
        HIBARI_TRY(store::open_job_calls(all->config.text("data.events"), *all->events));
    const auto lease = std::chrono::seconds(all->config.integer("workers.lease_seconds"));
    worker::Worker worker(
        {.jobs = *all->jobs,
         .blobs = *all->blobs,
         .events = *all->events,
         .calls = *calls,
         .engines = engines,
         .provenance = provenance,
         .log = *all->log,
         .policy = &*all->policy},
        {.id = options.id.empty() ? make_id("worker_") : options.id,
         .host = host_name(),
         .pid = ::getpid(),
         .renew = std::chrono::milliseconds(lease) / 4,
         .stall = std::chrono::minutes(all->config.integer("workers.stall_minutes"))}
    );
    return worker.run(interrupt.token(), interrupt.abort_token());
}

}  // namespace hibari::cli
