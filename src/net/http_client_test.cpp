#include "net/http_client.h"

#include "net/http_server.h"

#include <atomic>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <stop_token>
#include <string>
#include <sys/mman.h>
#include <thread>

namespace hibari::net {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;

/// A server to talk to.
class Peer {
  public:
    Peer() {
        Router router;
        for (const Method method : {Method::kGet, Method::kPost, Method::kPut, Method::kDelete}) {
            router.add({
                .method = method,
                .pattern = "/echo",
                .handler = echo,
                .body_bytes_max = 8U << 20U,
            });
        }
        router.add({
            .pattern = "/large",
            .handler =
                [](Request&) {
                    Response response;
                    response.body = std::string(1U << 20U, 'L');
                    return response;
                },
        });
        router.add({
            .pattern = "/to/{where}",
            .handler =
                [this](Request& request) {
                    Response response;
                    response.status = 302;
                    const std::string& where = request.parameter("where");
                    response.fields.set("location", where == "elsewhere" ? elsewhere : "/to/end");
                    response.status = where == "end" ? 200 : 302;
                    const std::string* key = request.fields.find("authorization");
                    response.body = key == nullptr ? "no key" : *key;
                    return response;
                },
        });
        router.add({
            .pattern = "/missing",
            .handler =
                [](Request&) {
                    Response response;
                    response.status = 404;
                    response.body = "why";
                    return response;
                },
        });
        router.add({
            .pattern = "/hold",
            .handler =
                [this](Request& request) {
                    std::latch stopped(1);
                    const std::stop_callback on_stop(request.stop, [&] { stopped.count_down(); });
                    is_held.count_down();
                    stopped.wait();
                    return Response();
                },
        });
        server_ = std::move(*HttpServer::start({.tick = milliseconds(10)}, std::move(router), {}));
    }

    std::string url(const std::string& path, const std::string& host = "127.0.0.1") const {
        return "http://" + host + ":" + std::to_string(server_->port()) + path;
    }

    std::uint16_t port() const { return server_->port(); }

    std::size_t connections() const { return server_->load().connections; }

    std::string elsewhere;
    std::latch is_held{1};

  private:
    static Response echo(const Request& request) {
        Response response;
        const std::string* extra = request.fields.find("x-extra");
        response.fields.set("x-seen", extra == nullptr ? "nothing" : *extra);
        response.body =
            std::string(to_string(request.method)) + " " + std::string(request.body.view());
        return response;
    }

    std::unique_ptr<HttpServer> server_;
};

/// A client whose guard lets one address through.
ClientOptions guarded_options(const Peer& peer, std::vector<std::string>& asked) {
    return {
        .resolve = [&asked](const std::string& host) -> Result<std::vector<Address>> {
            asked.push_back(host);
            // The second answer would lead elsewhere: it must never be asked for.
            return std::vector{*Address::parse(asked.size() == 1 ? "127.0.0.1" : "10.0.0.1")};
        },
        .guard_allows = [](const Address& address) { return address.text() == "127.0.0.1"; },
        .guard_ports = {peer.port()},
    };
}

TEST(HttpClient, SendsMethodsFieldsAndBodies) {
    const Peer peer;
    const HttpClient client;
    ClientRequest request{.method = Method::kPost, .url = peer.url("/echo"), .body = "hello"};
    request.fields.add("x-extra", "a b");
    const auto response = client.fetch(request);
    ASSERT_TRUE(response) << to_string(response.error());
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->body, "POST hello");
    EXPECT_EQ(response->body_bytes, 10U);
    EXPECT_EQ(*response->fields.find("X-Seen"), "a b");
    for (const Method method : {Method::kGet, Method::kPost, Method::kPut, Method::kDelete}) {
        const auto plain = client.fetch({.method = method, .url = peer.url("/echo")});
        ASSERT_TRUE(plain);
        EXPECT_EQ(plain->body, std::string(to_string(method)) + " ");
    }
    const auto head = client.fetch({.method = Method::kHead, .url = peer.url("/echo")});
    ASSERT_TRUE(head);
    EXPECT_EQ(head->body, "");
    EXPECT_EQ(*head->fields.find("content-length"), "5");
}

TEST(HttpClient, KeepsConnectionsOpenBetweenCalls) {
    const Peer peer;
    const HttpClient client;
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(client.fetch({.url = peer.url("/echo")}));
    }
    EXPECT_EQ(peer.connections(), 1U);
}

TEST(HttpClient, UploadsAndDownloadsFiles) {
    const Peer peer;
    const HttpClient client;
    const std::string content(3U << 20U, 'c');
    const FileSlice slice{
        .file = FileDescriptor(memfd_create("up", MFD_CLOEXEC)),
        .offset = 1,
        .size = content.size() - 1
    };
    ASSERT_EQ(write(slice.file.number(), content.data(), content.size()), ssize_t(content.size()));
    const FileDescriptor down(memfd_create("down", MFD_CLOEXEC));
    const auto response = client.fetch({
        .method = Method::kPut,
        .url = peer.url("/echo"),
        .body_file = &slice,
        .answer_bytes_max = 8U << 20U,
        .download_to = &down,
    });
    ASSERT_TRUE(response) << to_string(response.error());
    EXPECT_EQ(response->body, "");
    EXPECT_EQ(response->body_bytes, content.size() - 1 + 4);
    EXPECT_EQ(lseek(down.number(), 0, SEEK_END), static_cast<off_t>(response->body_bytes));
}

