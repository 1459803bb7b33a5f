#include "world/sound/mixer.h"

#include "base/check.h"
#include "base/rng.h"
#include "base/vec.h"
#include "media/loudness.h"
#include "world/script/cue_names.h"
#include "world/script/whole_shot.h"
#include "world/sound/ambience.h"
#include "world/sound/drumming.h"
#include "world/sound/dsp/filter.h"
#include "world/sound/effects/cues.h"
#include "world/sound/effects/signals.h"
#include "world/sound/finish.h"
#include "world/sound/music/composer.h"
#include "world/sound/performance.h"
#include "world/sound/scene_sound.h"
#include "world/sound/space.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hibari::world {
namespace sound {
namespace {

// Levels of the buses before loudness is set; speech is recorded at 0.1 root mean square.
constexpr float kDialogueGain = 1.5F;
constexpr float kAmbienceGain = 0.3F;
constexpr float kWeatherGain = 0.55F;
constexpr float kCrowdGain = 0.6F;
constexpr float kMusicGain = 0.62F;
constexpr float kPerformedGain = 0.9F;

// So far over everything else a line lies while it is spoken: clear to listeners who do not know
// the text (broadcasters ask for 10 LU at least).
constexpr float kSpeechOver_db = 13.0F;

// Where an entity is heard, a speaker by the head; the narrator is nowhere.
std::optional<int> head_of(const Timeline& timeline, int entity) {
    std::optional<int> first;
    for (std::size_t i = 0; i < timeline.bodies.size(); ++i) {
        const BodyTrack& body = timeline.bodies[i];
        if (body.entity != entity || entity < 0) {
            continue;
        }
        if (body.face >= 0) {
            return static_cast<int>(i);
        }
        first = first ? first : static_cast<int>(i);
    }
    return first;
}

// A helmet radio: narrow, driven, with a beep of the key at both ends.
Samples through_radio(Samples voice, Rng rng) {
    Biquad low = low_pass(3000.0F);
    Biquad high = high_pass(420.0F);
    Biquad high_again = high_pass(380.0F);
    Noise hiss(rng);
    for (float& sample : voice) {
        const float x = high_again.run(high.run(sample)) + 0.003F * hiss.next();
        sample = 0.22F * std::tanh(6.0F * low.run(x));
    }
    return voice;
}

class Mixer {
  public:
    Mixer(
        const Timeline& timeline, const Speech& speech, const Shot& shot, const MixOptions& options
    )
        : timeline_(timeline),
          speech_(speech),
          written_(shot),
          shot_(whole_shot(shot)),
          options_(options),
          rng_(Rng(options.seed).split("sound")),
          space_(timeline, options.stop),
          count_(media::sample_count(timeline.duration_s)),
          vacuum_(is_vacuum(timeline)),
          performances_(vacuum_ ? std::vector<Performance>() : performances(timeline, shot_)),
          dialogue_(count_),
          effects_(count_),
          crowd_(count_),
          performed_(count_) {}

    /// Nothing when it was stopped; each part takes a fraction of a second.
    std::optional<Layers> mix() {
        add_dialogue();
        if (!vacuum_) {
            add_contacts(effects_, space_, rng_.split("contacts"));
            add_lasting(effects_, space_, rng_.split("lasting"));
            add_events(effects_, space_, rng_.split("events"));
            add_cues(crowd_, effects_, space_, written_, rng_.split("cues"));
            add_performances();
        }
        const Samples duck = ducking();
        Layers out{.events = Stereo(count_), .bed = Stereo(count_)};
        const std::array<std::function<void()>, 7> parts{
            [&] { add_ducked(out.events, effects_.direct, duck, 1.0F, 0.35F); },
            [&] { add_ducked(out.events, crowd_.direct, duck, kCrowdGain, 0.6F); },
            [&] { add_ducked(out.events, performed_.direct, duck, kPerformedGain, 0.6F); },
            [&] { add_room(out.events, duck); },
            [&] { add_music(out.events, duck); },
            [&] { add_ducked(out.events, weather(), duck, kWeatherGain, 0.4F); },
            [&] { add_ducked(out.bed, ambience(), duck, kAmbienceGain, 0.4F); },
        };
        for (const std::function<void()>& add : parts) {
            if (space_.is_stopped()) {
                return std::nullopt;
            }
            add();
        }
        if (!timeline_.utterances.empty()) {
            make_room_for_speech(out, duck);
        }
        return out;
    }

