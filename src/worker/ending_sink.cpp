#include "worker/ending_sink.h"

#include "engine/generator.h"
#include "media/mp4_reader.h"

namespace hibari::worker {

Result<void> EndingSink::begin(const media::ClipFormat& format) {
    format_ = format;
    return next_.begin(format);
}

Result<void> EndingSink::keep(const std::filesystem::path& clip) {
    next_index_ += HIBARI_TRY(media::read_format(clip)).frame_count;
    return next_.keep(clip);
}

Result<void> EndingSink::open() {
    writer_ = HIBARI_TRY(media::Mp4Writer::create(file_, {.quality = media::EncodeQuality::kHigh}));
    marked_.emplace(*writer_, key_, id_);
    media::ClipFormat ending = format_;
    ending.frame_count -= next_index_;
    return marked_->begin(ending);
}

Result<void> EndingSink::push_frame(const media::Frame& frame) {
    HIBARI_TRY(next_.push_frame(frame));
    const auto left = static_cast<double>(format_.frame_count - next_index_);
    if (left <= engine::kEndingSeconds * format_.fps) {
        if (!marked_) {
            HIBARI_TRY(open());
        }
        HIBARI_TRY(marked_->push_frame(frame));
    }
    ++next_index_;
    return {};
}

Result<void> EndingSink::push_audio(const media::AudioBuffer& audio) {
    return next_.push_audio(audio);
}

Result<void> EndingSink::finish() {
    HIBARI_TRY(next_.finish());
    return marked_ ? marked_->finish() : Result<void>();
}

}  // namespace hibari::worker
