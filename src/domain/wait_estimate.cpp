#include "domain/wait_estimate.h"

#include "base/check.h"
#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <queue>
#include <string_view>
#include <tuple>
#include <utility>

namespace hibari::domain {
namespace {

using store::Row;
using store::Timestamp;
using store::Transaction;

// Longer queues are taken as a whole: there single clips even out, and reading them all for
// everybody who asks would cost more than it tells.
constexpr std::int64_t kPlayedMax = 256;
constexpr std::int64_t kRunningMax = 4096;
constexpr std::int64_t kPaceOf = 20;
// Those that came last tell how often they come.
constexpr std::int64_t kCameMax = 256;
constexpr std::size_t kComingMax = 64;
constexpr int kStepsMax = 4096;
// Of the workers, for those who come later and go first: how many come is known roughly, and close
// to all of them would mean a wait without end.
constexpr double kComingShareMax = 0.75;
// What a worker says of its progress is some seconds old; early on that is too coarse.
constexpr std::int64_t kProgressMin = 25;
// A clip that takes longer than such clips do is probably nearly done.
constexpr double kLeftMin = 0.1;

/// Something ends, or a new one comes: earliest first.
struct Event {
    double at_s = 0;
    std::size_t account = 0;
    bool is_coming = false;

    bool operator<(const Event& other) const { return at_s > other.at_s; }
};

/// Who is next; null when nobody may start.
QueueView::Account* next_account(std::vector<QueueView::Account>& accounts) {
    const auto rank = [](const QueueView::Account& one) {
        return std::tuple(-one.waiting.front().priority, one.running, one.last_claim);
    };
    QueueView::Account* best = nullptr;
    for (QueueView::Account& one : accounts) {
        const bool may = !one.waiting.empty() && one.running < one.concurrency;
        if (may && (best == nullptr || rank(one) < rank(*best))) {
            best = &one;
        }
    }
    return best;
}

double pixels_of(std::string_view size) {
    double pixels = 1;
    for (const std::string_view part : split(size, 'x')) {
        std::int64_t side = 1;
        std::from_chars(part.data(), part.data() + part.size(), side);
        pixels *= static_cast<double>(std::max<std::int64_t>(side, 1));
    }
    return pixels;
}

/// What there is to do: seconds to be made, of so many pixels.
double work_of(const Row& row) {
    return static_cast<double>(row.integer("made_seconds")) * pixels_of(row.text("size"));
}

/// How long clips take, by what makes them; asks the rows once for each engine and quality.
class Paces {
  public:
    explicit Paces(Transaction& tx) : tx_(tx) {}

    /// Seconds that a clip takes; nothing when none of its kind was ever made.
    Result<std::optional<double>> takes(const Row& row) {
        const std::pair kind(row.text("engine"), row.text("quality"));
        auto found = known_.find(kind);
        if (found == known_.end()) {
            found = known_.emplace(kind, HIBARI_TRY(ask(kind.first, kind.second))).first;
        }
        if (!found->second) {
            return std::optional<double>();
        }
        return std::optional(*found->second * work_of(row));
    }

  private:
    Result<std::optional<double>> ask(const std::string& engine, const std::string& quality) {
        const auto rows = HIBARI_TRY(tx_.query(
            "SELECT completed_at - started_at AS took, made_seconds, size FROM videos "
            "WHERE status = 'completed' AND engine = :engine AND quality = :quality "
            "AND started_at IS NOT NULL ORDER BY completed_at DESC LIMIT :latest",
            {{"engine", engine}, {"quality", quality}, {"latest", kPaceOf}}
        ));
        double took_s = 0;
        double work = 0;
        for (const Row& row : rows) {
            took_s += static_cast<double>(row.integer("took")) / 1e6;
            work += work_of(row);
        }
        return work > 0 ? std::optional(took_s / work) : std::nullopt;
    }

