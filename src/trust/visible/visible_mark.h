#pragma once

// The mark that everybody sees: bird, brand and the maker's handle (lettering.h), twice in every
// frame and elsewhere every few seconds (zones.h). It is drawn in light letters with a dark
// outline, and on what is bright the other way round.

#include "base/result.h"
#include "media/clip_sink.h"
#include "media/frame.h"
#include "trust/mark/mark_key.h"
#include "trust/visible/lettering.h"
#include "trust/visible/zones.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// Pictures with a side below this cannot have one: nobody could read it.
inline constexpr int kVisibleSideMin = 128;

class VisibleMark {
  public:
    /// `handle` is shown behind an @; UTF-8. `clip` tells the paths of clips apart: their asset id.
    /// `invalid_argument` when more than half of the handle cannot be drawn (can_letter), and
    /// `unsupported` for pictures with a side below kVisibleSideMin.
    static Result<VisibleMark> create(
        std::string_view handle,
        const MarkKey& key,
        std::uint32_t clip,
        const media::ClipFormat& format
    );

    /// Draws the marks into one frame. Its index says what the time is; its size must be that of
    /// the format (checked). Frames come in order: what a mark is drawn with is chosen when it
    /// appears.
    void apply(media::Frame& frame);

    /// Where the two stand at that frame, to check a clip by.
    std::array<MarkPlace, 2> places(std::int64_t index) const;

    /// Size of a mark in pixels: letters and outline. Its shade reaches beyond, for shade() pixels.
    media::FrameSize size() const {
        return {letters_.width - 2 * letters_.shade, letters_.height - 2 * letters_.shade};
    }

    int shade() const { return letters_.shade; }

  private:
    /// How one of the marks of a stay is drawn.
    struct Look {
        bool has_begun = false;
        bool is_dark = false;
        /// Of the outline, which follows what is behind it.
        double outline = 0.0;
    };

    VisibleMark() = default;

    void draw(media::Frame& frame, MarkPlace place, Look& look, double strength) const;

    media::ClipFormat format_;
    Coverage letters_;
    std::vector<MarkStay> stays_;
    std::vector<std::array<Look, 2>> looks_;
};

}  // namespace hibari::trust
