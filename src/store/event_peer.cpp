#include "store/event_peer.h"

#include "store/events.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/socket.h>

namespace hibari::store::detail {
namespace {

// Read per wake-up, so that one busy peer does not keep the others waiting.
constexpr int kReadsMax = 16;

constexpr std::size_t kWaitingBytesMax = 32U << 20U;

// Answers may wait beside events.
constexpr std::size_t kAnswersMax = 65'536;

}  // namespace

void PatternSet::add(std::string_view pattern) {
    (check_subject(pattern) ? subjects_ : wildcards_).emplace(pattern);
}

void PatternSet::remove(std::string_view pattern) {
    for (auto* set : {&subjects_, &wildcards_}) {
        if (const auto found = set->find(pattern); found != set->end()) {
            set->erase(found);
        }
    }
}

bool PatternSet::cover(std::string_view subject) const {
    return subjects_.contains(subject) ||
           std::ranges::any_of(wildcards_, [subject](const std::string& pattern) {
               return matches(pattern, subject);
           });
}

void EventPeer::send(std::string bytes) {
    waiting_bytes_ += bytes.size();
    waiting_.push_back(std::make_shared<const std::string>(std::move(bytes)));
}

bool EventPeer::send_event(std::shared_ptr<const std::string> bytes) {
    if (waiting_.size() >= waiting_max_ || waiting_bytes_ >= kWaitingBytesMax) {
        lost_ += 1;
        return false;
    }
    tell_losses();
    waiting_bytes_ += bytes->size();
    waiting_.push_back(std::move(bytes));
    return true;
}

void EventPeer::tell_losses() {
    if (lost_ > 0) {
        send(to_bytes(Frame::Kind::kLost, "", std::to_string(lost_)));
        lost_ = 0;
    }
}

bool EventPeer::write_some() {
    while (!waiting_.empty()) {
        const std::string& bytes = *waiting_.front();
        const ssize_t count = ::send(
            socket_.number(),
            bytes.data() + written_,
            bytes.size() - written_,
            MSG_DONTWAIT | MSG_NOSIGNAL
        );
        if (count < 0) {
            return errno == EAGAIN || errno == EINTR;
        }
        written_ += static_cast<std::size_t>(count);
        if (written_ == bytes.size()) {
            waiting_bytes_ -= bytes.size();
            waiting_.pop_front();
            written_ = 0;
        }
        if (waiting_.empty()) {
            // Even if no event follows, the other end hears of what it missed.
            tell_losses();
        }
    }
    return true;
}

bool EventPeer::read_some(const std::function<void(Frame)>& on_frame) {
    std::array<char, 1U << 16U> chunk;
    for (int i = 0; i < kReadsMax; ++i) {
        if (waiting_.size() > waiting_max_ + kAnswersMax) {
            return false;
        }
        const ssize_t count = recv(socket_.number(), chunk.data(), chunk.size(), MSG_DONTWAIT);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
            return true;
        }
        if (count <= 0) {
            return false;
        }
        reader_.add({chunk.data(), static_cast<std::size_t>(count)});
        while (true) {
            auto frame = reader_.next();
            if (!frame) {
                return false;
            }
            if (!*frame) {
                break;
            }
            on_frame(std::move(**frame));
        }
    }
    return true;
}

}  // namespace hibari::store::detail
