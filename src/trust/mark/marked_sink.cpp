#include "trust/mark/marked_sink.h"

#include "base/check.h"
#include "media/mp4_reader.h"
#include "trust/mark/picture_mark_reader.h"

#include <algorithm>

namespace hibari::trust {
namespace {

Result<bool> is_marked(const std::filesystem::path& clip, const MarkKey& key) {
    const media::ClipFormat format = HIBARI_TRY(media::read_format(clip));
    PictureMarkReader reader(key);
    HIBARI_TRY(media::decode_pictures(clip, [&](const media::Frame& frame) -> Result<void> {
        reader.push(frame, static_cast<double>(frame.index) / format.fps);
        return {};
    }));
    return reader.read().id.has_value();
}

}  // namespace

Result<void> MarkedSink::begin(const media::ClipFormat& format) {
    if (std::min(format.size.width, format.size.height) >= kMarkedSideMin) {
        picture_ = HIBARI_TRY(PictureMark::create(key_, id_, format));
    }
    sound_.emplace(key_, id_, format.audio_sample_count());
    return next_.begin(format);
}

Result<void> MarkedSink::keep(const std::filesystem::path& clip) {
    if (HIBARI_TRY(is_marked(clip, key_))) {
        return next_.keep(clip);
    }
    return ClipSink::keep(clip);
}

Result<void> MarkedSink::push_frame(const media::Frame& frame) {
    if (!picture_) {
        return next_.push_frame(frame);
    }
    frame_ = frame;
    picture_->apply(frame_);
    return next_.push_frame(frame_);
}

Result<void> MarkedSink::push_audio(const media::AudioBuffer& audio) {
    HIBARI_CHECK(sound_.has_value());
    media::AudioBuffer piece = audio;
    sound_->apply(piece);
    return piece.left.empty() ? Result<void>{} : next_.push_audio(piece);
}

Result<void> MarkedSink::finish() {
    HIBARI_CHECK(sound_.has_value());
    const media::AudioBuffer rest = sound_->finish();
    if (!rest.left.empty()) {
        HIBARI_TRY(next_.push_audio(rest));
    }
    return next_.finish();
}

}  // namespace hibari::trust
