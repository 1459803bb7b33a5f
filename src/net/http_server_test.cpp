#include "net/http_server.h"

#include "net/testing/test_server.h"

#include <atomic>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace hibari::net {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

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
