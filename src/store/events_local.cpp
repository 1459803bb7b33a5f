#include "base/check.h"
#include "base/threads.h"
#include "store/event_dispatcher.h"
#include "store/event_peer.h"
#include "store/event_transports.h"
#include "store/unix_socket.h"

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <poll.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>

namespace hibari::store::detail {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPeersMax = 1024;
constexpr std::size_t kPatternsMax = 20'000;
constexpr std::chrono::milliseconds kReconnectMin{5};

// Wakes a thread that waits in poll.
class Waker {
  public:
    Waker() : event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
        HIBARI_CHECK(static_cast<bool>(event_));
    }

    int descriptor() const { return event_.number(); }

    void wake() const {
        const std::uint64_t one = 1;
        // Full means that it is awake already.
        [[maybe_unused]] const ssize_t written = write(event_.number(), &one, sizeof(one));
    }

    void clear() const {
        std::uint64_t count = 0;
        [[maybe_unused]] const ssize_t got = read(event_.number(), &count, sizeof(count));
    }

  private:
    FileDescriptor event_;
};

// Who has the lock file beside the socket keeps the hub: it hands each event on to the members that
// subscribed to it. All others are members and come back when the hub does. One thread moves the
// bytes; publishers only queue.
class LocalEvents final : public Events {
  public:
    LocalEvents(fs::path path, const EventsOptions& options)
        : path_(std::move(path)),
          options_(options),
          dispatcher_(options.waiting_max),
          thread_([this](const std::stop_token& stop) { run(stop); }) {}

    ~LocalEvents() override {
        thread_.request_stop();
        waker_.wake();
        thread_.join();
    }

    Result<void> publish(std::string_view subject, std::string_view payload) override;
    Result<std::unique_ptr<Subscription>> subscribe(std::string_view pattern, Subscriber subscriber)
        override;

    bool is_connected() const override {
        const std::lock_guard lock(mutex_);
        return is_connected_;
    }

    Result<void> flush(std::chrono::milliseconds timeout) override;

  private:
    using Peers = std::vector<std::unique_ptr<EventPeer>>;

    void run(const std::stop_token& stop);
    bool keep_hub(const std::stop_token& stop);
    bool join_hub(const std::stop_token& stop);
    void wait_for_traffic(const FileDescriptor* listener, std::chrono::milliseconds timeout);
    void serve_peers();
    void accept_peers(const FileDescriptor& listener);
    void handle_as_hub(EventPeer& from, Frame frame);
    void handle_as_member(EventPeer& hub, Frame frame);
    bool forward(std::string_view subject, std::string_view payload, const EventPeer* except);
    void tell_hub(std::string_view pattern);
    void set_connected(bool connected);

    const fs::path path_;
    const EventsOptions options_;
    EventDispatcher dispatcher_;
    Waker waker_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    /// All below guarded by mutex_. The hub's peers are its members; a member's only peer is its
    /// hub.
    Peers peers_;
    bool is_hub_ = false;
    bool is_connected_ = false;
    std::uint64_t pings_ = 0;
    std::uint64_t pongs_ = 0;

    std::jthread thread_;
};

Result<void> LocalEvents::publish(std::string_view subject, std::string_view payload) {
    HIBARI_TRY(check_event(subject, payload));
    dispatcher_.deliver(std::make_shared<const Event>(
        Event{.subject = std::string(subject), .payload = std::string(payload)}
    ));
    bool sent = false;
    {
        const std::lock_guard lock(mutex_);
        sent = is_connected_ && forward(subject, payload, nullptr);
    }
    waker_.wake();
    if (!sent) {
        return fail(ErrorCode::kUnavailable, "an event was dropped: nobody takes it now");
    }
    return {};
}

// With mutex_ held. The hub drops an event for each slow member alone and has then done its part.
bool LocalEvents::forward(
    std::string_view subject, std::string_view payload, const EventPeer* except
) {
    std::shared_ptr<const std::string> bytes;
    bool sent = true;
    for (const auto& peer : peers_) {
        const bool wants = !is_hub_ || peer->patterns.cover(subject);
        if (peer.get() == except || !wants) {
            continue;
        }
        if (bytes == nullptr) {
            bytes =
                std::make_shared<const std::string>(to_bytes(Frame::Kind::kEvent, subject, payload)
                );
        }
        sent = peer->send_event(bytes) && sent;
    }
    return sent || is_hub_;
}

