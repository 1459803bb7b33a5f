#include "trust/mark/picture_mark.h"

#include "base/check.h"
#include "trust/mark/picture_mask.h"
#include "trust/mark/picture_pattern.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

namespace hibari::trust {
namespace {

constexpr int kSideMin = 16;
constexpr int kSideMax = 1920;
constexpr int kFpsMax = 240;

/// Tile values are kept as 1/4096, strengths as 1/256: the upper half of their product is in 1/16
/// of a level.
constexpr float kTileUnit = 4096.0F;
constexpr float kTilePeak = 3.0F;
constexpr int kLevelShift = 4;

/// Where a row or column of pixels lies between two neighbours of something coarser.
struct Between {
    int first = 0;
    int second = 0;
    /// Weight of the second in 1/32768.
    std::int16_t weight = 0;
};

Between between(double position, int count, bool wraps) {
    const double clamped = wraps ? position : std::clamp(position, 0.0, count - 1.0);
    const int first = static_cast<int>(std::floor(clamped));
    const auto weight = static_cast<std::int16_t>((clamped - first) * 32767.0);
    if (wraps) {
        return {.first = first % count, .second = (first + 1) % count, .weight = weight};
    }
    return {.first = first, .second = std::min(first + 1, count - 1), .weight = weight};
}

std::int16_t mix(std::int16_t a, std::int16_t b, std::int16_t weight) {
    return static_cast<std::int16_t>(a + (((b - a) * weight) >> 15));
}

/// Columns of pixels, looked up in something coarser.
std::vector<Between> lookups(int pixels, double per_step, double shift, int count, bool wraps) {
    std::vector<Between> table;
    for (int i = 0; i < pixels; ++i) {
        table.push_back(between((i + 0.5) / per_step + shift, count, wraps));
    }
    return table;
}

/// Bayer's 4 x 4 matrix: spreads what is less than a level over neighbours.
constexpr std::array<std::array<std::int16_t, 4>, 4> kDither{
    {{0, 8, 2, 10}, {12, 4, 14, 6}, {3, 11, 1, 9}, {15, 7, 13, 5}}
};

}  // namespace

struct PictureMark::Impl {
    Impl(const MarkKey& key, std::uint32_t id, const media::ClipFormat& clip)
        : format(clip), mask(clip.size) {
        const PicturePattern pattern(key);
        tile = pattern.tile(encode_payload(id, key));
        const double scale = canonical_scale(clip.size.width, clip.size.height);
        tile_columns = lookups(clip.size.width, scale, 0.0, kTileSide, true);
        tile_rows = lookups(clip.size.height, scale, 0.0, kTileSide, true);
        mask_columns = lookups(clip.size.width, mask.block(), -0.5, mask.columns(), false);
        mask_rows = lookups(clip.size.height, mask.block(), -0.5, mask.rows(), false);
        const auto width = static_cast<std::size_t>(clip.size.width);
        wide_tile.resize(width * kTileSide);
        wide_mask.resize(width * static_cast<std::size_t>(mask.rows()));
        delta.resize(width);
    }

    void turn_tile(double time_s);
    void widen_mask();
    void mark_row(media::Frame& frame, int y);

