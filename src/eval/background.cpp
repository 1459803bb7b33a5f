#include "eval/background.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hibari::eval {
namespace {

using Light = std::array<float, 3>;

/// Stretches of the clip that are looked at on their own, so that what rests somewhere for half of
/// the clip does not become background there.
constexpr int kStretches = 3;
constexpr int kFramesPerStretch = 7;

/// Rows above and below that background may look like, as a share of the height: horizons are not
/// quite level.
constexpr double kRowsShare = 0.025;

/// Against what is guessed from the row: the facets of low-poly floors differ this much.
constexpr float kGuessedChroma = 12.0F;
constexpr float kGuessedDarker = -0.42F;  ///< log of the ratio of light
constexpr float kGuessedBrighter = 0.16F;

/// Against what was seen without the thing.
constexpr float kSeenChroma = 6.0F;
constexpr float kSeenLightness = 4.0F;
constexpr float kNoiseFactor = 4.0F;

/// The logarithm of what a shadow leaves of red, green and blue, as a direction: fitted to the
/// floors of 60 clips in four looks. Half shadows lie on the way to it.
constexpr Light kShadow{0.764F, 0.558F, 0.323F};
constexpr float kShadowDepth = 3.0F;       ///< along kShadow; where things touch, it is deepest
constexpr float kShadowTolerance = 0.12F;  ///< across it,
constexpr float kShadowSpread = 0.08F;     ///< and this much more per unit of depth

constexpr float kLightMin = 1e-3F;

Light light_of(std::span<const std::uint8_t> rgb) {
    return {linear_light(rgb[0]), linear_light(rgb[1]), linear_light(rgb[2])};
}

Light log_ratio(const Light& seen, const Light& behind) {
    Light out{};
    for (std::size_t c = 0; c < out.size(); ++c) {
        out[c] = std::log(std::max(seen[c], kLightMin) / std::max(behind[c], kLightMin));
    }
    return out;
}

float mean_of(const Light& ratio) {
    return (ratio[0] + ratio[1] + ratio[2]) / 3.0F;
}

/// A shadow, or the place of one that went away.
bool is_shadow(const Light& ratio) {
    const float depth = -(ratio[0] * kShadow[0] + ratio[1] * kShadow[1] + ratio[2] * kShadow[2]);
    float across = 0.0F;
    for (std::size_t c = 0; c < ratio.size(); ++c) {
        const float rest = ratio[c] + depth * kShadow[c];
        across += rest * rest;
    }
    const float tolerance = kShadowTolerance + kShadowSpread * std::abs(depth);
    return std::abs(depth) < kShadowDepth && across < tolerance * tolerance;
}

template <typename T>
T median_of(std::vector<T>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// The median of up to kFramesPerStretch frames, channel by channel.
std::vector<std::uint8_t> median_frame(std::span<const media::Frame> frames) {
    std::vector<std::span<const std::uint8_t>> some;
    const std::size_t count = std::min<std::size_t>(frames.size(), kFramesPerStretch);
    for (std::size_t i = 0; i < count; ++i) {
        some.push_back(frames[(2 * i + 1) * frames.size() / (2 * count)].pixels());
    }
    std::vector<std::uint8_t> out(some.front().size());
    std::array<std::uint8_t, kFramesPerStretch> values{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        for (std::size_t j = 0; j < count; ++j) {
            values[j] = some[j][i];
        }
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(count / 2);
        std::nth_element(
            values.begin(), middle, values.begin() + static_cast<std::ptrdiff_t>(count)
        );
        out[i] = *middle;
    }
    return out;
}

/// What a stretch of a row looks like.
struct Row {
    Lab lab;
    Light light{};
};

/// A picture with its colours as the eye has them.
struct Still {
    std::vector<std::uint8_t> pixels;
    std::vector<Lab> labs;

    std::span<const std::uint8_t> rgb(std::size_t pixel) const {
        return std::span(pixels).subspan(3 * pixel, 3);
    }
};

/// Overlapping stretches of the rows, since horizons are not quite level. What is colourful is
/// a thing, and has no say while enough else is there.
class Rows {
  public:
    Rows(std::span<const Still> stills, std::size_t width, std::size_t height)
        : width_(width), height_(height), rows_(kBands * height) {
        for (std::size_t band = 0; band < kBands; ++band) {
            const std::size_t middle = (2 * band + 1) * width / (2 * kBands);
            const std::size_t half = std::max<std::size_t>(width / kBandWidthShare / 2, 1);
            const std::size_t first = middle > half ? middle - half : 0;
            const std::size_t last = std::min(middle + half, width);
            const Row* before = nullptr;
            for (std::size_t y = 0; y < height; ++y) {
                Row& row = rows_[band * height + y];
                const auto usual = usual_of(stills, y, first, last, before != nullptr);
                row = usual ? *usual : *before;
                before = &row;
            }
        }
    }

    const Row& at(std::size_t x, std::size_t y) const {
        return rows_[std::min(x * kBands / width_, kBands - 1) * height_ + y];
    }

    std::size_t height() const { return height_; }

  private:
    static constexpr std::size_t kBands = 6;
    static constexpr std::size_t kBandWidthShare = 2;  ///< one in so many of the width
    static constexpr float kPlainChroma = 15.0F;
    static constexpr double kPlainShare = 0.1;
    static constexpr double kUsual = 0.6;  ///< things are rather darker than lighter

    std::optional<Row> usual_of(
        std::span<const Still> stills,
        std::size_t y,
        std::size_t first,
        std::size_t last,
        bool may_fail
    ) const {
        struct Pixel {
            const Still* still;
            std::size_t at;
        };

        std::vector<Pixel> plain;
        std::vector<Pixel> all;
        for (const Still& still : stills) {
            for (std::size_t x = first; x < last; ++x) {
                const std::size_t at = y * width_ + x;
                all.push_back({&still, at});
                if (chroma(still.labs[at]) < kPlainChroma) {
                    plain.push_back(all.back());
                }
            }
        }
        const bool enough =
            static_cast<double>(plain.size()) > kPlainShare * static_cast<double>(all.size());
        if (!enough && may_fail) {
            return std::nullopt;
        }
        std::vector<Pixel>& voters = enough ? plain : all;
        const auto usual =
            voters.begin() +
            static_cast<std::ptrdiff_t>(kUsual * static_cast<double>(voters.size() - 1));
        std::ranges::nth_element(voters, usual, {}, [](const Pixel& pixel) {
            return pixel.still->labs[pixel.at].l;
        });
        return Row{usual->still->labs[usual->at], light_of(usual->still->rgb(usual->at))};
    }

    std::size_t width_;
    std::size_t height_;
    std::vector<Row> rows_;
};

/// How far a pixel is from what its row, or one near it, looks like: above 1 it is something else.
float distance_from(
    const Rows& rows, const Light& light, const Lab& lab, std::size_t x, std::size_t y
) {
    const auto reach = static_cast<std::size_t>(
        std::max(1.0, std::round(kRowsShare * static_cast<double>(rows.height())))
    );
    float best = 1e9F;
    const std::size_t first = y > reach ? y - reach : 0;
    for (std::size_t near = first; near < std::min(y + reach + 1, rows.height()); ++near) {
        const Row& row = rows.at(x, near);
        const Light ratio = log_ratio(light, row.light);
        const float mean = mean_of(ratio);
        const float by_light = mean < 0.0F ? mean / kGuessedDarker : mean / kGuessedBrighter;
        const float by_chroma = std::hypot(lab.a - row.lab.a, lab.b - row.lab.b) / kGuessedChroma;
        const float distance =
            is_shadow(ratio) ? std::min(by_light, 0.99F) : std::max(by_light, by_chroma);
        best = std::min(best, distance);
    }
    return best;
}

}  // namespace

Background::Background(std::span<const media::Frame> frames) {
    HIBARI_CHECK(!frames.empty());
    width_ = frames.front().width();
    height_ = frames.front().height();
    const auto width = static_cast<std::size_t>(width_);
    const auto height = static_cast<std::size_t>(height_);
    std::vector<Still> stills;
    const std::size_t count = std::min<std::size_t>(kStretches, frames.size());
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t first = i * frames.size() / count;
        const std::size_t last = (i + 1) * frames.size() / count;
        stills.push_back({median_frame(frames.subspan(first, last - first)), {}});
        stills.back().labs = to_lab(stills.back().pixels);
    }
    const Rows rows(stills, width, height);
    lights_.resize(width * height);
    labs_.resize(width * height);
    guessed_.assign(width * height, 0);
    for (std::size_t i = 0; i < width * height; ++i) {
        float best = 1e9F;
        for (const Still& still : stills) {
            const Light light = light_of(still.rgb(i));
            const float distance = distance_from(rows, light, still.labs[i], i % width, i / width);
            if (distance < best) {
                best = distance;
                lights_[i] = light;
                labs_[i] = still.labs[i];
            }
        }
        if (best > 1.0F) {
            guessed_[i] = 1;
            const Row& row = rows.at(i % width, i / width);
            lights_[i] = row.light;
            labs_[i] = row.lab;
        }
    }
    // Between neighbouring frames in the middle of the clip.
    if (frames.size() >= 2) {
        const std::vector<Lab> before = to_lab(frames[frames.size() / 2 - 1].pixels());
        const std::vector<Lab> after = to_lab(frames[frames.size() / 2].pixels());
        std::vector<float> changes;
        for (std::size_t i = 0; i < before.size(); i += 5) {
            changes.push_back(std::abs(after[i].l - before[i].l));
        }
        noise_ = 1.05F * median_of(changes);  // 1.4826 / sqrt(2) of a difference
    }
}

bool Background::is_thing(const Light& light, const Lab& lab, std::size_t pixel) const {
    const Light ratio = log_ratio(light, lights_[pixel]);
    if (is_shadow(ratio)) {
        return false;
    }
    const float by_chroma = std::hypot(lab.a - labs_[pixel].a, lab.b - labs_[pixel].b);
    if (guessed_[pixel] != 0) {
        const float mean = mean_of(ratio);
        return by_chroma > kGuessedChroma || mean < kGuessedDarker || mean > kGuessedBrighter;
    }
    const float margin = kNoiseFactor * noise_;
    return by_chroma > kSeenChroma + margin ||
           std::abs(lab.l - labs_[pixel].l) > kSeenLightness + margin;
}

std::vector<std::uint8_t> Background::things_in(
    const media::Frame& frame, std::span<const Lab> labs
) const {
    HIBARI_CHECK(frame.width() == width_ && frame.height() == height_, frame.width());
    const auto pixels = frame.pixels();
    std::vector<std::uint8_t> things(labs.size());
    for (std::size_t i = 0; i < labs.size(); ++i) {
        things[i] = is_thing(light_of(pixels.subspan(3 * i, 3)), labs[i], i) ? 1 : 0;
    }
    return things;
}

}  // namespace hibari::eval
