#include "trust/keeper/keeper_server.h"

#include "trust/keeper/keeper_messages.h"
#include "trust/keeper/keeper_socket.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <vector>

namespace hibari::trust {
namespace {

constexpr std::size_t kConnectionsMax = 256;
constexpr auto kRenewEvery = std::chrono::hours(1);

Digest to_digest(std::string_view bytes) {
    Digest digest;
    std::ranges::copy(bytes.substr(0, digest.bytes.size()), digest.bytes.begin());
    return digest;
}

Result<std::string> answer(const KeyFolder& keys, LocalSigner& signer, std::string_view packet) {
    const KeeperRequest request = HIBARI_TRY(read_request(packet));
    switch (request.question) {
        case KeeperQuestion::kCertificates: {
            const std::vector<std::string> chain = HIBARI_TRY(signer.certificates());
            return write_list(chain);
        }
        case KeeperQuestion::kRoot:
            return keys.root_certificate();
        case KeeperQuestion::kSign:
            return signer.sign(to_digest(request.content));
        case KeeperQuestion::kTimeStamp:
            return signer.time_stamp(to_digest(request.content));
        case KeeperQuestion::kMarkKey:
            return keys.mark_key();
        case KeeperQuestion::kStatementKey: {
            const auto kind = static_cast<Statement>(request.content.front());
            return HIBARI_TRY(statement_key(keys, kind)).public_key;
        }
        case KeeperQuestion::kSignStatement: {
            const auto kind = static_cast<Statement>(request.content.front());
            const SigningKey key = HIBARI_TRY(statement_key(keys, kind));
            return key.sign(std::string_view(request.content).substr(1));
        }
    }
    return fail(ErrorCode::kInvalidArgument, "the keeper does not know that question");
}

class Loop {
  public:
    Loop(const FileDescriptor& listener, KeyFolder& keys, const Clock& clock)
        : listener_(listener), keys_(keys), clock_(clock), looked_(clock.now()) {}

    Result<void> run() {
        signer_ = HIBARI_TRY(keys_.signer());
        while (true) {
            HIBARI_TRY(wait());
            HIBARI_TRY(renew());
            answer_ready();
            if ((polled_.front().revents & POLLIN) != 0) {
                take_connection();
            }
        }
    }

  private:
    Result<void> wait() {
        polled_.clear();
        polled_.push_back({.fd = listener_.number(), .events = POLLIN, .revents = 0});
        for (const FileDescriptor& one : connections_) {
            polled_.push_back({.fd = one.number(), .events = POLLIN, .revents = 0});
        }
        constexpr int kWaitMs = 60'000;
        const int count = ::poll(polled_.data(), polled_.size(), kWaitMs);
        if (count < 0 && errno != EINTR) {
            return fail(ErrorCode::kInternal, std::string("poll: ") + std::strerror(errno));
        }
        return {};
    }

    Result<void> renew() {
        if (clock_.now() - looked_ < kRenewEvery) {
            return {};
        }
        looked_ = clock_.now();
        HIBARI_TRY(keys_.renew());
        signer_ = HIBARI_TRY(keys_.signer());
        return {};
    }

    void answer_ready() {
        for (std::size_t i = connections_.size(); i > 0; --i) {
            if (polled_[i].revents != 0 && !answer_one(connections_[i - 1].number())) {
                connections_.erase(connections_.begin() + static_cast<std::ptrdiff_t>(i - 1));
            }
        }
    }

    bool answer_one(int socket) {
        const auto packet = receive_packet(socket);
        if (!packet || packet->empty()) {
            return false;
        }
        return send_packet(socket, answer_packet(keys_, *signer_, *packet)).has_value();
    }

    void take_connection() {
        auto connection = accept_same_user(listener_.number());
        if (connection && connections_.size() < kConnectionsMax) {
            connections_.push_back(std::move(*connection));
        }
    }

    const FileDescriptor& listener_;
    KeyFolder& keys_;
    const Clock& clock_;
    std::chrono::steady_clock::time_point looked_;
    std::unique_ptr<LocalSigner> signer_;
    std::vector<FileDescriptor> connections_;
    std::vector<pollfd> polled_;
};

}  // namespace

std::string answer_packet(const KeyFolder& keys, LocalSigner& signer, std::string_view packet) {
    return write_answer(answer(keys, signer, packet));
}

Result<void> serve_keys(const FileDescriptor& listener, KeyFolder& keys, const Clock& clock) {
    return Loop(listener, keys, clock).run();
}

}  // namespace hibari::trust
