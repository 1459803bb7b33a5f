#include "trust/fingerprint/frame_hash.h"

#include "base/check.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <span>

namespace hibari::trust {
namespace {

constexpr int kSideMin = 5;
constexpr int kGrid = 64;
constexpr int kRows = 16;
constexpr int kBlurs = 2;

using Grid = std::array<float, std::size_t{kGrid} * kGrid>;

/// A row or column of a picture.
struct Line {
    std::size_t start = 0;
    std::size_t step = 1;
    int count = 0;
};

// The mean of `window` neighbours around each place; fewer at both ends. The running sum is kept in
// the order of the reference, on whose rounding the last bits depend.
void blur_line(std::span<const float> from, std::span<float> to, const Line& line, int window) {
    const int half = (window + 2) / 2;
    const auto place = [&](int i) { return line.start + static_cast<std::size_t>(i) * line.step; };
    float sum = 0.0F;
    int inside = 0;
    int left = 0;
    int right = 0;
    int out = 0;
    for (; right < half - 1; ++right) {
        sum += from[place(right)];
        ++inside;
    }
    for (int i = half - 1; i < window; ++i) {
        sum += from[place(right++)];
        ++inside;
        to[place(out++)] = sum / static_cast<float>(inside);
    }
    for (int i = window; i < line.count; ++i) {
        sum += from[place(right++)];
        sum -= from[place(left++)];
        to[place(out++)] = sum / static_cast<float>(inside);
    }
    for (int i = 0; i < half - 1; ++i) {
        sum -= from[place(left++)];
        --inside;
        to[place(out++)] = sum / static_cast<float>(inside);
    }
}

int blur_window(int side) {
    return (side + 2 * kGrid - 1) / (2 * kGrid);
}

// Two box filters along rows and columns make a tent as wide as a cell of the grid.
std::vector<float> blurred(const Luma& picture) {
    std::vector<float> values = picture.values;
    std::vector<float> other(values.size());
    const auto width = static_cast<std::size_t>(picture.width);
    for (int pass = 0; pass < kBlurs; ++pass) {
        for (int y = 0; y < picture.height; ++y) {
            blur_line(
                values,
                other,
                {static_cast<std::size_t>(y) * width, 1, picture.width},
                blur_window(picture.width)
            );
        }
        for (int x = 0; x < picture.width; ++x) {
            blur_line(
                other,
                values,
                {static_cast<std::size_t>(x), width, picture.height},
                blur_window(picture.height)
            );
        }
    }
    return values;
}

void fill_grid(const Luma& picture, Grid& grid) {
    if (picture.width == kGrid && picture.height == kGrid) {
        std::copy(picture.values.begin(), picture.values.end(), grid.begin());
        return;
    }
    const std::vector<float> values = blurred(picture);
    std::size_t next = 0;
    for (int i = 0; i < kGrid; ++i) {
        const auto y = static_cast<std::size_t>((i + 0.5) * picture.height / kGrid);
        for (int j = 0; j < kGrid; ++j) {
            const auto x = static_cast<std::size_t>((j + 0.5) * picture.width / kGrid);
            grid[next++] = values[y * static_cast<std::size_t>(picture.width) + x];
        }
    }
}

// Steps between neighbours in per cent of the whole range, small ones rounded away; a heuristic of
// the reference, scale included.
int quality_of(const Grid& grid) {
    const auto step = [](float a, float b) {
        return std::abs(static_cast<int>((a - b) * 100.0F / 255.0F));
    };
    int sum = 0;
    for (std::size_t i = 0; i < kGrid; ++i) {
        for (std::size_t j = 0; j < kGrid; ++j) {
            const float here = grid[i * kGrid + j];
            sum += i + 1 < kGrid ? step(here, grid[(i + 1) * kGrid + j]) : 0;
            sum += j + 1 < kGrid ? step(here, grid[i * kGrid + j + 1]) : 0;
        }
    }
    constexpr int kScale = 90;
    constexpr int kMost = 100;
    return std::min(sum / kScale, kMost);
}

using Cosines = std::array<float, std::size_t{kRows} * kGrid>;

Cosines make_cosines() {
    Cosines all{};
    const auto scale = static_cast<float>(std::sqrt(2.0 / kGrid));
    for (int i = 0; i < kRows; ++i) {
        for (int j = 0; j < kGrid; ++j) {
            all[static_cast<std::size_t>(i * kGrid + j)] = static_cast<float>(
                static_cast<double>(scale) *
                std::cos(std::numbers::pi / 2.0 / kGrid * (i + 1) * (2 * j + 1))
            );
        }
    }
    return all;
}

// Rows 1 to 16 of the discrete cosine transform of both directions. Sums run in the order of the
// reference.
void transform(const Grid& grid, std::array<float, kHashBits>& block) {
    static const Cosines cosines = make_cosines();
    std::array<float, std::size_t{kRows} * kGrid> half{};
    for (std::size_t i = 0; i < kRows; ++i) {
        // Column by column side by side: each sum still grows from k = 0 on.
        float* const row = half.data() + i * kGrid;
        for (std::size_t k = 0; k < kGrid; ++k) {
            const float factor = cosines[i * kGrid + k];
            for (std::size_t j = 0; j < kGrid; ++j) {
                row[j] += factor * grid[k * kGrid + j];
            }
        }
    }
    for (std::size_t i = 0; i < kRows; ++i) {
        for (std::size_t j = 0; j < kRows; ++j) {
            float sum = 0.0F;
            for (std::size_t k = 0; k < kGrid; ++k) {
                sum += half[i * kGrid + k] * cosines[j * kGrid + k];
            }
            block[i * kRows + j] = sum;
        }
    }
}

// The reference takes the 128th of 256 values in order, or the lower of two equal ones.
float median_of(std::array<float, kHashBits> values) {
    const auto middle = values.begin() + kHashBits / 2 - 1;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

HashedFrame bits_of(const std::array<float, kHashBits>& values, int quality) {
    const float median = median_of(values);
    HashedFrame hashed{.hash = {}, .quality = quality};
    for (std::size_t k = 0; k < kHashBits; ++k) {
        hashed.hash.words[k / 64] |= std::uint64_t{values[k] > median ? 1U : 0U} << k % 64;
    }
    return hashed;
}

int digit_of(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

int distance(const FrameHash& a, const FrameHash& b) {
    int bits = 0;
    for (std::size_t i = 0; i < a.words.size(); ++i) {
        bits += std::popcount(a.words[i] ^ b.words[i]);
    }
    return bits;
}

std::string to_hex(const FrameHash& hash) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (int digit = kHashBits / 4 - 1; digit >= 0; --digit) {
        const auto k = static_cast<std::size_t>(digit) * 4;
        text += kDigits[hash.words[k / 64] >> k % 64 & 0xfU];
    }
    return text;
}

Result<FrameHash> frame_hash_from_hex(std::string_view text) {
    constexpr std::size_t kDigits = kHashBits / 4;
    FrameHash hash;
    bool good = text.size() == kDigits;
    for (std::size_t i = 0; good && i < kDigits; ++i) {
        const int digit = digit_of(text[i]);
        good = digit >= 0;
        const std::size_t k = (kDigits - 1 - i) * 4;
        hash.words[k / 64] |= static_cast<std::uint64_t>(digit & 0xf) << k % 64;
    }
    if (!good) {
        return fail(ErrorCode::kInvalidArgument, "[frame hash] expected 64 hexadecimal digits");
    }
    return hash;
}

HashBlock hash_block(const Luma& picture) {
    HIBARI_CHECK(picture.width >= kSideMin && picture.height >= kSideMin, picture.width);
    static_assert(sizeof(Grid) == 16384);
    Grid grid;
    fill_grid(picture, grid);
    HashBlock block;
    block.quality = quality_of(grid);
    transform(grid, block.values);
    return block;
}

HashedFrame hash_of(const HashBlock& block) {
    return bits_of(block.values, block.quality);
}

HashedFrame mirrored_hash_of(const HashBlock& block) {
    // Cosines of odd frequency change their sign; columns count from frequency 1.
    std::array<float, kHashBits> values = block.values;
    for (std::size_t k = 0; k < kHashBits; k += 2) {
        values[k] = -values[k];
    }
    return bits_of(values, block.quality);
}

HashedFrame hash_picture(const Luma& picture) {
    return hash_of(hash_block(picture));
}

}  // namespace hibari::trust
