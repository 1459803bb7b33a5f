// Dogs and their wild cousins: one canine plan; breeds differ by coat and ears, the fox by size.
#include "world/things/animals/quadruped.h"
#include "world/things/animals/young.h"
#include "world/things/thing_list.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <string>
#include <string_view>

namespace hibari::world {

namespace {

// A retriever, 58 cm at the withers: a deep chest, a short strong neck, a broad head with a blunt
// muzzle and hanging ears, a feathered tail.
QuadrupedPlan dog_plan() {
    return {
        .mass_kg = 30.0F,
        .waist = {0, 0.485F, -0.05F},
        .nape = {0, 0.515F, 0.22F},
        .chest = {{0, 0.420F, 0.110F}, {0.125F, 0.162F, 0.205F}},
        .belly = {{0, 0.445F, -0.080F}, {0.102F, 0.112F, 0.190F}},
        .rump = {{0, 0.468F, -0.215F}, {0.108F, 0.114F, 0.138F}},
        .neck_radius = 0.122F,
        .throat_radius = 0.096F,
        .fore =
            {.top = {0.082F, 0.420F, 0.205F},
             .bend = {0.092F, 0.305F, 0.125F},
             .wrist = {0.086F, 0.115F, 0.150F},
             .knuckle = {0.086F, 0.040F, 0.162F},
             .radius = {0.070F, 0.051F, 0.037F, 0.034F},
             .muscle = {0.058F, 0.104F, 0.086F},
             .paw = {0.042F, 0.028F, 0.056F}},
        .hind =
            {.top = {0.074F, 0.465F, -0.225F},
             .bend = {0.090F, 0.315F, -0.150F},
             .wrist = {0.082F, 0.150F, -0.305F},
             .knuckle = {0.082F, 0.040F, -0.268F},
             .radius = {0.085F, 0.060F, 0.034F, 0.033F},
             .muscle = {0.068F, 0.124F, 0.104F},
             .paw = {0.040F, 0.028F, 0.054F}},
        .head =
            {.poll = {0, 0.605F, 0.355F},
             .skull = {{0, 0.648F, 0.415F}, {0.090F, 0.086F, 0.096F}},
             .muzzle_from = {0, 0.622F, 0.465F},
             .muzzle_to = {0, 0.606F, 0.600F},
             .muzzle_radius = 0.062F,
             .muzzle_tip = 0.046F,
             .nose_half = {0.027F, 0.020F, 0.020F},
             .jaw_from = {0, 0.588F, 0.445F},
             .jaw_to = {0, 0.566F, 0.582F},
             .jaw_radius = 0.040F,
             .jaw_tip = 0.028F,
             .eye = {0.043F, 0.668F, 0.494F},
             .eye_radius = 0.0150F,
             .ears = EarKind::kFloppy,
             .ear = {0.084F, 0.698F, 0.405F},
             .ear_half = {0.021F, 0.082F, 0.052F}},
        .tail =
            {Vec3{0, 0.515F, -0.325F},
             Vec3{0, 0.525F, -0.435F},
             Vec3{0, 0.545F, -0.545F},
             Vec3{0, 0.590F, -0.640F}},
        .tail_radius = {0.036F, 0.042F, 0.046F, 0.018F},
        .blend = 0.045F,
        .fur = 0.022F,
        .relief = 0.85F,
    };
}

void prick_ears(QuadrupedPlan& plan) {
    plan.head.ears = EarKind::kPricked;
    plan.head.ear = {0.058F, 0.706F, 0.385F};
    plan.head.ear_half = {0.034F, 0.066F, 0.015F};
}

constexpr Coat kGoldenCoat{
    .main = hex(0xD39A4E),
    .mottle = hex(0xB67A34),
    .under = hex(0xEBCB92),
    .feet = hex(0xDDAE6A),
    .mask = hex(0xD8A863),
    .tip = hex(0xEBCB92)
};
constexpr Coat kBrownCoat{
    .main = hex(0x6B4022),
    .mottle = hex(0x52301A),
    .under = hex(0x8A5A36),
    .feet = hex(0x7A4C2A),
    .mask = hex(0x63391D),
    .tip = hex(0x7A4C2A)
};
constexpr Coat kBlackAndTanCoat{
    .main = hex(0x2A2523),
    .mottle = hex(0x1E1A19),
    .under = hex(0xA9713C),
    .feet = hex(0xA9713C),
    .mask = hex(0x8E5E33),
    .tip = hex(0x2A2523)
};
constexpr Coat kPatchedCoat{
    .main = hex(0xE6DCCB),
    .mottle = hex(0x8A5A32),
    .under = hex(0xEFE9DD),
    .feet = hex(0xEFE9DD),
    .mask = hex(0xE6DCCB),
    .tip = hex(0xEFE9DD)
};
constexpr Coat kShepherdCoat{
    .main = hex(0x9A6A3C),
    .mottle = hex(0x3A2C22),
    .under = hex(0xC29463),
    .feet = hex(0xB98A58),
    .mask = hex(0x3A2A20),
    .tip = hex(0x3A2C22)
};
constexpr Coat kHuskyCoat{
    .main = hex(0x5C6067),
    .mottle = hex(0x3E4147),
    .under = hex(0xECEAE4),
    .feet = hex(0xECEAE4),
    .mask = hex(0xE4E1DA),
    .tip = hex(0xECEAE4)
};

struct Breed {
    std::string_view word;
    const Coat* coat;
    bool pricked = false;
};

constexpr Breed kBreeds[] = {
    {"golden", &kGoldenCoat},
    {"retriever", &kGoldenCoat},
    {"labrador", &kGoldenCoat},
    {"shepherd", &kShepherdCoat, true},
    {"husky", &kHuskyCoat, true},
    {"corgi", &kGoldenCoat, true},
    {"terrier", &kPatchedCoat, true},
    {"dalmatian", &kPatchedCoat},
    {"beagle", &kPatchedCoat},
    {"bulldog", &kPatchedCoat},
    {"hound", &kBlackAndTanCoat},
    {"poodle", &kBrownCoat},
};

// By the breed that the prompt names; hanging ears when it names none.
Coat choose_dog_coat(const Entity& entity, Rng rng, QuadrupedPlan& plan) {
    std::string called = entity.called;
    std::ranges::transform(called, called.begin(), [](char c) {
        return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    for (const Breed& breed : kBreeds) {
        if (called.find(breed.word) != std::string::npos) {
            if (breed.pricked) {
                prick_ears(plan);
            }
            return *breed.coat;
        }
    }
    constexpr const Coat* kAny[] = {&kGoldenCoat, &kBrownCoat, &kBlackAndTanCoat, &kPatchedCoat};
    return *kAny[rng.index(std::size(kAny))];
}

QuadrupedPlan fox_plan() {
    QuadrupedPlan plan = dog_plan();
    prick_ears(plan);
    plan.head.ear_half = {0.044F, 0.086F, 0.017F};
    plan.head.muzzle_radius = 0.050F;
    plan.head.muzzle_tip = 0.024F;
    plan.head.jaw_radius = 0.030F;
    plan.head.jaw_tip = 0.014F;
    plan.head.nose_half = {0.015F, 0.012F, 0.012F};
    plan.chest.half = plan.chest.half * Vec3{0.86F, 0.86F, 1.0F};
    plan.neck_radius = 0.104F;
    plan.tail = {
        Vec3{0, 0.505F, -0.325F},
        Vec3{0, 0.430F, -0.460F},
        Vec3{0, 0.370F, -0.600F},
        Vec3{0, 0.350F, -0.740F}
    };
    plan.tail_radius = {0.038F, 0.076F, 0.078F, 0.024F};
    plan.mass_kg = 22.0F;
    plan.eye_color = hex(0x9A6A20);
    plan.relief = 0.8F;
    return plan;
}

}  // namespace

const Thing kDog{
    .name = "dog",
    .words = {"dog",      "puppy",   "hound",        "retriever",       "golden retriever",
              "labrador", "terrier", "shepherd dog", "german shepherd", "poodle",
              "beagle",   "corgi",   "husky",        "dalmatian",       "mutt",
              "doggy",    "pup",     "bulldog",      "collie",          "sheepdog"},
    .category = Category::kAnimal,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.26F, 0.78F, 1.25F},
    .build =
        [](const Entity& entity, Rng rng) {
            QuadrupedPlan plan = dog_plan();
            const Coat coat = choose_dog_coat(entity, rng.split("coat"), plan);
            Entity dog = sized_by_age(entity);
            if (entity.called.find("olden") != std::string::npos) {
                dog.color.reset();  // The gold of a retriever is that of its breed.
            }
            return build_quadruped(
                dog, is_young(entity) ? young_of(plan) : plan, asked_coat(dog, coat)
            );
        },
};

const Thing kWolf{
    .name = "wolf",
    .words = {"wolf", "coyote", "jackal", "dingo", "werewolf", "hyena"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.32F, 0.98F, 1.55F},
    .build =
        [](const Entity& entity, Rng) {
            Entity grown = entity;
            grown.scale = clamp(entity.scale * 1.25F, 0.05F, 20.0F);
            QuadrupedPlan plan = dog_plan();
            prick_ears(plan);
            plan.neck_radius = 0.140F;
            plan.throat_radius = 0.116F;
            plan.tail = {
                Vec3{0, 0.505F, -0.325F},
                Vec3{0, 0.425F, -0.410F},
                Vec3{0, 0.330F, -0.470F},
                Vec3{0, 0.250F, -0.500F}
            };
            plan.tail_radius = {0.036F, 0.046F, 0.044F, 0.014F};
            plan.eye_color = hex(0xC79A2E);
            plan.relief = 0.9F;
            plan.fur = 0.018F;
            const Coat coat{
                .main = hex(0x77716A),
                .mottle = hex(0x4A4541),
                .under = hex(0xBDB4A6),
                .feet = hex(0xA39A8C),
                .mask = hex(0x8B847A),
                .tip = hex(0x3A3633)
            };
            return build_quadruped(grown, plan, asked_coat(entity, coat));
        },
};

const Thing kFox{
    .name = "fox",
    .words = {"fox", "red fox", "vixen", "arctic fox", "raccoon"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.20F, 0.55F, 0.98F},
    .build =
        [](const Entity& entity, Rng) {
            Entity small = entity;
            small.scale = clamp(entity.scale * 0.68F, 0.05F, 20.0F);
            const Coat coat{
                .main = hex(0xC4602A),
                .mottle = hex(0xAE5222),
                .under = hex(0xEEE6DA),
                .feet = hex(0x2B211D),
                .mask = hex(0xD88A58),
                .tip = hex(0xF0EBE2)
            };
            return build_quadruped(small, fox_plan(), asked_coat(entity, coat));
        },
};

}  // namespace hibari::world
