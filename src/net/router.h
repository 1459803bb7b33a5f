#pragma once

// Which handler answers a request. Patterns are paths with named segments,
// "/v1/videos/{video_id}/content"; a literal segment wins over a named one, so "/v1/videos/edits"
// needs no care about order. A named segment matches only text that can be an id: what a hostile
// client writes there (encoded slashes, "..", control bytes, bad UTF-8) matches nothing.

#include "net/http.h"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::net {

/// Answers a request; may block, runs on a bounded pool of threads. What it throws becomes 500.
using Handler = std::function<Response(Request&)>;

/// One entry of the router.
struct Route {
    Method method = Method::kGet;
    /// Begins with a slash; segments are literal or "{name}" as a whole.
    std::string pattern = {};
    Handler handler = {};
    /// A longer body is answered 413, before it is read when its length is declared.
    std::size_t body_bytes_max = 0;
    /// For metrics and logs, e.g. "videos.create".
    std::string name = {};
};

/// What the router found.
struct RouteMatch {
    /// nullptr: nothing. Lives as long as the router.
    const Route* route = nullptr;
    NameValues parameters = {};
    /// When the path exists but not with this method: the methods it has, for an Allow field.
    std::string allow = {};
};

/// The routes of a server. Built once, then only read.
class Router {
  public:
    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    /// Adds a route. A malformed pattern and a second route of the same method and shape are
    /// programmer errors.
    void add(Route route);

    /// The route for a path as it was sent (percent-encoded, without query). HEAD takes the GET
    /// route when there is none for HEAD.
    RouteMatch match(Method method, std::string_view path) const;

    /// Every route, in the order they were added.
    std::vector<const Route*> routes() const;

  private:
    struct Node;

    std::unique_ptr<Node> root_;
    std::vector<std::unique_ptr<Route>> routes_;
};

inline constexpr std::size_t kPathParameterBytesMax = 200;
inline constexpr std::size_t kPathSegmentsMax = 16;

}  // namespace hibari::net
