#include "net/http_server.h"

#include "net/event_stream.h"
#include "net/testing/raw_client.h"

#include <atomic>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <mutex>
#include <stdexcept>
#include <sys/mman.h>
#include <thread>

namespace hibari::net {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

/// More than the kernel keeps for anybody.
constexpr std::size_t kLargeBytes = 32U << 20U;

/// A server whose times are short, with the routes the tests ask for.
class TestServer {
  public:
    explicit TestServer(ServerOptions options = {}, ServerHooks hooks = {}) {
        options.tick = milliseconds(10);
        Router router;
        add_routes(router);
        auto started = HttpServer::start(std::move(options), std::move(router), std::move(hooks));
        EXPECT_TRUE(started) << to_string(started.error());
        server_ = std::move(*started);
    }

    RawClient connect() const { return RawClient(server_->port()); }

    /// Sends the bytes on a new connection and gives everything that comes back until it ends.
    std::string exchange(std::string_view bytes) const {
        RawClient client = connect();
        client.send(bytes);
        return client.read_to_end();
    }

    HttpServer& server() { return *server_; }

    std::shared_ptr<EventStream> stream = std::make_shared<EventStream>();
    /// Released by tests that hold a handler.
    std::latch may_end{1};
    std::latch is_held{1};
    std::atomic<bool> was_stopped = false;

  private:
    void add_routes(Router& router);

