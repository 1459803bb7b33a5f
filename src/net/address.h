#pragma once

// IP addresses as values, and which of them lie on the public internet. The second is what a guard
// against server-side request forgery rests on: a name may resolve to anything, and one address has
// many spellings and wrappings (mapped, 6to4, NAT64), so the question is only ever asked of the
// sixteen bytes that will be connected to.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sockaddr;

namespace hibari::net {

/// An IPv4 or IPv6 address. IPv4 is kept as IPv4-mapped IPv6, so equal addresses compare equal.
class Address {
  public:
    using Bytes = std::array<std::uint8_t, 16>;

    /// From sixteen bytes in network order.
    explicit Address(const Bytes& bytes) : bytes_(bytes) {}

    /// From an IPv4 address in host order.
    static Address from_ipv4(std::uint32_t address);

    /// From what the system gives; nothing for other families.
    static std::optional<Address> from_socket(const sockaddr& address);

    /// Reads "192.0.2.7" or "2001:db8::1", in their plain forms only.
    static std::optional<Address> parse(std::string_view text);

    /// Reads the host of a URL as a browser would: also "[::1]", and every form of IPv4 that
    /// inet_aton takes (0x7f.1, 017700000001, 2130706433), with or without a final dot. Nothing
    /// when it is a name.
    static std::optional<Address> parse_host(std::string_view host);

    const Bytes& bytes() const { return bytes_; }

    bool is_ipv4() const;

    /// In host order; the address must be IPv4.
    std::uint32_t ipv4() const;

    /// "192.0.2.7" or "2001:db8::1".
    std::string text() const;

    bool operator==(const Address&) const = default;
    auto operator<=>(const Address&) const = default;

  private:
    Bytes bytes_;
};

/// Whether the address is a globally reachable unicast address (IANA's special-purpose registries),
/// looking through IPv4-mapped, 6to4, NAT64 and ISATAP wrappings. Teredo, IPv4-compatible, local
/// NAT64 and everything unassigned count as not public.
bool is_public(const Address& address);

}  // namespace hibari::net
