#pragma once

// Names that nobody may depict: of living people who do not want it, of the dead whose family or
// estate speaks for them, of works and characters whose rights somebody holds. Whoever asks needs
// no account; a moderator checks what they show; from then on the policy refuses the name. The
// holder keeps the say: with the token they permit accounts, or everybody, or withdraw it all.

#include "base/clock.h"
#include "base/result.h"
#include "domain/principal.h"
#include "store/database.h"
#include "store/job_queue.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

enum class DepictionKind { kDoNotDepict, kEstate, kWork };

/// "do_not_depict", "estate" or "work".
std::string_view to_string(DepictionKind kind);

/// `invalid_argument` for any other word.
Result<DepictionKind> depiction_kind_of(std::string_view word);

enum class DepictionState { kRequested, kActive, kRefused, kWithdrawn };

/// "requested", "active", "refused" or "withdrawn".
std::string_view to_string(DepictionState state);

struct Depiction {
    std::string id;
    DepictionKind kind = DepictionKind::kDoNotDepict;
    std::string name;
    std::vector<std::string> aliases;
    std::string signature;
    std::string contact;
    std::string evidence;
    DepictionState state = DepictionState::kRequested;
    std::int64_t created_at_us = 0;
    std::optional<std::int64_t> decided_at_us;
    /// Accounts that may; one that is empty stands for everybody.
    std::vector<std::string> permitted;
};

struct NewDepiction {
    DepictionKind kind = DepictionKind::kDoNotDepict;
    std::string_view name;
    std::vector<std::string> aliases;
    std::string_view signature;
    std::string_view contact;
    /// Why who asks may ask: a link, a case number, an explanation.
    std::string_view evidence;
};

struct NewDepictionAnswer {
    Depiction depiction;
    /// Shown once; whoever has it speaks for the holder.
    std::string token;
};

inline constexpr std::size_t kAliasesMax = 20;
inline constexpr std::int64_t kPermitsMax = 1000;

class Depictions {
  public:
    Depictions(store::Database& database, const Clock& clock)
        : database_(database), clock_(clock) {}

    Result<NewDepictionAnswer> request(const NewDepiction& wanted);

    /// The holder's acts. `not_found` unless the token is that of the entry.
    Result<Depiction> find(std::string_view id, std::string_view token);
    Result<Depiction> withdraw(std::string_view id, std::string_view token);
    /// `account`: whom to permit, by id; empty for everybody. `not_found` for no such account.
    Result<Depiction> permit(std::string_view id, std::string_view token, std::string_view account);
    Result<Depiction> forbid(std::string_view id, std::string_view token, std::string_view account);

    /// For moderators: those in that state, oldest first, at most 200.
    Result<std::vector<Depiction>> list(const Principal& who, DepictionState state);
    Result<Depiction> decide(const Principal& who, std::string_view id, bool accept);

    /// What the policy needs: all active ones.
    Result<std::vector<Depiction>> active();

  private:
    store::Timestamp now() const;

    store::Database& database_;
    const Clock& clock_;
};

}  // namespace hibari::domain
