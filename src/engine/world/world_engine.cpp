#include "engine/world/world_engine.h"

#include "base/text.h"
#include "engine/request_check.h"
#include "likeness/pack.h"
#include "media/mp4_reader.h"
#include "world/director/check_script.h"
#include "world/director/direct.h"
#include "world/director/extend.h"
#include "world/director/likenesses.h"
#include "world/director/revise.h"
#include "world/director/wishes.h"
#include "world/fit_likeness.h"
#include "world/make_clip.h"
#include "world/script/names.h"
#include "world/script/script_json.h"
#include "world/script/shot_lengths.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace hibari::engine {
namespace {

// Lengths in scripts are of single precision.
constexpr double kLengthSlack_s = 0.02;
constexpr double kExtensionSecondsUsual = 4.0;

world::Quality render_quality(Quality quality) {
    switch (quality) {
        case Quality::kDraft:
            return world::Quality::kDraft;
        case Quality::kStandard:
            return world::Quality::kStandard;
        case Quality::kHigh:
            return world::Quality::kHigh;
    }
    return world::Quality::kStandard;
}

Result<world::Style> parse_style(const std::string& name) {
    if (const auto style = world::enum_from_name<world::Style>(name)) {
        return *style;
    }
    const auto names = world::enum_names<world::Style>();
    std::string list;
    for (const std::string_view known : names) {
        list += (list.empty() ? "" : ", ") + std::string(known);
    }
    const std::string_view nearest = nearest_word(name, names);
    return fail({
        .code = ErrorCode::kInvalidArgument,
        .message = "there is no style '" + name + "'",
        .field = "style",
        .hint = nearest.empty() ? "one of " + list
                                : "did you mean " + std::string(nearest) + "? Styles: " + list,
    });
}

/// Stretches or shortens the shots so that the clip lasts `seconds`.
void fit_duration(world::ClipScript& script, double seconds) {
    std::vector<float> lengths;
    for (const world::Shot& shot : script.shots) {
        lengths.push_back(shot.duration_s);
    }
    world::share_length(lengths, seconds);
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        script.shots[i].duration_s = lengths[i];
    }
}

double length_of(const world::ClipScript& script) {
    double seconds = 0.0;
    for (const world::Shot& shot : script.shots) {
        seconds += world::whole_length_s(shot);
    }
    return seconds;
}

bool is_continued(const world::ClipScript& script) {
    return std::ranges::any_of(script.shots, [](const world::Shot& shot) {
        return !shot.continuations.empty();
    });
}

Result<world::Directed> read(const Json& script) {
    return world::Directed{
        .script = HIBARI_TRY(world::read_script(script)), .interpretation = Json::object()
    };
}

class WorldEngine final : public Generator {
  public:
    std::string_view name() const override { return "world"; }

    std::string_view description() const override {
        return "exact simulator: physics, ray-cast picture and synthesised sound, on any CPU";
    }

    std::vector<std::string> styles() const override {
        const auto names = world::enum_names<world::Style>();
        return {names.begin(), names.end()};
    }

    Abilities abilities() const override {
        return {.revise = true, .extend = true, .characters = true};
    }

    Result<void> check(const ClipRequest& request) const override {
        if (!request.style.empty()) {
            HIBARI_TRY(parse_style(request.style));
        }
        for (std::size_t i = 0; i < request.characters.size(); ++i) {
            if (request.characters[i].pack.empty()) {
                return fail({
                    .code = ErrorCode::kUnsupported,
                    .message = "the engine 'world' needs a likeness of '" +
                               request.characters[i].name + "'",
                    .field = "characters[" + std::to_string(i) + "]",
                    .hint = "record one, or use an engine that takes clips",
                });
            }
        }
        return {};
    }

    Result<ClipPlan> plan(const ClipRequest& request) override {
        const Forms forms = HIBARI_TRY(read_likenesses(request));
        world::Directed directed = HIBARI_TRY(directed_with_wishes(request, forms));
        return ClipPlan{
            .format = world::format_of(directed.script, request.size, request.fps),
            .interpretation = std::move(directed.interpretation),
            .script = world::to_json(directed.script),
        };
    }

