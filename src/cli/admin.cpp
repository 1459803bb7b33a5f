// `hibari admin`: what an operator does by hand, on the rows themselves, whether the server runs or
// not.

#include "base/config.h"
#include "base/time_text.h"
#include "cli/engines.h"
#include "cli/keys.h"
#include "cli/serve.h"
#include "domain/likeness/age.h"
#include "domain/operator_acts.h"
#include "domain/secrets.h"
#include "domain/tiers.h"
#include "domain/video_rows.h"
#include "server/backup.h"
#include "server/installation.h"
#include "server/settings.h"
#include "store/job_queue.h"
#include "trust/c2pa/key_folder.h"

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

store::Timestamp now_of(const Installation& all) {
    return std::chrono::time_point_cast<std::chrono::microseconds>(all.clock.wall_time());
}

/// Of an act that changes no row itself.
Result<void> note(Installation& all, std::string_view kind, Json details = Json::object()) {
    return all.database->write([&](store::Transaction& tx) {
        return domain::note_operator_act(tx, kind, "", details, now_of(all));
    });
}

Result<void> user_add(Installation& all, Words words) {
    const bool known = words.size() < 3 || words[2] == "moderator" || words[2] == "admin";
    if (words.empty() || words.size() > 3 || !known) {
        return fail(usage("user-add", "EMAIL [TIER] [moderator|admin]"));
    }
    const std::string password = domain::make_password();
    const Account account = HIBARI_TRY(all.accounts->create({
        .email = words[0],
        .name = words[0].substr(0, words[0].find('@')),
        .password = password,
        .is_admin = words.size() == 3 && words[2] == "admin",
        .is_moderator = words.size() == 3 && words[2] == "moderator",
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
                      << (account.is_admin ? "  admin" : (account.is_moderator ? "  moderator" : "")
                         )
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

Result<void> user_age(Installation& all, Words words) {
    const auto band = words.size() == 2 ? trust::age_band_of(words[1]) : std::nullopt;
    if (!band) {
        return fail(usage("user-age", "EMAIL unknown|child|teen|adult"));
    }
    const Account account = HIBARI_TRY(all.accounts->find_by_email(words[0]));
    return all.database->write([&](store::Transaction& tx) {
        return domain::set_age_band(tx, "operator", account.id, *band, now_of(all));
    });
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
        return fail(usage("key-add", "EMAIL [\"read write moderate admin\"]"));
    }
    const auto key =
        HIBARI_TRY(all.accounts->issue_key(words[0], words.size() > 1 ? words[1] : "read write"));
    std::cout << key.secret << "\n";
    return {};
}

Result<void> key_list(Installation& all, Words words) {
    if (words.size() != 1) {
        return fail(usage("key-list", "EMAIL"));
    }
    const Account account = HIBARI_TRY(all.accounts->find_by_email(words[0]));
    const auto owner = HIBARI_TRY(all.accounts->principal_of_account(account.id, ""));
    for (const domain::ApiKey& key : HIBARI_TRY(all.accounts->keys(owner))) {
        std::cout << key.id << "  " << key.hint << "  " << key.scopes << "  " << key.name
                  << (key.revoked_at_us ? "  revoked" : "") << '\n';
    }
    return {};
}

Result<void> key_revoke(Installation& all, Words words) {
    if (words.size() != 2) {
        return fail(usage("key-revoke", "EMAIL KEY_ID"));
    }
    const Account account = HIBARI_TRY(all.accounts->find_by_email(words[0]));
    const auto owner = HIBARI_TRY(all.accounts->principal_of_account(account.id, ""));
    HIBARI_TRY(all.accounts->revoke_key(owner, words[1]));
    return note(all, "account.key_revoked", Json::object({{"key", words[1]}}));
}

void print(const domain::Tier& tier) {
    std::cout << tier.name << ": allowance=" << tier.allowance
              << " concurrency=" << tier.concurrency << " queue_max=" << tier.queue_max
              << " priority=" << tier.priority << " seconds_max=" << tier.seconds_max
              << " long_side_max=" << tier.long_side_max << " quality_max=" << tier.quality_max
              << " creates_per_minute=" << tier.creates_per_minute << '\n';
}

Result<void> tiers(Installation& all, Words /*words*/) {
    for (const domain::Tier& tier : HIBARI_TRY(domain::list_tiers(*all.database))) {
        print(tier);
    }
    return {};
}

Result<void> tier_set(Installation& all, Words words) {
    std::vector<std::pair<std::string, std::string>> fields;
    for (const std::string& word : words.subspan(std::min<std::size_t>(1, words.size()))) {
        const std::size_t equals = word.find('=');
        fields.emplace_back(
            word.substr(0, equals), equals == std::string::npos ? "" : word.substr(equals + 1)
        );
    }
    if (fields.empty()) {
        return fail(usage("tier-set", "NAME FIELD=VALUE..."));
    }
    print(HIBARI_TRY(domain::change_tier(*all.database, words[0], fields, now_of(all))));
    return {};
}

Result<void> tier_remove(Installation& all, Words words) {
    if (words.size() != 1) {
        return fail(usage("tier-remove", "NAME"));
    }
    return domain::remove_tier(*all.database, words[0], now_of(all));
}

Result<void> jobs(Installation& all, Words /*words*/) {
    const auto counts = HIBARI_TRY(all.database->read([](store::Transaction& tx) {
        return store::JobQueue::counts(tx);
    }));
    std::cout << counts.queued << " waiting, " << counts.running << " running, "
              << counts.waiting_accounts << " accounts wait\n";
    std::string after;
    for (bool more = true; more;) {
        const auto page = HIBARI_TRY(all.videos->unfinished(after, kPage));
        for (const domain::Video& video : page) {
            std::cout << video.id << "  " << to_string(video.status) << "  " << video.progress
                      << " %  " << video.account << "  " << video.model << "  " << video.size
                      << "  " << video.seconds << " s  since "
                      << to_rfc3339(from_unix_us(video.created_at_us)) << '\n';
        }
        more = std::ssize(page) == kPage;
        after = page.empty() ? "" : page.back().id;
    }
    return {};
}

Result<void> job_cancel(Installation& all, Words words) {
    if (words.size() != 1) {
        return fail(usage("job-cancel", "VIDEO_ID"));
    }
    const auto video = HIBARI_TRY(all.database->read([&](store::Transaction& tx) {
        return domain::find_video(tx, words[0]);
    }));
    auto owner = HIBARI_TRY(all.accounts->principal_of_account(video.account, video.project));
    owner.is_suspended = false;  // What a suspended account has begun can be stopped, too.
    HIBARI_TRY(all.videos->cancel(owner, video.id));
    return note(all, "job.cancelled", Json::object({{"video", video.id}}));
}

Result<void> backup(Installation& all, Words words) {
    if (words.size() != 1) {
        return fail(usage("backup", "FOLDER"));
    }
    HIBARI_TRY(note(all, "backup.made"));
    const auto report = HIBARI_TRY(server::back_up(all, words[0]));
    std::cout << "rows and " << report.files << " files, " << report.bytes << " bytes\n";
    return {};
}

Result<trust::KeyFolder> open_keys(Installation& all) {
    const auto folder = HIBARI_TRY(keys_folder(all.config));
    return trust::KeyFolder::open(
        folder, {.organisation = all.config.text("keys.organisation")}, all.clock
    );
}

void print_end(
    std::string_view what, std::chrono::system_clock::time_point end, std::string_view note
) {
    std::cout << what << to_rfc3339(end).substr(0, 10) << note << '\n';
}

Result<void> keys(Installation& all, Words words) {
    if (!words.empty()) {
        return fail(usage("keys", ""));
    }
    const auto folder = HIBARI_TRY(keys_folder(all.config));
    const trust::KeyTimes times = HIBARI_TRY(trust::KeyFolder::times_of(folder));
    const std::string_view renewed =
        times.is_lent ? "  (lent: not renewed by itself)" : "  (renewed by itself)";
    std::cout << folder.string() << '\n';
    print_end("root         until ", times.root, "");
    print_end("manifests    until ", times.manifests, renewed);
    print_end("time stamps  until ", times.time_stamps, renewed);
    return {};
}

Result<void> keys_new_secret(Installation& all, Words words) {
    if (words.size() > 1) {
        return fail(usage("keys-new-secret", "[FOLDER]"));
    }
    const std::filesystem::path folder =
        words.empty() ? HIBARI_TRY(keys_folder(all.config)) : std::filesystem::path(words[0]);
    HIBARI_TRY(trust::KeyFolder::make_new_secret(folder));
    HIBARI_TRY(note(all, "keys.secret_made"));
    std::cout
        << "a new secret; marks made with the old one are no longer read, and the public keys "
           "of receipts and checkpoints are others\n";
    return {};
}

/// Said after whatever was asked: lent keys end without anybody doing anything.
void warn_of_ending_keys(Installation& all) {
    const auto folder = keys_folder(all.config);
    const auto times = folder ? trust::KeyFolder::times_of(*folder) : fail(folder.error());
    if (times && times->is_lent) {
        const std::string warning = trust::expiry_warning(times->first(), all.clock.wall_time());
        std::cerr << (warning.empty() ? "" : "warning: " + warning + "\n");
    }
}

Result<void> keys_lend(Installation& all, Words words) {
    if (words.size() != 1) {
        return fail(usage("keys-lend", "FOLDER"));
    }
    const trust::KeyFolder keys = HIBARI_TRY(open_keys(all));
    HIBARI_TRY(keys.lend(words[0]));
    HIBARI_TRY(note(all, "keys.lent"));
    const trust::KeyTimes times = HIBARI_TRY(trust::KeyFolder::times_of(words[0]));
    std::cout << words[0] << ": for a machine of workers, as its keys.folder\n";
    print_end("good until ", times.first(), ": lend anew before");
    return {};
}

Result<void> keys_rotate(Installation& all, Words words) {
    if (!words.empty()) {
        return fail(usage("keys-rotate", ""));
    }
    trust::KeyFolder keys = HIBARI_TRY(open_keys(all));
    HIBARI_TRY(keys.rotate());
    HIBARI_TRY(note(all, "keys.rotated"));
    std::cout << "new keys; restart the server to sign with them\n";
    return {};
}

/// Before it there is no installation to open.
Result<void> restore(const Config& config, Words words) {
    if (words.size() != 1) {
        return fail(usage("restore", "FOLDER"));
    }
    HIBARI_TRY(server::restore_rows(config, words[0]));
    auto all = HIBARI_TRY(
        Installation::open(config, server::Role::kAdmin, engine_facts(make_worker_registry(config)))
    );
    const auto report = HIBARI_TRY(server::restore_files(*all, words[0]));
    HIBARI_TRY(note(*all, "backup.restored"));
    std::cout << "rows and " << report.files << " files, " << report.bytes << " bytes\n";
    return {};
}

struct Command {
    std::string_view name;
    Result<void> (*run)(Installation& all, Words words);
};

constexpr std::string_view kRestore = "restore";

constexpr std::array<Command, 20> kCommands = {{
    {"user-add", user_add},
    {"user-list", user_list},
    {"user-tier", user_tier},
    {"user-suspend", user_suspend},
    {"user-restore", user_restore},
    {"user-age", user_age},
    {"user-password", user_password},
    {"key-add", key_add},
    {"key-list", key_list},
    {"key-revoke", key_revoke},
    {"tiers", tiers},
    {"tier-set", tier_set},
    {"tier-remove", tier_remove},
    {"jobs", jobs},
    {"job-cancel", job_cancel},
    {"backup", backup},
    {"keys", keys},
    {"keys-lend", keys_lend},
    {"keys-new-secret", keys_new_secret},
    {"keys-rotate", keys_rotate},
}};

}  // namespace

Result<void> run_admin(const AdminOptions& options) {
    const auto command = options.words.empty()
                             ? kCommands.end()
                             : std::ranges::find(kCommands, options.words[0], &Command::name);
    const bool restores = !options.words.empty() && options.words[0] == kRestore;
    if (command == kCommands.end() && !restores) {
        std::string names(kRestore);
        for (const Command& known : kCommands) {
            names += ", " + std::string(known.name);
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
    const Words rest = Words(options.words).subspan(1);
    if (restores) {
        return restore(config, rest);
    }
    auto all = HIBARI_TRY(
        Installation::open(config, server::Role::kAdmin, engine_facts(make_worker_registry(config)))
    );
    HIBARI_TRY(command->run(*all, rest));
    warn_of_ending_keys(*all);
    return {};
}

}  // namespace hibari::cli
