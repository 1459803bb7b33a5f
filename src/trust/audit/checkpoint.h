#pragma once

// Signed statements of what the log was: size and root, in the formats of C2SP's tlog-checkpoint
// and signed-note, so that other people's tools read them. Whoever keeps one can prove later that
// nothing before it was changed.

#include "base/result.h"
#include "store/database.h"
#include "store/job_queue.h"
#include "trust/audit/merkle.h"
#include "trust/audit/signing_key.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

struct Checkpoint {
    /// Which log: "example.com/audit". No white space.
    std::string origin;
    std::uint64_t size = 0;
    Hash root{};
};

/// A checkpoint as somebody signed it. Its signature is not checked yet.
struct SignedCheckpoint {
    Checkpoint checkpoint;
    /// The whole note.
    std::string note;
    /// What was signed.
    std::string body;
    std::string key_name;
    /// Four bytes that tell keys of one name apart.
    std::string key_hash;
    std::string signature;
};

/// A public key as signed-note writes it: "<name>+<8 hexadecimal digits>+<base64>".
struct VerifierKey {
    std::string name;
    /// 32 bytes.
    std::string public_key;
};

std::string to_string(const VerifierKey& key);
/// `invalid_argument` for any other text.
Result<VerifierKey> parse_verifier_key(std::string_view text);

/// The note, signed. Not inside a transaction: signing may wait.
Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key);

/// Reads a note with one signature; `invalid_argument` says what is wrong.
Result<SignedCheckpoint> parse_checkpoint(std::string_view note);

bool is_by(const SignedCheckpoint& checkpoint, const VerifierKey& key);

/// Signs what the log is now and keeps the note; that of an unchanged log is the one there was.
Result<std::string> make_checkpoint(
    store::Database& database, std::string_view origin, const SigningKey& key, store::Timestamp now
);

/// Notes that are kept, oldest first, at most 1,000 latest.
Result<std::vector<std::string>> checkpoints_of(store::Transaction& tx);

inline constexpr std::size_t kNoteBytesMax = 4096;

}  // namespace hibari::trust
