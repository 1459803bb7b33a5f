#include "world/sound/music/composer.h"

#include "base/check.h"
#include "base/vec.h"
#include "world/sound/dsp/filter.h"
#include "world/sound/music/instruments.h"
#include "world/sound/music/style.h"
#include "world/sound/space.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::world::sound {
namespace {

constexpr int kBeatsPerBar = 4;
constexpr double kRingOutS = 1.3;  // what the last chord gets before the end

// How a part sits in the mix.
struct Seat {
    float gain = 1.0F;
    float pan = 0.0F;
};

class Composer {
  public:
    Composer(const Music& music, const MusicSpan& span, Rng rng)
        : style_(span.solo ? solo_style(music) : music_style(music)),
          drums_only_(music.instrument == "drums"),
          span_(span),
          rng_(rng),
          out_(samples_in(span.seconds)),
          hall_(out_.size()) {
        const double wanted =
            60.0 / static_cast<double>(std::clamp(music.tempo_bpm, 50.0F, 180.0F));
        // The last chord falls on a beat and rings out within the clip: bend the tempo a little.
        const double ring_out = std::min(kRingOutS, 0.4 * span.clip_s);
        beats_ = std::max(2, static_cast<int>(std::lround((span.clip_s - ring_out) / wanted)));
        beat_s_ = (span.clip_s - ring_out) / beats_;
        Rng choice = rng.split("choice");
        tonic_ = style_.tonic + static_cast<int>(choice.integer(-2, 3));
        progression_ = style_.progressions[choice.index(style_.progressions.size())];
        motif_ = choice.split("motif");
    }

    Stereo compose() {
        for (int beat = 0; beat < beats_; beat += kBeatsPerBar) {
            bar(beat / kBeatsPerBar, beat);
        }
        final_chord();
        finish();
        return std::move(out_);
    }

  private:
    // ---- Harmony

    int degree_of_bar(int bar) const {
        // The bar before the end leads home.
        const int last = (beats_ - 1) / kBeatsPerBar;
        if (bar == last && last > 0) {
            return progression_[3] == 0 ? 4 : progression_[3];
        }
        return progression_[static_cast<std::size_t>(bar) % progression_.size()];
    }

    int pitch(int degree, int octave = 0) const {
        const int turn = degree >= 0 ? degree / 7 : -((6 - degree) / 7);
        const int index = degree - 7 * turn;
        return tonic_ + style_.scale[static_cast<std::size_t>(index)] + 12 * (turn + octave);
    }

    static float hz_of(int midi) {
        return 440.0F * std::exp2(static_cast<float>(midi - 69) / 12.0F);
    }

    std::vector<int> chord(int degree) const {
        std::vector<int> notes = {pitch(degree), pitch(degree + 2), pitch(degree + 4)};
        if (style_.sevenths) {
            notes.push_back(pitch(degree + 6));
        }
        // Keep the voices together around the tonic.
        for (int& note : notes) {
            while (note > tonic_ + 14) {
                note -= 12;
            }
            while (note < tonic_ - 1) {
                note += 12;
            }
        }
        std::sort(notes.begin(), notes.end());
        return notes;
    }

    // ---- Laying down

    void put(const Samples& sound, double at_s, Seat seat) {
        const auto at = static_cast<std::ptrdiff_t>(std::llround((at_s - span_.from_s) * kRateHz));
        const float angle = 0.25F * kPi * (1.0F + seat.pan);
        add_into(out_.left, sound, at, seat.gain * 1.3F * std::cos(angle));
        add_into(out_.right, sound, at, seat.gain * 1.3F * std::sin(angle));
        add_into(hall_, sound, at, seat.gain);
    }

    // True when a sound that begins there can be heard in the wanted part.
    bool wanted(double at_s, double length_s) const {
        return at_s < span_.from_s + span_.seconds && at_s + length_s + 3.0 > span_.from_s;
    }

    void note(Instrument who, int midi, double at_s, double length_s, float velocity, Seat seat) {
        if (!wanted(at_s, length_s)) {
            return;
        }
        Rng own = rng_.split(
            static_cast<std::uint64_t>(std::llround(at_s * 4800.0)) * 128U +
            static_cast<std::uint64_t>(midi)
        );
        const double late = 0.006 * own.normal();
        const float force = std::clamp(velocity * own.uniform(0.86F, 1.1F), 0.1F, 1.0F);
        const Samples sound =
            play_note(who, {hz_of(midi), static_cast<float>(length_s), force}, own);
        put(sound, std::max(0.0, at_s + late), seat);
    }

