#include "domain/review/removals.h"

#include "base/ids.h"
#include "base/text.h"
#include "domain/review/categories.h"
#include "domain/review/words.h"
#include "domain/secrets.h"
#include "trust/audit/log.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hibari::domain {
namespace {

using store::Transaction;

constexpr std::size_t kShortMax = 200;
constexpr std::size_t kLocationMax = 2000;
constexpr std::size_t kTextMax = 4000;

constexpr std::array<std::pair<std::string_view, SubjectKind>, 6> kPrefixes = {{
    {"video_", SubjectKind::kVideo},
    {"post_", SubjectKind::kPost},
    {"acct_", SubjectKind::kAccount},
    {"message_", SubjectKind::kMessage},
    {"comment_", SubjectKind::kComment},
    {"like_", SubjectKind::kLikeness},
}};

Error missing(std::string_view field, std::string_view message) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::string(message),
        .field = std::string(field),
    };
}

Result<std::string> check_jurisdiction(std::string_view text) {
    const bool fits = text.empty() || (text.size() == 2 && std::ranges::all_of(text, [](char c) {
                                           return c >= 'A' && c <= 'Z';
                                       }));
    if (!fits) {
        return fail(missing("jurisdiction", "must be two capital letters, like DK"));
    }
    return std::string(text);
}

}  // namespace

std::optional<Subject> subject_at(std::string_view location) {
    for (const auto& [prefix, kind] : kPrefixes) {
        const std::size_t at = location.find(prefix);
        if (at == std::string_view::npos) {
            continue;
        }
        const std::string_view rest = location.substr(at);
        const auto end =
            std::find_if_not(rest.begin() + std::ssize(prefix), rest.end(), [](char c) {
                return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
            });
        return Subject{.kind = kind, .id = std::string(rest.begin(), end)};
    }
    return std::nullopt;
}

Result<NewRemovalRequest> Removals::create(const NewRemoval& wanted) {
    const ReportCategory* reason = HIBARI_TRY(find_category(wanted.reason, "reason"));
    const std::string jurisdiction = HIBARI_TRY(check_jurisdiction(wanted.jurisdiction));
    const std::string signature =
        HIBARI_TRY(require_words(wanted.signature, kShortMax, "signature"));
    const std::string contact = HIBARI_TRY(require_words(wanted.contact, kShortMax, "contact"));
    const std::string location =
        HIBARI_TRY(require_words(wanted.location, kLocationMax, "location"));
    const std::string text = HIBARI_TRY(check_words(wanted.text, kTextMax, "text"));
    if (!wanted.in_good_faith) {
        return fail(missing("in_good_faith", "a request must be made in good faith"));
    }
    const auto subject = subject_at(location);
    if (!subject) {
        return fail(missing("location", "names nothing here: give the address or the id"));
    }
    const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(clock_.wall_time());
    const auto within = deadlines_.of(Queue::kRemovals, jurisdiction, reason->name);
    NewRemovalRequest made;
    made.token = make_secret("rr-");
    made.request = {
        .id = make_id("removal_"),
        .case_id = {},
        .reason = std::string(reason->name),
        .location = location,
        .created_at_us = store::to_column(now),
        .due_at_us = store::to_column(now + within),
        .outcome = {},
        .answered_at_us = std::nullopt,
    };
    return database_.write([&](Transaction& tx) -> Result<NewRemovalRequest> {
        auto owner = owner_of(tx, *subject);
        if (!owner) {
            owner.error().field = "location";
            return fail(owner.error());
        }
        const ReviewCase joined = HIBARI_TRY(join_case(
            tx,
            {.queue = Queue::kRemovals,
             .subject = *subject,
             .account = *owner,
             .category = reason->name,
             .within = within},
            now
        ));
        NewRemovalRequest answer = made;
        answer.request.case_id = joined.id;
        HIBARI_TRY(tx.execute(
            "INSERT INTO removal_requests (id, review_case, token_hash, reason, jurisdiction, "
            "signature, contact, location, text, created_at, due_at) VALUES (:id, :case, :token, "
            ":reason, :jurisdiction, :signature, :contact, :location, :text, :now, :due)",
            {{"id", answer.request.id},
             {"case", joined.id},
             {"token", hash_of(answer.token)},
             {"reason", answer.request.reason},
             {"jurisdiction", jurisdiction},
             {"signature", signature},
             {"contact", contact},
             {"location", location},
             {"text", text},
             {"now", answer.request.created_at_us},
             {"due", answer.request.due_at_us}}
        ));
        HIBARI_TRY(trust::append(
            tx,
            {.kind = "review.removal_requested",
             .actor = "anonymous",
             .subject = subject->id,
             .details = Json::object({{"request", answer.request.id}, {"case", joined.id}})},
            now
        ));
        return answer;
    });
}

Result<RemovalRequest> Removals::find(std::string_view id, std::string_view token) {
    return database_.read([&](Transaction& tx) -> Result<RemovalRequest> {
        const auto row = HIBARI_TRY(tx.query_one(
            "SELECT id, review_case, reason, location, created_at, due_at, outcome, answered_at "
            "FROM removal_requests WHERE id = :id AND token_hash = :token",
            {{"id", std::string(id)}, {"token", hash_of(token)}}
        ));
        if (!row) {
            return fail(ErrorCode::kNotFound, "there is no such request");
        }
        return RemovalRequest{
            .id = row->text("id"),
            .case_id = row->text("review_case"),
            .reason = row->text("reason"),
            .location = row->text("location"),
            .created_at_us = row->integer("created_at"),
            .due_at_us = row->integer("due_at"),
            .outcome = row->optional_text("outcome").value_or(""),
            .answered_at_us = row->optional_integer("answered_at"),
        };
    });
}

}  // namespace hibari::domain
