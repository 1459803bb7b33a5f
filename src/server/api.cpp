#include "server/api.h"

#include "base/check.h"
#include "base/text.h"
#include "net/media_type.h"
#include "net/multipart.h"
#include "server/error_reply.h"
#include "server/rate_limit.h"
#include "server/routes.h"

#include <algorithm>
#include <utility>

namespace hibari::server {
namespace {

constexpr std::string_view kCookie = "hibari_session";
// An image may come inside the JSON as a data URL of 20 MiB.
constexpr std::size_t kJsonBytesMax = 24U << 20U;
// Where nothing is expected: some clients send "{}" with every POST.
constexpr std::size_t kIgnoredBytesMax = 1024;

/// What admit found out, for the handler.
struct Admitted {
    domain::Principal who;
    std::optional<RateLimit::State> rate;
};

std::string_view bearer_token(const net::Request& request) {
    const std::string* field = request.fields.find("authorization");
    if (field == nullptr || field->size() < 7 || to_lower(field->substr(0, 7)) != "bearer ") {
        return {};
    }
    return trim(std::string_view(*field).substr(7));
}

std::string_view cookie(const net::Request& request, std::string_view name) {
    const std::string* field = request.fields.find("cookie");
    if (field == nullptr) {
        return {};
    }
    for (const std::string_view pair : split(*field, ';')) {
        const std::string_view text = trim(pair);
        if (text.size() > name.size() && text.starts_with(name) && text[name.size()] == '=') {
            return text.substr(name.size() + 1);
        }
    }
    return {};
}

/// A browser says where a request comes from; a page of another origin must not act with our
/// cookie.
bool is_same_origin(const net::Request& request) {
    const std::string* origin = request.fields.find("origin");
    const std::string* host = request.fields.find("host");
    if (origin == nullptr) {
        const std::string* site = request.fields.find("sec-fetch-site");
        return site == nullptr || *site == "same-origin" || *site == "none";
    }
    const std::size_t scheme = origin->find("://");
    return host != nullptr && scheme != std::string::npos && origin->substr(scheme + 3) == *host;
}

domain::Scope scope_of(const Operation& operation) {
    return operation.scope == "admin"      ? domain::Scope::kAdmin
           : operation.scope == "moderate" ? domain::Scope::kModerate
           : operation.scope == "write"    ? domain::Scope::kWrite
                                           : domain::Scope::kRead;
}

Error wrong_body(std::string message, std::string reason) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .reason = std::move(reason),
    };
}

/// Reads the body as the contract says it may come, into `call`.
Result<void> read_body(const Contract& contract, const Operation& operation, Call& call) {
    const std::string_view body = call.request.body.view();
    const std::string* field = call.request.fields.find("content-type");
    if (body.empty() && !operation.needs_body) {
        return {};
    }
    const auto type = net::parse_parameterised(field == nullptr ? "" : *field);
    if (field != nullptr && !type) {
        return fail(wrong_body("this content-type is none", "unsupported_media_type"));
    }
    const std::string kind = type ? type->value : "";
    if (kind == "multipart/form-data" && operation.takes_form) {
        const auto parts = net::parse_multipart(*field, body);
        if (!parts) {
            return fail(wrong_body(parts.error().message, "invalid_form"));
        }
        std::vector<FormField> fields;
        for (const net::Part& part : *parts) {
            fields.push_back(
                {.name = part.name,
                 .filename = part.filename,
                 .content_type = part.content_type,
                 .data = part.data}
            );
        }
        auto form = read_form(fields, contract.body_schema(operation.id, BodyKind::kForm));
        if (!form) {
            return fail(to_error(std::move(form.error())));
        }
        call.form = std::move(*form);
        call.body = call.form.body;
        return contract.validate(operation.id, call.body, BodyKind::kForm);
    }
    // curl -d says so although it sends JSON; many scripts rely on servers that look.
    const bool is_json = kind == "application/json" || kind.ends_with("+json") || kind.empty() ||
                         kind == "application/x-www-form-urlencoded";
    if (!is_json || !operation.takes_json) {
        return fail(wrong_body(
            "the body must be " +
                std::string(
                    operation.takes_json && operation.takes_form
                        ? "application/json or multipart/form-data"
                        : (operation.takes_form ? "multipart/form-data" : "application/json")
                ) +
                (kind.empty() ? "" : ", is " + utf8_prefix(kind, 80)),
            "unsupported_media_type"
        ));
    }
    auto json = parse_json(
        body,
        {.size_bytes_max = kJsonBytesMax, .depth_max = 32, .repeated_keys = RepeatedKeys::kRefuse}
    );
    if (!json) {
        return fail(wrong_body(json.error().message, "invalid_json"));
    }
    call.body = std::move(*json);
    return contract.validate(operation.id, call.body);
}

void add_rate_fields(net::Response& response, const RateLimit::State& rate) {
    response.fields.set("x-ratelimit-limit-requests", std::to_string(rate.limit));
    response.fields.set("x-ratelimit-remaining-requests", std::to_string(rate.remaining));
    response.fields.set("x-ratelimit-reset-requests", std::to_string(rate.reset.count()) + "ms");
}

}  // namespace

domain::PageRequest page_request(const Json& query) {
    const Json* after = query.find("after");
    return {
        .after = after != nullptr && after->is_string() ? after->as_string() : "",
        .limit = query.at("limit").as_integer(),
        .order = query.at("order") == Json("asc") ? domain::Order::kOldestFirst
                                                  : domain::Order::kNewestFirst,
    };
}

