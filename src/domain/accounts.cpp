#include "domain/accounts.h"

#include "base/check.h"
#include "base/ids.h"
#include "base/text.h"
#include "base/time_text.h"
#include "domain/operator_acts.h"
#include "domain/secrets.h"
#include "domain/tiers.h"
#include "domain/withholding.h"

#include <algorithm>

namespace hibari::domain {
namespace {

using store::Row;
using store::Timestamp;
using store::Transaction;

constexpr std::size_t kEmailBytesMax = 254;
constexpr std::size_t kNameCharactersMax = 80;
constexpr std::string_view kKeyPrefix = "sk-hibari-";
constexpr std::string_view kSessionPrefix = "hs-";
// A key that is used a thousand times a second is written down once in this time.
constexpr std::int64_t kUseNotedEvery_us = 60'000'000;

constexpr std::string_view kAccountColumns = "id, email, name, role, tier, status, created_at";

Account account_of(const Row& row) {
    return {
        .id = row.text("id"),
        .email = row.text("email"),
        .name = row.text("name"),
        .is_admin = row.text("role") == "admin",
        .is_moderator = row.text("role") != "user",
        .is_suspended = row.text("status") == "suspended",
        .tier = row.text("tier"),
        .created_at_us = row.integer("created_at"),
    };
}

ApiKey key_of(const Row& row) {
    return {
        .id = row.text("id"),
        .project = row.text("project"),
        .name = row.text("name"),
        .hint = row.text("hint"),
        .scopes = row.text("scopes"),
        .created_at_us = row.integer("created_at"),
        .last_used_at_us = row.optional_integer("last_used_at"),
        .revoked_at_us = row.optional_integer("revoked_at"),
    };
}

Error unknown_account() {
    return {.code = ErrorCode::kNotFound, .message = "there is no such account"};
}

Error not_signed_in(std::string message, std::string reason) {
    return {
        .code = ErrorCode::kUnauthenticated,
        .message = std::move(message),
        .reason = std::move(reason),
    };
}

/// Something before an @ and something with a dot after it; only delivery can tell more.
Result<std::string> check_email(std::string_view text) {
    const std::string email = to_lower(trim(text));
    const std::size_t at = email.find('@');
    const bool plain = std::ranges::all_of(email, [](char c) { return c > ' ' && c != 127; });
    if (email.size() > kEmailBytesMax || at == std::string::npos || at == 0 ||
        at + 1 == email.size() || email.find('@', at + 1) != std::string::npos || !plain ||
        !is_valid_utf8(email)) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "must be an e-mail address",
             .field = "email"}
        );
    }
    return email;
}

Result<std::string> check_name(std::string_view text, std::string_view field) {
    const std::string name(trim(text));
    const bool plain = std::ranges::none_of(name, [](char c) {
        return static_cast<unsigned char>(c) < ' ' || c == 127;
    });
    if (name.empty() || !is_valid_utf8(name) || !plain ||
        count_code_points(name) > kNameCharactersMax) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "must have 1 to 80 characters on one line",
             .field = std::string(field)}
        );
    }
    return name;
}

/// Words in their usual order, each once.
Result<std::string> check_scopes(std::string_view text) {
    constexpr std::array<std::string_view, 4> kKnown = {"read", "write", "moderate", "admin"};
    std::string scopes;
    for (const std::string_view word : split(text, ' ')) {
        if (!word.empty() && std::ranges::find(kKnown, word) == kKnown.end()) {
            return fail(
                {.code = ErrorCode::kInvalidArgument,
                 .message = "must be words of read, write, moderate and admin, has '" +
                            std::string(word) + "'",
                 .field = "scopes"}
            );
        }
    }
    for (const std::string_view word : kKnown) {
        if (has_word(text, word)) {
            scopes += scopes.empty() ? "" : " ";
            scopes += word;
        }
    }
    if (scopes.empty()) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "must name at least one of read, write, moderate and admin",
             .field = "scopes"}
        );
    }
    return scopes;
}

