#include "engine/null_engine.h"

#include <algorithm>
#include <cstdint>

namespace hibari::engine {
namespace {

constexpr double kSecondsUsual = 4.0;

class NullEngine final : public Generator {
  public:
    std::string_view name() const override { return "null"; }

    std::string_view description() const override {
        return "a grey picture and silence, for measuring and for trying things out";
    }

    std::vector<std::string> styles() const override { return {}; }

    Result<void> check(const ClipRequest& /*request*/) const override { return {}; }

    Result<ClipPlan> plan(const ClipRequest& request) override {
        return ClipPlan{
            .format = media::clip_format(
                request.size, request.fps, request.seconds.value_or(kSecondsUsual)
            ),
            .interpretation = Json::object(),
            .script = Json::object(),
        };
    }

    Result<ClipReport> generate(
        const ClipRequest& request, media::ClipSink& sink, Progress& progress, std::stop_token stop
    ) override {
        const ClipPlan plan = HIBARI_TRY(this->plan(request));
        if (request.prompt.find("fail please") != std::string::npos) {
            return fail(ErrorCode::kInternal, "it was asked to fail");
        }
        HIBARI_TRY(sink.begin(plan.format));
        progress.begin("render", plan.format.frame_count);
        media::Frame frame(plan.format.size);
        for (std::int64_t i = 0; i < plan.format.frame_count; ++i) {
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
