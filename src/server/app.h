#pragma once

// The HTTP side of an installation, running: routes, event streams, webhooks, housekeeping.

#include "base/result.h"
#include "net/http_server.h"
#include "server/batch_runner.h"
#include "server/caretaker.h"
#include "server/contract.h"
#include "server/held_handlers.h"
#include "server/installation.h"
#include "server/rate_limit.h"
#include "server/video_watch.h"
#include "server/webhook_sender.h"
#include "store/outbox.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace hibari::server {

class Api;
struct Parts;

class App {
  public:
    /// Serves from now on. The installation outlives it.
    static Result<std::unique_ptr<App>> start(Installation& installation);
    ~App();

    App(const App&) = delete;
    App& operator=(const App&) = delete;

    std::uint16_t port() const { return http_->port(); }

    /// Stops accepting, lets what runs finish; false when the deadline cut something off.
    bool drain(std::chrono::seconds deadline) { return http_->drain(deadline); }

  private:
    App(Installation& installation, Contract contract);

    Contract contract_;
    RateLimit rate_limit_;
    HeldHandlers held_handlers_;
    std::unique_ptr<VideoWatch> watch_;
    std::unique_ptr<const Parts> parts_;
    std::unique_ptr<Api> api_;
    std::unique_ptr<store::OutboxPublisher> outbox_;
    std::optional<net::HttpClient> http_client_;
    std::optional<Caretaker> caretaker_;
    std::optional<BatchRunner> batches_;
    std::optional<WebhookSender> webhooks_;
    std::unique_ptr<net::HttpServer> http_;
};

}  // namespace hibari::server