Principal principal_of(const Row& row) {
    Principal who;
    who.account = row.text("account");
    who.is_suspended = row.text("status") == "suspended";
    who.is_admin = row.text("role") == "admin";
    who.is_moderator = row.text("role") != "user";
    who.tier = tier_of(row);
    return who;
}

}  // namespace

std::int64_t Accounts::now_us() const {
    return to_unix_us(clock_.wall_time());
}

Result<bool> Accounts::is_empty() {
    return database_.read([](Transaction& tx) -> Result<bool> {
        const auto rows = HIBARI_TRY(tx.query("SELECT id FROM accounts LIMIT 1"));
        return rows.empty();
    });
}

Result<Account> Accounts::create(const NewAccount& wanted) {
    const std::string email = HIBARI_TRY(check_email(wanted.email));
    const std::string name = HIBARI_TRY(check_name(wanted.name, "name"));
    const std::string hash = HIBARI_TRY(hash_password(wanted.password));
    const std::string id = make_id("acct_");
    const std::string project = make_id("proj_");
    const std::int64_t now = now_us();
    return database_.write([&](Transaction& tx) -> Result<Account> {
        if (!HIBARI_TRY(tx.query_one("SELECT 1 FROM tiers WHERE name = :t", {{"t", wanted.tier}})
            )) {
            return fail(
                {.code = ErrorCode::kInvalidArgument,
                 .message = "there is no tier '" + wanted.tier + "'",
                 .field = "tier"}
            );
        }
        const std::int64_t added = HIBARI_TRY(tx.execute(
            "INSERT INTO accounts (id, email, name, password_hash, role, tier, status, created_at) "
            "VALUES (:id, :email, :name, :hash, :role, :tier, 'active', :now) "
            "ON CONFLICT DO NOTHING",
            {{"id", id},
             {"email", email},
             {"name", name},
             {"hash", hash},
             {"role", wanted.is_admin ? "admin" : (wanted.is_moderator ? "moderator" : "user")},
             {"tier", wanted.tier},
             {"now", now}}
        ));
        if (added == 0) {
            return fail(
                {.code = ErrorCode::kAlreadyExists,
                 .message = "somebody has an account with this address",
                 .field = "email"}
            );
        }
        HIBARI_TRY(tx.execute(
            "INSERT INTO projects (id, account, name, created_at) "
            "VALUES (:id, :account, 'Default project', :now)",
            {{"id", project}, {"account", id}, {"now", now}}
        ));
        if (wanted.is_admin || wanted.is_moderator) {
            HIBARI_TRY(note_operator_act(
                tx,
                "account.role_given",
                id,
                Json::object({{"role", wanted.is_admin ? "admin" : "moderator"}}),
                store::from_column(now)
            ));
        }
        return Account{
            .id = id,
            .email = email,
            .name = name,
            .is_admin = wanted.is_admin,
            .is_moderator = wanted.is_admin || wanted.is_moderator,
            .is_suspended = false,
            .tier = wanted.tier,
            .created_at_us = now,
        };
    });
}

Result<Account> Accounts::find(std::string_view id) {
    return database_.read([&](Transaction& tx) -> Result<Account> {
        const auto row = HIBARI_TRY(tx.query_one(
            "SELECT " + std::string(kAccountColumns) + " FROM accounts WHERE id = :id",
            {{"id", std::string(id)}}
        ));
        if (!row) {
            return fail(unknown_account());
        }
        return account_of(*row);
    });
}

Result<Account> Accounts::find_by_email(std::string_view email) {
    return database_.read([&](Transaction& tx) -> Result<Account> {
        const auto row = HIBARI_TRY(tx.query_one(
            "SELECT " + std::string(kAccountColumns) + " FROM accounts WHERE email = :email",
            {{"email", to_lower(trim(email))}}
        ));
        if (!row) {
            return fail(unknown_account());
        }
        return account_of(*row);
    });
}

