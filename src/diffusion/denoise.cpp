#include "diffusion/denoise.h"

#include "base/check.h"

#include <ATen/ops/isfinite.h>
#include <ATen/ops/lerp.h>

namespace hibari::diffusion {
namespace {

void check(const std::vector<Stream>& streams, const DenoiseOptions& options) {
    HIBARI_CHECK(!streams.empty());
    HIBARI_CHECK(options.levels.size() >= 2, options.levels.size());
    for (std::size_t i = 1; i < options.levels.size(); ++i) {
        HIBARI_CHECK(options.levels[i] < options.levels[i - 1], i);
    }
    HIBARI_CHECK(options.levels.back() == 0.0, options.levels.back());
}

std::vector<at::Tensor> guided(
    const Predict& predict, std::span<const Stream> streams, const Step& step, double guidance
) {
    std::vector<at::Tensor> clean = predict(streams, step, Branch::kPrompt);
    HIBARI_CHECK(clean.size() == streams.size(), clean.size());
    if (guidance != 1.0) {
        const std::vector<at::Tensor> free = predict(streams, step, Branch::kNothing);
        for (std::size_t i = 0; i < clean.size(); ++i) {
            clean[i] = at::lerp(free[i], clean[i], guidance);
        }
    }
    return clean;
}

}  // namespace

Result<std::vector<Stream>> denoise(
    const Predict& predict,
    std::vector<Stream> streams,
    const DenoiseOptions& options,
    Progress& progress,
    const std::stop_token& stop
) {
    check(streams, options);
    for (std::size_t at = 0; at + 1 < options.levels.size(); ++at) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::kCancelled, "the clip was cancelled");
        }
        for (Stream& stream : streams) {
            stream.value = with_given(stream);
        }
        const Step step{.level = options.levels[at], .next = options.levels[at + 1]};
        const std::vector<at::Tensor> clean = guided(predict, streams, step, options.guidance);
        const double rest = step.next / step.level;
        for (std::size_t i = 0; i < streams.size(); ++i) {
            if (!at::isfinite(clean[i]).all().item<bool>()) {
                return fail(
                    ErrorCode::kInternal,
                    "the model's numbers for the " + streams[i].name + " are not finite"
                );
            }
            streams[i].value = at::lerp(clean[i], streams[i].value, rest);
        }
        progress.advance(options.units_per_step);
    }
    for (Stream& stream : streams) {
        stream.value = with_given(stream);
    }
    return streams;
}

}  // namespace hibari::diffusion
