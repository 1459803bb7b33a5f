// Ready-made materials, so that a thing file says `wood(kOak)` and not eleven numbers.
//
// Each returns a plain Material; chain the modifiers at the end for what is special:
// `tinted(paint(kRed))` takes the colour of the prompt, `with_accent(...)` sets the second colour.
#pragma once

#include "base/vec.h"
#include "world/things/material.h"

#include <cstdint>

namespace hibari::world {

/// A colour written as on the web (sRGB, 0xRRGGBB) in linear light.
constexpr Vec3 hex(std::uint32_t rgb) {
    // Polynomial fit of the sRGB curve, error below 0.003; constexpr, which pow is not.
    constexpr auto linear = [](std::uint32_t byte) {
        const float c = static_cast<float>(byte & 0xFFU) / 255.0F;
        return c * (c * (c * 0.305306011F + 0.682171111F) + 0.012522878F);
    };
    return {linear(rgb >> 16U), linear(rgb >> 8U), linear(rgb)};
}

inline constexpr Vec3 kWhite = hex(0xEDEDEA);
inline constexpr Vec3 kOffWhite = hex(0xE4DFD2);
inline constexpr Vec3 kBlack = hex(0x161618);
inline constexpr Vec3 kCharcoal = hex(0x34363A);
inline constexpr Vec3 kGray = hex(0x8C8E90);
inline constexpr Vec3 kLightGray = hex(0xC2C4C5);
inline constexpr Vec3 kRed = hex(0xC3262B);
inline constexpr Vec3 kOrange = hex(0xE2711D);
inline constexpr Vec3 kYellow = hex(0xF0C02F);
inline constexpr Vec3 kGreen = hex(0x3C8D40);
inline constexpr Vec3 kDarkGreen = hex(0x1F5A33);
inline constexpr Vec3 kTeal = hex(0x2A8C8C);
inline constexpr Vec3 kBlue = hex(0x2A5CAA);
inline constexpr Vec3 kNavy = hex(0x1C2C52);
inline constexpr Vec3 kPurple = hex(0x6B3FA0);
inline constexpr Vec3 kPink = hex(0xE58CA9);
inline constexpr Vec3 kBrown = hex(0x6B4426);
inline constexpr Vec3 kTan = hex(0xC9A778);
inline constexpr Vec3 kOak = hex(0xB98B56);
inline constexpr Vec3 kPine = hex(0xD9B47C);
inline constexpr Vec3 kWalnut = hex(0x6A452B);
inline constexpr Vec3 kMaple = hex(0xDDB985);
inline constexpr Vec3 kSteel = hex(0xB9BCC0);
inline constexpr Vec3 kBrass = hex(0xD2A448);
inline constexpr Vec3 kLeafGreen = hex(0x55773A);
inline constexpr Vec3 kTerracotta = hex(0xB4613A);

constexpr Material plain(Vec3 color, float roughness = 0.7F) {
    return {.surface = Surface::kPlain, .base = color, .roughness = roughness};
}

constexpr Material wood(Vec3 color = kOak, float scale = 0.12F) {
    return {
        .surface = Surface::kWood,
        .base = color,
        .accent = color * 0.55F,
        .roughness = 0.5F,
        .scale = scale,
        .bump = 0.15F,
    };
}

constexpr Material paint(Vec3 color, float roughness = 0.18F) {
    return {.surface = Surface::kPaint, .base = color, .roughness = roughness};
}

constexpr Material plastic(Vec3 color, float roughness = 0.35F) {
    return {.surface = Surface::kPlastic, .base = color, .roughness = roughness};
}

constexpr Material rubber(Vec3 color = kBlack) {
    return {
        .surface = Surface::kRubber, .base = color, .roughness = 0.85F, .scale = 0.01F, .bump = 0.1F
    };
}

constexpr Material metal(Vec3 color = kSteel, float roughness = 0.25F) {
    return {.surface = Surface::kMetal, .base = color, .roughness = roughness, .metallic = 1.0F};
}

constexpr Material chrome() {
    return metal(hex(0xD6D9DC), 0.06F);
}

constexpr Material brushed(Vec3 color = kSteel) {
    return {
        .surface = Surface::kBrushedMetal,
        .base = color,
        .roughness = 0.38F,
        .metallic = 1.0F,
        .scale = 0.02F,
        .bump = 0.1F,
    };
}

constexpr Material glass(Vec3 tint = hex(0xE8F2F2), float transmission = 0.85F) {
    return {
        .surface = Surface::kGlass,
        .base = tint,
        .roughness = 0.03F,
        .transmission = transmission,
    };
}

/// Window glass from outside: dark, mirroring the sky. Cheaper than looking through.
constexpr Material window_glass(Vec3 tint = hex(0x2B3A44)) {
    return {.surface = Surface::kGlass, .base = tint, .roughness = 0.04F};
}

constexpr Material fabric(Vec3 color, float scale = 0.004F) {
    return {
        .surface = Surface::kFabric,
        .base = color,
        .accent = color * 0.8F,
        .roughness = 0.9F,
        .scale = scale,
        .bump = 0.25F,
    };
}

constexpr Material leather(Vec3 color = kBrown) {
    return {
        .surface = Surface::kLeather, .base = color, .roughness = 0.5F, .scale = 0.01F, .bump = 0.3F
    };
}

constexpr Material rock(Vec3 color = hex(0x83807A), float scale = 0.35F) {
    return {
        .surface = Surface::kRock,
        .base = color,
        .accent = color * 0.6F,
        .roughness = 0.9F,
        .scale = scale,
        .bump = 0.8F,
    };
}

constexpr Material concrete(Vec3 color = hex(0xA7A49D)) {
    return {
        .surface = Surface::kConcrete,
        .base = color,
        .accent = color * 0.8F,
        .roughness = 0.85F,
        .scale = 0.5F,
        .bump = 0.25F,
    };
}

constexpr Material plaster(Vec3 color = kOffWhite) {
    return {
        .surface = Surface::kPlaster, .base = color, .roughness = 0.9F, .scale = 0.3F, .bump = 0.1F
    };
}

constexpr Material brick(Vec3 color = hex(0x9C5440)) {
    return {
        .surface = Surface::kBrick,
        .base = color,
        .accent = hex(0xB8B0A4),
        .roughness = 0.9F,
        .scale = 0.25F,
        .bump = 0.5F,
    };
}

constexpr Material tile(Vec3 color = kWhite, float scale = 0.2F) {
    return {
        .surface = Surface::kTile,
        .base = color,
        .accent = hex(0x9A9894),
        .roughness = 0.2F,
        .scale = scale,
        .bump = 0.3F,
    };
}

constexpr Material bark(Vec3 color = hex(0x5B4636)) {
    return {
        .surface = Surface::kBark,
        .base = color,
        .accent = color * 0.5F,
        .roughness = 0.95F,
        .scale = 0.12F,
        .bump = 0.9F,
    };
}

constexpr Material foliage(Vec3 color = kLeafGreen, float scale = 0.12F) {
    return {
        .surface = Surface::kFoliage,
        .base = color,
        .accent = color * 0.45F,
        .roughness = 0.8F,
        .scale = scale,
        .bump = 0.9F,
    };
}

constexpr Material glow(Vec3 color, float emission) {
    return {.surface = Surface::kGlow, .base = color, .roughness = 1.0F, .emission = emission};
}

constexpr Material flame(float emission = 6.0F) {
    return {
        .surface = Surface::kFlame,
        .base = hex(0xFFB648),
        .accent = hex(0xFF5A1F),
        .roughness = 1.0F,
        .emission = emission,
        .scale = 0.1F,
    };
}

constexpr Material paper(Vec3 color = hex(0xF4F1E8)) {
    return {
        .surface = Surface::kPaper, .base = color, .roughness = 0.9F, .scale = 0.05F, .bump = 0.05F
    };
}

constexpr Material cardboard(Vec3 color = hex(0xB68D5C)) {
    return {
        .surface = Surface::kCardboard,
        .base = color,
        .accent = color * 0.8F,
        .roughness = 0.9F,
        .scale = 0.03F,
        .bump = 0.1F,
    };
}

constexpr Material ceramic(Vec3 color = kWhite) {
    return {.surface = Surface::kPaint, .base = color, .roughness = 0.12F};
}

/// A façade with rows of windows, lit at night; `scale` is the storey height.
constexpr Material facade(Vec3 wall, float storey_m = 3.2F) {
    return {
        .surface = Surface::kWindows,
        .base = wall,
        .accent = hex(0x27343F),
        .roughness = 0.35F,
        .scale = storey_m,
    };
}

constexpr Material roof_tiles(Vec3 color = kTerracotta) {
    return {
        .surface = Surface::kRoofTiles,
        .base = color,
        .accent = color * 0.6F,
        .roughness = 0.8F,
        .scale = 0.28F,
        .bump = 0.7F,
    };
}

/// A colour asked for in the prompt replaces the base.
constexpr Material tinted(Material material) {
    material.tintable = true;
    return material;
}

constexpr Material with_accent(Material material, Vec3 accent) {
    material.accent = accent;
    return material;
}

constexpr Material with_surface(Material material, Surface surface, float scale) {
    material.surface = surface;
    material.scale = scale;
    return material;
}

}  // namespace hibari::world
