#pragma once

// The secret of the invisible marks and the endless random numbers drawn from it. Whoever lacks the
// key sees the marks in picture and sound as faint noise: they can neither be read nor forged. The
// numbers are the ChaCha20 key stream (RFC 8439, section 2.3), one stream for each purpose.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hibari::trust {

/// 32 secret bytes. Every mark made with one key is read with that key alone.
struct MarkKey {
    std::array<std::uint8_t, 32> bytes = {};

    friend bool operator==(const MarkKey&, const MarkKey&) = default;
};

/// The key of these 32 bytes (checked), which KeyFolder and KeeperClient have.
MarkKey mark_key_of(std::string_view bytes);

/// Random numbers that follow from a key and a purpose.
class KeyStream {
  public:
    /// `purpose` tells streams of one key apart; 1 to 12 bytes (checked).
    KeyStream(const MarkKey& key, std::string_view purpose);

    /// The next 32 random bits.
    std::uint32_t bits();

    /// The next random number in [0, bound). Needs bound > 0 (checked). Its bias is below
    /// bound / 2^32.
    std::uint32_t below(std::uint32_t bound);

  private:
    void refill();

    std::array<std::uint32_t, 16> state_ = {};
    std::array<std::uint32_t, 16> block_ = {};
    std::size_t used_ = 16;
};

}  // namespace hibari::trust