    Transaction& tx_;
    std::map<std::pair<std::string, std::string>, std::optional<double>> known_;
};

/// Seconds a running clip still takes; negative when nobody knows.
double left_of(const Row& row, double takes_s, Timestamp now) {
    const double elapsed_s =
        std::max(0.0, static_cast<double>(store::to_column(now) - row.integer("run_at")) / 1e6);
    const std::int64_t progress = row.integer("progress");
    if (progress >= kProgressMin) {
        return elapsed_s * static_cast<double>(100 - progress) / static_cast<double>(progress);
    }
    return takes_s < 0 ? takes_s : std::max(takes_s - elapsed_s, kLeftMin * takes_s);
}

/// What comes with more right than the one that is asked about leaves it something.
void limit_coming(QueueView& view, std::int64_t priority) {
    const auto goes_first = [priority](const QueueView::Account& one) {
        return one.comes_every_s > 0 && one.coming.priority > priority;
    };
    double share = 0;
    for (const QueueView::Account& one : view.accounts) {
        if (goes_first(one)) {
            share += one.coming.takes_s / one.comes_every_s / static_cast<double>(view.workers);
        }
    }
    for (QueueView::Account& one : view.accounts) {
        if (goes_first(one)) {
            one.comes_every_s *= std::max(1.0, share / kComingShareMax);
        }
    }
}

/// Whether the time of anything that could go before the clip that is asked about is unknown.
bool is_guess(const QueueView& view) {
    const auto unknown = [](const QueueView::Waiting& one) {
        return !one.is_asked && one.takes_s < 0;
    };
    return std::ranges::any_of(view.running, [](const auto& one) { return one.left_s < 0; }) ||
           std::ranges::any_of(view.accounts, [&](const QueueView::Account& one) {
               return std::ranges::any_of(one.waiting, unknown);
           });
}

}  // namespace

/// The queue at one moment, nobody asked about.
struct WaitEstimate::Seen {
    Timestamp at;
    QueueView view;
    /// Where in the view an account is, and a waiting clip among those of its account.
    std::map<std::string, std::size_t> accounts;
    std::map<std::string, std::size_t> waiting;
    /// False when more wait than are in the view.
    bool is_whole = false;
    /// Of those that wait.
    double mean_s = 0;
};

namespace {

/// Fills a Seen from rows of accounts, of jobs that run, that wait and that came lately.
template <typename Seen>
class Viewer {
  public:
    Viewer(Transaction& tx, Seen& seen) : tx_(tx), seen_(seen), view_(seen.view), paces_(tx) {}

    Result<void> see() {
        view_.workers =
            HIBARI_TRY(tx_.query_row("SELECT count(*) AS n FROM (SELECT id FROM workers UNION "
                                     "SELECT worker FROM jobs WHERE state = 'running') AS all_of"))
                .integer("n");
        if (view_.workers == 0) {
            return {};
        }
        HIBARI_TRY(see_accounts());
        HIBARI_TRY(see_running());
        HIBARI_TRY(see_waiting());
        return see_coming();
    }

  private:
    Result<void> see_accounts() {
        const auto rows = HIBARI_TRY(
            tx_.query("SELECT account, running, concurrency, last_claim_at FROM job_shares "
                      "WHERE queued > 0 OR running > 0 ORDER BY account")
        );
        for (const Row& row : rows) {
            seen_.accounts.emplace(row.text("account"), view_.accounts.size());
            view_.accounts.push_back(
                {.running = row.integer("running"),
                 .concurrency = row.integer("concurrency"),
                 .last_claim = row.integer("last_claim_at"),
                 .waiting = {}}
            );
        }
        return {};
    }

    Result<void> see_running() {
        const auto rows = HIBARI_TRY(tx_.query(
            "SELECT jobs.account AS account, jobs.run_at AS run_at, videos.progress AS progress, "
            "videos.made_seconds AS made_seconds, videos.size AS size, videos.engine AS engine, "
            "videos.quality AS quality FROM jobs JOIN videos ON videos.id = jobs.id "
            "WHERE jobs.state = 'running' LIMIT :limit",
            {{"limit", kRunningMax}}
        ));
        for (const Row& row : rows) {
            const double takes_s = HIBARI_TRY(takes(row));
            view_.running.push_back(
                {.account = seen_.accounts.at(row.text("account")),
                 .left_s = left_of(row, takes_s, seen_.at)}
            );
        }
        return {};
    }

