#pragma once

// Messages that lie in memory.

#include "engine/process/messages.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace hibari::engine::testing {

class MemorySource final : public ByteSource {
  public:
    explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}

    Result<void> read(std::span<std::byte> bytes) override {
        if (bytes.size() > bytes_.size() - at_) {
            return fail(ErrorCode::kUnavailable, "the other side has gone");
        }
        if (!bytes.empty()) {
            std::memcpy(bytes.data(), bytes_.data() + at_, bytes.size());
        }
        at_ += bytes.size();
        return {};
    }

  private:
    std::string bytes_;
    std::size_t at_ = 0;
};

inline std::string message(MessageKind kind, std::string_view bytes = {}) {
    const MessageHead head{.kind = kind, .bytes = bytes.size()};
    return std::string(reinterpret_cast<const char*>(&head), sizeof(head)) + std::string(bytes);
}

}  // namespace hibari::engine::testing
