#include "net/testing/raw_client.h"

#include "base/check.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <utility>

namespace hibari::net {
namespace {

FileDescriptor connected(std::uint16_t port, const std::string& address) {
    const bool is_v6 = address.find(':') != std::string::npos;
    FileDescriptor socket(::socket(is_v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    HIBARI_CHECK(socket.number() >= 0);
    sockaddr_in in{};
    in.sin_family = AF_INET;
    in.sin_port = htons(port);
    sockaddr_in6 in6{};
    in6.sin6_family = AF_INET6;
    in6.sin6_port = htons(port);
    void* bytes = is_v6 ? static_cast<void*>(&in6.sin6_addr) : static_cast<void*>(&in.sin_addr);
    HIBARI_CHECK(inet_pton(is_v6 ? AF_INET6 : AF_INET, address.c_str(), bytes) == 1, address);
    const auto* to = is_v6 ? reinterpret_cast<sockaddr*>(&in6) : reinterpret_cast<sockaddr*>(&in);
    const socklen_t size = is_v6 ? sizeof(in6) : sizeof(in);
    if (connect(socket.number(), to, size) != 0) {
        socket.reset();
    }
    return socket;
}

}  // namespace

RawClient::RawClient(std::uint16_t port, const std::string& address)
    : socket_(connected(port, address)) {
    HIBARI_CHECK(socket_.number() >= 0, errno);
}

bool RawClient::can_connect(std::uint16_t port) {
    return static_cast<bool>(connected(port, "127.0.0.1"));
}

void RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && (errno == EPIPE || errno == ECONNRESET)) {
            return;  // Refused while we were sending: what came back tells.
        }
        HIBARI_CHECK(sent > 0, errno);
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string RawClient::read_to_end() {
    while (read_more()) {
    }
    return std::exchange(pending_, {});
}

std::string RawClient::read_head() {
    return take_through("\r\n\r\n");
}

std::string RawClient::read_response() {
    const std::string head = read_head();
    constexpr std::string_view kLength = "\r\ncontent-length: ";
    const std::size_t at = head.find(kLength);
    const std::size_t size =
        at == std::string::npos ? 0 : std::stoul(head.substr(at + kLength.size()));
    return head + take(size);
}

std::string RawClient::read_chunk() {
    const std::string line = take_through("\r\n");
    const std::size_t size = std::stoul(line, nullptr, 16);
    const std::string data = take(size + 2);
    return data.substr(0, size);
}

void RawClient::shrink_receive_buffer() {
    const int bytes = 4096;
    setsockopt(socket_.number(), SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes));
}

void RawClient::reset() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    setsockopt(socket_.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
    socket_.reset();
}

bool RawClient::read_more() {
    std::array<char, 65536> buffer{};
    const ssize_t count = recv(socket_.number(), buffer.data(), buffer.size(), 0);
    if (count <= 0) {
        return false;
    }
    pending_.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
}

std::string RawClient::take(std::size_t size) {
    while (pending_.size() < size && read_more()) {
    }
    const std::string taken = pending_.substr(0, size);
    pending_.erase(0, taken.size());
    return taken;
}

std::string RawClient::take_through(std::string_view end) {
    while (pending_.find(end) == std::string::npos && read_more()) {
    }
    const std::size_t at = pending_.find(end);
    return take(at == std::string::npos ? pending_.size() : at + end.size());
}

}  // namespace hibari::net
