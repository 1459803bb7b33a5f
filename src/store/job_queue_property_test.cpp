// Random interleavings of everything that can happen to jobs, against a small model of what must be
// true, on every engine (see testing/under_test.h).

#include "base/check.h"
#include "store/job_queue.h"
#include "store/migrations.h"
#include "store/testing/under_test.h"

#include <gtest/gtest.h>
#include <map>
#include <rapidcheck.h>
#include <set>

namespace hibari::store {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::microseconds kLease = 10s;
constexpr int kAccounts = 3;
constexpr int kWorkers = 3;

// What happens next; `number` picks whom or which.
struct Step {
    enum class Kind { kEnqueue, kClaim, kRenew, kFinish, kCancel, kDeath, kGiveBack, kTime, kLost };

    Kind kind = Kind::kEnqueue;
    int number = 0;
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
    return out << static_cast<int>(step.kind) << '/' << step.number;
}

rc::Gen<Step> any_step() {
    return rc::gen::map(
        rc::gen::pair(rc::gen::inRange(0, 12), rc::gen::inRange(0, 1000)),
        [](const std::pair<int, int>& drawn) {
            // Jobs come and are claimed more often than anything else happens.
            constexpr std::array<Step::Kind, 12> kKinds{
                Step::Kind::kEnqueue,
                Step::Kind::kEnqueue,
                Step::Kind::kEnqueue,
                Step::Kind::kClaim,
                Step::Kind::kClaim,
                Step::Kind::kRenew,
                Step::Kind::kFinish,
                Step::Kind::kCancel,
                Step::Kind::kDeath,
                Step::Kind::kGiveBack,
                Step::Kind::kTime,
                Step::Kind::kLost
            };
            return Step{kKinds[static_cast<std::size_t>(drawn.first)], drawn.second};
        }
    );
}

struct ModelJob {
    std::string account;
    std::int64_t priority = 0;
    Timestamp queued_at{};
    std::int64_t attempt = 0;
    std::int64_t attempts_max = 0;
    bool cancelled = false;
    /// Of the holder; nothing while it waits.
    std::optional<Lease> lease;
    std::string worker;
};

// Plays steps on the rows and on the model, and compares what both say.
class Play {
  public:
    explicit Play(Database& database) : database_(database) {
        const auto emptied = database_.write([](Transaction& tx) {
            return tx.run_script("DELETE FROM jobs; DELETE FROM job_shares");
        });
        HIBARI_CHECK(emptied.has_value());
    }

    void play(const Step& step) {
        now_ += 1ms;
        switch (step.kind) {
            case Step::Kind::kEnqueue:
                return enqueue(step.number);
            case Step::Kind::kClaim:
                return claim("w" + std::to_string(step.number % kWorkers));
            case Step::Kind::kRenew:
                return renew(step.number);
            case Step::Kind::kFinish:
                return finish(step.number);
            case Step::Kind::kCancel:
                return cancel(step.number);
            case Step::Kind::kDeath:
                return die("w" + std::to_string(step.number % kWorkers));
            case Step::Kind::kGiveBack:
                return give_back(step.number);
            case Step::Kind::kTime:
                now_ += std::chrono::milliseconds(step.number * 10);
                return;
            case Step::Kind::kLost:
                return lose();
        }
    }

    // The rows are those of the model, and the counters those of the rows.
    void compare() {
        const auto rows = database_.read([](Transaction& tx) {
            return tx.query(
                "SELECT id, account, state, attempt, lease_token, cancel_requested "
                "FROM jobs"
            );
        });
        RC_ASSERT(rows.has_value());
        RC_ASSERT(rows->size() == jobs_.size());
        for (const Row& row : *rows) {
            const auto found = jobs_.find(row.text("id"));
            RC_ASSERT(found != jobs_.end());
            const ModelJob& job = found->second;
            RC_ASSERT(row.text("account") == job.account);
            RC_ASSERT((row.text("state") == "running") == job.lease.has_value());
            RC_ASSERT(row.integer("attempt") == job.attempt);
            RC_ASSERT(row.flag("cancel_requested") == job.cancelled);
            RC_ASSERT(!job.lease || row.integer("lease_token") == job.lease->token);
        }
        const auto shares = database_.read([](Transaction& tx) {
            return tx.query("SELECT account, queued, running, priority FROM job_shares");
        });
        RC_ASSERT(shares.has_value());
        for (const Row& share : *shares) {
            std::int64_t queued = 0;
            std::int64_t running = 0;
            std::optional<std::int64_t> best;
            for (const auto& [id, job] : jobs_) {
                if (job.account != share.text("account")) {
                    continue;
                }
                (job.lease ? running : queued) += 1;
                if (!job.lease) {
                    best = std::max(best.value_or(job.priority), job.priority);
                }
            }
            RC_ASSERT(share.integer("queued") == queued);
            RC_ASSERT(share.integer("running") == running);
            RC_ASSERT(!best || share.integer("priority") == *best);
        }
    }