Result<std::vector<Account>> Accounts::list(std::string_view after, int limit) {
    return database_.read([&](Transaction& tx) -> Result<std::vector<Account>> {
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT " + std::string(kAccountColumns) +
                " FROM accounts WHERE id > :after ORDER BY id LIMIT :limit",
            {{"after", std::string(after)}, {"limit", std::int64_t{limit}}}
        ));
        std::vector<Account> accounts;
        std::ranges::transform(rows, std::back_inserter(accounts), account_of);
        return accounts;
    });
}

Result<void> Accounts::set_tier(std::string_view id, std::string_view tier) {
    return database_.write([&](Transaction& tx) -> Result<void> {
        if (!HIBARI_TRY(
                tx.query_one("SELECT 1 FROM tiers WHERE name = :t", {{"t", std::string(tier)}})
            )) {
            return fail(
                {.code = ErrorCode::kInvalidArgument,
                 .message = "there is no tier '" + std::string(tier) + "'",
                 .field = "tier"}
            );
        }
        const auto changed = HIBARI_TRY(tx.execute(
            "UPDATE accounts SET tier = :tier WHERE id = :id",
            {{"tier", std::string(tier)}, {"id", std::string(id)}}
        ));
        if (changed == 0) {
            return fail(unknown_account());
        }
        return note_operator_act(
            tx, "account.tier", id, Json::object({{"tier", tier}}), store::from_column(now_us())
        );
    });
}

Result<void> Accounts::set_suspended(std::string_view id, bool suspended) {
    return database_.write([&](Transaction& tx) -> Result<void> {
        const auto changed = HIBARI_TRY(tx.execute(
            "UPDATE accounts SET status = :status WHERE id = :id",
            {{"status", suspended ? "suspended" : "active"}, {"id", std::string(id)}}
        ));
        if (changed == 0) {
            return fail(unknown_account());
        }
        HIBARI_TRY(tx.execute("DELETE FROM sessions WHERE account = :id", {{"id", std::string(id)}})
        );
        // A cause of its own: a moderator who undoes a suspension does not undo the operator's.
        const Timestamp now = store::from_column(now_us());
        const std::string cause = "operator:" + std::string(id);
        if (suspended) {
            HIBARI_TRY(withhold(
                tx,
                {.kind = SubjectKind::kAccount, .id = std::string(id)},
                {.kind = CauseKind::kModeration, .id = cause, .reason = "The operator suspended it."
                },
                now
            ));
        } else {
            HIBARI_TRY(lift(tx, cause));
        }
        return note_operator_act(
            tx, suspended ? "account.suspended" : "account.restored", id, Json::object(), now
        );
    });
}

Result<void> Accounts::set_password(std::string_view id, std::string_view password) {
    const std::string hash = HIBARI_TRY(hash_password(password));
    return database_.write([&](Transaction& tx) -> Result<void> {
        const auto changed = HIBARI_TRY(tx.execute(
            "UPDATE accounts SET password_hash = :hash WHERE id = :id",
            {{"hash", hash}, {"id", std::string(id)}}
        ));
        if (changed == 0) {
            return fail(unknown_account());
        }
        // Whoever knew the old one is out.
        HIBARI_TRY(tx.execute("DELETE FROM sessions WHERE account = :id", {{"id", std::string(id)}})
        );
        return note_operator_act(
            tx, "account.password_set", id, Json::object(), store::from_column(now_us())
        );
    });
}

