#pragma once

// A likeness: a person, an animal or a thing that was recorded, and what its owner lets others do
// with it. What it looks and sounds like is a blob elsewhere (the pack); here is only the say.
//
// The one idea to know: the owner's say is a *grant*, an id with a version. Every change of any
// part of it makes the version larger, and everything that is made carries the id and version that
// it was made under, so that a question asked later has an answer.

#include "base/result.h"
#include "store/job_queue.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hibari::trust {

enum class LikenessKind { kPerson, kAnimal, kObject };

/// "person", "animal" or "object".
std::string_view to_string(LikenessKind kind);
std::optional<LikenessKind> likeness_kind_of(std::string_view word);

enum class LikenessState {
    /// A person has to look at the recording first. Nobody may use it.
    kPendingReview,
    kActive,
    /// The owner withdrew it: nobody may use it, what was recorded is removed. For ever.
    kRevoked,
    /// The same, and its name, texts and people are gone too.
    kDeleted,
};

/// "pending_review", "active", "revoked" or "deleted".
std::string_view to_string(LikenessState state);

/// Who may use it besides its owner. Each level includes those before it.
enum class Level {
    kOnlyMe,
    /// People the owner allowed one by one.
    kApproved,
    /// And people whom the owner follows and who follow the owner.
    kMutuals,
    kEveryone,
};

/// "only_me", "approved", "mutuals" or "everyone".
std::string_view to_string(Level level);
std::optional<Level> level_of(std::string_view word);

/// How old the owner is known to be; unknown counts as a teen.
enum class AgeBand { kUnknown, kChild, kTeen, kAdult };

/// "unknown", "child", "teen" or "adult".
std::string_view to_string(AgeBand band);
std::optional<AgeBand> age_band_of(std::string_view word);

/// What others may do with it.
struct Scope {
    Level level = Level::kOnlyMe;
    /// Whether clips may speak in its voice, and whether clips with it may be remixed by others.
    bool voice = false;
    bool remix = false;
    /// Only what the owner's texts clearly allow: for the policy engine.
    bool strict = false;
    /// How it should appear ("always wears a fedora") and what it must not do or say ("never in a
    /// swimsuit"): for the policy engine. At most kTextBytesMax bytes each.
    std::string preferences;
    std::string restrictions;
    /// After this only the owner may use it; microseconds since 1970 in UTC.
    std::optional<std::int64_t> expires_at_us;

    friend bool operator==(const Scope&, const Scope&) = default;
};

/// A version of an owner's say.
struct Grant {
    std::string id;
    std::int64_t version = 0;

    friend bool operator==(const Grant&, const Grant&) = default;
};

struct Likeness {
    std::string id;
    /// An account.
    std::string owner;
    LikenessKind kind = LikenessKind::kPerson;
    std::string name;
    /// Without the @; empty once it is deleted.
    std::string handle;
    LikenessState state = LikenessState::kActive;
    /// Key of the blob with what was made from the recording; empty once that was removed.
    std::string pack;
    /// SHA-256 of what the enrolment was decided by, 64 hexadecimal digits.
    std::string evidence;
    /// Why a person has to look at it, one sentence a line; empty once it was decided.
    std::string doubts;
    Grant grant;
    Scope scope;
    /// SHA-256 of the text that the owner agreed to (trust/consent/notice.h).
    std::string notice;
    std::int64_t created_at_us = 0;
    std::int64_t changed_at_us = 0;
};

inline constexpr std::string_view kLikenessPrefix = "like_";
inline constexpr std::size_t kTextBytesMax = 4000;
inline constexpr std::size_t kNameCharactersMax = 80;
inline constexpr std::size_t kHandleBytesMin = 3;
inline constexpr std::size_t kHandleBytesMax = 30;
inline constexpr std::int64_t kLikenessesPerOwnerMax = 100;

/// Reasons of errors, as clients read them.
inline constexpr std::string_view kLikenessDenied = "likeness_permission_denied";
inline constexpr std::string_view kLikenessUnknown = "likeness_not_found";

/// The handle in lower case without its @; `invalid_argument` unless it has 3 to 30 of a-z, 0-9 and
/// '_'.
Result<std::string> check_handle(std::string_view text);

/// The name trimmed; `invalid_argument` unless it has 1 to 80 characters on one line.
Result<std::string> check_likeness_name(std::string_view text);

/// Whether somebody of that age may say this; `invalid_argument` or `permission_denied` (reason
/// `not_for_minors`).
Result<void> check_scope(const Scope& scope, AgeBand age);

}  // namespace hibari::trust
