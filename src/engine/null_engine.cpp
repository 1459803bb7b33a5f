#include "engine/null_engine.h"

#include "media/mp4_reader.h"

#include <algorithm>
#include <cstdint>

namespace hibari::engine {
namespace {

constexpr double kSecondsUsual = 4.0;

/// What it was asked for; a clip it goes on with or makes again is that clip's script and this.
Json script_of(const ClipRequest& request) {
    Json prompts = Json::array();
    if (request.source && request.source->script.is_object()) {
        if (const Json* earlier = request.source->script.find("prompts")) {
            prompts = *earlier;
        }
    }
    prompts.push_back(request.prompt);
    Json characters = Json::array();
    for (const Character& character : request.characters) {
        characters.push_back(character.name);
    }
    return Json::object({{"prompts", std::move(prompts)}, {"characters", std::move(characters)}});
}

class NullEngine final : public Generator {
  public:
    std::string_view name() const override { return "null"; }

    std::string_view description() const override {
        return "a grey picture and silence, for measuring and for trying things out";
    }

    std::vector<std::string> styles() const override { return {}; }

    Result<void> check(const ClipRequest& /*request*/) const override { return {}; }

    Abilities abilities() const override {
        return {
            .revise = true,
            .extend = true,
            .uploads = true,
            .first_frame = true,
            .characters = true,
        };
    }

    Result<ClipPlan> plan(const ClipRequest& request) override {
        ClipPlan plan{
            .format = media::clip_format(
                request.size, request.fps, request.seconds.value_or(kSecondsUsual)
            ),
            .interpretation = Json::object(),
            .script = script_of(request),
        };
        if (is_extension(request)) {
            plan.format.frame_count +=
                HIBARI_TRY(media::read_format(request.source->file)).frame_count;
        }
        return plan;
    }

    Result<ClipReport> generate(
        const ClipRequest& request, media::ClipSink& sink, Progress& progress, std::stop_token stop
    ) override {
        const ClipPlan plan = HIBARI_TRY(this->plan(request));
        if (request.prompt.find("fail please") != std::string::npos) {
            return fail(ErrorCode::kInternal, "it was asked to fail");
        }
        HIBARI_TRY(sink.begin(plan.format));
        std::int64_t first = 0;
        if (is_extension(request)) {
            first = HIBARI_TRY(media::read_format(request.source->file)).frame_count;
            HIBARI_TRY(sink.keep(request.source->file));
        }
        progress.begin("render", plan.format.frame_count - first);
        if (request.first_frame) {
            HIBARI_TRY(sink.push_frame(*request.first_frame));
            progress.advance();
            first += 1;
        }
        media::Frame frame(plan.format.size);
        for (std::int64_t i = first; i < plan.format.frame_count; ++i) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::kCancelled, "stopped");
            }
            const std::int64_t grey = 40 + 160 * i / plan.format.frame_count;
            std::ranges::fill(frame.pixels(), static_cast<std::uint8_t>(grey));
            frame.index = i;
            HIBARI_TRY(sink.push_frame(frame));
            progress.advance();
        }
        HIBARI_TRY(sink.finish());
        progress.finish();
        return ClipReport{
            .format = plan.format,
            .interpretation = plan.interpretation,
            .script = plan.script,
        };
    }
};

}  // namespace

std::unique_ptr<Generator> make_null_engine() {
    return std::make_unique<NullEngine>();
}

}  // namespace hibari::engine
