#include "world/sound/speech.h"

#include "base/rng.h"
#include "base/vec.h"
#include "world/sound/dsp/filter.h"
#include "world/sound/dsp/signal.h"
#include "world/sound/voice/casting.h"
#include "world/sound/voice/delivery.h"
#include "world/sound/voice/flite_voice.h"
#include "world/sound/voice/match.h"
#include "world/sound/voice/speakable.h"
#include "world/sound/voice/visemes.h"
#include "world/sound/voice/vocoder.h"

#include <algorithm>
#include <map>
#include <optional>
#include <soxr.h>

namespace hibari::world {
namespace sound {
namespace {

constexpr float kSpeechRms = 0.1F;

// Root mean square of the blocks that are not pauses.
float active_rms(const Samples& samples) {
    constexpr std::size_t kBlock = 960;
    const float peak_rms = loudest_rms(samples, kBlock);
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t at = 0; at + kBlock <= samples.size(); at += kBlock) {
        double block = 0.0;
        for (std::size_t i = 0; i < kBlock; ++i) {
            block += static_cast<double>(samples[at + i]) * static_cast<double>(samples[at + i]);
        }
        if (std::sqrt(block / kBlock) > 0.1 * static_cast<double>(peak_rms)) {
            sum += block;
            count += kBlock;
        }
    }
    return count > 0 ? static_cast<float>(std::sqrt(sum / static_cast<double>(count))) : peak_rms;
}

// Evens out syllables, as a broadcast chain does: quiet ones gain up to 9 dB.
void compress(Samples& samples, float amount) {
    OnePole follow(18.0F);
    const float reference = std::max(active_rms(samples), 1e-6F);
    for (float& sample : samples) {
        const float level = std::sqrt(follow.run(sample * sample));
        const float over = std::clamp(level / reference, 0.12F, 8.0F);
        sample *= std::pow(over, -amount);
    }
}

void finish_voice(Samples& samples, Delivery delivery) {
    high_pass(70.0F).run(samples);
    peaking(3000.0F, 0.8F, 2.0F).run(samples);
    high_shelf(4500.0F, 4.0F).run(samples);
    compress(samples, delivery == Delivery::kShout ? 0.5F : 0.3F);
    const float rms = active_rms(samples);
    const float gain = rms > 1e-6F ? kSpeechRms / rms : 0.0F;
    for (float& sample : samples) {
        const float value = sample * gain;
        sample =
            std::fabs(value) < 0.5F
                ? value
                : std::copysign(0.5F + 0.4F * std::tanh((std::fabs(value) - 0.5F) / 0.4F), value);
    }
    fade_ends(samples, 96, 480);
}

Result<Samples> resampled(const std::vector<float>& wave, double from_hz, double to_hz) {
    const auto length =
        static_cast<std::size_t>(static_cast<double>(wave.size()) * to_hz / from_hz);
    Samples out(length + 64);
    std::size_t read = 0;
    std::size_t written = 0;
    const soxr_error_t error = soxr_oneshot(
        from_hz,
        to_hz,
        1,
        wave.data(),
        wave.size(),
        &read,
        out.data(),
        out.size(),
        &written,
        nullptr,
        nullptr,
        nullptr
    );
    if (error != nullptr) {
        return fail(ErrorCode::kInternal, std::string("resampling of speech failed: ") + error);
    }
    out.resize(written);
    return out;
}

struct Spoken {
    Samples samples;
    std::vector<Phone> phones;
    float effort = 1.0F;
};

// The mechanical voice is a waveform: formants, pitch and rate move together.
Result<Spoken> mechanical(const Analysis& analysis, const VoiceCast& cast) {
    const double rate = static_cast<double>(cast.formant);
    Spoken spoken;
    spoken.samples = HIBARI_TRY(resampled(analysis.wave, analysis.wave_rate_hz * rate, kRateHz));
    for (const Phone& phone : analysis.phones) {
        spoken.phones.push_back({phone.name, phone.end_s / rate});
    }
    return spoken;
}

Result<Spoken> speak_text(
    const std::string& text,
    Delivery delivery,
    const VoiceCast& cast,
    const LikenessForm* form,
    float tempo_bpm,
    Rng rng
) {
    const Analysis analysis = HIBARI_TRY(analyse_text(text, cast.bank));
    if (cast.bank == VoiceBank::kKal16) {
        return mechanical(analysis, cast);
    }
    if (analysis.frames.empty() || analysis.phones.empty()) {
        return Spoken{};
    }
    Delivered delivered = deliver(analysis, delivery, cast, tempo_bpm, rng);
    if (form != nullptr && form->voice) {
        settle_pitch(analysis, delivery, *form->voice, delivered);
    }
    return Spoken{
        .samples = vocode(analysis.frames, delivered.plan, delivered.color, rng.split("vocoder")),
        .phones = delivered.phones,
        .effort = delivered.effort,
    };
}

class Cast {
  public:
    Cast(const Shot& shot, std::uint64_t seed, Rng rng) : shot_(shot), seed_(seed), rng_(rng) {}

