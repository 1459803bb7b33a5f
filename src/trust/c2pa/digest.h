#pragma once

// SHA-256 (FIPS 180-4), the one digest that our manifests use, over bytes that come piece by piece.

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace hibari::trust {

/// A SHA-256 digest.
struct Digest {
    std::array<std::uint8_t, 32> bytes{};

    /// The same 32 bytes as text, borrowed.
    std::string_view view() const {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }

    friend bool operator==(const Digest&, const Digest&) = default;
};

/// The digest as lower-case hexadecimal digits.
std::string to_hex(const Digest& digest);

/// SHA-256 of bytes that are handed over in order.
class Sha256 {
  public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    void update(std::string_view bytes);

    /// The digest of all of them. Call once.
    Digest finish();

  private:
    struct Context;
    std::unique_ptr<Context> context_;
};

/// SHA-256 of one piece.
Digest sha256_of(std::string_view bytes);

}  // namespace hibari::trust
