// How much the HTTP server carries on this machine, measured from its own process over loopback:
// small requests from 64 kept-alive connections, a large file against a plain sendfile loop as the
// physical limit in the same run, and the memory of idle event streams. The load comes from threads
// of this process, so the figures are what is left beside the load itself.
//
//   server_load [seconds per figure]

#include "base/descriptor.h"
#include "net/event_stream.h"
#include "net/http_server.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <mutex>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace hibari;
using namespace hibari::net;
using Clock = std::chrono::steady_clock;

constexpr int kConnections = 64;
constexpr std::size_t kFileBytes = std::size_t{256} << 20U;
constexpr int kListeners = 10000;
constexpr int kTurns = 4;

[[noreturn]] void give_up(const char* what) {
    std::perror(what);
    std::exit(1);
}

void row(const char* name, double value, const char* unit) {
    std::printf("%-28s|%12.2f|%s\n", name, value, unit);
    std::fflush(stdout);
}

FileDescriptor connect_to(std::uint16_t port) {
    FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (!socket ||
        connect(socket.number(), reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
        give_up("connect");
    }
    const int on = 1;
    setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    return socket;
}

void send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            give_up("send");
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

constexpr std::string_view kGet =
    "GET /v1/videos/video_0123456789abcdef HTTP/1.1\r\nhost: localhost\r\n"
    "authorization: Bearer sk-0123456789abcdef0123456789abcdef\r\naccept: application/json\r\n\r\n";

/// 64 connections with one request under way on each, served by one thread with poll.
std::vector<double> small_requests(std::uint16_t port, double seconds) {
    std::vector<FileDescriptor> sockets;
    std::vector<pollfd> polled;
    std::vector<Clock::time_point> began(kConnections);
    std::vector<double> latencies_ms;
    latencies_ms.reserve(1U << 20U);
    for (int i = 0; i < kConnections; ++i) {
        sockets.push_back(connect_to(port));
        polled.push_back({.fd = sockets.back().number(), .events = POLLIN, .revents = 0});
        began.at(static_cast<std::size_t>(i)) = Clock::now();
        send_all(sockets.back().number(), kGet);
    }
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    std::array<char, 4096> buffer{};
    while (Clock::now() < end) {
        poll(polled.data(), polled.size(), 1000);
        for (std::size_t i = 0; i < polled.size(); ++i) {
            if ((polled[i].revents & POLLIN) == 0) {
                continue;
            }
            // The whole answer is smaller than the buffer and sent at once.
            if (recv(polled[i].fd, buffer.data(), buffer.size(), 0) <= 0) {
                give_up("recv");
            }
            const auto now = Clock::now();
            latencies_ms.push_back(std::chrono::duration<double, std::milli>(now - began[i]).count()
            );
            began[i] = now;
            send_all(polled[i].fd, kGet);
        }
    }
    return latencies_ms;
}

/// Reads until `bytes` came.
void swallow(int socket, std::size_t bytes) {
    std::vector<char> buffer(1U << 20U);
    while (bytes > 0) {
        const ssize_t count =
            recv(socket, buffer.data(), std::min(buffer.size(), bytes), MSG_TRUNC);
        if (count <= 0) {
            give_up("recv");
        }
        bytes -= static_cast<std::size_t>(count);
    }
}

std::size_t read_head(int socket, std::size_t& body_bytes_seen) {
    std::string head;
    std::array<char, 4096> buffer{};
    for (;;) {
        const ssize_t count = recv(socket, buffer.data(), buffer.size(), 0);
        if (count <= 0) {
            give_up("recv");
        }
        head.append(buffer.data(), static_cast<std::size_t>(count));
        const std::size_t end = head.find("\r\n\r\n");
        if (end != std::string::npos) {
            body_bytes_seen = head.size() - end - 4;
            return end;
        }
    }
}

double served_file(std::uint16_t port, double seconds) {
    const FileDescriptor socket = connect_to(port);
    const auto begin = Clock::now();
    double bytes = 0;
    double took = 0;
    while (took < seconds) {
        send_all(socket.number(), "GET /clip HTTP/1.1\r\nhost: localhost\r\n\r\n");
        std::size_t seen = 0;
        read_head(socket.number(), seen);
        swallow(socket.number(), kFileBytes - seen);
        bytes += static_cast<double>(kFileBytes);
        took = std::chrono::duration<double>(Clock::now() - begin).count();
    }
    return bytes / took / 1e9;
}

/// What the kernel gives when nothing but sendfile happens.
double plain_sendfile(int file, double seconds) {
    const FileDescriptor listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    if (bind(listener.number(), reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        listen(listener.number(), 1) != 0 ||
        getsockname(listener.number(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        give_up("listen");
    }
    std::jthread sender([&](const std::stop_token& stop) {
        const FileDescriptor socket(accept(listener.number(), nullptr, nullptr));
        while (!stop.stop_requested()) {
            off_t offset = 0;
            while (static_cast<std::size_t>(offset) < kFileBytes) {
                if (sendfile(
                        socket.number(),
                        file,
                        &offset,
                        kFileBytes - static_cast<std::size_t>(offset)
                    ) <= 0) {
                    return;
                }
            }
        }
    });
    FileDescriptor socket = connect_to(ntohs(address.sin_port));
    const auto begin = Clock::now();
    double bytes = 0;
    double took = 0;
    while (took < seconds) {
        swallow(socket.number(), kFileBytes);
        bytes += static_cast<double>(kFileBytes);
        took = std::chrono::duration<double>(Clock::now() - begin).count();
    }
    sender.request_stop();
    shutdown(socket.number(), SHUT_RDWR);
    socket.reset();
    return bytes / took / 1e9;
}

double resident_mb() {
    std::ifstream file("/proc/self/statm");
    double total = 0;
    double resident = 0;
    file >> total >> resident;
    return resident * 4096 / 1e6;
}

/// The streams of all listeners, for sending to them.
struct Audience {
    std::mutex mutex;
    std::vector<std::shared_ptr<EventStream>> streams;
};

Router make_router(int file, Audience& audience) {
    Router router;
    router.add({
        .pattern = "/v1/videos/{video_id}",
        .handler =
            [](Request& request) {
                Response response;
                response.fields.set("content-type", "application/json");
                response.body = "{\"id\":\"" + request.parameter("video_id") +
                                "\",\"object\":\"video\",\"status\":\"queued\",\"progress\":0}";
                return response;
            },
    });
    router.add({
        .pattern = "/clip",
        .handler =
            [file](Request&) {
                Response response;
                response.body = FileSlice{
                    .file = FileDescriptor(fcntl(file, F_DUPFD_CLOEXEC, 0)), .size = kFileBytes
                };
                return response;
            },
    });
    router.add({
        .pattern = "/events",
        .handler =
            [&audience](Request&) {
                const auto stream = std::make_shared<EventStream>();
                const std::scoped_lock lock(audience.mutex);
                audience.streams.push_back(stream);
                Response response;
                response.fields.set("content-type", "text/event-stream");
                response.body = stream;
                return response;
            },
    });
    return router;
}

/// Ten thousand listeners need more descriptors than one process may have beside the server's own
/// ends of them: they live in a child that was forked before the server's threads began.
class Listeners {
  public:
    Listeners() {
        rlimit limit{};
        getrlimit(RLIMIT_NOFILE, &limit);
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
        int ends[2] = {-1, -1};
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
            give_up("socketpair");
        }
        const pid_t child = fork();
        if (child == 0) {
            ::close(ends[0]);
            listen_and_tell(ends[1]);
            _exit(0);
        }
        ::close(ends[1]);
        control_ = FileDescriptor(ends[0]);
    }

    void connect_all(std::uint16_t port) {
        send_all(control_.number(), {reinterpret_cast<const char*>(&port), sizeof(port)});
        wait();
    }

    /// Returns when each of them has had an event.
    void wait() {
        char byte = 0;
        if (recv(control_.number(), &byte, 1, 0) != 1) {
            give_up("listeners");
        }
    }

  private:
    static void listen_and_tell(int control) {
        std::uint16_t port = 0;
        if (recv(control, &port, sizeof(port), MSG_WAITALL) != sizeof(port)) {
            return;
        }
        std::vector<FileDescriptor> sockets;
        for (int i = 0; i < kListeners; ++i) {
            sockets.push_back(connect_to(port));
            send_all(
                sockets.back().number(),
                "GET /events HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\n\r\n"
            );
            std::size_t seen = 0;
            read_head(sockets.back().number(), seen);
        }
        send_all(control, "c");
        std::array<char, 512> buffer{};
        for (const FileDescriptor& socket : sockets) {
            if (recv(socket.number(), buffer.data(), buffer.size(), 0) <= 0) {
                give_up("recv");
            }
        }
        send_all(control, "e");
        recv(control, buffer.data(), 1, 0);  // Until the parent ends.
    }

    FileDescriptor control_;
};

void idle_listeners(Listeners& listeners, std::uint16_t port, Audience& audience) {
    const double before = resident_mb();
    listeners.connect_all(port);
    const double after = resident_mb();
    row("sse_listeners", kListeners, "idle, open at once");
    row("sse_memory_mb", after - before, "MB of the server for them");
    const auto begin = Clock::now();
    {
        const std::scoped_lock lock(audience.mutex);
        for (const auto& stream : audience.streams) {
            stream->send("progress", "{\"progress\":50}");
        }
    }
    listeners.wait();
    row("sse_broadcast_ms",
        std::chrono::duration<double, std::milli>(Clock::now() - begin).count(),
        "ms until all of them had an event");
}

}  // namespace

int main(int argc, char** argv) {
    Listeners listeners;
    std::signal(SIGPIPE, SIG_IGN);  // The plain sendfile loop ends by it.
    const double seconds = argc > 1 ? std::atof(argv[1]) : 5.0;
    const FileDescriptor file(memfd_create("clip", MFD_CLOEXEC));
    if (!file || ftruncate(file.number(), static_cast<off_t>(kFileBytes)) != 0) {
        give_up("memfd_create");
    }
    // Touched, so that every page is there.
    const std::string block(1U << 20U, 'x');
    for (std::size_t at = 0; at < kFileBytes; at += block.size()) {
        if (pwrite(file.number(), block.data(), block.size(), static_cast<off_t>(at)) < 0) {
            give_up("pwrite");
        }
    }
    Audience audience;
    auto server = HttpServer::start(
        {.connections_per_address_max = 16384}, make_router(file.number(), audience), {}
    );
    if (!server) {
        std::fprintf(stderr, "%s\n", to_string(server.error()).c_str());
        return 1;
    }
    const std::uint16_t port = (*server)->port();
    if (argc > 2) {  // For a load from outside: serve until standard input ends.
        std::printf("port %d\n", port);
        std::fflush(stdout);
        std::getchar();
        return 0;
    }
    std::vector<double> latencies = small_requests(port, seconds);
    const auto p99 = latencies.begin() + static_cast<std::ptrdiff_t>(latencies.size() * 99 / 100);
    std::nth_element(latencies.begin(), p99, latencies.end());
    row("requests_per_s", static_cast<double>(latencies.size()) / seconds, "of 64 connections");
    row("request_p99_ms", *p99, "ms");
    // In turns, because a shared machine has good and bad seconds.
    double limit = 0;
    double ours = 0;
    for (int turn = 0; turn < kTurns; ++turn) {
        limit += plain_sendfile(file.number(), seconds / kTurns) / kTurns;
        ours += served_file(port, seconds / kTurns) / kTurns;
    }
    row("plain_sendfile_gb_per_s", limit, "GB/s, the limit");
    row("content_gb_per_s", ours, "GB/s");
    row("content_of_limit", 100 * ours / limit, "%");
    idle_listeners(listeners, port, audience);
    (*server)->drain(std::chrono::seconds(5));
    return 0;
}
