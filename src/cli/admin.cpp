// `hibari admin`: what an operator does by hand, on the rows themselves, whether the server runs or
// not.

#include "base/config.h"
#include "base/time_text.h"
#include "cli/serve.h"
#include "domain/secrets.h"
#include "server/installation.h"
#include "server/settings.h"
#include "store/job_queue.h"

#include <algorithm>
#include <iostream>
#include <span>

namespace hibari::cli {
namespace {

using domain::Account;
using server::Installation;
using Words = std::span<const std::string>;

constexpr int kPage = 1000;

Error usage(std::string_view command, std::string_view arguments) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = "usage: hibari admin " + std::string(command) + " " + std::string(arguments),
    };
}

Result<void> user_add(Installation& all, Words words) {
    if (words.empty() || words.size() > 3) {
        return fail(usage("user-add", "EMAIL [TIER] [admin]"));
    }
    const std::string password = domain::make_password();
    const Account account = HIBARI_TRY(all.accounts->create({
        .email = words[0],
        .name = words[0].substr(0, words[0].find('@')),
        .password = password,
        .is_admin = words.size() == 3 && words[2] == "admin",
        .tier = words.size() > 1 ? words[1] : "free",
    }));
    std::cout << account.id << "  " << account.email << "  " << account.tier << "\n"
              << "password  " << password << "  (shown only now)\n";
    return {};
}

Result<void> user_list(Installation& all, Words /*words*/) {
    std::string after;
    for (bool more = true; more;) {
        const auto page = HIBARI_TRY(all.accounts->list(after, kPage));
        for (const Account& account : page) {
            std::cout << account.id << "  " << account.email << "  " << account.tier
                      << (account.is_admin ? "  admin" : "")
                      << (account.is_suspended ? "  suspended" : "") << "  since "
                      << to_rfc3339(from_unix_us(account.created_at_us)) << '\n';
        }
        more = std::ssize(page) == kPage;
        after = page.empty() ? "" : page.back().id;
    }
    return {};
}

Result<void> user_tier(Installation& all, Words words) {
    if (words.size() != 2) {
        return fail(usage("user-tier", "EMAIL TIER"));
    }
    const Account account = HIBARI_TRY(all.accounts->find_by_email(words[0]));
    return all.accounts->set_tier(account.id, words[1]);
}

Result<void> user_suspend(Installation& all, Words words) {
    if (words.size() != 1) {
        return fail(usage("user-suspend", "EMAIL"));
    }
    const Account account = HIBARI_TRY(all.accounts->find_by_email(words[0]));
    return all.accounts->set_suspended(account.id, true);
}

Result<void> user_restore(Installation& all, Words words) {
    if (words.size() != 1) {
        return fail(usage("user-restore", "EMAIL"));
    }
    const Account account = HIBARI_TRY(all.accounts->find_by_email(words[0]));
    return all.accounts->set_suspended(account.id, false);
}

Result<void> user_password(Installation& all, Words words) {
    if (words.size() != 1) {
        return fail(usage("user-password", "EMAIL"));
    }
    const Account account = HIBARI_TRY(all.accounts->find_by_email(words[0]));
    const std::string password = domain::make_password();
    HIBARI_TRY(all.accounts->set_password(account.id, password));
    std::cout << "password  " << password << "  (shown only now)\n";
    return {};
}

Result<void> key_add(Installation& all, Words words) {
    if (words.empty() || words.size() > 2) {
        return fail(usage("key-add", "EMAIL [\"read write admin\"]"));
    }
    const auto key =
        HIBARI_TRY(all.accounts->issue_key(words[0], words.size() > 1 ? words[1] : "read write"));
    std::cout << key.secret << "\n";
    return {};
}

Result<void> tiers(Installation& all, Words /*words*/) {
    for (const domain::Tier& tier : HIBARI_TRY(all.accounts->tiers())) {
        std::cout << tier.name << ": " << tier.allowance << " a day, " << tier.concurrency
                  << " at a time, " << tier.queue_max << " waiting, up to " << tier.seconds_max
                  << " s, " << tier.long_side_max << " pixels, " << tier.quality_max << ", "
                  << tier.creates_per_minute << " a minute\n";
    }
    return {};
}

Result<void> jobs(Installation& all, Words /*words*/) {
    const auto counts = HIBARI_TRY(all.database->read([](store::Transaction& tx) {
        return store::JobQueue::counts(tx);
    }));
    std::cout << counts.queued << " waiting, " << counts.running << " running, "
              << counts.waiting_accounts << " accounts wait\n";
    return {};
}

Result<void> backup(Installation& all, Words words) {
    if (words.size() != 1) {
        return fail(usage("backup", "FILE"));
    }
    return all.database->back_up(words[0]);
}

struct Command {
    std::string_view name;
    Result<void> (*run)(Installation& all, Words words);
};

constexpr std::array<Command, 10> kCommands = {{
    {"user-add", user_add},
    {"user-list", user_list},
    {"user-tier", user_tier},
    {"user-suspend", user_suspend},
    {"user-restore", user_restore},
    {"user-password", user_password},
    {"key-add", key_add},
    {"tiers", tiers},
    {"jobs", jobs},
    {"backup", backup},
}};

}  // namespace

Result<void> run_admin(const AdminOptions& options) {
    const auto command = options.words.empty()
                             ? kCommands.end()
                             : std::ranges::find(kCommands, options.words[0], &Command::name);
    if (command == kCommands.end()) {
        std::string names;
        for (const Command& known : kCommands) {
            names += (names.empty() ? "" : ", ") + std::string(known.name);
        }
        return fail(
            {.code = ErrorCode::kInvalidArgument, .message = "hibari admin needs one of " + names}
        );
    }
    const Config config = HIBARI_TRY(Config::load(
        server::settings(),
        {.file = options.installation.config_file,
         .environment = hibari_environment(),
         .flags = options.installation.settings}
    ));
    auto all = HIBARI_TRY(Installation::open(config, server::Role::kAdmin));
    return command->run(*all, Words(options.words).subspan(1));
}

}  // namespace hibari::cli
