// How fast waiting jobs find workers, and what a thousand workers do to the queue. Both set-ups in
// one run: SQLite with the local hub, and PostgreSQL (commits wait for the disk) with nats-server,
// started here from their packages; what is not installed is left out.
//
//   queue_load [seconds of the thousand workers]
//
// Every worker and the server have connections of their own, as processes have. A "job" is held for
// a while and does nothing: what is measured is the queue. TMPDIR chooses the disk.

#include "base/check.h"
#include "base/log.h"
#include "base/rng.h"
#include "store/database.h"
#include "store/events.h"
#include "store/job_calls.h"
#include "store/job_queue.h"
#include "store/migrations.h"
#include "store/outbox.h"
#include "store/testing/nats_server.h"
#include "store/testing/postgres_server.h"
#include "store/testing/temporary_folder.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <vector>

namespace {

using namespace hibari;
using namespace hibari::store;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int kPickUps = 1000;
constexpr int kWaitingWorkers = 4;
constexpr int kWorkers = 1000;
// Workers share a pool of connections in groups, as behind a pooler.
constexpr int kMachines = 20;
constexpr int kAccounts = 50;
constexpr int kConcurrency = 40;
constexpr int kJobs = 20'000;
constexpr auto kHeldFor = 4000ms;
constexpr auto kRenewEvery = 1000ms;
constexpr auto kLease = 15s;
constexpr int kHerds = 20;
constexpr auto kSettle = 5s;
constexpr auto kIdle = 10s;
constexpr auto kHurry = 5s;

void row(const std::string& setup, const char* name, double value, const char* unit) {
    std::printf("%-42s|%12.2f|%s\n", (setup + ", " + name).c_str(), value, unit);
    std::fflush(stdout);
}

double percentile(std::vector<double>& all, double part) {
    HIBARI_CHECK(!all.empty());
    std::ranges::sort(all);
    return all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
}

double cpu_s() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Timestamp now() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()
    );
}

// One installation: where its rows and its news are.
struct Place {
    std::string name;
    std::string database;
    std::string events;
};

// A process of it, or several behind one pool.
struct Machine {
    std::unique_ptr<Database> database;
    std::unique_ptr<Events> events;

    Machine(const Place& place, EventsRole role, std::size_t connections) {
        auto rows = Database::open(
            {.url = place.database,
             .connections_max = connections,
             .busy_timeout = 60s,
             .has_outbox = has_job_stream(place.events)}
        );
        HIBARI_CHECK(rows.has_value(), rows ? "" : to_string(rows.error()));
        database = std::move(*rows);
        events = std::move(*open_events({.url = place.events, .role = role}));
        HIBARI_CHECK(role == EventsRole::kHub || events->flush(10s).has_value());
    }
};

// What a server does for the queue.
class Server {
  public:
    explicit Server(const Place& place) : machine_(place, EventsRole::kHub, 8) {
        HIBARI_CHECK(migrate(*machine_.database).has_value());
        if (has_job_stream(place.events)) {
            publisher_ = std::move(*OutboxPublisher::start(
                {.database = *machine_.database, .events = *machine_.events, .log = *log_},
                place.events
            ));
        }
    }

    // Returns when the jobs are committed.
    void enqueue(int first, int last) {
        const auto done = machine_.database->write(
            [&](Transaction& tx) -> Result<void> {
                for (int i = first; i <= last; ++i) {
                    HIBARI_TRY(JobQueue::enqueue(
                        tx,
                        {.id = std::to_string(i),
                         .account = "account-" + std::to_string(i % kAccounts),
                         .concurrency = kConcurrency,
                         .queue_max = kJobs},
                        now()
                    ));
                }
                return {};
            },
            Isolation::kReadCommitted
        );
        HIBARI_CHECK(done.has_value(), done ? "" : to_string(done.error()));
    }

    void tell() { (void)machine_.events->publish(kJobsReady, ""); }

    std::int64_t outbox_rows() {
        const auto counted = machine_.database->read([](Transaction& tx) {
            return tx.query_row("SELECT count(*) FROM outbox");
        });
        return counted ? counted->integer(0) : -1;
    }

