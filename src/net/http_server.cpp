#include "net/http_server.h"

#include "base/check.h"
#include "net/address.h"
#include "net/connection.h"
#include "net/response_head.h"
#include "net/server_context.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <utility>

namespace hibari::net {
namespace {

constexpr int kAcceptsPerTurn = 64;
/// A peer that vanished without a word is given up after this; without it a heartbeat to it would
/// be repeated for a quarter of an hour.
constexpr unsigned kUnansweredMsMax = 60'000;
constexpr std::size_t kReservedDescriptors = 512;
constexpr std::size_t kIoThreadsMax = 64;
constexpr std::size_t kHandlerThreadsMax = 1024;

/// A socket address of either family.
struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;

    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }

    std::uint16_t port() const {
        // Both families keep the port in the same place.
        sockaddr_in in{};
        std::memcpy(&in, &storage, sizeof(in));
        return ntohs(in.sin_port);
    }
};

Result<SocketAddress> socket_address(const std::string& text, std::uint16_t port) {
    SocketAddress address;
    sockaddr_in in{};
    sockaddr_in6 in6{};
    if (inet_pton(AF_INET, text.c_str(), &in.sin_addr) == 1) {
        in.sin_family = AF_INET;
        in.sin_port = htons(port);
        std::memcpy(&address.storage, &in, sizeof(in));
        address.size = sizeof(in);
    } else if (inet_pton(AF_INET6, text.c_str(), &in6.sin6_addr) == 1) {
        in6.sin6_family = AF_INET6;
        in6.sin6_port = htons(port);
        std::memcpy(&address.storage, &in6, sizeof(in6));
        address.size = sizeof(in6);
    } else {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "'" + text + "' is not an address to listen on",
            .field = "address",
            .hint = "write it in numbers, such as 127.0.0.1, 0.0.0.0 or ::1",
        });
    }
    return address;
}

Error listen_error(const ServerOptions& options, int error_number) {
    const bool is_taken = error_number == EADDRINUSE;
    const bool is_denied = error_number == EACCES;
    return {
        .code = is_denied ? ErrorCode::kPermissionDenied : ErrorCode::kUnavailable,
        .message = "cannot listen on " + options.address + " port " + std::to_string(options.port) +
                   ": " + std::strerror(error_number),
        .hint = is_taken ? "is another server running? choose another port" : "",
    };
}

// At most as many connections as there are descriptors for, with some left for files, the database
// and children; running out of them would stop more than the accepting of connections. The soft
// limit is a default of 1024 nearly everywhere, so it is raised to what the machine allows.
std::size_t affordable_connections(std::size_t wanted) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return wanted;
    }
    if (limit.rlim_cur < wanted + kReservedDescriptors) {
        limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, wanted + kReservedDescriptors);
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    const rlim_t left = limit.rlim_cur > 2 * kReservedDescriptors
                            ? limit.rlim_cur - kReservedDescriptors
                            : limit.rlim_cur / 2;
    return std::clamp<std::size_t>(left, 1, wanted);
}

Result<FileDescriptor> listen_on(const ServerOptions& options) {
    SocketAddress address = HIBARI_TRY(socket_address(options.address, options.port));
    FileDescriptor socket(
        ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)
    );
    const int on = 1;
    if (!socket || setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0 ||
        bind(socket.number(), address.get(), address.size) != 0 ||
        listen(socket.number(), options.backlog) != 0) {
        return fail(listen_error(options, errno));
    }
    return socket;
}

}  // namespace

/// The pieces of a running server, in the order in which they need one another.
struct HttpServer::Core {
    Core(ServerOptions options, Router router, ServerHooks hooks)
        : context(std::move(options), std::move(router), std::move(hooks)) {
        for (std::size_t i = 0; i < context.options.io_threads; ++i) {
            lanes.push_back(std::make_unique<Lane>(context, i));
        }
    }

    void begin(FileDescriptor socket);
    void accept_when_ready();
    void accept_some();
    void take(FileDescriptor socket, const std::string& address);
    void refuse(FileDescriptor socket, ConnectionCounts::Answer why);
    void tick(Lane& lane);
    void for_all(void (*act)(Connection&));

    ServerContext context;
    std::vector<std::unique_ptr<Lane>> lanes;
    std::uint16_t port = 0;
    /// Belongs to the first lane.
    std::unique_ptr<Watch> listener;
    /// Out of descriptors: to be tried again at the next tick.
    bool is_accept_paused = false;
    std::size_t next_lane = 0;
    bool is_drained = false;
};

void HttpServer::Core::begin(FileDescriptor socket) {
    SocketAddress bound;
    bound.size = sizeof(bound.storage);
    HIBARI_CHECK(getsockname(socket.number(), bound.get(), &bound.size) == 0);
    port = bound.port();
    listener = std::make_unique<Watch>(lanes.front()->reactor, std::move(socket));
    for (const std::unique_ptr<Lane>& lane : lanes) {
        lane->reactor.every(context.options.tick, [this, lane = lane.get()] { tick(*lane); });
    }
    lanes.front()->reactor.post([this] { accept_when_ready(); });
}

void HttpServer::Core::accept_when_ready() {
    listener->when_readable([this] { accept_some(); });
}

