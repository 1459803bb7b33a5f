#include "diffusion/denoise.h"

#include "base/rng.h"
#include "diffusion/schedule.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/allclose.h>
#include <ATen/ops/full.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace hibari::diffusion {
namespace {

constexpr std::int64_t kTokens = 5;
constexpr std::int64_t kChannels = 3;

/// A model that knows the answer, another one for the empty text.
Predict knows(double prompt, double nothing) {
    return [=](std::span<const Stream> streams, const Step& /*step*/, Branch branch) {
        std::vector<at::Tensor> clean;
        for (const Stream& stream : streams) {
            clean.push_back(
                at::full_like(stream.value, branch == Branch::kPrompt ? prompt : nothing)
            );
        }
        return clean;
    };
}

Stream noise(std::string name = "picture") {
    return {.name = std::move(name), .value = gaussian(kTokens, kChannels, Rng(7))};
}

Result<std::vector<Stream>> run(
    const Predict& predict, std::vector<Stream> streams, double guidance = 1.0, int steps = 4
) {
    Progress progress;
    return denoise(
        predict,
        std::move(streams),
        {.levels = noise_levels(steps, 3.0), .guidance = guidance},
        progress,
        {}
    );
}

at::Tensor all(double value) {
    return at::full({kTokens, kChannels}, value, at::kFloat);
}

TEST(Denoise, EndsWithWhatTheModelTakesToBeClean) {
    const auto streams = run(knows(0.5, 0.0), {noise(), noise("sound")});
    ASSERT_TRUE(streams);
    EXPECT_TRUE(at::allclose((*streams)[0].value, all(0.5)));
    EXPECT_TRUE(at::allclose((*streams)[1].value, all(0.5)));
}

TEST(Denoise, GoesStraightFromNoiseToTheCleanValue) {
    // Half-way through a rectified flow a value is half noise.
    std::vector<at::Tensor> seen;
    const Predict predict = [&](std::span<const Stream> streams, const Step&, Branch) {
        seen.push_back(streams[0].value.clone());
        return std::vector<at::Tensor>{all(2.0)};
    };
    const Stream start = noise();
    Progress progress;
    ASSERT_TRUE(denoise(predict, {start}, {.levels = {1.0, 0.5, 0.0}}, progress, {}));
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_TRUE(at::allclose(seen[1], 0.5 * all(2.0) + 0.5 * start.value));
}

TEST(Denoise, GuidancePushesAwayFromTheEmptyText) {
    const auto streams = run(knows(1.0, 0.25), {noise()}, 3.0);
    ASSERT_TRUE(streams);
    EXPECT_TRUE(at::allclose((*streams)[0].value, all(0.25 + 3.0 * 0.75)));
}

TEST(Denoise, WithoutGuidanceTheEmptyTextIsNeverAsked) {
    const Predict predict = [](std::span<const Stream>, const Step&, Branch branch) {
        EXPECT_EQ(branch, Branch::kPrompt);
        return std::vector<at::Tensor>{all(1.0)};
    };
    EXPECT_TRUE(run(predict, {noise()}));
}

TEST(Denoise, GivenTokensAreSeenAndKept) {
    Stream stream = noise();
    stream.given = all(9.0);
    stream.clean = at::zeros({kTokens}, at::kBool);
    stream.clean[1].fill_(true);
    const Predict predict = [&](std::span<const Stream> streams, const Step&, Branch) {
        EXPECT_TRUE(at::allclose(streams[0].value[1], all(9.0)[1]));
        EXPECT_FALSE(at::allclose(streams[0].value[2], all(9.0)[2]));
        return std::vector<at::Tensor>{all(1.0)};
    };
    const auto streams = run(predict, {stream});
    ASSERT_TRUE(streams);
    EXPECT_TRUE(at::allclose((*streams)[0].value[1], all(9.0)[1]));
    EXPECT_TRUE(at::allclose((*streams)[0].value[0], all(1.0)[0]));
}

TEST(Denoise, StopsAtTheNextStep) {
    std::stop_source stop;
    int passes = 0;
    const Predict predict = [&](std::span<const Stream>, const Step&, Branch) {
        passes += 1;
        stop.request_stop();
        return std::vector<at::Tensor>{all(1.0)};
    };
    Progress progress;
    const auto streams =
        denoise(predict, {noise()}, {.levels = noise_levels(8, 1.0)}, progress, stop.get_token());
    ASSERT_FALSE(streams);
    EXPECT_EQ(streams.error().code, ErrorCode::kCancelled);
    EXPECT_EQ(passes, 1);
}

TEST(Denoise, NumbersThatAreNoneAreAnError) {
    const auto streams = run(knows(std::nan(""), 0.0), {noise()});
    ASSERT_FALSE(streams);
    EXPECT_NE(streams.error().message.find("picture"), std::string::npos);
}

TEST(Denoise, CountsItsSteps) {
    ProgressReport last;
    Progress progress([&](const ProgressReport& report) { last = report; });
    progress.begin("denoise", 4);
    ASSERT_TRUE(denoise(knows(1.0, 0.0), {noise()}, {.levels = noise_levels(4, 1.0)}, progress, {})
    );
    EXPECT_EQ(last.done, 4);
}

TEST(Gaussian, IsTheSameForTheSameSeedAndNearNormal) {
    const at::Tensor a = gaussian(100, 100, Rng(3));
    EXPECT_TRUE(a.equal(gaussian(100, 100, Rng(3))));
    EXPECT_FALSE(a.equal(gaussian(100, 100, Rng(4))));
    EXPECT_NEAR(a.mean().item<float>(), 0.0F, 0.05F);
    EXPECT_NEAR(a.std().item<float>(), 1.0F, 0.05F);
}

}  // namespace
}  // namespace hibari::diffusion
