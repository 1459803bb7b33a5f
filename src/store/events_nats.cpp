#include "base/check.h"
#include "base/threads.h"
#include "store/event_dispatcher.h"
#include "store/event_transports.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <nats/nats.h>
#include <thread>

namespace hibari::store::detail {
namespace {

using Options = std::unique_ptr<natsOptions, decltype(&natsOptions_Destroy)>;
using Message = std::unique_ptr<natsMsg, decltype(&natsMsg_Destroy)>;

constexpr int64_t kConnectTimeoutMs = 2000;
constexpr int64_t kPingIntervalMs = 10'000;
constexpr int kPingsUnanswered = 2;
constexpr int64_t kSettleMs = 2000;
constexpr std::size_t kWaitingBytesMax = 32U << 20U;

// Core NATS. One subscription at the server for each pattern wanted here; the dispatcher brings
// what comes to all who want it, and our own events without asking the server. A thread of its own
// sends, because libnats may wait for the socket.
class NatsEvents final : public Events {
  public:
    explicit NatsEvents(const EventsOptions& options)
        : options_(options), dispatcher_(options.waiting_max) {}

    ~NatsEvents() override;

    Result<void> start();

    Result<void> publish(std::string_view subject, std::string_view payload) override;
    Result<std::unique_ptr<Subscription>> subscribe(std::string_view pattern, Subscriber subscriber)
        override;

    bool is_connected() const override {
        const std::lock_guard lock(mutex_);
        return is_connected_;
    }

    Result<void> flush(std::chrono::milliseconds timeout) override;

  private:
    // One pattern at the server; libnats holds a pointer to it until it has called on_complete.
    struct Remote {
        NatsEvents* events = nullptr;
        std::string pattern;
        natsSubscription* subscription = nullptr;
        int users = 0;
    };

    static void on_connected(natsConnection* connection, void* self);
    static void on_disconnected(natsConnection* connection, void* self);
    static void on_closed(natsConnection* connection, void* self);
    static void on_error(
        natsConnection* connection, natsSubscription* subscription, natsStatus status, void* self
    );
    static void on_message(
        natsConnection* connection, natsSubscription* subscription, natsMsg* message, void* remote
    );
    static void on_complete(void* remote);

    Result<void> want(std::string_view pattern);
    void want_no_more(const std::string& pattern);
    void send(const std::stop_token& stop);
    void set_connected(bool connected);

    const EventsOptions options_;
    EventDispatcher dispatcher_;
    natsConnection* connection_ = nullptr;

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    /// All below guarded by mutex_.
    bool is_connected_ = false;
    bool is_closed_ = false;
    std::map<std::string, Remote*, std::less<>> remotes_;
    /// Those libnats may still call for.
    std::size_t remotes_alive_ = 0;
    std::deque<std::shared_ptr<const Event>> outgoing_;
    std::size_t outgoing_bytes_ = 0;
    bool is_sending_ = false;

