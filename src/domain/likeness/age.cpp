#include "domain/likeness/age.h"

#include "trust/audit/log.h"
#include "trust/consent/consent.h"

#include <string>

namespace hibari::domain {

Result<void> set_age_band(
    store::Transaction& tx,
    std::string_view actor,
    std::string_view account,
    trust::AgeBand band,
    store::Timestamp now
) {
    const auto changed = HIBARI_TRY(tx.execute(
        "UPDATE accounts SET age_band = :band WHERE id = :id",
        {{"band", std::string(to_string(band))}, {"id", std::string(account)}}
    ));
    if (changed == 0) {
        return fail(ErrorCode::kNotFound, "there is no such account");
    }
    // The band itself tells of a person.
    HIBARI_TRY(trust::append(
        tx,
        {.kind = "account.age",
         .actor = std::string(actor),
         .subject = std::string(account),
         .personal = std::string(to_string(band))},
        now
    ));
    if (band == trust::AgeBand::kAdult) {
        return {};
    }
    const auto likenesses = HIBARI_TRY(trust::likenesses_of(tx, account));
    for (const trust::Likeness& likeness : likenesses) {
        const bool is_used = likeness.state == trust::LikenessState::kActive ||
                             likeness.state == trust::LikenessState::kPendingReview;
        if (is_used && likeness.scope.level == trust::Level::kEveryone) {
            trust::LikenessChange change;
            change.scope = likeness.scope;
            change.scope->level = trust::Level::kApproved;
            HIBARI_TRY(trust::change_likeness(tx, likeness, change, band, now));
        }
    }
    return {};
}

}  // namespace hibari::domain
