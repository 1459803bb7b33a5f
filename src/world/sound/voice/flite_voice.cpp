#include "world/sound/voice/flite_voice.h"

#include "base/check.h"

#include <algorithm>
#include <memory>
#include <mutex>

extern "C" {
#include <flite/cst_cg.h>
#include <flite/flite.h>

// The voice libraries come without headers.
cst_voice* register_cmu_us_slt(const char* folder);
cst_voice* register_cmu_us_rms(const char* folder);
cst_voice* register_cmu_us_awb(const char* folder);
cst_voice* register_cmu_us_kal16(const char* folder);
}

namespace hibari::world::sound {
namespace {

struct DeleteUtterance {
    void operator()(cst_utterance* utterance) const { delete_utterance(utterance); }
};

struct DeleteTrack {
    void operator()(cst_track* track) const { delete_track(track); }
};

using UtterancePtr = std::unique_ptr<cst_utterance, DeleteUtterance>;
using TrackPtr = std::unique_ptr<cst_track, DeleteTrack>;

// flite is a C library with global voice tables; this lock serialises everything that touches it.
std::mutex& flite_lock() {
    static std::mutex lock;
    return lock;
}

// Ends flite's own vocoder at its first buffer: we only want the parameters.
int stop_at_once(
    const cst_wave* /*wave*/,
    int /*start*/,
    int /*size*/,
    int /*last*/,
    cst_audio_streaming_info* /*info*/
) {
    return CST_AUDIO_STREAM_STOP;
}

void only_parameters(cst_voice* voice) {
    cst_audio_streaming_info* info = new_audio_streaming_info();
    info->asc = stop_at_once;
    info->min_buffsize = 64;
    feat_set(voice->features, "streaming_info", audio_streaming_info_val(info));
}

// Voices live as long as the program; flite offers no safe way to unload one that was used.
cst_voice* voice_of(VoiceBank bank) {
    struct Voices {
        std::array<cst_voice*, 4> list{};

        Voices() {
            flite_init();
            list = {
                register_cmu_us_slt(nullptr),
                register_cmu_us_rms(nullptr),
                register_cmu_us_awb(nullptr),
                register_cmu_us_kal16(nullptr)
            };
            for (std::size_t i = 0; i < 3; ++i) {
                only_parameters(list[i]);
            }
        }
    };

    static const Voices voices;
    return voices.list[static_cast<std::size_t>(bank)];
}

std::vector<Phone> phones_of(cst_utterance* utterance) {
    std::vector<Phone> phones;
    cst_relation* segments = utt_relation(utterance, "Segment");
    for (cst_item* item = relation_head(segments); item != nullptr; item = item_next(item)) {
        phones.push_back(
            {.name = item_feat_string(item, "name"),
             .end_s = static_cast<double>(item_feat_float(item, "end"))}
        );
    }
    return phones;
}

std::vector<VoiceFrame> frames_of(const cst_track& smooth, const cst_track* strengths) {
    HIBARI_CHECK(smooth.num_channels > VoiceFrame::kOrder, smooth.num_channels);
    std::vector<VoiceFrame> frames(static_cast<std::size_t>(smooth.num_frames));
    for (std::size_t i = 0; i < frames.size(); ++i) {
        VoiceFrame& frame = frames[i];
        const float* values = smooth.frames[i];
        frame.f0_hz = values[0];
        std::copy_n(values + 1, frame.mel_cepstrum.size(), frame.mel_cepstrum.begin());
        if (strengths != nullptr && static_cast<int>(i) < strengths->num_frames) {
            for (std::size_t band = 0; band < frame.strength.size(); ++band) {
                frame.strength[band] = std::clamp(strengths->frames[i][band], 0.0F, 1.0F);
            }
        } else {
            frame.strength.fill(frame.f0_hz > 0.0F ? 0.8F : 0.0F);
        }
    }
    return frames;
}

Result<Analysis> parameters_of(cst_utterance* utterance) {
    if (feat_present(utterance->features, "param_track") == 0) {
        return fail(ErrorCode::kInternal, "the speech library gave no voice parameters");
    }
    cst_cg_db* db = val_cg_db(utt_feat_val(utterance, "cg_db"));
    const TrackPtr smooth(mlpg(val_track(utt_feat_val(utterance, "param_track")), db));
    const cst_track* strengths = feat_present(utterance->features, "str_track") != 0
                                     ? val_track(utt_feat_val(utterance, "str_track"))
                                     : nullptr;
    Analysis analysis;
    analysis.phones = phones_of(utterance);
    analysis.frames = frames_of(*smooth, strengths);
    analysis.mean_f0_hz = db->f0_mean;
    return analysis;
}

Result<Analysis> waveform_of(cst_utterance* utterance) {
    const cst_wave* wave = utt_wave(utterance);
    if (wave == nullptr) {
        return fail(ErrorCode::kInternal, "the speech library gave no sound");
    }
    Analysis analysis;
    analysis.phones = phones_of(utterance);
    analysis.wave_rate_hz = wave->sample_rate;
    analysis.wave.resize(static_cast<std::size_t>(wave->num_samples));
    std::transform(
        wave->samples,
        wave->samples + wave->num_samples,
        analysis.wave.begin(),
        [](short sample) { return static_cast<float>(sample) / 32768.0F; }
    );
    return analysis;
}

}  // namespace

Result<Analysis> analyse_text(const std::string& text, VoiceBank bank) {
    const std::lock_guard guard(flite_lock());
    cst_voice* voice = voice_of(bank);
    const UtterancePtr utterance(flite_synth_text(text.c_str(), voice));
    if (utterance == nullptr) {
        return fail(ErrorCode::kInternal, "the speech library could not read the line");
    }
    return bank == VoiceBank::kKal16 ? waveform_of(utterance.get())
                                     : parameters_of(utterance.get());
}

}  // namespace hibari::world::sound
