#include "net/conditional.h"

#include "base/text.h"
#include "net/http_date.h"

#include <optional>

namespace hibari::net {
namespace {

constexpr std::string_view kWeak = "W/";

bool is_weak(std::string_view etag) {
    return etag.starts_with(kWeak);
}

std::string_view opaque(std::string_view etag) {
    return is_weak(etag) ? etag.substr(kWeak.size()) : etag;
}

bool same_etag(std::string_view a, std::string_view b, Comparison comparison) {
    if (a.empty() || b.empty() || opaque(a) != opaque(b)) {
        return false;
    }
    return comparison == Comparison::kWeak || (!is_weak(a) && !is_weak(b));
}

// Takes the first tag off the list; empty when what is there is no tag.
std::string_view take_etag(std::string_view& list) {
    const std::size_t open = list.find('"');
    if (open == std::string_view::npos || (open > 0 && list.substr(0, open) != kWeak)) {
        return {};
    }
    const std::size_t close = list.find('"', open + 1);
    if (close == std::string_view::npos) {
        return {};
    }
    const std::string_view etag = list.substr(0, close + 1);
    list.remove_prefix(close + 1);
    return etag;
}

std::optional<std::chrono::system_clock::time_point> date_in(const std::string* field) {
    return field == nullptr ? std::nullopt : parse_http_date(trim(*field));
}

std::chrono::seconds whole_seconds(std::chrono::system_clock::time_point time) {
    return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch());
}

bool is_newer(const Validators& current, std::chrono::system_clock::time_point than) {
    return whole_seconds(current.modified) > whole_seconds(than);
}

bool has_date(const Validators& current) {
    return current.modified != std::chrono::system_clock::time_point();
}

}  // namespace

bool etag_list_has(std::string_view list, std::string_view etag, Comparison comparison) {
    list = trim(list);
    if (list == "*") {
        return true;
    }
    while (!list.empty()) {
        if (list.front() == ',' || list.front() == ' ' || list.front() == '\t') {
            list.remove_prefix(1);
            continue;
        }
        const std::string_view one = take_etag(list);
        if (one.empty()) {
            return false;
        }
        if (same_etag(one, etag, comparison)) {
            return true;
        }
    }
    return false;
}

Condition check_conditions(const Request& request, const Validators& current) {
    const std::string* match = request.fields.find("if-match");
    if (match != nullptr) {
        if (!etag_list_has(*match, current.etag, Comparison::kStrong)) {
            return Condition::kPreconditionFailed;
        }
    } else if (const auto since = date_in(request.fields.find("if-unmodified-since"))) {
        if (has_date(current) && is_newer(current, *since)) {
            return Condition::kPreconditionFailed;
        }
    }
    const bool is_read = request.method == Method::kGet || request.method == Method::kHead;
    if (const std::string* none_match = request.fields.find("if-none-match")) {
        if (etag_list_has(*none_match, current.etag, Comparison::kWeak)) {
            return is_read ? Condition::kNotModified : Condition::kPreconditionFailed;
        }
    } else if (is_read && has_date(current)) {
        const auto since = date_in(request.fields.find("if-modified-since"));
        if (since && !is_newer(current, *since)) {
            return Condition::kNotModified;
        }
    }
    return Condition::kProceed;
}

bool range_applies(const Request& request, const Validators& current) {
    const std::string* field = request.fields.find("if-range");
    if (field == nullptr) {
        return true;
    }
    const std::string_view value = trim(*field);
    if (value.find('"') != std::string_view::npos) {
        return same_etag(value, current.etag, Comparison::kStrong);
    }
    const auto date = parse_http_date(value);
    return date && has_date(current) && whole_seconds(*date) == whole_seconds(current.modified);
}

}  // namespace hibari::net
