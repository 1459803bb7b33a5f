#include "world/make_clip.h"

#include "base/check.h"
#include "base/threads.h"
#include "world/physics/simulate.h"
#include "world/render/styles/develop.h"
#include "world/script/shot_lengths.h"
#include "world/script/whole_shot.h"
#include "world/sound/mixer.h"
#include "world/sound/speech.h"
#include "world/truth/truth_writer.h"

#include <algorithm>
#include <cmath>
#include <future>
#include <iterator>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace hibari::world {
namespace {

/// Shares of the whole time, measured on a 4 s clip in standard quality.
constexpr double kSimulateWeight = 3.0;
constexpr double kRenderWeight = 97.0;

/// A shot that is simulated, ready to be heard and drawn.
struct PreparedShot {
    Shot written;
    Shot shot;  ///< the same as one, as whole_shot makes it
    Timeline timeline;
    Speech speech;
    std::int64_t first_frame = 0;
    std::int64_t frame_count = 0;
};

/// Makes one clip; the members are what all its shots share.
class ClipMaker {
  public:
    ClipMaker(
        const ClipScript& script,
        const MakeClipOptions& options,
        media::ClipSink& sink,
        Progress& progress,
        std::stop_token stop
    )
        : script_(script),
          options_(options),
          sink_(sink),
          progress_(progress),
          stop_(std::move(stop)),
          pool_("render", options.threads == 0 ? available_threads() : options.threads) {}

    Result<MadeClip> make() {
        made_.format = format_of(script_, options_.size, options_.fps);
        HIBARI_TRY(check_kept());
        HIBARI_TRY(check_likenesses());
        HIBARI_TRY(sink_.begin(made_.format));
        if (!options_.kept_clip.empty()) {
            HIBARI_TRY(sink_.keep(options_.kept_clip));
        }
        if (!options_.truth_folder.empty()) {
            truth_ =
                HIBARI_TRY(TruthWriter::create(options_.truth_folder, made_.format, options_.seed));
        }
        const auto parts = part_frame_counts(script_, options_.fps);
        std::int64_t first_frame = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const PreparedShot prepared = HIBARI_TRY(prepare(i, first_frame, parts[i]));
            // The sound takes one processor a fraction of the time that the picture takes.
            std::future<Result<void>> sound =
                std::async(std::launch::async, [&] { return add_sound(prepared); });
            HIBARI_TRY(draw(prepared));
            HIBARI_TRY(sound.get());
            first_frame += prepared.frame_count;
        }
        if (truth_ != nullptr) {
            HIBARI_TRY(truth_->finish());
        }
        HIBARI_TRY(sink_.finish());
        return std::move(made_);
    }

  private:
    Result<void> check_kept() const {
        const std::int64_t kept = options_.keep_frames;
        if (kept < 0 || kept > made_.format.frame_count) {
            return fail({
                .code = ErrorCode::kInvalidArgument,
                .message = "the clip has " + std::to_string(made_.format.frame_count) +
                           " frames, " + std::to_string(kept) + " cannot be kept",
                .field = "keep_frames",
            });
        }
        if (kept > 0 && !options_.truth_folder.empty()) {
            return fail({
                .code = ErrorCode::kUnsupported,
                .message = "there is no truth of frames that are not drawn",
                .hint = "make the whole clip anew, or leave the truth out",
            });
        }
        return {};
    }

    Result<void> check_likenesses() const {
        for (const Shot& shot : script_.shots) {
            for (const Entity& entity : whole_shot(shot).entities) {
                if (!entity.likeness.empty() && form_of(entity.likeness) == nullptr) {
                    return fail({
                        .code = ErrorCode::kFailedPrecondition,
                        .message = "the likeness '" + entity.likeness + "' is not given",
                        .field = "likeness",
                        .hint = "give it, or take it out of the script",
                    });
                }
            }
        }
        return {};
    }

    const LikenessForm* form_of(const std::string& name) const {
        const auto found = std::ranges::find_if(options_.likenesses, [&](const LikenessForm* form) {
            return form->name == name;
        });
        return found == options_.likenesses.end() ? nullptr : *found;
    }

    void give_forms(std::vector<Entity>& entities) const {
        for (Entity& entity : entities) {
            entity.form = entity.likeness.empty() ? nullptr : form_of(entity.likeness);
        }
    }

    /// Shots share the seed, so that the same person looks and sounds the same in all of them.
    /// `frames` are those of each part.
    Result<PreparedShot> prepare(
        std::size_t index, std::int64_t first_frame, const std::vector<std::int64_t>& frames
    ) {
        PreparedShot prepared{
            .written = script_.shots[index],
            .first_frame = first_frame,
            .frame_count = std::accumulate(frames.begin(), frames.end(), std::int64_t{0}),
        };
        const auto seconds = [&](std::size_t part) {
            return static_cast<float>(static_cast<double>(frames[part]) / options_.fps);
        };
        prepared.written.duration_s = seconds(0);
        for (std::size_t part = 1; part < frames.size(); ++part) {
            prepared.written.continuations[part - 1].duration_s = seconds(part);
        }
        give_forms(prepared.written.entities);
        for (Continuation& continuation : prepared.written.continuations) {
            give_forms(continuation.entities);
        }
        prepared.shot = whole_shot(prepared.written);

        progress_.begin("simulate");
        const float tempo_bpm = script_.music ? script_.music->tempo_bpm : 96.0F;
        prepared.speech = HIBARI_TRY(
            speak(prepared.shot, {.seed = options_.seed, .tempo_bpm = tempo_bpm, .stop = stop_})
        );
        std::ranges::copy(prepared.speech.notes, std::back_inserter(made_.notes));
        prepared.timeline = HIBARI_TRY(simulate(
            prepared.written,
            {
                .seed = options_.seed,
                .aspect = static_cast<float>(options_.size.width) /
                          static_cast<float>(options_.size.height),
                .style = script_.style,
                .utterances = prepared.speech.utterances,
                .stop = stop_,
            }
        ));
        note_cut_lines(prepared);
        return prepared;
    }

