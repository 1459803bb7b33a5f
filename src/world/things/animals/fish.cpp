// Fish and what swims like them: a row of links that bend into a wave.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <algorithm>
#include <string>

namespace hibari::world {

namespace {

// Lengths in metres; the fish lies along Z, its belly near the ground.
struct FishPlan {
    float mass_kg = 1.0F;
    float length_m = 0.30F;
    float height_m = 0.11F;
    float width_m = 0.055F;
    float snout = 0.0F;       ///< length of a beak or snout, share of the length
    float dorsal = 0.35F;     ///< height of the back fin, share of the height
    float fluke = 0.32F;      ///< size of the tail fin, share of the length
    bool level_tail = false;  ///< dolphins and whales
    bool pointed_fins = false;
    Vec3 back{};
    Vec3 belly{};
    Vec3 fin{};
    Vec3 stripe{};
    bool striped = false;
    Surface surface = Surface::kScales;
};

constexpr int kSegments = 5;

class FishBuilder {
  public:
    FishBuilder(const Entity& entity, const FishPlan& plan)
        : p_(plan), fish_(entity, Substance::kFlesh) {}

    Blueprint build() {
        for (int i = 0; i < kSegments; ++i) {
            add_segment(i);
        }
        fish_.friction(0.3F);
        fish_.restitution(0.2F);
        return fish_.finish();
    }

  private:
    Material skin(Vec3 color) const {
        return {
            .surface = p_.surface,
            .base = color,
            .accent = color * 0.7F,
            .roughness = p_.surface == Surface::kScales ? 0.25F : 0.35F,
            .scale = 0.035F * p_.length_m,
            .bump = 0.3F
        };
    }

    // From the snout at +1/2 to the tail's root at -1/2.
    float z_at(float share) const { return (0.42F - share) * p_.length_m; }

    // Half height of the body along its length.
    float taper(float share) const {
        const float bulge =
            std::sin(kPi * clamp(0.06F + 0.94F * std::pow(share, 0.72F), 0.0F, 1.0F));
        return 0.5F * (0.12F + 0.88F * bulge);
    }

    void add_segment(int i) {
        const float from = static_cast<float>(i) / kSegments;
        const float to = static_cast<float>(i + 1) / kSegments;
        // Its lowest fin is on the ground.
        const float low = p_.level_tail ? 0.58F : 0.72F;
        const float y = p_.height_m * (p_.pointed_fins ? low : 0.625F);
        const Vec3 pivot{0, y, i == 0 ? z_at(0.5F / kSegments) : z_at(from)};
        const Vec3 axis = p_.level_tail ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
        if (i == 0) {
            fish_.link("head", -1, {.kind = JointKind::kFree, .pivot = pivot});
        } else {
            fish_.link(
                i == kSegments - 1 ? "tail" : "body_" + std::to_string(i),
                i - 1,
                hinge(pivot, axis, -35, 35, 0.02F * p_.mass_kg)
            );
        }
        const float middle = 0.5F * (from + to);
        const float tall = taper(middle) * p_.height_m;
        const float wide = taper(middle) * p_.width_m;
        const bool is_end = i == 0 || i == kSegments - 1;
        const float reach = (is_end ? 1.15F : 1.8F) * p_.length_m / kSegments;
        const auto flesh = [&](Vec3 at, Vec3 half, Vec3 color) {
            Part& part = fish_.part(ellipsoid(half), at, skin(color));
            part.group = 1;
            part.blend = 0.22F * p_.height_m;
        };
        flesh({0, y + 0.10F * tall, z_at(middle)}, {wide, 0.92F * tall, reach}, p_.back);
        flesh(
            {0, y - 0.28F * tall, z_at(middle)},
            {0.92F * wide, 0.72F * tall, 0.92F * reach},
            p_.belly
        );
        if (p_.striped && i > 0 && i < kSegments - 1) {
            fish_.detail(
                ellipsoid({1.04F * wide, 0.98F * tall, 0.14F * reach}),
                {0, y + 0.04F * tall, z_at(middle)},
                skin(p_.stripe)
            );
        }
        if (i == 0) {
            add_face(y, tall, wide);
        }
        if (i == 1) {
            add_side_fins(y, tall, wide, z_at(to));
        }
        if (i == 2) {
            add_back_fin(y, tall, z_at(middle));
        }
        if (i == kSegments - 1) {
            add_tail_fin(y);
        }
        constexpr float kShare[] = {0.28F, 0.30F, 0.22F, 0.13F, 0.07F};
        fish_.mass(kShare[i] * p_.mass_kg);
        if (i == 0) {
            fish_.anchor("mouth", {0, y - 0.1F * tall, z_at(-0.06F)});
            fish_.anchor("back", {0, y + tall, z_at(0.2F)});
        }
    }