Result<std::string> Accounts::sign_in(std::string_view email, std::string_view password) {
    const auto row = HIBARI_TRY(database_.read([&](Transaction& tx) {
        return tx.query_one(
            "SELECT id, password_hash, status FROM accounts WHERE email = :email",
            {{"email", to_lower(trim(email))}}
        );
    }));
    const bool right = is_password(password, row ? row->text("password_hash") : "");
    if (!right) {
        return fail(not_signed_in("the address or the password is wrong", "wrong_password"));
    }
    if (row->text("status") == "suspended") {
        return fail(
            {.code = ErrorCode::kPermissionDenied,
             .message = "this account is suspended",
             .reason = "account_suspended"}
        );
    }
    const std::string token = make_secret(kSessionPrefix);
    const std::int64_t now = now_us();
    const auto length = std::chrono::duration_cast<std::chrono::microseconds>(kSessionLength);
    HIBARI_TRY(database_.write([&](Transaction& tx) -> Result<void> {
        HIBARI_TRY(tx.execute("DELETE FROM sessions WHERE expires_at <= :now", {{"now", now}}));
        HIBARI_TRY(tx.execute(
            "INSERT INTO sessions (token_hash, account, created_at, expires_at) "
            "VALUES (:hash, :account, :now, :until)",
            {{"hash", hash_of(token)},
             {"account", row->text("id")},
             {"now", now},
             {"until", now + length.count()}}
        ));
        return {};
    }));
    return token;
}

Result<void> Accounts::end_session(const Principal& who) {
    return database_.write([&](Transaction& tx) -> Result<void> {
        HIBARI_TRY(
            tx.execute("DELETE FROM sessions WHERE token_hash = :hash", {{"hash", who.session}})
        );
        return {};
    });
}

Result<void> Accounts::change_password(
    const Principal& who, std::string_view current, std::string_view wanted
) {
    const auto row = HIBARI_TRY(database_.read([&](Transaction& tx) {
        return tx.query_row(
            "SELECT password_hash FROM accounts WHERE id = :id", {{"id", who.account}}
        );
    }));
    if (!is_password(current, row.text("password_hash"))) {
        return fail(not_signed_in("the current password is wrong", "wrong_password"));
    }
    return set_password(who.account, wanted);
}

Result<Principal> Accounts::principal_of_key(std::string_view secret) {
    static const std::string sql =
        "SELECT k.id AS key_id, k.project, k.scopes, k.last_used_at, p.account, a.role, "
        "a.status, " +
        std::string(kTierColumns) +
        " FROM api_keys k JOIN projects p ON p.id = k.project JOIN accounts a ON a.id = p.account "
        "JOIN tiers t ON t.name = a.tier WHERE k.key_hash = :hash AND k.revoked_at IS NULL";
    const std::string hash = hash_of(secret);
    const auto row = HIBARI_TRY(database_.read([&](Transaction& tx) {
        return tx.query_one(sql, {{"hash", hash}});
    }));
    if (!row) {
        return fail(not_signed_in("this key is unknown or was revoked", "invalid_api_key"));
    }
    Principal who = principal_of(*row);
    who.key = row->text("key_id");
    who.project = row->text("project");
    const std::string& scopes = row->text("scopes");
    who.can_write = has_word(scopes, "write");
    who.can_read = who.can_write || has_word(scopes, "read");
    who.is_admin = who.is_admin && has_word(scopes, "admin");
    who.is_moderator = who.is_moderator && has_word(scopes, "moderate");
    const std::int64_t now = now_us();
    if (row->optional_integer("last_used_at").value_or(0) + kUseNotedEvery_us < now) {
        HIBARI_TRY(database_.write([&](Transaction& tx) -> Result<void> {
            HIBARI_TRY(tx.execute(
                "UPDATE api_keys SET last_used_at = :now WHERE id = :id",
                {{"now", now}, {"id", who.key}}
            ));
            return {};
        }));
    }
    return who;
}

