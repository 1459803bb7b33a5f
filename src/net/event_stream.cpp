#include "net/event_stream.h"

#include "base/check.h"

#include <algorithm>
#include <utility>

namespace hibari::net {
namespace {

bool is_one_line(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

// "data: " before every line; "\r", "\n" and "\r\n" all end one (WHATWG HTML section 9.2.6).
void append_data(std::string& out, std::string_view data) {
    for (;;) {
        const std::size_t end = std::min(data.find_first_of("\r\n"), data.size());
        out += "data: ";
        out += data.substr(0, end);
        out += '\n';
        if (end == data.size()) {
            return;
        }
        data.remove_prefix(end + (data.substr(end, 2) == "\r\n" ? 2 : 1));
    }
}

}  // namespace

EventStream::EventStream(std::size_t pending_bytes_max) : pending_bytes_max_(pending_bytes_max) {}

EventStream::~EventStream() {
    close();
}

bool EventStream::send(std::string_view event, std::string_view data, std::string_view id) {
    HIBARI_CHECK(is_one_line(event) && is_one_line(id), event, id);
    std::string text;
    text.reserve(event.size() + data.size() + id.size() + 32);
    if (!id.empty()) {
        text.append("id: ").append(id).append("\n");
    }
    if (!event.empty()) {
        text.append("event: ").append(event).append("\n");
    }
    append_data(text, data);
    text += '\n';

    std::unique_lock lock(mutex_);
    if (is_closed_) {
        return false;
    }
    if (pending_.size() + text.size() > pending_bytes_max_) {
        pending_.clear();
        close_locked(lock);
        return false;
    }
    const bool was_empty = pending_.empty();
    pending_ += text;
    if (was_empty && wake_) {
        wake_();
    }
    return true;
}

void EventStream::close() {
    std::unique_lock lock(mutex_);
    close_locked(lock);
}

bool EventStream::is_closed() const {
    const std::scoped_lock lock(mutex_);
    return is_closed_;
}

void EventStream::on_close(std::function<void()> callback) {
    HIBARI_CHECK(callback != nullptr);
    {
        const std::scoped_lock lock(mutex_);
        if (!is_closed_) {
            on_close_.push_back(std::move(callback));
            return;
        }
    }
    callback();
}

void EventStream::attach(std::function<void()> wake) {
    HIBARI_CHECK(wake != nullptr);
    const std::scoped_lock lock(mutex_);
    if (is_closed_ || !pending_.empty()) {
        wake();
    }
    if (!is_closed_) {
        wake_ = std::move(wake);
    }
}

std::string EventStream::take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(pending_, {});
}

void EventStream::close_locked(std::unique_lock<std::mutex>& lock) {
    if (std::exchange(is_closed_, true)) {
        return;
    }
    if (wake_) {
        wake_();
        wake_ = nullptr;
    }
    const std::vector<std::function<void()>> callbacks = std::exchange(on_close_, {});
    lock.unlock();
    for (const std::function<void()>& callback : callbacks) {
        callback();
    }
}

}  // namespace hibari::net
