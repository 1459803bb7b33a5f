// Tables of what substances weigh and how they bounce and slide, and the words for them.
//
// Densities: CRC Handbook of Chemistry and Physics (97th ed., section 15) and Engineering ToolBox,
// rounded. Restitution of balls and blocks against a rigid floor: R. Cross, "The bounce of a ball"
// (Am. J. Phys. 67, 1999) and the ball rules quoted in the thing files; the rest are the middle of
// the ranges in W. Goldsmith, "Impact" (1960). Rebound of floors: DIN 18032-2 asks a sports floor
// for 90 % of concrete's bounce height (sqrt gives 0.95); FIFA Quality Programme for turf asks for
// 0.6 .. 1.0 m from a 2 m drop where concrete gives 1.35 m (0.77). Friction: Engineering ToolBox,
// dry. Rolling friction is the lever arm b in F = N b / r: about 0.01 of the radius for an inflated
// ball on a hard floor.
#include "world/things/material.h"

#include "base/check.h"
#include "world/things/material_names.h"
#include "world/things/palette.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace hibari::world {

namespace {

struct SubstanceRow {
    Substance substance;
    std::string_view name;
    SubstanceValues values;
};

// density, restitution, friction, rolling friction, rebound
constexpr std::array kSubstances{
    SubstanceRow{Substance::kWood, "wood", {700.0F, 0.50F, 0.45F, 0.0005F, 0.95F}},
    SubstanceRow{Substance::kSteel, "steel", {7850.0F, 0.70F, 0.40F, 0.00005F, 1.0F}},
    SubstanceRow{Substance::kGlass, "glass", {2500.0F, 0.75F, 0.35F, 0.00005F, 1.0F}},
    SubstanceRow{Substance::kCeramic, "ceramic", {2400.0F, 0.60F, 0.40F, 0.0001F, 1.0F}},
    SubstanceRow{Substance::kPlastic, "plastic", {1050.0F, 0.60F, 0.35F, 0.0003F, 0.95F}},
    SubstanceRow{Substance::kRubber, "rubber", {1100.0F, 0.80F, 0.80F, 0.0012F, 0.90F}},
    SubstanceRow{Substance::kLeather, "leather", {900.0F, 0.40F, 0.60F, 0.0015F, 0.70F}},
    SubstanceRow{Substance::kFabric, "fabric", {300.0F, 0.15F, 0.60F, 0.010F, 0.45F}},
    SubstanceRow{Substance::kFlesh, "flesh", {1010.0F, 0.20F, 0.60F, 0.010F, 0.50F}},
    SubstanceRow{Substance::kStone, "stone", {2600.0F, 0.55F, 0.60F, 0.0003F, 1.0F}},
    SubstanceRow{Substance::kConcrete, "concrete", {2400.0F, 0.50F, 0.65F, 0.0003F, 1.0F}},
    SubstanceRow{Substance::kEarth, "earth", {1500.0F, 0.20F, 0.60F, 0.004F, 0.70F}},
    SubstanceRow{Substance::kSand, "sand", {1600.0F, 0.10F, 0.60F, 0.040F, 0.15F}},
    SubstanceRow{Substance::kGrass, "grass", {1200.0F, 0.20F, 0.55F, 0.008F, 0.77F}},
    SubstanceRow{Substance::kSnow, "snow", {300.0F, 0.10F, 0.10F, 0.030F, 0.15F}},
    SubstanceRow{Substance::kIce, "ice", {917.0F, 0.40F, 0.03F, 0.0001F, 0.95F}},
    SubstanceRow{Substance::kWater, "water", {1000.0F, 0.0F, 0.10F, 0.0F, 0.0F}},
    SubstanceRow{Substance::kCardboard, "cardboard", {250.0F, 0.25F, 0.45F, 0.002F, 0.80F}},
    SubstanceRow{Substance::kFoam, "foam", {40.0F, 0.45F, 0.70F, 0.005F, 0.50F}},
    SubstanceRow{Substance::kFoliage, "foliage", {400.0F, 0.10F, 0.50F, 0.020F, 0.30F}},
};

const SubstanceRow& row_of(Substance substance) {
    const auto found = std::ranges::find(kSubstances, substance, &SubstanceRow::substance);
    HIBARI_CHECK(found != kSubstances.end(), substance);
    return *found;
}

constexpr std::string_view kWoodWords[] = {
    "wood", "wooden", "oak", "pine wood", "timber", "bamboo", "plywood", "cork", "balsa"
};
constexpr std::string_view kMetalWords[] = {
    "metal", "metallic", "steel", "aluminium", "aluminum", "tin", "stainless steel"
};
constexpr std::string_view kIronWords[] = {"iron", "cast iron", "wrought iron"};
constexpr std::string_view kGoldWords[] = {"gold", "golden", "gilded"};
constexpr std::string_view kSilverWords[] = {
    "silver", "silvery", "chrome", "mirrored", "mirror", "shiny metal"
};
constexpr std::string_view kCopperWords[] = {"copper"};
constexpr std::string_view kBrassWords[] = {"brass", "bronze"};
constexpr std::string_view kRustWords[] = {"rusty", "rusted", "rust"};
constexpr std::string_view kGlassWords[] = {
    "glass", "crystal", "transparent", "see-through", "diamond"
};
constexpr std::string_view kRubberWords[] = {"rubber", "rubbery", "bouncy"};
constexpr std::string_view kStoneWords[] = {"stone", "rock", "rocky", "granite", "stony"};
constexpr std::string_view kMarbleWords[] = {"marble", "polished stone"};
constexpr std::string_view kConcreteWords[] = {"concrete", "cement"};
constexpr std::string_view kBrickWords[] = {"brick"};
constexpr std::string_view kPlasticWords[] = {"plastic", "acrylic", "vinyl"};
constexpr std::string_view kIceWords[] = {"ice", "icy", "frozen"};
constexpr std::string_view kSnowWords[] = {"snow", "snowy"};
constexpr std::string_view kCardboardWords[] = {"cardboard"};
constexpr std::string_view kPaperWords[] = {"paper", "origami"};
constexpr std::string_view kLeatherWords[] = {"leather"};
constexpr std::string_view kFabricWords[] = {
    "fabric", "cloth", "cotton", "woolen", "woollen", "velvet", "silk", "felt", "plush"
};
constexpr std::string_view kDenimWords[] = {"denim"};
constexpr std::string_view kFurWords[] = {"fur", "furry", "fluffy"};
constexpr std::string_view kCeramicWords[] = {"ceramic", "porcelain", "china"};
constexpr std::string_view kClayWords[] = {"clay", "terracotta"};
constexpr std::string_view kFoamWords[] = {"foam", "styrofoam", "sponge", "spongy"};
constexpr std::string_view kSandWords[] = {"sand", "sandy", "sandstone"};
constexpr std::string_view kGrassWords[] = {"grass", "grassy", "leafy", "mossy"};

constexpr std::array kMaterials{
    NamedMaterial{"wood", kWoodWords, Substance::kWood, wood(kOak)},
    NamedMaterial{"metal", kMetalWords, Substance::kSteel, metal(kSteel)},
    NamedMaterial{"iron", kIronWords, Substance::kSteel, metal(hex(0x5C5F63), 0.5F)},
    NamedMaterial{"gold", kGoldWords, Substance::kSteel, metal(hex(0xF2C14E), 0.16F)},
    NamedMaterial{"silver", kSilverWords, Substance::kSteel, chrome()},
    NamedMaterial{"copper", kCopperWords, Substance::kSteel, metal(hex(0xC9764A), 0.22F)},
    NamedMaterial{"brass", kBrassWords, Substance::kSteel, metal(kBrass, 0.22F)},
    NamedMaterial{
        "rust",
        kRustWords,
        Substance::kSteel,
        {.surface = Surface::kRust,
         .base = hex(0x8A4B2A),
         .accent = hex(0x54443C),
         .roughness = 0.85F,
         .metallic = 0.3F,
         .scale = 0.15F,
         .bump = 0.4F},
    },
    NamedMaterial{"glass", kGlassWords, Substance::kGlass, glass()},
    NamedMaterial{"rubber", kRubberWords, Substance::kRubber, rubber(hex(0x3A3C40))},
    NamedMaterial{"stone", kStoneWords, Substance::kStone, rock()},
    NamedMaterial{
        "marble",
        kMarbleWords,
        Substance::kStone,
        {.surface = Surface::kRock,
         .base = hex(0xE9E6E0),
         .accent = hex(0x8F8C88),
         .roughness = 0.1F,
         .scale = 0.5F},
    },
    NamedMaterial{"concrete", kConcreteWords, Substance::kConcrete, concrete()},
    NamedMaterial{"brick", kBrickWords, Substance::kStone, brick()},
    NamedMaterial{"plastic", kPlasticWords, Substance::kPlastic, plastic(hex(0xD94B3A))},
    NamedMaterial{
        "ice",
        kIceWords,
        Substance::kIce,
        {.surface = Surface::kIce,
         .base = hex(0xCFE6F2),
         .accent = hex(0xF4FBFF),
         .roughness = 0.08F,
         .transmission = 0.5F,
         .scale = 0.4F},
    },
    NamedMaterial{
        "snow",
        kSnowWords,
        Substance::kSnow,
        {.surface = Surface::kSnow,
         .base = hex(0xF0F3F8),
         .roughness = 0.9F,
         .scale = 0.2F,
         .bump = 0.4F},
    },
    NamedMaterial{"cardboard", kCardboardWords, Substance::kCardboard, cardboard()},
    NamedMaterial{"paper", kPaperWords, Substance::kCardboard, paper()},
    NamedMaterial{"leather", kLeatherWords, Substance::kLeather, leather()},
    NamedMaterial{"fabric", kFabricWords, Substance::kFabric, fabric(hex(0xB04A55))},
    NamedMaterial{
        "denim",
        kDenimWords,
        Substance::kFabric,
        {.surface = Surface::kDenim,
         .base = hex(0x35507C),
         .accent = hex(0x22365A),
         .roughness = 0.9F,
         .scale = 0.004F,
         .bump = 0.3F},
    },
    NamedMaterial{
        "fur",
        kFurWords,
        Substance::kFabric,
        {.surface = Surface::kFur,
         .base = hex(0xB98A5A),
         .accent = hex(0x7E5836),
         .roughness = 0.9F,
         .scale = 0.02F,
         .bump = 0.6F},
    },
    NamedMaterial{"ceramic", kCeramicWords, Substance::kCeramic, ceramic()},
    NamedMaterial{"clay", kClayWords, Substance::kCeramic, plain(kTerracotta, 0.85F)},
    NamedMaterial{"foam", kFoamWords, Substance::kFoam, plain(hex(0xEDE7D6), 0.95F)},
    NamedMaterial{
        "sand",
        kSandWords,
        Substance::kSand,
        {.surface = Surface::kSand,
         .base = hex(0xDCC290),
         .roughness = 0.95F,
         .scale = 0.1F,
         .bump = 0.3F},
    },
    NamedMaterial{
        "grass",
        kGrassWords,
        Substance::kFoliage,
        {.surface = Surface::kGrass,
         .base = hex(0x4F8A34),
         .accent = hex(0x2F5A20),
         .roughness = 0.9F,
         .scale = 0.05F,
         .bump = 0.6F},
    },
};

}  // namespace