    std::jthread sender_;
};

NatsEvents::~NatsEvents() {
    sender_.request_stop();
    if (sender_.joinable()) {
        sender_.join();
    }
    if (connection_ != nullptr) {
        natsConnection_Close(connection_);
        std::unique_lock lock(mutex_);
        // Only then is it sure that libnats calls us no more.
        changed_.wait(lock, [this] { return is_closed_ && remotes_alive_ == 0; });
    }
    natsConnection_Destroy(connection_);
}

Result<void> NatsEvents::start() {
    natsOptions* raw = nullptr;
    if (natsOptions_Create(&raw) != NATS_OK) {
        return fail(ErrorCode::kInternal, "libnats could not be initialised");
    }
    const Options settings(raw, &natsOptions_Destroy);
    const auto wait_ms = static_cast<int64_t>(options_.reconnect_max.count());
    const bool right =
        natsOptions_SetURL(raw, options_.url.c_str()) == NATS_OK &&
        natsOptions_SetName(raw, "hibari") == NATS_OK &&
        natsOptions_SetNoEcho(raw, true) == NATS_OK &&
        // Else every pattern has a thread.
        natsOptions_UseGlobalMessageDelivery(raw, true) == NATS_OK &&
        natsOptions_SetTimeout(raw, kConnectTimeoutMs) == NATS_OK &&
        natsOptions_SetPingInterval(raw, kPingIntervalMs) == NATS_OK &&
        natsOptions_SetMaxPingsOut(raw, kPingsUnanswered) == NATS_OK &&
        natsOptions_SetMaxReconnect(raw, -1) == NATS_OK &&
        natsOptions_SetReconnectWait(raw, wait_ms) == NATS_OK &&
        natsOptions_SetReconnectJitter(raw, wait_ms / 4 + 1, wait_ms / 4 + 1) == NATS_OK &&
        natsOptions_SetRetryOnFailedConnect(raw, true, &on_connected, this) == NATS_OK &&
        natsOptions_SetReconnectedCB(raw, &on_connected, this) == NATS_OK &&
        natsOptions_SetDisconnectedCB(raw, &on_disconnected, this) == NATS_OK &&
        natsOptions_SetClosedCB(raw, &on_closed, this) == NATS_OK &&
        natsOptions_SetErrorHandler(raw, &on_error, this) == NATS_OK;
    if (!right) {
        // The url may hold a password and is not repeated.
        return fail(ErrorCode::kInvalidArgument, "the url of the events is not right");
    }
    const natsStatus status = natsConnection_Connect(&connection_, raw);
    if (status != NATS_OK && status != NATS_NOT_YET_CONNECTED) {
        connection_ = nullptr;
        return fail(ErrorCode::kUnavailable, std::string("events: ") + natsStatus_GetText(status));
    }
    if (status == NATS_OK) {
        const std::lock_guard lock(mutex_);
        set_connected(true);
    }
    sender_ = std::jthread([this](const std::stop_token& stop) { send(stop); });
    return {};
}

void NatsEvents::set_connected(bool connected) {
    is_connected_ = connected;
    changed_.notify_all();
}

// Also after a connection was lost and found again.
void NatsEvents::on_connected(natsConnection* connection, void* self) {
    auto& events = *static_cast<NatsEvents*>(self);
    // What was subscribed to is known at the server when it has answered.
    (void)natsConnection_FlushTimeout(connection, kSettleMs);
    {
        const std::lock_guard lock(events.mutex_);
        events.set_connected(true);
    }
    events.dispatcher_.lost(0);
}

void NatsEvents::on_disconnected(natsConnection* /*connection*/, void* self) {
    auto& events = *static_cast<NatsEvents*>(self);
    const std::lock_guard lock(events.mutex_);
    events.set_connected(false);
}

void NatsEvents::on_closed(natsConnection* /*connection*/, void* self) {
    auto& events = *static_cast<NatsEvents*>(self);
    const std::lock_guard lock(events.mutex_);
    events.is_closed_ = true;
    events.set_connected(false);
}

void NatsEvents::on_error(
    natsConnection* /*connection*/,
    natsSubscription* /*subscription*/,
    natsStatus status,
    void* self
) {
    if (status == NATS_SLOW_CONSUMER) {
        static_cast<NatsEvents*>(self)->dispatcher_.lost(0);
    }
}

void NatsEvents::on_message(
    natsConnection* /*connection*/,
    natsSubscription* /*subscription*/,
    natsMsg* message,
    void* remote
) {
    const Message owned(message, &natsMsg_Destroy);
    const auto& from = *static_cast<Remote*>(remote);
    const int size = natsMsg_GetDataLength(message);
    auto event = std::make_shared<const Event>(Event{
        .subject = natsMsg_GetSubject(message),
        .payload = size > 0 ? std::string(natsMsg_GetData(message), static_cast<std::size_t>(size))
                            : std::string()
    });
    // Others may use the same server in other ways.
    if (check_event(event->subject, event->payload)) {
        from.events->dispatcher_.deliver_to(from.pattern, std::move(event));
    }
}

void NatsEvents::on_complete(void* remote) {
    const std::unique_ptr<Remote> done(static_cast<Remote*>(remote));
    NatsEvents& events = *done->events;
    const std::lock_guard lock(events.mutex_);
    events.remotes_alive_ -= 1;
    events.changed_.notify_all();
}

Result<void> NatsEvents::publish(std::string_view subject, std::string_view payload) {
    HIBARI_TRY(check_event(subject, payload));
    auto event = std::make_shared<const Event>(
        Event{.subject = std::string(subject), .payload = std::string(payload)}
    );
    dispatcher_.deliver(event);
    const std::lock_guard lock(mutex_);
    if (!is_connected_ || outgoing_.size() >= options_.waiting_max ||
        outgoing_bytes_ + payload.size() > kWaitingBytesMax) {
        return fail(ErrorCode::kUnavailable, "an event was dropped: nobody takes it now");
    }
    outgoing_bytes_ += payload.size();
    outgoing_.push_back(std::move(event));
    changed_.notify_all();
    return {};
}

void NatsEvents::send(const std::stop_token& stop) {
    name_this_thread("events-send");
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stop, [this] { return !outgoing_.empty(); })) {
        const std::shared_ptr<const Event> event = std::move(outgoing_.front());
        outgoing_.pop_front();
        outgoing_bytes_ -= event->payload.size();
        is_sending_ = true;
        lock.unlock();
        // What fails here is lost, as events may be; the receivers hear of the broken connection.
        (void)natsConnection_Publish(
            connection_,
            event->subject.c_str(),
            event->payload.data(),
            static_cast<int>(event->payload.size())
        );
        lock.lock();
        is_sending_ = false;
        if (outgoing_.empty()) {
            changed_.notify_all();
        }
    }
}

