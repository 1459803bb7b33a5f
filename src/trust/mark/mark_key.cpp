#include "trust/mark/mark_key.h"

#include "base/check.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace hibari::trust {
namespace {

constexpr std::size_t kKeyWord = 4;
constexpr std::size_t kCounterWord = 12;
constexpr std::size_t kNonceWord = 13;
constexpr std::size_t kNonceBytes = 12;

std::uint32_t& put_byte(std::uint32_t& word, std::size_t index, std::uint8_t byte) {
    return word |= std::uint32_t{byte} << (8U * (index % 4));
}

/// RFC 8439, section 2.1.
void quarter_round(std::array<std::uint32_t, 16>& x, int a, int b, int c, int d) {
    const auto step = [&x](int sum, int add, int turned, int by) {
        auto& s = x[static_cast<std::size_t>(sum)];
        auto& t = x[static_cast<std::size_t>(turned)];
        s += x[static_cast<std::size_t>(add)];
        t = std::rotl(t ^ s, by);
    };
    step(a, b, d, 16);
    step(c, d, b, 12);
    step(a, b, d, 8);
    step(c, d, b, 7);
}

}  // namespace

MarkKey mark_key_of(std::string_view bytes) {
    MarkKey key;
    HIBARI_CHECK(bytes.size() == key.bytes.size(), bytes.size());
    std::ranges::copy(bytes, key.bytes.begin());
    return key;
}

KeyStream::KeyStream(const MarkKey& key, std::string_view purpose) {
    HIBARI_CHECK(!purpose.empty() && purpose.size() <= kNonceBytes, purpose.size());
    state_ = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
    for (std::size_t i = 0; i < key.bytes.size(); ++i) {
        put_byte(state_[kKeyWord + i / 4], i, key.bytes[i]);
    }
    for (std::size_t i = 0; i < purpose.size(); ++i) {
        put_byte(state_[kNonceWord + i / 4], i, static_cast<std::uint8_t>(purpose[i]));
    }
}

void KeyStream::refill() {
    block_ = state_;
    constexpr int kDoubleRounds = 10;
    for (int i = 0; i < kDoubleRounds; ++i) {
        quarter_round(block_, 0, 4, 8, 12);
        quarter_round(block_, 1, 5, 9, 13);
        quarter_round(block_, 2, 6, 10, 14);
        quarter_round(block_, 3, 7, 11, 15);
        quarter_round(block_, 0, 5, 10, 15);
        quarter_round(block_, 1, 6, 11, 12);
        quarter_round(block_, 2, 7, 8, 13);
        quarter_round(block_, 3, 4, 9, 14);
    }
    std::ranges::transform(block_, state_, block_.begin(), std::plus<>{});
    state_[kCounterWord] += 1;
    used_ = 0;
}

std::uint32_t KeyStream::bits() {
    if (used_ == block_.size()) {
        refill();
    }
    return block_[used_++];
}

std::uint32_t KeyStream::below(std::uint32_t bound) {
    HIBARI_CHECK(bound > 0);
    return static_cast<std::uint32_t>((std::uint64_t{bits()} * bound) >> 32U);
}

}  // namespace hibari::trust