    void add_face(float y, float tall, float wide) {
        const float r = std::min(0.16F * p_.height_m, 0.022F * p_.length_m + 0.004F);
        for (const float side : {1.0F, -1.0F}) {
            const Vec3 eye{side * wide * 0.86F, y + 0.18F * tall, z_at(0.07F)};
            fish_.detail(sphere(r), eye, plain(hex(0xD8CFA8), 0.1F));
            fish_.detail(
                sphere(r * 0.72F),
                eye + Vec3{side * r * 0.5F, 0, 0.1F * r},
                plain(hex(0x070606), 0.05F)
            );
        }
        if (p_.snout > 0.0F) {
            const Vec3 root{0, y - 0.15F * tall, z_at(0.05F)};
            const Vec3 tip{0, y - 0.25F * tall, z_at(-0.06F - p_.snout)};
            Part& part = fish_.part(
                round_cone(distance(root, tip) * 0.5F, 0.55F * tall, 0.16F * tall),
                along(root, tip),
                skin(p_.back)
            );
            part.group = 1;
            part.blend = 0.2F * p_.height_m;
        }
    }

    void add_side_fins(float y, float tall, float wide, float z) {
        const float size = p_.pointed_fins ? 0.17F * p_.length_m : 0.10F * p_.length_m;
        for (const float side : {1.0F, -1.0F}) {
            const Quat turn = turn_z(side * -35.0F) * turn_y(side * -38.0F);
            fish_.detail(
                ellipsoid({0.85F * size, 0.05F * size, 0.36F * size}),
                {Vec3{side * (wide + 0.45F * size), y - 0.5F * tall, z}, turn},
                skin(p_.fin)
            );
        }
    }

    void add_back_fin(float y, float tall, float z) {
        const float high = p_.dorsal * p_.height_m;
        if (p_.pointed_fins) {
            const Vec3 root{0, y + 0.8F * tall, z + 0.02F * p_.length_m};
            for (int i = 0; i < 3; ++i) {
                const float t = static_cast<float>(i) / 2.0F;
                fish_.detail(
                    ellipsoid({0.05F * high, 0.62F * high, 0.30F * high}),
                    {root + Vec3{0, 0.42F * high, -0.30F * high - 0.18F * high * t},
                     turn_x(-38.0F + 14.0F * t)},
                    skin(p_.fin)
                );
            }
            return;
        }
        fish_.detail(
            ellipsoid({0.07F * high, high, 0.24F * p_.length_m}),
            {Vec3{0, y + 0.78F * tall, z}, turn_x(-6)},
            skin(p_.fin)
        );
    }

    void add_tail_fin(float y) {
        const float size = p_.fluke * p_.length_m;
        for (const float side : {1.0F, -1.0F}) {
            const Vec3 root{0, y, z_at(0.97F)};
            const Quat turn = p_.level_tail ? turn_y(side * 128.0F) : turn_x(side * 128.0F);
            const Vec3 way = p_.level_tail ? rotate(turn_y(side * -52.0F), Vec3{0, 0, -1})
                                           : rotate(turn_x(side * 52.0F), Vec3{0, 0, -1});
            const Vec3 half = p_.level_tail ? Vec3{0.16F * size, 0.035F * size, 0.46F * size}
                                            : Vec3{0.035F * size, 0.16F * size, 0.46F * size};
            fish_.detail(
                ellipsoid(half),
                {root + way * (0.38F * size),
                 p_.level_tail ? turn_y(side * -52.0F) : turn_x(side * 52.0F)},
                skin(p_.fin)
            );
            static_cast<void>(turn);
        }
    }