  private:
    void add_dialogue() {
        for (const Utterance& utterance : timeline_.utterances) {
            if (space_.is_stopped()) {
                return;
            }
            const auto found = std::find_if(
                speech_.sounds.begin(),
                speech_.sounds.end(),
                [&](const SpokenSound& sound) { return sound.line == utterance.line; }
            );
            if (found == speech_.sounds.end() || utterance.start_s < 0.0) {
                continue;
            }
            const float level = found->delivery == Delivery::kShout     ? 1.5F
                                : found->delivery == Delivery::kWhisper ? 0.55F
                                                                        : 1.0F;
            place_line(*found, utterance, level);
        }
    }

    void place_line(const SpokenSound& sound, const Utterance& utterance, float level) {
        const std::optional<int> head = head_of(timeline_, utterance.entity);
        if (vacuum_ || !head) {
            const Samples voice =
                vacuum_ && utterance.entity >= 0
                    ? through_radio(sound.samples, rng_.split("radio").split(utterance.line))
                    : sound.samples;
            const auto at = static_cast<std::ptrdiff_t>(std::llround(utterance.start_s * kRateHz));
            add_into(dialogue_.direct.left, voice, at, level);
            add_into(dialogue_.direct.right, voice, at, level);
            return;
        }
        // A boom microphone follows the speaker: voices fall much less with distance than things.
        const Vec3 where = space_.body_at(*head, utterance.start_s);
        const float far = distance(space_.camera_at(utterance.start_s).position, where);
        const float reach = std::clamp(0.75F * far, 3.0F, 14.0F);
        space_.place_moving(
            dialogue_,
            sound.samples,
            utterance.start_s,
            [&](double t) { return space_.body_at(*head, t); },
            {.gain = level, .reach_m = reach, .width = 0.6F}
        );
    }

    // 0 while nobody speaks, 1 while somebody does, with soft shoulders.
    Samples ducking() const {
        Samples out(count_);
        OnePole rise(7.0F);
        OnePole fall(1.6F);
        OnePole level(25.0F);
        float hold = 0.0F;
        for (std::size_t i = 0; i < count_; ++i) {
            const float x =
                std::fabs(dialogue_.direct.left[i]) + std::fabs(dialogue_.direct.right[i]);
            const bool speaking = level.run(x) > 0.012F;
            hold = speaking ? 0.35F : std::max(0.0F, hold - 1.0F / kRate);
            const float target = hold > 0.0F ? 1.0F : 0.0F;
            out[i] = std::max(rise.run(target), fall.run(target));
        }
        return out;
    }

    // By how much everything but the speech steps back under it between two samples so that it is
    // understood; nothing where nobody speaks.
    std::optional<float> step_back(
        const Layers& out, const Samples& duck, std::size_t begin, std::size_t end
    ) const {
        double speech = 0.0;
        double rest = 0.0;
        for (std::size_t i = begin; i < end; ++i) {
            if (duck[i] > 0.9F) {
                const float voice =
                    kDialogueGain * (dialogue_.direct.left[i] + dialogue_.direct.right[i]);
                const float other =
                    out.events.left[i] + out.events.right[i] + out.bed.left[i] + out.bed.right[i];
                speech += static_cast<double>(voice) * static_cast<double>(voice);
                rest += static_cast<double>(other) * static_cast<double>(other);
            }
        }
        if (speech <= 0.0) {
            return std::nullopt;
        }
        const auto over_db =
            static_cast<float>(10.0 * std::log10((speech + 1e-12) / (rest + 1e-12)));
        return 1.0F - gain_of_db(std::clamp(over_db - kSpeechOver_db, -24.0F, 0.0F));
    }