    media::ClipFormat format;
    PictureMask mask;
    std::vector<std::complex<float>> tile;
    std::vector<Between> tile_columns;
    std::vector<Between> tile_rows;
    std::vector<Between> mask_columns;
    std::vector<Between> mask_rows;
    /// Each row of the tile, and each row of the mask, as wide as the picture.
    std::vector<std::int16_t> wide_tile;
    std::vector<std::int16_t> wide_mask;
    std::vector<std::int16_t> delta;
};

void PictureMark::Impl::turn_tile(double time_s) {
    const double angle = 2.0 * std::numbers::pi * kTurnsPerSecond * time_s;
    const auto across = static_cast<float>(std::cos(angle) * kTileUnit);
    const auto along = static_cast<float>(std::sin(angle) * kTileUnit);
    std::array<std::int16_t, kTileSide> row{};
    std::int16_t* out = wide_tile.data();
    for (std::size_t y = 0; y < kTileSide; ++y) {
        for (std::size_t x = 0; x < kTileSide; ++x) {
            const std::complex<float> value = tile[y * kTileSide + x];
            const float real = value.real() * across - value.imag() * along;
            row[x] = static_cast<std::int16_t>(
                std::clamp(real, -kTilePeak * kTileUnit, kTilePeak * kTileUnit)
            );
        }
        for (const Between& at : tile_columns) {
            *out++ =
                mix(row[static_cast<std::size_t>(at.first)],
                    row[static_cast<std::size_t>(at.second)],
                    at.weight);
        }
    }
}

void PictureMark::Impl::widen_mask() {
    const std::vector<std::int16_t>& strengths = mask.strengths();
    std::int16_t* out = wide_mask.data();
    for (int row = 0; row < mask.rows(); ++row) {
        const std::int16_t* in = strengths.data() + row * mask.columns();
        for (const Between& at : mask_columns) {
            *out++ = mix(in[at.first], in[at.second], at.weight);
        }
    }
}

void PictureMark::Impl::mark_row(media::Frame& frame, int y) {
    const auto width = static_cast<std::size_t>(format.size.width);
    const Between& tile_at = tile_rows[static_cast<std::size_t>(y)];
    const Between& mask_at = mask_rows[static_cast<std::size_t>(y)];
    const std::int16_t* tile_a = wide_tile.data() + static_cast<std::size_t>(tile_at.first) * width;
    const std::int16_t* tile_b =
        wide_tile.data() + static_cast<std::size_t>(tile_at.second) * width;
    const std::int16_t* mask_a = wide_mask.data() + static_cast<std::size_t>(mask_at.first) * width;
    const std::int16_t* mask_b =
        wide_mask.data() + static_cast<std::size_t>(mask_at.second) * width;
    const auto& dither = kDither[static_cast<std::size_t>(y % 4)];
    for (std::size_t x = 0; x < width; ++x) {
        const int value =
            mix(tile_a[x], tile_b[x], tile_at.weight) * mix(mask_a[x], mask_b[x], mask_at.weight);
        delta[x] = static_cast<std::int16_t>(((value >> 16) + dither[x % 4]) >> kLevelShift);
    }
    std::uint8_t* pixel = frame.row(y).data();
    for (std::size_t x = 0; x < width; ++x) {
        for (int channel = 0; channel < 3; ++channel, ++pixel) {
            *pixel = static_cast<std::uint8_t>(std::clamp(*pixel + delta[x], 0, 255));
        }
    }
}

Result<PictureMark> PictureMark::create(
    const MarkKey& key, std::uint32_t id, const media::ClipFormat& format
) {
    const auto [width, height] = format.size;
    if (std::min(width, height) < kSideMin || std::max(width, height) > kSideMax) {
        return fail(
            ErrorCode::kInvalidArgument,
            "pictures of 16 to 1920 pixels a side can be marked, not " + to_string(format.size)
        );
    }
    if (format.fps < 1 || format.fps > kFpsMax) {
        return fail(
            ErrorCode::kInvalidArgument,
            "clips of 1 to 240 frames per second can be marked, not " + std::to_string(format.fps)
        );
    }
    return PictureMark(std::make_unique<Impl>(key, id, format));
}

PictureMark::PictureMark(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

PictureMark::~PictureMark() = default;
PictureMark::PictureMark(PictureMark&& other) noexcept = default;
PictureMark& PictureMark::operator=(PictureMark&& other) noexcept = default;

void PictureMark::apply(media::Frame& frame) {
    HIBARI_CHECK(frame.size() == impl_->format.size, frame.width(), frame.height());
    impl_->mask.update(frame);
    impl_->turn_tile(static_cast<double>(frame.index) / impl_->format.fps);
    impl_->widen_mask();
    for (int y = 0; y < frame.height(); ++y) {
        impl_->mark_row(frame, y);
    }
}

}  // namespace hibari::trust
