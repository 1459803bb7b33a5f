#include "trust/visible/visible_mark.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>

namespace hibari::trust {
namespace {

// The new mark comes up before the old one goes.
constexpr double kFade_s = 0.25;

constexpr double kInkOpacity = 0.95;
constexpr double kOutlineMin = 0.70;
constexpr double kOutlineMax = 0.97;
// Brightness from which letters are dark: they are read on middle tones better than light ones.
constexpr double kDarkFrom = 105.0;
constexpr double kFollow = 0.08;
constexpr int kInkLight = 252;
constexpr int kInkDark = 14;

struct Behind {
    double mean = 0.0;
    double deviation = 0.0;
};

/// Brightness of what a mark stands on.
Behind look_behind(const media::Frame& frame, media::FrameSize mark, MarkPlace place) {
    double sum = 0.0;
    double squares = 0.0;
    double count = 0.0;
    constexpr int kStep = 4;
    for (int y = 0; y < mark.height; y += kStep) {
        const auto row = frame.row(place.y + y);
        for (int x = 0; x < mark.width; x += kStep) {
            const auto at = static_cast<std::size_t>(place.x + x) * 3;
            const double luma = 0.2126 * row[at] + 0.7152 * row[at + 1] + 0.0722 * row[at + 2];
            sum += luma;
            squares += luma * luma;
            count += 1.0;
        }
    }
    const double mean = sum / count;
    return {.mean = mean, .deviation = std::sqrt(std::max(squares / count - mean * mean, 0.0))};
}

/// Stronger where the picture is restless, and where it is as bright as the letters.
double wanted_outline(const Behind& behind, bool is_dark) {
    constexpr double kRestless = 45.0;
    const double near = (is_dark ? 255.0 - behind.mean : behind.mean) / 255.0;
    const double need = std::clamp(near + behind.deviation / kRestless * 0.5, 0.0, 1.0);
    return kOutlineMin + (kOutlineMax - kOutlineMin) * need;
}

}  // namespace

Result<VisibleMark> VisibleMark::create(
    std::string_view handle, const MarkKey& key, std::uint32_t clip, const media::ClipFormat& format
) {
    if (std::min(format.size.width, format.size.height) < kVisibleSideMin) {
        return fail(
            ErrorCode::kUnsupported,
            "a picture of " + to_string(format.size) + " is too small for a visible mark"
        );
    }
    if (!can_letter(handle)) {
        return fail(
            ErrorCode::kInvalidArgument, "the visible mark has no letters for most of this handle"
        );
    }
    VisibleMark made;
    made.format_ = format;
    made.letters_ = letter(handle, format.size);
    made.stays_ = plan_stays(key, clip, format, made.size());
    made.looks_.resize(made.stays_.size());
    return made;
}

std::array<MarkPlace, 2> VisibleMark::places(std::int64_t index) const {
    const auto next = std::ranges::upper_bound(stays_, index, {}, &MarkStay::to);
    return next == stays_.end() ? stays_.back().places : next->places;
}

void VisibleMark::apply(media::Frame& frame) {
    HIBARI_CHECK(frame.size() == format_.size, frame.width(), frame.height());
    const auto fade = std::max<std::int64_t>(1, std::llround(kFade_s * format_.fps));
    const auto step = 1.0 / static_cast<double>(fade + 1);
    for (std::size_t i = 0; i < stays_.size(); ++i) {
        const MarkStay& stay = stays_[i];
        const std::int64_t begin = i == 0 ? 0 : stay.from - fade;
        const bool is_last = i + 1 == stays_.size();
        if (frame.index < begin || (!is_last && frame.index >= stay.to + fade)) {
            continue;
        }
        double strength = 1.0;
        if (frame.index < stay.from) {
            strength = static_cast<double>(frame.index - begin + 1) * step;
        } else if (!is_last && frame.index >= stay.to) {
            strength = 1.0 - static_cast<double>(frame.index - stay.to + 1) * step;
        }
        for (std::size_t which = 0; which < stay.places.size(); ++which) {
            draw(frame, stay.places[which], looks_[i][which], strength);
        }
    }
}

void VisibleMark::draw(media::Frame& frame, MarkPlace place, Look& look, double strength) const {
    const Behind behind = look_behind(frame, size(), place);
    if (!look.has_begun) {
        look.has_begun = true;
        look.is_dark = behind.mean >= kDarkFrom;
        look.outline = wanted_outline(behind, look.is_dark);
    }
    look.outline += kFollow * (wanted_outline(behind, look.is_dark) - look.outline);
    const int ink = look.is_dark ? kInkDark : kInkLight;
    const int outline = look.is_dark ? kInkLight : kInkDark;
    // Shares of 65280 = 255 * 256.
    const int ink_share = static_cast<int>(std::lround(kInkOpacity * strength * 256.0));
    const int outline_share = static_cast<int>(std::lround(look.outline * strength * 256.0));
    constexpr int kWhole = 255 * 256;
    std::size_t next = 0;
    for (int y = 0; y < letters_.height; ++y) {
        std::uint8_t* pixel = frame.row(place.y - letters_.shade + y).data() +
                              static_cast<std::ptrdiff_t>(place.x - letters_.shade) * 3;
        for (int x = 0; x < letters_.width; ++x, ++next, pixel += 3) {
            if (letters_.body[next] == 0) {
                continue;
            }
            const int inner = letters_.ink[next] * ink_share;
            const int outer = (letters_.body[next] - letters_.ink[next]) * outline_share;
            const int drawn = inner * ink + outer * outline + kWhole / 2;
            const int rest = kWhole - inner - outer;
            for (int channel = 0; channel < 3; ++channel) {
                pixel[channel] =
                    static_cast<std::uint8_t>((pixel[channel] * rest + drawn) / kWhole);
            }
        }
    }
}

}  // namespace hibari::trust