void HttpServer::Core::accept_some() {
    for (int i = 0; i < kAcceptsPerTurn; ++i) {
        SocketAddress from;
        from.size = sizeof(from.storage);
        FileDescriptor socket(
            accept4(listener->number(), from.get(), &from.size, SOCK_NONBLOCK | SOCK_CLOEXEC)
        );
        if (!socket) {
            is_accept_paused =
                errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
            if (is_accept_paused) {
                return;
            }
            break;
        }
        const std::optional<Address> address = Address::from_socket(*from.get());
        take(std::move(socket), address ? address->text() : "unknown");
    }
    accept_when_ready();
}

void HttpServer::Core::take(FileDescriptor socket, const std::string& address) {
    const bool is_proxy = context.is_proxy(address);
    const ConnectionCounts::Answer answer = context.counts.take(address, is_proxy);
    if (answer != ConnectionCounts::Answer::kTaken) {
        refuse(std::move(socket), answer);
        return;
    }
    const int on = 1;
    setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    setsockopt(
        socket.number(), IPPROTO_TCP, TCP_USER_TIMEOUT, &kUnansweredMsMax, sizeof(kUnansweredMsMax)
    );
    Lane& lane = *lanes.at(next_lane % lanes.size());
    next_lane += 1;
    auto connection = std::make_shared<Connection>(lane, std::move(socket), address, is_proxy);
    lane.reactor.post([connection = std::move(connection)] { connection->start(); });
}

// A last word if the socket takes it at once; this is no time to wait for anybody.
void HttpServer::Core::refuse(FileDescriptor socket, ConnectionCounts::Answer why) {
    const bool from_there = why == ConnectionCounts::Answer::kTooManyFromThere;
    Response page = context.error_page(
        from_there ? 429 : 503,
        "too_many_connections",
        from_there ? "too many connections from this address" : "too many connections"
    );
    page.fields.set("retry-after", std::to_string(context.options.overload_retry_after.count()));
    const auto* text = std::get_if<std::string>(&page.body);
    const std::string body = text == nullptr ? "" : *text;
    const std::string id = request_id({});
    const std::string bytes =
        write_head(
            page,
            {.date = lanes.front()->date(), .request_id = id, .length = body.size(), .closes = true}
        ) +
        body;
    send(socket.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    shutdown(socket.number(), SHUT_WR);
}

void HttpServer::Core::tick(Lane& lane) {
    const auto time = std::chrono::steady_clock::now();
    // A copy: connections leave while they are looked at.
    const std::vector<std::shared_ptr<Connection>> all(
        lane.connections.begin(), lane.connections.end()
    );
    for (const std::shared_ptr<Connection>& connection : all) {
        connection->tick(time);
    }
    if (&lane == lanes.front().get() && std::exchange(is_accept_paused, false)) {
        accept_some();
    }
}

void HttpServer::Core::for_all(void (*act)(Connection&)) {
    for (const std::unique_ptr<Lane>& lane : lanes) {
        lane->reactor.post([act, lane = lane.get()] {
            const std::vector<std::shared_ptr<Connection>> all(
                lane->connections.begin(), lane->connections.end()
            );
            for (const std::shared_ptr<Connection>& connection : all) {
                act(*connection);
            }
        });
    }
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(
    ServerOptions options, Router router, ServerHooks hooks
) {
    HIBARI_CHECK(options.io_threads >= 1 && options.io_threads <= kIoThreadsMax);
    HIBARI_CHECK(options.handler_threads >= 1 && options.handler_threads <= kHandlerThreadsMax);
    HIBARI_CHECK(options.body_bytes_per_second_min >= 1);
    HIBARI_CHECK(options.connections_max >= 1);
    options.connections_max = affordable_connections(options.connections_max);
    FileDescriptor socket = HIBARI_TRY(listen_on(options));
    auto core = std::make_unique<Core>(std::move(options), std::move(router), std::move(hooks));
    core->begin(std::move(socket));
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(core)));
}

HttpServer::HttpServer(std::unique_ptr<Core> core) : core_(std::move(core)) {}

HttpServer::~HttpServer() {
    drain(std::chrono::milliseconds(0));
    // Handlers first: what they post still finds its lane.
    core_->context.pool.end();
    core_->lanes.clear();
}

std::uint16_t HttpServer::port() const {
    return core_->port;
}

ServerLoad HttpServer::load() const {
    return {
        .connections = core_->context.counts.all(),
        .event_streams = core_->context.event_streams,
        .handlers_waiting = core_->context.pool.waiting(),
        .handlers_running = core_->context.pool.running(),
    };
}

bool HttpServer::drain(std::chrono::milliseconds deadline) {
    if (std::exchange(core_->is_drained, true)) {
        return true;
    }
    Core* core = core_.get();
    const auto end = std::chrono::steady_clock::now() + deadline;
    core->context.is_draining = true;
    core->lanes.front()->reactor.post([core] {
        core->is_accept_paused = false;
        core->listener.reset();
    });
    core->for_all([](Connection& connection) { connection.drain(); });
    const bool is_done = core->context.counts.wait_until_none(end);
    if (!is_done) {
        core->for_all([](Connection& connection) { connection.abort(); });
        core->context.counts.wait_until_none();
    }
    return is_done;
}

}  // namespace hibari::net
