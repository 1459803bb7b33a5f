// Files of the log, proved without the rows they came from.

#include "base/json.h"
#include "trust/audit/export.h"
#include "trust/audit/leaf_json.h"
#include "trust/audit/log.h"

#include <fstream>
#include <map>
#include <set>
#include <utility>

namespace hibari::trust {
namespace {

namespace fs = std::filesystem;

/// A file's lines, one at a time and none too long.
class Lines {
  public:
    explicit Lines(const fs::path& file) : in_(file, std::ios::binary) {}

    bool is_open() const { return in_.is_open(); }

    /// Nothing at the end; an error for a line that is too long.
    Result<std::optional<std::string>> next() {
        std::string line(kLineBytesMax, '\0');
        in_.getline(line.data(), static_cast<std::streamsize>(line.size()));
        const auto count = static_cast<std::size_t>(in_.gcount());
        if (in_.eof() && count == 0) {
            return std::optional<std::string>();
        }
        if (in_.fail()) {
            return fail(ErrorCode::kInvalidArgument, "a line is longer than any of an audit file");
        }
        // What was counted includes the line break, except at the end of the file.
        line.resize(in_.eof() ? count : count - 1);
        ++number_;
        return std::optional(std::move(line));
    }

    std::int64_t number() const { return number_; }

  private:
    std::ifstream in_;
    std::int64_t number_ = 0;
};

Error not_right(const fs::path& file, const std::string& message) {
    return {.code = ErrorCode::kDataLoss, .message = file.string() + ": " + message};
}

class Verifier {
  public:
    explicit Verifier(const std::optional<VerifierKey>& key) : key_(key) {}

    /// Two rounds: all checkpoints are known before anything is compared with them.
    enum class Round { kCheckpoints, kProofs };

    Result<void> read(const fs::path& file, Round round) {
        is_collecting_ = round == Round::kCheckpoints;
        auto done = read_any(file);
        if (!done && done.error().code != ErrorCode::kNotFound) {
            return fail(not_right(file, done.error().message));
        }
        return done;
    }

    Result<VerifyReport> report() {
        if (checkpoints_.empty()) {
            return fail(ErrorCode::kInvalidArgument, "there is no checkpoint in these files");
        }
        // Each next checkpoint must be shown to continue the one before it.
        for (auto next = std::next(checkpoints_.begin()); next != checkpoints_.end(); ++next) {
            const std::uint64_t first = std::prev(next)->first;
            const std::uint64_t second = next->first;
            if (second > proved_to_ && !connected_.contains({first, second})) {
                return fail(
                    {.code = ErrorCode::kFailedPrecondition,
                     .message = "nothing here shows that the log of " + std::to_string(second) +
                                " entries continues that of " + std::to_string(first),
                     .hint = "add the whole log, or a proof of consistency between the two"}
                );
            }
        }
        report_.facts.push_back(
            std::to_string(checkpoints_.size()) +
            (checkpoints_.size() == 1 ? " checkpoint"
                                      : " checkpoints of one log, each continuing the "
                                        "one before") +
            ", signed by " + key_->name
        );
        report_.latest = checkpoints_.rbegin()->second;
        report_.key = *key_;
        return std::move(report_);
    }

  private:
    Result<void> read_any(const fs::path& file) {
        Lines lines(file);
        if (!lines.is_open()) {
            return fail({.code = ErrorCode::kNotFound, .message = "cannot read " + file.string()});
        }
        const auto first = HIBARI_TRY(lines.next());
        if (!first) {
            return fail(ErrorCode::kInvalidArgument, "the file is empty");
        }
        const auto json = parse_json(*first, {.repeated_keys = RepeatedKeys::kRefuse});
        const Json* format = json ? json->find("format") : nullptr;
        if (format == nullptr) {
            return read_note(lines, *first);
        }
        if (*format != Json(kLogFormat) && *format != Json(kProofFormat) &&
            *format != Json(kConsistencyFormat)) {
            return fail(ErrorCode::kInvalidArgument, "this format is not known here");
        }
        HIBARI_TRY(take_key(json->find("key")));
        if (*format == Json(kLogFormat)) {
            return read_log(lines, *json);
        }
        if (*format == Json(kProofFormat)) {
            return read_proof(*json);
        }
        return read_consistency(*json);
    }

