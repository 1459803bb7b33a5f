#include "world/render/styles/film.h"

#include <array>

namespace hibari::world {
namespace {

constexpr int kCurveSteps = 4096;
/// Linear light that the tone curve maps to display white.
constexpr float kLightMax = 2.85F;
/// Light into the curve: white paper in full sun comes out bright but not white.
constexpr float kCurveGain = 1.15F;
/// Where the shoulder would end without the cut at white.
constexpr float kShoulder = 1.05F;

/// Straight in the darks and the mid tones, a soft shoulder above: shadows stay open, faces bright.
float shoulder(float light) {
    const float x = kCurveGain * light / kShoulder;
    return kShoulder * x / std::sqrt(1.0F + x * x);
}

/// Display value for linear light, tabled over sqrt(light / kLightMax): fine steps in the darks.
class Curve {
  public:
    Curve() {
        const float white = shoulder(kLightMax);
        for (int i = 0; i <= kCurveSteps; ++i) {
            const float root = static_cast<float>(i) / kCurveSteps;
            const float light = root * root * kLightMax;
            table_[static_cast<std::size_t>(i)] = encoded(clamp01(shoulder(light) / white));
        }
    }

    float operator()(float light) const {
        const float root = std::sqrt(clamp01(light * (1.0F / kLightMax))) * kCurveSteps;
        const int step = std::min(kCurveSteps - 1, static_cast<int>(root));
        const auto i = static_cast<std::size_t>(step);
        return mix(table_[i], table_[i + 1], root - static_cast<float>(step));
    }

  private:
    std::array<float, kCurveSteps + 1> table_{};
};

}  // namespace

float encoded(float linear) {
    return linear <= 0.0031308F ? 12.92F * linear : 1.055F * std::pow(linear, 1.0F / 2.4F) - 0.055F;
}

void tone(Picture& picture, const Grade& grade, ThreadPool& pool) {
    static const Curve curve;
    const Vec3 gain = grade.balance * grade.exposure;
    for_pixels(pool, picture, [&](int x, int y) {
        Vec3& pixel = picture.at(x, y);
        const Vec3 light = multiply(pixel, gain);
        Vec3 color{curve(light.x), curve(light.y), curve(light.z)};
        color = saturated(color, grade.saturation);
        const Vec3 middle{0.46F, 0.46F, 0.46F};
        color = clamp01(middle + (color - middle) * grade.contrast);
        const float bright = luminance(color);
        color = color + grade.shadows * ((1.0F - bright) * (1.0F - bright)) +
                grade.highlights * (bright * bright);
        const Vec3 low{grade.black, grade.black, grade.black};
        pixel = low + clamp01(color) * (grade.white - grade.black);
    });
}

void grain(
    Picture& picture, float strength, int size_px, std::uint32_t frame_seed, ThreadPool& pool
) {
    const int cell = std::max(1, size_px);
    for_pixels(pool, picture, [&](int x, int y) {
        Vec3& pixel = picture.at(x, y);
        const auto gx = static_cast<std::uint32_t>(x / cell);
        const auto gy = static_cast<std::uint32_t>(y / cell);
        // Two uniforms make a triangular distribution, close enough to silver.
        const float noise =
            hash01(gx, gy, frame_seed) + hash01(gx, gy, frame_seed ^ 0x5bd1e995U) - 1.0F;
        const float bright = luminance(pixel);
        const float amount = strength * noise * (0.35F + 2.6F * bright * (1.0F - bright));
        pixel = pixel + Vec3{amount, amount, amount};
    });
}

int bar_height(float aspect, int width, int height) {
    const int visible =
        static_cast<int>(std::lround(static_cast<float>(width) / aspect / 2.0F)) * 2;
    return std::max((height - visible) / 2, 0);
}

void bars(Picture& picture, float aspect) {
    const int bar = bar_height(aspect, picture.width, picture.height);
    for (int y = 0; y < picture.height; ++y) {
        if (y < bar || y >= picture.height - bar) {
            for (int x = 0; x < picture.width; ++x) {
                picture.at(x, y) = {};
            }
        }
    }
}

void dust(Picture& picture, float amount, std::uint32_t frame_seed) {
    const auto width = static_cast<float>(picture.width);
    const auto height = static_cast<float>(picture.height);
    const auto draw = [&](std::uint32_t i, std::uint32_t what) {
        return hash01(i, what, frame_seed);
    };
    const auto specks = static_cast<std::uint32_t>(amount * 14.0F);
    for (std::uint32_t i = 0; i < specks; ++i) {
        const float radius = (0.6F + 2.2F * draw(i, 2) * draw(i, 2)) * height / 480.0F;
        const float cx = draw(i, 0) * width;
        const float cy = draw(i, 1) * height;
        const float value = draw(i, 3) < 0.7F ? 0.9F : 0.06F;
        const int reach = static_cast<int>(radius) + 1;
        for (int y = static_cast<int>(cy) - reach; y <= static_cast<int>(cy) + reach; ++y) {
            for (int x = static_cast<int>(cx) - reach; x <= static_cast<int>(cx) + reach; ++x) {
                if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) {
                    continue;
                }
                const float dx = static_cast<float>(x) - cx;
                const float dy = (static_cast<float>(y) - cy) * (0.6F + 0.8F * draw(i, 4));
                const float cover =
                    0.8F * (1.0F - smoothstep(radius - 0.8F, radius + 0.4F, std::hypot(dx, dy)));
                picture.at(x, y) = mix(picture.at(x, y), Vec3{value, value, value}, cover);
            }
        }
    }
    // A scratch stays for about a second: its place changes slowly, its strength every frame.
    const float scratch = hash01(frame_seed / 24U, 11U, 5U) * width;
    const float strength = 0.25F * amount * hash01(frame_seed, 12U, 6U);
    for (int y = 0; y < picture.height; ++y) {
        const int x = static_cast<int>(scratch + 1.5F * std::sin(static_cast<float>(y) * 0.013F));
        if (x >= 0 && x < picture.width) {
            picture.at(x, y) = mix(picture.at(x, y), Vec3{0.85F, 0.82F, 0.75F}, strength);
        }
    }
}

void sharpen(Picture& picture, float amount, ThreadPool& pool) {
    const Picture before = picture;
    for_pixels(pool, picture, [&](int x, int y) {
        const Vec3 around = before.clamped(x - 1, y) + before.clamped(x + 1, y) +
                            before.clamped(x, y - 1) + before.clamped(x, y + 1);
        Vec3& pixel = picture.at(x, y);
        pixel = pixel + (pixel - around * 0.25F) * amount;
    });
}

}  // namespace hibari::world