  private:
    std::unique_ptr<Log> log_ = make_silent_log();
    Machine machine_;
    std::unique_ptr<OutboxPublisher> publisher_;
};

std::optional<Lease> claim(Database& database, const std::string& worker) {
    const auto lease = database.write(
        [&](Transaction& tx) { return JobQueue::claim(tx, worker, now(), kLease); },
        Isolation::kReadCommitted
    );
    HIBARI_CHECK(lease.has_value(), lease ? "" : to_string(lease.error()));
    return *lease;
}

void finish(Database& database, const Lease& lease) {
    const auto done = database.write(
        [&](Transaction& tx) { return JobQueue::finish(tx, lease); }, Isolation::kReadCommitted
    );
    HIBARI_CHECK(done.has_value(), done ? "" : to_string(done.error()));
}

// From the commit of a job to the commit of its claim by a worker that waits for one.
void pick_up(const Place& place) {
    Server server(place);
    std::mutex mutex;
    std::map<std::string, Clock::time_point> claimed;
    std::stop_source end;
    std::vector<std::jthread> workers;
    for (int w = 0; w < kWaitingWorkers; ++w) {
        workers.emplace_back([&, w] {
            const Machine machine(place, EventsRole::kMember, 2);
            const auto calls = *open_job_calls(place.events, *machine.events);
            while (!end.stop_requested()) {
                const auto lease = claim(*machine.database, "worker-" + std::to_string(w));
                const auto at = Clock::now();
                calls->answer();
                if (!lease) {
                    calls->wait(end.get_token());
                    continue;
                }
                {
                    const std::lock_guard lock(mutex);
                    claimed[lease->job] = at;
                }
                finish(*machine.database, *lease);
                calls->take();
            }
        });
    }
    std::this_thread::sleep_for(1s);
    Rng rng(1);
    std::vector<Clock::time_point> committed;
    for (int i = 0; i < kPickUps; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(rng.integer(5, 25)));
        server.enqueue(i, i);
        committed.push_back(Clock::now());
        server.tell();
    }
    std::this_thread::sleep_for(2s);
    end.request_stop();
    workers.clear();
    HIBARI_CHECK(claimed.size() == kPickUps, claimed.size());
    std::vector<double> ms;
    for (int i = 0; i < kPickUps; ++i) {
        const auto waited = claimed[std::to_string(i)] - committed[static_cast<std::size_t>(i)];
        ms.push_back(std::max(Milliseconds(waited).count(), 0.0));
    }
    row(place.name, "pick-up p50", percentile(ms, 0.50), "ms");
    row(place.name, "pick-up p99", percentile(ms, 0.99), "ms");
    row(place.name, "pick-up worst", percentile(ms, 1.0), "ms");
}

// A thousand workers that claim, hold, renew and finish.
class Crowd {
  public:
    explicit Crowd(const Place& place) : runs_(kJobs), running_(kAccounts) {
        for (int m = 0; m < kMachines; ++m) {
            machines_.push_back(std::make_unique<Machine>(place, EventsRole::kMember, 6));
        }
        for (int w = 0; w < kWorkers; ++w) {
            workers_.emplace_back([this, w, &place] { work(w, place); });
        }
    }

    ~Crowd() {
        end_.request_stop();
        workers_.clear();
    }

    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    std::atomic<bool> is_holding{true};
    std::atomic<std::int64_t> looks = 0;
    std::atomic<std::int64_t> claims = 0;
    std::atomic<std::int64_t> renewals = 0;
    std::atomic<std::int64_t> faults = 0;
    std::atomic<Clock::rep> claimed_last = 0;

    // Fewest and most jobs that any account runs now.
    std::pair<double, double> running() const {
        const auto [least, most] = std::ranges::minmax_element(
            running_, {}, [](const std::atomic<int>& one) { return one.load(); }
        );
        return {least->load(), most->load()};
    }

    std::vector<double> take_claim_ms() {
        const std::lock_guard lock(mutex_);
        return std::exchange(claim_ms_, {});
    }

