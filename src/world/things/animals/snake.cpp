// Snake, and worm: a row of links that follow one another. At rest it lies straight along Z; the
// performer lays it in waves (snake_performer.cpp).
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <algorithm>
#include <string>

namespace hibari::world {

namespace {

constexpr int kSnakeLinks = 20;

struct SnakePlan {
    float mass_kg = 1.2F;
    float length_m = 1.50F;
    float radius = 0.034F;
    Vec3 back{};
    Vec3 marks{};
    Vec3 belly{};
    bool has_face = true;
};

// Half thickness along the body: a neck, full in the middle, thin at the tail.
float snake_radius(const SnakePlan& plan, float share) {
    const float neck = lerp(0.62F, 1.0F, smoothstep(0.02F, 0.30F, share));
    return plan.radius * neck * (1.0F - 0.88F * smoothstep(0.55F, 1.0F, share));
}

class SnakeBuilder {
  public:
    SnakeBuilder(const Entity& entity, const SnakePlan& plan)
        : p_(plan), snake_(entity, Substance::kFlesh), piece_(plan.length_m / kSnakeLinks) {}

    Blueprint build() {
        for (int i = 0; i < kSnakeLinks; ++i) {
            add_link(i);
        }
        snake_.friction(0.5F);
        snake_.restitution(0.1F);
        return snake_.finish();
    }

  private:
    Material skin(Vec3 color) const {
        return {
            .surface = Surface::kScales,
            .base = color,
            .accent = color * 0.6F,
            .roughness = 0.35F,
            .scale = 0.35F * p_.radius,
            .bump = 0.3F
        };
    }

    Vec3 pivot(int i) const {
        return {0, p_.radius, 0.5F * p_.length_m - piece_ * static_cast<float>(i)};
    }

    void add_link(int i) {
        const float share = static_cast<float>(i) / kSnakeLinks;
        if (i == 0) {
            snake_.link("head", -1, {.kind = JointKind::kFree, .pivot = pivot(0)});
        } else {
            snake_.link(
                "coil_" + std::to_string(i),
                i - 1,
                {.kind = JointKind::kBall,
                 .pivot = pivot(i),
                 .axis = {0, 0, -1},
                 .low = -0.2F,
                 .high = 0.7F,
                 .swing = {0, 0, -1},
                 .damping = 0.02F * p_.mass_kg}
            );
        }
        const float from = snake_radius(p_, share);
        const float to = snake_radius(p_, share + 1.0F / kSnakeLinks);
        const Vec3 end = pivot(i + 1);
        Part& body = snake_.part(
            round_cone(0.5F * piece_, from, to), along(pivot(i), end), tinted(skin(p_.back))
        );
        body.group = 1;
        body.blend = 0.3F * p_.radius;
        // The pale underside.
        Part& belly = snake_.detail(
            round_cone(0.5F * piece_, 0.86F * from, 0.86F * to),
            along(pivot(i) - Vec3{0, 0.22F * from, 0}, end - Vec3{0, 0.22F * to, 0}),
            skin(p_.belly)
        );
        belly.group = 1;
        belly.blend = 0.3F * p_.radius;
        if (p_.has_face && i > 0 && i % 2 == 0) {
            snake_.detail(
                ellipsoid({0.86F * from, 0.5F * from, 0.30F * piece_}),
                lerp(pivot(i), end, 0.5F) + Vec3{0, 0.56F * from, 0},
                skin(snake_accent())
            );
        }
        if (i == 0) {
            add_head();
        }
        snake_.mass(p_.mass_kg / kSnakeLinks);
    }

    Vec3 snake_accent() const { return snake_.accent_or(p_.marks); }

    void add_head() {
        const float r = p_.radius;
        const Vec3 base = pivot(0);
        snake_.anchor("mouth", base + Vec3{0, 0, 2.6F * r});
        if (!p_.has_face) {
            return;
        }
        Part& skull = snake_.part(
            ellipsoid({1.15F * r, 0.72F * r, 1.7F * r}),
            base + Vec3{0, 0.1F * r, 0.7F * r},
            tinted(skin(p_.back))
        );
        skull.group = 1;
        skull.blend = 0.5F * r;
        Part& snout = snake_.detail(
            ellipsoid({0.75F * r, 0.52F * r, 0.9F * r}),
            base + Vec3{0, 0, 1.9F * r},
            tinted(skin(p_.back))
        );
        snout.group = 1;
        snout.blend = 0.5F * r;
        for (const float side : {1.0F, -1.0F}) {
            const Vec3 eye = base + Vec3{side * 0.82F * r, 0.42F * r, 1.35F * r};
            snake_.detail(sphere(0.27F * r), eye, plain(hex(0xD8A81C), 0.08F));
            snake_.detail(
                ellipsoid({0.10F * r, 0.20F * r, 0.08F * r}),
                eye + Vec3{side * 0.20F * r, 0.02F * r, 0.10F * r},
                plain(hex(0x060404), 0.05F)
            );
            // The forked tongue.
            snake_.thin_rod(
                base + Vec3{0, -0.15F * r, 3.5F * r},
                base + Vec3{side * 0.35F * r, -0.10F * r, 4.2F * r},
                0.07F * r,
                plain(hex(0xA01828), 0.4F)
            );
        }
        snake_.thin_rod(
            base + Vec3{0, -0.2F * r, 2.4F * r},
            base + Vec3{0, -0.15F * r, 3.5F * r},
            0.09F * r,
            plain(hex(0xA01828), 0.4F)
        );
    }

    const SnakePlan& p_;
    Assembly snake_;
    float piece_;
};

}  // namespace

const Thing kSnake{
    .name = "snake",
    .words =
        {"snake",
         "serpent",
         "python",
         "cobra",
         "viper",
         "rattlesnake",
         "anaconda",
         "boa",
         "grass snake"},
    .category = Category::kAnimal,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.40F, 0.07F, 1.50F},
    .build =
        [](const Entity& entity, Rng) {
            SnakePlan plan{.back = hex(0x5C7A30), .marks = hex(0x2E3C18), .belly = hex(0xD2CE96)};
            const bool is_brown = entity.called.find("python") != std::string::npos ||
                                  entity.called.find("boa") != std::string::npos ||
                                  entity.called.find("rattle") != std::string::npos;
            if (is_brown) {
                plan.back = hex(0x9A7A48);
                plan.marks = hex(0x4A3420);
            }
            if (entity.color) {
                plan.marks = entity.accent.value_or(*entity.color * 0.45F);
            }
            return SnakeBuilder(entity, plan).build();
        },
};

const Thing kWorm{
    .name = "worm",
    .words = {"worm", "earthworm", "caterpillar"},
    .category = Category::kAnimal,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.05F, 0.012F, 0.14F},
    .build =
        [](const Entity& entity, Rng) {
            const Vec3 skin = entity.called.find("caterpillar") != std::string::npos
                                  ? hex(0x7AB03A)
                                  : hex(0xC0786A);
            const SnakePlan plan{
                .mass_kg = 0.006F,
                .length_m = 0.14F,
                .radius = 0.005F,
                .back = skin,
                .marks = skin,
                .belly = skin * 1.1F,
                .has_face = false
            };
            return SnakeBuilder(entity, plan).build();
        },
};

}  // namespace hibari::world
