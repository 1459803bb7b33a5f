#include "domain/webhooks.h"

#include "base/check.h"
#include "base/ids.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace hibari::domain {
namespace {

using store::Row;
using store::Transaction;

constexpr std::string_view kEndpointColumns = "id, url, events, disabled_reason, created_at";
constexpr std::string_view kDeliveryColumns =
    "id, endpoint, event_id, event_type, state, attempt, created_at, next_at, finished_at, "
    "last_status, last_error";
constexpr std::string_view kByOwner = "disabled by its owner";
constexpr std::int64_t kGone = 410;

Error unknown_endpoint() {
    return {.code = ErrorCode::kNotFound, .message = "there is no such webhook endpoint"};
}

WebhookEndpoint endpoint_of(const Row& row) {
    return {
        .id = row.text("id"),
        .url = row.text("url"),
        .events = split_words(row.text("events")),
        .disabled_reason = row.optional_text("disabled_reason").value_or(""),
        .created_at_us = row.integer("created_at"),
    };
}

DeliveryState state_of(std::string_view text) {
    return text == "delivered"  ? DeliveryState::kDelivered
           : text == "given_up" ? DeliveryState::kGivenUp
                                : DeliveryState::kPending;
}

WebhookDelivery delivery_of(const Row& row) {
    return {
        .id = row.text("id"),
        .endpoint = row.text("endpoint"),
        .event_id = row.text("event_id"),
        .event_type = row.text("event_type"),
        .state = state_of(row.text("state")),
        .attempts = row.integer("attempt"),
        .created_at_us = row.integer("created_at"),
        .next_at_us = row.integer("next_at"),
        .finished_at_us = row.optional_integer("finished_at"),
        .last_status = row.optional_integer("last_status"),
        .last_error = row.optional_text("last_error").value_or(""),
    };
}

Result<WebhookEndpoint> find_own(Transaction& tx, const Principal& who, std::string_view id) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT " + std::string(kEndpointColumns) +
            " FROM webhook_endpoints WHERE id = :id AND project = :project",
        {{"id", std::string(id)}, {"project", who.project}}
    ));
    if (!row) {
        return fail(unknown_endpoint());
    }
    return endpoint_of(*row);
}

template <typename T, typename Make>
Page<T> page_of(const std::vector<Row>& rows, std::int64_t limit, const Make& make) {
    Page<T> page;
    page.has_more = std::ssize(rows) > limit;
    const auto shown = std::min<std::int64_t>(std::ssize(rows), limit);
    std::transform(rows.begin(), rows.begin() + shown, std::back_inserter(page.items), make);
    return page;
}

double spread_of(std::string_view id) {
    // Of the id's random digits, so that every message has its own.
    unsigned value = 0;
    for (const char c : id.substr(id.size() - 2)) {
        value = value * 16 + static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return static_cast<double>(value) / 255.0;
}

}  // namespace

std::string_view to_string(DeliveryState state) {
    switch (state) {
        case DeliveryState::kPending:
            return "pending";
        case DeliveryState::kDelivered:
            return "delivered";
        case DeliveryState::kGivenUp:
            return "given_up";
    }
    return "pending";
}

std::chrono::seconds retry_delay(std::int64_t attempts, double spread) {
    constexpr std::array<std::int64_t, 8> kDelays_s = {5, 30, 120, 600, 1800, 3600, 7200, 21600};
    const auto at = static_cast<std::size_t>(
        std::clamp<std::int64_t>(attempts - 1, 0, std::ssize(kDelays_s) - 1)
    );
    const double delay_s = static_cast<double>(kDelays_s[at]) * (1.0 + 0.2 * spread);
    return std::chrono::seconds(static_cast<std::int64_t>(delay_s));
}

store::Timestamp Webhooks::now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(clock_.wall_time());
}

Result<WebhookEndpoint> Webhooks::create(
    const Principal& who,
    std::string_view url,
    const std::vector<std::string>& events,
    std::string_view secret
) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const WebhookEndpoint endpoint{
        .id = make_id("we_"),
        .url = std::string(url),
        .events = events,
        .disabled_reason = {},
        .created_at_us = store::to_column(now()),
    };
    return database_.write([&](Transaction& tx) -> Result<WebhookEndpoint> {
        const auto count = HIBARI_TRY(tx.query_row(
            "SELECT count(*) AS n FROM webhook_endpoints WHERE project = :p", {{"p", who.project}}
        ));
        if (count.integer("n") >= kEndpointsPerProjectMax) {
            return fail(
                {.code = ErrorCode::kFailedPrecondition,
                 .message = "a project has at most " + std::to_string(kEndpointsPerProjectMax) +
                            " webhook endpoints",
                 .reason = "limit_reached"}
            );
        }
        HIBARI_TRY(tx.execute(
            "INSERT INTO webhook_endpoints (id, project, url, events, secret, created_at) "
            "VALUES (:id, :project, :url, :events, :secret, :now)",
            {{"id", endpoint.id},
             {"project", who.project},
             {"url", endpoint.url},
             {"events", join_words(events)},
             {"secret", std::string(secret)},
             {"now", endpoint.created_at_us}}
        ));
        return endpoint;
    });
}