  private:
    void work(int number, const Place& place) {
        Machine& machine = *machines_[static_cast<std::size_t>(number % kMachines)];
        const auto calls = *open_job_calls(place.events, *machine.events);
        const std::string name = "worker-" + std::to_string(number);
        Rng rng(static_cast<std::uint64_t>(number));
        while (!end_.stop_requested()) {
            const auto began = Clock::now();
            const auto lease = claim(*machine.database, name);
            const auto at = Clock::now();
            calls->answer();
            ++looks;
            if (!lease) {
                calls->wait(end_.get_token());
                continue;
            }
            {
                const std::lock_guard lock(mutex_);
                claim_ms_.push_back(Milliseconds(at - began).count());
            }
            claimed_last = at.time_since_epoch().count();
            ++claims;
            hold(machine, *lease, rng);
            calls->take();
        }
    }

    void hold(Machine& machine, const Lease& lease, Rng& rng) {
        const auto job = static_cast<std::size_t>(std::stoi(lease.job));
        const std::size_t account = job % kAccounts;
        // Nobody else has it or ever had it, and its account runs no more than it may.
        faults += runs_[job].exchange(1) == 0 ? 0 : 1;
        faults += ++running_[account] <= kConcurrency ? 0 : 1;
        const auto until = Clock::now() + kHeldFor * rng.integer(50, 150) / 100;
        while (is_holding && !end_.stop_requested() && Clock::now() < until) {
            std::this_thread::sleep_for(std::min<Clock::duration>(kRenewEvery, until - Clock::now())
            );
            const auto renewed = machine.database->write(
                [&](Transaction& tx) { return JobQueue::renew(tx, lease, now() + kLease); },
                Isolation::kReadCommitted
            );
            faults += renewed ? 0 : 1;
            ++renewals;
        }
        --running_[account];
        finish(*machine.database, lease);
    }

    std::vector<std::unique_ptr<Machine>> machines_;
    std::vector<std::atomic<int>> runs_;
    std::vector<std::atomic<int>> running_;
    std::mutex mutex_;
    std::vector<double> claim_ms_;
    std::stop_source end_;
    std::vector<std::jthread> workers_;
};

// One job comes while all sleep: who wakes up?
void herd(const Place& place, Server& server, Crowd& crowd) {
    crowd.is_holding = false;
    std::vector<double> ms;
    std::vector<double> looks;
    for (int i = 0; i < kHerds; ++i) {
        std::this_thread::sleep_for(200ms);
        const std::int64_t claims_before = crowd.claims;
        const std::int64_t looks_before = crowd.looks;
        server.enqueue(kJobs - kHerds + i, kJobs - kHerds + i);
        const auto committed = Clock::now();
        server.tell();
        while (crowd.claims == claims_before) {
            std::this_thread::sleep_for(1ms);
        }
        const Clock::time_point claimed{Clock::duration(crowd.claimed_last)};
        ms.push_back(Milliseconds(claimed - committed).count());
        std::this_thread::sleep_for(300ms);
        looks.push_back(static_cast<double>(crowd.looks - looks_before));
    }
    row(place.name, "1 job for 1000 idle: looks", percentile(looks, 0.5), "per job");
    row(place.name, "1 job for 1000 idle: pick-up p50", percentile(ms, 0.5), "ms");
    row(place.name, "1 job for 1000 idle: pick-up worst", percentile(ms, 1.0), "ms");
}

// What they cost while nothing is to do.
void idle(const Place& place, const Crowd& crowd) {
    const std::int64_t looks = crowd.looks;
    const double cpu_before = cpu_s();
    std::this_thread::sleep_for(kIdle);
    const double passed = std::chrono::duration<double>(kIdle).count();
    row(place.name, "1000 idle: looks", static_cast<double>(crowd.looks - looks) / passed, "per s");
    row(place.name, "1000 idle: CPU", (cpu_s() - cpu_before) / passed, "cores");
}

