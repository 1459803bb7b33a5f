#include "net/router.h"

#include "base/check.h"
#include "base/text.h"
#include "net/percent.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace hibari::net {
namespace {

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

// The segments after the first slash, or nothing when the path cannot be one of ours.
std::optional<std::vector<std::string_view>> segments_of(std::string_view path) {
    if (!path.starts_with('/')) {
        return std::nullopt;
    }
    std::vector<std::string_view> segments = split(path.substr(1), '/');
    if (segments.size() > kPathSegmentsMax) {
        return std::nullopt;
    }
    return segments;
}

// The value of a named segment, or nothing when it could not be an id.
std::optional<std::string> parameter_value(std::string_view segment) {
    if (segment.empty() || segment.size() > 3 * kPathParameterBytesMax) {
        return std::nullopt;
    }
    std::optional<std::string> value = percent_decode(segment, Plus::kItself);
    if (!value || value->size() > kPathParameterBytesMax || !is_valid_utf8(*value) ||
        *value == "." || *value == "..") {
        return std::nullopt;
    }
    const bool has_trick = std::ranges::any_of(*value, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '/' || c == '\\';
    });
    return has_trick ? std::nullopt : value;
}

std::string allowed_methods(const std::map<Method, const Route*>& routes) {
    std::string allow;
    for (const auto& [method, route] : routes) {
        allow += (allow.empty() ? "" : ", ") + std::string(to_string(method));
        if (method == Method::kGet && !routes.contains(Method::kHead)) {
            allow += ", HEAD";
        }
    }
    return allow;
}

}  // namespace

/// One segment of the tree of all patterns.
struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    std::map<Method, const Route*> routes;

    // Walks literal segments first and falls back to the named one. Branches at most once per
    // segment, and there are at most kPathSegmentsMax of them.
    const Node* find(
        const std::vector<std::string_view>& segments,
        std::size_t at,
        std::vector<std::string>& values
    ) const {
        if (at == segments.size()) {
            return routes.empty() ? nullptr : this;
        }
        const auto literal = literals.find(segments[at]);
        if (literal != literals.end()) {
            if (const Node* found = literal->second->find(segments, at + 1, values)) {
                return found;
            }
        }
        if (!parameter) {
            return nullptr;
        }
        std::optional<std::string> value = parameter_value(segments[at]);
        if (!value) {
            return nullptr;
        }
        values.push_back(std::move(*value));
        if (const Node* found = parameter->find(segments, at + 1, values)) {
            return found;
        }
        values.pop_back();
        return nullptr;
    }
};

Router::Router() : root_(std::make_unique<Node>()) {}

Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Route route) {
    const auto segments = segments_of(route.pattern);
    HIBARI_CHECK(segments.has_value(), route.pattern);
    HIBARI_CHECK(route.handler != nullptr, route.pattern);
    Node* node = root_.get();
    for (const std::string_view segment : *segments) {
        const bool has_brace = segment.find_first_of("{}") != std::string_view::npos;
        HIBARI_CHECK(is_parameter(segment) || !has_brace, route.pattern);
        std::unique_ptr<Node>& next =
            is_parameter(segment) ? node->parameter : node->literals[std::string(segment)];
        if (!next) {
            next = std::make_unique<Node>();
        }
        node = next.get();
    }
    routes_.push_back(std::make_unique<Route>(std::move(route)));
    const Route* added = routes_.back().get();
    const bool is_new = node->routes.emplace(added->method, added).second;
    HIBARI_CHECK(is_new, added->pattern, to_string(added->method));
}

RouteMatch Router::match(Method method, std::string_view path) const {
    RouteMatch match;
    const auto segments = segments_of(path);
    if (!segments) {
        return match;
    }
    std::vector<std::string> values;
    const Node* node = root_->find(*segments, 0, values);
    if (node == nullptr) {
        return match;
    }
    auto found = node->routes.find(method);
    if (found == node->routes.end() && method == Method::kHead) {
        found = node->routes.find(Method::kGet);
    }
    if (found == node->routes.end()) {
        match.allow = allowed_methods(node->routes);
        return match;
    }
    match.route = found->second;
    std::size_t next = 0;
    for (const std::string_view segment : split(std::string_view(match.route->pattern), '/')) {
        if (is_parameter(segment)) {
            match.parameters.emplace_back(
                segment.substr(1, segment.size() - 2), std::move(values.at(next))
            );
            next += 1;
        }
    }
    HIBARI_CHECK(next == values.size(), match.route->pattern);
    return match;
}

std::vector<const Route*> Router::routes() const {
    std::vector<const Route*> all;
    all.reserve(routes_.size());
    for (const std::unique_ptr<Route>& route : routes_) {
        all.push_back(route.get());
    }
    return all;
}

}  // namespace hibari::net
