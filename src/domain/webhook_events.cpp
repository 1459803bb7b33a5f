#include "domain/webhook_events.h"

#include "base/ids.h"
#include "base/json.h"
#include "base/text.h"

namespace hibari::domain {

Result<void> announce(
    store::Transaction& tx,
    std::string_view project,
    std::string_view type,
    std::string_view id,
    store::Timestamp now
) {
    const auto endpoints = HIBARI_TRY(tx.query(
        "SELECT id, events FROM webhook_endpoints "
        "WHERE project = :project AND disabled_reason IS NULL",
        {{"project", std::string(project)}}
    ));
    if (endpoints.empty()) {
        return {};
    }
    const std::string event = make_id("evt_");
    const std::int64_t created_s =
        std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    const std::string payload = to_string(Json::object({
        {"id", event},
        {"object", "event"},
        {"created_at", created_s},
        {"type", type},
        {"data", Json::object({{"id", id}})},
    }));
    for (const store::Row& endpoint : endpoints) {
        bool wanted = false;
        for (const std::string_view word : split(endpoint.text("events"), ' ')) {
            wanted = wanted || word == type;
        }
        if (!wanted) {
            continue;
        }
        HIBARI_TRY(tx.execute(
            "INSERT INTO webhook_deliveries (id, endpoint, event_id, event_type, payload, state, "
            "attempt, created_at, started_at, next_at) "
            "VALUES (:id, :endpoint, :event, :type, :payload, 'pending', 0, :now, :now, :now)",
            {{"id", make_id("whd_")},
             {"endpoint", endpoint.text("id")},
             {"event", event},
             {"type", std::string(type)},
             {"payload", payload},
             {"now", store::to_column(now)}}
        ));
    }
    return {};
}

}  // namespace hibari::domain