Result<Principal> Accounts::principal_of_session(std::string_view token) {
    static const std::string sql =
        "SELECT a.id AS account, a.role, a.status, "
        "(SELECT p.id FROM projects p WHERE p.account = a.id ORDER BY p.created_at, p.id LIMIT 1) "
        "AS project, " +
        std::string(kTierColumns) +
        " FROM sessions s JOIN accounts a ON a.id = s.account JOIN tiers t ON t.name = a.tier "
        "WHERE s.token_hash = :hash AND s.expires_at > :now";
    const auto row = HIBARI_TRY(database_.read([&](Transaction& tx) {
        return tx.query_one(sql, {{"hash", hash_of(token)}, {"now", now_us()}});
    }));
    if (!row) {
        return fail(not_signed_in("this session is unknown or has ended", "invalid_api_key"));
    }
    Principal who = principal_of(*row);
    who.project = row->text("project");
    who.session = hash_of(token);
    who.can_read = true;
    who.can_write = true;
    return who;
}

Result<Principal> Accounts::principal_of_account(
    std::string_view account, std::string_view project
) {
    static const std::string sql =
        "SELECT a.id AS account, a.role, a.status, " + std::string(kTierColumns) +
        " FROM accounts a JOIN tiers t ON t.name = a.tier WHERE a.id = :id";
    const auto row = HIBARI_TRY(database_.read([&](Transaction& tx) {
        return tx.query_one(sql, {{"id", std::string(account)}});
    }));
    if (!row) {
        return fail(unknown_account());
    }
    Principal who = principal_of(*row);
    who.project = project;
    who.is_admin = false;
    who.is_moderator = false;
    who.can_read = true;
    who.can_write = true;
    return who;
}

Result<Project> Accounts::create_project(const Principal& owner, std::string_view name) {
    const std::string checked_name = HIBARI_TRY(check_name(name, "name"));
    const Project project{
        .id = make_id("proj_"),
        .name = checked_name,
        .created_at_us = now_us(),
    };
    return database_.write([&](Transaction& tx) -> Result<Project> {
        const auto count = HIBARI_TRY(tx.query_row(
            "SELECT count(*) AS n FROM projects WHERE account = :a", {{"a", owner.account}}
        ));
        if (count.integer("n") >= kProjectsPerAccountMax) {
            return fail(
                {.code = ErrorCode::kFailedPrecondition,
                 .message = "an account has at most " + std::to_string(kProjectsPerAccountMax) +
                            " projects",
                 .reason = "limit_reached"}
            );
        }
        HIBARI_TRY(tx.execute(
            "INSERT INTO projects (id, account, name, created_at) "
            "VALUES (:id, :account, :name, :now)",
            {{"id", project.id},
             {"account", owner.account},
             {"name", project.name},
             {"now", project.created_at_us}}
        ));
        return project;
    });
}

Result<std::vector<Project>> Accounts::projects(const Principal& owner) {
    return database_.read([&](Transaction& tx) -> Result<std::vector<Project>> {
        std::vector<Project> projects;
        for (const Row& row : HIBARI_TRY(tx.query(
                 "SELECT id, name, created_at FROM projects WHERE account = :a "
                 "ORDER BY created_at, id",
                 {{"a", owner.account}}
             ))) {
            projects.push_back({
                .id = row.text("id"),
                .name = row.text("name"),
                .created_at_us = row.integer("created_at"),
            });
        }
        return projects;
    });
}