    Result<ClipReport> generate(
        const ClipRequest& request, media::ClipSink& sink, Progress& progress, std::stop_token stop
    ) override {
        const Forms forms = HIBARI_TRY(read_likenesses(request));
        world::Directed directed = HIBARI_TRY(directed_with_wishes(request, forms));
        world::MakeClipOptions options{
            .size = request.size,
            .fps = request.fps,
            .quality = render_quality(request.quality),
            .seed = request.seed,
            .truth_folder = request.truth_dir,
        };
        for (const auto& form : forms) {
            options.likenesses.push_back(form.get());
        }
        if (is_extension(request)) {
            options.kept_clip = request.source->file;
            options.keep_frames = HIBARI_TRY(frames_to_keep(request));
        }
        const world::MadeClip made =
            HIBARI_TRY(world::make_clip(directed.script, options, sink, progress, std::move(stop)));
        Json notes = Json::array();
        for (const std::string& note : made.notes) {
            notes.push_back(note);
        }
        directed.interpretation.set("notes", std::move(notes));
        return ClipReport{
            .format = made.format,
            .interpretation = std::move(directed.interpretation),
            .script = world::to_json(directed.script),
        };
    }

  private:
    using Forms = std::vector<std::unique_ptr<world::LikenessForm>>;

    static Result<Forms> read_likenesses(const ClipRequest& request) {
        Forms forms;
        for (const Character& character : request.characters) {
            auto pack = HIBARI_TRY(likeness::read_pack(character.pack));
            if (!character.with_voice) {
                pack.voice.reset();
                pack.recording = {};
            }
            auto form = HIBARI_TRY(world::fit_likeness(pack));
            // The prompt and the script call it as the request does.
            form->name =
                character.name.starts_with('@') ? character.name.substr(1) : character.name;
            forms.push_back(std::move(form));
        }
        return forms;
    }

    static world::LikenessReader reader_for(const Forms& forms) {
        std::vector<world::NamedLikeness> named;
        for (const auto& form : forms) {
            named.push_back({
                .name = form->name,
                .kind = form->kind,
                .size_m = form->size_m.value_or(0.0F),
                .has_recording = !form->recording.empty(),
            });
        }
        return world::LikenessReader(named);
    }

    /// With what the owners of likenesses want to be seen of them.
    static Result<world::Directed> directed_with_wishes(
        const ClipRequest& request, const Forms& forms
    ) {
        world::Directed directed = HIBARI_TRY(direct(request, forms));
        std::vector<world::LikenessWish> wishes;
        for (std::size_t i = 0; i < forms.size(); ++i) {
            for (const Wish& wish : request.characters[i].wishes) {
                wishes.push_back(
                    {.likeness = forms[i]->name, .thing = wish.thing, .must = wish.must}
                );
            }
        }
        HIBARI_TRY(world::follow_wishes(wishes, directed.script, directed.interpretation));
        return directed;
    }

    /// The script of a request: as given, read from the prompt, or what the prompt makes of the one
    /// it starts from. A length or style that was asked for by option wins over both.
    static Result<world::Directed> direct(const ClipRequest& request, const Forms& forms) {
        world::DirectOptions options{.seconds = request.seconds, .seed = request.seed};
        if (!request.style.empty()) {
            options.style = HIBARI_TRY(parse_style(request.style));
        }
        world::LikenessReader likenesses = reader_for(forms);
        options.nouns = forms.empty() ? nullptr : &likenesses.nouns();
        if (request.source) {
            return is_extension(request) ? extend(request, options, likenesses)
                                         : revise(request, options, likenesses);
        }
        world::Directed directed = HIBARI_TRY(
            request.script ? read(*request.script) : told(request.prompt, options, likenesses)
        );
        if (request.script) {
            directed.script.style = options.style.value_or(directed.script.style);
        }
        if (request.seconds) {
            HIBARI_TRY(fit(directed.script, *request.seconds));
        }
        HIBARI_TRY(check_whole(directed.script));
        return directed;
    }

