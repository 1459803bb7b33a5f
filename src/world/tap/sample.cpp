#include "world/tap/sample.h"

#include "base/check.h"
#include "base/threads.h"
#include "media/audio_buffer.h"
#include "world/physics/simulate.h"
#include "world/render/renderer.h"
#include "world/render/styles/develop.h"
#include "world/sound/mixer.h"
#include "world/sound/speech.h"
#include "world/tap/captions.h"
#include "world/tap/facts.h"
#include "world/tap/half_rate.h"

#include <algorithm>
#include <cstring>
#include <ctime>
#include <span>
#include <utility>

namespace hibari::world::tap {
namespace {

/// Counts the time that the processor spends on this thread, whoever else it works for.
class Stopwatch {
  public:
    /// Seconds since the start or the call before.
    double lap_s() {
        const double now = now_s();
        return now - std::exchange(began_s_, now);
    }

  private:
    static double now_s() {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
    }

    double began_s_ = now_s();
};

class SampleMaker {
  public:
    SampleMaker(const SampleOptions& options, std::uint64_t index, std::stop_token stop)
        : options_(options), stop_(std::move(stop)) {
        const Rng rng = Rng(options.seed).split("clip").split(index);
        sample_.index = index;
        sample_.seed = Rng(rng).bits();
    }

    Result<Sample> make() {
        Stopwatch watch;
        const Rng rng(sample_.seed);
        scene_ = draw_scene(
            options_.mix,
            {.split = options_.split,
             .duration_s = static_cast<float>(options_.frames) / float{HIBARI_FPS}},
            rng.split("scene")
        );
        HIBARI_TRY(simulate_shot());
        sample_.times.simulate_s = watch.lap_s();
        HIBARI_TRY(add_sound());
        sample_.times.sound_s = watch.lap_s();
        const Slots slots(scene_.told, timeline_);
        HIBARI_TRY(draw(slots));
        sample_.times.picture_s = watch.lap_s();
        sample_.slot_count = slots.count();
        sample_.contacts = contacts_of(timeline_, slots);
        sample_.state = states_of(timeline_, slots, seen_, options_.frames, aspect());
        settle(scene_.told, timeline_);
        sample_.held_out = scene_.told.is_held_out();
        sample_.captions = captions_of(scene_.told, rng.split("captions"));
        sample_.scene = to_string(to_json(scene_.told, HIBARI_SLOTS));
        return std::move(sample_);
    }

  private:
    const Shot& shot() const { return scene_.script.shots.front(); }

    float aspect() const {
        return static_cast<float>(options_.width) / static_cast<float>(options_.height);
    }

    Result<void> simulate_shot() {
        const float tempo_bpm = scene_.script.music ? scene_.script.music->tempo_bpm : 96.0F;
        speech_ =
            HIBARI_TRY(speak(shot(), {.seed = sample_.seed, .tempo_bpm = tempo_bpm, .stop = stop_})
            );
        timeline_ = HIBARI_TRY(simulate(
            shot(),
            {
                .seed = sample_.seed,
                .aspect = aspect(),
                .style = scene_.script.style,
                .utterances = speech_.utterances,
                .stop = stop_,
            }
        ));
        // Everything is in focus: at this size blur only hides what is to be learnt, and it costs a
        // quarter of the picture.
        for (CameraPose& pose : timeline_.camera) {
            pose.aperture_m = 0.0F;
        }
        return {};
    }

    Result<void> add_sound() {
        const media::AudioBuffer audio = HIBARI_TRY(
            mix(timeline_,
                speech_,
                shot(),
                {
                    .seed = sample_.seed,
                    .music = scene_.script.music,
                    .style = scene_.script.style,
                    .mastering = Mastering::kQuick,
                    .stop = stop_,
                })
        );
        const auto count = static_cast<std::size_t>(options_.frames) * HIBARI_SAMPLES_PER_FRAME;
        HIBARI_CHECK(audio.size() == 2 * count, audio.size(), count);
        sample_.audio.resize(2 * count);
        const std::span<float> both(sample_.audio);
        halve_rate(audio.left, both.first(count));
        halve_rate(audio.right, both.last(count));
        // The filter overshoots a little where peaks were close to full scale.
        for (float& value : sample_.audio) {
            value = std::clamp(value, -1.0F, 1.0F);
        }
        return {};
    }

