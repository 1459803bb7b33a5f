#include "world/fit_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numbers>

namespace hibari::world {
namespace {

struct Pixel {
    float red = 0.0F;
    float green = 0.0F;
    float blue = 0.0F;
    float alpha = 0.0F;
};

float pack(const Pixel& pixel) {
    const auto byte = [](float value) {
        return static_cast<std::uint32_t>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255.0F));
    };
    const std::uint32_t bits = byte(std::sqrt(pixel.red)) | (byte(std::sqrt(pixel.green)) << 8U) |
                               (byte(std::sqrt(pixel.blue)) << 16U) | (byte(pixel.alpha) << 24U);
    float out = 0.0F;
    std::memcpy(&out, &bits, sizeof(out));
    return out;
}

/// The mean of two by two, colours weighed by what covers.
std::vector<Pixel> halved(const std::vector<Pixel>& from, int& width, int& height) {
    const int wide = std::max(width / 2, 1);
    const int high = std::max(height / 2, 1);
    std::vector<Pixel> out;
    out.reserve(static_cast<std::size_t>(wide) * static_cast<std::size_t>(high));
    for (int y = 0; y < high; ++y) {
        for (int x = 0; x < wide; ++x) {
            Pixel sum;
            for (int k = 0; k < 4; ++k) {
                const int px = std::min(2 * x + (k & 1), width - 1);
                const int py = std::min(2 * y + (k >> 1), height - 1);
                const Pixel& p = from[static_cast<std::size_t>(py * width + px)];
                sum.red += p.red * p.alpha;
                sum.green += p.green * p.alpha;
                sum.blue += p.blue * p.alpha;
                sum.alpha += p.alpha;
            }
            const float inverse = sum.alpha > 0.0F ? 1.0F / sum.alpha : 0.0F;
            out.push_back(
                {sum.red * inverse, sum.green * inverse, sum.blue * inverse, 0.25F * sum.alpha}
            );
        }
    }
    width = wide;
    height = high;
    return out;
}

}  // namespace

float linear_of(std::uint8_t value) {
    const float v = static_cast<float>(value) / 255.0F;
    return v <= 0.04045F ? v / 12.92F : std::pow((v + 0.055F) / 1.055F, 2.4F);
}

Vec3 linear_of(likeness::Color color) {
    return {linear_of(color.red), linear_of(color.green), linear_of(color.blue)};
}

void add_levels(const likeness::View& view, std::vector<float>& pixels, PictureView& out) {
    std::array<float, 256> linear{};
    for (std::size_t i = 0; i < linear.size(); ++i) {
        linear[i] = linear_of(static_cast<std::uint8_t>(i));
    }
    out.width = view.width;
    out.height = view.height;
    std::vector<Pixel> level;
    level.reserve(view.rgba.size() / 4);
    for (std::size_t i = 0; i + 3 < view.rgba.size(); i += 4) {
        level.push_back(
            {linear[view.rgba[i]],
             linear[view.rgba[i + 1]],
             linear[view.rgba[i + 2]],
             static_cast<float>(view.rgba[i + 3]) / 255.0F}
        );
    }
    int width = view.width;
    int height = view.height;
    for (out.levels = 0; out.levels < kPictureLevelsMax; ++out.levels) {
        if (out.levels > 0) {
            if (std::min(width, height) < 4) {
                break;
            }
            level = halved(level, width, height);
        }
        out.first[static_cast<std::size_t>(out.levels)] = static_cast<int>(pixels.size());
        for (const Pixel& pixel : level) {
            pixels.push_back(pack(pixel));
        }
    }
}

std::vector<std::uint8_t> mask_of(const likeness::View& view) {
    std::vector<std::uint8_t> mask;
    mask.reserve(view.rgba.size() / 4);
    for (std::size_t i = 3; i < view.rgba.size(); i += 4) {
        mask.push_back(view.rgba[i] > 127 ? 1 : 0);
    }
    return mask;
}

std::vector<float> distance_to(
    std::span<const std::uint8_t> mask, int width, int height, std::uint8_t target
) {
    constexpr float kFar = 1e6F;
    constexpr float kDiagonal = std::numbers::sqrt2_v<float>;
    std::vector<float> out(mask.size(), kFar);
    const auto at = [&](int x, int y) -> float {
        return x < 0 || y < 0 || x >= width || y >= height
                   ? kFar
                   : out[static_cast<std::size_t>(y * width + x)];
    };
    const auto sweep = [&](int x, int y, int way) {
        float& here = out[static_cast<std::size_t>(y * width + x)];
        if (mask[static_cast<std::size_t>(y * width + x)] == target) {
            here = 0.0F;
            return;
        }
        here = std::min(
            {here,
             at(x - way, y) + 1.0F,
             at(x, y - way) + 1.0F,
             at(x - way, y - way) + kDiagonal,
             at(x + way, y - way) + kDiagonal}
        );
    };
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            sweep(x, y, 1);
        }
    }
    for (int y = height - 1; y >= 0; --y) {
        for (int x = width - 1; x >= 0; --x) {
            sweep(x, y, -1);
        }
    }
    return out;
}

void smooth(std::vector<float>& values, int width, int height, int passes) {
    std::vector<float> from;
    for (int pass = 0; pass < passes; ++pass) {
        from = values;
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                float sum = 0.0F;
                for (int k = 0; k < 9; ++k) {
                    const int px = std::clamp(x + k % 3 - 1, 0, width - 1);
                    const int py = std::clamp(y + k / 3 - 1, 0, height - 1);
                    sum += from[static_cast<std::size_t>(py * width + px)];
                }
                values[static_cast<std::size_t>(y * width + x)] = sum / 9.0F;
            }
        }
    }
}

}  // namespace hibari::world
