#include "trust/mark/picture_mask.h"

#include "trust/mark/picture_pattern.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::trust {
namespace {

constexpr int kSamples = 8;
constexpr float kFollow = 0.25F;
constexpr float kUnit = 256.0F;
constexpr float kLoss = 0.05F;
/// Less than C2 of the source (58.5): a flat sky forgives less than structural similarity says.
constexpr float kFlat = 12.0F;
/// In levels of 255.
constexpr float kMost = 2.4F;
/// Root mean square of a frame: 44.3 dB of peak signal to noise ratio.
constexpr float kFrameMost = 1.53F;

}  // namespace

PictureMask::PictureMask(media::FrameSize size) : size_(size) {
    const double scale = canonical_scale(size.width, size.height);
    block_ = kSamples * std::max(1, static_cast<int>(std::lround(scale / 2.0)));
    columns_ = (size.width + block_ - 1) / block_;
    rows_ = (size.height + block_ - 1) / block_;
    const auto count = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
    wanted_.resize(count);
    smooth_.resize(count);
    strengths_.resize(count);
}

float PictureMask::measure(const media::Frame& frame, int column, int row) const {
    const int step = block_ / kSamples;
    const int left = std::min(column * block_, size_.width - block_);
    const int top = std::min(row * block_, size_.height - block_);
    std::array<int, 4> sum{};
    std::array<int, 4> square{};
    for (int j = 0; j < kSamples; ++j) {
        const std::uint8_t* at =
            frame.row(top + j * step).data() + static_cast<std::ptrdiff_t>(left) * 3;
        for (int i = 0; i < kSamples; ++i, at += step * 3) {
            const int luma = at[0] + 2 * at[1] + at[2];
            const auto quarter = static_cast<std::size_t>(j / 4 * 2 + i / 4);
            sum[quarter] += luma;
            square[quarter] += luma * luma;
        }
    }
    float root = 0.0F;
    for (std::size_t i = 0; i < 4; ++i) {
        const float mean = static_cast<float>(sum[i]) / 16.0F;
        const float variance = static_cast<float>(square[i]) / 16.0F - mean * mean;
        root += std::sqrt(std::sqrt(std::max(variance, 0.0F)) * 0.25F);
    }
    root *= 0.25F;
    return root * root;
}

void PictureMask::update(const media::Frame& frame) {
    for (int row = 0; row < rows_; ++row) {
        for (int column = 0; column < columns_; ++column) {
            const float deviation = measure(frame, column, row);
            wanted_[static_cast<std::size_t>(row * columns_ + column)] =
                std::min(kMost, std::sqrt(kLoss * (2.0F * deviation * deviation + kFlat)));
        }
    }
    float squares = 0.0F;
    for (const float strength : wanted_) {
        squares += strength * strength;
    }
    const float usual = std::sqrt(squares / static_cast<float>(wanted_.size()));
    const float scale = std::min(1.0F, kFrameMost / usual) / 9.0F;
    for (int row = 0; row < rows_; ++row) {
        for (int column = 0; column < columns_; ++column) {
            float sum = 0.0F;
            for (int dy = -1; dy <= 1; ++dy) {
                for (int dx = -1; dx <= 1; ++dx) {
                    const int y = std::clamp(row + dy, 0, rows_ - 1);
                    const int x = std::clamp(column + dx, 0, columns_ - 1);
                    sum += wanted_[static_cast<std::size_t>(y * columns_ + x)];
                }
            }
            const auto at = static_cast<std::size_t>(row * columns_ + column);
            const float now = sum * scale;
            smooth_[at] = first_ ? now : smooth_[at] + kFollow * (now - smooth_[at]);
            strengths_[at] = static_cast<std::int16_t>(smooth_[at] * kUnit + 0.5F);
        }
    }
    first_ = false;
}

}  // namespace hibari::trust
