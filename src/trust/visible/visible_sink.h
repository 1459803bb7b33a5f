#pragma once

// Stands in front of another sink and draws the visible mark into what goes through it. Whatever is
// made from the frames behind it (file, thumbnail, sprite sheet, previews) has the mark too, and
// nothing without it is ever written.

#include "media/clip_sink.h"
#include "trust/mark/mark_key.h"
#include "trust/visible/visible_mark.h"

#include <cstdint>
#include <optional>
#include <string>

namespace hibari::trust {

/// What a clip that is continued has already.
enum class KeptPictures {
    /// No visible mark: they are decoded, and get one.
    kUnmarked,
    /// A visible mark of their own, which stays; their bytes are copied.
    kMarked,
};

struct VisibleMarkOptions {
    /// As VisibleMark::create takes them.
    std::string handle;
    MarkKey key;
    std::uint32_t clip = 0;
    KeptPictures kept = KeptPictures::kUnmarked;
};

class VisibleSink final : public media::ClipSink {
  public:
    /// Passes frames with the mark on to `next`, which must outlive this. Pictures with a side
    /// below kVisibleSideMin pass as they are.
    VisibleSink(media::ClipSink& next, VisibleMarkOptions options)
        : next_(next), options_(std::move(options)) {}

    Result<void> begin(const media::ClipFormat& format) override;
    Result<void> keep(const std::filesystem::path& clip) override;
    Result<void> push_frame(const media::Frame& frame) override;
    Result<void> push_audio(const media::AudioBuffer& audio) override;
    Result<void> finish() override;

  private:
    media::ClipSink& next_;
    VisibleMarkOptions options_;
    // These belong to the thread of the pictures.
    std::optional<VisibleMark> mark_;
    media::Frame frame_;
};

}  // namespace hibari::trust
