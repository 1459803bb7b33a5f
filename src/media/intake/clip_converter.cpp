#include "media/intake/clip_converter.h"

#include "media/intake/orientation.h"
#include "media/intake/upload_error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

extern "C" {
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
}

namespace hibari::media {
namespace {

// Time stamps are rounded; a gap in the sound is one that can be heard.
constexpr double kRoundingMax_s = 0.002;
constexpr std::int64_t kGapMin = kSampleRateHz / 20;
constexpr std::int64_t kSilencePiece = kSampleRateHz;
// Where the file does not tell: what televisions and cameras of that size do.
constexpr int kHdHeight = 720;

Error colours_unsupported() {
    return upload_error(
        "unsupported_clip", "its colours are not supported", "save it as MP4 with H.264 and AAC"
    );
}

// Whether `wanted` is what a picture of that size is made: as it is, or smaller.
bool is_fitted(FrameSize shown, FrameSize wanted) {
    return wanted == fitted_size(shown, std::max(wanted.width, wanted.height));
}

bool is_full_range(const AVFrame& frame) {
    switch (frame.format) {
        case AV_PIX_FMT_YUVJ420P:
        case AV_PIX_FMT_YUVJ422P:
        case AV_PIX_FMT_YUVJ444P:
        case AV_PIX_FMT_YUVJ440P:
            return true;
        default:
            return frame.color_range == AVCOL_RANGE_JPEG;
    }
}

int colour_matrix(const AVFrame& frame) {
    if (frame.colorspace == AVCOL_SPC_UNSPECIFIED) {
        return frame.height >= kHdHeight ? SWS_CS_ITU709 : SWS_CS_ITU601;
    }
    // FFmpeg numbers both as H.273 does.
    return static_cast<int>(frame.colorspace);
}

}  // namespace

void ClipConverter::ResamplerDeleter::operator()(SwrContext* resampler) const {
    swr_free(&resampler);
}

FrameSize fitted_size(FrameSize shown, int side_max) {
    const int longer = std::max(shown.width, shown.height);
    const FrameSize even{shown.width & ~1, shown.height & ~1};
    if (std::max(even.width, even.height) <= side_max) {
        return even;
    }
    const auto scaled = [&](int side) {
        const double exact = static_cast<double>(side) * side_max / longer;
        return std::max(2, static_cast<int>(std::lround(exact / 2.0)) * 2);
    };
    return {scaled(shown.width), scaled(shown.height)};
}

ClipConverter::ClipConverter(const ClipFormat& format, ClipPieces& pieces)
    : format_(format), pieces_(pieces) {}

ClipConverter::~ClipConverter() = default;

Result<void> ClipConverter::begin(const ClipLook& look) {
    look_ = look;
    const FrameSize shown = upright_size(look.squared, look.orientation);
    if (!is_fitted(shown, format_.size)) {
        return fail(broken_file("it states two sizes"));
    }
    if (format_.size != FrameSize{shown.width & ~1, shown.height & ~1}) {
        // Scaled before it is turned: turning a size is its own inverse.
        look_.squared = upright_size(format_.size, look.orientation);
    }
    waiting_.reset(av_frame_alloc());
    rgb_.reset(av_frame_alloc());
    if (!waiting_ || !rgb_) {
        return fail(too_much_memory());
    }
    rgb_->width = look_.squared.width;
    rgb_->height = look_.squared.height;
    rgb_->format = AV_PIX_FMT_RGB24;
    if (av_frame_get_buffer(rgb_.get(), 0) < 0) {
        return fail(too_much_memory());
    }
    return {};
}

Result<void> ClipConverter::picture(const AVFrame& frame, double seconds) {
    // What was shown before stays for every frame that begins earlier than this picture.
    const double end = std::ceil((seconds - kRoundingMax_s) * format_.fps);
    HIBARI_TRY(show_until(static_cast<std::int64_t>(std::clamp(end, 0.0, 1e9))));
    av_frame_unref(waiting_.get());
    if (av_frame_ref(waiting_.get(), &frame) < 0) {
        return fail(too_much_memory());
    }
    is_converted_ = false;
    return {};
}

Result<void> ClipConverter::finish() {
    return show_until(format_.frame_count);
}

Result<void> ClipConverter::show_until(std::int64_t frame_end) {
    for (; frames_ < std::min(frame_end, format_.frame_count); ++frames_) {
        if (!is_converted_) {
            HIBARI_TRY(convert(*waiting_));
            is_converted_ = true;
        }
        shown_.index = frames_;
        HIBARI_TRY(pieces_.frame(shown_));
    }
    return {};
}

Result<void> ClipConverter::convert(const AVFrame& frame) {
    if (frame.format != scaler_format_) {
        HIBARI_TRY(open_scaler(frame));
    }
    const int rows = sws_scale(
        scaler_.get(), frame.data, frame.linesize, 0, frame.height, rgb_->data, rgb_->linesize
    );
    if (rows != rgb_->height) {
        return fail(too_much_memory());
    }
    const PixelRows pixels{
        .data = rgb_->data[0], .size = look_.squared, .row_bytes = rgb_->linesize[0]
    };
    shown_ = upright_frame(pixels, look_.orientation);
    return {};
}

Result<void> ClipConverter::open_scaler(const AVFrame& frame) {
    scaler_.reset(sws_getContext(
        frame.width,
        frame.height,
        static_cast<AVPixelFormat>(frame.format),
        rgb_->width,
        rgb_->height,
        AV_PIX_FMT_RGB24,
        SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_BITEXACT,
        nullptr,
        nullptr,
        nullptr
    ));
    if (!scaler_) {
        return fail(colours_unsupported());
    }
    const int* from = sws_getCoefficients(colour_matrix(frame));
    const int* to = sws_getCoefficients(SWS_CS_ITU709);
    const int full = is_full_range(frame) ? 1 : 0;
    sws_setColorspaceDetails(scaler_.get(), from, full, to, 1, 0, 1 << 16, 1 << 16);
    scaler_format_ = frame.format;
    return {};
}

Result<void> ClipConverter::open_resampler(const AVFrame& frame) {
    AVChannelLayout from{};
    if (frame.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
        av_channel_layout_default(&from, frame.ch_layout.nb_channels);
    } else if (av_channel_layout_copy(&from, &frame.ch_layout) < 0) {
        return fail(too_much_memory());
    }
    AVChannelLayout to = AV_CHANNEL_LAYOUT_STEREO;
    SwrContext* made = nullptr;
    int code = swr_alloc_set_opts2(
        &made,
        &to,
        AV_SAMPLE_FMT_FLTP,
        kSampleRateHz,
        &from,
        static_cast<AVSampleFormat>(frame.format),
        frame.sample_rate,
        0,
        nullptr
    );
    av_channel_layout_uninit(&from);
    resampler_.reset(made);
    code = code < 0 ? code : swr_init(made);
    if (code < 0) {
        return fail(upload_error("unsupported_clip", "its sound has an unsupported layout"));
    }
    sound_format_ = frame.format;
    sound_rate_ = frame.sample_rate;
    sound_channels_ = frame.ch_layout.nb_channels;
    return {};
}

Result<void> ClipConverter::sound(const AVFrame& frame, double seconds) {
    if (frame.format != sound_format_ || frame.sample_rate != sound_rate_ ||
        frame.ch_layout.nb_channels != sound_channels_) {
        HIBARI_TRY(open_resampler(frame));
    }
    HIBARI_TRY(place_sound(seconds));
    const int room = swr_get_out_samples(resampler_.get(), frame.nb_samples);
    if (room < 0) {
        return fail(too_much_memory());
    }
    AudioBuffer piece(static_cast<std::size_t>(room));
    std::array<std::uint8_t*, 2> planes = {
        reinterpret_cast<std::uint8_t*>(piece.left.data()),
        reinterpret_cast<std::uint8_t*>(piece.right.data()),
    };
    const int count = swr_convert(
        resampler_.get(),
        planes.data(),
        room,
        const_cast<const std::uint8_t**>(frame.extended_data),
        frame.nb_samples
    );
    if (count < 0) {
        return fail(upload_error("unsupported_clip", "its sound cannot be converted"));
    }
    piece.left.resize(static_cast<std::size_t>(count));
    piece.right.resize(static_cast<std::size_t>(count));
    return push_sound(std::move(piece));
}

// Sound before the picture is dropped, and where there is none, there is silence. Later overlaps
// are rounding: sound then simply goes on.
Result<void> ClipConverter::place_sound(double seconds) {
    const double limit = format_.duration_s() + 1.0;
    const auto wanted =
        std::llround(std::clamp(seconds, -limit, limit) * static_cast<double>(kSampleRateHz));
    const std::int64_t gap = wanted - samples_ - swr_get_delay(resampler_.get(), kSampleRateHz);
    if (!sound_began_) {
        sound_began_ = true;
        samples_to_skip_ = std::max<std::int64_t>(-gap, 0);
        return push_silence(gap);
    }
    if (samples_to_skip_ == 0 && gap > kGapMin) {
        return push_silence(gap);
    }
    return {};
}

Result<void> ClipConverter::push_silence(std::int64_t samples) {
    while (samples > 0) {
        const std::int64_t count = std::min(samples, kSilencePiece);
        HIBARI_TRY(push_sound(AudioBuffer(static_cast<std::size_t>(count))));
        samples -= count;
    }
    return {};
}

Result<void> ClipConverter::push_sound(AudioBuffer piece) {
    const auto size = static_cast<std::int64_t>(piece.size());
    const std::int64_t first = std::min(samples_to_skip_, size);
    samples_to_skip_ -= first;
    const std::int64_t count = std::min(size - first, format_.audio_sample_count() - samples_);
    if (count <= 0) {
        return {};
    }
    for (auto* plane : {&piece.left, &piece.right}) {
        plane->erase(plane->begin(), plane->begin() + first);
        plane->resize(static_cast<std::size_t>(count));
        // A decoder of floats may give anything; an encoder must not see it.
        for (float& sample : *plane) {
            sample = std::isfinite(sample) ? std::clamp(sample, -1.0F, 1.0F) : 0.0F;
        }
    }
    samples_ += count;
    return pieces_.sound(piece);
}

}  // namespace hibari::media
