// The weights that this repository ships fit this program and do what a model card can promise.

#include "base/check.h"
#include "models/mini/make_clip.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/full.h>
#include <cmath>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace hibari::mini {
namespace {

constexpr std::int64_t kRows = 5;
constexpr std::int64_t kColumns = 9;

class ShippedModel : public ::testing::Test {
  protected:
    static const MiniModel& model() {
        static const Result<MiniModel> kModel = MiniModel::load("models/mini");
        HIBARI_CHECK(kModel.has_value(), to_string(kModel.error()));
        return *kModel;
    }

    /// A red disc before a light grey, in -1 .. 1, [1, height, width, 3].
    static at::Tensor disc() {
        constexpr std::int64_t kHeight = kRows * kPixelsPerLatent;
        constexpr std::int64_t kWidth = kColumns * kPixelsPerLatent;
        at::Tensor picture = at::full({1, kHeight, kWidth, 3}, 0.6F);
        for (std::int64_t y = 60; y < 100; ++y) {
            for (std::int64_t x = 130; x < 170; ++x) {
                if (std::hypot(x - 150, y - 80) < 20.0) {
                    picture[0][y][x][0] = 0.7F;
                    picture[0][y][x].slice(0, 1).fill_(-0.8F);
                }
            }
        }
        return picture;
    }
};

TEST_F(ShippedModel, SaysWhatItIs) {
    EXPECT_FALSE(model().config.stage.empty());
    EXPECT_FALSE(model().config.knows.empty());
    EXPECT_TRUE(model().tokenizer.unknown_words("a red ball drops to the floor").empty());
}

TEST_F(ShippedModel, GivesAPictureBack) {
    const at::Tensor picture = disc();
    TimeMemory memory;
    const at::Tensor back =
        model().video_decoder.decode(model().video_encoder.encode(picture), memory);
    const double error = (back - picture).square().mean().item<double>();
    const double psnr = 10.0 * std::log10(4.0 / error);
    EXPECT_GT(psnr, 24.0);
}

TEST_F(ShippedModel, DrawsWhatThePromptNames) {
    const auto redness = [](const std::string& text) {
        std::vector<at::Tensor> pictures;
        double loudest = 0.0;
        const ClipOutput output{
            .pictures =
                [&](const at::Tensor& some) {
                    pictures.push_back(some.clone());
                    return Result<void>{};
                },
            .sound =
                [&](const at::Tensor& some) {
                    loudest = std::fmax(loudest, some.abs().max().item<double>());
                    return Result<void>{};
                },
        };
        const MakeClipOptions options{
            .text = text,
            .frames = 25,
            .rows = kRows,
            .columns = kColumns,
            .steps = model().config.steps,
            .guidance = model().config.guidance,
            .seed = 3,
        };
        Progress progress;
        const auto made = make_clip(model(), options, output, progress, {});
        EXPECT_TRUE(made) << to_string(made.error());
        EXPECT_GT(loudest, 1e-3);
        const at::Tensor all = at::cat(pictures, 0);
        // A studio is light; what is red in it has little green.
        EXPECT_GT(all.mean().item<double>(), 0.2);
        const at::Tensor red = all.select(3, 0) - all.select(3, 1);
        return red.clamp_min(0.0).mean().item<double>() -
               (-red).clamp_min(0.0).mean().item<double>();
    };
    EXPECT_GT(
        redness("Realistic: a large red ball drops to the floor. In a studio."),
        redness("Realistic: a large green ball drops to the floor. In a studio.")
    );
}

}  // namespace
}  // namespace hibari::mini
