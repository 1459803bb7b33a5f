#include "trust/visible/lettering.h"

#include "base/check.h"
#include "trust/visible/type_setter.h"
#include "trust/visible/writing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

namespace hibari::trust {
namespace {

constexpr std::u32string_view kBrand = U"Hibari";
constexpr std::size_t kLinesMax = 3;
constexpr int kSideMin = 128;

// In heights of the handle's capital letters: the row of the brand, and what is between rows.
constexpr double kBird = 1.0;
constexpr double kBirdGap = 0.3;
constexpr double kBrandLetters = 0.74;
constexpr double kBrandGap = 0.42;
constexpr double kLineGap = 0.5;
constexpr double kBelow = 0.36;
constexpr double kOutline = 0.11;
constexpr double kOutlineMin_px = 1.0;
// A soft shade beyond the outline: how far one of its passes reaches, and how strong it is.
constexpr double kShadePass = 0.14;
constexpr int kShadePasses = 3;
constexpr double kShade = 0.9;

// A line more is taken when letters would be smaller than this share of what they should be; the
// end of the handle goes when they would be smaller than the other.
constexpr double kSmaller = 0.6;
constexpr double kSmallest = 0.45;

bool is_space(char32_t sign) {
    return sign == U' ' || sign == U'\u00A0' || sign == U'\u3000';
}

using Lines = std::vector<std::u32string>;

/// Lines of about the same width, broken after a sign that parts words where one is near.
Lines broken(const TypeSetter& setter, std::u32string_view text, std::size_t count) {
    const double whole = setter.width_of(text);
    Lines lines;
    std::size_t begin = 0;
    for (std::size_t line = 1; line < count && begin < text.size(); ++line) {
        const double wanted = whole * static_cast<double>(line) / static_cast<double>(count);
        const double near = 0.2 * whole / static_cast<double>(count);
        double best = std::numeric_limits<double>::max();
        std::size_t end = text.size();
        for (std::size_t at = begin + 1; at < text.size(); ++at) {
            const char32_t last = text[at - 1];
            const bool parts = is_space(last) || last == U'_' || last == U'.' || last == U'-';
            const double far =
                std::abs(setter.width_of(text.substr(0, at)) - wanted) - (parts ? near : 0.0);
            if (far < best) {
                best = far;
                end = at;
            }
        }
        lines.emplace_back(text.substr(begin, end - begin));
        begin = end;
    }
    if (begin < text.size()) {
        lines.emplace_back(text.substr(begin));
    }
    for (std::u32string& line : lines) {
        line = left_to_right(line);
    }
    return lines;
}

/// Rows and how large they are.
struct Layout {
    Lines lines;
    double capital_px = 0.0;
    /// In heights of a capital letter.
    double width = 0.0;
    double height = 0.0;
};

double outline_of(double capital_px) {
    return std::max(kOutlineMin_px, kOutline * capital_px);
}

int shade_pass_of(double capital_px) {
    return std::max(1, static_cast<int>(std::lround(kShadePass * capital_px)));
}

/// Of the letters and their outline.
int margin_of(double capital_px) {
    return static_cast<int>(std::ceil(outline_of(capital_px))) + 1;
}

/// Every value becomes the mean of the 2 * reach + 1 around it, along lines of `count` values that
/// are `step` apart.
void soften_line(std::uint8_t* line, std::size_t count, std::size_t step, int reach) {
    std::vector<int> sums(count + 1, 0);
    for (std::size_t i = 0; i < count; ++i) {
        sums[i + 1] = sums[i] + line[i * step];
    }
    const auto half = static_cast<std::size_t>(reach);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t from = i < half ? 0 : i - half;
        const std::size_t to = std::min(count, i + half + 1);
        line[i * step] = static_cast<std::uint8_t>((sums[to] - sums[from]) / (2 * reach + 1));
    }
}

/// Lets the body end softly: some box filters after one another are nearly a Gaussian.
void add_shade(Coverage& coverage, double capital_px) {
    const auto width = static_cast<std::size_t>(coverage.width);
    const auto height = static_cast<std::size_t>(coverage.height);
    const int reach = shade_pass_of(capital_px);
    std::vector<std::uint8_t> shade = coverage.body;
    for (int pass = 0; pass < kShadePasses; ++pass) {
        for (std::size_t y = 0; y < height; ++y) {
            soften_line(shade.data() + y * width, width, 1, reach);
        }
        for (std::size_t x = 0; x < width; ++x) {
            soften_line(shade.data() + x, height, width, reach);
        }
    }
    std::ranges::transform(
        coverage.body,
        shade,
        coverage.body.begin(),
        [](std::uint8_t hard, std::uint8_t soft) {
            return std::max(hard, static_cast<std::uint8_t>(soft * kShade));
        }
    );
}

Layout lay_out(
    const TypeSetter& setter, std::u32string_view text, std::size_t count, media::FrameSize picture
) {
    Layout made{.lines = broken(setter, text, count)};
    made.width =
        kBird * TypeSetter::kBirdWidth + kBirdGap + kBrandLetters * setter.width_of(kBrand);
    for (const std::u32string& line : made.lines) {
        made.width = std::max(made.width, setter.width_of(line));
    }
    const auto lines = static_cast<double>(made.lines.size());
    made.height = kBird + kBrandGap + lines + (lines - 1.0) * kLineGap + kBelow;
    const double target = kLetterShare * std::min(picture.width, picture.height);
    const double margins = 2.0 * margin_of(target);
    made.capital_px = std::min(
        {target,
         (kWidthShareMax * picture.width - margins) / made.width,
         (kHeightShareMax * picture.height - margins) / made.height}
    );
    return made;
}

Layout best_layout(const TypeSetter& setter, std::u32string_view text, media::FrameSize picture) {
    const double target = kLetterShare * std::min(picture.width, picture.height);
    Layout best = lay_out(setter, text, 1, picture);
    for (std::size_t count = 2; count <= kLinesMax && best.capital_px < kSmaller * target;
         ++count) {
        Layout next = lay_out(setter, text, count, picture);
        if (next.capital_px > best.capital_px) {
            best = std::move(next);
        }
    }
    return best;
}

/// The handle with the @ in front, and at last with less of its end.
Layout layout_of(const TypeSetter& setter, std::string_view handle, media::FrameSize picture) {
    std::u32string text = U"@";
    for (const char32_t sign : shape(handle)) {
        if (setter.has(sign)) {
            text += sign;
        }
    }
    const double target = kLetterShare * std::min(picture.width, picture.height);
    Layout best = best_layout(setter, text, picture);
    while (best.capital_px < kSmallest * target && text.size() > 2) {
        // So much of it as would fit, by its width; at least one sign goes each time.
        const double share = best.capital_px / (kSmallest * target);
        const auto fits = static_cast<std::size_t>(static_cast<double>(text.size()) * share);
        text.resize(std::clamp<std::size_t>(fits, 2, text.size() - 1));
        best = best_layout(setter, text + U"\u2026", picture);
    }
    return best;
}

}  // namespace

