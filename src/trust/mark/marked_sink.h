#pragma once

// Stands in front of another sink and marks what goes through it: one asset id in picture and
// sound. Whatever is made from the frames behind it (file, thumbnail, previews) is marked too.
//
// What is kept of an earlier clip keeps the mark of that clip in its pictures, whose bytes are
// copied and which it is; the sound, which is always made anew, says the new id throughout. A
// reader of the whole finds both (PictureMarkFound::parts). An earlier clip without a mark is not
// kept but decoded and marked.

#include "media/clip_sink.h"
#include "trust/mark/mark_key.h"
#include "trust/mark/picture_mark.h"
#include "trust/mark/sound_mark.h"

#include <cstdint>
#include <optional>

namespace hibari::trust {

/// Pictures with a side below this pass unmarked: nothing could be read from them again.
inline constexpr int kMarkedSideMin = 16;

class MarkedSink final : public media::ClipSink {
  public:
    /// Passes marked frames and sound on to `next`, which must outlive this.
    MarkedSink(media::ClipSink& next, const MarkKey& key, std::uint32_t id)
        : next_(next), key_(key), id_(id) {}

    Result<void> begin(const media::ClipFormat& format) override;
    Result<void> keep(const std::filesystem::path& clip) override;
    Result<void> push_frame(const media::Frame& frame) override;
    Result<void> push_audio(const media::AudioBuffer& audio) override;
    Result<void> finish() override;

  private:
    media::ClipSink& next_;
    MarkKey key_;
    std::uint32_t id_;
    // The first two belong to the thread of the pictures, the last to that of the sound.
    std::optional<PictureMark> picture_;
    media::Frame frame_;
    std::optional<SoundMark> sound_;
};

}  // namespace hibari::trust