    int entity_of(const std::string& speaker) const {
        for (std::size_t i = 0; i < shot_.entities.size(); ++i) {
            if (shot_.entities[i].id == speaker) {
                return static_cast<int>(i);
            }
        }
        return -1;
    }

    /// Whose likeness the speaker has; null: nobody's.
    const LikenessForm* form_of(const std::string& speaker) const {
        const int entity = entity_of(speaker);
        return entity < 0 ? nullptr : shot_.entities[static_cast<std::size_t>(entity)].form;
    }

    // The draw is named after the speaker, so that a voice survives a cut to the next shot.
    const VoiceCast& voice_of(const std::string& speaker) {
        if (const auto found = voices_.find(speaker); found != voices_.end()) {
            return found->second;
        }
        const int entity = entity_of(speaker);
        std::optional<Entity> who;
        if (entity >= 0) {
            who = as_seen(shot_.entities[static_cast<std::size_t>(entity)], seed_);
        }
        const LikenessForm* form = form_of(speaker);
        const VoiceCast cast = form != nullptr && form->voice
                                   ? match_voice(*form->voice)
                                   : cast_voice(who ? &*who : nullptr, taken_, rng_.split(speaker));
        taken_.push_back(cast);
        return voices_.emplace(speaker, cast).first->second;
    }

  private:
    const Shot& shot_;
    std::uint64_t seed_;
    Rng rng_;
    std::map<std::string, VoiceCast> voices_;
    std::vector<VoiceCast> taken_;
};

/// The recording of a likeness as a line.
SpokenSound recorded_line(const LikenessForm& form, const SpokenLine& line, int index) {
    Samples samples = form.recording;
    const float rms = active_rms(samples);
    const float loudest = peak_of(samples);
    const float gain = std::min(kSpeechRms / std::max(rms, 1e-6F), 0.9F / std::max(loudest, 1e-6F));
    for (float& sample : samples) {
        sample *= gain;
    }
    fade_ends(samples, 96, 480);
    return {index, line.delivery, std::move(samples)};
}

std::string excerpt(const std::string& text) {
    constexpr std::size_t kShown = 40;
    if (text.size() <= kShown) {
        return text;
    }
    std::size_t cut = kShown;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) {
        --cut;
    }
    return text.substr(0, cut) + "...";
}

}  // namespace
}  // namespace sound

Result<Speech> speak(const Shot& shot, const SpeakOptions& options) {
    using namespace sound;
    const FlushDenormals quick;
    const Rng rng = Rng(options.seed).split("speech");
    Cast cast(shot, options.seed, rng.split("cast"));
    Speech speech;
    for (std::size_t i = 0; i < shot.lines.size(); ++i) {
        if (options.stop.stop_requested()) {
            return fail(ErrorCode::kCancelled, "the speech was stopped");
        }
        const SpokenLine& line = shot.lines[i];
        const VoiceCast& voice = cast.voice_of(line.speaker);
        const LikenessForm* form = cast.form_of(line.speaker);
        if (line.recorded && form != nullptr && peak_of(form->recording) > 1e-4F) {
            SpokenSound sound = recorded_line(*form, line, static_cast<int>(i));
            speech.utterances.push_back(
                {.line = static_cast<int>(i),
                 .entity = cast.entity_of(line.speaker),
                 .duration_s = static_cast<double>(sound.samples.size()) / kRateHz,
                 .mouth = mouth_of_recording(sound.samples)}
            );
            speech.sounds.push_back(std::move(sound));
            continue;
        }
        if (line.recorded) {
            speech.notes.push_back(
                "there is no recording for the line '" + excerpt(line.text) + "', it is spoken"
            );
        }
        const Speakable readable = speakable_text(line.text);
        if (readable.text.empty()) {
            speech.notes.push_back(
                "the line '" + excerpt(line.text) + "' is not spoken: the voices read English only"
            );
            continue;
        }
        if (readable.dropped > 0) {
            speech.notes.push_back(
                "parts of the line '" + excerpt(line.text) +
                "' are left out: the voices read English only"
            );
        }
        Spoken spoken = HIBARI_TRY(speak_text(
            readable.text,
            line.delivery,
            voice,
            form,
            options.tempo_bpm,
            rng.split(static_cast<int>(i))
        ));
        if (spoken.samples.empty() || peak_of(spoken.samples) < 1e-5F) {
            speech.notes.push_back("the line '" + excerpt(line.text) + "' has nothing to speak");
            continue;
        }
        finish_voice(spoken.samples, line.delivery);
        const int index = static_cast<int>(i);
        speech.utterances.push_back(
            {.line = index,
             .entity = cast.entity_of(line.speaker),
             .duration_s = static_cast<double>(spoken.samples.size()) / kRateHz,
             .mouth = mouth_keys(spoken.phones, spoken.effort)}
        );
        speech.sounds.push_back({index, line.delivery, std::move(spoken.samples)});
    }
    return speech;
}

}  // namespace hibari::world
