#pragma once

// Reads all that can be read from the picture and the sound of a clip in one pass: both marks and
// the samples for fingerprints.

#include "media/clip_sink.h"
#include "trust/c2pa/asset_id.h"
#include "trust/fingerprint/clip_fingerprint.h"
#include "trust/mark/picture_mark_reader.h"
#include "trust/mark/sound_mark_reader.h"

#include <optional>
#include <string>

namespace hibari::trust {

/// What the marks of a clip say.
struct MarksFound {
    AssetId id = 0;
    /// "picture", "sound", "picture and sound", or "both together" where neither sufficed alone;
    /// empty without an id.
    std::string read_from;
    double picture_pilot = 0.0;
    double sound_pilot = 0.0;
    /// "picture" and "sound" say two numbers: the clip was put together from two.
    bool is_contradictory = false;
};

/// A sink for a clip that passes by.
class ClipReading final : public media::ClipSink {
  public:
    /// Without a key the marks are not read.
    explicit ClipReading(const std::optional<MarkKey>& key);

    Result<void> begin(const media::ClipFormat& format) override;
    Result<void> push_frame(const media::Frame& frame) override;
    Result<void> push_audio(const media::AudioBuffer& audio) override;
    Result<void> finish() override;

    /// After finish.
    MarksFound marks();

    /// After finish, once.
    ClipSamples samples() { return sampler_.finish(); }

  private:
    std::optional<MarkKey> key_;
    std::optional<PictureMarkReader> picture_;
    std::optional<SoundMarkReader> sound_;
    ClipSampler sampler_;
    double fps_ = 1.0;
    std::int64_t frames_ = 0;
};

}  // namespace hibari::trust
