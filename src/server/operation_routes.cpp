// For those who run the server: is it alive, is it ready, how does it do, what can it do.

#include "server/docs_page.h"
#include "server/json_reply.h"
#include "server/routes.h"
#include "server/video_watch.h"
#include "store/job_queue.h"

namespace hibari::server {
namespace {

using Seconds = std::chrono::duration<double>;

net::Response text_reply(std::string type, std::string body) {
    net::Response response;
    response.fields.set("content-type", type);
    response.body = std::move(body);
    return response;
}

/// Each part that must work, with "ok" or what is wrong.
Json checks(const Parts& parts, bool& ready) {
    Json found = Json::object();
    const auto note = [&](const char* name, const Result<void>& result) {
        found.set(name, result ? std::string("ok") : to_string(result.error()));
        ready = ready && result.has_value();
    };
    note("database", parts.database.read([](store::Transaction& tx) -> Result<void> {
        HIBARI_TRY(tx.query("SELECT name FROM tiers LIMIT 1"));
        return {};
    }));
    note("blobs", parts.blobs.check());
    note(
        "events",
        parts.events.is_connected() ? Result<void>()
                                    : Result<void>(fail(ErrorCode::kUnavailable, "not connected"))
    );
    return found;
}

void measure_queue(const Parts& parts) {
    const auto counts =
        parts.database.read([](store::Transaction& tx) { return store::JobQueue::counts(tx); });
    if (!counts) {
        return;
    }
    Metrics& metrics = parts.metrics;
    metrics.gauge("hibari_queue_depth", "Jobs that wait.").set(static_cast<double>(counts->queued));
    metrics.gauge("hibari_jobs_running", "Jobs that run.")
        .set(static_cast<double>(counts->running));
    double age_s = 0.0;
    if (counts->oldest_queued_at) {
        const auto now =
            std::chrono::time_point_cast<std::chrono::microseconds>(parts.clock.wall_time());
        age_s = std::max(0.0, Seconds(now - *counts->oldest_queued_at).count());
    }
    metrics.gauge("hibari_queue_age_seconds", "Age of the job that waits longest.").set(age_s);
    metrics.gauge("hibari_event_listeners", "Clients that follow a video.")
        .set(static_cast<double>(parts.watch.listeners()));
}

}  // namespace

void add_operation_routes(Api& api, const Parts& parts) {
    api.answer("checkHealth", [](Call& /*call*/) -> Result<net::Response> {
        return json_reply(Json::object({{"status", "ok"}}));
    });
    api.answer("checkReadiness", [&parts](Call& /*call*/) -> Result<net::Response> {
        bool ready = true;
        const Json found = checks(parts, ready);
        net::Response response =
            json_reply(Json::object({{"status", ready ? "ready" : "not_ready"}, {"checks", found}})
            );
        response.status = ready ? 200 : 503;
        return response;
    });
    api.answer("readMetrics", [&parts](Call& /*call*/) -> Result<net::Response> {
        measure_queue(parts);
        return text_reply("text/plain; version=0.0.4; charset=utf-8", parts.metrics.expose());
    });
    api.answer("showDocs", [&parts](Call& /*call*/) -> Result<net::Response> {
        return text_reply("text/html; charset=utf-8", docs_page(parts.contract));
    });
    api.answer("readOpenApi", [&parts](Call& /*call*/) -> Result<net::Response> {
        return json_reply(parts.contract.document());
    });
}

}  // namespace hibari::server
