#include "domain/review/depictions.h"

#include "base/ids.h"
#include "base/text.h"
#include "domain/review/words.h"
#include "domain/secrets.h"
#include "trust/audit/log.h"

#include <array>

namespace hibari::domain {
namespace {

using store::Row;
using store::Timestamp;
using store::Transaction;

constexpr std::size_t kNameMax = 120;
constexpr std::size_t kNameMin = 3;
constexpr std::size_t kShortMax = 200;
constexpr std::size_t kEvidenceMax = 4000;
constexpr std::int64_t kShownMax = 200;

constexpr std::string_view kColumns =
    "id, kind, name, aliases, signature, contact, evidence, state, created_at, decided_at";

Error unknown() {
    return {.code = ErrorCode::kNotFound, .message = "there is no such entry"};
}

DepictionState state_of(std::string_view word) {
    for (const DepictionState state :
         {DepictionState::kActive, DepictionState::kRefused, DepictionState::kWithdrawn}) {
        if (to_string(state) == word) {
            return state;
        }
    }
    return DepictionState::kRequested;
}

Result<Depiction> depiction_of(Transaction& tx, const Row& row) {
    Depiction one;
    one.id = row.text("id");
    one.kind = HIBARI_TRY(depiction_kind_of(row.text("kind")));
    one.name = row.text("name");
    for (const std::string_view alias : split(row.text("aliases"), '\n')) {
        if (!alias.empty()) {
            one.aliases.emplace_back(alias);
        }
    }
    one.signature = row.text("signature");
    one.contact = row.text("contact");
    one.evidence = row.text("evidence");
    one.state = state_of(row.text("state"));
    one.created_at_us = row.integer("created_at");
    one.decided_at_us = row.optional_integer("decided_at");
    const auto permits = HIBARI_TRY(tx.query(
        "SELECT account FROM depiction_permits WHERE depiction = :id ORDER BY created_at, account",
        {{"id", one.id}}
    ));
    for (const Row& permit : permits) {
        one.permitted.push_back(permit.text("account"));
    }
    return one;
}

Result<Depiction> find_any(Transaction& tx, std::string_view id) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT " + std::string(kColumns) + " FROM depictions WHERE id = :id",
        {{"id", std::string(id)}}
    ));
    if (!row) {
        return fail(unknown());
    }
    return depiction_of(tx, *row);
}

Result<Depiction> find_held(Transaction& tx, std::string_view id, std::string_view token) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT " + std::string(kColumns) +
            " FROM depictions WHERE id = :id AND token_hash = :token",
        {{"id", std::string(id)}, {"token", hash_of(token)}}
    ));
    if (!row) {
        return fail(unknown());
    }
    return depiction_of(tx, *row);
}

/// A name short enough to be part of every other word would block everything.
Result<std::string> check_depicted(std::string_view name, std::string_view field) {
    std::string words = HIBARI_TRY(check_words(name, kNameMax, field));
    if (count_code_points(words) < kNameMin || words.find('\n') != std::string::npos) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "must be one line of at least " + std::to_string(kNameMin) + " characters",
             .field = std::string(field)}
        );
    }
    return words;
}

Result<void> note_act(
    Transaction& tx,
    std::string_view kind,
    std::string_view actor,
    std::string_view id,
    Timestamp at
) {
    HIBARI_TRY(trust::append(
        tx,
        {.kind = std::string(kind),
         .actor = std::string(actor),
         .details = Json::object({{"depiction", id}})},
        at
    ));
    return {};
}

}  // namespace

std::string_view to_string(DepictionKind kind) {
    switch (kind) {
        case DepictionKind::kDoNotDepict:
            return "do_not_depict";
        case DepictionKind::kEstate:
            return "estate";
        case DepictionKind::kWork:
            return "work";
    }
    return "do_not_depict";
}

Result<DepictionKind> depiction_kind_of(std::string_view word) {
    for (const DepictionKind kind :
         {DepictionKind::kDoNotDepict, DepictionKind::kEstate, DepictionKind::kWork}) {
        if (to_string(kind) == word) {
            return kind;
        }
    }
    return fail(ErrorCode::kInvalidArgument, "there is no such kind of entry");
}

std::string_view to_string(DepictionState state) {
    switch (state) {
        case DepictionState::kRequested:
            return "requested";
        case DepictionState::kActive:
            return "active";
        case DepictionState::kRefused:
            return "refused";
        case DepictionState::kWithdrawn:
            return "withdrawn";
    }
    return "requested";
}

Timestamp Depictions::now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(clock_.wall_time());
}