// More jobs than they can do.
void busy(const Place& place, Crowd& crowd, std::chrono::seconds length) {
    (void)crowd.take_claim_ms();
    const std::int64_t claims = crowd.claims;
    const std::int64_t renewals = crowd.renewals;
    const auto began = Clock::now();
    const double cpu_before = cpu_s();
    double least = 0;
    double most = 0;
    int samples = 0;
    for (; Clock::now() - began < length; ++samples) {
        std::this_thread::sleep_for(100ms);
        const auto [fewest, largest] = crowd.running();
        least += fewest;
        most += largest;
    }
    const double passed = std::chrono::duration<double>(Clock::now() - began).count();
    auto ms = crowd.take_claim_ms();
    const auto rate = [&](std::int64_t count) { return static_cast<double>(count) / passed; };
    row(place.name, "1000 busy: jobs", rate(crowd.claims - claims), "per s");
    row(place.name, "1000 busy: renewals", rate(crowd.renewals - renewals), "per s");
    row(place.name, "1000 busy: claim p50", percentile(ms, 0.50), "ms");
    row(place.name, "1000 busy: claim p99", percentile(ms, 0.99), "ms");
    row(place.name, "1000 busy: CPU", (cpu_s() - cpu_before) / passed, "cores");
    row(place.name, "1000 busy: least running of 20 due", least / samples, "jobs");
    row(place.name, "1000 busy: most running of 20 due", most / samples, "jobs");
}

// Jobs that take no time: how many the queue can hand out.
void hurry(const Place& place, Crowd& crowd) {
    crowd.is_holding = false;
    std::this_thread::sleep_for(2 * kRenewEvery);
    const std::int64_t claims = crowd.claims;
    const auto began = Clock::now();
    std::this_thread::sleep_for(kHurry);
    const double passed = std::chrono::duration<double>(Clock::now() - began).count();
    row(place.name,
        "1000 in a hurry: claimed and finished",
        static_cast<double>(crowd.claims - claims) / passed,
        "per s");
}

void thousand(const Place& place, std::chrono::seconds length) {
    Server server(place);
    Crowd crowd(place);
    std::this_thread::sleep_for(kSettle);
    idle(place, crowd);
    herd(place, server, crowd);
    crowd.is_holding = true;
    constexpr int kPage = 500;
    const int last = kJobs - kHerds - 1;
    for (int i = 0; i <= last; i += kPage) {
        server.enqueue(i, std::min(i + kPage - 1, last));
        server.tell();
    }
    // All hold one before it counts.
    std::this_thread::sleep_for(2 * kHeldFor);
    busy(place, crowd, length);
    hurry(place, crowd);
    row(place.name, "jobs made twice or by too many", static_cast<double>(crowd.faults), "");
    row(place.name, "calls not published yet", static_cast<double>(server.outbox_rows()), "");
}

}  // namespace

int main(int argc, char** argv) {
    const std::chrono::seconds length(argc > 1 ? std::atoi(argv[1]) : 20);
    const rlimit files{.rlim_cur = 16'384, .rlim_max = 16'384};
    if (setrlimit(RLIMIT_NOFILE, &files) != 0) {
        std::perror("queue_load: files");
    }
    const auto embedded = [](const hibari::store::testing::TemporaryFolder& folder) {
        return Place{
            .name = "embedded",
            .database = "sqlite:" + (folder.path() / "hibari.db").string(),
            .events = "unix:" + (folder.path() / "events.sock").string()
        };
    };
    using hibari::store::testing::Medium;
    using hibari::store::testing::TemporaryFolder;
    {
        const TemporaryFolder folder(Medium::kDisk);
        pick_up(embedded(folder));
    }
    {
        const TemporaryFolder folder(Medium::kDisk);
        thousand(embedded(folder), length);
    }
    using hibari::store::testing::NatsServer;
    using hibari::store::testing::PostgresServer;
    if (!NatsServer::is_installed() || !PostgresServer::is_installed()) {
        std::fprintf(stderr, "queue_load: nats-server or PostgreSQL is not installed\n");
        return 0;
    }
    const PostgresServer postgres(PostgresServer::Sync::kOn);
    {
        const NatsServer nats;
        pick_up({.name = "big", .database = postgres.make_database("pick_up"), .events = nats.url()}
        );
    }
    const NatsServer nats;
    thousand(
        {.name = "big", .database = postgres.make_database("thousand"), .events = nats.url()},
        length
    );
}
