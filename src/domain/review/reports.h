#pragma once

// People who say that something should not be there. A report never takes anything down by itself,
// however many there are: it makes a moderator look, the sooner the graver it is. So flooding a
// lawful clip with reports costs a moderator one look and nobody their clip.

#include "base/clock.h"
#include "base/result.h"
#include "domain/principal.h"
#include "domain/review/case_rows.h"
#include "domain/review/deadlines.h"
#include "domain/subject.h"
#include "store/database.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hibari::domain {

struct Report {
    std::string id;
    std::string case_id;
    Subject subject;
    std::string category;
    std::string text;
    std::int64_t created_at_us = 0;
    /// When a person will have looked at it.
    std::int64_t due_at_us = 0;
};

struct NewReport {
    Subject subject;
    std::string_view category;
    /// What is wrong with it; may be empty.
    std::string_view text;
};

inline constexpr std::size_t kReportCharactersMax = 2000;
inline constexpr std::int64_t kReportsPerDayMax = 50;

class Reports {
  public:
    Reports(store::Database& database, const Clock& clock, Deadlines deadlines)
        : database_(database), clock_(clock), deadlines_(std::move(deadlines)) {}

    /// Reports a thing. A second report of the same one by the same account while nobody has
    /// decided yet changes the first. `not_found` when there is no such thing,
    /// `resource_exhausted` after kReportsPerDayMax in 24 hours.
    Result<Report> create(const Principal& who, const NewReport& wanted);

  private:
    store::Database& database_;
    const Clock& clock_;
    Deadlines deadlines_;
};

}  // namespace hibari::domain
