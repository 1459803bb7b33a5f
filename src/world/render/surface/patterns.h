// From a material to its look: chooses the pattern and fills in what the material leaves open.
//
// The patterns live in families (ground.h, building.h, ...), each compiled in a file of its own;
// here are the doors to them. A pattern of a ground is laid over the faces of a part when a part
// wears it.
#pragma once

#include "world/render/surface.h"
#include "world/render/surface/look.h"

HIBARI_LANES_BEGIN

namespace surface {

/// One per family; false when the surface belongs to another family.
HIBARI_KERNEL bool ground_pattern(const Site& site, const Brush& brush, Look& look);
HIBARI_KERNEL bool building_pattern(const Site& site, const Brush& brush, Look& look);
HIBARI_KERNEL bool body_pattern(const Site& site, const Brush& brush, Look& look);
HIBARI_KERNEL bool stuff_pattern(const Site& site, const Brush& brush, Look& look);
HIBARI_KERNEL bool ball_pattern(const Site& site, const Brush& brush, Look& look);
HIBARI_KERNEL bool print_pattern(const Site& site, const Brush& brush, Look& look);

/// A head's skin with its face; see face.h.
HIBARI_KERNEL void face_pattern(
    const Site& site, const Brush& brush, const FaceParams& face, Look& look
);

/// Any surface but kFace.
HIBARI_FN void any_pattern(const Site& site, const Brush& brush, Look& look) {
    if (ground_pattern(site, brush, look) || building_pattern(site, brush, look) ||
        body_pattern(site, brush, look) || stuff_pattern(site, brush, look) ||
        ball_pattern(site, brush, look) || print_pattern(site, brush, look)) {
        return;
    }
    look = plain_look(brush);
}

/// The usual size of a pattern's unit in metres, for materials that state none (scale 1), and the
/// usual depth of its relief (bump 0).
struct Usual {
    float unit;
    float relief;
};

HIBARI_FN Usual usual_of(Surface surface) {
    switch (surface) {
        case Surface::kWood:
            return {0.12F, 0.15F};
        case Surface::kParquet:
            return {0.09F, 0.1F};
        case Surface::kBrick:
            return {0.25F, 0.5F};
        case Surface::kConcrete:
            return {0.5F, 0.25F};
        case Surface::kAsphalt:
            return {0.02F, 0.4F};
        case Surface::kTile:
            return {0.2F, 0.3F};
        case Surface::kPlaster:
            return {0.3F, 0.15F};
        case Surface::kGrass:
            return {0.05F, 0.6F};
        case Surface::kSand:
            return {0.3F, 0.5F};
        case Surface::kSnow:
            return {0.5F, 0.5F};
        case Surface::kEarth:
            return {0.2F, 0.5F};
        case Surface::kMoonDust:
            return {1.0F, 0.8F};
        case Surface::kRock:
            return {0.35F, 0.8F};
        case Surface::kBark:
            return {0.12F, 0.9F};
        case Surface::kFoliage:
            return {0.12F, 0.9F};
        case Surface::kFur:
            return {0.02F, 0.6F};
        case Surface::kHair:
            return {0.01F, 0.5F};
        case Surface::kFeathers:
            return {0.03F, 0.5F};
        case Surface::kScales:
            return {0.012F, 0.5F};
        case Surface::kFabric:
            return {0.004F, 0.25F};
        case Surface::kDenim:
            return {0.004F, 0.3F};
        case Surface::kLeather:
            return {0.01F, 0.3F};
        case Surface::kRubber:
            return {0.01F, 0.1F};
        case Surface::kBrushedMetal:
            return {0.02F, 0.1F};
        case Surface::kRust:
            return {0.15F, 0.4F};
        case Surface::kIce:
            return {0.4F, 0.3F};
        case Surface::kCardboard:
            return {0.03F, 0.1F};
        case Surface::kStripes:
            return {0.12F, 0.0F};
        case Surface::kChecker:
            return {0.1F, 0.0F};
        case Surface::kDots:
            return {0.06F, 0.0F};
        case Surface::kFlame:
            return {0.1F, 0.0F};
        case Surface::kWindows:
            return {3.2F, 0.0F};
        case Surface::kRoofTiles:
            return {0.28F, 0.7F};
        case Surface::kRoad:
            return {3.3F, 0.4F};
        case Surface::kBowlingBall:
            return {0.06F, 0.0F};
        case Surface::kNet:
            return {0.04F, 0.0F};
        default:
            return {1.0F, 0.0F};
    }
}

HIBARI_FN Brush brush_of(const MaterialParams& params, const SurfaceEnvironment& environment) {
    const Material& m = params.look;
    const Usual usual = usual_of(m.surface);
    Brush b;
    b.surface = m.surface;
    b.base = m.base;
    b.accent = m.accent;
    b.roughness = m.roughness;
    b.metallic = m.metallic;
    b.transmission = m.transmission;
    b.emission = m.emission;
    b.unit = (m.scale > 1e-4F && m.scale != 1.0F) ? m.scale : usual.unit;
    b.relief = m.bump > 0.0F ? m.bump : usual.relief;
    b.half = params.half;
    b.round = params.shape == ShapeKind::kCylinder || params.shape == ShapeKind::kCone ||
              params.shape == ShapeKind::kCapsule || params.shape == ShapeKind::kRoundCone ||
              params.shape == ShapeKind::kTube;
    b.seed = params.seed;
    b.time_s = environment.time_s;
    b.night = environment.night;
    return b;
}

/// Albedo that no light can grow on, whatever the material said and the pattern did.
HIBARI_FN void sane(Look& look) {
    const V3 zero = zero3();
    const V3 most(F(0.98F));
    look.albedo = min(max(look.albedo, zero), most);
    look.roughness = clamp(look.roughness, F(0.0F), F(1.0F));
    look.metallic = saturate(look.metallic);
    look.transmission = saturate(look.transmission);
    look.alpha = saturate(look.alpha);
    look.specular = saturate(look.specular);
    look.clear_coat = saturate(look.clear_coat);
    look.subsurface = saturate(look.subsurface);
    look.sheen = saturate(look.sheen);
    look.emission = max(look.emission, zero);
    // Slopes beyond this are walls that a bump cannot show.
    const V3 steep(F(3.0F));
    look.slope = min(max(look.slope, zero - steep), steep);
}

}  // namespace surface

HIBARI_LANES_END
