#pragma once

// Sends what domain/webhook_events.h wrote: a few threads that take due deliveries, sign them, post
// them under the guard against private addresses, and record how it went. Several servers may send
// at once; whoever dies in between loses nothing.

#include "base/clock.h"
#include "base/log.h"
#include "base/metrics.h"
#include "domain/webhooks.h"
#include "net/http_client.h"

#include <stop_token>
#include <thread>
#include <vector>

namespace hibari::server {

struct WebhookSenderOptions {
    int threads = 4;
    /// Where deliveries may go.
    net::ClientOptions client = {};
    std::chrono::milliseconds poll{500};
};

class WebhookSender {
  public:
    /// Begins at once; what it is given outlives it.
    WebhookSender(
        domain::Webhooks& webhooks,
        const Clock& clock,
        Log& log,
        Metrics& metrics,
        const WebhookSenderOptions& options
    );
    ~WebhookSender();

    WebhookSender(const WebhookSender&) = delete;
    WebhookSender& operator=(const WebhookSender&) = delete;

  private:
    void work(const std::stop_token& ended);
    domain::DeliveryOutcome send(const domain::DueDelivery& due, const std::stop_token& ended)
        const;

    domain::Webhooks& webhooks_;
    const Clock& clock_;
    Log& log_;
    Metrics& metrics_;
    WebhookSenderOptions options_;
    net::HttpClient client_;
    std::vector<std::jthread> threads_;
};

}  // namespace hibari::server
