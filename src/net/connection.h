#pragma once

// One client's connection, as a state machine: read a request's head, ask whether it is admitted,
// read its body, let a handler answer, write the answer, begin again. All of it happens on the
// connection's lane; only the admit hook and the handler run elsewhere, and while they do the lane
// leaves the request alone.

#include "base/descriptor.h"
#include "net/http.h"
#include "net/outgoing.h"
#include "net/reactor.h"
#include "net/request_reader.h"
#include "net/response_head.h"
#include "net/router.h"
#include "net/server_context.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace hibari::net {

/// Owned by its lane while it lives (shared: callbacks that wait hold it too).
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    /// Takes a non-blocking socket that context.counts has counted for `address`.
    Connection(Lane& lane, FileDescriptor socket, std::string address, bool is_proxy);
    ~Connection();

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Joins the lane and begins to read.
    void start();

    /// Looks at the time: timeouts, heartbeats, clients that left while a handler works.
    void tick(std::chrono::steady_clock::time_point now);

    /// Closes the connection if nothing is under way, and its event stream.
    void drain();

    /// Closes the connection now and asks a running handler to stop.
    void abort();

  private:
    using Time = std::chrono::steady_clock::time_point;

    enum class State {
        kIdle,    // Between requests.
        kHead,    // A request has begun.
        kAsking,  // On the pool: admit, and the handler when there is no body.
        kBody,
        kHandling,  // On the pool: the handler.
        kWriting,
        kStreaming,
        kLingering,  // Answered and half closed; what still comes is thrown away.
        kClosed,
    };

    // Reading.
    void read_when_ready();
    void read_some();
    void read_request(std::string_view bytes);
    void throw_away(std::size_t count);
    void read_body();

    // Deciding. What ends in _on_pool runs there and leaves its answer in pool_answer_.
    void on_head();
    void ask();
    void handle();
    void submit(void (*step)(Connection&));
    void ask_on_pool();
    void handle_on_pool();
    std::optional<Response> guarded(const std::function<std::optional<Response>()>& call) const;
    void on_pool_done();

    bool is_on_pool() const { return state_ == State::kAsking || state_ == State::kHandling; }

    // Answering.
    void answer(Response response);
    void answer_error(int status, std::string_view code, std::string_view message);
    void answer_failure();
    std::uint64_t frame_body(HeadFacts& facts);
    void write_when_ready();
    void write_some();
    void on_written();
    void begin_next();
    void begin_linger();

    // Event streams.
    void begin_stream();
    void pump_stream();
    void write_event(std::string_view text);
    void on_event_written();

    void tick_body();
    void look_for_hangup();
    void report();
    void close();
    void leave();

    Lane& lane_;
    ServerContext& context_;
    Watch socket_;
    const std::string address_;
    const bool is_proxy_;
    State state_ = State::kIdle;
    /// When the state has lasted too long; unset where it may last.
    std::optional<Time> deadline_;
    RequestReader reader_;
    /// Read but not yet understood.
    std::string pending_;

    // The request under way.
    Time began_;
    Time body_began_;
    const Route* route_ = nullptr;
    std::stop_source stop_{std::nostopstate};
    std::optional<Response> pool_answer_;

    // Its answer.
    Response response_;
    bool is_unreported_ = false;
    bool closes_ = false;
    // Of a stream: the event that is being written.
    Outgoing outgoing_;
    std::uint64_t body_sent_ = 0;
    std::uint64_t lingered_bytes_ = 0;

    // Event streams.
    bool is_chunked_ = false;
    bool is_stream_done_ = false;
    Time last_event_;
};

/// A request id: the client's own when it is 1 to 128 letters, digits, "-", "_" or ".", else a
/// fresh one.
std::string request_id(const Fields& fields);

}  // namespace hibari::net
