#pragma once

// The fingerprint of a clip: what is kept of it so that copies are found, and what is asked with
// when a clip is held against what was kept. Both are made of samples that ClipSampler takes while
// frames and sound pass by.

#include "base/result.h"
#include "media/clip_sink.h"
#include "trust/fingerprint/frame_hash.h"
#include "trust/fingerprint/sound_print.h"
#include "trust/fingerprint/views.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// Pictures are looked at so often, and through all views (views.h) so often.
inline constexpr std::int64_t kSampleEvery_ms = 500;
inline constexpr std::int64_t kViewsEvery_ms = 2'000;
/// More is not sampled: what is longer is known by its beginning.
inline constexpr std::size_t kSamplesMax = 240;

/// Small pictures of a clip and the words of its sound.
struct ClipSamples {
    struct Picture {
        std::int64_t time_ms = 0;
        Luma luma;
    };

    std::vector<Picture> pictures;
    std::vector<std::uint32_t> sound;
    std::int64_t length_ms = 0;
};

/// Takes samples of a clip that passes by; calls as those of a ClipSink.
class ClipSampler {
  public:
    void begin(const media::ClipFormat& format);
    void push_frame(const media::Frame& frame);
    void push_audio(const media::AudioBuffer& piece);

    /// After the last call, once.
    ClipSamples finish();

  private:
    media::ClipFormat format_;
    std::int64_t next_ = 0;
    ClipSamples samples_;
    SoundPrinter sound_;
};

/// What is kept of a clip.
struct ClipFingerprint {
    struct Frame {
        std::int64_t time_ms = 0;
        int quality = 0;
        FrameHash hash;

        friend bool operator==(const Frame&, const Frame&) = default;
    };

    struct Views {
        std::int64_t time_ms = 0;
        std::array<FrameHash, kViewCount> hashes;

        friend bool operator==(const Views&, const Views&) = default;
    };

    std::int64_t length_ms = 0;
    /// One for each sample.
    std::vector<Frame> frames;
    /// Of one sample in four, through every view.
    std::vector<Views> views;
    std::vector<std::uint32_t> sound;

    friend bool operator==(const ClipFingerprint&, const ClipFingerprint&) = default;
};

ClipFingerprint make_fingerprint(const ClipSamples& samples);

/// What is asked with. Holds the pictures too, because a clip that was cut or covered is looked at
/// again, through other windows, once it is known what it may be a copy of.
struct ClipQuery {
    /// The same pictures seen in one way: as they are, mirrored, without bars, both.
    struct Variant {
        bool is_mirrored = false;
        bool is_without_bars = false;
        /// One for each picture.
        std::vector<FrameHash> hashes;
    };

    std::vector<ClipSamples::Picture> pictures;
    /// Where the picture is between bars; all of it where there are none.
    Window content;
    std::vector<Variant> variants;
    std::vector<std::uint32_t> sound;
};

ClipQuery make_query(ClipSamples samples);

/// As bytes, to be stored: about 5.5 kB for ten seconds.
std::string to_bytes(const ClipFingerprint& fingerprint);

/// Reads what to_bytes writes; `data_loss` for everything else.
Result<ClipFingerprint> fingerprint_from_bytes(std::string_view bytes);

}  // namespace hibari::trust