    double swing(int eighth) const {
        return eighth % 2 == 1 ? static_cast<double>(style_.swing) * 0.5 * beat_s_ : 0.0;
    }

    // ---- Players

    void bar(int number, int first_beat) {
        const int degree = degree_of_bar(number);
        const double at = first_beat * beat_s_;
        const int length = std::min(kBeatsPerBar, beats_ - first_beat);
        if (!drums_only_) {
            chords(degree, at, length, number);
            pad(degree, at, length);
        }
        if (!span_.solo || !drums_only_) {
            bass(degree, degree_of_bar(number + 1), at, length);
        }
        if (number > 0 || beats_ <= 2 * kBeatsPerBar) {
            melody(degree, at, length, number);
        }
        drums(at, length, number);
    }

    void chords(int degree, double at, int length, int number) {
        const std::vector<int> notes = chord(degree);
        const Seat seat{0.5F, -0.2F};
        const double eighth = 0.5 * beat_s_;
        switch (style_.figure) {
            case ChordFigure::kHeld:
                for (const int midi : notes) {
                    note(style_.chords, midi, at, length * beat_s_ * 0.95, 0.6F, {0.45F, seat.pan});
                }
                break;
            case ChordFigure::kArpeggio:
                for (int i = 0; i < 2 * length; ++i) {
                    const auto count = static_cast<int>(notes.size());
                    const int climb = i % (2 * count - 2);
                    const int index = climb < count ? climb : 2 * count - 2 - climb;
                    note(
                        style_.chords,
                        notes[static_cast<std::size_t>(index)],
                        at + i * eighth + swing(i),
                        2.2 * eighth,
                        i % 4 == 0 ? 0.65F : 0.5F,
                        seat
                    );
                }
                break;
            case ChordFigure::kStrum:
                strum(notes, at, length, seat);
                break;
            case ChordFigure::kOffbeat:
                for (int i = 1; i < 2 * length; i += (number % 2 == 0 || i % 4 == 1) ? 2 : 3) {
                    for (const int midi : notes) {
                        note(
                            style_.chords,
                            midi + 12,
                            at + i * eighth + swing(i),
                            0.6 * eighth,
                            0.55F,
                            {0.3F, seat.pan}
                        );
                    }
                }
                break;
            case ChordFigure::kPulse:
                for (int i = 0; i < 2 * length; ++i) {
                    const bool power = style_.chords == Instrument::kDriven;
                    for (std::size_t k = 0; k < (power ? 1 : notes.size()); ++k) {
                        note(
                            style_.chords,
                            power ? pitch(degree) : notes[k],
                            at + i * eighth,
                            0.8 * eighth,
                            i % 2 == 0 ? 0.75F : 0.5F,
                            {power ? 0.5F : 0.32F, seat.pan}
                        );
                    }
                }
                break;
        }
    }

    void strum(const std::vector<int>& notes, double at, int length, Seat seat) {
        const double eighth = 0.5 * beat_s_;
        constexpr std::string_view kPattern = "X.xxX.xx";
        for (int i = 0; i < 2 * length; ++i) {
            const char step = kPattern[static_cast<std::size_t>(i)];
            if (step == '.') {
                continue;
            }
            for (std::size_t k = 0; k < notes.size(); ++k) {
                const double roll = 0.012 * static_cast<double>(k);
                note(
                    style_.chords,
                    notes[k] + 12,
                    at + i * eighth + swing(i) + roll,
                    1.2 * eighth,
                    step == 'X' ? 0.7F : 0.45F,
                    {0.38F, seat.pan}
                );
            }
        }
    }

    void pad(int degree, double at, int length) {
        if (style_.pad_gain <= 0.0F) {
            return;
        }
        const std::vector<int> notes = chord(degree);
        for (std::size_t k = 0; k < notes.size(); ++k) {
            const float pan = 0.5F * (static_cast<float>(k) - 1.0F);
            note(
                style_.pad, notes[k] + 12, at, length * beat_s_, 0.5F, {0.4F * style_.pad_gain, pan}
            );
        }
    }

