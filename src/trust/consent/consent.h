#pragma once

// The rows of likenesses and the one question that is asked of them: may this account use that
// likeness now? Every function works inside a transaction that somebody else opened, so that an
// answer and what is done because of it are one. Every change makes a new version of the grant, an
// entry of the audit log (trust/audit/log.h) and a receipt (receipt.h), all in that transaction.
//
// Who is a mutual and who blocked whom is not known here: whoever asks says so.

#include "base/result.h"
#include "store/database.h"
#include "store/job_queue.h"
#include "trust/consent/likeness.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// What an owner and somebody else are to each other.
struct Relation {
    /// Each follows the other.
    bool is_mutual = false;
    /// One of them blocked the other.
    bool is_blocked = false;
};

/// What somebody wants to do with it.
enum class Use {
    /// Make a clip with it.
    kCreate,
    /// Change or continue a clip with it.
    kRemix,
};

/// The decision: allowed unless it fails. Allowed is the owner, while it is active; else whoever
/// the level lets, unless one blocked the other, the owner denied them, or the grant expired.
/// Errors name nothing of why: `permission_denied` (kLikenessDenied) for all of those, and
/// `not_found` (kLikenessUnknown) for what is revoked or deleted.
Result<void> may_use(
    store::Transaction& tx,
    std::string_view account,
    const Likeness& likeness,
    Relation relation,
    Use use,
    store::Timestamp now
);

/// A likeness that is about to exist.
struct NewLikeness {
    std::string owner;
    LikenessKind kind = LikenessKind::kPerson;
    std::string name;
    std::string handle;
    /// Key of the blob with what was made from the recording.
    std::string pack;
    /// SHA-256 of what the enrolment was decided by, in hexadecimal digits.
    std::string evidence;
    /// Whether the enrolment was accepted; otherwise a person has to look at it first.
    bool is_accepted = false;
    /// What that person should know, one sentence a line.
    std::string doubts;
    Scope scope;
    /// notice_hash of the text that was shown and agreed to.
    std::string notice;
};

/// `invalid_argument` for a wrong field (`notice` when it is not the text for this scope),
/// `permission_denied` for what the owner's age does not allow, `already_exists` (reason
/// `handle_taken`), `failed_precondition` when the owner has too many.
Result<Likeness> create_likeness(
    store::Transaction& tx, const NewLikeness& wanted, AgeBand age, store::Timestamp now
);

/// `not_found` (kLikenessUnknown) when there is none; what is deleted is found.
Result<Likeness> find_likeness(store::Transaction& tx, std::string_view id);
std::string_view likeness_columns();
Likeness likeness_of(const store::Row& row);

/// That of an active, pending or revoked likeness; without the @, in any case.
Result<std::optional<Likeness>> find_by_handle(store::Transaction& tx, std::string_view handle);

/// All of an owner that are not deleted, oldest first.
Result<std::vector<Likeness>> likenesses_of(store::Transaction& tx, std::string_view owner);

/// What an owner changes; absent means as before.
struct LikenessChange {
    std::optional<std::string> name;
    std::optional<std::string> handle;
    std::optional<Scope> scope;
    /// Needed when the scope becomes wider: notice_hash of the new text.
    std::string notice;
};

/// `failed_precondition` for one that is revoked or deleted; else errors as of create_likeness.
Result<Likeness> change_likeness(
    store::Transaction& tx,
    const Likeness& likeness,
    const LikenessChange& change,
    AgeBand age,
    store::Timestamp now
);

/// What a person who looked at a doubtful enrolment decided: it becomes active, or is deleted with
/// its pack (the caller removes that blob). `failed_precondition` unless it is pending.
Result<Likeness> review_likeness(
    store::Transaction& tx,
    const Likeness& likeness,
    std::string_view moderator,
    bool accept,
    std::string_view reason,
    store::Timestamp now
);

enum class Withdrawal {
    kRevoke,
    /// Takes name, handle, texts, people and requests away as well.
    kDelete,
};

/// Ends every permission at once and forgets the pack's key; what was made with it is up to the
/// caller, in the same transaction. Withdrawing twice changes nothing more. `actor` is the owner
/// or whoever acts for them.
Result<Likeness> withdraw_likeness(
    store::Transaction& tx,
    const Likeness& likeness,
    std::string_view actor,
    Withdrawal how,
    store::Timestamp now
);

// ---- single people
// -------------------------------------------------------------------------------

enum class Standing { kNone, kAllow, kDeny };

/// "none", "allow" or "deny".
std::string_view to_string(Standing standing);
std::optional<Standing> standing_of(std::string_view word);

struct LikenessPerson {
    std::string account;
    Standing verdict = Standing::kNone;
    std::int64_t decided_at_us = 0;
};

inline constexpr std::int64_t kPeoplePerLikenessMax = 10'000;

/// Says of one account that it may, may not, or is like anybody else. Decides an open request of
/// theirs as well.
Result<Likeness> set_person(
    store::Transaction& tx,
    const Likeness& likeness,
    std::string_view account,
    Standing standing,
    store::Timestamp now
);

/// By account, at most kPeoplePerLikenessMax.
Result<std::vector<LikenessPerson>> people_of(store::Transaction& tx, std::string_view likeness);

struct LikenessRequest {
    std::string id;
    std::string likeness;
    std::string account;
    std::string message;
    /// pending, approved or declined.
    std::string state;
    std::int64_t created_at_us = 0;
    std::optional<std::int64_t> decided_at_us;
};

inline constexpr std::size_t kMessageBytesMax = 1000;
inline constexpr std::int64_t kOpenRequestsMax = 1000;

/// Asks the owner. `not_found` for what is not active; `already_exists` while one is open;
/// `permission_denied` when one blocked the other or the owner said no to them.
Result<LikenessRequest> request_likeness(
    store::Transaction& tx,
    const Likeness& likeness,
    std::string_view account,
    Relation relation,
    std::string_view message,
    store::Timestamp now
);

/// Approving allows the person; declining leaves them as they were.
Result<LikenessRequest> decide_request(
    store::Transaction& tx,
    const Likeness& likeness,
    std::string_view request,
    bool approve,
    store::Timestamp now
);

/// Open ones first, then the latest; at most 1,000.
Result<std::vector<LikenessRequest>> requests_of(store::Transaction& tx, std::string_view likeness);

}  // namespace hibari::trust
