#pragma once

// Where the child reads an upload from: a descriptor, or bytes in memory for the fuzzer.

#include <cstddef>
#include <cstdint>
#include <span>

namespace hibari::media {

class ByteSource {
  public:
    virtual ~ByteSource() = default;

    virtual std::uint64_t size() const = 0;

    /// Copies what there is at `offset` into `bytes` and tells how much; 0 at the end and when
    /// nothing can be read.
    virtual std::size_t read(std::uint64_t offset, std::span<std::uint8_t> bytes) = 0;
};

}  // namespace hibari::media