    void bass(int degree, int next_degree, double at, int length) {
        const int root = pitch(degree) - (pitch(degree) > tonic_ + 7 ? 24 : 12);
        const Seat seat{0.75F, 0.0F};
        const double eighth = 0.5 * beat_s_;
        const auto play = [&](int midi, double when, double held, float velocity) {
            note(style_.bass_player, midi, when, held, velocity, seat);
        };
        switch (style_.bass) {
            case BassFigure::kNone:
                break;
            case BassFigure::kRoot:
                play(root, at, length * beat_s_ * 0.95, 0.65F);
                break;
            case BassFigure::kRootFifth:
                for (int beat = 0; beat < length; beat += 2) {
                    play(beat % 4 == 0 ? root : root + 7, at + beat * beat_s_, 1.6 * beat_s_, 0.7F);
                }
                break;
            case BassFigure::kWalking: {
                const int target = pitch(next_degree) - (pitch(next_degree) > tonic_ + 7 ? 24 : 12);
                const std::array<int, 4> walk = {
                    root, root + (style_.scale[2]), root + 7, target + (target > root ? -1 : 1)
                };
                for (int beat = 0; beat < length; ++beat) {
                    play(
                        walk[static_cast<std::size_t>(beat)],
                        at + beat * beat_s_,
                        0.9 * beat_s_,
                        0.7F
                    );
                }
                break;
            }
            case BassFigure::kEighths:
                for (int i = 0; i < 2 * length; ++i) {
                    play(root, at + i * eighth, 0.8 * eighth, i % 2 == 0 ? 0.75F : 0.55F);
                }
                break;
            case BassFigure::kFunk: {
                constexpr std::string_view kSteps = "X..x..X.x.x...xx";
                for (int i = 0; i < 4 * length; ++i) {
                    if (kSteps[static_cast<std::size_t>(i)] != '.') {
                        const int up = i % 8 == 3 || i % 8 == 6 ? 12 : (i > 12 ? 7 : 0);
                        play(
                            root + up,
                            at + i * 0.25 * beat_s_,
                            0.2 * beat_s_,
                            kSteps[static_cast<std::size_t>(i)] == 'X' ? 0.85F : 0.6F
                        );
                    }
                }
                break;
            }
        }
    }

    // A motif of two bars that comes back; strong beats take chord tones, the rest moves by step.
    void melody(int degree, double at, int length, int number) {
        if (style_.melody_density <= 0.0F) {
            return;
        }
        Rng rhythm = motif_.split(number % 2);
        Rng line = motif_.split(10 + number % 4);
        for (int i = 0; i < 2 * length;) {
            const bool strong = i % 4 == 0;
            const bool plays = rhythm.chance(static_cast<double>(
                strong ? 0.5F + 0.5F * style_.melody_density : style_.melody_density
            ));
            const int held = rhythm.chance(0.3) ? 1 : (rhythm.chance(0.6) ? 2 : 3);
            if (!plays) {
                ++i;
                continue;
            }
            if (strong) {
                step_ = degree + 2 * static_cast<int>(line.integer(0, 2));
            } else {
                step_ += static_cast<int>(line.integer(-1, 1)) + (line.chance(0.15) ? 2 : 0);
            }
            while (step_ > 9) {
                step_ -= 7;
            }
            while (step_ < -1) {
                step_ += 7;
            }
            const int length_eighths = std::min(held, 2 * length - i);
            note(
                style_.melody,
                pitch(step_, 1),
                at + 0.5 * beat_s_ * i + swing(i),
                0.5 * beat_s_ * length_eighths * 0.95,
                strong ? 0.75F : 0.6F,
                {0.6F, 0.22F}
            );
            i += length_eighths;
        }
    }

    void drums(double at, int length, int number) {
        for (const DrumLine& line : style_.drums) {
            for (int i = 0; i < 4 * length; ++i) {
                const char step = line.steps[static_cast<std::size_t>(i) % line.steps.size()];
                const double when = at + 0.25 * beat_s_ * i + (i % 4 == 2 ? swing(1) : 0.0);
                if (step != '.' && wanted(when, 1.0)) {
                    hit(line.drum, when, step == 'X' ? 0.95F : 0.6F);
                }
            }
        }
        // A fill before every fourth bar.
        if (!style_.drums.empty() && number % 4 == 3 && length == kBeatsPerBar) {
            for (int i = 12; i < 16; ++i) {
                hit(i % 2 == 0 ? Drum::kTom : Drum::kSnare,
                    at + 0.25 * beat_s_ * i,
                    0.5F + 0.1F * static_cast<float>(i - 12));
            }
        }
    }

