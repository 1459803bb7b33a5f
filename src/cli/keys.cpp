#include "cli/keys.h"

#include "base/files.h"
#include "cli/version.h"
#include "trust/c2pa/key_folder.h"
#include "trust/keeper/lock_out.h"

#include <cstdlib>
#include <filesystem>
#include <pwd.h>
#include <system_error>
#include <unistd.h>

namespace hibari::cli {
namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

Result<fs::path> own_folder() {
    if (const std::string named = variable("HIBARI_KEYS_FOLDER"); !named.empty()) {
        return fs::path(named);
    }
    // XDG Base Directory Specification: a relative path counts as none.
    const fs::path data = variable("XDG_DATA_HOME");
    if (data.is_absolute()) {
        return data / "hibari" / "keys";
    }
    fs::path home = variable("HOME");
    if (home.empty()) {
        const passwd* user = ::getpwuid(::geteuid());
        home = user == nullptr ? "" : user->pw_dir;
    }
    if (!home.is_absolute()) {
        return fail(
            {.code = ErrorCode::kFailedPrecondition,
             .message = "there is no place for the keys that sign clips",
             .hint = "set HIBARI_KEYS_FOLDER"}
        );
    }
    return home / ".local" / "share" / "hibari" / "keys";
}

trust::ProgramName this_program() {
    return {.name = "Hibari", .version = std::string(kVersion)};
}

Result<fs::path> make_data_folder(const Config& config) {
    fs::path folder = fs::absolute(config.text("data.folder")).lexically_normal();
    if (!folder.has_filename()) {
        folder = folder.parent_path();
    }
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) {
        return fail(file_error("cannot make", folder, failed.value()));
    }
    return folder;
}

/// Writes the root's certificate to where others take it from.
Result<void> hand_out(const fs::path& file, const std::string& root) {
    constexpr std::size_t kBytesMax = 64U << 10U;
    const std::string pem = trust::certificate_to_pem(root);
    const auto known = read_file(file, kBytesMax);
    return known && *known == pem ? Result<void>() : write_file(file, pem, Existing::kReplace);
}

/// A log is renamed when it is full, which is not allowed directly in a folder above the keys.
Result<void> check_log_place(const Config& config, const fs::path& keys) {
    const std::string& named = config.text("log.file");
    if (named.empty()) {
        return {};
    }
    std::error_code failed;
    const fs::path folder = fs::weakly_canonical(fs::absolute(named), failed).parent_path();
    const fs::path way = fs::weakly_canonical(keys, failed).lexically_relative(folder);
    if (failed || *way.begin() == "..") {
        return {};
    }
    return fail(
        {.code = ErrorCode::kInvalidArgument,
         .message = "the log would lie directly in a folder above the keys, where this process may "
                    "make and rename nothing",
         .field = "log.file",
         .hint = "give it a folder of its own, or set keys.folder to a place apart"}
    );
}

/// What the operator should know of it; empty when this process is locked out.
Result<std::string> lock_out(const fs::path& folder) {
    const auto locked = trust::lock_out_of(folder);
    if (locked) {
        return std::string();
    }
    if (locked.error().code != ErrorCode::kUnsupported) {
        return fail(locked.error());
    }
    return "this process could read the keys: " + locked.error().message;
}

}  // namespace

// Beside the folder of the data, because whoever is locked out of a folder is kept from seeing what
// is new in those above it.
Result<fs::path> keys_folder(const Config& config) {
    const fs::path data = HIBARI_TRY(make_data_folder(config));
    const std::string& named = config.text("keys.folder");
    fs::path folder = named.empty() ? fs::path(data.string() + "-keys") : fs::absolute(named);
    if (folder.lexically_normal().lexically_relative(data).native().substr(0, 2) != "..") {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "the keys must not lie in the folder of the data",
             .field = "keys.folder"}
        );
    }
    return folder;
}

Result<const worker::Provenance*> OwnKeys::provenance() {
    if (!provenance_) {
        const fs::path folder = HIBARI_TRY(own_folder());
        auto keys = trust::KeyFolder::open(folder, {}, clock_);
        if (!keys) {
            if (keys.error().hint.empty()) {
                keys.error().hint =
                    "clips are signed; set HIBARI_KEYS_FOLDER to a folder that can be written";
            }
            return fail(std::move(keys.error()));
        }
        signer_ = HIBARI_TRY(keys->signer());
        const std::string mark_key = HIBARI_TRY(keys->mark_key());
        provenance_.emplace(worker::Provenance{
            .signer = *signer_,
            .anchors = {keys->root_certificate()},
            .program = this_program(),
            .clock = clock_,
            .mark_key = trust::mark_key_of(mark_key),
        });
    }
    return &*provenance_;
}

Result<KeptKeys> KeptKeys::open(const Config& config) {
    const fs::path data = HIBARI_TRY(make_data_folder(config));
    const fs::path socket = data / "keeper.sock";
    const fs::path folder = HIBARI_TRY(keys_folder(config));
    HIBARI_TRY(check_log_place(config, folder));
    KeptKeys kept;
    kept.is_inherited = trust::is_locked_out_of(folder);
    kept.keeper.emplace(HIBARI_TRY(trust::KeeperProcess::start(
        {.folder = folder, .socket = socket, .organisation = config.text("keys.organisation")}
    )));
    kept.client = std::make_unique<trust::KeeperClient>(socket);
    const std::string root = HIBARI_TRY(kept.client->root_certificate());
    HIBARI_TRY(hand_out(data / trust::KeyFolder::kCertificateFile, root));
    // The keeper that answers may be one of other settings, and this folder not be there.
    std::error_code ignored;
    if (fs::exists(folder, ignored) && !kept.is_inherited) {
        kept.warning = HIBARI_TRY(lock_out(folder));
    }
    return kept;
}

Result<worker::Provenance> KeptKeys::provenance(const Clock& clock) const {
    std::string root = HIBARI_TRY(client->root_certificate());
    const std::string mark_key = HIBARI_TRY(client->mark_key());
    return worker::Provenance{
        .signer = *client,
        .anchors = {std::move(root)},
        .program = this_program(),
        .clock = clock,
        .mark_key = trust::mark_key_of(mark_key),
    };
}

}  // namespace hibari::cli