Result<std::unique_ptr<Subscription>> NatsEvents::subscribe(
    std::string_view pattern, Subscriber subscriber
) {
    HIBARI_TRY(check_pattern(pattern));
    auto subscription = dispatcher_.add(
        pattern, std::move(subscriber), [this](const std::string& gone) { want_no_more(gone); }
    );
    HIBARI_TRY(want(pattern));
    return subscription;
}

Result<void> NatsEvents::want(std::string_view pattern) {
    const std::lock_guard lock(mutex_);
    const auto found = remotes_.find(pattern);
    if (found != remotes_.end()) {
        found->second->users += 1;
        return {};
    }
    auto remote = std::make_unique<Remote>();
    remote->events = this;
    remote->pattern = pattern;
    remote->users = 1;
    const natsStatus status = natsConnection_Subscribe(
        &remote->subscription, connection_, remote->pattern.c_str(), &on_message, remote.get()
    );
    if (status != NATS_OK) {
        return fail(ErrorCode::kUnavailable, std::string("events: ") + natsStatus_GetText(status));
    }
    // Our own queue is the bound; this one only has to take what comes between two calls.
    (void)natsSubscription_SetPendingLimits(remote->subscription, -1, -1);
    const natsStatus set =
        natsSubscription_SetOnCompleteCB(remote->subscription, &on_complete, remote.get());
    HIBARI_CHECK(set == NATS_OK, static_cast<int>(set));
    remotes_alive_ += 1;
    remotes_.emplace(std::string(pattern), remote.release());
    return {};
}

void NatsEvents::want_no_more(const std::string& pattern) {
    natsSubscription* gone = nullptr;
    {
        const std::lock_guard lock(mutex_);
        const auto found = remotes_.find(pattern);
        // It is not there when subscribing failed half-way.
        if (found == remotes_.end() || --found->second->users > 0) {
            return;
        }
        gone = found->second->subscription;
        remotes_.erase(found);
    }
    natsSubscription_Destroy(gone);
}

Result<void> NatsEvents::flush(std::chrono::milliseconds timeout) {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    while (true) {
        {
            std::unique_lock lock(mutex_);
            const bool ready = changed_.wait_until(lock, deadline, [this] {
                return is_connected_ && outgoing_.empty() && !is_sending_;
            });
            if (!ready) {
                break;
            }
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now()
        );
        if (left.count() <= 0) {
            break;
        }
        if (natsConnection_FlushTimeout(connection_, left.count()) == NATS_OK) {
            return {};
        }
    }
    return fail(ErrorCode::kDeadlineExceeded, "the server of events did not answer in time");
}

}  // namespace

Result<std::unique_ptr<Events>> open_nats_events(const EventsOptions& options) {
    auto events = std::make_unique<NatsEvents>(options);
    HIBARI_TRY(events->start());
    return std::unique_ptr<Events>(std::move(events));
}

}  // namespace hibari::store::detail