Result<NewDepictionAnswer> Depictions::request(const NewDepiction& wanted) {
    const std::string name = HIBARI_TRY(check_depicted(wanted.name, "name"));
    if (wanted.aliases.size() > kAliasesMax) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "at most " + std::to_string(kAliasesMax) + " other spellings",
             .field = "aliases"}
        );
    }
    std::string aliases;
    for (const std::string& alias : wanted.aliases) {
        aliases += HIBARI_TRY(check_depicted(alias, "aliases")) + "\n";
    }
    const std::string signature =
        HIBARI_TRY(require_words(wanted.signature, kShortMax, "signature"));
    const std::string contact = HIBARI_TRY(require_words(wanted.contact, kShortMax, "contact"));
    const std::string evidence =
        HIBARI_TRY(require_words(wanted.evidence, kEvidenceMax, "evidence"));
    const std::string id = make_id("depiction_");
    const std::string token = make_secret("dp-");
    const Timestamp at = now();
    return database_.write([&](Transaction& tx) -> Result<NewDepictionAnswer> {
        HIBARI_TRY(tx.execute(
            "INSERT INTO depictions (id, kind, name, aliases, signature, contact, evidence, "
            "token_hash, state, created_at) VALUES (:id, :kind, :name, :aliases, :signature, "
            ":contact, :evidence, :token, 'requested', :now)",
            {{"id", id},
             {"kind", std::string(to_string(wanted.kind))},
             {"name", name},
             {"aliases", aliases},
             {"signature", signature},
             {"contact", contact},
             {"evidence", evidence},
             {"token", hash_of(token)},
             {"now", store::to_column(at)}}
        ));
        HIBARI_TRY(note_act(tx, "depiction.requested", "anonymous", id, at));
        return NewDepictionAnswer{.depiction = HIBARI_TRY(find_any(tx, id)), .token = token};
    });
}

Result<Depiction> Depictions::find(std::string_view id, std::string_view token) {
    return database_.read([&](Transaction& tx) { return find_held(tx, id, token); });
}

Result<Depiction> Depictions::withdraw(std::string_view id, std::string_view token) {
    const Timestamp at = now();
    return database_.write([&](Transaction& tx) -> Result<Depiction> {
        HIBARI_TRY(find_held(tx, id, token));
        HIBARI_TRY(tx.execute(
            "UPDATE depictions SET state = 'withdrawn' WHERE id = :id", {{"id", std::string(id)}}
        ));
        HIBARI_TRY(note_act(tx, "depiction.withdrawn", "holder", id, at));
        return find_any(tx, id);
    });
}

Result<Depiction> Depictions::permit(
    std::string_view id, std::string_view token, std::string_view account
) {
    const Timestamp at = now();
    return database_.write([&](Transaction& tx) -> Result<Depiction> {
        const Depiction one = HIBARI_TRY(find_held(tx, id, token));
        if (std::ssize(one.permitted) >= kPermitsMax) {
            return fail(ErrorCode::kFailedPrecondition, "that is as many permits as there can be");
        }
        const auto known = HIBARI_TRY(
            tx.query_one("SELECT 1 FROM accounts WHERE id = :id", {{"id", std::string(account)}})
        );
        if (!known && !account.empty()) {
            return fail(
                {.code = ErrorCode::kNotFound,
                 .message = "there is no such account",
                 .field = "account"}
            );
        }
        HIBARI_TRY(tx.execute(
            "INSERT INTO depiction_permits (depiction, account, created_at) "
            "VALUES (:id, :account, :now) ON CONFLICT DO NOTHING",
            {{"id", one.id}, {"account", std::string(account)}, {"now", store::to_column(at)}}
        ));
        HIBARI_TRY(note_act(tx, "depiction.permitted", "holder", id, at));
        return find_any(tx, id);
    });
}

Result<Depiction> Depictions::forbid(
    std::string_view id, std::string_view token, std::string_view account
) {
    const Timestamp at = now();
    return database_.write([&](Transaction& tx) -> Result<Depiction> {
        HIBARI_TRY(find_held(tx, id, token));
        HIBARI_TRY(tx.execute(
            "DELETE FROM depiction_permits WHERE depiction = :id AND account = :account",
            {{"id", std::string(id)}, {"account", std::string(account)}}
        ));
        HIBARI_TRY(note_act(tx, "depiction.forbidden", "holder", id, at));
        return find_any(tx, id);
    });
}

Result<std::vector<Depiction>> Depictions::list(const Principal& who, DepictionState state) {
    HIBARI_TRY(require(who, Scope::kModerate));
    return database_.read([&](Transaction& tx) -> Result<std::vector<Depiction>> {
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT " + std::string(kColumns) +
                " FROM depictions WHERE state = :state ORDER BY created_at, id LIMIT :limit",
            {{"state", std::string(to_string(state))}, {"limit", kShownMax}}
        ));
        std::vector<Depiction> found;
        for (const Row& row : rows) {
            found.push_back(HIBARI_TRY(depiction_of(tx, row)));
        }
        return found;
    });
}

Result<Depiction> Depictions::decide(const Principal& who, std::string_view id, bool accept) {
    HIBARI_TRY(require(who, Scope::kModerate));
    const Timestamp at = now();
    return database_.write([&](Transaction& tx) -> Result<Depiction> {
        const auto changed = HIBARI_TRY(tx.execute(
            "UPDATE depictions SET state = :state, decided_by = :who, decided_at = :now "
            "WHERE id = :id AND state <> 'withdrawn'",
            {{"state", std::string(accept ? "active" : "refused")},
             {"who", who.account},
             {"now", store::to_column(at)},
             {"id", std::string(id)}}
        ));
        if (changed == 0) {
            return fail(unknown());
        }
        HIBARI_TRY(
            note_act(tx, accept ? "depiction.accepted" : "depiction.refused", who.account, id, at)
        );
        return find_any(tx, id);
    });
}

Result<std::vector<Depiction>> Depictions::active() {
    return database_.read([&](Transaction& tx) -> Result<std::vector<Depiction>> {
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT " + std::string(kColumns) +
            " FROM depictions WHERE state = 'active' ORDER BY id"
        ));
        std::vector<Depiction> found;
        for (const Row& row : rows) {
            found.push_back(HIBARI_TRY(depiction_of(tx, row)));
        }
        return found;
    });
}

}  // namespace hibari::domain
