#pragma once

// A server for tests on a port of its own, with short times and a route for each thing that is
// tested, and the few bytes that most tests send and look for.

#include "net/event_stream.h"
#include "net/http_server.h"
#include "net/testing/raw_client.h"

#include <atomic>
#include <cstddef>
#include <latch>
#include <memory>
#include <string>
#include <string_view>

namespace hibari::net {

/// More than the kernel keeps for anybody.
constexpr std::size_t kLargeBytes = 32U << 20U;

/// A server whose times are short, with the routes the tests ask for.
class TestServer {
  public:
    explicit TestServer(ServerOptions options = {}, ServerHooks hooks = {});

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

/// A response of plain text.
Response text(std::string body);

/// A GET on a connection that ends after it, unless `fields` say otherwise.
std::string get(std::string_view path, std::string_view fields = "connection: close\r\n");

/// A POST to /echo, which answers with the body it got.
std::string post(std::string_view fields, std::string_view body);

/// What follows the fields of the first answer.
std::string body_of(const std::string& answer);

/// The status of the first answer; 0 when there is none.
int status_of(const std::string& answer);

}  // namespace hibari::net