    // Adds the speech, under which everything else steps back: in each part of the shot as far as
    // it takes there.
    void make_room_for_speech(Layers& out, const Samples& duck) const {
        constexpr float kSlowly_hz = 0.5F;
        Samples back(count_);
        const float step = 1.0F - std::exp(-2.0F * kPi * kSlowly_hz / kRate);
        float now = 0.0F;
        float wanted = 0.0F;
        bool spoken = false;
        for (const PartTime& part : part_times(written_)) {
            const std::size_t begin = std::min(count_, media::sample_count(part.begin_s));
            const std::size_t end = std::min(count_, media::sample_count(part.end_s));
            const std::optional<float> here = step_back(out, duck, begin, end);
            wanted = here.value_or(wanted);
            now = spoken ? now : wanted;
            spoken = spoken || here;
            for (std::size_t i = begin; i < end; ++i) {
                now += step * (wanted - now);
                back[i] = now;
            }
        }
        for (Stereo* layer : {&out.events, &out.bed}) {
            for (std::size_t i = 0; i < count_; ++i) {
                layer->left[i] *= 1.0F - back[i] * duck[i];
                layer->right[i] *= 1.0F - back[i] * duck[i];
            }
        }
        mix_in(out.events, dialogue_.direct, kDialogueGain);
        const std::optional<Reverb> reverb = room();
        if (reverb) {
            Samples send = dialogue_.room;
            for (float& sample : send) {
                sample *= 0.55F * kDialogueGain;
            }
            mix_in(out.events, reverberate(send, *reverb), 1.2F * reverb->wet);
        }
    }

    std::optional<Reverb> room() const {
        const Place* place = timeline_.environment.place;
        const bool echoes = place != nullptr && !vacuum_ && place->reverb.wet > 0.0F;
        return echoes ? std::optional(place->reverb) : std::nullopt;
    }

    static void add_ducked(
        Stereo& out, const Stereo& part, const Samples& duck, float gain, float depth
    ) {
        const std::size_t count = std::min(out.size(), part.size());
        for (std::size_t i = 0; i < count; ++i) {
            const float g = gain * (1.0F - depth * duck[i]);
            out.left[i] += g * part.left[i];
            out.right[i] += g * part.right[i];
        }
    }

    void add_room(Stereo& out, const Samples& duck) {
        const std::optional<Reverb> reverb = room();
        if (!reverb) {
            return;
        }
        Samples send(count_);
        for (std::size_t i = 0; i < count_; ++i) {
            send[i] = (1.0F - 0.35F * duck[i]) * effects_.room[i] +
                      kCrowdGain * (1.0F - 0.6F * duck[i]) * crowd_.room[i] +
                      kPerformedGain * (1.0F - 0.6F * duck[i]) * performed_.room[i];
        }
        mix_in(out, reverberate(send, *reverb), 1.2F * reverb->wet);
    }

    Stereo ambience() const {
        const Place* place = timeline_.environment.place;
        const double seconds = timeline_.duration_s;
        const Rng rng = rng_.split("ambience");
        if (vacuum_) {
            Stereo inside = ambience_bed("space", seconds, rng);
            mix_in(inside, cue_sound(*find_cue("breathing"), seconds, rng.split("breath")), 0.35F);
            return inside;
        }
        return ambience_bed(place != nullptr ? place->ambience : "none", seconds, rng);
    }

    // Rain and storm are part of what happens.
    Stereo weather() const {
        return weather_bed(
            timeline_.environment, timeline_.duration_s, rng_.split("ambience").split("weather")
        );
    }

    Stereo composed(const Music& music, bool solo) const {
        const double clip =
            options_.clip_duration_s > 0.0 ? options_.clip_duration_s : timeline_.duration_s;
        return compose_music(
            music,
            {.from_s = options_.music_from_s,
             .seconds = timeline_.duration_s,
             .clip_s = clip,
             .solo = solo},
            Rng(options_.seed).split("music")
        );
    }

    void add_music(Stereo& out, const Samples& duck) const {
        const bool in_picture =
            options_.music &&
            std::ranges::find(
                performances_, options_.music->instrument, &Performance::instrument
            ) != performances_.end();
        // What somebody is seen playing comes from there alone.
        if (options_.music && !in_picture) {
            add_ducked(out, composed(*options_.music, false), duck, kMusicGain, 0.68F);
        }
    }