Result<std::unique_ptr<Subscription>> LocalEvents::subscribe(
    std::string_view pattern, Subscriber subscriber
) {
    HIBARI_TRY(check_pattern(pattern));
    auto subscription = dispatcher_.add(
        pattern, std::move(subscriber), [this](const std::string& gone) { tell_hub(gone); }
    );
    tell_hub(pattern);
    return subscription;
}

// Looks and tells under one lock, so that the hub's last word on a pattern is the right one.
void LocalEvents::tell_hub(std::string_view pattern) {
    {
        const std::lock_guard lock(mutex_);
        if (is_hub_) {
            return;
        }
        const auto kind =
            dispatcher_.has(pattern) ? Frame::Kind::kSubscribe : Frame::Kind::kUnsubscribe;
        for (const auto& hub : peers_) {
            hub->send(to_bytes(kind, pattern, ""));
        }
    }
    waker_.wake();
}

Result<void> LocalEvents::flush(std::chrono::milliseconds timeout) {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    std::unique_lock lock(mutex_);
    while (changed_.wait_until(lock, deadline, [this] { return is_connected_; })) {
        if (is_hub_) {
            return {};
        }
        const std::uint64_t mine = ++pings_;
        for (const auto& hub : peers_) {
            hub->send(to_bytes(Frame::Kind::kPing, "", std::to_string(mine)));
        }
        waker_.wake();
        // A lost connection loses the ping as well: then it is sent again over the next one.
        const bool settled =
            changed_.wait_until(lock, deadline, [&] { return pongs_ >= mine || !is_connected_; });
        if (settled && pongs_ >= mine) {
            return {};
        }
    }
    return fail(ErrorCode::kDeadlineExceeded, "the hub of events did not answer in time");
}

void LocalEvents::set_connected(bool connected) {
    is_connected_ = connected;
    changed_.notify_all();
}

void LocalEvents::run(const std::stop_token& stop) {
    name_this_thread("events-io");
    std::chrono::milliseconds pause = kReconnectMin;
    while (!stop.stop_requested()) {
        const bool may_keep = options_.role == EventsRole::kHub;
        if ((may_keep && keep_hub(stop)) || join_hub(stop)) {
            pause = kReconnectMin;
        }
        if (!stop.stop_requested()) {
            wait_for_traffic(nullptr, pause);
            pause = std::min(pause * 2, options_.reconnect_max);
        }
    }
}

// Until the end; false when somebody else keeps it.
bool LocalEvents::keep_hub(const std::stop_token& stop) {
    const auto lock_file = try_lock(path_.string() + ".lock");
    if (!lock_file || !*lock_file) {
        return false;
    }
    const auto listener = listen_at(path_);
    if (!listener) {
        return false;
    }
    {
        const std::lock_guard lock(mutex_);
        is_hub_ = true;
        set_connected(true);
    }
    // Whoever listened before missed what was said meanwhile.
    dispatcher_.lost(0);
    while (!stop.stop_requested()) {
        wait_for_traffic(&*listener, std::chrono::milliseconds(-1));
        serve_peers();
        accept_peers(*listener);
    }
    {
        const std::lock_guard lock(mutex_);
        set_connected(false);
        is_hub_ = false;
        for (const auto& peer : peers_) {
            peer->write_some();  // Last words, as far as the socket takes them.
        }
        peers_.clear();
    }
    unlink(path_.c_str());
    return true;
}

// Until the connection ends; false when there was none.
bool LocalEvents::join_hub(const std::stop_token& stop) {
    auto socket = connect_to(path_);
    if (!socket) {
        return false;
    }
    {
        const std::lock_guard lock(mutex_);
        auto hub = std::make_unique<EventPeer>(std::move(*socket), options_.waiting_max);
        // One that subscribes at this moment is sent twice, which changes nothing.
        for (const std::string& pattern : dispatcher_.patterns()) {
            hub->send(to_bytes(Frame::Kind::kSubscribe, pattern, ""));
        }
        // Connected is who has been answered; until then nothing is known at the other end.
        hub->send(to_bytes(Frame::Kind::kPing, "", "0"));
        peers_.push_back(std::move(hub));
    }
    while (!stop.stop_requested()) {
        serve_peers();
        {
            const std::lock_guard lock(mutex_);
            if (peers_.empty()) {
                break;
            }
        }
        wait_for_traffic(nullptr, std::chrono::milliseconds(-1));
    }
    const std::lock_guard lock(mutex_);
    if (!peers_.empty()) {
        peers_.front()->write_some();
    }
    const bool was_connected = is_connected_;
    peers_.clear();
    set_connected(false);
    return was_connected;
}

