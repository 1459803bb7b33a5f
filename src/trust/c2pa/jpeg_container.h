#pragma once

// A manifest store in a JPEG file (C2PA 2.1, annex A.3): JUMBF in APP11 segments, after APP0.

#include "trust/c2pa/container.h"

namespace hibari::trust {

class JpegContainer final : public Container {
  public:
    static Result<std::unique_ptr<Container>> open(ByteSource& source);

    Result<std::string> store() override { return store_; }

    ByteRange store_range() const override { return store_range_; }

    std::string wrap(std::string_view store) const override;
    Result<std::vector<FilePart>> arrange(std::uint64_t wrapped_bytes) override;

  private:
    explicit JpegContainer(ByteSource& source) : source_(source) {}

    Result<void> read_outline();
    Result<void> look_at_app11(std::uint64_t offset, std::uint64_t size);

    ByteSource& source_;
    /// Where a store goes: behind APP0.
    std::uint64_t place_ = 0;
    std::string store_;
    ByteRange store_range_;
    /// The box instance of the store that is there (ISO 19566-5, annex D).
    std::string instance_;
};

}  // namespace hibari::trust