TEST(HttpClient, KeepsErrorPagesOutOfTheFile) {
    const Peer peer;
    const FileDescriptor down(memfd_create("down", MFD_CLOEXEC));
    const auto response = HttpClient().fetch({.url = peer.url("/missing"), .download_to = &down});
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 404);
    EXPECT_EQ(response->body, "why");
    EXPECT_EQ(lseek(down.number(), 0, SEEK_END), 0);
}

TEST(HttpClient, LimitsTheAnswer) {
    const Peer peer;
    const auto response = HttpClient().fetch({.url = peer.url("/large"), .answer_bytes_max = 1000});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::kResourceExhausted);
}

TEST(HttpClient, ReportsAFullDisk) {
    const Peer peer;
    const FileDescriptor full(open("/dev/full", O_WRONLY | O_CLOEXEC));
    const auto response = HttpClient().fetch(
        {.url = peer.url("/large"), .answer_bytes_max = 2U << 20U, .download_to = &full}
    );
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::kResourceExhausted);
}

TEST(HttpClient, StopsAtOnce) {
    Peer peer;
    const HttpClient client;
    std::stop_source stop;
    std::jthread stopper([&] {
        peer.is_held.wait();
        stop.request_stop();
    });
    const auto response = client.fetch({.url = peer.url("/hold")}, stop.get_token());
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::kCancelled);
    const auto never = client.fetch({.url = peer.url("/echo")}, stop.get_token());
    EXPECT_EQ(never.error().code, ErrorCode::kCancelled);
}

TEST(HttpClient, GivesUpInTime) {
    const Peer peer;
    const auto response =
        HttpClient().fetch({.url = peer.url("/hold"), .timeout = milliseconds(50)});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::kDeadlineExceeded);
}

TEST(HttpClient, SaysThatNobodyAnswers) {
    std::uint16_t port = 0;
    {
        const Peer gone;
        port = gone.port();
    }
    const auto response =
        HttpClient().fetch({.url = "http://127.0.0.1:" + std::to_string(port) + "/"});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::kUnavailable);
}

TEST(HttpClient, RefusesFieldsThatBreakOut) {
    const Peer peer;
    ClientRequest request{.url = peer.url("/echo")};
    request.fields.add("x-extra", "a\r\nx-evil: b");
    EXPECT_EQ(HttpClient().fetch(request).error().code, ErrorCode::kInvalidArgument);
}

TEST(HttpClient, FollowsRedirectsOnlyWhenAsked) {
    const Peer peer;
    const HttpClient client;
    EXPECT_EQ(client.fetch({.url = peer.url("/to/here")})->status, 302);
    EXPECT_EQ(client.fetch({.url = peer.url("/to/here"), .redirects_max = 1})->status, 200);
}

TEST(HttpClient, KeysDoNotFollowToAnotherHost) {
    Peer peer;
    peer.elsewhere = peer.url("/to/end", "localhost");
    ClientRequest request{.url = peer.url("/to/here"), .redirects_max = 3};
    request.fields.add("authorization", "Bearer secret");
    EXPECT_EQ(HttpClient().fetch(request)->body, "Bearer secret");
    request.url = peer.url("/to/elsewhere");
    const auto response = HttpClient().fetch(request);
    ASSERT_TRUE(response) << to_string(response.error());
    EXPECT_EQ(response->body, "no key");
}

TEST(Guard, ConnectsToTheCheckedAddressAndResolvesOnce) {
    const Peer peer;
    std::vector<std::string> asked;
    const HttpClient client(guarded_options(peer, asked));
    const auto response =
        client.fetch({.url = peer.url("/echo", "rebind.example"), .guard = Guard::kPublicOnly});
    ASSERT_TRUE(response) << to_string(response.error());
    EXPECT_EQ(response->body, "GET ");
    EXPECT_THAT(asked, ElementsAre("rebind.example"));
    const auto second =
        client.fetch({.url = peer.url("/echo", "rebind.example"), .guard = Guard::kPublicOnly});
    ASSERT_FALSE(second) << "the name leads elsewhere now, and no old connection is used";
    EXPECT_EQ(second.error().code, ErrorCode::kPermissionDenied);
}

TEST(Guard, TakesAllowedLiteralsWithoutAsking) {
    const Peer peer;
    std::vector<std::string> asked;
    const HttpClient client(guarded_options(peer, asked));
    for (const char* host : {"127.0.0.1", "0x7f.1", "2130706433"}) {
        const auto response =
            client.fetch({.url = peer.url("/echo", host), .guard = Guard::kPublicOnly});
        EXPECT_TRUE(response) << host << ": " << to_string(response.error());
    }
    EXPECT_TRUE(asked.empty());
}

TEST(Guard, ChecksEveryRedirect) {
    Peer peer;
    peer.elsewhere = peer.url("/to/end", "second.example");
    std::vector<std::string> asked;
    const HttpClient client(guarded_options(peer, asked));
    const auto response = client.fetch({
        .url = peer.url("/to/elsewhere", "first.example"),
        .guard = Guard::kPublicOnly,
        .redirects_max = 3,
    });
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, ErrorCode::kPermissionDenied);
    EXPECT_THAT(asked, ElementsAre("first.example", "second.example"));
}

TEST(Guard, IgnoresProxiesOfTheEnvironment) {
    const Peer peer;
    std::vector<std::string> asked;
    const HttpClient client(guarded_options(peer, asked));
    ASSERT_EQ(setenv("http_proxy", "http://127.0.0.1:1", 1), 0);
    const auto response =
        client.fetch({.url = peer.url("/echo", "a.example"), .guard = Guard::kPublicOnly});
    unsetenv("http_proxy");
    EXPECT_TRUE(response) << to_string(response.error());
}

}  // namespace
}  // namespace hibari::net
