// How one person looks, with every choice made: the shot script's look plus what the seed filled
// in.
//
// A look in the script is mostly unset. `resolve_style` reads the words that named the person
// ("an old astronaut"), keeps what is stated and draws the rest from the seed, so that two
// strangers differ. The builder of bodies and the face track both ask it, and get the same answer.
#pragma once

#include "base/rng.h"
#include "base/vec.h"
#include "world/script/shot_script.h"

namespace hibari::world {

/// A person's look without open choices. Colours are linear RGB.
struct PersonStyle {
    Age age = Age::kAdult;
    Build build = Build::kAverage;
    Gender gender = Gender::kMan;  ///< never kUnspecified
    float height_m = 1.75F;        ///< without shoes, the entity's scale included
    float scale = 1.0F;            ///< of the entity
    Vec3 skin{0.6F, 0.4F, 0.3F};
    Vec3 lips{0.45F, 0.2F, 0.18F};
    Vec3 iris{0.2F, 0.12F, 0.06F};
    Vec3 hair_color{0.05F, 0.03F, 0.02F};
    HairStyle hair = HairStyle::kShort;  ///< never kUnspecified
    Hat hat = Hat::kNone;
    Vec3 hat_color{0.3F, 0.05F, 0.05F};
    Top top = Top::kTShirt;  ///< never kUnspecified
    Vec3 top_color{0.2F, 0.3F, 0.5F};
    Vec3 top_accent{0.8F, 0.8F, 0.8F};
    Bottom bottom = Bottom::kTrousers;  ///< never kUnspecified
    Vec3 bottom_color{0.05F, 0.07F, 0.15F};
    bool denim = false;
    Vec3 shoe_color{0.5F, 0.5F, 0.5F};
    bool barefoot = false;
    bool bare_legs = false;  ///< unless the top says otherwise
    Glasses glasses = Glasses::kNone;
    bool beard = false;
    Worn worn;
    const LikenessForm* form = nullptr;  ///< whose head it has; null: nobody's
    bool own_top = false;                ///< the top is the one of the pictures
    float years = 0.4F;                  ///< 0 child .. 1 old, as in FaceTrack
};

/// Makes every choice. The same entity and rng always give the same style.
PersonStyle resolve_style(const Entity& entity, Rng rng);

}  // namespace hibari::world
