#include "world/render/styles/develop.h"

#include "base/check.h"
#include "world/render/styles/film.h"

#include <algorithm>
#include <array>

namespace hibari::world {
namespace {

using StyleFunction = void (*)(const Exposure&, Picture&);
using OverlayFunction = void (*)(const Exposure&, media::Frame&);

struct StyleEntry {
    Style style;
    StyleFunction develop;
    OverlayFunction overlay = nullptr;
};

constexpr std::array kStyles{
    StyleEntry{Style::kPhotoreal, develop_photoreal},
    StyleEntry{Style::kCinematic, develop_cinematic},
    StyleEntry{Style::kAnime, develop_anime},
    StyleEntry{Style::kClaymation, develop_claymation},
    StyleEntry{Style::kWatercolour, develop_watercolour},
    StyleEntry{Style::kComic, develop_comic},
    StyleEntry{Style::kPixelArt, develop_pixel_art},
    StyleEntry{Style::kNoir, develop_noir},
    StyleEntry{Style::kRetroVhs, develop_retro_vhs, overlay_retro_vhs},
    StyleEntry{Style::kLowPoly, develop_low_poly},
    StyleEntry{Style::kNews, develop_news, overlay_news},
    StyleEntry{Style::kGolden, develop_golden},
    StyleEntry{Style::kHandheld, develop_handheld, overlay_handheld},
    StyleEntry{Style::kSelfie, develop_selfie},
    StyleEntry{Style::kFestive, develop_festive},
    StyleEntry{Style::kNostalgic, develop_nostalgic},
};

const StyleEntry& entry_of(Style style) {
    const auto* const found =
        std::find_if(kStyles.begin(), kStyles.end(), [style](const StyleEntry& entry) {
            return entry.style == style;
        });
    HIBARI_CHECK(found != kStyles.end(), style);
    return *found;
}

/// Eyes in the dark lose colour and see blue; what lamps light keeps its own.
void see_by_night(Picture& picture, ThreadPool& pool) {
    for_pixels(pool, picture, [&](int x, int y) {
        Vec3& pixel = picture.at(x, y);
        const float bright = luminance(pixel);
        const float dark = 1.0F - smoothstep(0.02F, 0.55F, bright);
        const Vec3 blue{0.55F * bright, 0.86F * bright, 1.70F * bright};
        pixel = mix(pixel, blue, 0.48F * dark);
    });
}

}  // namespace

Modelling modelling_of(Style style) {
    switch (style) {
        case Style::kClaymation:
            return Modelling::kClay;
        case Style::kLowPoly:
            return Modelling::kFacets;
        default:
            return Modelling::kNatural;
    }
}

Developer::Developer(Style style, int fps, std::uint64_t seed, ThreadPool& pool)
    : style_(style),
      fps_(fps),
      seed_(static_cast<std::uint32_t>(seed ^ (seed >> 32U))),
      pool_(pool) {}

int hidden_rows(Style style, int width, int height) {
    // Focus and motion reach a little beyond the edge of the bars.
    const int reach = height / 60;
    const int bar = std::min(bar_height(kScopeAspect, width, height), (height - 1) / 2);
    return style == Style::kCinematic ? std::max(bar - reach, 0) : 0;
}

bool splits_light(Style style) {
    return style == Style::kAnime || style == Style::kComic || style == Style::kPixelArt ||
           style == Style::kNoir;
}

void Developer::develop(
    const GBuffer& geometry,
    const CameraPose& camera,
    const Environment& environment,
    std::int64_t frame,
    media::Frame& out
) {
    HIBARI_CHECK(out.width() == geometry.width && out.height() == geometry.height);
    picture_.resize(geometry.width, geometry.height);
    picture_.pixels.assign(geometry.color.begin(), geometry.color.end());
    const int hidden = hidden_rows(style_, geometry.width, geometry.height);
    picture_.first_row += hidden;
    picture_.last_row -= hidden;
    const Exposure exposure{
        .geometry = geometry,
        .camera = camera,
        .environment = environment,
        .frame = frame,
        .fps = fps_,
        .seed = seed_,
        .pool = pool_,
        .sheet = sheet_,
    };
    if (environment.time == TimeOfDay::kNight && environment.place != nullptr &&
        !environment.place->indoor && !environment.place->stars) {
        see_by_night(picture_, pool_);
    }
    const StyleEntry& style = entry_of(style_);
    style.develop(exposure, picture_);
    for_rows(pool_, geometry.height, [&](int y) {
        const std::span<std::uint8_t> row = out.row(y);
        if (!picture_.works_on(y)) {
            std::ranges::fill(row, std::uint8_t{0});
            return;
        }
        for (int x = 0; x < geometry.width; ++x) {
            // Half a code of ordered noise hides the steps of 8 bits in skies.
            const float dither =
                hash01(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), 3U) - 0.5F;
            const Vec3 color = clamp01(picture_.at(x, y)) * 255.0F;
            const auto i = static_cast<std::size_t>(x) * 3;
            const auto code = [dither](float value) {
                return static_cast<std::uint8_t>(std::clamp(value + 0.5F + dither, 0.0F, 255.0F));
            };
            row[i] = code(color.x);
            row[i + 1] = code(color.y);
            row[i + 2] = code(color.z);
        }
    });
    if (style.overlay != nullptr) {
        style.overlay(exposure, out);
    }
    out.index = frame;
}

}  // namespace hibari::world
