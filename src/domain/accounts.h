#pragma once

// People who have an account, how they sign in, and the keys their programs use.

#include "base/clock.h"
#include "base/result.h"
#include "domain/principal.h"
#include "store/database.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

struct Account {
    std::string id;
    /// Lower case.
    std::string email;
    std::string name;
    bool is_admin = false;
    /// Decides about reports and appeals; administrators may too.
    bool is_moderator = false;
    bool is_suspended = false;
    std::string tier;
    std::int64_t created_at_us = 0;
};

struct NewAccount {
    std::string email;
    std::string name;
    std::string password;
    bool is_admin = false;
    bool is_moderator = false;
    std::string tier = "free";
};

struct ApiKey {
    std::string id;
    std::string project;
    std::string name;
    /// First and last characters.
    std::string hint;
    /// Words separated by spaces.
    std::string scopes;
    std::int64_t created_at_us = 0;
    std::optional<std::int64_t> last_used_at_us;
    std::optional<std::int64_t> revoked_at_us;
};

/// A key as it is shown once.
struct NewApiKey {
    ApiKey key;
    std::string secret;
};

struct Project {
    std::string id;
    std::string name;
    std::int64_t created_at_us = 0;
};

inline constexpr std::chrono::hours kSessionLength{30 * 24};
inline constexpr std::int64_t kKeysPerAccountMax = 100;
inline constexpr std::int64_t kProjectsPerAccountMax = 100;

/// The rules about accounts. Holds no state; methods may be called from any thread.
class Accounts {
  public:
    Accounts(store::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    /// Whether nobody has an account yet: the server starts for the first time.
    Result<bool> is_empty();

    /// Makes an account with its first project. `already_exists` when the address has one.
    Result<Account> create(const NewAccount& wanted);
    Result<Account> find(std::string_view id);
    Result<Account> find_by_email(std::string_view email);
    /// In the order they were made, after the one of that id.
    Result<std::vector<Account>> list(std::string_view after, int limit);
    Result<void> set_tier(std::string_view id, std::string_view tier);
    /// Ends the account's sessions too; its keys answer that it is suspended.
    Result<void> set_suspended(std::string_view id, bool suspended);
    Result<void> set_password(std::string_view id, std::string_view password);

    /// A session token for the right password; `permission_denied` otherwise, whatever was wrong.
    Result<std::string> sign_in(std::string_view email, std::string_view password);
    /// Ends the session that `who` came with.
    Result<void> end_session(const Principal& who);
    /// Ends all sessions of the account. `unauthenticated` when the current one is wrong.
    Result<void> change_password(
        const Principal& who, std::string_view current, std::string_view wanted
    );

    /// Who that is; `permission_denied` when nobody.
    Result<Principal> principal_of_key(std::string_view secret);
    Result<Principal> principal_of_session(std::string_view token);
    /// For work that goes on when whoever asked for it is gone: the account, as it is now, in one
    /// of its projects. `not_found` when there is no such account.
    Result<Principal> principal_of_account(std::string_view account, std::string_view project);

    Result<Project> create_project(const Principal& owner, std::string_view name);
    Result<std::vector<Project>> projects(const Principal& owner);

    /// `scopes`: words of "read", "write", "moderate" and "admin".
    Result<NewApiKey> create_key(
        const Principal& owner,
        std::string_view project,
        std::string_view name,
        std::string_view scopes
    );
    /// A key of the account of that address, in its first project, on the operator's word.
    Result<NewApiKey> issue_key(std::string_view email, std::string_view scopes);
    Result<std::vector<ApiKey>> keys(const Principal& owner);
    Result<void> revoke_key(const Principal& owner, std::string_view id);

  private:
    std::int64_t now_us() const;

    store::Database& database_;
    const Clock& clock_;
};

}  // namespace hibari::domain