    Result<void> see_waiting() {
        const auto rows = HIBARI_TRY(tx_.query(
            "SELECT jobs.id AS id, jobs.account AS account, jobs.priority AS priority, "
            "videos.made_seconds AS made_seconds, videos.size AS size, videos.engine AS engine, "
            "videos.quality AS quality FROM jobs JOIN videos ON videos.id = jobs.id "
            "WHERE jobs.state = 'queued' ORDER BY jobs.priority DESC, jobs.queued_at, jobs.id "
            "LIMIT :limit",
            {{"limit", kPlayedMax + 1}}
        ));
        for (const Row& row : rows) {
            const double takes_s = HIBARI_TRY(takes(row));
            seen_.mean_s += takes_s / static_cast<double>(rows.size());
            auto& waiting = view_.accounts[seen_.accounts.at(row.text("account"))].waiting;
            seen_.waiting.emplace(row.text("id"), waiting.size());
            waiting.push_back({.takes_s = takes_s, .priority = row.integer("priority")});
        }
        seen_.is_whole = static_cast<std::int64_t>(rows.size()) <= kPlayedMax;
        return {};
    }

    /// How often clips came lately.
    Result<void> see_coming() {
        const auto rows = HIBARI_TRY(tx_.query(
            "SELECT latest.account AS account, latest.engine AS engine, latest.quality AS quality, "
            "latest.size AS size, CAST(sum(latest.made_seconds) AS BIGINT) AS made_seconds, "
            "count(*) AS count, min(latest.created_at) AS first, job_shares.priority AS priority, "
            "job_shares.concurrency AS concurrency, job_shares.last_claim_at AS last_claim_at "
            "FROM (SELECT account, engine, quality, size, made_seconds, created_at FROM videos "
            "ORDER BY created_at DESC LIMIT :latest) AS latest "
            "JOIN job_shares ON job_shares.account = latest.account "
            "GROUP BY latest.account, latest.engine, latest.quality, latest.size, "
            "job_shares.priority, job_shares.concurrency, job_shares.last_claim_at",
            {{"latest", kCameMax}}
        ));
        std::int64_t first = store::to_column(seen_.at);
        for (const Row& row : rows) {
            first = std::min(first, row.integer("first"));
        }
        const double span_s = static_cast<double>(store::to_column(seen_.at) - first) / 1e6;
        std::map<std::string, double> came;
        for (const Row& row : rows) {
            const std::string& account = row.text("account");
            const double take_s = HIBARI_TRY(paces_.takes(row)).value_or(0);
            if (span_s <= 0) {
                continue;
            }
            const auto [place, is_new] = seen_.accounts.emplace(account, view_.accounts.size());
            if (is_new) {
                view_.accounts.push_back(
                    {.running = 0,
                     .concurrency = row.integer("concurrency"),
                     .last_claim = row.integer("last_claim_at"),
                     .waiting = {}}
                );
            }
            QueueView::Account& one = view_.accounts[place->second];
            const double before = came[account];
            const double count = came[account] += static_cast<double>(row.integer("count"));
            one.comes_every_s = span_s / count;
            one.coming.priority = row.integer("priority");
            one.coming.takes_s = (one.coming.takes_s * before + take_s) / count;
        }
        return {};
    }

    Result<double> takes(const Row& row) { return HIBARI_TRY(paces_.takes(row)).value_or(-1); }