    Result<void> draw(const Slots& slots) {
        const auto frames = static_cast<std::size_t>(options_.frames);
        const std::size_t pixels =
            static_cast<std::size_t>(options_.width) * static_cast<std::size_t>(options_.height);
        sample_.frames.resize(frames * pixels * 3);
        sample_.mask.resize(frames * pixels);
        sample_.depth.resize(options_.depth ? frames * pixels : 0);
        sample_.flow.resize(options_.flow ? frames * pixels * 2 : 0);
        seen_.assign(HIBARI_SLOTS * frames, 0);
        const auto renderer = HIBARI_TRY(Renderer::create(
            timeline_,
            {
                .width = options_.width,
                .height = options_.height,
                .fps = HIBARI_FPS,
                .quality = Quality::kDraft,
                .split_light = splits_light(scene_.script.style),
                .keep_still = true,
                .threads = 1,
                .modelling = modelling_of(scene_.script.style),
                .device = options_.device,
            }
        ));
        ThreadPool pool("tap", 1);
        Developer developer(scene_.script.style, HIBARI_FPS, sample_.seed, pool);
        GBuffer geometry;
        media::Frame frame({options_.width, options_.height});
        for (std::size_t i = 0; i < frames; ++i) {
            HIBARI_TRY(renderer->trace(static_cast<int>(i), geometry, stop_));
            const std::size_t at = i * (kSampleRateHz / HIBARI_FPS);
            developer.develop(
                geometry,
                timeline_.camera[at],
                timeline_.environment,
                static_cast<std::int64_t>(i),
                frame
            );
            std::ranges::copy(
                frame.pixels(), sample_.frames.begin() + static_cast<std::ptrdiff_t>(i * pixels * 3)
            );
            add_planes(slots, geometry, i, pixels);
        }
        return {};
    }

    void add_planes(
        const Slots& slots, const GBuffer& geometry, std::size_t frame, std::size_t pixels
    ) {
        const std::span<const std::uint8_t> values = slots.mask_values();
        std::uint8_t* mask = sample_.mask.data() + frame * pixels;
        std::array<std::uint32_t, 256> counts{};
        for (std::size_t p = 0; p < pixels; ++p) {
            mask[p] = values[geometry.entity[p]];
            ++counts[mask[p]];
        }
        const auto frames = static_cast<std::size_t>(options_.frames);
        for (std::size_t slot = 0; slot < HIBARI_SLOTS; ++slot) {
            seen_[slot * frames + frame] = counts[slot + 1];
        }
        if (options_.depth) {
            std::ranges::copy(
                geometry.depth, sample_.depth.begin() + static_cast<std::ptrdiff_t>(frame * pixels)
            );
        }
        if (options_.flow) {
            static_assert(sizeof(Vec2) == 2 * sizeof(float));
            std::memcpy(
                sample_.flow.data() + 2 * frame * pixels,
                geometry.motion.data(),
                pixels * sizeof(Vec2)
            );
        }
    }

    const SampleOptions& options_;
    std::stop_token stop_;
    Scene scene_;
    Speech speech_;
    Timeline timeline_;
    std::vector<std::uint32_t> seen_;  ///< pixels: [HIBARI_SLOTS][frames]
    Sample sample_;
};

}  // namespace

Result<Sample> make_sample(
    const SampleOptions& options, std::uint64_t index, std::stop_token stop
) {
    return SampleMaker(options, index, std::move(stop)).make();
}

}  // namespace hibari::world::tap