  private:
    static std::int64_t concurrency_of(const std::string& account) {
        return 1 + account.back() - '0';
    }

    template <typename F>
    auto write(F function) {
        auto result = database_.write(function, Isolation::kReadCommitted);
        RC_ASSERT(result || result.error().code == ErrorCode::kPermissionDenied);
        return result;
    }

    // Any lease ever given, so that late holders get their chance too.
    std::optional<Lease> any_lease(int number) const {
        return given_.empty()
                   ? std::nullopt
                   : std::optional(given_[static_cast<std::size_t>(number) % given_.size()]);
    }

    bool is_current(const Lease& lease) const {
        const auto job = jobs_.find(lease.job);
        return job != jobs_.end() && job->second.lease && job->second.lease->token == lease.token;
    }

    void enqueue(int number) {
        const NewJob job{
            .id = "job" + std::to_string(made_++),
            .account = "account" + std::to_string(number % kAccounts),
            .priority = number / 7 % 2,
            .concurrency = concurrency_of(std::to_string(number % kAccounts)),
            .attempts_max = 1 + number % 3
        };
        RC_ASSERT(write([&](Transaction& tx) { return JobQueue::enqueue(tx, job, now_); }
        ).has_value());
        jobs_[job.id] = {
            .account = job.account,
            .priority = job.priority,
            .queued_at = now_,
            .attempts_max = job.attempts_max
        };
    }

    void claim(const std::string& worker) {
        const auto lease =
            write([&](Transaction& tx) { return JobQueue::claim(tx, worker, now_, kLease); });
        const std::string expected = next_by_the_rules();
        RC_ASSERT(lease->has_value() == !expected.empty());
        if (expected.empty()) {
            return;
        }
        RC_ASSERT((*lease)->job == expected);
        ModelJob& job = jobs_.at(expected);
        RC_ASSERT((*lease)->token > tokens_[expected]);
        tokens_[expected] = (*lease)->token;
        job.attempt += 1;
        RC_ASSERT((*lease)->attempt == job.attempt);
        RC_ASSERT(job.attempt <= job.attempts_max);
        job.lease = **lease;
        job.worker = worker;
        given_.push_back(**lease);
        served_[job.account] = now_;
    }

    // The page's sentence, written out slowly.
    std::string next_by_the_rules() const {
        using Rank = std::tuple<std::int64_t, std::int64_t, Timestamp, std::string>;
        std::map<std::string, std::int64_t> running;
        for (const auto& [id, job] : jobs_) {
            running[job.account] += job.lease ? 1 : 0;
        }
        std::optional<std::pair<Rank, std::string>> best;
        for (const auto& [account, count] : running) {
            std::optional<std::tuple<std::int64_t, Timestamp, std::string>> first;
            for (const auto& [id, job] : jobs_) {
                if (job.account == account && !job.lease) {
                    const std::tuple mine(-job.priority, job.queued_at, id);
                    first = std::min(first.value_or(mine), mine);
                }
            }
            if (!first || count >= concurrency_of(account)) {
                continue;
            }
            const auto served = served_.find(account);
            const Rank rank(
                std::get<0>(*first),
                count,
                served == served_.end() ? Timestamp{} : served->second,
                account
            );
            if (!best || rank < best->first) {
                best = std::pair(rank, std::get<2>(*first));
            }
        }
        return best ? best->second : "";
    }

    void renew(int number) {
        const auto lease = any_lease(number);
        if (!lease) {
            return;
        }
        const auto renewed =
            write([&](Transaction& tx) { return JobQueue::renew(tx, *lease, now_ + kLease); });
        RC_ASSERT(renewed.has_value() == is_current(*lease));
        if (renewed) {
            ModelJob& job = jobs_.at(lease->job);
            job.lease->until = now_ + kLease;
            RC_ASSERT(renewed->cancel_requested == job.cancelled);
        }
    }

    void finish(int number) {
        const auto lease = any_lease(number);
        if (!lease) {
            return;
        }
        const auto done = write([&](Transaction& tx) { return JobQueue::finish(tx, *lease); });
        RC_ASSERT(done.has_value() == is_current(*lease));
        if (done) {
            RC_ASSERT(finished_.insert(lease->job).second);
            jobs_.erase(lease->job);
        }
    }

    void give_back(int number) {
        const auto lease = any_lease(number);
        if (!lease) {
            return;
        }
        const auto done = write([&](Transaction& tx) { return JobQueue::give_back(tx, *lease); });
        RC_ASSERT(done.has_value() == is_current(*lease));
        if (done) {
            jobs_.at(lease->job).lease.reset();
            jobs_.at(lease->job).attempt -= 1;
        }
    }

    void cancel(int number) {
        const std::string id = "job" + std::to_string(made_ == 0 ? 0 : number % made_);
        const auto found = write([&](Transaction& tx) { return JobQueue::cancel(tx, id); });
        const auto job = jobs_.find(id);
        if (job == jobs_.end()) {
            RC_ASSERT(*found == Cancel::kUnknown);
        } else if (job->second.lease) {
            RC_ASSERT(*found == Cancel::kRequested);
            job->second.cancelled = true;
        } else {
            RC_ASSERT(*found == Cancel::kRemoved);
            jobs_.erase(job);
        }
    }