    Transaction& tx_;
    Seen& seen_;
    QueueView& view_;
    Paces paces_;
};

/// A long queue: as many as go before it share the workers, and those of its own account share what
/// the account may use.
double wait_in_crowd(
    const QueueView& view,
    const QueueView::Account& own,
    const store::JobPlace& place,
    double mean_s
) {
    double left_s = 0;
    for (const QueueView::Running& one : view.running) {
        left_s += one.left_s;
    }
    const double in_all =
        (static_cast<double>(place.ahead) * mean_s + left_s) / static_cast<double>(view.workers);
    const double of_own =
        static_cast<double>(place.ahead_of_own + own.running + 1 - own.concurrency) * mean_s /
        static_cast<double>(own.concurrency);
    return std::max({in_all, of_own, 0.0});
}

}  // namespace

std::optional<double> play_forward(QueueView view) {
    std::priority_queue<Event> events;
    for (const QueueView::Running& one : view.running) {
        HIBARI_CHECK(one.account < view.accounts.size());
        events.push({.at_s = one.left_s, .account = one.account});
    }
    std::int64_t last_claim = 0;
    for (std::size_t i = 0; i < view.accounts.size(); ++i) {
        const QueueView::Account& one = view.accounts[i];
        last_claim = std::max(last_claim, one.last_claim);
        if (one.comes_every_s > 0) {
            events.push({.at_s = one.comes_every_s / 2, .account = i, .is_coming = true});
        }
    }
    const auto busy = static_cast<std::int64_t>(view.running.size());
    std::int64_t idle = std::max<std::int64_t>(view.workers - busy, 0);
    double now_s = 0;
    for (int step = 0; step < kStepsMax; ++step) {
        for (QueueView::Account* one = nullptr;
             idle > 0 && (one = next_account(view.accounts)) != nullptr;) {
            const QueueView::Waiting next = one->waiting.front();
            if (next.is_asked) {
                return now_s;
            }
            one->waiting.pop_front();
            one->running += 1;
            one->last_claim = ++last_claim;
            idle -= 1;
            const auto account = static_cast<std::size_t>(one - view.accounts.data());
            events.push({.at_s = now_s + next.takes_s, .account = account});
        }
        if (events.empty()) {
            return std::nullopt;
        }
        const Event event = events.top();
        events.pop();
        now_s = std::max(now_s, event.at_s);
        QueueView::Account& account = view.accounts[event.account];
        if (!event.is_coming) {
            account.running -= 1;
            idle += 1;
        } else if (view.workers > 0) {
            if (account.waiting.size() < kComingMax) {
                account.waiting.push_back(account.coming);
            }
            events.push(
                {.at_s = event.at_s + account.comes_every_s,
                 .account = event.account,
                 .is_coming = true}
            );
        }
    }
    return now_s;  // Others keep going first; it is at least so long.
}

Result<std::optional<Timestamp>> WaitEstimate::start_of(
    Transaction& tx, const Video& video, const store::JobPlace& place, Timestamp now
) {
    std::shared_ptr<const Seen> seen;
    {
        const std::lock_guard lock(mutex_);
        seen = seen_;
    }
    if (!seen || now - seen->at >= kFresh || now < seen->at) {
        const auto fresh = std::make_shared<Seen>(Seen{.at = now});
        HIBARI_TRY(Viewer(tx, *fresh).see());
        seen = fresh;
        const std::lock_guard lock(mutex_);
        seen_ = seen;
    }
    QueueView view = seen->view;
    if (view.workers == 0) {
        return std::optional<Timestamp>();
    }
    const auto known = seen->accounts.find(video.account);
    const std::size_t number = known != seen->accounts.end() ? known->second : view.accounts.size();
    const Row job = HIBARI_TRY(tx.query_row(
        "SELECT jobs.priority AS priority, job_shares.running AS running, "
        "job_shares.concurrency AS concurrency, job_shares.last_claim_at AS last_claim_at "
        "FROM jobs JOIN job_shares ON job_shares.account = jobs.account WHERE jobs.id = :id",
        {{"id", video.id}}
    ));
    if (number == view.accounts.size()) {
        view.accounts.push_back(
            {.running = job.integer("running"),
             .concurrency = job.integer("concurrency"),
             .last_claim = job.integer("last_claim_at"),
             .waiting = {}}
        );
    }
    QueueView::Account& own = view.accounts[number];
    // Of the same account only what waits already goes before it.
    own.comes_every_s = 0;
    const std::int64_t priority = job.integer("priority");
    const auto found = seen->waiting.find(video.id);
    if (found != seen->waiting.end()) {
        own.waiting[found->second].is_asked = true;
    } else {
        // It came since, behind all of its class.
        const auto behind = std::ranges::find_if(own.waiting, [&](const QueueView::Waiting& one) {
            return one.priority < priority;
        });
        own.waiting.insert(behind, {.is_asked = true, .priority = priority});
    }
    if (is_guess(view)) {
        return std::optional<Timestamp>();
    }
    limit_coming(view, priority);
    const auto wait_s = seen->is_whole
                            ? play_forward(std::move(view))
                            : std::optional(wait_in_crowd(view, own, place, seen->mean_s));
    if (!wait_s) {
        return std::optional<Timestamp>();
    }
    const auto wait = std::chrono::microseconds(static_cast<std::int64_t>(*wait_s * 1e6));
    return std::optional(std::max(seen->at + wait, now));
}

}  // namespace hibari::domain
