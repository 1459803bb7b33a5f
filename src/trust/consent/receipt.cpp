#include "trust/consent/receipt.h"

#include "base/ids.h"
#include "base/text.h"
#include "base/time_text.h"
#include "trust/audit/merkle.h"
#include "trust/consent/jws.h"
#include "trust/consent/notice.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace hibari::trust {
namespace {

using store::Row;
using store::Transaction;

constexpr std::string_view kVersion = "KI-CR-v1.1.0";
constexpr std::size_t kReceiptBytesMax = 256U << 10U;
constexpr std::int64_t kReceiptsMax = 1000;

/// Kantara 1.1, section 4: the fields that a receipt must have.
constexpr std::array<std::string_view, 12> kRequired = {
    "version",
    "jurisdiction",
    "consentTimestamp",
    "collectionMethod",
    "consentReceiptID",
    "language",
    "piiPrincipalId",
    "piiControllers",
    "policyUrl",
    "services",
    "sensitive",
    "spiCat",
};

/// Kantara's life of a consent.
std::string_view state_of(const Likeness& likeness, std::string_view event) {
    if (likeness.state == LikenessState::kRevoked || likeness.state == LikenessState::kDeleted) {
        return "withdrawn";
    }
    if (likeness.state == LikenessState::kPendingReview) {
        return "issued";
    }
    return event == "created" || event == "activated" ? "active" : "updated";
}

Json purposes(const Likeness& likeness) {
    const auto purpose = [&](std::string_view text, bool is_primary) {
        return Json::object({
            {"purpose", text},
            {"purposeCategory", Json::array({"2 - Contracted Service"})},
            {"consentType", "EXPLICIT"},
            {"piiCategory",
             likeness.kind == LikenessKind::kPerson ? Json::array({"Biometric", "Photographic"})
                                                    : Json::array({"Photographic"})},
            {"primaryPurpose", is_primary},
            {"termination", "withdrawal at any time, or the expiry of this consent"},
            {"thirdPartyDisclosure", likeness.scope.level != Level::kOnlyMe},
            {"thirdPartyName",
             likeness.scope.level == Level::kOnlyMe ? "nobody"
                                                    : "people whom the scope lets see clips"},
        });
    };
    Json list = Json::array({purpose("making clips that show this likeness", true)});
    if (likeness.scope.voice) {
        list.push_back(purpose("making clips that speak in this voice", false));
    }
    if (likeness.scope.remix) {
        list.push_back(purpose("letting others change clips that show this likeness", false));
    }
    return list;
}

Json scope_json(const Scope& scope, const std::vector<LikenessPerson>& people) {
    Json allowed = Json::array();
    Json denied = Json::array();
    for (const LikenessPerson& person : people) {
        (person.verdict == Standing::kAllow ? allowed : denied).push_back(person.account);
    }
    return Json::object({
        {"who", to_string(scope.level)},
        {"allowed", std::move(allowed)},
        {"denied", std::move(denied)},
        {"preferences", scope.preferences},
        {"restrictions", scope.restrictions},
        {"strict", scope.strict},
        {"voice", scope.voice},
        {"remix", scope.remix},
        {"expiresAt", scope.expires_at_us ? Json(*scope.expires_at_us / 1'000'000) : Json(nullptr)},
    });
}

ConsentReceipt receipt_of(const Row& row) {
    auto facts = parse_json(row.text("facts"));
    return {
        .id = row.text("id"),
        .likeness = row.text("likeness"),
        .owner = row.text("owner"),
        .grant_version = row.integer("grant_version"),
        .facts = facts ? std::move(*facts) : Json(),
        .jws = row.optional_text("jws").value_or(""),
        .created_at_us = row.integer("created_at"),
    };
}

/// The whole of it, in the order of Kantara's own examples.
Json payload_of(const ConsentReceipt& receipt, const Controller& controller) {
    const Json& facts = receipt.facts;
    return Json::object({
        {"version", kVersion},
        {"jurisdiction", controller.jurisdiction},
        {"consentTimestamp", facts.at("consentTimestamp")},
        {"collectionMethod", facts.at("collectionMethod")},
        {"consentReceiptID", receipt.id},
        {"language", facts.at("language")},
        {"piiPrincipalId", facts.at("piiPrincipalId")},
        {"piiControllers",
         Json::array({Json::object({
             {"piiController", controller.name},
             {"onBehalf", false},
             {"contact", controller.contact},
             {"address", Json::object({{"streetAddress", controller.address}})},
             {"email", controller.email},
             {"phone", controller.phone},
         })})},
        {"policyUrl", controller.policy_url},
        {"services", facts.at("services")},
        {"sensitive", facts.at("sensitive")},
        {"spiCat", facts.at("spiCat")},
        {"hibari", facts.at("hibari")},
    });
}

Error wrong(std::string message) {
    return {.code = ErrorCode::kInvalidArgument, .message = std::move(message)};
}

}  // namespace