Result<WebhookEndpoint> Webhooks::find(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kRead));
    return database_.read([&](Transaction& tx) { return find_own(tx, who, id); });
}

Result<Page<WebhookEndpoint>> Webhooks::list(const Principal& who, const PageRequest& page) {
    HIBARI_TRY(require(who, Scope::kRead));
    return database_.read([&](Transaction& tx) -> Result<Page<WebhookEndpoint>> {
        std::optional<std::int64_t> after;
        if (!page.after.empty()) {
            after = HIBARI_TRY(find_own(tx, who, page.after)).created_at_us;
        }
        Paging rest = paging(page, after);
        rest.parameters.push_back({"project", who.project});
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT " + std::string(kEndpointColumns) +
                " FROM webhook_endpoints WHERE project = :project" + rest.sql,
            rest.parameters
        ));
        return page_of<WebhookEndpoint>(rows, page.limit, endpoint_of);
    });
}

Result<WebhookEndpoint> Webhooks::update(
    const Principal& who, std::string_view id, const Change& change
) {
    HIBARI_TRY(require(who, Scope::kWrite));
    return database_.write([&](Transaction& tx) -> Result<WebhookEndpoint> {
        WebhookEndpoint endpoint = HIBARI_TRY(find_own(tx, who, id));
        endpoint.url = change.url.value_or(endpoint.url);
        endpoint.events = change.events.value_or(endpoint.events);
        if (change.enabled) {
            endpoint.disabled_reason = *change.enabled ? "" : kByOwner;
        }
        HIBARI_TRY(tx.execute(
            "UPDATE webhook_endpoints SET url = :url, events = :events, disabled_reason = :reason "
            "WHERE id = :id",
            {{"url", endpoint.url},
             {"events", join_words(endpoint.events)},
             {"reason",
              endpoint.disabled_reason.empty() ? store::Value(nullptr)
                                               : store::Value(endpoint.disabled_reason)},
             {"id", endpoint.id}}
        ));
        return endpoint;
    });
}

Result<void> Webhooks::remove(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kWrite));
    return database_.write([&](Transaction& tx) -> Result<void> {
        HIBARI_TRY(find_own(tx, who, id));
        HIBARI_TRY(
            tx.execute("DELETE FROM webhook_endpoints WHERE id = :id", {{"id", std::string(id)}})
        );
        return {};
    });
}

Result<WebhookEndpoint> Webhooks::rotate_secret(
    const Principal& who,
    std::string_view id,
    std::string_view secret,
    std::chrono::seconds keep_old
) {
    HIBARI_TRY(require(who, Scope::kWrite));
    return database_.write([&](Transaction& tx) -> Result<WebhookEndpoint> {
        const WebhookEndpoint endpoint = HIBARI_TRY(find_own(tx, who, id));
        HIBARI_TRY(tx.execute(
            "UPDATE webhook_endpoints SET old_secret = secret, old_secret_until = :until, "
            "secret = :secret WHERE id = :id",
            {{"until", store::to_column(now() + keep_old)},
             {"secret", std::string(secret)},
             {"id", endpoint.id}}
        ));
        return endpoint;
    });
}

Result<Page<WebhookDelivery>> Webhooks::deliveries(
    const Principal& who,
    std::string_view endpoint,
    const PageRequest& page,
    std::optional<DeliveryState> state
) {
    HIBARI_TRY(require(who, Scope::kRead));
    return database_.read([&](Transaction& tx) -> Result<Page<WebhookDelivery>> {
        HIBARI_TRY(find_own(tx, who, endpoint));
        std::optional<std::int64_t> after;
        if (!page.after.empty()) {
            const auto row = HIBARI_TRY(tx.query_one(
                "SELECT created_at FROM webhook_deliveries WHERE id = :id AND endpoint = :endpoint",
                {{"id", page.after}, {"endpoint", std::string(endpoint)}}
            ));
            if (!row) {
                return fail(
                    {.code = ErrorCode::kNotFound,
                     .message = "there is no such delivery",
                     .field = "after"}
                );
            }
            after = row->integer("created_at");
        }
        Paging rest = paging(page, after);
        rest.parameters.push_back({"endpoint", std::string(endpoint)});
        std::string sql = "SELECT " + std::string(kDeliveryColumns) +
                          " FROM webhook_deliveries WHERE endpoint = :endpoint";
        if (state) {
            sql += " AND state = :state";
            rest.parameters.push_back({"state", std::string(to_string(*state))});
        }
        const auto rows = HIBARI_TRY(tx.query(sql + rest.sql, rest.parameters));
        return page_of<WebhookDelivery>(rows, page.limit, delivery_of);
    });
}

