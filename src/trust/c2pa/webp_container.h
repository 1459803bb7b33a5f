#pragma once

// A manifest store in a WebP file (C2PA 2.1, annex A.4): the last chunk, called `C2PA`.

#include "trust/c2pa/container.h"

namespace hibari::trust {

class WebpContainer final : public Container {
  public:
    static Result<std::unique_ptr<Container>> open(ByteSource& source);

    Result<std::string> store() override;

    ByteRange store_range() const override { return store_range_; }

    std::string wrap(std::string_view store) const override;
    Result<std::vector<FilePart>> arrange(std::uint64_t wrapped_bytes) override;

  private:
    explicit WebpContainer(ByteSource& source) : source_(source) {}

    Result<void> read_outline();

    ByteSource& source_;
    /// Chunks that stay.
    std::vector<ByteRange> chunks_;
    ByteRange store_range_;
};

}  // namespace hibari::trust
