#pragma once

// News between the processes of one installation: "a job waits", "video so is at step 12", "stop
// that one". Events only make things quick; the rows are the truth. Any event may be lost, nobody
// may wait for one without also looking at the rows from time to time, and publishing never blocks.
//
// Subjects are words joined by dots, "video.video_ab12.progress". A pattern is a subject in which
// `*` stands for one word and a last `>` for one or more: "video.*.progress", "jobs.>".

#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace hibari::store {

/// One piece of news.
struct Event {
    std::string subject;
    std::string payload;
};

/// What a subscriber wants to hear. Both are called on one thread per Events, one at a time, in the
/// order of publication per publisher; they must return quickly, because other subscribers wait.
struct Subscriber {
    std::function<void(const Event&)> on_event;
    /// Told that events were lost at this point: `count` of them, or 0 when nobody knows how many
    /// (the connection was down). Look at the rows. May be empty.
    std::function<void(std::uint64_t count)> on_lost;
};

/// Ends its subscription when it goes away; waits for a call that is running, so that afterwards
/// none is. (From inside such a call it does not wait.) Must not outlive its Events.
class Subscription {
  public:
    virtual ~Subscription() = default;
};

/// The way events take. All functions may be called from any thread.
class Events {
  public:
    virtual ~Events() = default;

    /// Tells everybody, this process included, and returns at once. kUnavailable when the event was
    /// dropped here because nothing is connected or too much waits to be sent; kInvalidArgument
    /// when the subject or the size is wrong.
    virtual Result<void> publish(std::string_view subject, std::string_view payload) = 0;

    /// Begins to listen. Events published by others after this returned are heard as soon as the
    /// subscription is known at the other end; on_lost(0) tells when a connection began anew.
    virtual Result<std::unique_ptr<Subscription>> subscribe(
        std::string_view pattern, Subscriber subscriber
    ) = 0;

    /// Whether events reach other processes now, for readiness.
    virtual bool is_connected() const = 0;

    /// Waits until what was published before and what was subscribed to is known at the other end;
    /// kDeadlineExceeded otherwise. For tests and for a worker's last words.
    virtual Result<void> flush(std::chrono::milliseconds timeout) = 0;
};

/// How this process takes part.
enum class EventsRole {
    /// It joins a hub that another process keeps.
    kMember,
    /// It keeps the hub when nobody does: the server. Local events only.
    kHub,
};

struct EventsOptions {
    /// "unix:/path/events.sock" or "nats://host:port", several joined by commas.
    std::string url;
    EventsRole role = EventsRole::kMember;
    /// Events that may wait for a slow subscriber, and for a slow connection, before they are lost.
    std::size_t waiting_max = 4096;
    /// How long to wait between attempts to connect, at most.
    std::chrono::milliseconds reconnect_max{1000};
};

/// Begins to take part. Does not wait for a connection: what is not there yet is joined later.
Result<std::unique_ptr<Events>> open_events(const EventsOptions& options);

/// Whether `pattern` covers `subject`; both must have the right shape.
bool matches(std::string_view pattern, std::string_view subject);

/// Nothing when it is a subject: words of [A-Za-z0-9_-] joined by dots, at most kSubjectBytesMax.
Result<void> check_subject(std::string_view subject);

/// The same for patterns.
Result<void> check_pattern(std::string_view pattern);

constexpr std::size_t kSubjectBytesMax = 240;
constexpr std::size_t kPayloadBytesMax = 256U << 10U;

}  // namespace hibari::store
