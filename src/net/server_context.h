#pragma once

// What all connections of one server share, and what the connections of one of its threads share.
// Lock order: each mutex here is taken alone.

#include "net/handler_pool.h"
#include "net/http_server.h"
#include "net/reactor.h"
#include "net/request_reader.h"
#include "net/router.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <ctime>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace hibari::net {

class Connection;

/// How many connections there are, in all and from one address.
class ConnectionCounts {
  public:
    enum class Answer { kTaken, kTooMany, kTooManyFromThere };

    ConnectionCounts(std::size_t all_max, std::size_t per_address_max)
        : all_max_(all_max), per_address_max_(per_address_max) {}

    /// Counts one more unless that is too many. Proxies count in all only.
    Answer take(const std::string& address, bool is_proxy);

    void release(const std::string& address, bool is_proxy);

    std::size_t all() const;

    /// Waits until there are none; false when `deadline` passes first.
    bool wait_until_none(std::chrono::steady_clock::time_point deadline) const;

    /// Waits until there are none, as long as it takes.
    void wait_until_none() const;

  private:
    const std::size_t all_max_;
    const std::size_t per_address_max_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::size_t all_ = 0;
    std::unordered_map<std::string, std::size_t> by_address_;
};

/// Shared by all connections of a server.
struct ServerContext {
    ServerContext(ServerOptions options_, Router router_, ServerHooks hooks_);

    const ServerOptions options;
    const ReaderLimits reader_limits;
    const Router router;
    const ServerHooks hooks;
    ConnectionCounts counts;
    std::atomic<std::size_t> event_streams = 0;
    /// Set once: no connection is kept alive any more.
    std::atomic<bool> is_draining = false;
    HandlerPool pool;

    bool is_proxy(const std::string& address) const;

    /// The answer to something that went wrong in `net`.
    Response error_page(int status, std::string_view code, std::string_view message) const;
};

/// One socket thread and its connections, which live on it alone.
struct Lane {
    Lane(ServerContext& context_, std::size_t number);

    static constexpr std::size_t kScratchBytes = 64U << 10U;

    ServerContext& context;
    /// For reading; what is left over is copied to the connection it belongs to.
    std::vector<char> scratch;
    std::unordered_set<std::shared_ptr<Connection>> connections;
    Reactor reactor;

    /// The date field of this second.
    const std::string& date();

  private:
    std::time_t second_ = 0;
    std::string date_;
};

}  // namespace hibari::net