Json receipt_facts(
    const Likeness& likeness,
    const std::vector<LikenessPerson>& people,
    std::string_view event,
    std::int64_t audit_leaf,
    store::Timestamp now
) {
    const std::int64_t now_s =
        std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    const std::string_view state = state_of(likeness, event);
    const bool is_person = likeness.kind == LikenessKind::kPerson;
    return Json::object({
        {"consentTimestamp", now_s},
        {"collectionMethod",
         is_person ? "recorded by the person against a random challenge, agreed to on screen"
                   : "recorded by the owner, agreed to on screen"},
        {"language", kNoticeLanguage},
        {"piiPrincipalId", likeness.owner},
        {"services",
         Json::array({Json::object({{"service", "likeness"}, {"purposes", purposes(likeness)}})})},
        {"sensitive", is_person},
        {"spiCat", is_person ? Json::array({"Biometric"}) : Json::array()},
        {"hibari",
         Json::object({
             {"schema", "ISO/IEC TS 27560:2023"},
             {"recordId", likeness.grant.id},
             {"likeness", likeness.id},
             {"grant",
              Json::object({{"id", likeness.grant.id}, {"version", likeness.grant.version}})},
             {"state", state},
             {"events",
              Json::array({Json::object({
                  {"eventTime", to_rfc3339(now)},
                  {"eventType", event},
                  {"eventState", state},
                  {"entityId", likeness.owner},
                  {"validityDuration",
                   likeness.scope.expires_at_us
                       ? Json(to_rfc3339(from_unix_us(*likeness.scope.expires_at_us)))
                       : Json("until withdrawn")},
              })})},
             {"scope", scope_json(likeness.scope, people)},
             {"noticeHash", "sha256:" + likeness.notice},
             {"notice", notice_text(likeness.kind, likeness.scope)},
             {"evidenceHash", "sha256:" + likeness.evidence},
             {"auditLeaf", audit_leaf},
         })},
    });
}

Result<std::vector<ConsentReceipt>> receipts_of(
    Transaction& tx, std::string_view owner, std::string_view likeness
) {
    std::string sql = "SELECT * FROM consent_receipts WHERE owner = :owner";
    std::vector<store::Parameter> parameters = {
        {"owner", std::string(owner)}, {"limit", kReceiptsMax}
    };
    if (!likeness.empty()) {
        sql += " AND likeness = :likeness";
        parameters.push_back({"likeness", std::string(likeness)});
    }
    const auto rows = HIBARI_TRY(
        tx.query(sql + " ORDER BY created_at DESC, grant_version DESC, id LIMIT :limit", parameters)
    );
    std::vector<ConsentReceipt> receipts;
    std::ranges::transform(rows, std::back_inserter(receipts), receipt_of);
    return receipts;
}

Result<ConsentReceipt> find_receipt(Transaction& tx, std::string_view owner, std::string_view id) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT * FROM consent_receipts WHERE id = :id AND owner = :owner",
        {{"id", std::string(id)}, {"owner", std::string(owner)}}
    ));
    if (!row) {
        return fail(
            {.code = ErrorCode::kNotFound,
             .message = "there is no such receipt",
             .field = "receipt_id"}
        );
    }
    return receipt_of(*row);
}

Result<std::string> signed_receipt(
    store::Database& database,
    const ConsentReceipt& receipt,
    const Controller& controller,
    const SigningKey& signer
) {
    if (!receipt.jws.empty()) {
        return receipt.jws;
    }
    const std::string jws = HIBARI_TRY(
        sign_jws(to_string(payload_of(receipt, controller)), "consent-receipt+jws", signer)
    );
    // Whoever was first has signed it; everybody gets that one.
    return database.write([&](Transaction& tx) -> Result<std::string> {
        HIBARI_TRY(tx.execute(
            "UPDATE consent_receipts SET jws = :jws WHERE id = :id AND jws IS NULL",
            {{"jws", jws}, {"id", receipt.id}}
        ));
        return HIBARI_TRY(find_receipt(tx, receipt.owner, receipt.id)).jws;
    });
}

Result<CheckedReceipt> check_receipt(std::string_view jws) {
    if (jws.size() > kReceiptBytesMax) {
        return fail(wrong("this is larger than any receipt"));
    }
    CheckedJws checked = HIBARI_TRY(check_jws(trim(jws)));
    auto payload = parse_json(checked.payload, {.repeated_keys = RepeatedKeys::kRefuse});
    if (!payload || !payload->is_object()) {
        return fail(wrong("what was signed is no JSON object"));
    }
    for (const std::string_view field : kRequired) {
        if (payload->find(field) == nullptr) {
            return fail(wrong("the receipt lacks its field " + std::string(field)));
        }
    }
    if (payload->at("version") != Json(kVersion)) {
        return fail(wrong("this is a receipt of a version that this program does not know"));
    }
    const Json* own = payload->find("hibari");
    const Json* text = own == nullptr ? nullptr : own->find("notice");
    const Json* hash = own == nullptr ? nullptr : own->find("noticeHash");
    if (text != nullptr && text->is_string() &&
        (hash == nullptr || *hash != Json("sha256:" + to_text(hash_bytes(text->as_string()))))) {
        return fail(wrong("the text in the receipt is not the one that was agreed to"));
    }
    return CheckedReceipt{
        .payload = std::move(*payload),
        .public_key = std::move(checked.public_key),
        .key_name = std::move(checked.key_name),
    };
}

}  // namespace hibari::trust
