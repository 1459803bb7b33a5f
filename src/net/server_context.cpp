#include "net/server_context.h"

#include "base/check.h"
#include "net/http_date.h"

#include <algorithm>
#include <utility>

namespace hibari::net {
namespace {

ReaderLimits reader_limits_of(const ServerOptions& options) {
    return {
        .head_bytes_max = options.head_bytes_max,
        .fields_max = options.fields_max,
        .body_memory_bytes_max = options.body_memory_bytes_max,
        .spool_folder = options.spool_folder.empty() ? std::filesystem::temp_directory_path()
                                                     : options.spool_folder
    };
}

}  // namespace

ConnectionCounts::Answer ConnectionCounts::take(const std::string& address, bool is_proxy) {
    const std::scoped_lock lock(mutex_);
    if (all_ >= all_max_) {
        return Answer::kTooMany;
    }
    if (!is_proxy) {
        std::size_t& count = by_address_[address];
        if (count >= per_address_max_) {
            return Answer::kTooManyFromThere;
        }
        count += 1;
    }
    all_ += 1;
    return Answer::kTaken;
}

void ConnectionCounts::release(const std::string& address, bool is_proxy) {
    const std::scoped_lock lock(mutex_);
    HIBARI_CHECK(all_ > 0);
    all_ -= 1;
    if (!is_proxy) {
        const auto at = by_address_.find(address);
        HIBARI_CHECK(at != by_address_.end(), address);
        at->second -= 1;
        if (at->second == 0) {
            by_address_.erase(at);
        }
    }
    if (all_ == 0) {
        changed_.notify_all();
    }
}

std::size_t ConnectionCounts::all() const {
    const std::scoped_lock lock(mutex_);
    return all_;
}

bool ConnectionCounts::wait_until_none(std::chrono::steady_clock::time_point deadline) const {
    std::unique_lock lock(mutex_);
    return changed_.wait_until(lock, deadline, [this] { return all_ == 0; });
}

void ConnectionCounts::wait_until_none() const {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return all_ == 0; });
}

ServerContext::ServerContext(ServerOptions options_, Router router_, ServerHooks hooks_)
    : options(std::move(options_)),
      reader_limits(reader_limits_of(options)),
      router(std::move(router_)),
      hooks(std::move(hooks_)),
      counts(options.connections_max, options.connections_per_address_max),
      pool(options.handler_threads, options.handler_queue_max) {}

bool ServerContext::is_proxy(const std::string& address) const {
    return std::ranges::find(options.proxies, address) != options.proxies.end();
}

Response ServerContext::error_page(int status, std::string_view code, std::string_view message)
    const {
    Response response;
    if (hooks.error_page) {
        response = hooks.error_page(status, code, message);
    } else {
        response.fields.set("content-type", "text/plain; charset=utf-8");
        response.body = std::string(message) + "\n";
    }
    response.status = status;
    return response;
}

Lane::Lane(ServerContext& context_, std::size_t number)
    : context(context_), scratch(kScratchBytes), reactor("net-" + std::to_string(number)) {}

const std::string& Lane::date() {
    const std::time_t now = std::time(nullptr);
    if (now != second_) {
        second_ = now;
        date_ = to_http_date(std::chrono::system_clock::from_time_t(now));
    }
    return date_;
}

}  // namespace hibari::net
