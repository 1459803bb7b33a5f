#pragma once

// Addresses that are told when a clip has ended, and the log of what they were told. An endpoint
// belongs to a project. Deliveries are written by domain/webhook_events.h; here they are listed,
// asked for again, taken by whoever sends, and recorded.

#include "base/clock.h"
#include "base/result.h"
#include "domain/principal.h"
#include "domain/videos.h"
#include "store/database.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

struct WebhookEndpoint {
    std::string id;
    std::string url;
    /// Types of events it wants.
    std::vector<std::string> events;
    /// Why nothing is sent there; empty while something is.
    std::string disabled_reason;
    std::int64_t created_at_us = 0;
};

enum class DeliveryState { kPending, kDelivered, kGivenUp };

std::string_view to_string(DeliveryState state);

struct WebhookDelivery {
    std::string id;
    std::string endpoint;
    std::string event_id;
    std::string event_type;
    DeliveryState state = DeliveryState::kPending;
    std::int64_t attempts = 0;
    std::int64_t created_at_us = 0;
    std::int64_t next_at_us = 0;
    std::optional<std::int64_t> finished_at_us;
    std::optional<std::int64_t> last_status;
    std::string last_error;
};

/// One message to be sent now.
struct DueDelivery {
    std::string id;
    std::string endpoint;
    std::string url;
    std::string event_id;
    std::string payload;
    /// Those that sign: the current one, and the one before it while it still counts.
    std::vector<std::string> secrets;
    /// This one included.
    std::int64_t attempt = 0;
    std::int64_t created_at_us = 0;
};

/// How an attempt ended.
struct DeliveryOutcome {
    /// Absent when there was no answer.
    std::optional<std::int64_t> status;
    /// Why it failed; empty when it succeeded.
    std::string error;
    /// What the receiver asked for.
    std::optional<std::chrono::seconds> retry_after;
};

inline constexpr std::int64_t kEndpointsPerProjectMax = 20;
/// After so long nobody tries any more.
inline constexpr std::chrono::hours kDeliverFor{72};
/// A sender that took a message and was not heard of again has died.
inline constexpr std::chrono::seconds kSendingAtMost{60};

template <typename T>
struct Page {
    std::vector<T> items;
    bool has_more = false;
};

class Webhooks {
  public:
    Webhooks(store::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    /// `secret` signs what is sent there.
    Result<WebhookEndpoint> create(
        const Principal& who,
        std::string_view url,
        const std::vector<std::string>& events,
        std::string_view secret
    );
    Result<WebhookEndpoint> find(const Principal& who, std::string_view id);
    Result<Page<WebhookEndpoint>> list(const Principal& who, const PageRequest& page);

    struct Change {
        std::optional<std::string> url;
        std::optional<std::vector<std::string>> events;
        std::optional<bool> enabled;
    };

    Result<WebhookEndpoint> update(const Principal& who, std::string_view id, const Change& change);
    Result<void> remove(const Principal& who, std::string_view id);

    /// The old secret signs for `keep_old` more.
    Result<WebhookEndpoint> rotate_secret(
        const Principal& who,
        std::string_view id,
        std::string_view secret,
        std::chrono::seconds keep_old
    );

    Result<Page<WebhookDelivery>> deliveries(
        const Principal& who,
        std::string_view endpoint,
        const PageRequest& page,
        std::optional<DeliveryState> state
    );

    /// Sends it once more, whatever became of it; the same event id, the tries counted anew.
    Result<WebhookDelivery> replay(
        const Principal& who, std::string_view endpoint, std::string_view delivery
    );

    /// Takes up to `limit` messages that are due; nobody else gets them for kSendingAtMost.
    Result<std::vector<DueDelivery>> take_due(std::int64_t limit);

    /// Records an attempt: delivered, to be tried again later, or given up. An endpoint that is
    /// gone (410) is disabled.
    Result<void> record(const DueDelivery& delivery, const DeliveryOutcome& outcome);

  private:
    store::Timestamp now() const;

    store::Database& database_;
    const Clock& clock_;
};

/// When to try again after that many attempts: 5 s, 30 s, 2 min, 10 min, 30 min, 1 h, 2 h, then
/// every 6 h, each up to a fifth longer by `spread` (0 to 1) so that receivers are not hit at once.
std::chrono::seconds retry_delay(std::int64_t attempts, double spread);

}  // namespace hibari::domain
