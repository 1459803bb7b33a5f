#include "models/mini/layout.h"

#include "models/mini/state_tokens.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <cmath>
#include <span>

namespace hibari::mini {
namespace {

// The spread of the bump, beyond the thing's own radius, in units of kUnitsPerHeight.
constexpr double kReach = 1.5;
// Things further away than this are all far.
constexpr double kFar = 6.0;
constexpr double kHalf = kUnitsPerHeight / 2.0;

/// A slot as the picture tokens of one latent frame see it.
class Thing {
  public:
    Thing(std::span<const float> numbers, const TokenCounts& counts)
        : numbers_(numbers),
          across_(kHalf * static_cast<double>(counts.columns) / static_cast<double>(counts.rows)) {
        double size = 0.0;
        for (int moment = 0; moment < kMoments; ++moment) {
            size += at(moment, 2) / kMoments;
        }
        reach_ = kReach + kHalf * std::max(size, 0.0);
        used_ = std::clamp((static_cast<double>(numbers[kStateUsed]) + 1.0) / 2.0, 0.0, 1.0);
    }

    /// Writes what a token at (`right`, `down`) hears, kStateNumbers; gives its weight.
    float tell(double right, double down, float* out) const {
        double nearest = 2.0 * kFar * kFar;
        for (int moment = 0; moment < kMoments; ++moment) {
            const double dx = std::clamp(at(moment, 0) * across_ - right, -kFar, kFar);
            const double dy = std::clamp(at(moment, 1) * kHalf - down, -kFar, kFar);
            nearest = std::min(nearest, dx * dx + dy * dy);
            out[moment] = static_cast<float>(dx);
            out[kMoments + moment] = static_cast<float>(dy);
            out[2 * kMoments + moment] = static_cast<float>(at(moment, 2));
            out[3 * kMoments + moment] = static_cast<float>(at(moment, 3));
        }
        constexpr std::size_t kMomentsEnd = std::size_t{kMoments} * kMomentNumbers;
        std::ranges::copy(numbers_.subspan(kMomentsEnd), out + kMomentsEnd);
        return static_cast<float>(used_ * std::exp(-0.5 * nearest / (reach_ * reach_)));
    }

  private:
    double at(int moment, int number) const {
        return numbers_[static_cast<std::size_t>(moment * kMomentNumbers + number)];
    }

    std::span<const float> numbers_;
    double across_;  // of half the picture
    double reach_ = 0.0;
    double used_ = 0.0;
};

/// What all picture tokens hear of one slot.
struct Heard {
    at::Tensor told;     // [tokens, kStateNumbers]
    at::Tensor weights;  // [tokens, 1]
};

Heard hear(std::span<const float> numbers, const TokenCounts& counts) {
    Heard heard{
        .told = at::empty({counts.video(), kStateNumbers}, at::kFloat),
        .weights = at::empty({counts.video(), 1}, at::kFloat),
    };
    auto* told = heard.told.data_ptr<float>();
    auto* weight = heard.weights.data_ptr<float>();
    const double unit = kUnitsPerHeight / static_cast<double>(counts.rows);
    for (std::int64_t frame = 0; frame < counts.frames; ++frame) {
        const auto begin = static_cast<std::size_t>(frame * kStateNumbers);
        const Thing thing(numbers.subspan(begin, kStateNumbers), counts);
        for (std::int64_t row = 0; row < counts.rows; ++row) {
            const double down = (static_cast<double>(row) + 0.5) * unit - kHalf;
            for (std::int64_t column = 0; column < counts.columns; ++column) {
                const double middle = static_cast<double>(counts.columns) / 2.0;
                const double right = (static_cast<double>(column) + 0.5 - middle) * unit;
                *weight++ = thing.tell(right, down, told);
                told += kStateNumbers;
            }
        }
    }
    return heard;
}

}  // namespace

Result<Layout> Layout::load(const Loader& loader, std::int64_t width) {
    Layout layout;
    layout.near_ = HIBARI_TRY(load_linear(loader.at("near"), width, kStateNumbers));
    layout.out_ = HIBARI_TRY(load_linear(loader.at("out"), width, width));
    return layout;
}

at::Tensor Layout::operator()(
    const at::Tensor& state, const at::Tensor& slots, const TokenCounts& counts
) const {
    const at::Tensor plan = state.contiguous();
    at::Tensor sum = at::zeros({counts.video(), slots.size(1)}, at::kFloat);
    for (std::int64_t slot = 0; slot < kSlots; ++slot) {
        const auto size = static_cast<std::size_t>(counts.frames * kStateNumbers);
        const std::span<const float> numbers(
            plan.data_ptr<float>() + slot * counts.frames * kStateNumbers, size
        );
        const Heard heard = hear(numbers, counts);
        if (heard.weights.max().item<float>() > 0.0F) {  // most clips have few things
            sum.addcmul_(heard.weights, at::silu(near_(heard.told) + slots[slot]));
        }
    }
    return out_(sum);
}

}  // namespace hibari::mini