    void hit(Drum drum, double at_s, float velocity) {
        Rng own = rng_.split("drums").split(
            static_cast<std::uint64_t>(std::llround(at_s * 4800.0)) * 16U +
            static_cast<std::uint64_t>(drum)
        );
        const Samples& sound = drum_sound(drum, own.index(kDrumTakes));
        const float force = 0.4F + 0.6F * velocity * own.uniform(0.85F, 1.1F);
        const float pan = drum == Drum::kHat || drum == Drum::kRide
                              ? 0.35F
                              : (drum == Drum::kTom ? -0.25F : 0.0F);
        put(sound,
            std::max(0.0, at_s + 0.003 * own.normal()),
            {style_.drum_gain * 0.8F * force, pan});
    }

    // A drummer's hits differ; three takes of each drum are enough not to sound like a machine.
    const Samples& drum_sound(Drum drum, std::size_t take) {
        Samples& sound = takes_[static_cast<std::size_t>(drum) * kDrumTakes + take];
        if (sound.empty()) {
            sound = play_drum(
                drum, 1.0F, rng_.split("takes").split(static_cast<int>(drum)).split(take)
            );
        }
        return sound;
    }

    void final_chord() {
        const double at = beats_ * beat_s_;
        const double held = std::max(0.3, span_.clip_s - at - 0.2);
        if (!drums_only_) {
            std::vector<int> notes = chord(0);
            notes.push_back(pitch(0, 1));
            for (const int midi : notes) {
                note(style_.chords, midi, at, held, 0.7F, {0.45F, -0.15F});
            }
            pad(0, at, 2);
        }
        if (!span_.solo || !drums_only_) {
            note(style_.bass_player, pitch(0) - 12, at, held, 0.75F, {0.8F, 0.0F});
        }
        for (const DrumLine& line : style_.drums) {
            if (line.steps.front() != '.') {
                hit(line.drum, at, 1.0F);
            }
        }
    }

    void finish() {
        const Stereo hall = reverberate(hall_, {.rt60_s = 1.6F, .size_m = 12.0F, .wet = 1.0F});
        add_into(out_.left, hall.left, 0, 0.45F * style_.echo);
        add_into(out_.right, hall.right, 0, 0.45F * style_.echo);
        if (style_.low_pass_hz < 15000.0F) {
            for (Samples* side : {&out_.left, &out_.right}) {
                low_pass(style_.low_pass_hz).run(*side);
                low_pass(style_.low_pass_hz).run(*side);
            }
        }
        // Fades over the end of the clip, so that even a long tail ends.
        const double fade = std::min(0.9, 0.25 * span_.clip_s);
        for (std::size_t i = 0; i < out_.size(); ++i) {
            const double left = span_.clip_s - span_.from_s - static_cast<double>(i) / kRateHz;
            if (left < fade) {
                const float t = static_cast<float>(std::max(0.0, left / fade));
                out_.left[i] *= t * t;
                out_.right[i] *= t * t;
            }
        }
        const float loud =
            std::max({loudest_rms(out_.left, 14400), loudest_rms(out_.right, 14400), 1e-6F});
        for (Samples* side : {&out_.left, &out_.right}) {
            for (float& sample : *side) {
                sample *= 0.12F / loud;
            }
        }
    }

    static constexpr std::size_t kDrumTakes = 3;

    MusicStyle style_;
    bool drums_only_;
    MusicSpan span_;
    Rng rng_;
    Stereo out_;
    Samples hall_;
    int beats_ = 8;
    double beat_s_ = 0.6;
    int tonic_ = 48;
    std::array<int, 4> progression_{};
    Rng motif_{0};
    int step_ = 2;
    std::array<Samples, (static_cast<std::size_t>(Drum::kSleigh) + 1) * kDrumTakes> takes_;
};

}  // namespace

Stereo compose_music(const Music& music, const MusicSpan& span, Rng rng) {
    HIBARI_CHECK(span.seconds > 0.0 && span.clip_s > 0.0, span.seconds, span.clip_s);
    return Composer(music, span, rng).compose();
}

}  // namespace hibari::world::sound
