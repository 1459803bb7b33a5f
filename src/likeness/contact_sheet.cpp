#include "likeness/contact_sheet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace hibari::likeness {
namespace {

constexpr int kHeightMax = 480;
constexpr int kGround = 128;

/// The mean of a rectangle of a view, over grey.
std::array<std::uint8_t, 3> mean_of(const View& view, int left, int top, int right, int bottom) {
    std::array<double, 3> sum{};
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            const auto at =
                4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(view.width) +
                     static_cast<std::size_t>(x));
            const double alpha = view.rgba[at + 3] / 255.0;
            for (std::size_t channel = 0; channel < 3; ++channel) {
                sum[channel] += alpha * view.rgba[at + channel] + (1.0 - alpha) * kGround;
            }
        }
    }
    const double count = static_cast<double>(right - left) * (bottom - top);
    std::array<std::uint8_t, 3> mean{};
    for (std::size_t channel = 0; channel < 3; ++channel) {
        mean[channel] = static_cast<std::uint8_t>(std::lround(sum[channel] / count));
    }
    return mean;
}

void put(const View& view, int left, int width, media::Frame& sheet) {
    const int height = sheet.height();
    for (int y = 0; y < height; ++y) {
        const int top = y * view.height / height;
        const int bottom = std::max(top + 1, (y + 1) * view.height / height);
        for (int x = 0; x < width; ++x) {
            const int from = x * view.width / width;
            const int to = std::max(from + 1, (x + 1) * view.width / width);
            std::ranges::copy(
                mean_of(view, from, top, to, bottom), sheet.row(y).begin() + 3 * (left + x)
            );
        }
    }
}

}  // namespace

media::Frame contact_sheet(std::span<const View> views) {
    int height = 2;
    for (const View& view : views) {
        height = std::max(height, std::min(view.height, kHeightMax));
    }
    height -= height % 2;
    std::vector<int> widths;
    int width = 0;
    for (const View& view : views) {
        widths.push_back(std::max(1, view.width * height / view.height));
        width += widths.back();
    }
    media::Frame sheet({std::max(2, width + width % 2), height});
    std::ranges::fill(sheet.pixels(), static_cast<std::uint8_t>(kGround));
    int left = 0;
    for (std::size_t i = 0; i < views.size(); ++i) {
        put(views[i], left, widths[i], sheet);
        left += widths[i];
    }
    return sheet;
}

}  // namespace hibari::likeness
