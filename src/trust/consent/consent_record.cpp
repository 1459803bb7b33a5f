#include "trust/consent/consent_record.h"

#include "base/ids.h"
#include "trust/audit/log.h"
#include "trust/consent/consent.h"
#include "trust/consent/notice.h"
#include "trust/consent/receipt.h"

namespace hibari::trust {
namespace {

/// Facts that tell of nobody.
Json public_details(const Likeness& likeness) {
    return Json::object({
        {"likeness", likeness.id},
        {"kind", to_string(likeness.kind)},
        {"state", to_string(likeness.state)},
        {"grant", likeness.grant.id},
        {"version", likeness.grant.version},
        {"level", to_string(likeness.scope.level)},
        {"strict", likeness.scope.strict},
        {"voice", likeness.scope.voice},
        {"remix", likeness.scope.remix},
        {"notice", likeness.notice},
        {"evidence", likeness.evidence},
    });
}

}  // namespace

Result<void> record_consent(
    store::Transaction& tx, const Likeness& likeness, const ConsentAct& act, store::Timestamp now
) {
    Json personal = Json::object({
        {"name", likeness.name},
        {"handle", likeness.handle},
        {"preferences", likeness.scope.preferences},
        {"restrictions", likeness.scope.restrictions},
    });
    if (!act.person.empty()) {
        personal.set("person", act.person);
    }
    const std::int64_t leaf = HIBARI_TRY(append(
        tx,
        {.kind = "likeness." + act.act,
         .actor = act.actor,
         .subject = likeness.owner,
         .details = public_details(likeness),
         .personal = to_string(personal)},
        now
    ));
    const Json facts =
        receipt_facts(likeness, HIBARI_TRY(people_of(tx, likeness.id)), act.act, leaf, now);
    HIBARI_TRY(tx.execute(
        "INSERT INTO consent_receipts (id, likeness, owner, grant_version, facts, created_at) "
        "VALUES (:id, :likeness, :owner, :version, :facts, :now)",
        {{"id", make_id("rcpt_")},
         {"likeness", likeness.id},
         {"owner", likeness.owner},
         {"version", likeness.grant.version},
         {"facts", to_string(facts)},
         {"now", store::to_column(now)}}
    ));
    return {};
}

Result<void> record_review(
    store::Transaction& tx,
    const Likeness& likeness,
    std::string_view moderator,
    std::string_view verdict,
    std::string_view reason,
    store::Timestamp now
) {
    HIBARI_TRY(append(
        tx,
        {.kind = "likeness.review." + std::string(verdict),
         .actor = std::string(moderator),
         .subject = likeness.owner,
         .details = Json::object({{"likeness", likeness.id}, {"evidence", likeness.evidence}}),
         .personal = std::string(reason)},
        now
    ));
    return {};
}

}  // namespace hibari::trust
