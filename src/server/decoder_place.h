#pragma once

// Decoding a stranger's file takes up to half a gigabyte and a processor for seconds, so few files
// are decoded at a time in one process, whatever route they came by.

#include "base/result.h"

#include <utility>

namespace hibari::server {

/// A place among the decoders of this process, for as long as it lives.
class DecoderPlace {
  public:
    /// Waits ten seconds for one; `unavailable` then.
    static Result<DecoderPlace> take();

    DecoderPlace(DecoderPlace&& other) noexcept : taken_(std::exchange(other.taken_, false)) {}

    DecoderPlace& operator=(DecoderPlace&&) = delete;
    ~DecoderPlace();

  private:
    DecoderPlace() = default;

    bool taken_ = true;
};

}  // namespace hibari::server
