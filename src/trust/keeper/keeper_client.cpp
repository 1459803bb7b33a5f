#include "trust/keeper/keeper_client.h"

#include "trust/keeper/keeper_socket.h"

#include <thread>

namespace hibari::trust {
namespace {

// The guard needs a tenth of a second and more to start a keeper.
constexpr std::chrono::milliseconds kPause{100};

std::chrono::milliseconds left_until(std::chrono::steady_clock::time_point deadline) {
    return std::chrono::ceil<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now()
    );
}

}  // namespace

Result<std::vector<std::string>> KeeperClient::certificates() {
    const std::string list = HIBARI_TRY(ask(KeeperQuestion::kCertificates, {}));
    return read_list(list);
}

Result<std::string> KeeperClient::sign(const Digest& digest) {
    return ask(KeeperQuestion::kSign, std::string(digest.view()));
}

Result<std::string> KeeperClient::time_stamp(const Digest& imprint) {
    return ask(KeeperQuestion::kTimeStamp, std::string(imprint.view()));
}

Result<std::string> KeeperClient::root_certificate() {
    return ask(KeeperQuestion::kRoot, {});
}

Result<std::string> KeeperClient::mark_key() {
    return ask(KeeperQuestion::kMarkKey, {});
}

Result<SigningKey> KeeperClient::signing_key(Statement kind) {
    const std::string told = {static_cast<char>(kind)};
    std::string public_key = HIBARI_TRY(ask(KeeperQuestion::kStatementKey, told));
    if (public_key.size() != kPublicKeyBytes) {
        return fail(ErrorCode::kInternal, "the keeper of the keys answered with nonsense");
    }
    return SigningKey{
        .name = statement_key_name(kind),
        .public_key = std::move(public_key),
        .sign = [this, told, kind](std::string_view text) -> Result<std::string> {
            // Told here as well, because the keeper only says that it does not know the question.
            if (!is_statement(kind, text)) {
                return fail(
                    ErrorCode::kInvalidArgument, "this is too long or no text that is signed here"
                );
            }
            return ask(KeeperQuestion::kSignStatement, told + std::string(text));
        },
    };
}

Result<std::string> KeeperClient::ask(KeeperQuestion question, std::string content) {
    const Time deadline = std::chrono::steady_clock::now() + patience_;
    if (!places_.try_acquire_until(deadline)) {
        return fail(ErrorCode::kUnavailable, "the keeper of the keys has too much to do");
    }
    auto answer =
        ask_until(deadline, write_request({.question = question, .content = std::move(content)}));
    places_.release();
    return answer;
}

Result<std::string> KeeperClient::ask_until(Time deadline, std::string_view packet) {
    while (true) {
        // One that was kept may be of a keeper that has gone: that costs no pause.
        FileDescriptor kept = take_idle();
        const bool was_kept = bool(kept);
        auto answer = ask_over(std::move(kept), packet, deadline);
        if (answer || answer.error().code != ErrorCode::kUnavailable ||
            left_until(deadline) <= kPause) {
            return answer;
        }
        if (!was_kept) {
            std::this_thread::sleep_for(kPause);
        }
    }
}

Result<std::string> KeeperClient::ask_over(
    FileDescriptor socket, std::string_view packet, Time deadline
) {
    if (socket) {
        limit_wait(socket, left_until(deadline));
    } else {
        socket = HIBARI_TRY(connect_for_packets(path_, left_until(deadline)));
    }
    HIBARI_TRY(send_packet(socket.number(), packet));
    const std::string answer = HIBARI_TRY(receive_packet(socket.number()));
    if (answer.empty()) {
        return fail(ErrorCode::kUnavailable, "the keeper of the keys has gone");
    }
    // Only now: an answer that comes too late must not be taken for that of the next question.
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(socket));
    return read_answer(answer);
}

FileDescriptor KeeperClient::take_idle() {
    const std::scoped_lock lock(mutex_);
    if (idle_.empty()) {
        return {};
    }
    FileDescriptor socket = std::move(idle_.back());
    idle_.pop_back();
    return socket;
}

}  // namespace hibari::trust
