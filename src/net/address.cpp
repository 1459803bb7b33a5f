#include "net/address.h"

#include "base/check.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>

namespace hibari::net {
namespace {

constexpr std::size_t kTextBytesMax = 64;

struct Ipv4Block {
    std::uint32_t network;
    unsigned prefix;
};

constexpr std::uint32_t ipv4(unsigned a, unsigned b, unsigned c, unsigned d) {
    return (a << 24U) | (b << 16U) | (c << 8U) | d;
}

// IANA IPv4 special-purpose registry: every block that is not globally reachable, and those of
// transition techniques, which lead elsewhere.
constexpr std::array<Ipv4Block, 17> kNotPublic = {{
    {ipv4(0, 0, 0, 0), 8},        // This network.
    {ipv4(10, 0, 0, 0), 8},       // Private.
    {ipv4(100, 64, 0, 0), 10},    // Carrier-grade NAT.
    {ipv4(127, 0, 0, 0), 8},      // Loopback.
    {ipv4(169, 254, 0, 0), 16},   // Link-local, and where clouds keep credentials.
    {ipv4(172, 16, 0, 0), 12},    // Private.
    {ipv4(192, 0, 0, 0), 24},     // Protocol assignments.
    {ipv4(192, 0, 2, 0), 24},     // Documentation.
    {ipv4(192, 31, 196, 0), 24},  // AS112.
    {ipv4(192, 52, 193, 0), 24},  // AMT relays.
    {ipv4(192, 88, 99, 0), 24},   // 6to4 relays.
    {ipv4(192, 168, 0, 0), 16},   // Private.
    {ipv4(198, 18, 0, 0), 15},    // Benchmarks.
    {ipv4(198, 51, 100, 0), 24},  // Documentation.
    {ipv4(203, 0, 113, 0), 24},   // Documentation.
    {ipv4(224, 0, 0, 0), 4},      // Multicast.
    {ipv4(240, 0, 0, 0), 4},      // Reserved, and broadcast.
}};

bool is_public_ipv4(std::uint32_t address) {
    return std::ranges::none_of(kNotPublic, [address](const Ipv4Block& block) {
        const std::uint32_t mask = ~std::uint32_t{0} << (32U - block.prefix);
        return (address & mask) == block.network;
    });
}

struct Ipv6Block {
    std::array<std::uint8_t, 6> network;
    unsigned prefix;
};

// Inside 2000::/3, which is all that is assigned for global unicast.
constexpr std::array<Ipv6Block, 4> kNotPublic6 = {{
    {{0x20, 0x01, 0x00, 0x00}, 23},  // Protocol assignments: Teredo, ORCHID, benchmarks.
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // Documentation.
    {{0x3f, 0xff, 0x00, 0x00}, 20},  // Documentation.
    {{0x26, 0x20, 0x00, 0x4f, 0x80, 0x00}, 48},  // AS112.
}};

bool has_prefix(const Address::Bytes& bytes, const Ipv6Block& block) {
    for (unsigned bit = 0; bit < block.prefix; ++bit) {
        const unsigned mask = 0x80U >> (bit % 8);
        if (((bytes.at(bit / 8) ^ block.network.at(bit / 8)) & mask) != 0) {
            return false;
        }
    }
    return true;
}

std::uint32_t embedded(const Address::Bytes& bytes, std::size_t at) {
    return ipv4(bytes.at(at), bytes.at(at + 1), bytes.at(at + 2), bytes.at(at + 3));
}

bool all_zero(const Address::Bytes& bytes, std::size_t first, std::size_t end) {
    return std::all_of(
        bytes.begin() + static_cast<std::ptrdiff_t>(first),
        bytes.begin() + static_cast<std::ptrdiff_t>(end),
        [](std::uint8_t byte) { return byte == 0; }
    );
}

// 64:ff9b::/96 (RFC 6052).
bool is_nat64(const Address::Bytes& bytes) {
    return embedded(bytes, 0) == 0x0064ff9bU && all_zero(bytes, 4, 12);
}

// An interface identifier of 0000:5efe or 0200:5efe and an IPv4 address (RFC 5214 section 6.1).
bool is_isatap(const Address::Bytes& bytes) {
    const std::uint32_t middle = embedded(bytes, 8);
    return middle == 0x00005efeU || middle == 0x02005efeU;
}

}  // namespace

Address Address::from_ipv4(std::uint32_t address) {
    Bytes bytes{};
    bytes[10] = bytes[11] = 0xff;
    for (unsigned i = 0; i < 4; ++i) {
        bytes.at(12 + i) = static_cast<std::uint8_t>(address >> (24U - 8U * i));
    }
    return Address(bytes);
}

std::optional<Address> Address::from_socket(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, &address, sizeof(in));
        return from_ipv4(ntohl(in.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 in{};
        std::memcpy(&in, &address, sizeof(in));
        Bytes bytes{};
        std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
        return Address(bytes);
    }
    return std::nullopt;
}

std::optional<Address> Address::parse(std::string_view text) {
    if (text.size() > kTextBytesMax) {
        return std::nullopt;
    }
    const std::string copy(text);
    in_addr in{};
    if (inet_pton(AF_INET, copy.c_str(), &in) == 1) {
        return from_ipv4(ntohl(in.s_addr));
    }
    in6_addr in6{};
    if (inet_pton(AF_INET6, copy.c_str(), &in6) == 1) {
        Bytes bytes{};
        std::memcpy(bytes.data(), &in6, bytes.size());
        return Address(bytes);
    }
    return std::nullopt;
}

std::optional<Address> Address::parse_host(std::string_view host) {
    if (host.size() > kTextBytesMax) {
        return std::nullopt;
    }
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        return parse(host.substr(1, host.size() - 2));
    }
    if (host.ends_with('.')) {
        host.remove_suffix(1);
    }
    // inet_aton reads as far as it likes, so that what it is given must look like a number.
    const bool is_numeric = !host.empty() && std::ranges::all_of(host, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') ||
               c == 'x' || c == 'X' || c == '.';
    });
    in_addr in{};
    if (is_numeric && inet_aton(std::string(host).c_str(), &in) != 0) {
        return from_ipv4(ntohl(in.s_addr));
    }
    return parse(host);
}