    void die(const std::string& worker) {
        const auto lost =
            write([&](Transaction& tx) { return JobQueue::release_worker(tx, worker); });
        take_back(*lost, [&](const ModelJob& job) { return job.worker == worker; });
    }

    void lose() {
        const auto lost = write([&](Transaction& tx) { return JobQueue::requeue_lost(tx, now_); });
        take_back(*lost, [&](const ModelJob& job) { return job.lease->until < now_; });
    }

    template <typename F>
    void take_back(const std::vector<LostJob>& lost, F is_lost) {
        std::map<std::string, LostJob::Outcome> told;
        for (const LostJob& one : lost) {
            told[one.job] = one.outcome;
        }
        std::size_t expected = 0;
        for (auto job = jobs_.begin(); job != jobs_.end();) {
            ModelJob& one = job->second;
            if (!one.lease || !is_lost(one)) {
                ++job;
                continue;
            }
            expected += 1;
            RC_ASSERT(told.contains(job->first));
            const LostJob::Outcome outcome = told[job->first];
            one.lease.reset();
            if (one.cancelled) {
                RC_ASSERT(outcome == LostJob::Outcome::kCancelled);
                job = jobs_.erase(job);
            } else if (one.attempt >= one.attempts_max) {
                RC_ASSERT(outcome == LostJob::Outcome::kExhausted);
                job = jobs_.erase(job);
            } else {
                RC_ASSERT(outcome == LostJob::Outcome::kRequeued);
                ++job;
            }
        }
        RC_ASSERT(lost.size() == expected);
    }

    Database& database_;
    Timestamp now_{std::chrono::hours(500'000)};
    int made_ = 0;
    std::map<std::string, ModelJob> jobs_;
    std::map<std::string, std::int64_t> tokens_;
    std::map<std::string, Timestamp> served_;
    std::vector<Lease> given_;
    std::set<std::string> finished_;
};

TEST(JobQueueProperty, NothingIsLostDoubledOrMiscounted) {
    const auto under_test = testing::make_database_under_test();
    HIBARI_NEEDS_ENGINE(under_test);
    const auto database = under_test->open();
    ASSERT_TRUE(migrate(*database));
    EXPECT_TRUE(rc::check("the queue does as the model does", [&] {
        const auto steps = *rc::gen::container<std::vector<Step>>(any_step());
        Play play(*database);
        for (const Step& step : steps) {
            play.play(step);
            play.compare();
        }
    }));
}

// If no job comes or ends, jobs start in the order that their places tell.
TEST(JobQueueProperty, PlacesTellTheOrderOfClaims) {
    const auto under_test = testing::make_database_under_test();
    HIBARI_NEEDS_ENGINE(under_test);
    const auto database = under_test->open();
    ASSERT_TRUE(migrate(*database));
    EXPECT_TRUE(rc::check("places are the order of claims", [&] {
        const auto accounts = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4));
        const int claims_before = *rc::gen::inRange(0, 6);
        const int more = *rc::gen::inRange(0, 4);
        Timestamp now{std::chrono::hours(500'000)};
        std::vector<std::string> waiting;
        const auto claim = [&](Transaction& tx) {
            now += 1ms;
            return JobQueue::claim(tx, "w", now, kLease);
        };
        const auto ordered = database->write([&](Transaction& tx) -> Result<bool> {
            HIBARI_TRY(tx.run_script("DELETE FROM jobs; DELETE FROM job_shares"));
            waiting.clear();
            const auto enqueue = [&](int account) {
                now += 1ms;
                const NewJob job{
                    .id = "job" + std::to_string(waiting.size()),
                    .account = std::to_string(account),
                    .concurrency = 1000
                };
                waiting.push_back(job.id);
                return JobQueue::enqueue(tx, job, now);
            };
            for (const int account : accounts) {
                HIBARI_TRY(enqueue(account));
            }
            for (int i = 0; i < claims_before; ++i) {
                HIBARI_TRY(claim(tx));
            }
            for (int i = 0; i < more; ++i) {
                HIBARI_TRY(enqueue(i));
            }
            std::map<std::int64_t, std::string> by_place;
            std::size_t count = 0;
            for (const std::string& id : waiting) {
                const auto place = HIBARI_TRY(JobQueue::place(tx, id));
                if (place->state == JobPlace::State::kQueued) {
                    by_place[place->ahead] = id;
                    count += 1;
                }
            }
            bool right = by_place.size() == count;
            for (std::size_t i = 0; i < count && right; ++i) {
                const auto lease = HIBARI_TRY(claim(tx));
                right = lease && by_place[static_cast<std::int64_t>(i)] == lease->job;
            }
            return right;
        });
        RC_ASSERT(ordered.has_value());
        RC_ASSERT(*ordered);
    }));
}

}  // namespace
}  // namespace hibari::store
