#include "trust/mark/picture_accumulator.h"

#include "base/check.h"
#include "trust/mark/picture_pattern.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace hibari::trust {
namespace {

constexpr int kLongSideMax = 320;
constexpr double kSamplesPerSecond = 12.0;
/// What stands still for so long cancels; a whole number of turns.
constexpr double kWindow_s = 1.0;
/// Half sides of the squares, in pixels of the plane, whose mean is taken off and whose unrest a
/// value is divided by; the unrest, in levels, that every picture has; and the most that one frame
/// may say.
constexpr int kCoarse = 20;
constexpr int kLocal = 4;
constexpr float kFloor = 0.3F;
constexpr float kLimit = 1.0F;
/// Times come from frame numbers and are not exact.
constexpr double kTimeSlack_s = 1e-3;

/// Mean over a square of 2 * radius + 1 pixels a side, smaller at the border.
void blur(
    std::vector<float>& plane, std::vector<float>& scratch, int width, int height, int radius
) {
    scratch.resize(plane.size());
    for (int y = 0; y < height; ++y) {
        const float* in = plane.data() + static_cast<std::ptrdiff_t>(y) * width;
        float* out = scratch.data() + static_cast<std::ptrdiff_t>(y) * width;
        float sum = 0.0F;
        int count = 0;
        for (int x = 0; x < std::min(radius, width); ++x) {
            sum += in[x];
            ++count;
        }
        for (int x = 0; x < width; ++x) {
            if (x + radius < width) {
                sum += in[x + radius];
                ++count;
            }
            if (x - radius - 1 >= 0) {
                sum -= in[x - radius - 1];
                --count;
            }
            out[x] = sum / static_cast<float>(count);
        }
    }
    std::vector<float> column(static_cast<std::size_t>(width), 0.0F);
    const auto add_row = [&](int y, float sign) {
        const float* in = scratch.data() + static_cast<std::ptrdiff_t>(y) * width;
        for (int x = 0; x < width; ++x) {
            column[static_cast<std::size_t>(x)] += sign * in[x];
        }
    };
    int count = 0;
    for (int y = 0; y < std::min(radius, height); ++y) {
        add_row(y, 1.0F);
        ++count;
    }
    for (int y = 0; y < height; ++y) {
        if (y + radius < height) {
            add_row(y + radius, 1.0F);
            ++count;
        }
        if (y - radius - 1 >= 0) {
            add_row(y - radius - 1, -1.0F);
            --count;
        }
        float* out = plane.data() + static_cast<std::ptrdiff_t>(y) * width;
        const float scale = 1.0F / static_cast<float>(count);
        for (int x = 0; x < width; ++x) {
            out[x] = column[static_cast<std::size_t>(x)] * scale;
        }
    }
}

}  // namespace

void PictureAccumulator::shrink(const media::Frame& frame, std::vector<float>& luma) const {
    luma.resize(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_));
    const float scale = 1.0F / (256.0F * static_cast<float>(factor_ * factor_));
    for (int y = 0; y < height_; ++y) {
        for (int x = 0; x < width_; ++x) {
            int sum = 0;
            for (int j = 0; j < factor_; ++j) {
                const std::uint8_t* at = frame.row(y * factor_ + j).data() +
                                         static_cast<std::ptrdiff_t>(x) * factor_ * 3;
                for (int i = 0; i < factor_; ++i, at += 3) {
                    // BT.709.
                    sum += 54 * at[0] + 183 * at[1] + 19 * at[2];
                }
            }
            luma[static_cast<std::size_t>(y * width_ + x)] = static_cast<float>(sum) * scale;
        }
    }
}

void PictureAccumulator::push(const media::Frame& frame, double time_s) {
    if (size_.width == 0) {
        size_ = frame.size();
        const int side = std::max(size_.width, size_.height);
        factor_ = (side + kLongSideMax - 1) / kLongSideMax;
        width_ = size_.width / factor_;
        height_ = size_.height / factor_;
        sum_.assign(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_), 0.0F);
        next_s_ = time_s;
        start_s_ = time_s;
    }
    HIBARI_CHECK(frame.size() == size_, frame.width(), frame.height());
    if (time_s + kTimeSlack_s < next_s_ || time_s - start_s_ >= kSecondsMax) {
        return;
    }
    next_s_ = std::max(next_s_ + 1.0 / kSamplesPerSecond, time_s);
    Sample sample{.time_s = time_s, .luma = {}};
    while (!recent_.empty() && recent_.front().time_s <= time_s - kWindow_s + kTimeSlack_s) {
        // Only what is in the first half second is still to be done here.
        if (!recent_.front().done) {
            add_before(recent_.front().time_s + kWindow_s / 2);
        }
        for (std::size_t i = 0; i < sum_.size(); ++i) {
            sum_[i] -= recent_.front().luma[i];
        }
        sample.luma = std::move(recent_.front().luma);
        recent_.pop_front();
    }
    shrink(frame, sample.luma);
    for (std::size_t i = 0; i < sum_.size(); ++i) {
        sum_[i] += sample.luma[i];
    }
    recent_.push_back(std::move(sample));
    if (recent_.front().time_s > start_s_) {
        add_before(time_s - kWindow_s / 2);
    }
}

void PictureAccumulator::add_before(double time_s) {
    for (Sample& sample : recent_) {
        if (!sample.done && sample.time_s <= time_s + kTimeSlack_s) {
            add(sample);
            sample.done = true;
        }
    }
}

void PictureAccumulator::finish() {
    if (!recent_.empty()) {
        add_before(recent_.back().time_s);
    }
}

void PictureAccumulator::add(const Sample& sample) {
    const float mean = 1.0F / static_cast<float>(recent_.size());
    difference_.resize(sum_.size());
    for (std::size_t i = 0; i < sum_.size(); ++i) {
        difference_[i] = sample.luma[i] - sum_[i] * mean;
    }
    blurred_ = difference_;
    blur(blurred_, scratch_, width_, height_, kCoarse);
    for (std::size_t i = 0; i < sum_.size(); ++i) {
        difference_[i] -= blurred_[i];
        blurred_[i] = std::abs(difference_[i]);
    }
    blur(blurred_, scratch_, width_, height_, kLocal);
    const auto second = static_cast<std::size_t>(std::max(0.0, sample.time_s - start_s_));
    while (seconds_.size() <= second) {
        ComplexPlane plane{
            .width = width_,
            .height = height_,
            .pixel = static_cast<double>(factor_),
            .real = {},
            .imaginary = {},
        };
        plane.real.resize(sum_.size());
        plane.imaginary.resize(sum_.size());
        seconds_.push_back(std::move(plane));
    }
    const double angle = 2.0 * std::numbers::pi * kTurnsPerSecond * sample.time_s;
    const auto real = static_cast<float>(std::cos(angle));
    const auto imaginary = static_cast<float>(-std::sin(angle));
    ComplexPlane& out = seconds_[second];
    for (std::size_t i = 0; i < sum_.size(); ++i) {
        const float value = std::clamp(difference_[i] / (blurred_[i] + kFloor), -kLimit, kLimit);
        out.real[i] += value * real;
        out.imaginary[i] += value * imaginary;
    }
}

}  // namespace hibari::trust