    std::unique_ptr<HttpServer> server_;
};

Response text(std::string body) {
    Response response;
    response.fields.set("content-type", "text/plain");
    response.body = std::move(body);
    return response;
}

FileDescriptor file_of(std::string_view content) {
    FileDescriptor file(memfd_create("content", MFD_CLOEXEC));
    EXPECT_EQ(write(file.number(), content.data(), content.size()), ssize_t(content.size()));
    return file;
}

void TestServer::add_routes(Router& router) {
    router.add({.pattern = "/hello", .handler = [](Request&) { return text("hello"); }});
    router.add({
        .method = Method::kPost,
        .pattern = "/echo",
        .handler = [](Request& request) { return text(std::string(request.body.view())); },
        .body_bytes_max = 4U << 20U,
        .name = "echo",
    });
    router.add({
        .pattern = "/who/{name}",
        .handler =
            [](Request& request) {
                return text(request.parameter("name") + " " + request.client + " " + request.query);
            },
    });
    router.add({
        .pattern = "/file",
        .handler =
            [](Request&) {
                Response response;
                response.body = FileSlice{.file = file_of("0123456789"), .offset = 2, .size = 5};
                return response;
            },
    });
    router.add({
        .pattern = "/short-file",
        .handler =
            [](Request&) {
                Response response;
                response.body = FileSlice{.file = file_of("0123456789"), .size = 1000};
                return response;
            },
    });
    router.add({
        .pattern = "/large",
        .handler = [](Request&) { return text(std::string(kLargeBytes, 'L')); },
    });
    router.add({
        .pattern = "/empty",
        .handler =
            [](Request&) {
                Response response;
                response.status = 204;
                return response;
            },
    });
    router.add({
        .pattern = "/throw",
        .handler = [](Request&) -> Response { throw std::runtime_error("secret"); },
    });
    router.add({
        .pattern = "/events",
        .handler =
            [this](Request&) {
                Response response;
                response.body = stream;
                return response;
            },
    });
    router.add({
        .pattern = "/hold",
        .handler =
            [this](Request&) {
                is_held.count_down();
                may_end.wait();
                return text("held");
            },
    });
    router.add({
        .pattern = "/until-stopped",
        .handler =
            [this](Request& request) {
                std::latch stopped(1);
                const std::stop_callback on_stop(request.stop, [&] { stopped.count_down(); });
                is_held.count_down();
                stopped.wait();
                was_stopped = true;
                may_end.count_down();
                return text("stopped");
            },
    });
}

std::string get(std::string_view path, std::string_view fields = "connection: close\r\n") {
    return "GET " + std::string(path) + " HTTP/1.1\r\nhost: x\r\n" + std::string(fields) + "\r\n";
}

std::string post(std::string_view fields, std::string_view body) {
    return "POST /echo HTTP/1.1\r\nhost: x\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

std::string body_of(const std::string& answer) {
    const std::size_t end = answer.find("\r\n\r\n");
    return end == std::string::npos ? "" : answer.substr(end + 4);
}

int status_of(const std::string& answer) {
    return answer.starts_with("HTTP/1.1 ") ? std::stoi(answer.substr(9, 3)) : 0;
}

TEST(HttpServer, AnswersARequest) {
    const TestServer server;
    const std::string answer = server.exchange(get("/hello"));
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\ndate: "));
    EXPECT_THAT(answer, HasSubstr("\r\nx-request-id: req_"));
    EXPECT_THAT(answer, HasSubstr("\r\ncontent-length: 5\r\n"));
    EXPECT_THAT(answer, HasSubstr("\r\nconnection: close\r\n"));
    EXPECT_EQ(body_of(answer), "hello");
}

TEST(HttpServer, GivesPathQueryAndClient) {
    const TestServer server;
    EXPECT_EQ(body_of(server.exchange(get("/who/a%20b?c=d"))), "a b 127.0.0.1 c=d");
}

TEST(HttpServer, KeepsConnectionsAlive) {
    const TestServer server;
    RawClient client = server.connect();
    for (int i = 0; i < 3; ++i) {
        client.send(get("/hello", ""));
        EXPECT_EQ(body_of(client.read_response()), "hello");
    }
    client.send(get("/nothing", ""));
    EXPECT_EQ(status_of(client.read_response()), 404);
    client.send(get("/hello"));
    EXPECT_EQ(body_of(client.read_to_end()), "hello");
}

TEST(HttpServer, AnswersPipelinedRequestsInOrder) {
    const TestServer server;
    const std::string answers = server.exchange(
        get("/who/1", "") + get("/nothing", "") + post("content-length: 1\r\n", "2") +
        get("/who/3", "") + get("/hello") + get("/hello")
    );
    std::vector<int> statuses;
    for (std::size_t at = answers.find("HTTP/1.1 "); at != std::string::npos;
         at = answers.find("HTTP/1.1 ", at + 1)) {
        statuses.push_back(std::stoi(answers.substr(at + 9, 3)));
    }
    EXPECT_THAT(statuses, ElementsAre(200, 404, 200, 200, 200))
        << "nothing after connection: close";
    EXPECT_LT(answers.find("1 127.0.0.1"), answers.find("3 127.0.0.1"));
}

TEST(HttpServer, ThousandsOfPipelinedRefusalsDoNotNest) {
    const TestServer server;
    std::string requests;
    for (int i = 0; i < 5000; ++i) {
        requests += get("/no", "");
    }
    RawClient client = server.connect();
    std::jthread sender([&] { client.send(requests + get("/hello")); });
    EXPECT_THAT(client.read_to_end(), HasSubstr("hello"));
}

TEST(HttpServer, SpeaksHttp10) {
    const TestServer server;
    const std::string closed = server.exchange("GET /hello HTTP/1.0\r\n\r\n");
    EXPECT_EQ(body_of(closed), "hello");
    RawClient client = server.connect();
    client.send("GET /hello HTTP/1.0\r\nconnection: keep-alive\r\n\r\n");
    EXPECT_THAT(client.read_response(), HasSubstr("connection: keep-alive"));
    client.send("GET /hello HTTP/1.0\r\n\r\n");
    EXPECT_EQ(body_of(client.read_to_end()), "hello");
}

TEST(HttpServer, HeadMeasuresAndSendsNoBody) {
    const TestServer server;
    RawClient client = server.connect();
    client.send("HEAD /hello HTTP/1.1\r\nhost: x\r\n\r\n");
    const std::string head = client.read_head();
    EXPECT_THAT(head, HasSubstr("content-length: 5\r\n"));
    client.send("HEAD /file HTTP/1.1\r\nhost: x\r\n\r\n");
    EXPECT_THAT(client.read_head(), HasSubstr("content-length: 5\r\n"));
    client.send(get("/hello"));
    EXPECT_THAT(client.read_to_end(), StartsWith("HTTP/1.1 200"));
}

TEST(HttpServer, SendsSlicesOfFiles) {
    const TestServer server;
    EXPECT_EQ(body_of(server.exchange(get("/file"))), "23456");
}

TEST(HttpServer, CutsTheConnectionWhenAFileIsShorterThanSaid) {
    const TestServer server;
    const std::string answer = server.exchange(get("/short-file", ""));
    EXPECT_THAT(answer, HasSubstr("content-length: 1000\r\n"));
    EXPECT_EQ(body_of(answer), "0123456789");
}

TEST(HttpServer, SendsNoLengthWithoutContent) {
    const TestServer server;
    RawClient client = server.connect();
    client.send(get("/empty", ""));
    const std::string head = client.read_head();
    EXPECT_EQ(status_of(head), 204);
    EXPECT_EQ(head.find("content-length"), std::string::npos);
    client.send(get("/hello"));
    EXPECT_EQ(body_of(client.read_to_end()), "hello");
}

TEST(HttpServer, ReadsBodies) {
    const TestServer server;
    EXPECT_EQ(
        body_of(server.exchange(post("content-length: 2\r\nconnection: close\r\n", "ab"))), "ab"
    );
    EXPECT_EQ(
        body_of(server.exchange(post(
            "transfer-encoding: chunked\r\nconnection: close\r\n", "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"
        ))),
        "abc"
    );
    const std::string large(3U << 20U, 'L');
    const std::string fields =
        "content-length: " + std::to_string(large.size()) + "\r\nconnection: close\r\n";
    EXPECT_EQ(body_of(server.exchange(post(fields, large))), large);
}

TEST(HttpServer, AsksForTheBodyWhenTheClientWaits) {
    const TestServer server;
    RawClient client = server.connect();
    client.send(post("content-length: 2\r\nexpect: 100-continue\r\nconnection: close\r\n", ""));
    EXPECT_EQ(client.read_head(), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("ab");
    EXPECT_EQ(body_of(client.read_to_end()), "ab");
}

TEST(HttpServer, RefusesLargeBodiesBeforeTheyAreSent) {
    const TestServer server;
    RawClient client = server.connect();
    client.send(post("content-length: 1000000000\r\nexpect: 100-continue\r\n", ""));
    EXPECT_EQ(status_of(client.read_response()), 413);
    EXPECT_EQ(status_of(server.exchange(post("content-length: 1000000000\r\n", ""))), 413);
    EXPECT_EQ(
        status_of(server.exchange("GET /hello HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\n\r\n")),
        413
    );
}

TEST(HttpServer, TheAnswerToALargeBodyArrivesThoughTheClientSendsOn) {
    const TestServer server;
    RawClient client = server.connect();
    client.send(post("content-length: 67108864\r\n", ""));
    std::jthread sender([&] {
        const std::string block(1U << 20U, 'x');
        for (int i = 0; i < 64; ++i) {
            client.send(block);
        }
    });
    EXPECT_EQ(status_of(client.read_to_end()), 413);
}

TEST(HttpServer, RefusesHostileBytes) {
    const TestServer server;
    EXPECT_EQ(
        status_of(server.exchange(post("content-length: 1\r\ncontent-length: 2\r\n", "ab"))), 400
    );
    EXPECT_EQ(
        status_of(server.exchange(
            post("content-length: 4\r\ntransfer-encoding: chunked\r\n", "0\r\n\r\nGET /hello")
        )),
        400
    );
    EXPECT_EQ(status_of(server.exchange(post("transfer-encoding: chunked\r\n", "zz\r\n"))), 400);
    EXPECT_EQ(
        status_of(server.exchange(post("transfer-encoding: chunked\r\n", "ffffff\r\n"))), 413
    );
    EXPECT_EQ(status_of(server.exchange("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")), 505);
    EXPECT_EQ(status_of(server.exchange("\x16\x03\x01\x02\x00\x01\x00\x01")), 400);
    EXPECT_EQ(status_of(server.exchange("GET /" + std::string(100000, 'a'))), 414);
    EXPECT_EQ(status_of(server.exchange(get("/hello", "a: " + std::string(100000, 'a')))), 431);
    std::string many;
    for (int i = 0; i < 200; ++i) {
        many += "a: b\r\n";
    }
    EXPECT_EQ(status_of(server.exchange(get("/hello", many))), 431);
    EXPECT_EQ(status_of(server.exchange(get("/hello\r\nx: y"))), 400);
    EXPECT_EQ(status_of(server.exchange(get("/who/a%0d%0ab"))), 404);
    EXPECT_EQ(status_of(server.exchange(get("/who/..%2f..%2fetc"))), 404);
    EXPECT_EQ(status_of(server.exchange(get("/hello"))), 200) << "and still serves";
}

TEST(HttpServer, BytesBeyondTheDeclaredBodyAreTheNextRequest) {
    const TestServer server;
    const std::string answers = server.exchange(post("content-length: 2\r\n", "abGARBAGE\r\n\r\n"));
    EXPECT_THAT(answers, HasSubstr("\r\n\r\nab"));
    EXPECT_THAT(answers, HasSubstr("HTTP/1.1 400 "));
}

TEST(HttpServer, SaysWhichMethodsAPathHas) {
    const TestServer server;
    const std::string answer =
        server.exchange("DELETE /hello HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    EXPECT_EQ(status_of(answer), 405);
    EXPECT_THAT(answer, HasSubstr("\r\nallow: GET, HEAD\r\n"));
}

TEST(HttpServer, TurnsExceptionsInto500) {
    const TestServer server;
    const std::string answer = server.exchange(get("/throw"));
    EXPECT_EQ(status_of(answer), 500);
    EXPECT_EQ(answer.find("secret"), std::string::npos);
}

TEST(HttpServer, KeepsPlainRequestIds) {
    const TestServer server;
    EXPECT_THAT(
        server.exchange(get("/hello", "x-request-id: my-id_1.2\r\nconnection: close\r\n")),
        HasSubstr("\r\nx-request-id: my-id_1.2\r\n")
    );
    EXPECT_THAT(
        server.exchange(get("/hello", "x-request-id: <b>\r\nconnection: close\r\n")),
        HasSubstr("\r\nx-request-id: req_")
    );
    EXPECT_THAT(server.exchange("BAD\r\n\r\n"), HasSubstr("\r\nx-request-id: req_"));
}

TEST(HttpServer, ErrorPagesAreTheCallers) {
    ServerHooks hooks;
    hooks.error_page = [](int status, std::string_view code, std::string_view) {
        return text(std::to_string(status) + " " + std::string(code));
    };
    const TestServer server({}, hooks);
    EXPECT_EQ(body_of(server.exchange(get("/no"))), "404 not_found");
    EXPECT_EQ(body_of(server.exchange("BAD\r\n\r\n")), "400 bad_request");
    EXPECT_EQ(body_of(server.exchange(get("/throw"))), "500 internal_error");
}

TEST(HttpServer, AdmitDecidesBeforeTheBody) {
    std::atomic<int> asked = 0;
    ServerHooks hooks;
    hooks.admit = [&](Request& head, const Route&) -> std::optional<Response> {
        asked += 1;
        EXPECT_TRUE(head.body.empty());
        head.context = std::string("somebody");
        if (head.fields.find("authorization") == nullptr) {
            Response refused;
            refused.status = 401;
            return refused;
        }
        return std::nullopt;
    };
    const TestServer server({}, hooks);
    RawClient client = server.connect();
    client.send(post("content-length: 1000\r\nexpect: 100-continue\r\n", ""));
    EXPECT_EQ(status_of(client.read_to_end()), 401) << "without asking for the body";
    EXPECT_EQ(status_of(server.exchange(get("/hello"))), 401);
    const std::string allowed = server.exchange(
        post("authorization: Bearer x\r\ncontent-length: 2\r\nconnection: close\r\n", "ab")
    );
    EXPECT_EQ(body_of(allowed), "ab");
    EXPECT_EQ(asked, 3);
}

TEST(HttpServer, TellsTheObserver) {
    std::mutex mutex;
    std::vector<std::string> seen;
    std::latch both(2);
    ServerHooks hooks;
    hooks.observe = [&](const Request& request,
                        const Route* route,
                        const Response& response,
                        std::chrono::duration<double> took,
                        std::uint64_t bytes) {
        const std::scoped_lock lock(mutex);
        EXPECT_GE(took.count(), 0);
        seen.push_back(
            request.path + " " + (route == nullptr ? "-" : route->name) + " " +
            std::to_string(response.status) + " " + std::to_string(bytes)
        );
        both.count_down();
    };
    const TestServer server({}, hooks);
    server.exchange(post("content-length: 2\r\nconnection: close\r\n", "ab"));
    server.exchange("HEAD /no HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    both.wait();
    const std::scoped_lock lock(mutex);
    EXPECT_THAT(seen, ElementsAre("/echo echo 200 2", "/no - 404 0"));
}

TEST(HttpServer, EndsSlowHeadsWith408) {
    const TestServer server({.head_timeout = milliseconds(50)});
    EXPECT_EQ(status_of(server.exchange("GET /hello HTTP/1.1\r\nhost:")), 408);
    EXPECT_EQ(server.exchange(""), "") << "a connection that says nothing is closed";
}

TEST(HttpServer, HalfRequestsDoNotStopOthers) {
    TestServer server({.handler_threads = 1});
    std::vector<RawClient> half;
    for (int i = 0; i < 300; ++i) {
        half.push_back(server.connect());
        half.back().send(
            i % 2 == 0 ? "GET /hello HTTP/1.1\r\nhost" : post("content-length: 9\r\n", "a")
        );
    }
    EXPECT_EQ(body_of(server.exchange(get("/hello"))), "hello");
    while (server.server().load().handlers_running > 0) {  // None of the halves holds the handler.
        std::this_thread::yield();
    }
}

TEST(HttpServer, EndsSlowBodiesWith408) {
    const TestServer server({.body_bytes_per_second_min = 1000, .body_grace = milliseconds(50)});
    EXPECT_EQ(status_of(server.exchange(post("content-length: 100\r\n", "ab"))), 408);
}

TEST(HttpServer, ClosesIdleConnections) {
    const TestServer server({.idle_timeout = milliseconds(50)});
    const std::string answer = server.exchange(get("/hello", ""));
    EXPECT_EQ(body_of(answer), "hello");
}

TEST(HttpServer, CutsOffClientsThatDoNotRead) {
    std::latch reported(1);
    std::uint64_t sent = 0;
    ServerHooks hooks;
    hooks.observe = [&](const Request&, const Route*, const Response&, auto, std::uint64_t bytes) {
        sent = bytes;
        reported.count_down();
    };
    const TestServer server({.write_timeout = milliseconds(50)}, hooks);
    const RawClient client = [&] {
        RawClient made = server.connect();
        made.shrink_receive_buffer();
        made.send(get("/large", ""));
        return made;
    }();
    reported.wait();
    EXPECT_LT(sent, kLargeBytes);
}

TEST(HttpServer, CountsConnectionsPerAddress) {
    TestServer server({.connections_per_address_max = 2});
    RawClient first = server.connect();
    RawClient second = server.connect();
    const std::string refused = server.exchange("");
    EXPECT_EQ(status_of(refused), 429);
    EXPECT_THAT(refused, HasSubstr("\r\nretry-after: "));
    first.send(get("/hello"));
    EXPECT_EQ(body_of(first.read_to_end()), "hello");
    while (server.server().load().connections > 1) {
        std::this_thread::yield();
    }
    EXPECT_EQ(body_of(server.exchange(get("/hello"))), "hello");
}

TEST(HttpServer, CountsAllConnections) {
    const TestServer server({.connections_max = 1});
    const RawClient first = server.connect();
    EXPECT_EQ(status_of(server.exchange("")), 503);
}

TEST(HttpServer, BelievesItsProxiesAboutTheClient) {
    const TestServer server({.connections_per_address_max = 1, .proxies = {"127.0.0.1"}});
    const RawClient another = server.connect();
    const std::string fields =
        "x-forwarded-for: 198.51.100.1, 203.0.113.7\r\nconnection: close\r\n";
    EXPECT_EQ(body_of(server.exchange(get("/who/a", fields))), "a 203.0.113.7 ");
    EXPECT_EQ(
        body_of(server.exchange(get("/who/a", "x-forwarded-for: evil\r\nconnection: close\r\n"))),
        "a 127.0.0.1 "
    );
    const TestServer direct;
    EXPECT_EQ(body_of(direct.exchange(get("/who/a", fields))), "a 127.0.0.1 ");
}

TEST(HttpServer, SaysWhenItIsBusy) {
    TestServer server({.handler_threads = 1, .handler_queue_max = 1});
    RawClient running = server.connect();
    running.send(get("/hold"));
    server.is_held.wait();
    RawClient waiting = server.connect();
    waiting.send(get("/hello"));
    while (server.server().load().handlers_waiting < 1) {
        std::this_thread::yield();
    }
    const std::string refused = server.exchange(get("/hello"));
    EXPECT_EQ(status_of(refused), 503);
    EXPECT_THAT(refused, HasSubstr("\r\nretry-after: 2\r\n"));
    server.may_end.count_down();
    EXPECT_EQ(body_of(running.read_to_end()), "held");
    EXPECT_EQ(body_of(waiting.read_to_end()), "hello");
}

TEST(HttpServer, StopsTheHandlerWhenTheClientLeaves) {
    TestServer server;
    {
        RawClient client = server.connect();
        client.send(get("/until-stopped"));
        server.is_held.wait();
    }
    server.may_end.wait();
    EXPECT_TRUE(server.was_stopped);
}

TEST(HttpServer, SurvivesClientsThatLeaveEarly) {
    TestServer server;
    for (int i = 0; i < 50; ++i) {
        RawClient client = server.connect();
        client.send(post("content-length: 1000\r\n", "half"));
        RawClient other = server.connect();
        other.send(get("/file", ""));
        other.reset();
    }
    EXPECT_EQ(body_of(server.exchange(get("/hello"))), "hello");
    while (server.server().load().connections > 0) {
        std::this_thread::yield();
    }
}

TEST(HttpServer, StreamsEvents) {
    TestServer server({.heartbeat = std::chrono::hours(1)});
    RawClient client = server.connect();
    server.stream->send("first", "1");
    client.send(get("/events", ""));
    const std::string head = client.read_head();
    EXPECT_THAT(head, HasSubstr("content-type: text/event-stream\r\ncache-control: no-store\r\n"));
    EXPECT_THAT(head, HasSubstr("transfer-encoding: chunked\r\n"));
    EXPECT_EQ(client.read_chunk(), "event: first\ndata: 1\n\n");
    server.stream->send("second", "2");
    EXPECT_EQ(client.read_chunk(), "event: second\ndata: 2\n\n");
    EXPECT_EQ(server.server().load().event_streams, 1U);
    server.stream->send("third", "3");
    server.stream->close();
    EXPECT_EQ(client.read_chunk(), "event: third\ndata: 3\n\n");
    EXPECT_EQ(client.read_chunk(), "");
    EXPECT_EQ(client.read_to_end(), "");
}

TEST(HttpServer, StreamsEventsToHttp10UntilTheEnd) {
    TestServer server({.heartbeat = std::chrono::hours(1)});
    server.stream->send("a", "1");
    server.stream->close();
    EXPECT_EQ(body_of(server.exchange("GET /events HTTP/1.0\r\n\r\n")), "event: a\ndata: 1\n\n");
}

TEST(HttpServer, SendsHeartbeats) {
    TestServer server({.heartbeat = milliseconds(20)});
    RawClient client = server.connect();
    client.send(get("/events", ""));
    client.read_head();
    EXPECT_EQ(client.read_chunk(), ":\n\n");
    EXPECT_EQ(client.read_chunk(), ":\n\n");
}

TEST(HttpServer, ClosesTheStreamWhenTheClientLeaves) {
    TestServer server;
    std::latch closed(1);
    server.stream->on_close([&] { closed.count_down(); });
    {
        RawClient client = server.connect();
        client.send(get("/events", ""));
        client.read_head();
    }
    closed.wait();
    EXPECT_FALSE(server.stream->send("a", "b"));
}

TEST(HttpServer, DrainsWithoutLosingWhatRuns) {
    TestServer server;
    RawClient idle = server.connect();
    idle.send(get("/hello", ""));
    idle.read_response();
    RawClient listening = server.connect();
    listening.send(get("/events", ""));
    listening.read_head();
    RawClient running = server.connect();
    running.send(get("/hold", ""));
    server.is_held.wait();
    bool is_clean = false;
    std::jthread drainer([&] { is_clean = server.server().drain(std::chrono::seconds(20)); });
    EXPECT_EQ(idle.read_to_end(), "");
    EXPECT_EQ(listening.read_chunk(), "");
    server.may_end.count_down();
    const std::string answer = running.read_to_end();
    EXPECT_EQ(body_of(answer), "held");
    EXPECT_THAT(answer, HasSubstr("connection: close"));
    drainer.join();
    EXPECT_TRUE(is_clean);
    EXPECT_FALSE(RawClient::can_connect(server.server().port()));
}

TEST(HttpServer, DrainStopsWhatDoesNotEndInTime) {
    TestServer server;
    RawClient client = server.connect();
    client.send(get("/until-stopped", ""));
    server.is_held.wait();
    EXPECT_FALSE(server.server().drain(milliseconds(20)));
    EXPECT_TRUE(server.was_stopped);
}

TEST(HttpServer, SaysWhyItCannotListen) {
    const auto bad = HttpServer::start({.address = "localhost"}, {}, {});
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().field, "address");
    TestServer server;
    const auto taken = HttpServer::start({.port = server.server().port()}, {}, {});
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, ErrorCode::kUnavailable);
    EXPECT_THAT(to_string(taken.error()), HasSubstr("another server"));
}

TEST(HttpServer, ListensOnIpv6) {
    const auto server = HttpServer::start({.address = "::1"}, {}, {});
    if (!server) {
        GTEST_SKIP() << "no IPv6 here: " << to_string(server.error());
    }
    RawClient client((*server)->port(), "::1");
    client.send(get("/no"));
    EXPECT_EQ(status_of(client.read_to_end()), 404);
}

TEST(HttpServer, ServesManyClientsOnSeveralThreads) {
    const TestServer server({.io_threads = 3, .handler_threads = 4});
    std::vector<std::jthread> clients;
    std::atomic<int> right = 0;
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back([&, i] {
            RawClient client = server.connect();
            for (int n = 0; n < 200; ++n) {
                const std::string body = std::to_string(i) + "-" + std::to_string(n);
                client.send(post("content-length: " + std::to_string(body.size()) + "\r\n", body));
                right += body_of(client.read_response()) == body ? 1 : 0;
            }
        });
    }
    clients.clear();
    EXPECT_EQ(right, 1600);
}

}  // namespace
}  // namespace hibari::net
