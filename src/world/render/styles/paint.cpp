#include "world/render/styles/paint.h"

#include <array>
#include <numbers>

namespace hibari::world {
namespace {

/// A 4x4 ordered-dither matrix (Bayer, ICC 1973), centred on zero.
constexpr std::array<float, 16> kBayer{
    0,
    8,
    2,
    10,
    12,
    4,
    14,
    6,
    3,
    11,
    1,
    9,
    15,
    7,
    13,
    5,
};

float paper(int x, int y, float scale, std::uint32_t seed) {
    const auto fx = static_cast<float>(x);
    const auto fy = static_cast<float>(y);
    return 0.5F * value_noise(fx, fy, 2.2F * scale, seed) +
           0.3F * value_noise(fx, fy, 5.0F * scale, seed + 1) +
           0.2F * value_noise(fx, fy, 11.0F * scale, seed + 2);
}

/// The nearest of a few colours: steps of brightness and steps of hue, so that shades of one hue
/// stay that hue. `dither` shifts the brightness by a share of a step.
Vec3 stepped(const Vec3& c, float light_steps, float color_steps, float dither) {
    const float light = 0.25F * c.x + 0.5F * c.y + 0.25F * c.z;
    const float orange = std::round((c.x - c.z) * color_steps) / color_steps;
    const float green = std::round((c.y - 0.5F * (c.x + c.z)) * color_steps) / color_steps;
    const float y = std::round(light * light_steps + dither) / light_steps;
    const float base = y - 0.5F * green;
    return clamp01(Vec3{base + 0.5F * orange, y + 0.5F * green, base - 0.5F * orange});
}

/// Colour and its square, summed or averaged.
struct Wash {
    Vec3 color{};
    float square = 0.0F;

    void add(const Wash& other, float sign) {
        color = color + other.color * sign;
        square += other.square * sign;
    }