    // A drum is heard when its skin is seen struck; false when nobody is seen striking it.
    bool add_drumming(const Performance& drum) {
        const std::vector<Stroke> strokes =
            drum_strokes(timeline_, drum.player, drum.entity, drum.when);
        const Rng rng = rng_.split("drumming");
        for (std::size_t i = 0; i < strokes.size(); ++i) {
            const Stroke& stroke = strokes[i];
            space_.place(
                performed_,
                drum_stroke(rng.split(i)),
                stroke.time_s,
                stroke.where,
                {.gain = stroke.strength, .reach_m = 4.0F}
            );
        }
        return !strokes.empty();
    }

    // All players of a shot play the same piece, each the part of the instrument.
    void add_performances() {
        for (const Performance& performance : performances_) {
            if (space_.is_stopped()) {
                return;
            }
            const bool drums = performance.instrument == "drums";
            if (drums && add_drumming(performance)) {
                continue;
            }
            Music music = options_.music.value_or(
                Music{.mood = drums ? "rock" : "calm", .tempo_bpm = drums ? 128.0F : 72.0F}
            );
            music.instrument = std::string(performance.instrument);
            const Stereo piece = composed(music, true);
            const auto at = [&](double time_s) {
                return std::min(count_, static_cast<std::size_t>(time_s * kRateHz));
            };
            const std::size_t first = at(performance.when.begin_s);
            const std::size_t last = std::max(first, at(performance.when.end_s));
            Samples played(last - first);
            constexpr std::size_t kEdge = 1440;  // 30 ms, so that cutting in does not click
            for (std::size_t i = 0; i < played.size(); ++i) {
                const std::size_t edge = std::min({i, played.size() - 1 - i, kEdge});
                played[i] = 0.5F * (piece.left[first + i] + piece.right[first + i]) *
                            static_cast<float>(edge) / kEdge;
            }
            const std::optional<int> body = head_of(timeline_, performance.entity);
            if (!body) {
                continue;
            }
            // Followed by a microphone like a voice.
            const double begin_s = performance.when.begin_s;
            const float far =
                distance(space_.camera_at(begin_s).position, space_.body_at(*body, begin_s));
            space_.place_moving(
                performed_,
                played,
                begin_s,
                [&](double t) { return space_.body_at(*body, t); },
                {.gain = 1.0F, .reach_m = std::clamp(0.75F * far, 3.0F, 14.0F), .width = 0.6F}
            );
        }
    }

    const Timeline& timeline_;
    const Speech& speech_;
    const Shot& written_;
    Shot shot_;  // All of it as one.
    const MixOptions& options_;
    Rng rng_;
    Space space_;
    std::size_t count_;
    bool vacuum_;
    std::vector<Performance> performances_;
    Bus dialogue_;
    Bus effects_;
    Bus crowd_;
    Bus performed_;
};

}  // namespace
}  // namespace sound

Result<media::AudioBuffer> mix(
    const Timeline& timeline, const Speech& speech, const Shot& shot, const MixOptions& options
) {
    using namespace sound;
    HIBARI_CHECK(timeline.duration_s > 0.0 && timeline.duration_s < 3600.0, timeline.duration_s);
    const FlushDenormals quick;
    std::optional<Layers> out = Mixer(timeline, speech, shot, options).mix();
    if (out) {
        colour_sound(*out, options.style, Rng(options.seed).split("style"));
    }
    if (!out || options.stop.stop_requested()) {
        return fail(ErrorCode::kCancelled, "the sound was stopped");
    }
    std::vector<std::size_t> ends;
    for (const PartTime& part : part_times(shot)) {
        ends.push_back(std::min(out->events.size(), media::sample_count(part.end_s)));
    }
    ends.back() = out->events.size();
    if (options.mastering == Mastering::kQuick) {
        HIBARI_CHECK(ends.size() == 1, ends.size());
        return finish_sound_quickly(std::move(*out));
    }
    return finish_sound(std::move(*out), ends);
}

}  // namespace hibari::world
