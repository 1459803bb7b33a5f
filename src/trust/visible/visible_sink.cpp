#include "trust/visible/visible_sink.h"

#include <algorithm>

namespace hibari::trust {

Result<void> VisibleSink::begin(const media::ClipFormat& format) {
    if (std::min(format.size.width, format.size.height) >= kVisibleSideMin) {
        mark_ =
            HIBARI_TRY(VisibleMark::create(options_.handle, options_.key, options_.clip, format));
    }
    return next_.begin(format);
}

Result<void> VisibleSink::keep(const std::filesystem::path& clip) {
    return options_.kept == KeptPictures::kMarked ? next_.keep(clip) : ClipSink::keep(clip);
}

Result<void> VisibleSink::push_frame(const media::Frame& frame) {
    if (!mark_) {
        return next_.push_frame(frame);
    }
    frame_ = frame;
    mark_->apply(frame_);
    return next_.push_frame(frame_);
}

Result<void> VisibleSink::push_audio(const media::AudioBuffer& audio) {
    return next_.push_audio(audio);
}

Result<void> VisibleSink::finish() {
    return next_.finish();
}

}  // namespace hibari::trust
