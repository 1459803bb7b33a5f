#include "media/wav.h"

#include <bit>
#include <cstdint>

namespace hibari::media {
namespace {

constexpr std::uint32_t kFormatFloat = 3;
constexpr std::uint32_t kChannels = 2;
constexpr std::uint32_t kSampleBytes = 4;

void put(std::string& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) {
        out += static_cast<char>(value >> (8U * static_cast<unsigned>(i)) & 0xFFU);
    }
}

}  // namespace

std::string encode_wav(const AudioBuffer& audio) {
    const auto data_bytes = static_cast<std::uint32_t>(audio.size() * kChannels * kSampleBytes);
    std::string out = "RIFF";
    out.reserve(44 + data_bytes);
    put(out, 36 + data_bytes, 4);
    out += "WAVEfmt ";
    put(out, 16, 4);
    put(out, kFormatFloat, 2);
    put(out, kChannels, 2);
    put(out, kSampleRateHz, 4);
    put(out, kSampleRateHz * kChannels * kSampleBytes, 4);
    put(out, kChannels * kSampleBytes, 2);
    put(out, kSampleBytes * 8, 2);
    out += "data";
    put(out, data_bytes, 4);
    for (std::size_t i = 0; i < audio.size(); ++i) {
        put(out, std::bit_cast<std::uint32_t>(audio.left[i]), 4);
        put(out, std::bit_cast<std::uint32_t>(audio.right[i]), 4);
    }
    return out;
}

}  // namespace hibari::media