    static Result<world::Directed> told(
        const std::string& prompt,
        const world::DirectOptions& options,
        world::LikenessReader& likenesses
    ) {
        const std::string hidden = HIBARI_TRY(likenesses.hide(prompt));
        world::Directed directed = HIBARI_TRY(world::direct(hidden, options));
        return likenesses.show(std::move(directed));
    }

    static Result<world::Directed> revise(
        const ClipRequest& request, world::DirectOptions options, world::LikenessReader& likenesses
    ) {
        const world::ClipScript source = HIBARI_TRY(world::read_script(request.source->script));
        // It lasts as long as it did, unless another length is asked for.
        options.seconds.reset();
        const std::string hidden = HIBARI_TRY(likenesses.hide(request.prompt, &source));
        world::Directed changed =
            HIBARI_TRY(world::revise(likenesses.hide(source), hidden, options));
        world::Directed directed = HIBARI_TRY(likenesses.show(std::move(changed)));
        if (request.seconds) {
            HIBARI_TRY(fit(directed.script, *request.seconds));
        }
        HIBARI_TRY(check_whole(directed.script));
        return directed;
    }

    static Result<world::Directed> extend(
        const ClipRequest& request,
        const world::DirectOptions& options,
        world::LikenessReader& likenesses
    ) {
        const world::ClipScript source = HIBARI_TRY(world::read_script(request.source->script));
        const std::string hidden = HIBARI_TRY(likenesses.hide(request.prompt, &source));
        world::Directed longer = HIBARI_TRY(world::extend(
            likenesses.hide(source),
            hidden,
            request.seconds.value_or(kExtensionSecondsUsual),
            options
        ));
        world::Directed directed = HIBARI_TRY(likenesses.show(std::move(longer)));
        // It goes on as it looked.
        directed.script.style = source.style;
        HIBARI_TRY(check_whole(directed.script));
        return directed;
    }

    /// All of the source's, which must be the clip that its script makes.
    static Result<std::int64_t> frames_to_keep(const ClipRequest& request) {
        const auto script = HIBARI_TRY(world::read_script(request.source->script));
        const media::ClipFormat wanted = world::format_of(script, request.size, request.fps);
        const media::ClipFormat clip = HIBARI_TRY(media::read_format(request.source->file));
        if (clip.size != wanted.size || clip.fps != wanted.fps ||
            clip.frame_count != wanted.frame_count) {
            return fail({
                .code = ErrorCode::kInvalidArgument,
                .message = "the clip has " + std::to_string(clip.frame_count) + " frames of " +
                           to_string(clip.size) + ", its script makes " +
                           std::to_string(wanted.frame_count) + " of " + to_string(wanted.size),
                .field = "video",
            });
        }
        return clip.frame_count;
    }

    static Result<void> fit(world::ClipScript& script, double seconds) {
        if (is_continued(script)) {
            if (std::fabs(length_of(script) - seconds) < kLengthSlack_s) {
                return {};
            }
            return fail({
                .code = ErrorCode::kInvalidArgument,
                .message = "a script that was continued keeps its lengths",
                .field = "seconds",
                .hint = "leave it out, or take the continuations out of the script",
            });
        }
        HIBARI_TRY(world::check_length(script.shots.size(), seconds));
        fit_duration(script, seconds);
        return {};
    }

    static Result<void> check_whole(const world::ClipScript& script) {
        if (!is_continued(script)) {
            HIBARI_TRY(world::check_length(script.shots.size(), length_of(script)));
        }
        if (length_of(script) > kClipSecondsMax + kLengthSlack_s) {
            return fail(longer_than_a_clip());
        }
        return {};
    }
};

}  // namespace

std::unique_ptr<Generator> make_world_engine() {
    return std::make_unique<WorldEngine>();
}

}  // namespace hibari::engine
