// A dragon on two legs with wings of skin: about 7 m from nose to tail, its head at 3.3 m, horns,
// spines and claws. It has the links of a bird, so that it walks, flies and lands as one; folded,
// the wings' span runs backwards and their trailing edge hangs down.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <array>
#include <cmath>
#include <string>

namespace hibari::world {

namespace {

constexpr Vec3 kDragonBody{0, 1.75F, 0};
constexpr Vec3 kDragonBodyHalf{0.52F, 0.58F, 1.10F};
constexpr float kArm_m = 1.75F;    // Of the wing, from shoulder to wrist
constexpr float kFinger_m = 2.1F;  // The longest

class DragonBuilder {
  public:
    DragonBuilder(const Entity& entity, Vec3 hide, Vec3 skin)
        : dragon_(entity, Substance::kFlesh),
          hide_(tinted(scales(hide, 0.05F))),
          belly_(scales(hex(0xD2B070), 0.09F)),
          skin_(
              {.surface = Surface::kLeather,
               .base = entity.accent.value_or(skin),
               .accent = skin * 0.6F,
               .roughness = 0.7F,
               .scale = 0.05F,
               .bump = 0.5F}
          ),
          horn_(plain(hex(0xE2D6B4), 0.35F)) {}

    Blueprint build() {
        add_trunk();
        add_head();
        add_tail();
        for (const float side : {1.0F, -1.0F}) {
            add_wing(side);
        }
        for (const float side : {1.0F, -1.0F}) {
            add_leg(side);
        }
        dragon_.friction(0.8F);
        dragon_.restitution(0.1F);
        return dragon_.finish();
    }

  private:
    static Material scales(Vec3 color, float size) {
        return {
            .surface = Surface::kScales,
            .base = color,
            .accent = color * 0.6F,
            .roughness = 0.45F,
            .scale = size,
            .bump = 0.8F
        };
    }

    Part& flesh(const Shape& shape, const At& at, const Material& material) {
        Part& part = dragon_.part(shape, at, material);
        part.group = 1;
        part.blend = 0.12F;
        return part;
    }

    void limb(Vec3 from, Vec3 to, float thick, float thin, const Material& material) {
        flesh(round_cone(0.5F * distance(from, to), thick, thin), along(from, to), material);
    }

    void spike(Vec3 root, Vec3 tip, float radius) {
        dragon_.detail(
            cone(0.5F * distance(root, tip), radius, 0.1F * radius), along(root, tip), horn_
        );
    }

    void add_trunk() {
        dragon_.link("body", -1, {.kind = JointKind::kFree, .pivot = kDragonBody});
        flesh(ellipsoid(kDragonBodyHalf), kDragonBody, hide_);
        flesh(ellipsoid({0.56F, 0.60F, 0.62F}), kDragonBody + Vec3{0, 0.10F, 0.50F}, hide_);
        flesh(ellipsoid({0.40F, 0.40F, 1.0F}), kDragonBody + Vec3{0, -0.26F, 0.12F}, belly_);
        for (int i = 0; i < 6; ++i) {
            const float z = 0.75F - 0.32F * static_cast<float>(i);
            const float y = kDragonBody.y + 0.60F * std::sqrt(1.0F - 0.55F * z * z);
            spike({0, y - 0.06F, z}, {0, y + 0.30F, z - 0.16F}, 0.09F);
        }
        // Small arms before the breast.
        for (const float side : {1.0F, -1.0F}) {
            const Vec3 elbow{side * 0.52F, 1.18F, 0.82F};
            const Vec3 hand{side * 0.42F, 1.02F, 1.18F};
            limb({side * 0.38F, 1.62F, 0.85F}, elbow, 0.17F, 0.11F, hide_);
            limb(elbow, hand, 0.11F, 0.08F, hide_);
            for (const float x : {-0.06F, 0.0F, 0.06F}) {
                const Vec3 root = hand + Vec3{x, -0.02F, 0.05F};
                spike(root, root + Vec3{0.3F * x, -0.10F, 0.13F}, 0.028F);
            }
        }
        dragon_.mass(250.0F);
        dragon_.anchor("back", kDragonBody + Vec3{0, kDragonBodyHalf.y, 0});
    }

