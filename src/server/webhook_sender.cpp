#include "server/webhook_sender.h"

#include "base/threads.h"
#include "net/webhook_signature.h"

#include <charconv>
#include <condition_variable>
#include <mutex>

namespace hibari::server {
namespace {

// Standard Webhooks: 15 to 30 s; well below the time after which a taken delivery is free again.
constexpr std::chrono::seconds kTimeout{20};
constexpr std::chrono::seconds kConnectTimeout{5};
constexpr std::uint64_t kAnswerBytesMax = 64U << 10U;

std::optional<std::chrono::seconds> retry_after(const net::Fields& fields) {
    const std::string* field = fields.find("retry-after");
    if (field == nullptr) {
        return std::nullopt;
    }
    constexpr std::int64_t kDay_s = 86'400;
    std::int64_t seconds = 0;
    const auto [end, error] =
        std::from_chars(field->data(), field->data() + field->size(), seconds);
    if (error != std::errc{} || seconds < 0) {
        return std::nullopt;  // A date: our own pauses will do.
    }
    return std::chrono::seconds(std::min(seconds, kDay_s));
}

}  // namespace

WebhookSender::WebhookSender(
    domain::Webhooks& webhooks,
    const Clock& clock,
    Log& log,
    Metrics& metrics,
    const WebhookSenderOptions& options
)
    : webhooks_(webhooks),
      clock_(clock),
      log_(log),
      metrics_(metrics),
      options_(options),
      client_(options.client) {
    for (int i = 0; i < options_.threads; ++i) {
        threads_.emplace_back([this](const std::stop_token& ended) { work(ended); });
    }
}

WebhookSender::~WebhookSender() {
    for (std::jthread& thread : threads_) {
        thread.request_stop();
    }
}

void WebhookSender::work(const std::stop_token& ended) {
    name_this_thread("webhooks");
    std::mutex mutex;
    std::condition_variable_any never;
    while (!ended.stop_requested()) {
        // One at a time: a slow receiver holds up its own thread and nothing it has taken.
        const auto due = webhooks_.take_due(1);
        if (!due || due->empty()) {
            std::unique_lock lock(mutex);
            never.wait_for(lock, ended, options_.poll, [] { return false; });
            continue;
        }
        const domain::DueDelivery& delivery = due->front();
        const domain::DeliveryOutcome outcome = send(delivery, ended);
        if (ended.stop_requested() && !outcome.status) {
            return;  // It was cut short: somebody else takes it when its time is over.
        }
        const auto recorded = webhooks_.record(delivery, outcome);
        const std::string result = outcome.error.empty() ? "delivered" : "failed";
        metrics_
            .counter("hibari_webhook_attempts_total", "Attempts to deliver.", {{"result", result}})
            .add();
        if (!outcome.error.empty() || !recorded) {
            log_.info(
                "webhook not delivered",
                Json::object(
                    {{"delivery", delivery.id},
                     {"attempt", delivery.attempt},
                     {"error", recorded ? outcome.error : to_string(recorded.error())}}
                )
            );
        }
    }
}

domain::DeliveryOutcome WebhookSender::send(
    const domain::DueDelivery& due, const std::stop_token& ended
) const {
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(clock_.wall_time().time_since_epoch());
    const auto signature = net::sign_webhook(due.secrets, due.event_id, now, due.payload);
    if (!signature) {
        return {.status = {}, .error = to_string(signature.error()), .retry_after = {}};
    }
    net::ClientRequest request;
    request.method = net::Method::kPost;
    request.url = due.url;
    request.fields.set("content-type", "application/json");
    request.fields.set("webhook-id", due.event_id);
    request.fields.set("webhook-timestamp", std::to_string(now.count()));
    request.fields.set("webhook-signature", *signature);
    request.body = due.payload;
    request.connect_timeout = kConnectTimeout;
    request.timeout = kTimeout;
    request.answer_bytes_max = kAnswerBytesMax;
    request.guard = net::Guard::kPublicOnly;
    const auto answer = client_.fetch(request, ended);
    if (!answer) {
        return {.status = {}, .error = answer.error().message, .retry_after = {}};
    }
    const bool accepted = answer->status >= 200 && answer->status < 300;
    return {
        .status = answer->status,
        .error = accepted ? "" : "the receiver answered " + std::to_string(answer->status),
        .retry_after = retry_after(answer->fields),
    };
}

}  // namespace hibari::server