    Wash scaled(float factor) const { return {color * factor, square * factor}; }
};

}  // namespace

void brush(Picture& picture, int radius, ThreadPool& pool) {
    // A quadrant is a box of radius + 1 pixels with the pixel in its corner: means of all boxes
    // first, by running sums along rows and columns, then four look-ups for each pixel.
    const int width = picture.width;
    const int height = picture.height;
    const int side = radius + 1;
    const float share = 1.0F / static_cast<float>(side);
    std::vector<Wash> rows(picture.pixels.size());
    std::vector<Wash> boxes(picture.pixels.size());
    for_rows(pool, height, [&](int y) {
        const auto wash_at = [&](int x) {
            const Vec3& pixel = picture.at(std::min(x, width - 1), y);
            return Wash{pixel, dot(pixel, pixel)};
        };
        Wash sum;
        for (int x = 0; x < side; ++x) {
            sum.add(wash_at(x), 1.0F);
        }
        for (int x = 0; x < width; ++x) {
            rows[picture.index(x, y)] = sum.scaled(share);
            sum.add(wash_at(x), -1.0F);
            sum.add(wash_at(x + side), 1.0F);
        }
    });
    constexpr int kColumns = 16;
    const auto tasks = static_cast<std::size_t>((width + kColumns - 1) / kColumns);
    (void)pool.parallel_for(tasks, [&](std::size_t task) {
        const int first = static_cast<int>(task) * kColumns;
        const int count = std::min(width - first, kColumns);
        std::array<Wash, kColumns> sums{};
        const auto add_row = [&](int y, float sign) {
            const std::size_t from = picture.index(first, std::min(y, height - 1));
            for (int k = 0; k < count; ++k) {
                const auto i = static_cast<std::size_t>(k);
                sums[i].add(rows[from + i], sign);
            }
        };
        for (int y = 0; y < side; ++y) {
            add_row(y, 1.0F);
        }
        for (int y = 0; y < height; ++y) {
            for (int k = 0; k < count; ++k) {
                boxes[picture.index(first + k, y)] =
                    sums[static_cast<std::size_t>(k)].scaled(share);
            }
            add_row(y, -1.0F);
            add_row(y + side, 1.0F);
        }
    });
    for_pixels(pool, width, height, [&](int x, int y) {
        const int left = std::max(x - radius, 0);
        const int top = std::max(y - radius, 0);
        const Wash* best = nullptr;
        float calmest = 1e9F;
        // At the rim a box slides inwards: half of it outside would look calm for no reason.
        const int right = std::max(std::min(x, width - side), 0);
        const int bottom = std::max(std::min(y, height - side), 0);
        for (const std::size_t at :
             {picture.index(right, bottom),
              picture.index(left, bottom),
              picture.index(right, top),
              picture.index(left, top)}) {
            const Wash& box = boxes[at];
            const float variance = box.square - dot(box.color, box.color);
            if (variance < calmest) {
                calmest = variance;
                best = &box;
            }
        }
        picture.at(x, y) = best->color;
    });
}

void calm_backdrop(Picture& picture, const GBuffer& geometry, int radius, ThreadPool& pool) {
    Picture calm = picture;
    brush(calm, radius, pool);
    for_pixels(pool, picture, [&](int x, int y) {
        const std::size_t here = picture.index(x, y);
        if (geometry.entity[here] == 0) {
            picture.pixels[here] = calm.pixels[here];
        }
    });
}

void Sheet::prepare(int width, int height, std::uint32_t seed, ThreadPool& pool) {
    if (width == width_ && height == height_ && seed == seed_) {
        return;
    }
    width_ = width;
    height_ = height;
    seed_ = seed;
    const float scale = static_cast<float>(height) / 720.0F;
    const float margin = 0.035F * static_cast<float>(height);
    marks.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for_pixels(pool, width, height, [&](int x, int y) {
        const auto fx = static_cast<float>(x);
        const auto fy = static_cast<float>(y);
        SheetMark& mark = marks
            [static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
             static_cast<std::size_t>(x)];
        const float wobble = 3.0F * scale;
        const auto off = [wobble](float noise) {
            return static_cast<std::int8_t>(std::lround(wobble * (noise - 0.5F)));
        };
        mark.off_x = off(value_noise(fx, fy, 18.0F * scale, seed + 7));
        mark.off_y = off(value_noise(fx, fy, 18.0F * scale, seed + 8));
        const float bloom = value_noise(fx, fy, 90.0F * scale, seed + 3) +
                            0.5F * value_noise(fx, fy, 38.0F * scale, seed + 4) - 0.75F;
        const float texture = paper(x, y, scale, seed) - 0.5F;
        mark.density = 0.45F * bloom + 0.55F * texture;
        mark.tooth = 0.05F * texture;
        const float inset = std::min(
            std::min(fx, static_cast<float>(width) - 1.0F - fx),
            std::min(fy, static_cast<float>(height) - 1.0F - fy)
        );
        const float ragged = margin * (0.45F + 1.1F * value_noise(fx, fy, 26.0F * scale, seed + 5) +
                                       0.35F * value_noise(fx, fy, 7.0F * scale, seed + 6));
        mark.painted = smoothstep(ragged - 2.5F * scale, ragged + 2.5F * scale, inset);
    });
}

void watercolour(Picture& picture, const Sheet& sheet, ThreadPool& pool) {
    const Picture wash = picture;
    for_pixels(pool, picture, [&](int x, int y) {
        const SheetMark& mark = sheet.marks[picture.index(x, y)];
        // The brush wobbles: take the wash a little off its place.
        const int sx = x + mark.off_x;
        const int sy = y + mark.off_y;
        Vec3 color = wash.clamped(sx, sy);
        const Vec3 gradient = wash.clamped(sx + 2, sy) - wash.clamped(sx - 2, sy);
        const Vec3 rise = wash.clamped(sx, sy + 2) - wash.clamped(sx, sy - 2);
        const float edge = clamp01(2.2F * std::sqrt(dot(gradient, gradient) + dot(rise, rise)));
        // Pigment density in the sense of Bousseau et al., "Interactive watercolor rendering with
        // temporal coherence and abstraction", NPAR 2006, eq. 3: c' = c - (c - c^2)(d - 1).
        const float more = 0.75F * edge + mark.density;
        const auto pigment = [more](float c) { return clamp01(c - (c - c * c) * more); };
        color = {pigment(color.x), pigment(color.y), pigment(color.z)};
        color = mix(color, Vec3{0.99F, 0.975F, 0.94F}, 0.09F);
        const Vec3 bare{0.975F + mark.tooth, 0.96F + mark.tooth, 0.925F + mark.tooth};
        picture.at(x, y) = mix(bare, color, mark.painted);
    });
}

void halftone(Picture& picture, float cell, ThreadPool& pool) {
    constexpr float kLightSteps = 6.0F;
    constexpr float kColorSteps = 6.0F;
    const float turn = std::numbers::pi_v<float> / 4.0F;
    const float cosine = std::cos(turn);
    const float sine = std::sin(turn);
    for_pixels(pool, picture, [&](int x, int y) {
        Vec3& pixel = picture.at(x, y);
        const float bright = luminance(pixel);
        const Vec3 color =
            stepped(saturated(clamp01(pixel), 1.25F), kLightSteps, kColorSteps, 0.0F);
        const float u = (static_cast<float>(x) * cosine + static_cast<float>(y) * sine) / cell;
        const float v = (static_cast<float>(y) * cosine - static_cast<float>(x) * sine) / cell;
        const float du = u - std::floor(u) - 0.5F;
        const float dv = v - std::floor(v) - 0.5F;
        const float dark = clamp01(1.0F - bright * 1.85F);
        const float radius = 0.68F * std::sqrt(dark);
        const float dot_cover =
            1.0F - smoothstep(radius - 0.12F, radius + 0.12F, std::hypot(du, dv));
        pixel = mix(color, multiply(color, Vec3{0.35F, 0.33F, 0.45F}), 0.75F * dot_cover);
    });
}

void pixelate(Picture& picture, const GBuffer& geometry, int count, ThreadPool& pool) {
    const int cell = std::max(2, std::max(picture.width, picture.height) / count);
    Picture sprites;
    sprites.resize((picture.width + cell - 1) / cell, (picture.height + cell - 1) / cell);
    std::vector<float> sprite_share(sprites.pixels.size());
    for_pixels(pool, sprites.width, sprites.height, [&](int column, int row) {
        Vec3 sum{};
        float weight = 0.0F;
        float drawn = 0.0F;
        for (int y = row * cell; y < std::min((row + 1) * cell, picture.height); ++y) {
            for (int x = column * cell; x < std::min((column + 1) * cell, picture.width); ++x) {
                // The middle of a cell decides more than its rim: crisp sprites.
                const int dx = x - column * cell;
                const int dy = y - row * cell;
                const bool middle =
                    dx * 4 >= cell && dx * 4 < 3 * cell && dy * 4 >= cell && dy * 4 < 3 * cell;
                const float share = middle ? 4.0F : 1.0F;
                sum = sum + picture.at(x, y) * share;
                weight += share;
                drawn += geometry.entity[picture.index(x, y)] != 0 ? share : 0.0F;
            }
        }
        sprites.at(column, row) = sum * (1.0F / weight);
        sprite_share[sprites.index(column, row)] = drawn / weight;
    });
    Picture backdrop = sprites;
    brush(backdrop, 4, pool);
    constexpr float kLightSteps = 9.0F;
    constexpr float kColorSteps = 7.0F;
    constexpr float kDither = 0.28F;
    for_pixels(pool, sprites.width, sprites.height, [&](int column, int row) {
        const bool sprite = sprite_share[sprites.index(column, row)] > 0.3F;
        const Vec3 mean =
            clamp01(saturated(sprite ? sprites.at(column, row) : backdrop.at(column, row), 1.15F));
        const float bayer =
            kBayer[static_cast<std::size_t>((row % 4) * 4 + column % 4)] / 15.0F - 0.5F;
        const float dither = sprite ? 0.0F : kDither * bayer;
        const Vec3 color = stepped(mean, kLightSteps, kColorSteps, dither);
        for (int y = row * cell; y < std::min((row + 1) * cell, picture.height); ++y) {
            for (int x = column * cell; x < std::min((column + 1) * cell, picture.width); ++x) {
                picture.at(x, y) = color;
            }
        }
    });
}

}  // namespace hibari::world
