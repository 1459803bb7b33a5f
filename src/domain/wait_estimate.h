#pragma once

// When a waiting clip will start. No formula knows about priorities, fair turns, limits of accounts
// and clips that are half done all at once; so the queue is played forward by the rule that the
// real one follows (see store/job_queue.h), with the time that such clips took lately and with new
// ones coming as they came lately, for some of them will have more right to go first.

#include "base/result.h"
#include "domain/video.h"
#include "store/database.h"
#include "store/job_queue.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace hibari::domain {

/// A queue at one moment, as far as it matters for when something starts.
struct QueueView {
    struct Waiting {
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

/// When a clip with this place in the queue probably starts; nothing when nobody can tell: no
/// worker lives, or none of the kind was ever made.
Result<std::optional<store::Timestamp>> estimate_start(
    store::Transaction& tx, const Video& video, const store::JobPlace& place, store::Timestamp now
);

}  // namespace hibari::domain
