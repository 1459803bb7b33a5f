#pragma once

// Server-sent events: a bounded queue between publishers on any thread and one connection. A
// handler makes a stream, hands it to whoever publishes and returns it as the response's body.
// A listener that reads too slowly is cut off rather than waited for: it reconnects and asks for
// the state, as the protocol of server-sent events expects.

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::net {

/// One stream of events to one listener. Thread-safe.
class EventStream {
  public:
    static constexpr std::size_t kPendingBytesMax = 256U << 10U;

    /// `pending_bytes_max`: how much may wait for a slow listener.
    explicit EventStream(std::size_t pending_bytes_max = kPendingBytesMax);
    ~EventStream();

    EventStream(const EventStream&) = delete;
    EventStream& operator=(const EventStream&) = delete;

    /// Queues an event; `data` may have several lines, `event` and `id` (both may be empty) must
    /// have one. False when the stream is closed, or when the queue is full: then it is closed.
    bool send(std::string_view event, std::string_view data, std::string_view id = {});

    /// No more events; what is queued is still sent. Idempotent.
    void close();

    bool is_closed() const;

    /// Calls `callback` once when the stream closes, whoever closes it (publisher, client, drain);
    /// at once when it is closed already. It may call back into the stream. It runs on whichever
    /// thread closes, a socket's perhaps: it must not block.
    void on_close(std::function<void()> callback);

    /// For the connection: `wake` is called, from any thread, when there is something to take or
    /// the stream closed. At once when that is so already.
    void attach(std::function<void()> wake);

    /// For the connection: everything that waits, as it goes on the wire.
    std::string take();

  private:
    // Releases the lock before it calls anybody.
    void close_locked(std::unique_lock<std::mutex>& lock);

    mutable std::mutex mutex_;
    std::size_t pending_bytes_max_;
    std::string pending_;
    bool is_closed_ = false;
    std::function<void()> wake_;
    std::vector<std::function<void()>> on_close_;
};

}  // namespace hibari::net