Result<WebhookDelivery> Webhooks::replay(
    const Principal& who, std::string_view endpoint, std::string_view delivery
) {
    HIBARI_TRY(require(who, Scope::kWrite));
    return database_.write([&](Transaction& tx) -> Result<WebhookDelivery> {
        HIBARI_TRY(find_own(tx, who, endpoint));
        const auto row = HIBARI_TRY(tx.query_one(
            "UPDATE webhook_deliveries SET state = 'pending', attempt = 0, next_at = :now, "
            "finished_at = NULL, started_at = :now WHERE id = :id AND endpoint = :endpoint "
            "RETURNING " +
                std::string(kDeliveryColumns),
            {{"now", store::to_column(now())},
             {"id", std::string(delivery)},
             {"endpoint", std::string(endpoint)}}
        ));
        if (!row) {
            return fail(ErrorCode::kNotFound, "there is no such delivery");
        }
        return delivery_of(*row);
    });
}

Result<std::vector<DueDelivery>> Webhooks::take_due(std::int64_t limit) {
    using Taken = std::vector<DueDelivery>;
    const store::Timestamp at = now();
    // Most of the time nothing is due: no write for that.
    const auto due = HIBARI_TRY(database_.read([&](Transaction& tx) {
        return tx.query_one(
            "SELECT id FROM webhook_deliveries WHERE state = 'pending' AND next_at <= :now LIMIT 1",
            {{"now", store::to_column(at)}}
        );
    }));
    if (!due) {
        return Taken();
    }
    return database_.write([&](Transaction& tx) -> Result<Taken> {
        Taken taken;
        const auto rows = HIBARI_TRY(tx.query(
            "UPDATE webhook_deliveries SET attempt = attempt + 1, next_at = :until "
            "WHERE id IN (SELECT id FROM webhook_deliveries WHERE state = 'pending' AND "
            "next_at <= :now ORDER BY next_at LIMIT :limit) "
            "RETURNING id, endpoint, event_id, payload, attempt, started_at",
            {{"until", store::to_column(at + kSendingAtMost)},
             {"now", store::to_column(at)},
             {"limit", limit}}
        ));
        for (const Row& row : rows) {
            const auto endpoint = HIBARI_TRY(tx.query_row(
                "SELECT url, secret, old_secret, old_secret_until FROM webhook_endpoints "
                "WHERE id = :id",
                {{"id", row.text("endpoint")}}
            ));
            DueDelivery one{
                .id = row.text("id"),
                .endpoint = row.text("endpoint"),
                .url = endpoint.text("url"),
                .event_id = row.text("event_id"),
                .payload = row.text("payload"),
                .secrets = {endpoint.text("secret")},
                .attempt = row.integer("attempt"),
                .created_at_us = row.integer("started_at"),
            };
            if (endpoint.optional_integer("old_secret_until").value_or(0) > store::to_column(at)) {
                one.secrets.push_back(endpoint.text("old_secret"));
            }
            taken.push_back(std::move(one));
        }
        return taken;
    });
}

Result<void> Webhooks::record(const DueDelivery& delivery, const DeliveryOutcome& outcome) {
    const store::Timestamp at = now();
    const store::Timestamp give_up = store::from_column(delivery.created_at_us) + kDeliverFor;
    store::Timestamp next = at + std::max(
                                     retry_delay(delivery.attempt, spread_of(delivery.id)),
                                     outcome.retry_after.value_or(std::chrono::seconds(0))
                                 );
    const bool gone = outcome.status == kGone;
    const bool delivered = outcome.error.empty();
    const bool over = delivered || gone || next > give_up;
    const std::string_view state = delivered ? "delivered" : (over ? "given_up" : "pending");
    std::optional<std::int64_t> finished;
    if (over) {
        finished = store::to_column(at);
    }
    return database_.write([&](Transaction& tx) -> Result<void> {
        HIBARI_TRY(tx.execute(
            "UPDATE webhook_deliveries SET state = :state, next_at = :next, "
            "finished_at = :finished, last_status = :status, last_error = :error "
            "WHERE id = :id AND attempt = :attempt",
            {{"state", std::string(state)},
             {"next", store::to_column(next)},
             {"finished", store::nullable(finished)},
             {"status", store::nullable(outcome.status)},
             {"error", delivered ? store::Value(nullptr) : store::Value(outcome.error)},
             {"id", delivery.id},
             {"attempt", delivery.attempt}}
        ));
        if (gone) {
            HIBARI_TRY(tx.execute(
                "UPDATE webhook_endpoints SET disabled_reason = 'the receiver answered 410 Gone' "
                "WHERE id = :id",
                {{"id", delivery.endpoint}}
            ));
        }
        return {};
    });
}

}  // namespace hibari::domain
