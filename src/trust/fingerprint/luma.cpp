#include "trust/fingerprint/luma.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace hibari::trust {
namespace {

constexpr float kRed = 0.299F;
constexpr float kGreen = 0.587F;
constexpr float kBlue = 0.114F;

// A bar has one brightness, but for what a codec left in it, all the time.
constexpr float kBarSpread = 14.0F;
constexpr double kBarMin = 0.02;
constexpr double kBarMax = 0.4;

/// Which cells of the source a cell of the smaller picture covers.
int cell_start(int index, int from, int to) {
    return static_cast<int>(static_cast<std::int64_t>(index) * from / to);
}

/// Darkest and brightest of a stretch.
struct Extent {
    float low = 255.0F;
    float high = 0.0F;

    void add(float value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

// Of row `i` from the top, or of column `i` from the left, over all pictures.
Extent extent_of(const std::vector<Luma>& pictures, bool is_row, int i) {
    Extent extent;
    for (const Luma& picture : pictures) {
        const int count = is_row ? picture.width : picture.height;
        for (int k = 0; k < count; ++k) {
            extent.add(is_row ? picture.at(k, i) : picture.at(i, k));
        }
    }
    return extent;
}

// How many rows or columns from one end on are bar.
int bar_width(const std::vector<Luma>& pictures, bool is_row, bool from_end) {
    const int count = is_row ? pictures.front().height : pictures.front().width;
    Extent all;
    int bar = 0;
    for (; bar < count; ++bar) {
        const Extent line = extent_of(pictures, is_row, from_end ? count - 1 - bar : bar);
        all.add(line.low);
        all.add(line.high);
        if (all.high - all.low > kBarSpread) {
            break;
        }
    }
    const bool is_bar = bar >= kBarMin * count && bar <= kBarMax * count;
    // The line at the edge is a mixture of both.
    return is_bar ? bar + 1 : 0;
}

}  // namespace

Luma::Luma(int width_px, int height_px) : width(width_px), height(height_px) {
    HIBARI_CHECK(width > 0 && height > 0, width);
    values.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
}

Luma luma_of(const media::Frame& frame) {
    Luma luma(frame.width(), frame.height());
    const auto pixels = frame.pixels();
    for (std::size_t i = 0; i < luma.values.size(); ++i) {
        luma.values[i] = kRed * static_cast<float>(pixels[3 * i]) +
                         kGreen * static_cast<float>(pixels[3 * i + 1]) +
                         kBlue * static_cast<float>(pixels[3 * i + 2]);
    }
    return luma;
}

Luma small_luma_of(const media::Frame& frame, int side_max) {
    HIBARI_CHECK(side_max > 0, side_max);
    const int longer = std::max(frame.width(), frame.height());
    if (longer <= side_max) {
        return luma_of(frame);
    }
    const auto shorter_side = [&](int side) {
        return std::max(1, (side * side_max + longer / 2) / longer);
    };
    Luma small(shorter_side(frame.width()), shorter_side(frame.height()));
    for (int y = 0; y < small.height; ++y) {
        const int top = cell_start(y, frame.height(), small.height);
        const int bottom = cell_start(y + 1, frame.height(), small.height);
        for (int x = 0; x < small.width; ++x) {
            const int left = cell_start(x, frame.width(), small.width);
            const int right = cell_start(x + 1, frame.width(), small.width);
            std::array<std::uint32_t, 3> sum{};
            for (int row = top; row < bottom; ++row) {
                const auto pixels = frame.row(row);
                for (int column = left; column < right; ++column) {
                    const auto at = static_cast<std::size_t>(column) * 3;
                    sum[0] += pixels[at];
                    sum[1] += pixels[at + 1];
                    sum[2] += pixels[at + 2];
                }
            }
            const auto count = static_cast<float>((bottom - top) * (right - left));
            small.at(x, y) =
                (kRed * static_cast<float>(sum[0]) + kGreen * static_cast<float>(sum[1]) +
                 kBlue * static_cast<float>(sum[2])) /
                count;
        }
    }
    return small;
}

Luma look_through(const Luma& picture, const Window& window, int side) {
    Luma seen(side, side);
    const double angle = window.turned_deg * std::numbers::pi / 180.0;
    const double width = window.width * picture.width;
    const double height = window.height * picture.height;
    const double middle_x = window.x * picture.width + width / 2;
    const double middle_y = window.y * picture.height + height / 2;
    const auto step_xx = static_cast<float>(std::cos(angle) * width / side);
    const auto step_xy = static_cast<float>(std::sin(angle) * width / side);
    const auto step_yx = static_cast<float>(-std::sin(angle) * height / side);
    const auto step_yy = static_cast<float>(std::cos(angle) * height / side);
    const float half = static_cast<float>(side - 1) / 2.0F;
    const auto inside = [&](int x, int y) {
        return x >= 0 && y >= 0 && x < picture.width && y < picture.height ? picture.at(x, y)
                                                                           : 0.0F;
    };
    for (int j = 0; j < side; ++j) {
        const float down = static_cast<float>(j) - half;
        for (int i = 0; i < side; ++i) {
            const float right = static_cast<float>(i) - half;
            const float x = static_cast<float>(middle_x) + right * step_xx + down * step_yx - 0.5F;
            const float y = static_cast<float>(middle_y) + right * step_xy + down * step_yy - 0.5F;
            const float floor_x = std::floor(x);
            const float floor_y = std::floor(y);
            const auto left = static_cast<int>(floor_x);
            const auto top = static_cast<int>(floor_y);
            const float share_x = x - floor_x;
            const float share_y = y - floor_y;
            const float above =
                inside(left, top) * (1.0F - share_x) + inside(left + 1, top) * share_x;
            const float below =
                inside(left, top + 1) * (1.0F - share_x) + inside(left + 1, top + 1) * share_x;
            seen.at(i, j) = above * (1.0F - share_y) + below * share_y;
        }
    }
    return seen;
}

Window find_content(const std::vector<Luma>& pictures) {
    Window content;
    if (pictures.empty()) {
        return content;
    }
    const double height = pictures.front().height;
    const double width = pictures.front().width;
    const double top = bar_width(pictures, true, false) / height;
    const double bottom = bar_width(pictures, true, true) / height;
    const double left = bar_width(pictures, false, false) / width;
    const double right = bar_width(pictures, false, true) / width;
    content.x = left;
    content.y = top;
    content.width = 1.0 - left - right;
    content.height = 1.0 - top - bottom;
    // What is one colour nearly everywhere has no bars.
    constexpr double kContentMin = 0.2;
    return content.width < kContentMin || content.height < kContentMin ? Window{} : content;
}

}  // namespace hibari::trust
