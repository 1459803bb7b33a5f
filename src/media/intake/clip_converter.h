#pragma once

// Makes frames and samples as our clips have them out of what a decoder gives: a constant frame
// rate, upright, square pixels, 8-bit RGB in BT.709's colours; sound in stereo at 48 kHz that
// begins with the picture.

#include "media/audio_buffer.h"
#include "media/clip_sink.h"
#include "media/intake/clip_decoder.h"

#include <memory>

struct SwrContext;

namespace hibari::media {

/// The size that a clip shown with `shown` is converted to: that size without an odd last row or
/// column, or in proportion with `side_max` (even) pixels on its longer side where that is less.
FrameSize fitted_size(FrameSize shown, int side_max);

/// Who takes the pieces.
class ClipPieces {
  public:
    virtual ~ClipPieces() = default;

    virtual Result<void> frame(const Frame& frame) = 0;
    virtual Result<void> sound(const AudioBuffer& piece) = 0;
};

class ClipConverter final : public ClipVisitor {
  public:
    /// The size of `format` must be a fitted_size of the clip, upright (a broken_file if not).
    ClipConverter(const ClipFormat& format, ClipPieces& pieces);
    ~ClipConverter() override;

    Result<void> begin(const ClipLook& look) override;
    Result<void> picture(const AVFrame& frame, double seconds) override;
    Result<void> sound(const AVFrame& frame, double seconds) override;

    /// After the last call: the last picture is shown until the end.
    Result<void> finish();

  private:
    struct ResamplerDeleter {
        void operator()(SwrContext* resampler) const;
    };

    Result<void> show_until(std::int64_t frame_end);
    Result<void> convert(const AVFrame& frame);
    Result<void> open_scaler(const AVFrame& frame);
    Result<void> open_resampler(const AVFrame& frame);
    Result<void> place_sound(double seconds);
    Result<void> push_silence(std::int64_t samples);
    Result<void> push_sound(AudioBuffer piece);

    ClipFormat format_;
    ClipPieces& pieces_;
    ClipLook look_;
    FramePtr waiting_;  // Shown until the next one comes.
    bool is_converted_ = false;
    Frame shown_;
    std::int64_t frames_ = 0;
    ScalerPtr scaler_;
    int scaler_format_ = -1;
    FramePtr rgb_;
    std::unique_ptr<SwrContext, ResamplerDeleter> resampler_;
    int sound_format_ = -1;
    int sound_rate_ = 0;
    int sound_channels_ = 0;
    std::int64_t samples_ = 0;
    std::int64_t samples_to_skip_ = 0;
    bool sound_began_ = false;
};

}  // namespace hibari::media