    void add_head() {
        constexpr Vec3 kNeck{0, 2.05F, 0.80F};
        constexpr std::array<Vec3, 4> kCurve{
            kNeck, Vec3{0, 2.45F, 1.42F}, Vec3{0, 2.95F, 1.62F}, Vec3{0, 3.25F, 1.88F}
        };
        constexpr std::array<float, 4> kThick{0.42F, 0.31F, 0.24F, 0.22F};
        dragon_.link(
            "head",
            0,
            {.kind = JointKind::kBall,
             .pivot = kNeck,
             .axis = {0, 1, 0},
             .low = -0.8F,
             .high = 0.9F,
             .swing = {0, 1, 0}}
        );
        for (std::size_t i = 0; i + 1 < kCurve.size(); ++i) {
            limb(kCurve[i], kCurve[i + 1], kThick[i], kThick[i + 1], hide_);
            const Vec3 under{0, -0.10F, 0.13F};
            limb(
                kCurve[i] + under,
                kCurve[i + 1] + under,
                0.8F * kThick[i],
                0.8F * kThick[i + 1],
                belly_
            );
            const Vec3 back{0, 0.75F * kThick[i], -0.75F * kThick[i]};
            spike(kCurve[i] + back, kCurve[i] + back * 1.9F, 0.08F);
            const Vec3 middle = lerp(kCurve[i], kCurve[i + 1], 0.5F) + back * 0.9F;
            spike(middle, middle + back * 0.8F, 0.07F);
        }
        const Vec3 skull{0, 3.30F, 2.02F};
        const Vec3 snout{0, 3.20F, 2.66F};
        flesh(ellipsoid({0.25F, 0.22F, 0.32F}), skull, hide_);
        limb(skull + Vec3{0, -0.01F, 0.16F}, snout, 0.20F, 0.125F, hide_);
        limb(skull + Vec3{0, -0.17F, 0.06F}, snout + Vec3{0, -0.19F, -0.10F}, 0.13F, 0.08F, belly_);
        for (const float side : {1.0F, -1.0F}) {
            // Horns sweep back; a brow shades the eye.
            const Vec3 root = skull + Vec3{side * 0.14F, 0.14F, -0.12F};
            const Vec3 bend = root + Vec3{side * 0.13F, 0.24F, -0.26F};
            dragon_.detail(
                round_cone(0.5F * distance(root, bend), 0.075F, 0.055F), along(root, bend), horn_
            );
            spike(bend, bend + Vec3{side * 0.03F, 0.34F, -0.12F}, 0.055F);
            spike(
                skull + Vec3{side * 0.22F, -0.06F, -0.14F},
                skull + Vec3{side * 0.42F, 0.02F, -0.42F},
                0.06F
            );
            flesh(
                ellipsoid({0.07F, 0.05F, 0.13F}), skull + Vec3{side * 0.17F, 0.14F, 0.20F}, hide_
            );
            dragon_.detail(
                sphere(0.062F),
                skull + Vec3{side * 0.185F, 0.07F, 0.22F},
                plain(hex(0xF2B81E), 0.1F)
            );
            dragon_.detail(
                ellipsoid({0.020F, 0.052F, 0.030F}),
                skull + Vec3{side * 0.235F, 0.075F, 0.245F},
                plain(hex(0x060504), 0.1F)
            );
            dragon_.detail(
                sphere(0.035F), snout + Vec3{side * 0.07F, 0.09F, 0.06F}, plain(hex(0x140C08), 0.6F)
            );
            for (int i = 0; i < 4; ++i) {
                const Vec3 gum = lerp(
                                     skull + Vec3{0, -0.13F, 0.20F},
                                     snout + Vec3{0, -0.09F, 0.06F},
                                     static_cast<float>(i) / 3.0F
                                 ) +
                                 Vec3{side * (0.14F - 0.015F * static_cast<float>(i)), 0, 0};
                spike(gum, gum + Vec3{0, -0.10F, 0.015F}, 0.022F);
            }
        }
        dragon_.mass(35.0F);
        dragon_.anchor("mouth", snout + Vec3{0, -0.08F, 0.12F});
        dragon_.anchor("eyes", skull + Vec3{0, 0.08F, 0.24F});
    }

    void add_tail() {
        constexpr std::array<Vec3, 6> kCurve{
            Vec3{0, 1.72F, -0.80F},
            Vec3{0, 1.42F, -1.60F},
            Vec3{0.06F, 1.02F, -2.35F},
            Vec3{0.20F, 0.72F, -3.05F},
            Vec3{0.34F, 0.72F, -3.75F},
            Vec3{0.34F, 1.02F, -4.30F}
        };
        constexpr std::array<float, 6> kThick{0.45F, 0.32F, 0.23F, 0.16F, 0.10F, 0.06F};
        dragon_.link("tail", 0, hinge(kCurve.front(), {1, 0, 0}, -40, 40));
        for (std::size_t i = 0; i + 1 < kCurve.size(); ++i) {
            limb(kCurve[i], kCurve[i + 1], kThick[i], kThick[i + 1], hide_);
            for (const float t : {0.25F, 0.75F}) {
                const Vec3 root = lerp(kCurve[i], kCurve[i + 1], t) + Vec3{0, 0.85F * kThick[i], 0};
                spike(
                    root,
                    root + Vec3{0, 0.55F * kThick[i] + 0.06F, -0.10F},
                    0.2F * kThick[i] + 0.02F
                );
            }
        }
        // The arrow at its end.
        const Vec3 end = kCurve.back();
        for (const float side : {1.0F, -1.0F}) {
            dragon_.detail(
                ellipsoid({0.17F, 0.03F, 0.26F}),
                {end + Vec3{side * 0.10F, 0.10F, -0.12F}, turn_x(28) * turn_y(side * 32)},
                hide_
            );
        }
        dragon_.mass(40.0F);
    }

