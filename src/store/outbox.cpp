#include "store/outbox.h"

#include "base/threads.h"

#include <chrono>

namespace hibari::store {
namespace {

constexpr std::chrono::seconds kLookEvery{1};

// "[1,2,3]" or "{1,2,3}": a list of ids as one parameter.
std::string listed(const std::vector<JobCall>& calls, std::string_view brackets) {
    std::string text(1, brackets.front());
    for (const JobCall& call : calls) {
        text += (text.size() > 1 ? "," : "") + std::to_string(call.id);
    }
    return text + brackets.back();
}

}  // namespace

Result<void> Outbox::add(Transaction& tx, std::string_view job) {
    HIBARI_TRY(tx.execute("INSERT INTO outbox (job) VALUES (:job)", {{"job", std::string(job)}}));
    return {};
}

Result<Outbox::Page> Outbox::read(Transaction& tx) {
    const auto rows = HIBARI_TRY(tx.query(
        "SELECT outbox.id AS id, outbox.job AS job, "
        "CASE WHEN jobs.id IS NULL THEN 0 ELSE 1 END AS waits "
        "FROM outbox LEFT JOIN jobs ON jobs.id = outbox.job AND jobs.state = 'queued' "
        "ORDER BY outbox.id LIMIT :limit",
        {{"limit", std::int64_t{kPage}}}
    ));
    Page page;
    for (const Row& row : rows) {
        (row.flag("waits") ? page.calls : page.stale)
            .push_back({.id = row.integer("id"), .job = row.text("job")});
    }
    return page;
}

// By their ids and not by the largest of them: with PostgreSQL a row with a smaller one may be
// committed later.
Result<void> Outbox::remove(Transaction& tx, const std::vector<JobCall>& calls) {
    if (calls.empty()) {
        return {};
    }
    const bool is_postgres = tx.dialect() == Dialect::kPostgres;
    HIBARI_TRY(tx.execute(
        is_postgres ? "DELETE FROM outbox WHERE id = ANY(CAST(:ids AS BIGINT[]))"
                    : "DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(:ids))",
        {{"ids", listed(calls, is_postgres ? "{}" : "[]")}}
    ));
    return {};
}

Result<void> Outbox::remove_stale(Transaction& tx) {
    HIBARI_TRY(
        tx.execute("DELETE FROM outbox WHERE NOT EXISTS (SELECT 1 FROM jobs "
                   "WHERE jobs.id = outbox.job AND jobs.state = 'queued')")
    );
    return {};
}

Result<std::unique_ptr<OutboxPublisher>> OutboxPublisher::start(
    const OutboxParts& parts, std::string_view events_url
) {
    auto caller = HIBARI_TRY(open_job_caller(events_url));
    auto publisher = std::make_unique<OutboxPublisher>(parts, std::move(caller));
    OutboxPublisher& self = *publisher;
    const auto told = [&self] {
        const std::lock_guard lock(self.mutex_);
        self.is_told_ = true;
        self.changed_.notify_all();
    };
    self.subscription_ = HIBARI_TRY(parts.events.subscribe(
        kJobsReady,
        {.on_event = [told](const Event& /*event*/) { told(); },
         .on_lost = [told](std::uint64_t /*count*/) { told(); }}
    ));
    self.thread_ = std::jthread([&self](const std::stop_token& stop) { self.run(stop); });
    return publisher;
}

OutboxPublisher::~OutboxPublisher() {
    subscription_.reset();
}

// True when there was anything, so that there may be more.
Result<bool> OutboxPublisher::publish_page() {
    const auto page =
        HIBARI_TRY(parts_.database.read([](Transaction& tx) { return Outbox::read(tx); }));
    if (page.is_empty()) {
        return false;
    }
    const auto called = caller_->call(page.calls);
    HIBARI_TRY(parts_.database.write(
        [&](Transaction& tx) -> Result<void> {
            if (!called) {
                return Outbox::remove_stale(tx);
            }
            HIBARI_TRY(Outbox::remove(tx, page.stale));
            return Outbox::remove(tx, page.calls);
        },
        Isolation::kReadCommitted
    ));
    if (!called) {
        return fail(called.error());
    }
    return true;
}

// Once when it begins to fail and once when it is over.
void OutboxPublisher::note(const Result<bool>& published) {
    if (!published && !is_failing_) {
        parts_.log.warning(
            "workers cannot be called; they look at the rows by themselves",
            Json::object({{"error", to_string(published.error())}})
        );
    } else if (published && is_failing_) {
        parts_.log.info("workers are called again");
    }
    is_failing_ = !published.has_value();
}

void OutboxPublisher::run(const std::stop_token& stop) {
    name_this_thread("outbox");
    while (!stop.stop_requested()) {
        {
            const std::lock_guard lock(mutex_);
            is_told_ = false;
        }
        const auto published = publish_page();
        note(published);
        if (published && *published) {
            continue;
        }
        std::unique_lock lock(mutex_);
        if (published) {
            changed_.wait_for(lock, stop, kLookEvery, [this] { return is_told_; });
        } else {
            changed_.wait_for(lock, stop, kLookEvery, [] { return false; });
        }
    }
}

}  // namespace hibari::store
