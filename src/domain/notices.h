#pragma once

// What the server has to tell people: that a clip was removed and why, that somebody used their
// likeness, that an appeal was decided. A notice is written in the transaction that makes it true,
// so nobody is told of what did not happen and nothing happens untold.

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "domain/paging.h"
#include "domain/principal.h"
#include "domain/subject.h"
#include "store/database.h"
#include "store/job_queue.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

struct Notice {
    std::string id;
    /// Dotted: "moderation.removed".
    std::string kind;
    std::optional<Subject> subject;
    /// For a person.
    std::string text;
    /// For a program; null for nothing.
    Json details = nullptr;
    std::int64_t created_at_us = 0;
    std::optional<std::int64_t> read_at_us;
};

struct NewNotice {
    std::string_view kind;
    std::optional<Subject> subject;
    std::string text;
    Json details = nullptr;
};

struct NoticePage {
    std::vector<Notice> notices;
    bool has_more = false;
};

/// Tells an account. To nobody (an empty id, or an account that is gone) nothing is told.
Result<void> notify(
    store::Transaction& tx, std::string_view account, const NewNotice& notice, store::Timestamp now
);

class Notices {
  public:
    Notices(store::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    Result<NoticePage> list(const Principal& who, const PageRequest& page);
    /// Says that it was read; a second time changes nothing.
    Result<Notice> mark_read(const Principal& who, std::string_view id);

  private:
    store::Database& database_;
    const Clock& clock_;
};

}  // namespace hibari::domain
