#pragma once

// Puts the invisible mark into the pictures of a clip: the pattern of picture_pattern.h, fainter
// where the eye would see it (flat sky) and stronger where it would not (leaves, gravel). The same
// amount is added to red, green and blue, so only brightness changes, by one or two of 255 levels.

#include "base/result.h"
#include "media/clip_sink.h"
#include "media/frame.h"
#include "trust/mark/mark_key.h"

#include <cstdint>
#include <memory>

namespace hibari::trust {

/// Marks the frames of one clip, in order.
class PictureMark {
  public:
    /// Fails for sizes outside 16..1920 and rates that are not 1..240. Below 128 pixels a side the
    /// mark may not be found again.
    static Result<PictureMark> create(
        const MarkKey& key, std::uint32_t id, const media::ClipFormat& format
    );

    ~PictureMark();
    PictureMark(PictureMark&& other) noexcept;
    PictureMark& operator=(PictureMark&& other) noexcept;

    /// Marks one frame. Its index says what the time is; its size must be that of the format
    /// (checked). Frames should come in order: how strong the mark is follows the picture slowly,
    /// so that it does not pulse.
    void apply(media::Frame& frame);

  private:
    struct Impl;
    explicit PictureMark(std::unique_ptr<Impl> impl);

    std::unique_ptr<Impl> impl_;
};

}  // namespace hibari::trust
