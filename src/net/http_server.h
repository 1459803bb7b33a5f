#pragma once

// The HTTP/1.1 server. A few threads wait for sockets, read and write; handlers are plain blocking
// functions on a bounded pool of their own, so a slow one never stops the traffic of others.
// Everything a client can make grow has a limit here: time, bytes, connections, waiting requests.
// TLS and HTTP/2 are a proxy's business.

#include "base/result.h"
#include "net/http.h"
#include "net/router.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::net {

/// How a server listens, and what it allows. The limits suit a public server; tests shorten times.
struct ServerOptions {
    /// Numeric: "127.0.0.1", "::1", "0.0.0.0".
    std::string address = "127.0.0.1";
    /// 0: any free one, see HttpServer::port().
    std::uint16_t port = 0;
    int backlog = 1024;
    /// Threads for sockets; one carries some 30,000 small requests per second.
    std::size_t io_threads = 1;
    /// Threads for handlers.
    std::size_t handler_threads = 8;
    /// Requests that may wait for a handler thread; the next is answered 503 with retry-after.
    std::size_t handler_queue_max = 1024;
    std::chrono::seconds overload_retry_after = std::chrono::seconds(2);

    /// Fewer when the process may not have that many descriptors; its soft limit is raised if it
    /// can be.
    std::size_t connections_max = 16384;
    std::size_t connections_per_address_max = 1024;
    /// Addresses of proxies in front of us. Their last x-forwarded-for entry is the client, and
    /// connections_per_address_max does not apply to them.
    std::vector<std::string> proxies = {};

    /// The request line and the fields together: beyond it 431 (414 when the line alone is longer).
    std::size_t head_bytes_max = 16U << 10U;
    std::size_t fields_max = 100;
    /// Larger bodies go to a file in `spool_folder`; empty is the system's folder for temporary
    /// files.
    std::size_t body_memory_bytes_max = 1U << 20U;
    std::filesystem::path spool_folder = {};

    /// From the first byte of a request to the end of its fields: then 408.
    std::chrono::milliseconds head_timeout = std::chrono::seconds(10);
    /// A body must arrive at this rate after a start of body_grace: else 408.
    std::size_t body_bytes_per_second_min = 1024;
    std::chrono::milliseconds body_grace = std::chrono::seconds(10);
    /// Between requests: then the connection is closed without a word.
    std::chrono::milliseconds idle_timeout = std::chrono::seconds(75);
    /// Without progress while a response is sent.
    std::chrono::milliseconds write_timeout = std::chrono::seconds(30);
    /// How long a client that sends on after its answer is listened to before it is cut off, and
    /// up to how many bytes.
    std::chrono::milliseconds linger_timeout = std::chrono::seconds(5);
    std::uint64_t linger_bytes_max = std::uint64_t{2} << 30U;
    /// Between comments on an event stream that has nothing to say.
    std::chrono::milliseconds heartbeat = std::chrono::seconds(15);
    /// How exactly the times above are kept, and how soon a lost client is noticed.
    std::chrono::milliseconds tick = std::chrono::milliseconds(250);
};

/// What the layer above adds. Each may be empty.
struct ServerHooks {
    /// The body of every error that net itself answers: code is one of "bad_request", "not_found",
    /// "method_not_allowed", "request_timeout", "content_too_large", "uri_too_long",
    /// "expectation_failed", "header_fields_too_large", "internal_error", "not_implemented",
    /// "unavailable", "http_version_not_supported", "insufficient_storage", "too_many_connections".
    /// Runs on any thread: must not block.
    std::function<Response(int status, std::string_view code, std::string_view message)>
        error_page = {};
    /// Decides on a request before its body is read, and may put what it learned into
    /// `head.context`. A response here ends the request. Runs on the handler pool: may block.
    std::function<std::optional<Response>(Request& head, const Route& route)> admit = {};
    /// Told after the last byte went out (or the client was lost), for metrics and the access log;
    /// the route is nullptr when none was found. Runs on a socket thread: must not block.
    std::function<void(
        const Request& request,
        const Route* route,
        const Response& response,
        std::chrono::duration<double> took,
        std::uint64_t body_bytes_sent
    )>
        observe = {};
};

/// Numbers for metrics.
struct ServerLoad {
    std::size_t connections = 0;
    std::size_t event_streams = 0;
    std::size_t handlers_waiting = 0;
    std::size_t handlers_running = 0;
};

/// A running server.
class HttpServer {
  public:
    /// Listens and serves from now on. Fails when the address is not numeric or cannot be used.
    static Result<std::unique_ptr<HttpServer>> start(
        ServerOptions options, Router router, ServerHooks hooks
    );

    /// Drains without patience: what runs is asked to stop and waited for.
    ~HttpServer();

    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    std::uint16_t port() const;

    ServerLoad load() const;

    /// Stops accepting, closes idle connections and event streams, and lets requests that run
    /// finish. After `deadline` their stop tokens are triggered and their connections closed; then
    /// false. The server serves nothing afterwards. Call once at most.
    bool drain(std::chrono::milliseconds deadline);

  private:
    struct Core;

    explicit HttpServer(std::unique_ptr<Core> core);

    std::unique_ptr<Core> core_;
};

}  // namespace hibari::net
