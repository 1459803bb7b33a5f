#include "trust/audit/checkpoint.h"

#include "base/base64.h"
#include "base/ids.h"
#include "base/text.h"
#include "trust/audit/log.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace hibari::trust {
namespace {

using store::Transaction;

// signed-note: the kind of signature stands before the key, 1 is Ed25519.
constexpr char kEd25519 = '\x01';
constexpr std::size_t kKeyHashBytes = 4;
// An em dash and a space begin a line with a signature.
constexpr std::string_view kDash = "\xE2\x80\x94 ";
constexpr std::int64_t kCheckpointsMax = 1000;

Error wrong(std::string message) {
    return {.code = ErrorCode::kInvalidArgument, .message = std::move(message)};
}

std::string bytes_of(const Hash& hash) {
    return {hash.begin(), hash.end()};
}

std::string key_hash_of(const VerifierKey& key) {
    return bytes_of(hash_bytes(key.name + '\n' + kEd25519 + key.public_key))
        .substr(0, kKeyHashBytes);
}

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= 100 &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < 127 && c != '+'; });
}

std::string body_of(const Checkpoint& checkpoint) {
    return checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' +
           to_base64(bytes_of(checkpoint.root)) + '\n';
}

Result<Checkpoint> parse_body(std::string_view body) {
    const auto lines = split(body, '\n');
    // Three lines, each ended; what extensions would add is not ours.
    if (lines.size() != 4 || !lines[3].empty() || !is_name(lines[0])) {
        return fail(wrong("a checkpoint has an origin, a size and a root, a line each"));
    }
    Checkpoint checkpoint{.origin = std::string(lines[0]), .size = 0, .root = {}};
    const auto [end, error] =
        std::from_chars(lines[1].data(), lines[1].data() + lines[1].size(), checkpoint.size);
    const bool is_plain = error == std::errc() && end == lines[1].data() + lines[1].size() &&
                          std::to_string(checkpoint.size) == lines[1];
    if (!is_plain) {
        return fail(wrong("the size of a checkpoint is a number"));
    }
    const auto root = from_base64(lines[2]);
    if (!root || root->size() != checkpoint.root.size()) {
        return fail(wrong("the root of a checkpoint is 32 bytes in base64"));
    }
    std::ranges::copy(*root, checkpoint.root.begin());
    return checkpoint;
}

}  // namespace

std::string to_string(const VerifierKey& key) {
    return key.name + "+" + to_hex(key_hash_of(key)) + "+" + to_base64(kEd25519 + key.public_key);
}

Result<VerifierKey> parse_verifier_key(std::string_view text) {
    const auto parts = split(trim(text), '+');
    const Error error = wrong("a key looks like name+0123abcd+base64");
    if (parts.size() < 3 || !is_name(parts[0])) {
        return fail(error);
    }
    // Base64 itself has plus signs.
    const auto bytes = from_base64(trim(text).substr(parts[0].size() + parts[1].size() + 2));
    if (!bytes || bytes->size() != kPublicKeyBytes + 1 || bytes->front() != kEd25519) {
        return fail(error);
    }
    VerifierKey key{.name = std::string(parts[0]), .public_key = bytes->substr(1)};
    if (to_hex(key_hash_of(key)) != parts[1]) {
        return fail(wrong("this key was mistyped: its check digits are not its own"));
    }
    return key;
}

Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key) {
    if (!is_name(checkpoint.origin) || !is_name(key.name)) {
        return fail(wrong("origins and names of keys have 1 to 100 printable characters"));
    }
    const std::string body = body_of(checkpoint);
    const std::string signature = HIBARI_TRY(key.sign(body));
    const std::string hash = key_hash_of({.name = key.name, .public_key = key.public_key});
    return body + '\n' + std::string(kDash) + key.name + ' ' + to_base64(hash + signature) + '\n';
}

Result<SignedCheckpoint> parse_checkpoint(std::string_view note) {
    if (note.size() > kNoteBytesMax) {
        return fail(wrong("this is larger than any checkpoint"));
    }
    const std::size_t gap = note.rfind("\n\n");
    if (gap == std::string_view::npos) {
        return fail(wrong("this is no checkpoint: nobody signed it"));
    }
    SignedCheckpoint checkpoint{
        .checkpoint = HIBARI_TRY(parse_body(note.substr(0, gap + 1))),
        .note = std::string(note),
        .body = std::string(note.substr(0, gap + 1)),
        .key_name = {},
        .key_hash = {},
        .signature = {},
    };
    std::string_view line = note.substr(gap + 2);
    if (!line.starts_with(kDash) || !line.ends_with('\n')) {
        return fail(wrong("the signature of this checkpoint is none"));
    }
    line = line.substr(kDash.size(), line.size() - kDash.size() - 1);
    const auto words = split(line, ' ');
    const auto bytes = words.size() == 2 ? from_base64(words[1]) : std::nullopt;
    if (!bytes || bytes->size() != kKeyHashBytes + kSignatureBytes || !is_name(words[0])) {
        return fail(wrong("the signature of this checkpoint is none"));
    }
    checkpoint.key_name = words[0];
    checkpoint.key_hash = bytes->substr(0, kKeyHashBytes);
    checkpoint.signature = bytes->substr(kKeyHashBytes);
    return checkpoint;
}

bool is_by(const SignedCheckpoint& checkpoint, const VerifierKey& key) {
    return checkpoint.key_name == key.name && checkpoint.key_hash == key_hash_of(key) &&
           is_signed(key.public_key, checkpoint.body, checkpoint.signature);
}

Result<std::string> make_checkpoint(
    store::Database& database, std::string_view origin, const SigningKey& key, store::Timestamp now
) {
    std::optional<std::string> known;
    const LogState state = HIBARI_TRY(database.read([&](Transaction& tx) -> Result<LogState> {
        LogState found = HIBARI_TRY(log_state(tx));
        const auto row = HIBARI_TRY(tx.query_one(
            "SELECT note FROM audit_checkpoints WHERE size = :size", {{"size", found.size}}
        ));
        known = row ? std::optional(row->text(0)) : std::nullopt;
        return found;
    }));
    if (known) {
        return *known;
    }
    const std::string note = HIBARI_TRY(sign_checkpoint(
        {.origin = std::string(origin),
         .size = static_cast<std::uint64_t>(state.size),
         .root = state.root},
        key
    ));
    HIBARI_TRY(database.write([&](Transaction& tx) {
        return tx.execute(
            "INSERT INTO audit_checkpoints (size, at, note) VALUES (:size, :now, :note) "
            "ON CONFLICT DO NOTHING",
            {{"size", state.size}, {"now", store::to_column(now)}, {"note", note}}
        );
    }));
    return note;
}

Result<std::vector<std::string>> checkpoints_of(Transaction& tx) {
    const auto rows = HIBARI_TRY(tx.query(
        "SELECT note FROM audit_checkpoints ORDER BY size DESC LIMIT :limit",
        {{"limit", kCheckpointsMax}}
    ));
    std::vector<std::string> notes;
    std::transform(rows.rbegin(), rows.rend(), std::back_inserter(notes), [](const auto& row) {
        return row.text(0);
    });
    return notes;
}

}  // namespace hibari::trust
