#pragma once

// A manifest store in an MP4 file (C2PA 2.1, annex A.5): a uuid box right after `ftyp`. What lies
// behind it moves, so every place in the file that the boxes name is moved too. Data first or last,
// fragments, 32 or 64 bit: all are signed without being held in memory.

#include "trust/c2pa/container.h"
#include "trust/c2pa/mp4_boxes.h"

namespace hibari::trust {

class Mp4Container final : public Container {
  public:
    static Result<std::unique_ptr<Container>> open(ByteSource& source);

    Result<std::string> store() override;

    ByteRange store_range() const override { return store_range_; }

    std::string wrap(std::string_view store) const override;
    Result<std::vector<FilePart>> arrange(std::uint64_t wrapped_bytes) override;

  private:
    explicit Mp4Container(ByteSource& source) : source_(source) {}

    Result<void> read_outline();
    Result<void> look_at_uuid(const Mp4Box& box);
    std::uint64_t moved(std::uint64_t place) const;
    Result<FilePart> part_of(const Mp4Box& box);

    ByteSource& source_;
    /// Top-level boxes that stay.
    std::vector<Mp4Box> boxes_;
    /// Where each of them lies in the new file.
    std::vector<std::uint64_t> new_offsets_;
    ByteRange store_range_;
    ByteRange store_bytes_;
    bool has_merkle_ = false;
};

}  // namespace hibari::trust
