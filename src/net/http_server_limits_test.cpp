// What a client may not do to the server, over real sockets.

#include "net/testing/test_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <string>
#include <thread>
#include <vector>

namespace hibari::net {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

TEST(HttpServerLimits, RefusesLargeBodiesBeforeTheyAreSent) {
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

TEST(HttpServerLimits, TheAnswerToALargeBodyArrivesThoughTheClientSendsOn) {
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

TEST(HttpServerLimits, RefusesHostileBytes) {
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

TEST(HttpServerLimits, BytesBeyondTheDeclaredBodyAreTheNextRequest) {
    const TestServer server;
    const std::string answers = server.exchange(post("content-length: 2\r\n", "abGARBAGE\r\n\r\n"));
    EXPECT_THAT(answers, HasSubstr("\r\n\r\nab"));
    EXPECT_THAT(answers, HasSubstr("HTTP/1.1 400 "));
}

TEST(HttpServerLimits, ThousandsOfPipelinedRefusalsDoNotNest) {
    const TestServer server;
    std::string requests;
    for (int i = 0; i < 5000; ++i) {
        requests += get("/no", "");
    }
    RawClient client = server.connect();
    std::jthread sender([&] { client.send(requests + get("/hello")); });
    EXPECT_THAT(client.read_to_end(), HasSubstr("hello"));
}

TEST(HttpServerLimits, EndsSlowHeadsWith408) {
    const TestServer server({.head_timeout = milliseconds(50)});
    EXPECT_EQ(status_of(server.exchange("GET /hello HTTP/1.1\r\nhost:")), 408);
    EXPECT_EQ(server.exchange(""), "") << "a connection that says nothing is closed";
}

TEST(HttpServerLimits, HalfRequestsDoNotStopOthers) {
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

TEST(HttpServerLimits, EndsSlowBodiesWith408) {
    const TestServer server({.body_bytes_per_second_min = 1000, .body_grace = milliseconds(50)});
    EXPECT_EQ(status_of(server.exchange(post("content-length: 100\r\n", "ab"))), 408);
}

TEST(HttpServerLimits, ClosesIdleConnections) {
    const TestServer server({.idle_timeout = milliseconds(50)});
    const std::string answer = server.exchange(get("/hello", ""));
    EXPECT_EQ(body_of(answer), "hello");
}

TEST(HttpServerLimits, CutsOffClientsThatDoNotRead) {
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

TEST(HttpServerLimits, CountsConnectionsPerAddress) {
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

TEST(HttpServerLimits, CountsAllConnections) {
    const TestServer server({.connections_max = 1});
    const RawClient first = server.connect();
    EXPECT_EQ(status_of(server.exchange("")), 503);
}

TEST(HttpServerLimits, SaysWhenItIsBusy) {
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

TEST(HttpServerLimits, StopsTheHandlerWhenTheClientLeaves) {
    TestServer server;
    {
        RawClient client = server.connect();
        client.send(get("/until-stopped"));
        server.is_held.wait();
    }
    server.may_end.wait();
    EXPECT_TRUE(server.was_stopped);
}

TEST(HttpServerLimits, SurvivesClientsThatLeaveEarly) {
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

}  // namespace
}  // namespace hibari::net