void Api::answer(const std::string& operation, Answer answer, const RouteOptions& options) {
    const Operation* known = parts_.contract.find(operation);
    HIBARI_CHECK(known != nullptr, operation);
    HIBARI_CHECK(std::ranges::find(answered_, operation) == answered_.end(), operation);
    const auto method = net::parse_method(known->method);
    HIBARI_CHECK(method.has_value(), known->method);
    answered_.push_back(operation);
    if (options.creates) {
        creating_.push_back(operation);
    }
    const bool has_body = known->takes_json || known->takes_form;
    router_.add({
        .method = *method,
        .pattern = known->path,
        .handler = [this, known, answer = std::move(answer)](net::Request& request
                   ) { return run(*known, answer, request); },
        .body_bytes_max = has_body ? options.body_bytes_max : kIgnoredBytesMax,
        .name = operation,
    });
}

net::Router Api::take_router() {
    for (const Operation& operation : parts_.contract.operations()) {
        HIBARI_CHECK(std::ranges::find(answered_, operation.id) != answered_.end(), operation.id);
    }
    return std::move(router_);
}

Result<domain::Principal> Api::identify(const net::Request& request) const {
    const std::string_view token = bearer_token(request);
    if (!token.empty()) {
        return token.starts_with("hs-") ? parts_.accounts.principal_of_session(token)
                                        : parts_.accounts.principal_of_key(token);
    }
    const std::string_view session = cookie(request, kCookie);
    if (!session.empty()) {
        const bool reads =
            request.method == net::Method::kGet || request.method == net::Method::kHead;
        if (!reads && !is_same_origin(request)) {
            return fail(
                {.code = ErrorCode::kPermissionDenied,
                 .message = "a page of another origin may not act for you"}
            );
        }
        return parts_.accounts.principal_of_session(session);
    }
    return fail(
        {.code = ErrorCode::kUnauthenticated,
         .message = "no API key: send 'Authorization: Bearer sk-…'",
         .reason = "missing_api_key"}
    );
}

net::ServerHooks Api::hooks() const {
    net::ServerHooks hooks;
    hooks.error_page = error_page;
    hooks.admit =
        [this](net::Request& head, const net::Route& route) -> std::optional<net::Response> {
        const Operation* operation = parts_.contract.find(route.name);
        HIBARI_CHECK(operation != nullptr, route.name);
        Admitted admitted;
        if (!operation->is_public) {
            auto who = identify(head);
            if (!who) {
                return error_reply(who.error());
            }
            const auto allowed = operation->for_suspended
                                     ? domain::require_even_suspended(*who, scope_of(*operation))
                                     : domain::require(*who, scope_of(*operation));
            if (!allowed) {
                return error_reply(allowed.error());
            }
            admitted.who = std::move(*who);
            if (std::ranges::find(creating_, route.name) != creating_.end()) {
                admitted.rate = parts_.rate_limit.take(
                    admitted.who.account, admitted.who.tier.creates_per_minute
                );
                if (!admitted.rate->allowed) {
                    net::Response response = error_reply(
                        {.code = ErrorCode::kResourceExhausted,
                         .message = "more than " + std::to_string(admitted.rate->limit) +
                                    " requests in a minute",
                         .reason = "rate_limit_exceeded"}
                    );
                    const auto wait_ms = admitted.rate->wait.count();
                    response.fields.set("retry-after", std::to_string((wait_ms + 999) / 1000));
                    response.fields.set("retry-after-ms", std::to_string(wait_ms));
                    add_rate_fields(response, *admitted.rate);
                    return response;
                }
            }
        }
        head.context = std::move(admitted);
        return std::nullopt;
    };
    hooks.observe = [this](
                        const net::Request& request,
                        const net::Route* route,
                        const net::Response& response,
                        std::chrono::duration<double> took,
                        std::uint64_t sent
                    ) {
        const std::string name = route == nullptr ? "none" : route->name;
        parts_.metrics
            .counter(
                "hibari_http_requests_total",
                "Requests by operation and status.",
                {{"operation", name}, {"status", std::to_string(response.status)}}
            )
            .add();
        parts_.metrics
            .histogram(
                "hibari_http_request_seconds",
                "Time from the request's first byte to the answer's last.",
                {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0},
                {{"operation", name}}
            )
            .observe(took.count());
        parts_.log.debug(
            "request",
            Json::object(
                {{"request", request.id},
                 {"operation", name},
                 {"status", response.status},
                 {"ms", 1000.0 * took.count()},
                 {"bytes", sent},
                 {"client", request.client}}
            )
        );
    };
    return hooks;
}

net::Response Api::run(const Operation& operation, const Answer& answer, net::Request& request)
    const {
    static const domain::Principal kNobody;
    const auto* admitted = std::any_cast<Admitted>(&request.context);
    Call call{
        .request = request,
        .who = admitted != nullptr ? admitted->who : kNobody,
        .body = {},
        .form = {},
        .query = {},
    };
    auto answered = [&]() -> Result<net::Response> {
        auto query = request.query_parameters();
        if (!query) {
            return fail(wrong_body(query.error().message, "invalid_value"));
        }
        call.query = HIBARI_TRY(parts_.contract.read_query(operation.id, *query));
        if (operation.takes_json || operation.takes_form) {
            HIBARI_TRY(read_body(parts_.contract, operation, call));
        }
        return answer(call);
    }();
    net::Response response;
    if (answered) {
        response = std::move(*answered);
    } else {
        response = error_reply(answered.error());
        if (response.status >= 500) {
            parts_.log.error(
                "request failed",
                Json::object(
                    {{"request", request.id},
                     {"operation", operation.id},
                     {"error", to_string(answered.error())}}
                )
            );
        }
    }
    if (admitted != nullptr && admitted->rate) {
        add_rate_fields(response, *admitted->rate);
    }
    return response;
}

}  // namespace hibari::server