    void note_cut_lines(const PreparedShot& prepared) {
        for (const Utterance& utterance : prepared.timeline.utterances) {
            if (utterance.start_s < 0.0) {
                const auto line = static_cast<std::size_t>(utterance.line);
                made_.notes.push_back(
                    "the shot is too short for the line '" + prepared.shot.lines[line].text + "'"
                );
            }
        }
    }

    Result<void> add_sound(const PreparedShot& prepared) {
        const media::AudioBuffer audio = HIBARI_TRY(
            mix(prepared.timeline,
                prepared.speech,
                prepared.written,
                {
                    .seed = options_.seed,
                    .music = script_.music,
                    .style = script_.style,
                    .music_from_s = static_cast<double>(prepared.first_frame) / options_.fps,
                    .clip_duration_s = made_.format.duration_s(),
                    .stop = stop_,
                })
        );
        return sink_.push_audio(audio);
    }

    Result<void> draw(const PreparedShot& prepared) {
        const std::int64_t kept = std::clamp(
            options_.keep_frames - prepared.first_frame, std::int64_t{0}, prepared.frame_count
        );
        if (kept == prepared.frame_count) {
            return {};
        }
        if (truth_ != nullptr) {
            HIBARI_TRY(truth_->add_shot(
                prepared.shot,
                script_.style,
                prepared.timeline,
                prepared.first_frame,
                prepared.frame_count
            ));
        }
        const std::unique_ptr<Renderer> renderer = HIBARI_TRY(Renderer::create(
            prepared.timeline,
            {
                .width = options_.size.width,
                .height = options_.size.height,
                .fps = options_.fps,
                .quality = options_.quality,
                // The truth tells of what bars hide, too.
                .hidden_rows =
                    truth_ != nullptr
                        ? 0
                        : hidden_rows(script_.style, options_.size.width, options_.size.height),
                .split_light = splits_light(script_.style),
                .threads = pool_.thread_count(),
                .modelling = modelling_of(script_.style),
                .metered_s = static_cast<double>(prepared.written.duration_s),
            }
        ));
        Developer developer(script_.style, options_.fps, options_.seed, pool_);
        GBuffer geometry;
        media::Frame frame(options_.size);
        media::Frame finished(options_.size);
        // Of the frame before, while the next is drawn.
        std::future<Result<void>> encoding;
        progress_.begin("render", made_.format.frame_count - options_.keep_frames);
        progress_.advance(std::max(prepared.first_frame - options_.keep_frames, std::int64_t{0}));
        const int samples_per_frame = kSampleRateHz / options_.fps;
        for (std::int64_t i = kept; i < prepared.frame_count; ++i) {
            HIBARI_TRY(renderer->trace(static_cast<int>(i), geometry, stop_));
            const auto sample = static_cast<std::size_t>(i * samples_per_frame);
            developer.develop(
                geometry, prepared.timeline.camera[sample], prepared.timeline.environment, i, frame
            );
            frame.index = prepared.first_frame + i;
            if (truth_ != nullptr) {
                HIBARI_TRY(truth_->add_frame(frame.index, geometry));
            }
            if (encoding.valid()) {
                HIBARI_TRY(encoding.get());
            }
            std::swap(frame, finished);
            encoding = std::async(std::launch::async, [&] { return sink_.push_frame(finished); });
            progress_.advance();
        }
        return encoding.valid() ? encoding.get() : Result<void>{};
    }

    const ClipScript& script_;
    const MakeClipOptions& options_;
    media::ClipSink& sink_;
    Progress& progress_;
    std::stop_token stop_;
    ThreadPool pool_;
    std::unique_ptr<TruthWriter> truth_;
    MadeClip made_;
};

}  // namespace

media::ClipFormat format_of(const ClipScript& script, media::FrameSize size, int fps) {
    const std::vector<std::int64_t> counts = frame_counts(script, fps);
    return {
        .size = size,
        .fps = fps,
        .frame_count = std::accumulate(counts.begin(), counts.end(), std::int64_t{0}),
    };
}

Result<MadeClip> make_clip(
    const ClipScript& script,
    const MakeClipOptions& options,
    media::ClipSink& sink,
    Progress& progress,
    std::stop_token stop
) {
    HIBARI_CHECK(kSampleRateHz % options.fps == 0, options.fps);
    progress.plan({
        {"simulate", kSimulateWeight},
        {"render", kRenderWeight},
    });
    return ClipMaker(script, options, sink, progress, std::move(stop)).make();
}

}  // namespace hibari::world
