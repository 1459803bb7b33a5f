#pragma once

// Requests for removal from people who need no account: somebody in an intimate picture, a parent,
// somebody whose face or voice it is, an estate, a rights holder. A valid request has what the Take
// It Down Act asks for: a signature, where the thing is, a statement in good faith, how to reach
// whoever sends it. Its clock runs from the second it arrives (domain/review/deadlines.h).

#include "base/clock.h"
#include "base/result.h"
#include "domain/review/case_rows.h"
#include "domain/review/deadlines.h"
#include "store/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace hibari::domain {

struct NewRemoval {
    /// A category (domain/review/categories.h).
    std::string_view reason;
    /// ISO 3166, two letters; empty when not said.
    std::string_view jurisdiction;
    std::string_view signature;
    std::string_view contact;
    /// The address or the id of the clip, or of whatever else it is.
    std::string_view location;
    std::string_view text;
    /// That what is said is true, in good faith.
    bool in_good_faith = false;
};

struct RemovalRequest {
    std::string id;
    std::string case_id;
    std::string reason;
    std::string location;
    std::int64_t created_at_us = 0;
    std::int64_t due_at_us = 0;
    /// withheld (until a person has looked), removed or refused; empty while nobody has decided.
    std::string outcome;
    std::optional<std::int64_t> answered_at_us;
};

/// A request just made, and the token with which it can be followed; it is shown once.
struct NewRemovalRequest {
    RemovalRequest request;
    std::string token;
};

class Removals {
  public:
    Removals(store::Database& database, const Clock& clock, Deadlines deadlines)
        : database_(database), clock_(clock), deadlines_(std::move(deadlines)) {}

    /// `invalid_argument` names the field that is missing or names nothing here.
    Result<NewRemovalRequest> create(const NewRemoval& wanted);

    /// `not_found` unless the token is that of the request.
    Result<RemovalRequest> find(std::string_view id, std::string_view token);

  private:
    store::Database& database_;
    const Clock& clock_;
    Deadlines deadlines_;
};

/// The thing that an address of this server, or an id, names; nothing when it is none.
std::optional<Subject> subject_at(std::string_view location);

}  // namespace hibari::domain