    void add_wing(float side) {
        const std::string name = side > 0 ? "left" : "right";
        const Vec3 root{0.44F * side, 2.18F, 0.45F};
        const Vec3 wrist = root - Vec3{0, 0, kArm_m};
        const auto joint = [&](Vec3 pivot) {
            return Joint{
                .kind = JointKind::kBall,
                .pivot = pivot,
                .axis = {0, 0, -1},
                .low = -1.2F,
                .high = 1.8F,
                .swing = {0, 0, -1}
            };
        };
        const int group = side > 0 ? 3 : 4;
        const auto web = [&](Vec3 from, Vec3 to, float half_width) {
            const Vec3 middle = lerp(from, to, 0.5F);
            Part& part = dragon_.part(
                ellipsoid({0.022F, 0.56F * distance(from, to), half_width}), along(from, to), skin_
            );
            part.local.position = middle;
            part.group = group;
            part.blend = 0.06F;
        };
        const auto bone = [&](Vec3 from, Vec3 to, float thick) {
            dragon_.part(
                round_cone(0.5F * distance(from, to), thick, 0.5F * thick), along(from, to), hide_
            );
        };
        const int inner = dragon_.link(name + "_wing", 0, joint(root));
        bone(root, wrist, 0.13F);
        for (const float t : {0.14F, 0.42F, 0.70F, 0.96F}) {
            const Vec3 top = lerp(root, wrist, t);
            web(top, top - Vec3{0, 1.25F + 0.25F * t, 0.10F}, 0.34F);
        }
        dragon_.mass(15.0F);
        dragon_.link(name + "_wing_tip", inner, joint(wrist));
        spike(wrist, wrist + Vec3{0, 0.30F, 0.16F}, 0.06F);
        constexpr std::array<float, 4> kFan{4.0F, 30.0F, 58.0F, 86.0F};
        const auto finger = [&](float down_deg, float share) {
            const float down = radians(down_deg);
            return wrist + Vec3{0, -std::sin(down), -std::cos(down)} * (kFinger_m * share);
        };
        for (std::size_t i = 0; i < kFan.size(); ++i) {
            const float share = 1.0F - 0.09F * static_cast<float>(i);
            bone(wrist, finger(kFan[i], share), 0.06F);
            if (i + 1 < kFan.size()) {
                const float between = 0.5F * (kFan[i] + kFan[i + 1]);
                web(wrist, finger(between, 0.88F * share), 0.42F);
            }
        }
        dragon_.mass(8.0F);
    }

    void add_leg(float side) {
        const std::string name = side > 0 ? "left" : "right";
        const Vec3 hip{side * 0.46F, 1.55F, -0.22F};
        const Vec3 knee{side * 0.58F, 0.88F, 0.16F};
        const Vec3 foot{side * 0.58F, 0.10F, -0.12F};
        const int thigh = dragon_.link(
            name + "_thigh",
            0,
            {.kind = JointKind::kBall,
             .pivot = hip,
             .axis = {0, -1, 0},
             .low = -0.3F,
             .high = 0.9F,
             .swing = {0, -1, 0}}
        );
        limb(hip, knee, 0.36F, 0.20F, hide_);
        dragon_.mass(15.0F);
        const int shank = dragon_.link(name + "_shank", thigh, hinge(knee, {1, 0, 0}, -90, 60));
        limb(knee, foot + Vec3{0, 0.06F, 0}, 0.19F, 0.12F, hide_);
        dragon_.mass(8.0F);
        dragon_.link(name + "_foot", shank, hinge(foot, {1, 0, 0}, -60, 60));
        for (const float toe : {-28.0F, 0.0F, 28.0F, 180.0F}) {
            const float reach = toe > 90.0F ? 0.20F : 0.36F;
            const Vec3 ahead = rotate(turn_y(toe), Vec3{0, 0, 1});
            const Vec3 tip = foot + ahead * reach - Vec3{0, 0.03F, 0};
            dragon_.part(
                round_cone(0.5F * distance(foot, tip), 0.10F, 0.07F), along(foot, tip), hide_
            );
            spike(tip, tip + ahead * 0.17F - Vec3{0, 0.05F, 0}, 0.045F);
        }
        dragon_.mass(4.0F);
    }

    Assembly dragon_;
    Material hide_;
    Material belly_;
    Material skin_;
    Material horn_;
};

}  // namespace

const Thing kDragon{
    .name = "dragon",
    .words = {"dragon", "wyvern", "drake dragon", "fire dragon"},
    .category = Category::kAnimal,
    .traits = {.flies = true, .outdoor = true},
    .usual_size = {1.9F, 3.9F, 7.2F},
    .build =
        [](const Entity& entity, Rng rng) {
            const bool green = rng.split("coat").chance(0.5);
            return DragonBuilder(
                       entity,
                       green ? hex(0x3F7A32) : hex(0xA3261C),
                       green ? hex(0xA8742E) : hex(0xD2762A)
            )
                .build();
        },
};

}  // namespace hibari::world