void LocalEvents::wait_for_traffic(
    const FileDescriptor* listener, std::chrono::milliseconds timeout
) {
    std::vector<pollfd> waiting{{.fd = waker_.descriptor(), .events = POLLIN, .revents = 0}};
    {
        const std::lock_guard lock(mutex_);
        if (listener != nullptr && peers_.size() < kPeersMax) {
            waiting.push_back({.fd = listener->number(), .events = POLLIN, .revents = 0});
        }
        for (const auto& peer : peers_) {
            const int write = peer->wants_to_write() ? POLLOUT : 0;
            waiting.push_back(
                {.fd = peer->descriptor(),
                 .events = static_cast<short>(POLLIN | write),
                 .revents = 0}
            );
        }
    }
    poll(waiting.data(), waiting.size(), static_cast<int>(timeout.count()));
    waker_.clear();
}

void LocalEvents::serve_peers() {
    const std::lock_guard lock(mutex_);
    std::vector<const EventPeer*> broken;
    for (const auto& peer : peers_) {
        const bool alive = peer->read_some([&](Frame frame) {
            if (is_hub_) {
                handle_as_hub(*peer, std::move(frame));
            } else {
                handle_as_member(*peer, std::move(frame));
            }
        });
        if (!alive) {
            broken.push_back(peer.get());
        }
    }
    for (const auto& peer : peers_) {
        if (!peer->write_some()) {
            broken.push_back(peer.get());
        }
    }
    std::erase_if(peers_, [&](const auto& peer) {
        return std::ranges::find(broken, peer.get()) != broken.end();
    });
}

void LocalEvents::accept_peers(const FileDescriptor& listener) {
    const std::lock_guard lock(mutex_);
    while (peers_.size() < kPeersMax) {
        auto socket = accept_from(listener);
        if (!socket) {
            return;
        }
        peers_.push_back(std::make_unique<EventPeer>(std::move(*socket), options_.waiting_max));
    }
}

void LocalEvents::handle_as_hub(EventPeer& from, Frame frame) {
    switch (frame.kind) {
        case Frame::Kind::kEvent:
            if (check_event(frame.subject, frame.payload)) {
                forward(frame.subject, frame.payload, &from);
                dispatcher_.deliver(std::make_shared<const Event>(
                    Event{.subject = std::move(frame.subject), .payload = std::move(frame.payload)}
                ));
            }
            return;
        case Frame::Kind::kSubscribe:
            if (from.patterns.size() < kPatternsMax && check_pattern(frame.subject)) {
                from.patterns.add(frame.subject);
            }
            return;
        case Frame::Kind::kUnsubscribe:
            from.patterns.remove(frame.subject);
            return;
        case Frame::Kind::kPing:
            from.send(to_bytes(Frame::Kind::kPong, "", frame.payload));
            return;
        case Frame::Kind::kPong:
        case Frame::Kind::kLost:
            return;
    }
}

void LocalEvents::handle_as_member(EventPeer& /*hub*/, Frame frame) {
    std::uint64_t number = 0;
    std::from_chars(frame.payload.data(), frame.payload.data() + frame.payload.size(), number);
    switch (frame.kind) {
        case Frame::Kind::kEvent:
            dispatcher_.deliver(std::make_shared<const Event>(
                Event{.subject = std::move(frame.subject), .payload = std::move(frame.payload)}
            ));
            return;
        case Frame::Kind::kPong:
            if (!is_connected_) {
                set_connected(true);
                // From here on everything is heard; what was said before may be lost.
                dispatcher_.lost(0);
            }
            pongs_ = std::max(pongs_, number);
            changed_.notify_all();
            return;
        case Frame::Kind::kLost:
            dispatcher_.lost(number);
            return;
        case Frame::Kind::kSubscribe:
        case Frame::Kind::kUnsubscribe:
        case Frame::Kind::kPing:
            return;
    }
}

}  // namespace

Result<void> check_event(std::string_view subject, std::string_view payload) {
    HIBARI_TRY(check_subject(subject));
    if (payload.size() > kPayloadBytesMax) {
        return fail(
            ErrorCode::kInvalidArgument,
            "an event may have " + std::to_string(kPayloadBytesMax) + " bytes"
        );
    }
    return {};
}

Result<std::unique_ptr<Events>> open_local_events(
    const fs::path& path, const EventsOptions& options
) {
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
        return fail(ErrorCode::kNotFound, "there is no folder '" + folder.string() + "'");
    }
    return std::make_unique<LocalEvents>(path, options);
}

}  // namespace hibari::store::detail