bool can_letter(std::string_view name) {
    const TypeSetter setter;
    std::size_t signs = 0;
    std::size_t drawn = 0;
    for (const char32_t sign : shape(name)) {
        if (!is_space(sign)) {
            ++signs;
            drawn += setter.has(sign) ? 1U : 0U;
        }
    }
    return drawn > 0 && 2 * drawn >= signs;
}

Coverage letter(std::string_view handle, media::FrameSize picture) {
    HIBARI_CHECK(std::min(picture.width, picture.height) >= kSideMin, picture.width);
    HIBARI_CHECK(can_letter(handle));
    TypeSetter setter;
    const Layout layout = layout_of(setter, handle, picture);
    const double unit = layout.capital_px;
    Coverage made;
    made.shade = kShadePasses * shade_pass_of(unit);
    const int margin = margin_of(unit) + made.shade;
    made.width = static_cast<int>(std::ceil(layout.width * unit)) + 2 * margin;
    made.height = static_cast<int>(std::ceil(layout.height * unit)) + 2 * margin;
    const auto count = static_cast<std::size_t>(made.width) * static_cast<std::size_t>(made.height);
    made.ink.assign(count, 0);
    made.body.assign(count, 0);
    TypeSetter::Place place{
        .x = static_cast<double>(margin),
        .baseline = margin + kBird * unit,
        .capital_px = kBird * unit,
        .outline_px = outline_of(unit),
    };
    setter.draw_bird(made, place);
    place.x += (kBird * TypeSetter::kBirdWidth + kBirdGap) * unit;
    place.capital_px = kBrandLetters * unit;
    place.baseline -= (kBird - kBrandLetters) / 2.0 * unit;
    setter.draw(made, kBrand, place);
    place = {
        .x = static_cast<double>(margin),
        .baseline = margin + (kBird + kBrandGap) * unit,
        .capital_px = unit,
        .outline_px = outline_of(unit),
    };
    for (const std::u32string& line : layout.lines) {
        place.baseline += unit;
        setter.draw(made, line, place);
        place.baseline += kLineGap * unit;
    }
    add_shade(made, unit);
    return made;
}

}  // namespace hibari::trust
