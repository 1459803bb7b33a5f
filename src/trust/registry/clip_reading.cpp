#include "trust/registry/clip_reading.h"

#include "trust/mark/payload.h"

#include <array>

namespace hibari::trust {

ClipReading::ClipReading(const std::optional<MarkKey>& key) : key_(key) {
    if (key) {
        picture_.emplace(*key);
        sound_.emplace(*key);
    }
}

Result<void> ClipReading::begin(const media::ClipFormat& format) {
    fps_ = format.fps;
    sampler_.begin(format);
    return {};
}

Result<void> ClipReading::push_frame(const media::Frame& frame) {
    if (picture_) {
        picture_->push(frame, static_cast<double>(frames_) / fps_);
    }
    ++frames_;
    sampler_.push_frame(frame);
    return {};
}

Result<void> ClipReading::push_audio(const media::AudioBuffer& audio) {
    if (sound_) {
        sound_->push(audio);
    }
    sampler_.push_audio(audio);
    return {};
}

Result<void> ClipReading::finish() {
    return {};
}

MarksFound ClipReading::marks() {
    MarksFound found;
    if (!key_) {
        return found;
    }
    const PictureMarkFound picture = picture_->read();
    const SoundMarkFound sound = sound_->read();
    found.picture_pilot = picture.pilot;
    found.sound_pilot = sound.pilot_score;
    if (picture.id) {
        found.id = *picture.id;
        found.read_from = sound.id == picture.id ? "picture and sound" : "picture";
        found.is_contradictory = sound.id && sound.id != picture.id;
        return found;
    }
    if (sound.id) {
        found.id = *sound.id;
        found.read_from = "sound";
        return found;
    }
    // Both carry the same bits: what neither says clearly, they may say together.
    std::array<float, kPayloadBits> soft{};
    for (std::size_t i = 0; i < kPayloadBits; ++i) {
        soft[i] = picture.soft[i] + sound.soft[i];
    }
    constexpr double kSoundPilotMin = 5.0;
    constexpr double kPicturePilotMin = 1.4;
    if (picture.pilot >= kPicturePilotMin && sound.pilot_score >= kSoundPilotMin) {
        if (const auto id = decode_payload(soft, *key_)) {
            found.id = *id;
            found.read_from = "both together";
        }
    }
    return found;
}

}  // namespace hibari::trust
