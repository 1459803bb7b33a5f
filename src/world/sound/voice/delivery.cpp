#include "world/sound/voice/delivery.h"

#include "base/vec.h"
#include "world/sound/voice/visemes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world::sound {
namespace {

constexpr float kHopS = static_cast<float>(kVoiceHopS);

// Silence that flite leaves at the ends of a line is cut to this.
constexpr double kEdgeSilenceS = 0.04;

// Where each phone goes: source [from, to) is played over `length_s`.
struct Stretch {
    double from_s = 0.0;
    double to_s = 0.0;
    double length_s = 0.0;
    float note_hz = 0.0F;  // singing only
};

bool is_edge_pause(const std::vector<Phone>& phones, std::size_t i) {
    return phones[i].name == "pau" && (i == 0 || i + 1 == phones.size());
}

std::vector<Stretch> spoken_rhythm(
    const std::vector<Phone>& phones, Delivery delivery, float rate
) {
    std::vector<Stretch> stretches;
    double begin = 0.0;
    for (std::size_t i = 0; i < phones.size(); ++i) {
        const double length = phones[i].end_s - begin;
        double wanted = length / static_cast<double>(rate);
        if (is_edge_pause(phones, i)) {
            wanted = std::min(wanted, kEdgeSilenceS);
        } else if (delivery == Delivery::kShout && viseme_of(phones[i].name).vowel) {
            wanted *= 1.18;
        }
        // The cut pause keeps the part next to the speech.
        const bool lead = i == 0 && phones[i].name == "pau";
        stretches.push_back({lead ? phones[i].end_s - wanted : begin, phones[i].end_s, wanted});
        begin = phones[i].end_s;
    }
    return stretches;
}

// Major pentatonic steps around the tonic; phrases rise and come home.
constexpr std::array<int, 16> kTune = {0, 2, 4, 7, 4, 2, 0, 2, 4, 4, 7, 9, 7, 4, 2, 0};

std::vector<Stretch> sung_rhythm(
    const std::vector<Phone>& phones, float tonic_hz, float tempo_bpm, Rng rng
) {
    const double beat = 60.0 / static_cast<double>(std::clamp(tempo_bpm, 60.0F, 160.0F));
    std::vector<Stretch> stretches;
    auto step = static_cast<std::size_t>(rng.integer(0, 3)) * 4;
    double begin = 0.0;
    double written = 0.0;
    double due = 0.0;  // when the next syllable's vowel should end
    float note = tonic_hz;
    for (std::size_t i = 0; i < phones.size(); ++i) {
        const double length = phones[i].end_s - begin;
        double wanted = std::min(length, 0.12);
        if (viseme_of(phones[i].name).vowel) {
            note = tonic_hz * ratio_of_semitones(static_cast<float>(kTune[step % kTune.size()]));
            ++step;
            const bool long_note = step % 4 == 0;
            due = std::max(due, written) + beat * (long_note ? 1.0 : 0.5);
            wanted = std::max(due - written - 0.08, 0.12);
        } else if (is_edge_pause(phones, i)) {
            wanted = std::min(length, kEdgeSilenceS);
        }
        stretches.push_back({begin, phones[i].end_s, wanted, note});
        written += wanted;
        begin = phones[i].end_s;
    }
    return stretches;
}

struct Manner {
    float pitch = 1.0F;
    float range = 1.0F;
    float rate = 1.0F;
    float tilt_db = 0.0F;
    float breath = 0.0F;
    float effort = 1.0F;
    float formant = 1.0F;
};

Manner manner_of(Delivery delivery) {
    switch (delivery) {
        case Delivery::kShout:
            return {1.55F, 1.3F, 0.95F, 7.0F, 0.0F, 1.35F, 1.03F};
        case Delivery::kWhisper:
            return {1.0F, 1.0F, 0.9F, 5.0F, 1.0F, 0.75F, 1.06F};
        case Delivery::kAsk:
            return {1.06F, 1.2F, 1.0F, 0.0F, 0.0F, 1.0F, 1.0F};
        case Delivery::kSing:
            return {1.0F, 0.0F, 1.0F, 1.5F, 0.05F, 1.1F, 1.0F};
        case Delivery::kSay:
            return {};
    }
    return {};
}

// Multiplies pitch from the last stressed stretch of the line on, as questions do.
float question_rise(double time_s, double end_s) {
    const auto left = static_cast<float>(end_s - time_s);
    return 1.0F + 0.45F * (1.0F - smoothstep(0.05F, 0.42F, left));
}

class Planner {
  public:
    Planner(const Analysis& analysis, Delivery delivery, const VoiceCast& cast, Rng rng)
        : analysis_(analysis),
          delivery_(delivery),
          cast_(cast),
          manner_(manner_of(delivery)),
          drift_(rng.split("drift"), 2.5F * kRate * kHopS) {}