    const FishPlan& p_;
    Assembly fish_;
};

Blueprint build_fish(const Entity& entity, FishPlan plan) {
    if (entity.color) {
        plan.back = *entity.color;
        plan.belly = entity.accent.value_or(lerp(*entity.color, Vec3{0.85F, 0.83F, 0.78F}, 0.35F));
        plan.fin = entity.accent.value_or(*entity.color * 0.8F);
        plan.stripe = entity.accent.value_or(plan.stripe);
    }
    return FishBuilder(entity, plan).build();
}

}  // namespace

const Thing kFish{
    .name = "fish",
    .words =
        {"fish",
         "goldfish",
         "salmon",
         "trout",
         "tuna",
         "koi",
         "clownfish",
         "carp",
         "piranha",
         "tropical fish"},
    .category = Category::kAnimal,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.07F, 0.16F, 0.38F},
    .build =
        [](const Entity& entity, Rng) {
            FishPlan plan{
                .mass_kg = 0.9F,
                .length_m = 0.32F,
                .height_m = 0.125F,
                .width_m = 0.062F,
                .back = hex(0x5F7686),
                .belly = hex(0xD5D8D6),
                .fin = hex(0x6E7F86)
            };
            const auto is = [&](std::string_view word) {
                return entity.called.find(word) != std::string::npos;
            };
            if (is("goldfish") || is("koi")) {
                plan.back = hex(0xE0701E);
                plan.belly = hex(0xEFA052);
                plan.fin = hex(0xE88A3A);
            } else if (is("clown") || is("tropical")) {
                plan.back = hex(0xE0701E);
                plan.belly = hex(0xE88A34);
                plan.fin = hex(0xE0701E);
                plan.stripe = hex(0xF2F0EA);
                plan.striped = true;
            } else if (is("salmon")) {
                plan.length_m = 0.75F;
                plan.height_m = 0.18F;
                plan.width_m = 0.10F;
                plan.mass_kg = 5.0F;
                plan.back = hex(0x6C7F8A);
                plan.belly = hex(0xD9C3BA);
            }
            return build_fish(entity, plan);
        },
};

const Thing kShark{
    .name = "shark",
    .words = {"shark", "great white", "great white shark", "hammerhead", "swordfish", "barracuda"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.8F, 1.1F, 3.6F},
    .build =
        [](const Entity& entity, Rng) {
            const FishPlan plan{
                .mass_kg = 520.0F,
                .length_m = 3.2F,
                .height_m = 0.72F,
                .width_m = 0.62F,
                .snout = 0.07F,
                .dorsal = 0.62F,
                .fluke = 0.24F,
                .pointed_fins = true,
                .back = hex(0x5E6A72),
                .belly = hex(0xDCDEDC),
                .fin = hex(0x566068),
                .surface = Surface::kSkin
            };
            return build_fish(entity, plan);
        },
};

const Thing kDolphin{
    .name = "dolphin",
    .words = {"dolphin", "porpoise", "orca", "whale", "killer whale", "humpback", "narwhal"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.6F, 0.75F, 2.6F},
    .build =
        [](const Entity& entity, Rng) {
            FishPlan plan{
                .mass_kg = 160.0F,
                .length_m = 2.2F,
                .height_m = 0.46F,
                .width_m = 0.42F,
                .snout = 0.09F,
                .dorsal = 0.55F,
                .fluke = 0.22F,
                .level_tail = true,
                .pointed_fins = true,
                .back = hex(0x65737F),
                .belly = hex(0xC7CDD1),
                .fin = hex(0x5A6874),
                .surface = Surface::kSkin
            };
            Entity sized = entity;
            if (entity.called.find("orca") != std::string::npos ||
                entity.called.find("killer") != std::string::npos) {
                plan.back = plan.fin = hex(0x16181B);
                plan.belly = hex(0xF0F0EC);
                plan.snout = 0.03F;
                sized.scale = clamp(entity.scale * 2.0F, 0.05F, 20.0F);
            } else if (entity.called.find("whale") != std::string::npos ||
                       entity.called.find("humpback") != std::string::npos) {
                plan.snout = 0.02F;
                plan.height_m = 0.62F;
                plan.width_m = 0.58F;
                sized.scale = clamp(entity.scale * 4.0F, 0.05F, 20.0F);
            }
            return build_fish(sized, plan);
        },
};

}  // namespace hibari::world
