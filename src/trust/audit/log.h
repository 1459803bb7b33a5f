#pragma once

// The record of what was done to people's say over their likeness, by whom, and of what moderators
// and administrators did: a Merkle log in rows (merkle.h), appended to in the transaction of the
// act itself, so that there is no act without its entry and no entry without its act.
//
// The one idea to know: an entry itself tells of nobody. Who did it (`actor`), whom it is about
// (`subject`) and what else is personal stand beside it in rows of their own, and the entry holds
// only SHA-256(salt || field || 0x00 || value) of each. Erasing those rows and their salts leaves
// the log provable and nobody in it.
//
//     HIBARI_TRY(trust::append(tx, {.kind = "likeness.revoked", .actor = who.account,
//                                   .subject = owner, .details = ..., .personal = ""}, now));

#include "base/json.h"
#include "base/result.h"
#include "store/database.h"
#include "store/job_queue.h"
#include "trust/audit/merkle.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// One act.
struct AuditEntry {
    /// What was done: 1 to 64 of [a-z0-9._], "likeness.revoked".
    std::string kind;
    /// Who did it: the id of an account, or "system". At most kNameBytesMax bytes; can be erased.
    std::string actor;
    /// Whom or what it was done to; empty when that says nothing. Can be erased.
    std::string subject = {};
    /// Facts that may stay public for ever: ids of things, versions, counts, hashes. Never a name,
    /// an address or a text that somebody wrote. An object of at most kDetailsBytesMax bytes.
    Json details = Json::object();
    /// Everything else that shall be provable: reasons, names, texts. At most kPersonalBytesMax
    /// bytes; empty for nothing. Can be erased.
    std::string personal = {};
};

inline constexpr std::size_t kNameBytesMax = 200;
inline constexpr std::size_t kDetailsBytesMax = 16U << 10U;
inline constexpr std::size_t kPersonalBytesMax = 64U << 10U;

/// Adds an entry; what is in it becomes true or not together with the rest of the transaction.
/// Returns its index, from 0. Costs O(log n) hashes and four statements. `invalid_argument` for an
/// entry of another shape than described.
Result<std::int64_t> append(store::Transaction& tx, const AuditEntry& entry, store::Timestamp now);

/// A field that stands beside the entry.
struct SealedField {
    /// actor, subject or personal.
    std::string field;
    /// 32 hexadecimal digits.
    std::string salt;
    std::string value;
};

/// An entry as it is kept.
struct AuditLeaf {
    std::int64_t index = 0;
    /// Microseconds since 1970 in UTC.
    std::int64_t at_us = 0;
    std::string kind;
    /// The bytes that are hashed, JSON.
    std::string entry;
    /// What was not erased.
    std::vector<SealedField> sealed;

    /// The value of that field; empty when there was none or it was erased.
    std::string value(std::string_view field) const;
};

/// Which entries; what is empty leaves all through.
struct AuditQuery {
    std::string kind;
    std::string actor;
    std::string subject;
    /// Only those from this index on, at most `limit` (1 to kLeavesMax), in order.
    std::int64_t from = 0;
    std::int64_t limit = 100;
};

inline constexpr std::int64_t kLeavesMax = 1000;

Result<std::vector<AuditLeaf>> find_leaves(store::Transaction& tx, const AuditQuery& query);

/// The state of the log: how many entries, and the root over them.
struct LogState {
    std::int64_t size = 0;
    Hash root{};
};

Result<LogState> log_state(store::Transaction& tx);

/// Hashes that the rows keep; borrows the transaction.
NodeReader node_reader(store::Transaction& tx);

/// Removes what entries hold about a person by that id: as actor their name, as subject their name
/// and everything personal. Returns how many entries lost something. The entries stay.
Result<std::int64_t> erase_person(store::Transaction& tx, std::string_view id);

/// SHA-256(salt || field || 0x00 || value) in hexadecimal digits; `salt` as text.
std::string seal(const SealedField& sealed);

/// Compares an entry with what stands beside it: whether index, time and kind are those of the
/// entry, and whether each field is the one that was sealed. `data_loss` says what was changed.
Result<void> check_leaf(const AuditLeaf& leaf);

/// Reads the whole log and computes everything anew; `data_loss` names the first row that was
/// changed, removed or added by other ways than these. Holds a snapshot as long as it reads.
Result<LogState> verify_rows(store::Transaction& tx);

}  // namespace hibari::trust
