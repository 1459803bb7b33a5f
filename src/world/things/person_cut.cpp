#include "world/things/person_cut.h"

#include "world/things/palette.h"
#include "world/things/person_parts.h"

namespace hibari::world {

namespace {

constexpr float kWrist = 1.93F;
constexpr Vec3 kShirtWhite{0.76F, 0.76F, 0.75F};
constexpr Vec3 kShirtBlue{0.10F, 0.17F, 0.33F};

// A shirt below another garment stands out against it.
Vec3 shirt_below(const PersonStyle& style) {
    const Vec3 c = style.top_color;
    return c.x + c.y + c.z > 1.2F ? kShirtBlue : kShirtWhite;
}

Material shiny(Vec3 color) {
    return {
        .surface = Surface::kPlastic,
        .base = color,
        .roughness = 0.32F,
        .tintable = true,
    };
}

Material hide(Vec3 color) {
    return {
        .surface = Surface::kLeather,
        .base = color,
        .accent = color * 0.6F,
        .roughness = 0.55F,
        .scale = 0.012F,
        .bump = 0.15F,
        .tintable = true,
    };
}

Material plate(Vec3 color) {
    return {
        .surface = Surface::kBrushedMetal,
        .base = color,
        .roughness = 0.3F,
        .metallic = 1.0F,
        .scale = 0.02F,
        .bump = 0.1F,
        .tintable = true,
    };
}

Material jeans(Vec3 color) {
    return {
        .surface = Surface::kDenim,
        .base = color,
        .accent = color * 1.9F,
        .roughness = 0.85F,
        .scale = 0.004F,
        .bump = 0.2F,
        .tintable = true,
    };
}

}  // namespace

Cut cut_of(Top top) {
    switch (top) {
        case Top::kUnspecified:
        case Top::kTShirt:
            return {.sleeve = 0.52F, .hem = 0.915F};
        case Top::kJersey:
            return {.shoulders = false, .hem = 0.915F};
        case Top::kShirt:
            return {.sleeve = kWrist, .hem = 0.955F};
        case Top::kHoodie:
        case Top::kJacket:
            return {.thickness = 0.015F, .sleeve = kWrist, .hem = 0.915F};
        case Top::kCoat:
        case Top::kRaincoat:
            return {
                .thickness = 0.019F,
                .sleeve = kWrist,
                .skirt = 1.0F,
                .flare = 0.022F,
            };
        case Top::kDress:
            return {.thickness = 0.004F, .shoulders = false, .skirt = 1.0F, .flare = 0.055F};
        case Top::kSuit:
            return {.thickness = 0.012F, .sleeve = kWrist, .hem = 0.885F};
        case Top::kSwimwear:
            return {.thickness = 0.003F, .shoulders = false, .one_piece = true};
        case Top::kSpaceSuit:
            return {.thickness = 0.042F, .sleeve = kWrist, .hem = 0.915F};
        case Top::kLeotard:
            return {.thickness = 0.003F, .sleeve = kWrist, .one_piece = true};
        case Top::kVest:
            return {.thickness = 0.013F, .sleeve = kWrist, .hem = 0.935F};
        case Top::kApron:
            return {.sleeve = 1.1F, .hem = 0.955F};
        case Top::kOveralls:
            return {.sleeve = 0.60F, .hem = 0.955F};
        case Top::kUniform:
            return {.thickness = 0.009F, .sleeve = kWrist, .hem = 0.925F};
        case Top::kArmour:
            return {
                .thickness = 0.022F, .sleeve = kWrist, .hem = 0.935F, .skirt = 0.32F, .flare = 0.03F
            };
        case Top::kRobe:
            return {
                .thickness = 0.016F,
                .sleeve = kWrist,
                .skirt = 1.80F,
                .flare = 0.030F,
            };
        case Top::kKimono:
            return {.thickness = 0.013F, .sleeve = kWrist, .skirt = 1.75F, .flare = 0.012F};
        case Top::kSheet:
            return {
                .thickness = 0.030F,
                .sleeve = kWrist,
                .skirt = 1.95F,
                .flare = 0.055F,
            };
        case Top::kRobot:
            return {};
    }
    return {};
}

Material top_material(const PersonStyle& style) {
    switch (style.top) {
        case Top::kJacket:
            return hide(style.top_color);
        case Top::kRaincoat:
            return shiny(style.top_color);
        case Top::kSwimwear:
        case Top::kLeotard: {
            Material lycra = cloth_material(style.top_color);
            lycra.roughness = 0.5F;
            return lycra;
        }
        case Top::kOveralls:
            return jeans(style.top_color);
        case Top::kArmour:
        case Top::kRobot:
            return plate(style.top_color);
        case Top::kSpaceSuit:
            return {
                .surface = Surface::kFabric,
                .base = style.top_color,
                .accent = style.top_color * 0.85F,
                .roughness = 0.7F,
                .scale = 0.03F,
                .bump = 0.2F,
                .tintable = true,
            };
        default:
            return cloth_material(style.top_color);
    }
}

Material torso_material(const PersonStyle& style) {
    if (is_bare_chested(style)) {
        return skin_material(style);
    }
    if (style.top == Top::kApron || style.top == Top::kOveralls) {
        return cloth_material(shirt_below(style));
    }
    return top_material(style);
}

Material sleeve_material(const PersonStyle& style) {
    if (style.top == Top::kVest) {
        return cloth_material(shirt_below(style));
    }
    return torso_material(style);
}

Material bottom_material(const PersonStyle& style) {
    if (style.denim && style.bottom == Bottom::kTrousers) {
        return jeans(style.bottom_color);
    }
    if (style.top == Top::kArmour) {
        return plate(style.bottom_color);
    }
    return cloth_material(style.bottom_color);
}

Legs legs_of(const PersonStyle& style) {
    const Cut cut = cut_of(style.top);
    if (cut.one_piece && style.bare_legs) {
        return style.gender == Gender::kWoman ? Legs::kBare : Legs::kTrunks;
    }
    if (style.top == Top::kDress || style.top == Top::kSheet) {
        return Legs::kBare;
    }
    switch (style.bottom) {
        case Bottom::kShorts:
            return Legs::kShorts;
        case Bottom::kSkirt:
            return Legs::kBare;
        case Bottom::kUnspecified:
        case Bottom::kTrousers:
            break;
    }
    return Legs::kTrousers;
}

bool has_gloves(const PersonStyle& style) {
    return style.worn.gloves || style.top == Top::kSpaceSuit || style.top == Top::kArmour ||
           style.top == Top::kSheet;
}

Material glove_material(const PersonStyle& style) {
    switch (style.top) {
        case Top::kSpaceSuit:
            return cloth_material({0.55F, 0.55F, 0.55F});
        case Top::kArmour:
        case Top::kSheet:
            return top_material(style);
        default:
            return cloth_material({0.05F, 0.05F, 0.055F});
    }
}

bool hides_head(const PersonStyle& style) {
    return style.top == Top::kSpaceSuit || style.top == Top::kSheet || style.top == Top::kRobot;
}

bool is_bare_chested(const PersonStyle& style) {
    return style.top == Top::kSwimwear && style.gender == Gender::kMan && style.age != Age::kChild;
}

}  // namespace hibari::world
