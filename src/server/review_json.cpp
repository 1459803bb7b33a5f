#include "server/review_json.h"

#include "server/json_reply.h"

namespace hibari::server {

Json subject_json(const domain::Subject& subject) {
    return Json::object({{"kind", to_string(subject.kind)}, {"id", subject.id}});
}

Result<domain::Subject> subject_of(const Json& json) {
    return domain::Subject{
        .kind = HIBARI_TRY(domain::subject_kind_of(json.at("kind").as_string())),
        .id = json.at("id").as_string(),
    };
}

Json notice_json(const domain::Notice& notice) {
    return Json::object({
        {"id", notice.id},
        {"object", "notice"},
        {"kind", notice.kind},
        {"subject", notice.subject ? subject_json(*notice.subject) : Json(nullptr)},
        {"text", notice.text},
        {"details", notice.details},
        {"created_at", json_time(notice.created_at_us)},
        {"read_at", json_time(notice.read_at_us)},
    });
}

Json removal_json(const domain::RemovalRequest& request) {
    return Json::object({
        {"id", request.id},
        {"object", "removal_request"},
        {"reason", request.reason},
        {"location", request.location},
        {"created_at", json_time(request.created_at_us)},
        {"due_at", json_time(request.due_at_us)},
        {"outcome", json_text(request.outcome)},
        {"answered_at", json_time(request.answered_at_us)},
    });
}

Json depiction_json(const domain::Depiction& depiction) {
    Json aliases = Json::array();
    for (const std::string& alias : depiction.aliases) {
        aliases.push_back(alias);
    }
    Json permitted = Json::array();
    bool everybody = false;
    for (const std::string& account : depiction.permitted) {
        everybody = everybody || account.empty();
        if (!account.empty()) {
            permitted.push_back(account);
        }
    }
    return Json::object({
        {"id", depiction.id},
        {"object", "depiction"},
        {"kind", to_string(depiction.kind)},
        {"name", depiction.name},
        {"aliases", std::move(aliases)},
        {"signature", depiction.signature},
        {"contact", depiction.contact},
        {"evidence", depiction.evidence},
        {"state", to_string(depiction.state)},
        {"permitted_accounts", std::move(permitted)},
        {"everybody_permitted", everybody},
        {"created_at", json_time(depiction.created_at_us)},
        {"decided_at", json_time(depiction.decided_at_us)},
    });
}

Json decision_json(const domain::Decision& decision, For reader) {
    Json json = Json::object({
        {"id", decision.id},
        {"object", "decision"},
        {"subject", subject_json(decision.subject)},
        {"action", to_string(decision.action)},
        {"category", decision.category},
        {"statement", decision.statement},
        {"created_at", json_time(decision.created_at_us)},
        {"undone_at", json_time(decision.reversed_at_us)},
    });
    if (reader == For::kModerators) {
        json.set("case_id", decision.case_id);
        json.set("account_id", json_text(decision.account));
        json.set("moderator_id", json_text(decision.moderator));
        json.set("approved_by", json_text(decision.approved_by));
        json.set("undone_by", json_text(decision.reversed_by));
        json.set("note", decision.note);
    }
    return json;
}

Json appeal_json(const domain::Appeal& appeal) {
    return Json::object({
        {"id", appeal.id},
        {"object", "appeal"},
        {"decision_id", appeal.decision},
        {"text", appeal.text},
        {"state", to_string(appeal.state)},
        {"created_at", json_time(appeal.created_at_us)},
        {"due_at", json_time(appeal.due_at_us)},
        {"decided_at", json_time(appeal.decided_at_us)},
    });
}

Json case_json(const domain::ReviewCase& one) {
    const bool claimed = !one.claimed_by.empty();
    return Json::object({
        {"id", one.id},
        {"object", "review_case"},
        {"queue", to_string(one.queue)},
        {"subject", subject_json(one.subject)},
        {"account_id", json_text(one.account)},
        {"category", one.category},
        {"priority", one.priority},
        {"state", to_string(one.state)},
        {"reports", one.reports},
        {"claimed_by", json_text(one.claimed_by)},
        {"claimed_until", claimed ? json_time(one.claimed_until_us) : Json(nullptr)},
        {"decision_id", json_text(one.decision)},
        {"created_at", json_time(one.created_at_us)},
        {"due_at", json_time(one.due_at_us)},
        {"decided_at", json_time(one.decided_at_us)},
    });
}

Json case_file_json(const domain::CaseFile& file) {
    Json voices = Json::array();
    for (const domain::CaseVoice& voice : file.voices) {
        voices.push_back(Json::object({
            {"kind", voice.kind},
            {"category", json_text(voice.category)},
            {"text", voice.text},
            {"created_at", json_time(voice.created_at_us)},
        }));
    }
    Json history = Json::array();
    for (const domain::Decision& decision : file.history) {
        history.push_back(decision_json(decision, For::kModerators));
    }
    Json lineage = Json::array();
    for (const std::string& prompt : file.lineage) {
        lineage.push_back(prompt);
    }
    return case_json(file.about)
        .set("voices", std::move(voices))
        .set("history", std::move(history))
        .set("strikes", file.strikes)
        .set("lineage", std::move(lineage))
        .set("prompt", file.prompt);
}

}  // namespace hibari::server
