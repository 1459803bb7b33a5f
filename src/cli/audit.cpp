#include "cli/audit.h"

#include "base/config.h"
#include "base/files.h"
#include "base/json.h"
#include "base/time_text.h"
#include "cli/engines.h"
#include "cli/keys.h"
#include "server/installation.h"
#include "server/settings.h"
#include "trust/audit/export.h"
#include "trust/consent/receipt.h"

#include <charconv>
#include <iostream>
#include <optional>
#include <span>

namespace hibari::cli {
namespace {

using Words = std::span<const std::string>;

constexpr std::string_view kAuditUsage =
    "usage: hibari audit verify FILE... | checkpoint [FILE] | export FILE | prove ENTRY FILE | "
    "since CHECKPOINT_FILE FILE | key";
constexpr std::string_view kOrigin = "hibari/audit";
constexpr std::size_t kReceiptBytesMax = 256U << 10U;

Error usage(std::string_view text) {
    return {.code = ErrorCode::kInvalidArgument, .message = std::string(text)};
}

Result<std::optional<trust::VerifierKey>> key_of(const std::string& text) {
    std::optional<trust::VerifierKey> key;
    if (!text.empty()) {
        key = HIBARI_TRY(trust::parse_verifier_key(text));
    }
    return key;
}

Result<void> verify(Words files, const std::string& key) {
    const auto report =
        HIBARI_TRY(trust::verify_files({files.begin(), files.end()}, HIBARI_TRY(key_of(key))));
    for (const std::string& fact : report.facts) {
        std::cout << "ok  " << fact << '\n';
    }
    std::cout << "ok  root " << trust::to_text(report.latest.root) << '\n';
    if (key.empty()) {
        std::cout << "The key is " << to_string(report.key)
                  << "\nCompare it with the one that the operator publishes, or give it: --key\n";
    }
    return {};
}

/// An installation, and its key as the keeper knows it.
struct Opened {
    /// What signs asks it.
    KeptKeys kept;
    std::unique_ptr<server::Installation> all;
    trust::SigningKey key;

    trust::VerifierKey known() const { return {.name = key.name, .public_key = key.public_key}; }
};

Result<Opened> open(const AuditOptions& options) {
    const Config config = HIBARI_TRY(Config::load(
        server::settings(),
        {.file = options.installation.config_file,
         .environment = hibari_environment(),
         .flags = options.installation.settings}
    ));
    // The keeper first: it forks.
    Opened opened{.kept = HIBARI_TRY(KeptKeys::open(config)), .all = nullptr, .key = {}};
    opened.key = HIBARI_TRY(opened.kept.client->signing_key(trust::Statement::kCheckpoint));
    opened.all = HIBARI_TRY(server::Installation::open(
        config, server::Role::kAdmin, engine_facts(make_worker_registry(config))
    ));
    return opened;
}

Result<std::string> checkpoint(Opened& opened) {
    return trust::make_checkpoint(
        *opened.all->database,
        kOrigin,
        opened.key,
        std::chrono::time_point_cast<std::chrono::microseconds>(opened.all->clock.wall_time())
    );
}

Result<void> write_proof(Opened& opened, const std::string& entry, const std::string& file) {
    std::int64_t leaf = -1;
    const auto [end, error] = std::from_chars(entry.data(), entry.data() + entry.size(), leaf);
    if (error != std::errc() || end != entry.data() + entry.size()) {
        return fail(usage("an entry is named by its number, from 0"));
    }
    return trust::export_proof(*opened.all->database, leaf, file, opened.known());
}

Result<void> show_receipt(const std::string& file, const std::optional<trust::VerifierKey>& key) {
    const auto receipt =
        HIBARI_TRY(trust::check_receipt(HIBARI_TRY(read_file(file, kReceiptBytesMax))));
    const trust::VerifierKey signer{
        .name = receipt.key_name.empty() ? "receipts" : receipt.key_name,
        .public_key = receipt.public_key,
    };
    if (key && key->public_key != receipt.public_key) {
        return fail(
            ErrorCode::kDataLoss, file + ": is signed by another key: " + to_string(signer)
        );
    }
    std::cout << "ok  " << file << ": " << to_string(receipt.payload, 2) << '\n';
    if (!key) {
        std::cout << "The key is " << to_string(signer)
                  << "\nCompare it with the one that the operator publishes, or give it: --key\n";
    }
    return {};
}

}  // namespace

Result<void> run_audit(const AuditOptions& options) {
    const std::string what = options.words.empty() ? "" : options.words[0];
    const Words rest = Words(options.words).subspan(options.words.empty() ? 0 : 1);
    if (what == "verify" && !rest.empty()) {
        return verify(rest, options.key);
    }
    const bool is_known = (what == "checkpoint" && rest.size() <= 1) ||
                          (what == "export" && rest.size() == 1) ||
                          (what == "prove" && rest.size() == 2) ||
                          (what == "since" && rest.size() == 2) || (what == "key" && rest.empty());
    if (!is_known) {
        return fail(usage(kAuditUsage));
    }
    Opened opened = HIBARI_TRY(open(options));
    if (what == "key") {
        std::cout << to_string(opened.known()) << '\n';
        return {};
    }
    // Whatever leaves stands under a checkpoint over all that there is.
    const std::string note = HIBARI_TRY(checkpoint(opened));
    if (what == "prove") {
        return write_proof(opened, rest[0], rest[1]);
    }
    if (what == "since") {
        const std::string older = HIBARI_TRY(read_file(rest[0], trust::kNoteBytesMax));
        return trust::export_consistency(*opened.all->database, older, rest[1], opened.known());
    }
    if (what == "export") {
        const auto sealed = options.bare ? trust::ExportSealed::kNo : trust::ExportSealed::kYes;
        std::cout << HIBARI_TRY(
                         trust::export_log(*opened.all->database, rest[0], opened.known(), sealed)
                     )
                  << " entries\n";
        return {};
    }
    if (rest.empty()) {
        std::cout << note;
        return {};
    }
    return write_file(rest[0], note, Existing::kKeep);
}

Result<void> run_receipt(const ReceiptOptions& options) {
    if (options.words.size() < 2 || options.words[0] != "verify") {
        return fail(usage("usage: hibari receipt verify FILE..."));
    }
    const auto key = HIBARI_TRY(key_of(options.key));
    for (const std::string& file : Words(options.words).subspan(1)) {
        HIBARI_TRY(show_receipt(file, key));
    }
    return {};
}

}  // namespace hibari::cli
