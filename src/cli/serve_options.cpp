#include "cli/serve_options.h"

#include "cli/exit_code.h"

#include <CLI/CLI.hpp>

namespace hibari::cli {
namespace {

constexpr const char* kServeExamples =
    "Examples:\n"
    "  hibari serve                                # on http://127.0.0.1:8080, all in "
    "./hibari-data\n"
    "  hibari serve --port 9000 --data /srv/hibari\n"
    "  hibari serve --example-config > hibari.toml && hibari serve --config hibari.toml\n"
    "A setting comes from --set, else from the environment (HIBARI_SERVER_PORT), else from the "
    "file.\n";

constexpr const char* kAdminWords =
    "Commands:\n"
    "  user-add EMAIL [TIER] [moderator|admin]    user-list             user-tier EMAIL TIER\n"
    "  user-suspend EMAIL               user-restore EMAIL    user-password EMAIL\n"
    "  user-age EMAIL unknown|child|teen|adult\n"
    "  key-add EMAIL [SCOPES]           key-list EMAIL        key-revoke EMAIL KEY_ID\n"
    "  tiers                            tier-remove NAME      tier-set NAME FIELD=VALUE...\n"
    "  jobs                             job-cancel VIDEO_ID\n"
    "  backup FOLDER                    restore FOLDER        (PostgreSQL: pg_dump, pg_restore)\n";

constexpr const char* kAuditWords =
    "Commands:\n"
    "  verify FILE...         proves logs, proofs and checkpoints; needs no installation\n"
    "  checkpoint [FILE]      signs what the log is now, for somebody to keep\n"
    "  export FILE            the whole log up to now\n"
    "  prove ENTRY FILE       that an entry is in the log\n"
    "  since CHECKPOINT FILE  that the log of now begins with that of a checkpoint\n"
    "  key                    whose signatures these are\n";

}  // namespace

void InstallationCommands::add_common(CLI::App& command) {
    command.add_option("--config", config_file_, "Settings (TOML)")->type_name("FILE");
    command.add_option("--set", settings_, "One setting, as in log.level=debug; may be repeated")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    command.add_option("--data", data_, "Folder for everything (data.folder)")->type_name("FOLDER");
}

InstallationCommands::InstallationCommands(CLI::App& app) {
    serve_ = app.add_subcommand("serve", "Serves the Videos API.");
    add_common(*serve_);
    serve_->add_option("--port", port_, "TCP port (server.port)")->type_name("N");
    serve_->add_flag(
        "--example-config", example_, "Print a settings file with every setting and stop"
    );
    serve_->footer(std::string(kServeExamples) + "\n" + exit_code_table());
    worker_ = app.add_subcommand("worker", "Makes clips for a server that runs here or elsewhere.");
    add_common(*worker_);
    worker_->add_option("--id", id_, "Name of this process; made when left out")->type_name("NAME");
    worker_->footer(exit_code_table());
    admin_ = app.add_subcommand("admin", "Users, keys, tiers, jobs and backups.");
    add_common(*admin_);
    admin_->add_option("words", words_, "What to do")->type_name("");
    admin_->footer(std::string(kAdminWords) + "\n" + exit_code_table());
    verify_ = app.add_subcommand("verify", "Says whether a clip or a picture was made here.");
    add_common(*verify_);
    verify_->add_option("target", target_, "A file, or an http address")->type_name("FILE|URL");
    verify_->add_option("--server", server_, "Ask the server at this address instead")
        ->type_name("URL");
    verify_->add_flag("--json", json_, "Print the answer as JSON");
    verify_->footer(exit_code_table());
    audit_ = app.add_subcommand("audit", "The record of what was done, in files, and proved.");
    add_common(*audit_);
    audit_->add_option("words", words_, "What to do")->type_name("");
    audit_->add_option("--key", key_, "Whose signatures count")->type_name("KEY");
    audit_->add_flag("--bare", bare_, "Export without what tells of people");
    audit_->footer(std::string(kAuditWords) + "\n" + exit_code_table());
    receipt_ = app.add_subcommand("receipt", "Proves consent receipts: verify FILE...");
    receipt_->add_option("words", words_, "What to do")->type_name("");
    receipt_->add_option("--key", key_, "Whose signature counts")->type_name("KEY");
    receipt_->footer(exit_code_table());
}

bool InstallationCommands::is_serve() const {
    return serve_->parsed();
}

bool InstallationCommands::is_worker() const {
    return worker_->parsed();
}

bool InstallationCommands::is_admin() const {
    return admin_->parsed();
}

bool InstallationCommands::is_verify() const {
    return verify_->parsed();
}

Result<VerifyOptions> InstallationCommands::verify() const {
    if (target_.empty()) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "says which file",
             .field = "target",
             .hint = "hibari verify clip.mp4"}
        );
    }
    return VerifyOptions{
        .installation = HIBARI_TRY(installation()),
        .target = target_,
        .server = server_,
        .json = json_,
    };
}

bool InstallationCommands::is_audit() const {
    return audit_->parsed();
}

bool InstallationCommands::is_receipt() const {
    return receipt_->parsed();
}

Result<AuditOptions> InstallationCommands::audit() const {
    return AuditOptions{
        .installation = HIBARI_TRY(installation()), .words = words_, .key = key_, .bare = bare_
    };
}

ReceiptOptions InstallationCommands::receipt() const {
    return {.words = words_, .key = key_};
}

Result<InstallationOptions> InstallationCommands::installation() const {
    InstallationOptions options{.config_file = config_file_, .settings = {}};
    for (const std::string& text : settings_) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0) {
            return fail(
                {.code = ErrorCode::kInvalidArgument,
                 .message = "must look like name=value, is '" + text + "'",
                 .field = "set"}
            );
        }
        options.settings[text.substr(0, equals)] = text.substr(equals + 1);
    }
    if (!data_.empty()) {
        options.settings["data.folder"] = data_;
    }
    if (!port_.empty()) {
        options.settings["server.port"] = port_;
    }
    return options;
}

Result<ServeOptions> InstallationCommands::serve() const {
    return ServeOptions{.installation = HIBARI_TRY(installation())};
}

Result<WorkerCommandOptions> InstallationCommands::worker() const {
    return WorkerCommandOptions{.installation = HIBARI_TRY(installation()), .id = id_};
}

Result<AdminOptions> InstallationCommands::admin() const {
    return AdminOptions{.installation = HIBARI_TRY(installation()), .words = words_};
}

}  // namespace hibari::cli