    Result<void> take_key(const Json* text) {
        const auto key =
            parse_verifier_key(text != nullptr && text->is_string() ? text->as_string() : "");
        if (!key) {
            return fail(ErrorCode::kInvalidArgument, "the file does not say who signed it");
        }
        if (!key_) {
            key_ = *key;
        }
        if (to_string(*key_) != text->as_string()) {
            return fail(ErrorCode::kDataLoss, "it names another key: " + to_string(*key));
        }
        return {};
    }

    Result<Checkpoint> take_note(const Json* text) {
        if (text == nullptr || !text->is_string()) {
            return fail(ErrorCode::kInvalidArgument, "a checkpoint is missing");
        }
        if (!key_) {
            return fail(ErrorCode::kInvalidArgument, "nothing says whose signature it must have");
        }
        const SignedCheckpoint signed_note = HIBARI_TRY(parse_checkpoint(text->as_string()));
        if (!is_by(signed_note, *key_)) {
            return fail(
                ErrorCode::kDataLoss,
                "the checkpoint of " + std::to_string(signed_note.checkpoint.size) +
                    " entries is not signed by " + key_->name
            );
        }
        const Checkpoint& checkpoint = signed_note.checkpoint;
        const auto [known, is_new] = checkpoints_.try_emplace(checkpoint.size, checkpoint);
        if (!is_new && known->second.root != checkpoint.root) {
            return fail(
                ErrorCode::kDataLoss,
                "two checkpoints of " + std::to_string(checkpoint.size) +
                    " entries have different roots: somebody was shown another log"
            );
        }
        if (known->second.origin != checkpoint.origin ||
            checkpoints_.begin()->second.origin != checkpoint.origin) {
            return fail(ErrorCode::kDataLoss, "these are checkpoints of different logs");
        }
        return checkpoint;
    }

    Result<void> read_note(Lines& lines, const std::string& first) {
        std::string note = first + "\n";
        for (bool more = true; more;) {
            const auto line = HIBARI_TRY(lines.next());
            more = line.has_value() && note.size() < kNoteBytesMax;
            note += line ? *line + "\n" : "";
        }
        const Json text(note);
        HIBARI_TRY(take_note(&text));
        return {};
    }