Result<NewApiKey> Accounts::create_key(
    const Principal& owner, std::string_view project, std::string_view name, std::string_view scopes
) {
    const std::string checked_name = HIBARI_TRY(check_name(name, "name"));
    const std::string checked_scopes = HIBARI_TRY(check_scopes(scopes));
    NewApiKey made;
    made.secret = make_secret(kKeyPrefix);
    made.key = {
        .id = make_id("key_"),
        .project = std::string(project.empty() ? owner.project : project),
        .name = checked_name,
        .hint = hint_of(made.secret),
        .scopes = checked_scopes,
        .created_at_us = now_us(),
        .last_used_at_us = std::nullopt,
        .revoked_at_us = std::nullopt,
    };
    if (has_word(made.key.scopes, "admin") && !owner.is_admin) {
        return fail(
            {.code = ErrorCode::kPermissionDenied,
             .message = "only an administrator's key may administer",
             .field = "scopes",
             .reason = "admin_only"}
        );
    }
    if (has_word(made.key.scopes, "moderate") && !owner.is_moderator) {
        return fail(
            {.code = ErrorCode::kPermissionDenied,
             .message = "only a moderator's key may moderate",
             .field = "scopes",
             .reason = "moderator_only"}
        );
    }
    return database_.write([&](Transaction& tx) -> Result<NewApiKey> {
        if (!HIBARI_TRY(tx.query_one(
                "SELECT 1 FROM projects WHERE id = :id AND account = :a",
                {{"id", made.key.project}, {"a", owner.account}}
            ))) {
            return fail(
                {.code = ErrorCode::kNotFound,
                 .message = "there is no such project",
                 .field = "project"}
            );
        }
        const auto count = HIBARI_TRY(tx.query_row(
            "SELECT count(*) AS n FROM api_keys k JOIN projects p ON p.id = k.project "
            "WHERE p.account = :a AND k.revoked_at IS NULL",
            {{"a", owner.account}}
        ));
        if (count.integer("n") >= kKeysPerAccountMax) {
            return fail(
                {.code = ErrorCode::kFailedPrecondition,
                 .message =
                     "an account has at most " + std::to_string(kKeysPerAccountMax) + " keys",
                 .reason = "limit_reached"}
            );
        }
        HIBARI_TRY(tx.execute(
            "INSERT INTO api_keys (id, project, name, key_hash, hint, scopes, created_at) "
            "VALUES (:id, :project, :name, :hash, :hint, :scopes, :now)",
            {{"id", made.key.id},
             {"project", made.key.project},
             {"name", made.key.name},
             {"hash", hash_of(made.secret)},
             {"hint", made.key.hint},
             {"scopes", made.key.scopes},
             {"now", made.key.created_at_us}}
        ));
        return made;
    });
}

Result<NewApiKey> Accounts::issue_key(std::string_view email, std::string_view scopes) {
    const Account account = HIBARI_TRY(find_by_email(email));
    Principal owner;
    owner.account = account.id;
    owner.is_admin = account.is_admin;
    owner.is_moderator = account.is_moderator;
    const auto owned = HIBARI_TRY(projects(owner));
    if (owned.empty()) {
        return fail(ErrorCode::kNotFound, "this account has no project");
    }
    auto key = HIBARI_TRY(create_key(owner, owned.front().id, "issued by the operator", scopes));
    HIBARI_TRY(database_.write([&](Transaction& tx) {
        return note_operator_act(
            tx,
            "account.key_issued",
            account.id,
            Json::object({{"key", key.key.id}, {"scopes", key.key.scopes}}),
            store::from_column(now_us())
        );
    }));
    return key;
}

Result<std::vector<ApiKey>> Accounts::keys(const Principal& owner) {
    return database_.read([&](Transaction& tx) -> Result<std::vector<ApiKey>> {
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT k.id, k.project, k.name, k.hint, k.scopes, k.created_at, k.last_used_at, "
            "k.revoked_at FROM api_keys k JOIN projects p ON p.id = k.project "
            "WHERE p.account = :a AND k.revoked_at IS NULL ORDER BY k.created_at DESC, k.id "
            "LIMIT 1000",
            {{"a", owner.account}}
        ));
        std::vector<ApiKey> keys;
        std::ranges::transform(rows, std::back_inserter(keys), key_of);
        return keys;
    });
}

Result<void> Accounts::revoke_key(const Principal& owner, std::string_view id) {
    return database_.write([&](Transaction& tx) -> Result<void> {
        const auto changed = HIBARI_TRY(tx.execute(
            "UPDATE api_keys SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL AND "
            "project IN (SELECT id FROM projects WHERE account = :a)",
            {{"now", now_us()}, {"id", std::string(id)}, {"a", owner.account}}
        ));
        if (changed == 0) {
            return fail(ErrorCode::kNotFound, "there is no such key");
        }
        return {};
    });
}

}  // namespace hibari::domain
