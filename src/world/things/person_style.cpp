#include "world/things/person_style.h"

#include "world/things/likeness_form.h"
#include "world/things/palette.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <string>
#include <string_view>

namespace hibari::world {

namespace {

// What a word of the prompt says about a person; kUnspecified and kNone say nothing.
struct Role {
    std::string_view word;
    Age age = Age::kAdult;
    Gender gender = Gender::kUnspecified;
    Top top = Top::kUnspecified;
    Bottom bottom = Bottom::kUnspecified;
    Hat hat = Hat::kNone;
    HairStyle hair = HairStyle::kUnspecified;
};

constexpr auto kRoles = std::to_array<Role>({
    {.word = "boy", .age = Age::kChild, .gender = Gender::kMan},
    {.word = "girl", .age = Age::kChild, .gender = Gender::kWoman},
    {.word = "child", .age = Age::kChild},
    {.word = "kid", .age = Age::kChild},
    {.word = "toddler", .age = Age::kChild},
    {.word = "son", .age = Age::kChild, .gender = Gender::kMan},
    {.word = "daughter", .age = Age::kChild, .gender = Gender::kWoman},
    {.word = "teen", .age = Age::kTeen},
    {.word = "teenager", .age = Age::kTeen},
    {.word = "student", .age = Age::kTeen},
    {.word = "grandmother", .age = Age::kOld, .gender = Gender::kWoman},
    {.word = "grandma", .age = Age::kOld, .gender = Gender::kWoman},
    {.word = "granny", .age = Age::kOld, .gender = Gender::kWoman},
    {.word = "grandfather", .age = Age::kOld, .gender = Gender::kMan},
    {.word = "grandpa", .age = Age::kOld, .gender = Gender::kMan},
    {.word = "elder", .age = Age::kOld},
    {.word = "old", .age = Age::kOld},
    {.word = "elderly", .age = Age::kOld},
    {.word = "woman", .gender = Gender::kWoman},
    {.word = "lady", .gender = Gender::kWoman},
    {.word = "mother", .gender = Gender::kWoman},
    {.word = "mom", .gender = Gender::kWoman},
    {.word = "actress", .gender = Gender::kWoman},
    {.word = "waitress", .gender = Gender::kWoman, .top = Top::kShirt, .bottom = Bottom::kSkirt},
    {.word = "man", .gender = Gender::kMan},
    {.word = "guy", .gender = Gender::kMan},
    {.word = "gentleman", .gender = Gender::kMan, .top = Top::kSuit},
    {.word = "father", .gender = Gender::kMan},
    {.word = "dad", .gender = Gender::kMan},
    {.word = "waiter", .gender = Gender::kMan, .top = Top::kShirt},
    {.word = "player", .top = Top::kJersey, .bottom = Bottom::kShorts},
    {.word = "athlete", .top = Top::kJersey, .bottom = Bottom::kShorts},
    {.word = "goalkeeper", .top = Top::kJersey, .bottom = Bottom::kShorts},
    {.word = "goalie", .top = Top::kJersey, .bottom = Bottom::kShorts},
    {.word = "striker", .top = Top::kJersey, .bottom = Bottom::kShorts},
    {.word = "footballer", .top = Top::kJersey, .bottom = Bottom::kShorts},
    {.word = "runner", .top = Top::kJersey, .bottom = Bottom::kShorts},
    {.word = "jogger", .top = Top::kTShirt, .bottom = Bottom::kShorts},
    {.word = "sprinter", .top = Top::kJersey, .bottom = Bottom::kShorts},
    {.word = "batter", .top = Top::kJersey, .hat = Hat::kHelmet},
    {.word = "pitcher", .top = Top::kJersey, .hat = Hat::kCap},
    {.word = "golfer", .top = Top::kShirt, .hat = Hat::kCap},
    {.word = "cyclist", .top = Top::kJersey, .bottom = Bottom::kShorts, .hat = Hat::kHelmet},
    {.word = "skateboarder", .top = Top::kTShirt, .bottom = Bottom::kTrousers},
    {.word = "skater", .top = Top::kTShirt, .bottom = Bottom::kTrousers},
    {.word = "snowboarder", .top = Top::kJacket, .bottom = Bottom::kTrousers, .hat = Hat::kBeanie},
    {.word = "skier", .top = Top::kJacket, .bottom = Bottom::kTrousers, .hat = Hat::kBeanie},
    {.word = "surfer", .top = Top::kSwimwear},
    {.word = "swimmer", .top = Top::kSwimwear},
    {.word = "diver", .top = Top::kSwimwear},
    {.word = "paddler", .top = Top::kSwimwear},
    {.word = "gymnast", .top = Top::kLeotard},
    {.word = "dancer", .top = Top::kTShirt},
    {.word = "ballerina", .gender = Gender::kWoman, .top = Top::kDress, .hair = HairStyle::kBun},
    {.word = "astronaut", .top = Top::kSpaceSuit},
    {.word = "cosmonaut", .top = Top::kSpaceSuit},
    {.word = "spaceman", .gender = Gender::kMan, .top = Top::kSpaceSuit},
    {.word = "businessman", .gender = Gender::kMan, .top = Top::kSuit},
    {.word = "businesswoman", .gender = Gender::kWoman, .top = Top::kSuit},
    {.word = "reporter", .top = Top::kSuit},
    {.word = "anchor", .top = Top::kSuit},
    {.word = "groom", .gender = Gender::kMan, .top = Top::kSuit},
    {.word = "bride", .gender = Gender::kWoman, .top = Top::kDress},
    {.word = "magician", .top = Top::kSuit, .hat = Hat::kTopHat},
    {.word = "detective", .top = Top::kCoat, .hat = Hat::kFedora},
    {.word = "gangster", .top = Top::kSuit, .hat = Hat::kFedora},
    {.word = "cowboy", .gender = Gender::kMan, .top = Top::kShirt, .hat = Hat::kCowboy},
    {.word = "cowgirl", .gender = Gender::kWoman, .top = Top::kShirt, .hat = Hat::kCowboy},
    {.word = "king", .gender = Gender::kMan, .top = Top::kCoat, .hat = Hat::kCrown},
    {.word = "queen", .gender = Gender::kWoman, .top = Top::kDress, .hat = Hat::kCrown},
    {.word = "prince", .gender = Gender::kMan, .top = Top::kJacket, .hat = Hat::kCrown},
    {.word = "princess", .gender = Gender::kWoman, .top = Top::kDress, .hat = Hat::kCrown},
    {.word = "santa",
     .age = Age::kOld,
     .gender = Gender::kMan,
     .top = Top::kCoat,
     .hat = Hat::kSanta},
    {.word = "worker", .top = Top::kJacket, .hat = Hat::kHelmet},
    {.word = "builder", .top = Top::kJacket, .hat = Hat::kHelmet},
    {.word = "firefighter", .top = Top::kJacket, .hat = Hat::kHelmet},
    {.word = "hiker", .top = Top::kJacket},
    {.word = "knight", .top = Top::kArmour, .hat = Hat::kKnight},
    {.word = "robot", .top = Top::kRobot, .hair = HairStyle::kBald},
    {.word = "ghost", .top = Top::kSheet},
    {.word = "wizard", .top = Top::kRobe, .hat = Hat::kWizard},
    {.word = "witch", .gender = Gender::kWoman, .top = Top::kRobe, .hat = Hat::kWizard},
    {.word = "punk", .top = Top::kJacket, .hair = HairStyle::kMohawk},
});

// Red hair is copper: nobody means the red of a traffic light.
Vec3 hair_of_color(Vec3 asked) {
    const bool red = asked.x > 0.35F && asked.y < 0.2F * asked.x && asked.z < 0.25F * asked.x;
    return red ? hex(0x9C4420) : asked;
}

// Splits `called` into lower-case words and looks each up, plural s included.
const Role* find_role(std::string_view word) {
    for (const Role& role : kRoles) {
        if (word == role.word || (word.size() == role.word.size() + 1 && word.back() == 's' &&
                                  word.starts_with(role.word))) {
            return &role;
        }
    }
    return nullptr;
}

// Words whose looks need more than a Role can say.
struct Special {
    bool santa = false;
};

void read_words(std::string_view called, PersonLook& look, Special& special) {
    std::string word;
    const auto flush = [&] {
        if (const Role* role = find_role(word)) {
            if (look.age == Age::kAdult) {
                look.age = role->age;
            }
            if (look.gender == Gender::kUnspecified) {
                look.gender = role->gender;
            }
            // Whoever has been dressed by the script has the hat that it says, or none.
            const bool dressed = look.top != Top::kUnspecified;
            if (look.top == Top::kUnspecified) {
                look.top = role->top;
            }
            if (look.bottom == Bottom::kUnspecified) {
                look.bottom = role->bottom;
            }
            if (look.hat == Hat::kNone && !dressed) {
                look.hat = role->hat;
            }
            if (look.hair == HairStyle::kUnspecified) {
                look.hair = role->hair;
            }
            special.santa = special.santa || role->word == "santa";
        }
        word.clear();
    };
    for (const char c : called) {
        if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else {
            flush();
        }
    }
    flush();
}

template <typename T, std::size_t N>
T pick(const std::array<T, N>& choices, Rng& rng) {
    return choices[rng.index(N)];
}

// Reflectance of skin from very light to very dark, linear RGB.
constexpr std::array<Vec3, 6> kSkins{{
    {0.78F, 0.53F, 0.42F},
    {0.66F, 0.42F, 0.31F},
    {0.52F, 0.31F, 0.21F},
    {0.36F, 0.20F, 0.125F},
    {0.20F, 0.105F, 0.064F},
    {0.085F, 0.045F, 0.030F},
}};

Vec3 skin_of(float tone) {
    const float at = clamp(tone, 0.0F, 1.0F) * static_cast<float>(kSkins.size() - 1);
    const auto index = std::min(static_cast<std::size_t>(at), kSkins.size() - 2);
    return lerp(kSkins[index], kSkins[index + 1], at - static_cast<float>(index));
}

constexpr std::array<Vec3, 8> kHairColors{{
    {0.012F, 0.010F, 0.009F},
    {0.022F, 0.014F, 0.010F},
    {0.045F, 0.025F, 0.014F},
    {0.085F, 0.045F, 0.022F},
    {0.15F, 0.085F, 0.040F},
    {0.36F, 0.23F, 0.10F},
    {0.52F, 0.38F, 0.19F},
    {0.24F, 0.065F, 0.020F},
}};

constexpr std::array<Vec3, 5> kIrises{{
    {0.075F, 0.035F, 0.015F},
    {0.14F, 0.075F, 0.030F},
    {0.10F, 0.14F, 0.055F},
    {0.09F, 0.19F, 0.30F},
    {0.20F, 0.24F, 0.26F},
}};

constexpr std::array<Vec3, 12> kTopColors{{
    {0.72F, 0.70F, 0.66F},
    {0.05F, 0.055F, 0.065F},
    {0.045F, 0.085F, 0.20F},
    {0.42F, 0.055F, 0.045F},
    {0.06F, 0.20F, 0.11F},
    {0.62F, 0.36F, 0.06F},
    {0.10F, 0.28F, 0.42F},
    {0.28F, 0.29F, 0.31F},
    {0.30F, 0.10F, 0.22F},
    {0.50F, 0.42F, 0.30F},
    {0.62F, 0.20F, 0.12F},
    {0.16F, 0.36F, 0.36F},
}};

// Far from any skin, so that nobody in them looks undressed.
constexpr std::array<Vec3, 5> kSportColors{{
    {0.03F, 0.08F, 0.36F},
    {0.45F, 0.02F, 0.05F},
    {0.02F, 0.24F, 0.20F},
    {0.16F, 0.03F, 0.28F},
    {0.02F, 0.02F, 0.025F},
}};

constexpr std::array<Vec3, 7> kSuitColors{{
    {0.018F, 0.022F, 0.040F},
    {0.015F, 0.015F, 0.017F},
    {0.06F, 0.062F, 0.066F},
    {0.035F, 0.045F, 0.085F},
    {0.16F, 0.12F, 0.085F},
    {0.10F, 0.10F, 0.105F},
    {0.045F, 0.030F, 0.025F},
}};

constexpr std::array<Vec3, 7> kBottomColors{{
    {0.035F, 0.055F, 0.12F},
    {0.020F, 0.022F, 0.028F},
    {0.30F, 0.24F, 0.16F},
    {0.10F, 0.105F, 0.11F},
    {0.06F, 0.10F, 0.20F},
    {0.09F, 0.085F, 0.055F},
    {0.16F, 0.17F, 0.18F},
}};

constexpr std::array<Vec3, 6> kShoeColors{{
    {0.70F, 0.70F, 0.68F},
    {0.025F, 0.025F, 0.027F},
    {0.10F, 0.055F, 0.030F},
    {0.35F, 0.05F, 0.045F},
    {0.06F, 0.10F, 0.22F},
    {0.22F, 0.22F, 0.23F},
}};

constexpr Vec3 kUndyed{0.78F, 0.78F, 0.76F};

float height_of(Age age, Gender gender, Rng& rng) {
    // Means and spreads of adult stature: about 1.76 +- 0.07 m and 1.64 +- 0.06 m.
    const auto spread = static_cast<float>(std::clamp(rng.normal(), -1.6, 1.6));
    const bool woman = gender == Gender::kWoman;
    switch (age) {
        case Age::kChild:
            return 1.22F + 0.06F * spread;
        case Age::kTeen:
            return (woman ? 1.58F : 1.64F) + 0.05F * spread;
        case Age::kOld:
            return (woman ? 1.59F : 1.71F) + 0.05F * spread;
        case Age::kAdult:
            break;
    }
    return (woman ? 1.65F : 1.77F) + 0.05F * spread;
}

HairStyle draw_hair(Gender gender, Age age, Rng& rng) {
    const double u = rng.uniform();
    if (gender == Gender::kWoman) {
        if (age == Age::kOld) {
            return u < 0.4 ? HairStyle::kCurly : (u < 0.75 ? HairStyle::kBun : HairStyle::kShort);
        }
        if (age == Age::kChild) {
            return u < 0.5 ? HairStyle::kLong : HairStyle::kPonytail;  // From afar it tells a girl.
        }
        return u < 0.42   ? HairStyle::kLong
               : u < 0.68 ? HairStyle::kPonytail
               : u < 0.82 ? HairStyle::kBun
               : u < 0.93 ? HairStyle::kCurly
                          : HairStyle::kShort;
    }
    if (age == Age::kOld) {
        return u < 0.35 ? HairStyle::kBald : HairStyle::kShort;
    }
    if (age == Age::kChild) {
        return u < 0.75 ? HairStyle::kShort : HairStyle::kCurly;
    }
    return u < 0.72 ? HairStyle::kShort : (u < 0.90 ? HairStyle::kCurly : HairStyle::kBald);
}

Top draw_top(Gender gender, Age age, Rng& rng) {
    const double u = rng.uniform();
    if (age == Age::kOld) {
        const bool dressed = gender == Gender::kWoman && u > 0.75;
        return dressed ? Top::kDress : (u < 0.6 ? Top::kShirt : Top::kJacket);
    }
    if (gender == Gender::kWoman && u > (age == Age::kChild ? 0.6 : 0.8)) {
        return Top::kDress;
    }
    return u < 0.42   ? Top::kTShirt
           : u < 0.64 ? Top::kHoodie
           : u < 0.84 ? Top::kShirt
                      : Top::kJacket;
}

Vec3 draw_hat_color(Hat hat, Rng& rng) {
    switch (hat) {
        case Hat::kSanta:
            return {0.52F, 0.03F, 0.025F};
        case Hat::kCrown:
            return {0.83F, 0.56F, 0.12F};
        case Hat::kTopHat:
            return {0.015F, 0.015F, 0.016F};
        case Hat::kCowboy:
            return {0.20F, 0.11F, 0.055F};
        case Hat::kFedora:
            return pick(kSuitColors, rng);
        case Hat::kHelmet:
            return pick(
                std::to_array<Vec3>(
                    {{0.75F, 0.50F, 0.04F}, {0.5F, 0.04F, 0.03F}, {0.03F, 0.12F, 0.40F}}
                ),
                rng
            );
        case Hat::kChef:
            return kUndyed;
        case Hat::kWizard:
        case Hat::kPeaked:
            return {0.03F, 0.03F, 0.07F};
        case Hat::kSunHat:
            return {0.62F, 0.46F, 0.22F};
        case Hat::kKnight:
        case Hat::kViking:
            return {0.50F, 0.51F, 0.53F};
        default:
            return pick(kTopColors, rng);
    }
}

void choose_body(const PersonLook& look, PersonStyle& style, Rng rng) {
    style.age = look.age;
    style.build = look.build;
    style.gender = look.gender == Gender::kUnspecified
                       ? (rng.chance(0.5) ? Gender::kWoman : Gender::kMan)
                       : look.gender;
    style.height_m = height_of(style.age, style.gender, rng) * style.scale;
    const auto drawn_tone = static_cast<float>(rng.uniform());
    const float tone = look.skin_tone.value_or(drawn_tone * drawn_tone * 0.95F + 0.03F);
    style.skin = skin_of(tone);
    style.lips = lerp(style.skin, Vec3{0.46F, 0.12F, 0.11F}, 0.42F) * 0.92F;
    style.years = look.age == Age::kChild  ? 0.0F
                  : look.age == Age::kTeen ? 0.18F
                  : look.age == Age::kOld  ? 0.95F
                                           : 0.42F;
    style.iris = tone > 0.45F ? kIrises[0] : pick(kIrises, rng);
    // Dark skin rarely goes with fair hair.
    const std::size_t shades = tone > 0.4F ? 3 : kHairColors.size();
    style.hair_color = kHairColors[rng.index(shades)];
    if (style.age == Age::kOld) {
        style.hair_color =
            lerp(Vec3{0.30F, 0.30F, 0.31F}, kUndyed, static_cast<float>(rng.uniform()));
    }
    style.hair_color = look.hair_color ? hair_of_color(*look.hair_color) : style.hair_color;
    style.hair = draw_hair(style.gender, style.age, rng);
    if (look.hair != HairStyle::kUnspecified) {
        style.hair = look.hair;
    }
    style.glasses = look.glasses;
    style.beard = look.beard;
    style.worn = look.worn;
}

Vec3 draw_top_color(Top top, Rng& rng) {
    switch (top) {
        case Top::kSuit:
        case Top::kCoat:
            return pick(kSuitColors, rng);
        case Top::kSpaceSuit:
            return {0.74F, 0.74F, 0.73F};
        case Top::kRaincoat:
            return {0.78F, 0.52F, 0.03F};
        case Top::kOveralls:
            return {0.05F, 0.09F, 0.20F};
        case Top::kUniform:
            return pick(std::to_array<Vec3>({{0.02F, 0.03F, 0.09F}, {0.09F, 0.11F, 0.05F}}), rng);
        case Top::kArmour:
            return {0.50F, 0.51F, 0.53F};
        case Top::kRobot:
            return {0.46F, 0.48F, 0.52F};
        case Top::kSheet:
            return {0.80F, 0.80F, 0.79F};
        case Top::kSwimwear:
        case Top::kLeotard:
            return pick(kSportColors, rng);
        default:
            return pick(kTopColors, rng);
    }
}

// Tops that come with trousers of their own.
bool is_matching(Top top) {
    return top == Top::kSuit || top == Top::kSpaceSuit || top == Top::kJersey ||
           top == Top::kSwimwear || top == Top::kLeotard || top == Top::kOveralls ||
           top == Top::kUniform || top == Top::kArmour || top == Top::kKimono || top == Top::kRobe;
}

void choose_clothes(const Entity& entity, const PersonLook& look, PersonStyle& style, Rng rng) {
    style.top = draw_top(style.gender, style.age, rng);
    if (look.top != Top::kUnspecified) {
        style.top = look.top;
    }
    const bool formal = style.top == Top::kSuit;
    style.top_color =
        look.top_color.value_or(entity.color.value_or(draw_top_color(style.top, rng)));
    const bool light = style.top_color.x + style.top_color.y + style.top_color.z > 1.2F;
    style.top_accent = entity.accent.value_or(light ? Vec3{0.05F, 0.09F, 0.24F} : kUndyed);

    const double u = rng.uniform();
    style.bottom = style.gender == Gender::kWoman && u < 0.18 ? Bottom::kSkirt : Bottom::kTrousers;
    if (style.top == Top::kJersey || (style.age == Age::kChild && u < 0.45)) {
        style.bottom = Bottom::kShorts;
    }
    if (look.bottom != Bottom::kUnspecified) {
        style.bottom = look.bottom;
    }
    const std::size_t drawn = rng.index(kBottomColors.size());
    style.bottom_color = kBottomColors[drawn];
    style.denim = drawn == 0 || drawn == 4;
    if (is_matching(style.top)) {
        style.bottom_color = style.top_color;
        style.denim = style.top == Top::kOveralls;
    }
    const bool one_piece = style.top == Top::kSwimwear || style.top == Top::kLeotard;
    style.bare_legs = one_piece && look.bottom == Bottom::kUnspecified;
    if (look.bottom_color) {
        style.bottom_color = *look.bottom_color;
    }
    style.shoe_color = formal ? Vec3{0.02F, 0.016F, 0.014F} : pick(kShoeColors, rng);
    if (style.top == Top::kSpaceSuit) {
        style.shoe_color = {0.62F, 0.62F, 0.62F};
    } else if (style.top == Top::kArmour || style.top == Top::kRobot || style.top == Top::kSheet) {
        style.shoe_color = style.top_color * 0.7F;
    }
    style.shoe_color = look.shoe_color.value_or(style.shoe_color);
    style.barefoot = style.bare_legs && !look.shoe_color;
    style.hat = look.hat;
    style.hat_color = look.hat_color.value_or(draw_hat_color(style.hat, rng));
}

/// The build of the body that goes with a voice; nothing is said where none was recorded.
Gender build_of_voice(const LikenessForm& form) {
    constexpr float kHigh_hz = 160.0F;
    constexpr float kShortThroat = 1.08F;
    if (!form.voice) {
        return Gender::kUnspecified;
    }
    const bool high = form.voice->f0_hz > kHigh_hz || form.voice->formant_scale > kShortThroat;
    return high ? Gender::kWoman : Gender::kMan;
}

/// What the pictures show wins over what the seed drew, and what the words ask for over both.
void take_likeness(
    const Entity& entity, const PersonLook& look, const LikenessForm& form, PersonStyle& style
) {
    style.form = &form;
    if (form.size_m && look.age == Age::kAdult) {
        style.height_m = *form.size_m * style.scale;
    }
    if (form.skin) {
        style.skin = *form.skin;
        style.lips = lerp(style.skin, Vec3{0.46F, 0.12F, 0.11F}, 0.42F) * 0.92F;
    }
    style.hair_color = form.hair.value_or(style.hair_color);
    style.beard = false;
    style.own_top = look.top == Top::kUnspecified && !look.top_color && !entity.color;
    if (style.own_top) {
        style.top = form.long_sleeves ? Top::kShirt : Top::kTShirt;
        style.top_color = form.top.value_or(style.top_color);
    }
    if (style.own_top && look.bottom == Bottom::kUnspecified && !look.bottom_color) {
        style.bottom = Bottom::kTrousers;
        style.bottom_color = form.bottom.value_or(style.bottom_color);
        style.denim = style.denim && !form.bottom;
    }
}

}  // namespace

PersonStyle resolve_style(const Entity& entity, Rng rng) {
    PersonStyle style;
    style.scale = entity.scale;
    PersonLook look = entity.look;
    Special special;
    read_words(entity.called, look, special);
    if (entity.form != nullptr && look.gender == Gender::kUnspecified) {
        look.gender = build_of_voice(*entity.form);
    }
    choose_body(look, style, rng.split("body"));
    choose_clothes(entity, look, style, rng.split("clothes"));
    if (special.santa) {
        style.beard = true;
        style.build = Build::kHeavy;
        style.hair_color = kUndyed;
        if (!look.top_color && !entity.color) {
            style.top_color = {0.50F, 0.028F, 0.024F};
            style.top_accent = kUndyed;
            style.bottom_color = style.top_color;
        }
    }
    if (entity.form != nullptr && entity.form->kind == LikenessKind::kHuman) {
        take_likeness(entity, look, *entity.form, style);
    }
    return style;
}

}  // namespace hibari::world