    Result<void> read_log(Lines& lines, const Json& head) {
        const Json* size = head.find("size");
        if (size == nullptr || !size->is_integer() || size->as_integer() < 0) {
            return fail(
                ErrorCode::kInvalidArgument, "the log does not say how many entries it has"
            );
        }
        Frontier frontier;
        std::map<std::uint64_t, Hash> roots;
        std::int64_t seals = 0;
        const auto note_root = [&] {
            if (checkpoints_.contains(frontier.size())) {
                roots[frontier.size()] = frontier.root();
            }
        };
        note_root();
        for (;;) {
            const auto line = HIBARI_TRY(lines.next());
            if (!line) {
                break;
            }
            auto json = parse_json(*line, {.repeated_keys = RepeatedKeys::kRefuse});
            if (!json || !json->is_object()) {
                return fail(
                    ErrorCode::kInvalidArgument,
                    "line " + std::to_string(lines.number()) + " is no JSON object"
                );
            }
            if (const Json* note = json->find("checkpoint")) {
                if (frontier.size() != 0) {
                    return fail(ErrorCode::kInvalidArgument, "checkpoints stand before entries");
                }
                HIBARI_TRY(take_note(note));
                continue;
            }
            if (is_collecting_) {
                return {};
            }
            const AuditLeaf leaf = HIBARI_TRY(leaf_from_json(*json));
            if (std::cmp_not_equal(leaf.index, frontier.size())) {
                return fail(
                    ErrorCode::kDataLoss,
                    "audit entry " + std::to_string(frontier.size()) + " is missing"
                );
            }
            HIBARI_TRY(check_leaf(leaf));
            seals += std::ssize(leaf.sealed);
            frontier.append(leaf_hash(leaf.entry));
            note_root();
        }
        if (is_collecting_) {
            return {};
        }
        if (std::cmp_not_equal(size->as_integer(), frontier.size())) {
            return fail(ErrorCode::kDataLoss, "entries are missing at the end");
        }
        if (!checkpoints_.contains(frontier.size())) {
            return fail(ErrorCode::kDataLoss, "no checkpoint is over the whole log");
        }
        for (const auto& [each, root] : roots) {
            if (root != checkpoints_.at(each).root) {
                return fail(
                    ErrorCode::kDataLoss,
                    "the first " + std::to_string(each) +
                        " entries are not those that were signed: one of them was changed"
                );
            }
        }
        proved_to_ = std::max(proved_to_, frontier.size());
        report_.facts.push_back(
            std::to_string(frontier.size()) + " entries are those that were signed, " +
            std::to_string(seals) + " fields beside them are those that were sealed"
        );
        return {};
    }

    Result<void> read_proof(const Json& json) {
        const Checkpoint checkpoint = HIBARI_TRY(take_note(json.find("checkpoint")));
        if (is_collecting_) {
            return {};
        }
        const Json* entry = json.find("leaf");
        const AuditLeaf leaf = HIBARI_TRY(leaf_from_json(entry == nullptr ? Json() : *entry));
        HIBARI_TRY(check_leaf(leaf));
        const auto path = HIBARI_TRY(path_from_json(json.find("path")));
        const bool holds = is_included(
            leaf_hash(leaf.entry),
            static_cast<std::uint64_t>(leaf.index),
            checkpoint.size,
            path,
            checkpoint.root
        );
        if (!holds) {
            return fail(ErrorCode::kDataLoss, "the proof does not lead from the entry to the root");
        }
        report_.facts.push_back(
            "entry " + std::to_string(leaf.index) + " (" + leaf.kind + ") is in the log of " +
            std::to_string(checkpoint.size) + " entries"
        );
        return {};
    }

    Result<void> read_consistency(const Json& json) {
        const Checkpoint first = HIBARI_TRY(take_note(json.find("first")));
        const Checkpoint second = HIBARI_TRY(take_note(json.find("second")));
        if (is_collecting_) {
            return {};
        }
        const auto path = HIBARI_TRY(path_from_json(json.find("path")));
        if (!is_consistent(first.size, first.root, second.size, second.root, path)) {
            return fail(
                ErrorCode::kDataLoss, "the proof does not show that one log continues the other"
            );
        }
        connected_.insert({first.size, second.size});
        report_.facts.push_back(
            "the log of " + std::to_string(second.size) + " entries begins with that of " +
            std::to_string(first.size)
        );
        return {};
    }

    std::optional<VerifierKey> key_;
    /// By size.
    std::map<std::uint64_t, Checkpoint> checkpoints_;
    std::set<std::pair<std::uint64_t, std::uint64_t>> connected_;
    bool is_collecting_ = false;
    std::uint64_t proved_to_ = 0;
    VerifyReport report_;
};

}  // namespace

Result<VerifyReport> verify_files(
    const std::vector<fs::path>& files, const std::optional<VerifierKey>& key
) {
    Verifier verifier(key);
    for (const auto round : {Verifier::Round::kCheckpoints, Verifier::Round::kProofs}) {
        for (const fs::path& file : files) {
            HIBARI_TRY(verifier.read(file, round));
        }
    }
    return verifier.report();
}

}  // namespace hibari::trust
