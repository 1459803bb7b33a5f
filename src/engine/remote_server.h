#pragma once

// Another server that speaks the Videos API, as a client sees it: ask for a clip, look how far it
// is, fetch it, give it up. Knows what such servers have in common and nothing of engines.

#include "base/descriptor.h"
#include "base/json.h"
#include "base/result.h"
#include "net/http_client.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::engine {

struct RemoteOptions {
    /// "http://gpu-1:8000" or "https://host/v1": "/videos" is added, and "/v1" where it lacks.
    std::string url;
    /// Sent as a bearer token; empty for servers without keys.
    std::string key = {};
    /// What that server calls the model; empty leaves it to the server.
    std::string model = {};
    /// Whether it knows the field `seed`; some refuse what they do not know.
    bool takes_seed = true;
    /// A server that cannot be reached, or is busy, is asked again for so long.
    std::chrono::seconds patience{120};
    /// Between looks at how far it is, unless the server names a time.
    std::chrono::milliseconds poll{1000};
};

/// One field of a form.
struct RemoteField {
    std::string name;
    std::string value;
    /// Set for a file, with its type.
    std::string filename = {};
    std::string content_type = {};
};

/// A job over there.
struct RemoteVideo {
    std::string id;
    /// As it came; "completed" and "failed" end it, and so does whatever we do not know.
    std::string status;
    /// 0 to 100.
    int progress = 0;
    std::string error;
    /// When to look again.
    std::chrono::milliseconds poll{1000};
};

/// Waits before asking again; false when the stop came first.
bool sleep_for(std::chrono::milliseconds time, const std::stop_token& stop);

/// Talks to one server; calls block and may come from one thread at a time. Errors say which server
/// it was and never contain the key: kUnavailable when it cannot be reached in time,
/// kInvalidArgument when it refuses the request (with its words), kCancelled after a stop.
class RemoteServer {
  public:
    explicit RemoteServer(RemoteOptions options);

    Result<RemoteVideo> create(const std::vector<RemoteField>& fields, const std::stop_token& stop);
    Result<RemoteVideo> look(const std::string& id, const std::stop_token& stop);

    /// Writes the clip to `file`.
    Result<void> download(
        const std::string& id, const FileDescriptor& file, const std::stop_token& stop
    );

    /// Cancels and deletes as far as that server can; whatever it says is not asked again.
    void give_up(const std::string& id);

  private:
    Result<net::ClientResponse> send(net::ClientRequest request, const std::stop_token& stop);
    net::ClientRequest request(net::Method method, const std::string& path) const;

    RemoteOptions options_;
    net::HttpClient client_;
};

}  // namespace hibari::engine
