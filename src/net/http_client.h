#pragma once

// The HTTP client: for webhooks, object stores and other servers. A call blocks until the whole
// answer is there, within limits of time and size, and ends early when its stop token says so.
// Addresses that come from users go out under a guard (server-side request forgery): the name is
// resolved once, every address must be public, and the connection goes to a checked address only,
// so that a name which changes its mind between check and use gains nothing.

#include "base/descriptor.h"
#include "base/result.h"
#include "net/address.h"
#include "net/http.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace hibari::net {

/// Where a request may go.
enum class Guard {
    /// Anywhere: for addresses of the operator's configuration.
    kNone,
    /// To public addresses and allowed ports only, never through a proxy of the environment.
    kPublicOnly,
};

/// One request. What it points to must live until fetch returns.
struct ClientRequest {
    Method method = Method::kGet;
    /// http or https, absolute.
    std::string url = {};
    Fields fields = {};
    std::string body = {};
    /// Sent instead of `body` when set.
    const FileSlice* body_file = nullptr;

    std::chrono::milliseconds connect_timeout = std::chrono::seconds(10);
    /// For the whole exchange. At least 1 ms.
    std::chrono::milliseconds timeout = std::chrono::seconds(30);
    /// The answer's body beyond this fails with kResourceExhausted.
    std::uint64_t answer_bytes_max = 1U << 20U;
    /// The answer's body is written here, from the file's position, instead of kept in memory. Only
    /// of a status 2xx; of others it is kept in memory.
    const FileDescriptor* download_to = nullptr;
    Guard guard = Guard::kNone;
    /// Redirects followed by GET and HEAD, each checked like the first address. 0: a 3xx is the
    /// answer.
    int redirects_max = 0;
};

/// The answer, whatever its status.
struct ClientResponse {
    int status = 0;
    Fields fields = {};
    /// Empty when it went to `download_to`.
    std::string body = {};
    /// Of the body, wherever it went.
    std::uint64_t body_bytes = 0;
};

/// All addresses of a host name.
using Resolver = std::function<Result<std::vector<Address>>(const std::string& host)>;

/// Asks the system; blocks.
Result<std::vector<Address>> resolve_by_system(const std::string& host);

struct ClientOptions {
    /// For guarded requests.
    Resolver resolve = resolve_by_system;
    /// Which addresses the guard lets pass. An operator may add networks of their own.
    std::function<bool(const Address&)> guard_allows = is_public;
    /// Which ports the guard lets pass; empty for any.
    std::vector<std::uint16_t> guard_ports = {80, 443};
    std::string user_agent = "hibari";
};

/// Makes requests, and keeps unguarded connections open between them. Thread-safe.
class HttpClient {
  public:
    explicit HttpClient(ClientOptions options = {});
    ~HttpClient();

    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// Whether the guard would let a request to `url` pass now; resolves its name. Fails as fetch
    /// does.
    Result<void> check(const std::string& url) const;

    /// Fails with kInvalidArgument (bad URL or field), kPermissionDenied (the guard),
    /// kUnavailable (name, connection, TLS), kDeadlineExceeded, kResourceExhausted (answer too
    /// large, or no room for it) or kCancelled. An HTTP error status is no failure.
    Result<ClientResponse> fetch(const ClientRequest& request, std::stop_token stop = {}) const;

  private:
    struct Sessions;

    ClientOptions options_;
    std::unique_ptr<Sessions> sessions_;
};

}  // namespace hibari::net
