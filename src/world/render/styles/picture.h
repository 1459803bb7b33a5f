#pragma once

// A picture in development: one linear RGB value per pixel, and the few operations that every style
// is made of. Rows are worked on in parallel; nothing depends on their order.

#include "base/threads.h"
#include "base/vec.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hibari::world {

/// Row-major pixels from the top left.
struct Picture {
    int width = 0;
    int height = 0;
    int first_row = 0;  ///< rows [first_row, last_row) are worked on: bars will cover the others
    int last_row = 0;
    std::vector<Vec3> pixels;

    void resize(int new_width, int new_height) {
        width = new_width;
        height = new_height;
        first_row = 0;
        last_row = new_height;
        pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    }

    std::size_t index(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
               static_cast<std::size_t>(x);
    }

    bool works_on(int y) const { return y >= first_row && y < last_row; }

    Vec3& at(int x, int y) { return pixels[index(x, y)]; }

    const Vec3& at(int x, int y) const { return pixels[index(x, y)]; }

    /// The nearest pixel inside.
    const Vec3& clamped(int x, int y) const {
        return at(std::clamp(x, 0, width - 1), std::clamp(y, 0, height - 1));
    }
};

/// Rows handed to a thread at a time.
inline constexpr int kRowsPerTask = 16;

/// Calls `row(y)` for every row, in parallel.
template <typename Row>
void for_rows(ThreadPool& pool, int height, const Row& row) {
    const auto tasks = static_cast<std::size_t>((height + kRowsPerTask - 1) / kRowsPerTask);
    // Styles have no failure and no cancel of their own: the frame is the unit of both.
    (void)pool.parallel_for(tasks, [&](std::size_t task) {
        const int first = static_cast<int>(task) * kRowsPerTask;
        for (int y = first; y < std::min(height, first + kRowsPerTask); ++y) {
            row(y);
        }
    });
}

/// Calls `pixel(x, y)` for every pixel, rows in parallel.
template <typename Pixel>
void for_pixels(ThreadPool& pool, int width, int height, const Pixel& pixel) {
    for_rows(pool, height, [&](int y) {
        for (int x = 0; x < width; ++x) {
            pixel(x, y);
        }
    });
}

/// The same for the rows of a picture that are worked on.
template <typename Pixel>
void for_pixels(ThreadPool& pool, const Picture& picture, const Pixel& pixel) {
    const int rows = picture.last_row - picture.first_row;
    for_pixels(pool, picture.width, rows, [&](int x, int row) {
        pixel(x, picture.first_row + row);
    });
}

/// BT.709 luminance of linear light.
constexpr float luminance(const Vec3& color) {
    return 0.2126F * color.x + 0.7152F * color.y + 0.0722F * color.z;
}

constexpr float mix(float a, float b, float t) {
    return a + (b - a) * t;
}

constexpr Vec3 mix(const Vec3& a, const Vec3& b, float t) {
    return a + (b - a) * t;
}

constexpr Vec3 multiply(const Vec3& a, const Vec3& b) {
    return {a.x * b.x, a.y * b.y, a.z * b.z};
}

constexpr float clamp01(float value) {
    return value < 0.0F ? 0.0F : value > 1.0F ? 1.0F : value;
}

constexpr Vec3 clamp01(const Vec3& color) {
    return {clamp01(color.x), clamp01(color.y), clamp01(color.z)};
}

constexpr float smoothstep(float low, float high, float value) {
    const float t = clamp01((value - low) / (high - low));
    return t * t * (3.0F - 2.0F * t);
}

/// Colour strength: 0 grey, 1 unchanged.
constexpr Vec3 saturated(const Vec3& color, float amount) {
    const float grey = luminance(color);
    return mix(Vec3{grey, grey, grey}, color, amount);
}

/// A number in [0, 1) from integers, without order (PCG output hash, Jarzynski and Olano, "Hash
/// Functions for GPU Rendering", JCGT 2020).
constexpr float hash01(std::uint32_t x, std::uint32_t y, std::uint32_t z) {
    std::uint32_t state = x * 1664525U + 1013904223U + y * 0x9E3779B9U + z * 0x85EBCA6BU;
    state = state * 747796405U + 2891336453U;
    std::uint32_t word = ((state >> ((state >> 28U) + 4U)) ^ state) * 277803737U;
    word = (word >> 22U) ^ word;
    return static_cast<float>(word >> 8U) * 0x1.0p-24F;
}

/// Smooth noise in [0, 1) over the plane with a lattice of `cell` pixels.
inline float value_noise(float x, float y, float cell, std::uint32_t seed) {
    const float u = x / cell;
    const float v = y / cell;
    const float fx = std::floor(u);
    const float fy = std::floor(v);
    const auto ix = static_cast<std::uint32_t>(static_cast<std::int32_t>(fx));
    const auto iy = static_cast<std::uint32_t>(static_cast<std::int32_t>(fy));
    const float tx = smoothstep(0.0F, 1.0F, u - fx);
    const float ty = smoothstep(0.0F, 1.0F, v - fy);
    return mix(
        mix(hash01(ix, iy, seed), hash01(ix + 1, iy, seed), tx),
        mix(hash01(ix, iy + 1, seed), hash01(ix + 1, iy + 1, seed), tx),
        ty
    );
}

}  // namespace hibari::world
