#pragma once

// How strong the mark may be in each part of a picture. Structural similarity (Wang et al., "Image
// quality assessment: from error visibility to structural similarity", 2004, eq. 13 with x and y
// that differ by an independent pattern) loses about a^2 / (2 s^2 + C2) where a pattern of strength
// a lies over a picture of deviation s. Strength that follows sqrt(2 s^2 + C2) makes that loss the
// same everywhere, which is as strong as a mark gets for the similarity it costs.

#include "media/frame.h"

#include <cstdint>
#include <vector>

namespace hibari::trust {

/// Strength for each block of a picture.
class PictureMask {
  public:
    explicit PictureMask(media::FrameSize size);

    /// Side of a block in pixels.
    int block() const { return block_; }

    int columns() const { return columns_; }

    int rows() const { return rows_; }

    /// Looks at the next frame.
    void update(const media::Frame& frame);

    /// Strengths in 1/256 of a level, row by row.
    const std::vector<std::int16_t>& strengths() const { return strengths_; }

  private:
    float measure(const media::Frame& frame, int column, int row) const;

    media::FrameSize size_;
    int block_ = 0;
    int columns_ = 0;
    int rows_ = 0;
    bool first_ = true;
    std::vector<float> wanted_;
    std::vector<float> smooth_;
    std::vector<std::int16_t> strengths_;
};

}  // namespace hibari::trust