    Delivered plan(const std::vector<Stretch>& stretches) {
        double end = 0.0;
        for (const Stretch& stretch : stretches) {
            end += stretch.length_s;
        }
        Delivered out;
        double begin = 0.0;
        for (std::size_t i = 0; i < stretches.size(); ++i) {
            fill(out.plan, stretches[i], begin, end);
            begin += stretches[i].length_s;
            out.phones.push_back({analysis_.phones[i].name, begin});
        }
        out.color = color();
        out.effort = manner_.effort;
        return out;
    }

  private:
    VoiceColor color() const {
        return {
            .formant = cast_.formant * manner_.formant,
            .breath = std::clamp(cast_.breath + manner_.breath, 0.0F, 1.0F),
            .tilt_db = manner_.tilt_db,
            .jitter = cast_.jitter,
            .whisper = delivery_ == Delivery::kWhisper,
        };
    }

    void fill(VoicePlan& plan, const Stretch& stretch, double begin, double end) {
        const double last = begin + stretch.length_s;
        for (auto hop = plan.source.size(); static_cast<double>(hop) * kVoiceHopS < last; ++hop) {
            const double time = static_cast<double>(hop) * kVoiceHopS;
            const double share = std::clamp((time - begin) / stretch.length_s, 0.0, 1.0);
            const double source = stretch.from_s + (stretch.to_s - stretch.from_s) * share;
            plan.source.push_back(static_cast<float>(source / kVoiceHopS));
            plan.f0_hz.push_back(pitch(plan.source.back(), time, end, stretch));
        }
    }

    float pitch(float source, double time, double end, const Stretch& stretch) {
        const auto index = std::min(static_cast<std::size_t>(source), analysis_.frames.size() - 1);
        const float recorded = analysis_.frames[index].f0_hz;
        const auto seconds = static_cast<float>(time);
        if (recorded > 0.0F) {
            last_recorded_ = recorded;
        }
        if (delivery_ == Delivery::kSing) {
            glide_ += 0.22F * (stretch.note_hz - glide_);
            const float vibrato = 1.0F + 0.014F * std::sin(2.0F * kPi * 5.6F * seconds);
            return glide_ * vibrato;
        }
        const float height = std::log2(std::max(last_recorded_, 40.0F) / analysis_.mean_f0_hz);
        float f0 = cast_.f0_hz * manner_.pitch * std::exp2(height * cast_.range * manner_.range);
        f0 *= 1.0F + 0.015F * drift_.next();
        f0 *= 1.0F + cast_.tremor * std::sin(2.0F * kPi * 5.2F * seconds);
        if (delivery_ == Delivery::kAsk) {
            f0 *= question_rise(time, end);
        }
        return std::clamp(f0, 50.0F, 700.0F);
    }

    const Analysis& analysis_;
    Delivery delivery_;
    const VoiceCast& cast_;
    Manner manner_;
    Wander drift_;  // stepped once per hop
    float last_recorded_ = 110.0F;
    float glide_ = cast_.f0_hz;
};

}  // namespace

Delivered deliver(
    const Analysis& analysis, Delivery delivery, const VoiceCast& cast, float tempo_bpm, Rng rng
) {
    const float rate = cast.rate * manner_of(delivery).rate;
    const std::vector<Stretch> stretches =
        delivery == Delivery::kSing
            ? sung_rhythm(analysis.phones, cast.f0_hz * 1.25F, tempo_bpm, rng.split("tune"))
            : spoken_rhythm(analysis.phones, delivery, rate);
    return Planner(analysis, delivery, cast, rng).plan(stretches);
}

}  // namespace hibari::world::sound
