// /v1/webhook_endpoints: who is told when a clip has ended, and what they were told.

#include "net/webhook_signature.h"
#include "server/json_reply.h"
#include "server/routes.h"

namespace hibari::server {
namespace {

using domain::DeliveryState;
using domain::WebhookDelivery;
using domain::WebhookEndpoint;

const std::vector<std::string> kAllEvents = {"video.completed", "video.failed"};

Json endpoint_json(const WebhookEndpoint& endpoint) {
    Json events = Json::array();
    for (const std::string& type : endpoint.events) {
        events.push_back(type);
    }
    return Json::object({
        {"id", endpoint.id},
        {"object", "webhook_endpoint"},
        {"url", endpoint.url},
        {"events", std::move(events)},
        {"enabled", endpoint.disabled_reason.empty()},
        {"disabled_reason", json_text(endpoint.disabled_reason)},
        {"created_at", json_time(endpoint.created_at_us)},
    });
}

Json delivery_json(const WebhookDelivery& delivery) {
    const bool pending = delivery.state == DeliveryState::kPending;
    return Json::object({
        {"id", delivery.id},
        {"object", "webhook_delivery"},
        {"event_id", delivery.event_id},
        {"type", delivery.event_type},
        {"status", to_string(delivery.state)},
        {"attempts", delivery.attempts},
        {"created_at", json_time(delivery.created_at_us)},
        {"next_attempt_at", pending ? json_time(delivery.next_at_us) : Json(nullptr)},
        {"finished_at", json_time(delivery.finished_at_us)},
        {"last_status", delivery.last_status ? Json(*delivery.last_status) : Json(nullptr)},
        {"last_error", json_text(delivery.last_error)},
    });
}

std::vector<std::string> events_of(const Json& list) {
    std::vector<std::string> events;
    for (const Json& type : list.items()) {
        events.push_back(type.as_string());
    }
    return events;
}

class WebhookRoutes {
  public:
    explicit WebhookRoutes(const Parts& parts) : parts_(parts) {}

    Result<net::Response> create(Call& call) const {
        const std::string& url = call.body.at("url").as_string();
        HIBARI_TRY(check_url(url));
        const Json* events = call.body.find("events");
        const std::string secret = net::make_webhook_secret();
        const auto made = HIBARI_TRY(parts_.webhooks.create(
            call.who, url, events != nullptr ? events_of(*events) : kAllEvents, secret
        ));
        return json_reply(endpoint_json(made).set("secret", secret));
    }

    Result<net::Response> list(Call& call) const {
        const auto page = HIBARI_TRY(parts_.webhooks.list(call.who, page_request(call.query)));
        Json data = Json::array();
        for (const WebhookEndpoint& endpoint : page.items) {
            data.push_back(endpoint_json(endpoint));
        }
        return json_reply(json_list(std::move(data), page.has_more));
    }

    Result<net::Response> retrieve(Call& call) const {
        return json_reply(endpoint_json(HIBARI_TRY(parts_.webhooks.find(call.who, id_of(call)))));
    }

    Result<net::Response> update(Call& call) const {
        domain::Webhooks::Change change;
        if (const Json* url = call.body.find("url")) {
            HIBARI_TRY(check_url(url->as_string()));
            change.url = url->as_string();
        }
        if (const Json* events = call.body.find("events")) {
            change.events = events_of(*events);
        }
        if (const Json* enabled = call.body.find("enabled")) {
            change.enabled = enabled->as_bool();
        }
        return json_reply(
            endpoint_json(HIBARI_TRY(parts_.webhooks.update(call.who, id_of(call), change)))
        );
    }

    Result<net::Response> remove(Call& call) const {
        HIBARI_TRY(parts_.webhooks.remove(call.who, id_of(call)));
        return json_reply(json_deleted(id_of(call), "webhook_endpoint.deleted"));
    }

    Result<net::Response> rotate(Call& call) const {
        constexpr std::int64_t kKeepUsually_s = 86'400;
        const Json* keep = call.body.find("keep_old_seconds");
        const std::chrono::seconds keep_old(keep != nullptr ? keep->as_integer() : kKeepUsually_s);
        const std::string secret = net::make_webhook_secret();
        const auto endpoint =
            HIBARI_TRY(parts_.webhooks.rotate_secret(call.who, id_of(call), secret, keep_old));
        return json_reply(endpoint_json(endpoint).set("secret", secret));
    }

    Result<net::Response> deliveries(Call& call) const {
        std::optional<DeliveryState> state;
        if (const Json* status = call.query.find("status"); status != nullptr) {
            for (const DeliveryState one :
                 {DeliveryState::kPending, DeliveryState::kDelivered, DeliveryState::kGivenUp}) {
                if (*status == Json(to_string(one))) {
                    state = one;
                }
            }
        }
        const auto page = HIBARI_TRY(
            parts_.webhooks.deliveries(call.who, id_of(call), page_request(call.query), state)
        );
        Json data = Json::array();
        for (const WebhookDelivery& delivery : page.items) {
            data.push_back(delivery_json(delivery));
        }
        return json_reply(json_list(std::move(data), page.has_more));
    }

    Result<net::Response> replay(Call& call) const {
        return json_reply(delivery_json(HIBARI_TRY(parts_.webhooks.replay(
            call.who, id_of(call), call.request.parameter("webhook_delivery_id")
        ))));
    }

  private:
    static const std::string& id_of(const Call& call) {
        return call.request.parameter("webhook_endpoint_id");
    }

    /// Where it leads is checked again with every delivery; here an honest mistake is told at once.
    Result<void> check_url(const std::string& url) const {
        const auto allowed = parts_.http_client.check(url);
        if (!allowed) {
            return fail(
                {.code = ErrorCode::kInvalidArgument,
                 .message = allowed.error().message,
                 .field = "url",
                 .reason = "url_not_allowed"}
            );
        }
        return {};
    }

    const Parts& parts_;
};

}  // namespace

void add_webhook_routes(Api& api, const Parts& parts) {
    const WebhookRoutes routes(parts);
    const auto bind = [&](auto method) {
        return [routes, method](Call& call) { return (routes.*method)(call); };
    };
    api.answer("createWebhookEndpoint", bind(&WebhookRoutes::create));
    api.answer("listWebhookEndpoints", bind(&WebhookRoutes::list));
    api.answer("retrieveWebhookEndpoint", bind(&WebhookRoutes::retrieve));
    api.answer("updateWebhookEndpoint", bind(&WebhookRoutes::update));
    api.answer("deleteWebhookEndpoint", bind(&WebhookRoutes::remove));
    api.answer("rotateWebhookSecret", bind(&WebhookRoutes::rotate));
    api.answer("listWebhookDeliveries", bind(&WebhookRoutes::deliveries));
    api.answer("replayWebhookDelivery", bind(&WebhookRoutes::replay));
}

}  // namespace hibari::server