SubstanceValues values_of(Substance substance) {
    return row_of(substance).values;
}

std::string_view name_of(Substance substance) {
    return row_of(substance).name;
}

Substance substance_of(Surface surface) {
    switch (surface) {
        case Surface::kWood:
        case Surface::kParquet:
        case Surface::kCourt:
        case Surface::kBark:
            return Substance::kWood;
        case Surface::kBrick:
        case Surface::kRock:
        case Surface::kMoonDust:
            return Substance::kStone;
        case Surface::kConcrete:
        case Surface::kAsphalt:
        case Surface::kPlaster:
        case Surface::kRoad:
        case Surface::kWindows:
            return Substance::kConcrete;
        case Surface::kTile:
        case Surface::kRoofTiles:
            return Substance::kCeramic;
        case Surface::kGrass:
            return Substance::kGrass;
        case Surface::kSand:
            return Substance::kSand;
        case Surface::kSnow:
            return Substance::kSnow;
        case Surface::kEarth:
            return Substance::kEarth;
        case Surface::kFoliage:
            return Substance::kFoliage;
        case Surface::kSkin:
        case Surface::kFace:
        case Surface::kHair:
        case Surface::kFur:
        case Surface::kFeathers:
        case Surface::kScales:
            return Substance::kFlesh;
        case Surface::kFabric:
        case Surface::kDenim:
        case Surface::kNet:
            return Substance::kFabric;
        case Surface::kLeather:
        case Surface::kAmericanFootball:
        case Surface::kBaseball:
            return Substance::kLeather;
        case Surface::kRubber:
        case Surface::kBasketball:
        case Surface::kSoccerBall:
        case Surface::kTennisBall:
        case Surface::kVolleyball:
            return Substance::kRubber;
        case Surface::kMetal:
        case Surface::kBrushedMetal:
        case Surface::kRust:
            return Substance::kSteel;
        case Surface::kGlass:
        case Surface::kScreen:
            return Substance::kGlass;
        case Surface::kIce:
            return Substance::kIce;
        case Surface::kCardboard:
        case Surface::kPaper:
        case Surface::kBookCover:
            return Substance::kCardboard;
        case Surface::kPlain:
        case Surface::kPlastic:
        case Surface::kPaint:
        case Surface::kStripes:
        case Surface::kChecker:
        case Surface::kDots:
        case Surface::kFlame:
        case Surface::kGlow:
        case Surface::kGolfBall:
        case Surface::kBeachBall:
        case Surface::kBowlingBall:
        case Surface::kDomino:
        case Surface::kDie:
            return Substance::kPlastic;
    }
    HIBARI_CHECK(false, surface);
    return Substance::kPlastic;
}

// The energy lost in a contact is lost in the softer partner, so a rigid partner (1) leaves the
// other's value as it is, and two lossy partners lose in turn. Bullet's default is the same
// product.
float pair_restitution(float a, float b) {
    HIBARI_CHECK(a >= 0.0F && a <= 1.0F && b >= 0.0F && b <= 1.0F, a, b);
    return a * b;
}

float pair_friction(float a, float b) {
    HIBARI_CHECK(a >= 0.0F && b >= 0.0F, a, b);
    return std::sqrt(a * b);
}

std::span<const NamedMaterial> all_materials() {
    return kMaterials;
}

const NamedMaterial* material_named(std::string_view word) {
    for (const NamedMaterial& material : kMaterials) {
        if (material.name == word ||
            std::ranges::find(material.words, word) != material.words.end()) {
            return &material;
        }
    }
    return nullptr;
}

}  // namespace hibari::world
