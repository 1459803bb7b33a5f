// Event streams, and the end of a server, over real sockets.

#include "net/testing/test_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <string>
#include <thread>

namespace hibari::net {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

TEST(HttpServerStream, StreamsEvents) {
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

TEST(HttpServerStream, StreamsEventsToHttp10UntilTheEnd) {
    TestServer server({.heartbeat = std::chrono::hours(1)});
    server.stream->send("a", "1");
    server.stream->close();
    EXPECT_EQ(body_of(server.exchange("GET /events HTTP/1.0\r\n\r\n")), "event: a\ndata: 1\n\n");
}

TEST(HttpServerStream, SendsHeartbeats) {
    TestServer server({.heartbeat = milliseconds(20)});
    RawClient client = server.connect();
    client.send(get("/events", ""));
    client.read_head();
    EXPECT_EQ(client.read_chunk(), ":\n\n");
    EXPECT_EQ(client.read_chunk(), ":\n\n");
}

TEST(HttpServerStream, ClosesTheStreamWhenTheClientLeaves) {
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

TEST(HttpServerStream, DrainsWithoutLosingWhatRuns) {
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

TEST(HttpServerStream, DrainStopsWhatDoesNotEndInTime) {
    TestServer server;
    RawClient client = server.connect();
    client.send(get("/until-stopped", ""));
    server.is_held.wait();
    EXPECT_FALSE(server.server().drain(milliseconds(20)));
    EXPECT_TRUE(server.was_stopped);
}

}  // namespace
}  // namespace hibari::net
