#pragma once

// All that reporting, deciding and undoing needs, made once per installation.

#include "domain/notices.h"
#include "domain/review/appeals.h"
#include "domain/review/depictions.h"
#include "domain/review/removals.h"
#include "domain/review/reports.h"
#include "domain/review/review.h"

#include <utility>

namespace hibari::domain {

struct Moderation {
    Notices notices;
    Reports reports;
    Removals removals;
    Appeals appeals;
    Depictions depictions;
    Review review;

    explicit Moderation(const ReviewParts& parts)
        : notices(parts.database, parts.clock),
          reports(parts.database, parts.clock, parts.deadlines),
          removals(parts.database, parts.clock, parts.deadlines),
          appeals(parts.database, parts.clock, parts.deadlines),
          depictions(parts.database, parts.clock),
          review(parts) {}
};

}  // namespace hibari::domain
