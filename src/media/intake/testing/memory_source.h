#pragma once

// A ByteSource of bytes in memory, for tests and fuzzers.

#include "media/intake/byte_source.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace hibari::media::testing {

class MemorySource final : public ByteSource {
  public:
    explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}

    std::uint64_t size() const override { return bytes_.size(); }

    std::size_t read(std::uint64_t offset, std::span<std::uint8_t> bytes) override {
        if (offset >= bytes_.size()) {
            return 0;
        }
        const std::size_t count = std::min<std::size_t>(bytes.size(), bytes_.size() - offset);
        std::memcpy(bytes.data(), bytes_.data() + offset, count);
        return count;
    }

  private:
    std::string_view bytes_;
};

}  // namespace hibari::media::testing
