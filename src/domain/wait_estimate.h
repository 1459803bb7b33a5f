#pragma once

// When a waiting clip will start. No formula knows about priorities, fair turns, limits of accounts
// and clips that are half done all at once; so the queue is played forward by the rule that the
// real one follows (see store/job_queue.h), with the time that such clips took lately and with new
// ones coming as they came lately, for some of them will have more right to go first.

#include "base/result.h"
#include "domain/video.h"
#include "store/database.h"
#include "store/job_queue.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace hibari::domain {

/// A queue at one moment, as far as it matters for when something starts.
struct QueueView {
    struct Waiting {
        /// Negative when nobody knows.
        double takes_s = 0;
        /// The one that is asked about.
        bool is_asked = false;
        std::int64_t priority = 0;
    };

    struct Account {
        std::int64_t running = 0;
        std::int64_t concurrency = 1;
        /// Orders accounts that were served before; smaller is longer ago.
        std::int64_t last_claim = 0;
        /// In the order in which the account's own go.
        std::deque<Waiting> waiting;
        /// What comes later, and how often; nothing comes when that is 0.
        double comes_every_s = 0;
        Waiting coming{};
    };

    struct Running {
        std::size_t account = 0;
        double left_s = 0;
    };

    /// In the order of their ids, which decides between equals.
    std::vector<Account> accounts;
    std::vector<Running> running;
    /// Those that run something and those that are free.
    std::int64_t workers = 0;
};

/// Seconds until the clip that is asked about starts; nothing when it never would (no workers).
std::optional<double> play_forward(QueueView view);

/// Tells everybody who asks. Reads the queue anew at most every kFresh, so that a crowd that asks
/// costs little more than one. Safe from any thread.
class WaitEstimate {
  public:
    /// When this waiting clip probably starts; nothing when nobody can tell: no worker lives, or
    /// none of a kind that goes first was ever made. `place` is where it stands.
    Result<std::optional<store::Timestamp>> start_of(
        store::Transaction& tx,
        const Video& video,
        const store::JobPlace& place,
        store::Timestamp now
    );

    static constexpr std::chrono::milliseconds kFresh{100};

  private:
    struct Seen;

    std::mutex mutex_;
    /// What was seen last; shared with those who are reading it. Guarded by mutex_.
    std::shared_ptr<const Seen> seen_;
};

}  // namespace hibari::domain