bool Address::is_ipv4() const {
    return all_zero(bytes_, 0, 10) && bytes_[10] == 0xff && bytes_[11] == 0xff;
}

std::uint32_t Address::ipv4() const {
    HIBARI_CHECK(is_ipv4());
    return embedded(bytes_, 12);
}

std::string Address::text() const {
    std::array<char, kTextBytesMax> text{};
    const bool v4 = is_ipv4();
    const void* start = v4 ? bytes_.data() + 12 : bytes_.data();
    const char* done = inet_ntop(v4 ? AF_INET : AF_INET6, start, text.data(), text.size());
    HIBARI_CHECK(done != nullptr);
    return text.data();
}

bool is_public(const Address& address) {
    const Address::Bytes& bytes = address.bytes();
    if (address.is_ipv4()) {
        return is_public_ipv4(address.ipv4());
    }
    if (is_nat64(bytes)) {
        return is_public_ipv4(embedded(bytes, 12));
    }
    if ((bytes[0] & 0xe0U) != 0x20U) {
        return false;  // Outside 2000::/3.
    }
    const bool is_6to4 = bytes[0] == 0x20 && bytes[1] == 0x02;
    if (is_6to4 && !is_public_ipv4(embedded(bytes, 2))) {
        return false;
    }
    if (is_isatap(bytes) && !is_public_ipv4(embedded(bytes, 12))) {
        return false;
    }
    return std::ranges::none_of(kNotPublic6, [&bytes](const Ipv6Block& block) {
        return has_prefix(bytes, block);
    });
}

}  // namespace hibari::net
