// Butterflies and bees, in the frame of a bird: at rest the wings run backwards, and spread they
// turn outwards about the shoulder (see bird_performer.cpp).
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace hibari::world {

namespace {

/// A pane of a wing: `y` towards its leading edge, `z` outwards from the shoulder.
struct WingPane {
    Vec2 at{};
    Vec2 half{};
    float turn = 0.0F;  ///< degrees
    Vec3 color{};
    float thick = 1.0F;  ///< relative, so that marks lie on the pane that they belong to
};

struct InsectPlan {
    float mass_kg = 0.001F;
    float stand_m = 0.024F;  ///< middle of the body over the ground
    Vec3 body_half{};
    Vec3 thorax{};
    Vec3 band{};  ///< of the abdomen
    bool furry = false;
    float horn_m = 0.0F;  ///< length of the feelers
    Vec3 shoulder{};      ///< from the middle of the body
    float pane_m = 0.0011F;
    float clear = 0.0F;  ///< how far one sees through the wings
    std::vector<WingPane> panes{};
};

class InsectBuilder {
  public:
    InsectBuilder(const Entity& entity, const InsectPlan& plan)
        : p_(plan), insect_(entity, Substance::kFlesh) {}

    Blueprint build() {
        add_trunk();
        for (const float side : {1.0F, -1.0F}) {
            add_wing(side);
        }
        for (const float side : {1.0F, -1.0F}) {
            add_leg(side);
        }
        insect_.friction(0.7F);
        insect_.restitution(0.1F);
        return insect_.finish();
    }

  private:
    Material hide(Vec3 color) const {
        return {
            .surface = p_.furry ? Surface::kFur : Surface::kPlain,
            .base = color,
            .accent = color * 0.7F,
            .roughness = 0.7F,
            .scale = 0.1F * p_.body_half.z,
            .bump = p_.furry ? 0.8F : 0.0F
        };
    }

    void add_trunk() {
        const Vec3 b = p_.body_half;
        const Vec3 middle{0, p_.stand_m, 0};
        insect_.link("body", -1, {.kind = JointKind::kFree, .pivot = middle});
        insect_.part(
            ellipsoid({b.x, b.y, 0.40F * b.z}), middle + Vec3{0, 0, 0.30F * b.z}, hide(p_.thorax)
        );
        // The abdomen in rings.
        constexpr int kRings = 6;
        for (int i = 0; i < kRings; ++i) {
            const float t = static_cast<float>(i) / (kRings - 1);
            const float wide = p_.furry ? 1.15F * std::sqrt(1.0F - 0.8F * t * t) : 0.75F - 0.4F * t;
            insect_.detail(
                ellipsoid({b.x * wide, b.y * wide, 0.22F * b.z}),
                middle + Vec3{0, -0.1F * b.y * t, b.z * (-0.02F - 0.86F * t)},
                hide(i % 2 == 0 ? p_.band : p_.thorax)
            );
        }
        for (const float side : {1.0F, -1.0F}) {
            for (const float z : {0.15F, 0.50F}) {
                const Vec3 knee = middle + Vec3{side * 2.4F * b.x, -0.25F * p_.stand_m, z * b.z};
                insect_.thin_rod(
                    middle + Vec3{side * 0.5F * b.x, -0.4F * b.y, z * b.z},
                    knee,
                    0.10F * b.x,
                    hide(hex(0x1A1412))
                );
                insect_.thin_rod(
                    knee,
                    {knee.x * 1.25F, 0.08F * b.x, knee.z * 1.1F},
                    0.09F * b.x,
                    hide(hex(0x1A1412))
                );
            }
        }
        insect_.mass(0.8F * p_.mass_kg);
        insect_.anchor("back", middle + Vec3{0, b.y, 0});
        add_head(middle + Vec3{0, 0.05F * b.y, 0.62F * b.z});
        insect_.link("tail", 0, hinge(middle - Vec3{0, 0, 0.9F * b.z}, {1, 0, 0}, -40, 40));
        insect_.part(
            sphere(0.25F * b.x), middle - Vec3{0, 0.1F * b.y, 1.04F * b.z}, hide(hex(0x1A1412))
        );
        insect_.mass(0.01F * p_.mass_kg);
    }

    void add_head(Vec3 neck) {
        const float r = 0.72F * p_.body_half.x;
        insect_.link(
            "head",
            0,
            {.kind = JointKind::kBall,
             .pivot = neck,
             .axis = {0, 1, 0},
             .low = -0.8F,
             .high = 0.9F,
             .swing = {0, 1, 0}}
        );
        const Vec3 middle = neck + Vec3{0, 0, 1.1F * r};
        insect_.part(sphere(r), middle, hide(hex(0x201814)));
        for (const float side : {1.0F, -1.0F}) {
            insect_.detail(
                ellipsoid(Vec3{0.45F, 0.6F, 0.6F} * r),
                middle + Vec3{side * 0.75F, 0.2F, 0.3F} * r,
                plain(hex(0x0A0808), 0.08F)
            );
            const Vec3 tip = middle + Vec3{side * 0.45F, 0.75F, 0.9F} * p_.horn_m;
            insect_.thin_rod(middle, tip, 0.10F * r, plain(hex(0x1A1412), 0.5F));
            insect_.detail(sphere(0.22F * r), tip, plain(hex(0x1A1412), 0.5F));
        }
        insect_.anchor("mouth", middle + Vec3{0, -0.5F * r, r});
        insect_.mass(0.08F * p_.mass_kg);
    }

    void add_wing(float side) {
        const std::string name = side > 0 ? "left" : "right";
        const Vec3 root = Vec3{side * p_.shoulder.x, p_.stand_m + p_.shoulder.y, p_.shoulder.z};
        const Joint shoulder{
            .kind = JointKind::kBall,
            .pivot = root,
            .axis = {0, 0, -1},
            .low = -1.6F,
            .high = 1.9F,
            .swing = {0, 0, -1}
        };
        const int inner = insect_.link(name + "_wing", 0, shoulder);
        float reach = 0.0F;
        for (const WingPane& pane : p_.panes) {
            Material look = plain(pane.color, 0.55F);
            look.transmission = p_.clear;
            if (p_.clear > 0.0F) {
                look.roughness = 0.1F;
            }
            const Shape shape = ellipsoid({p_.pane_m * pane.thick, pane.half.x, pane.half.y});
            const At at{root + Vec3{0, pane.at.x, -pane.at.y}, turn_x(pane.turn)};
            pane.thick == 1.0F ? insect_.part(shape, at, look) : insect_.detail(shape, at, look);
            reach = std::max(reach, pane.at.y);
        }
        insect_.mass(0.04F * p_.mass_kg);
        // The joint of the hand, which insects do not have, is a stiff bit of the leading edge.
        const Vec3 wrist = root + Vec3{0, 0, -0.4F * reach};
        Joint stiff = shoulder;
        stiff.pivot = wrist;
        insect_.link(name + "_wing_tip", inner, stiff);
        insect_.part(
            capsule(0.1F * reach, p_.pane_m),
            {wrist - Vec3{0, 0, 0.1F * reach}, turn_x(90)},
            plain(hex(0x1A1412), 0.5F)
        );
        insect_.mass(0.005F * p_.mass_kg);
    }

    void add_leg(float side) {
        const std::string name = side > 0 ? "left" : "right";
        const Vec3 b = p_.body_half;
        const Material horn = hide(hex(0x1A1412));
        const Vec3 hip{side * 0.5F * b.x, p_.stand_m - 0.4F * b.y, -0.10F * b.z};
        const Vec3 knee{side * 2.0F * b.x, 0.55F * p_.stand_m, -0.05F * b.z};
        const Vec3 foot{side * 2.0F * b.x, 0.10F * b.x, -0.10F * b.z};
        const int thigh = insect_.link(
            name + "_thigh",
            0,
            {.kind = JointKind::kBall,
             .pivot = hip,
             .axis = {0, -1, 0},
             .low = -0.3F,
             .high = 0.9F,
             .swing = {0, -1, 0}}
        );
        insect_.rod(hip, knee, 0.10F * b.x, horn);
        insect_.mass(0.005F * p_.mass_kg);
        const int shank = insect_.link(name + "_shank", thigh, hinge(knee, {1, 0, 0}, -90, 60));
        insect_.rod(knee, foot, 0.10F * b.x, horn);
        insect_.mass(0.005F * p_.mass_kg);
        insect_.link(name + "_foot", shank, hinge(foot, {1, 0, 0}, -60, 60));
        insect_.rod(foot, foot + Vec3{0, 0, 0.3F * b.x}, 0.09F * b.x, horn);
        insect_.mass(0.005F * p_.mass_kg);
    }

    const InsectPlan& p_;
    Assembly insect_;
};

// Fore and hind wing with a dark rim, and a row of pale dots on it: a monarch, 10 cm across.
InsectPlan butterfly_plan(Vec3 color, Vec3 rim) {
    const Vec3 dot = hex(0xF4EEDC);
    return {
        .mass_kg = 0.0006F,
        .stand_m = 0.026F,
        .body_half = {0.0028F, 0.0030F, 0.0140F},
        .thorax = hex(0x241C18),
        .band = hex(0x3A2E26),
        .horn_m = 0.013F,
        .shoulder = {0.0020F, 0.0015F, 0.004F},
        .panes =
            {{{0.0100F, 0.0270F}, {0.0175F, 0.0285F}, -24.0F, rim, 1.0F},
             {{0.0095F, 0.0235F}, {0.0135F, 0.0235F}, -24.0F, color, 1.7F},
             {{-0.0090F, 0.0180F}, {0.0150F, 0.0190F}, 20.0F, rim, 1.0F},
             {{-0.0080F, 0.0160F}, {0.0115F, 0.0150F}, 20.0F, color, 1.6F},
             {{0.0240F, 0.0390F}, {0.0020F, 0.0024F}, 0.0F, dot, 2.0F},
             {{0.0205F, 0.0465F}, {0.0018F, 0.0020F}, 0.0F, dot, 2.0F},
             {{0.0130F, 0.0500F}, {0.0018F, 0.0020F}, 0.0F, dot, 2.0F},
             {{-0.0140F, 0.0330F}, {0.0016F, 0.0018F}, 0.0F, dot, 2.0F},
             {{-0.0190F, 0.0270F}, {0.0016F, 0.0018F}, 0.0F, dot, 2.0F}},
    };
}

}  // namespace

const Thing kButterfly{
    .name = "butterfly",
    .words = {"butterfly", "moth", "monarch butterfly", "dragonfly"},
    .category = Category::kAnimal,
    .traits = {.flies = true, .indoor = true, .outdoor = true},
    .usual_size = {0.10F, 0.05F, 0.06F},
    .build =
        [](const Entity& entity, Rng rng) {
            constexpr std::array<std::uint32_t, 3> kColors{0xE8781C, 0x3A78D8, 0xF0C82A};
            const bool is_moth = entity.called.find("moth") != std::string::npos;
            const Vec3 usual =
                is_moth ? hex(0xA8967C) : hex(kColors[rng.split("wings").index(kColors.size())]);
            const Vec3 rim = entity.accent.value_or(is_moth ? hex(0x6A5A48) : hex(0x1A1412));
            return InsectBuilder(entity, butterfly_plan(entity.color.value_or(usual), rim)).build();
        },
};

const Thing kBee{
    .name = "bee",
    .words = {"bee", "honeybee", "bumblebee", "wasp", "hornet", "housefly", "mosquito"},
    .category = Category::kAnimal,
    .traits = {.flies = true, .indoor = true, .outdoor = true},
    .usual_size = {0.040F, 0.022F, 0.026F},
    .build =
        [](const Entity& entity, Rng) {
            const auto is = [&](std::string_view word) {
                return entity.called.find(word) != std::string::npos;
            };
            const bool is_fly = is("housefly") || is("mosquito");
            const Vec3 yellow = is_fly ? hex(0x2E3238) : hex(0xE8AE1C);
            InsectPlan plan{
                .mass_kg = 0.0003F,
                .stand_m = 0.009F,
                .body_half = {0.0048F, 0.0048F, 0.0125F},
                .thorax = is_fly ? hex(0x1E2024) : hex(0x241C10),
                .band = entity.color.value_or(yellow),
                .furry = !is_fly,
                .horn_m = 0.006F,
                .shoulder = {0.0028F, 0.0042F, 0.004F},
                .pane_m = 0.0003F,
                .clear = 0.45F,
                .panes =
                    {{{0.0030F, 0.0110F}, {0.0048F, 0.0115F}, -14.0F, hex(0xE6EEF2), 1.0F},
                     {{-0.0045F, 0.0075F}, {0.0036F, 0.0078F}, 18.0F, hex(0xE6EEF2), 1.0F}},
            };
            return InsectBuilder(entity, plan).build();
        },
};

}  // namespace hibari::world
