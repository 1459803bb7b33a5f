// Birds: one plan with wings that fold and spread. At rest the wings lie along the body; spread,
// they turn outwards about the shoulder (see bird_performer.cpp).
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <array>
#include <string>

namespace hibari::world {

namespace {

enum class Crown : std::uint8_t { kNone, kComb, kCrest };

// Lengths at usual size, metres; the bird stands at the origin and looks to +Z.
struct BirdPlan {
    float mass_kg = 0.08F;
    Vec3 body{};  ///< centre
    Vec3 body_half{};
    float upright = 20.0F;  ///< of the body's axis, degrees
    Vec3 neck_root{};
    Vec3 head{};
    float head_radius = 0.02F;
    float neck_radius = 0.015F;
    float beak_m = 0.02F;
    float beak_radius = 0.006F;
    bool flat_beak = false;
    float hook = 0.0F;
    Vec3 hip{};
    Vec3 knee{};
    float shank_radius = 0.003F;
    Vec3 foot_half{};
    bool webbed = false;
    Vec3 shoulder{};
    float inner_m = 0.10F;  ///< of the wing
    float outer_m = 0.10F;
    float chord_m = 0.06F;
    Vec3 tail{};
    Vec3 tail_half{};
    Crown crown = Crown::kNone;
    Vec3 back_color{};
    Vec3 belly_color{};
    Vec3 head_color{};
    Vec3 wing_color{};
    Vec3 tip_color{};
    Vec3 beak_color = hex(0xD98A22);
    Vec3 leg_color = hex(0xB07A3A);
    Vec3 eye_color = hex(0x0C0A08);
    float eye_radius = 0.004F;
    Vec3 crown_color = hex(0xC22A22);
};

Material plumage(Vec3 color, float size, Vec3 accent) {
    return {
        .surface = Surface::kFeathers,
        .base = color,
        .accent = accent,
        .roughness = 0.7F,
        .scale = size,
        .bump = 0.5F
    };
}

class BirdBuilder {
  public:
    BirdBuilder(const Entity& entity, const BirdPlan& plan)
        : p_(plan),
          bird_(entity, Substance::kFlesh),
          quill_(plan.upright > 60.0F ? 0.02F * plan.body_half.z : 0.15F * plan.body_half.z) {}

    Blueprint build() {
        add_body();
        add_head();
        add_tail();
        for (const float side : {1.0F, -1.0F}) {
            add_wing(side);
        }
        for (const float side : {1.0F, -1.0F}) {
            add_leg(side);
        }
        bird_.friction(0.7F);
        bird_.restitution(0.1F);
        return bird_.finish();
    }

  private:
    Material feathers(Vec3 color) const { return plumage(color, quill_, color * 0.75F); }

    Part& flesh(const Shape& shape, const At& at, const Material& material) {
        Part& part = bird_.part(shape, at, material);
        part.group = 1;
        part.blend = 0.30F * p_.body_half.x;
        return part;
    }

    void add_body() {
        bird_.link("body", -1, {.kind = JointKind::kFree, .pivot = p_.body});
        const Quat tilt = turn_x(-p_.upright);
        flesh(ellipsoid(p_.body_half), {p_.body, tilt}, feathers(p_.back_color));
        // The breast of a bird that stands upright is its front, and stands out from the back's
        // colour by more than the two flow into one another.
        const bool stands = p_.upright > 60.0F;
        const Vec3 off = stands ? Vec3{0, -0.52F, 0.04F} : Vec3{0, -0.22F, 0.18F};
        const Vec3 breast = p_.body + rotate(tilt, off * p_.body_half);
        flesh(
            ellipsoid(
                p_.body_half * (stands ? Vec3{0.84F, 0.80F, 0.92F} : Vec3{0.88F, 0.86F, 0.86F})
            ),
            {breast, tilt},
            feathers(p_.belly_color)
        );
        bird_.mass(0.66F * p_.mass_kg);
        bird_.anchor("back", p_.body + Vec3{0, p_.body_half.y, 0});
    }

    void add_head() {
        bird_.link(
            "head",
            0,
            {.kind = JointKind::kBall,
             .pivot = p_.neck_root,
             .axis = {0, 1, 0},
             .low = -0.8F,
             .high = 0.9F,
             .swing = {0, 1, 0}}
        );
        const Vec3 neck_end = lerp(p_.neck_root, p_.head, 0.9F);
        flesh(
            round_cone(
                distance(p_.neck_root, neck_end) * 0.5F, p_.neck_radius * 1.35F, p_.neck_radius
            ),
            along(p_.neck_root, neck_end),
            feathers(p_.head_color)
        );
        flesh(
            ellipsoid(Vec3{0.92F, 0.95F, 1.08F} * p_.head_radius), p_.head, feathers(p_.head_color)
        );
        const Vec3 root = p_.head + Vec3{0, -0.10F, 0.72F} * p_.head_radius;
        const Vec3 tip = root + Vec3{0, -0.10F * p_.beak_m - p_.hook, p_.beak_m};
        const Material horn = plain(p_.beak_color, 0.4F);
        if (p_.flat_beak) {
            bird_.detail(
                ellipsoid({p_.beak_radius * 1.5F, p_.beak_radius * 0.55F, p_.beak_m * 0.62F}),
                lerp(root, tip, 0.5F),
                horn
            );
        } else {
            bird_.detail(
                round_cone(distance(root, tip) * 0.5F, p_.beak_radius, p_.beak_radius * 0.18F),
                along(root, tip),
                horn
            );
        }
        for (const float side : {1.0F, -1.0F}) {
            const Vec3 eye = p_.head + Vec3{side * 0.72F, 0.22F, 0.48F} * p_.head_radius;
            bird_.detail(
                sphere(p_.eye_radius * 1.25F),
                eye - Vec3{side * p_.eye_radius * 0.35F, 0, 0},
                plain(p_.eye_color, 0.1F)
            );
            bird_.detail(sphere(p_.eye_radius), eye, plain(hex(0x060505), 0.05F));
        }
        if (p_.crown == Crown::kComb) {
            const Material red = plain(p_.crown_color, 0.5F);
            for (int i = 0; i < 4; ++i) {
                const float t = static_cast<float>(i) / 3.0F;
                bird_.detail(
                    ellipsoid(Vec3{0.12F, 0.36F, 0.26F} * p_.head_radius),
                    p_.head + Vec3{0, 0.98F, 0.5F - t} * p_.head_radius,
                    red
                );
            }
            bird_.detail(
                ellipsoid(Vec3{0.2F, 0.45F, 0.2F} * p_.head_radius),
                root + Vec3{0, -0.7F * p_.head_radius, 0},
                red
            );
        } else if (p_.crown == Crown::kCrest) {
            const Vec3 from = p_.head + Vec3{0, 0.7F, -0.2F} * p_.head_radius;
            bird_.detail(
                round_cone(0.5F * p_.head_radius, 0.45F * p_.head_radius, 0.06F * p_.head_radius),
                along(from, from + Vec3{0, 0.5F, -1.0F} * p_.head_radius),
                feathers(p_.crown_color)
            );
        }
        bird_.mass(0.10F * p_.mass_kg);
        bird_.anchor("mouth", tip);
        bird_.anchor("eyes", p_.head + Vec3{0, 0.2F, 0.6F} * p_.head_radius);
    }

    void add_tail() {
        bird_.link("tail", 0, hinge(p_.tail, {1, 0, 0}, -40, 40));
        const Vec3 back = rotate(turn_x(-0.45F * p_.upright), Vec3{0, 0, -1});
        for (const float fan : {-12.0F, 0.0F, 12.0F}) {
            const Quat turn = turn_y(fan) * turn_x(-0.45F * p_.upright);
            Part& feather = bird_.part(
                ellipsoid(p_.tail_half * Vec3{0.55F, 1.0F, 1.0F}),
                {p_.tail + rotate(turn_y(fan), back) * (p_.tail_half.z * 0.8F), turn},
                feathers(p_.wing_color)
            );
            feather.group = 2;
            feather.blend = 0.2F * p_.tail_half.x;
        }
        bird_.mass(0.03F * p_.mass_kg);
    }

    // Folded: the span runs backwards along the flank, the trailing edge hangs down.
    void add_wing(float side) {
        const std::string name = side > 0 ? "left" : "right";
        const Vec3 root{p_.shoulder.x * side, p_.shoulder.y, p_.shoulder.z};
        const Vec3 wrist = root - Vec3{0, 0, p_.inner_m};
        const float thick = 0.10F * p_.chord_m;
        const int group = side > 0 ? 3 : 4;
        const auto blade = [&](Vec3 at, Vec3 half, Vec3 color) {
            Part& part = bird_.part(ellipsoid(half), at, feathers(color));
            part.group = group;
            part.blend = 0.10F * p_.chord_m;
        };
        const int inner = bird_.link(
            name + "_wing",
            0,
            {.kind = JointKind::kBall,
             .pivot = root,
             .axis = {0, 0, -1},
             .low = -1.2F,
             .high = 1.8F,
             .swing = {0, 0, -1}}
        );
        blade(
            root - Vec3{0, 0.22F * p_.chord_m, 0.5F * p_.inner_m},
            {thick, 0.50F * p_.chord_m, 0.62F * p_.inner_m},
            p_.wing_color
        );
        blade(
            root - Vec3{0, 0, 0.5F * p_.inner_m},
            {thick * 1.5F, 0.22F * p_.chord_m, 0.55F * p_.inner_m},
            p_.back_color
        );
        bird_.mass(0.05F * p_.mass_kg);
        bird_.link(
            name + "_wing_tip",
            inner,
            {.kind = JointKind::kBall,
             .pivot = wrist,
             .axis = {0, 0, -1},
             .low = -0.8F,
             .high = 1.6F,
             .swing = {0, 0, -1}}
        );
        blade(
            wrist - Vec3{0, 0.16F * p_.chord_m, 0.42F * p_.outer_m},
            {thick * 0.8F, 0.40F * p_.chord_m, 0.55F * p_.outer_m},
            p_.wing_color
        );
        for (int i = 0; i < 4; ++i) {
            const auto n = static_cast<float>(i);
            const float drop = 0.04F + 0.14F * n;
            Part& feather = bird_.part(
                ellipsoid({thick * 0.5F, 0.075F * p_.chord_m, p_.outer_m * (0.46F - 0.05F * n)}),
                {wrist - Vec3{0, drop * p_.chord_m, p_.outer_m * (0.72F - 0.06F * n)},
                 turn_x(8.0F * n)},
                feathers(p_.tip_color)
            );
            feather.group = group;
            feather.blend = 0.03F * p_.chord_m;
        }
        bird_.mass(0.02F * p_.mass_kg);
    }

    void add_leg(float side) {
        const std::string name = side > 0 ? "left" : "right";
        const Vec3 hip{p_.hip.x * side, p_.hip.y, p_.hip.z};
        const Vec3 knee{p_.knee.x * side, p_.knee.y, p_.knee.z};
        const Vec3 foot{p_.knee.x * side, p_.foot_half.y, p_.hip.z + 0.2F * p_.foot_half.z};
        const Material scale = plain(p_.leg_color, 0.6F);
        const int thigh = bird_.link(
            name + "_thigh",
            0,
            {.kind = JointKind::kBall,
             .pivot = hip,
             .axis = {0, -1, 0},
             .low = -0.3F,
             .high = 0.9F,
             .swing = {0, -1, 0}}
        );
        bird_.part(
            round_cone(distance(hip, knee) * 0.5F, p_.shank_radius * 3.2F, p_.shank_radius * 1.5F),
            along(hip, knee),
            feathers(p_.belly_color)
        );
        bird_.mass(0.02F * p_.mass_kg);
        const int shank = bird_.link(name + "_shank", thigh, hinge(knee, {1, 0, 0}, -90, 60));
        bird_.rod(knee, foot, p_.shank_radius, scale);
        bird_.mass(0.01F * p_.mass_kg);
        bird_.link(name + "_foot", shank, hinge(foot, {1, 0, 0}, -60, 60));
        if (p_.webbed) {
            bird_.part(ellipsoid(p_.foot_half), foot + Vec3{0, 0, 0.6F * p_.foot_half.z}, scale);
        } else {
            for (const float toe : {-26.0F, 0.0F, 26.0F}) {
                const Vec3 tip = foot + rotate(turn_y(toe), Vec3{0, 0, 1.5F * p_.foot_half.z});
                bird_.rod(foot, tip, p_.foot_half.y, scale);
            }
            bird_.rod(foot, foot - Vec3{0, 0, 0.8F * p_.foot_half.z}, p_.foot_half.y, scale);
        }
        bird_.mass(0.005F * p_.mass_kg);
    }

    const BirdPlan& p_;
    Assembly bird_;
    float quill_;
};

// A songbird, 17 cm long.
BirdPlan songbird() {
    return {
        .mass_kg = 0.045F,
        .body = {0, 0.072F, 0},
        .body_half = {0.032F, 0.034F, 0.050F},
        .upright = 24.0F,
        .neck_root = {0, 0.090F, 0.028F},
        .head = {0, 0.112F, 0.044F},
        .head_radius = 0.0235F,
        .neck_radius = 0.020F,
        .beak_m = 0.016F,
        .beak_radius = 0.0055F,
        .hip = {0.013F, 0.055F, -0.004F},
        .knee = {0.015F, 0.034F, 0.006F},
        .shank_radius = 0.0017F,
        .foot_half = {0.007F, 0.0016F, 0.011F},
        .shoulder = {0.029F, 0.086F, 0.022F},
        .inner_m = 0.055F,
        .outer_m = 0.075F,
        .chord_m = 0.056F,
        .tail = {0, 0.064F, -0.044F},
        .tail_half = {0.020F, 0.003F, 0.038F},
        .back_color = hex(0x6E6258),
        .belly_color = hex(0xC96A38),
        .head_color = hex(0x665A50),
        .wing_color = hex(0x5E534A),
        .tip_color = hex(0x4A413A),
        .beak_color = hex(0x3A342C),
        .eye_radius = 0.0036F,
    };
}

BirdPlan gull() {
    return {
        .mass_kg = 0.9F,
        .body = {0, 0.200F, 0},
        .body_half = {0.072F, 0.075F, 0.155F},
        .upright = 12.0F,
        .neck_root = {0, 0.235F, 0.110F},
        .head = {0, 0.315F, 0.155F},
        .head_radius = 0.042F,
        .neck_radius = 0.036F,
        .beak_m = 0.055F,
        .beak_radius = 0.012F,
        .hook = 0.006F,
        .hip = {0.034F, 0.150F, -0.010F},
        .knee = {0.036F, 0.090F, 0.010F},
        .shank_radius = 0.005F,
        .foot_half = {0.028F, 0.004F, 0.030F},
        .webbed = true,
        .shoulder = {0.064F, 0.232F, 0.080F},
        .inner_m = 0.240F,
        .outer_m = 0.330F,
        .chord_m = 0.150F,
        .tail = {0, 0.190F, -0.140F},
        .tail_half = {0.045F, 0.008F, 0.085F},
        .back_color = hex(0xB9BEC2),
        .belly_color = hex(0xEEEDE9),
        .head_color = hex(0xEEEDE9),
        .wing_color = hex(0xAEB4B9),
        .tip_color = hex(0x26282A),
        .beak_color = hex(0xE3B02E),
        .leg_color = hex(0xD9A08A),
        .eye_color = hex(0xD9CF9A),
        .eye_radius = 0.0055F,
    };
}

BirdPlan parrot() {
    BirdPlan p = songbird();
    p.mass_kg = 0.45F;
    p.body = {0, 0.150F, 0};
    p.body_half = {0.058F, 0.062F, 0.100F};
    p.upright = 46.0F;
    p.neck_root = {0, 0.205F, 0.050F};
    p.head = {0, 0.248F, 0.070F};
    p.head_radius = 0.044F;
    p.neck_radius = 0.042F;
    p.beak_m = 0.030F;
    p.beak_radius = 0.020F;
    p.hook = 0.022F;
    p.hip = {0.026F, 0.105F, -0.005F};
    p.knee = {0.028F, 0.060F, 0.008F};
    p.shank_radius = 0.0055F;
    p.foot_half = {0.014F, 0.004F, 0.018F};
    p.shoulder = {0.052F, 0.195F, 0.035F};
    p.inner_m = 0.125F;
    p.outer_m = 0.165F;
    p.chord_m = 0.115F;
    p.tail = {0, 0.110F, -0.085F};
    p.tail_half = {0.030F, 0.005F, 0.125F};
    p.back_color = hex(0xC2241E);
    p.belly_color = hex(0xC92B22);
    p.head_color = hex(0xC9281F);
    p.wing_color = hex(0x2A5FC0);
    p.tip_color = hex(0xE3B51E);
    p.beak_color = hex(0x2A2724);
    p.leg_color = hex(0x4A4540);
    p.eye_color = hex(0xF0EBDD);
    p.eye_radius = 0.0058F;
    return p;
}

BirdPlan eagle() {
    BirdPlan p = gull();
    p.mass_kg = 4.5F;
    p.body = {0, 0.330F, 0};
    p.body_half = {0.125F, 0.130F, 0.240F};
    p.upright = 38.0F;
    p.neck_root = {0, 0.440F, 0.140F};
    p.head = {0, 0.545F, 0.205F};
    p.head_radius = 0.070F;
    p.neck_radius = 0.066F;
    p.beak_m = 0.070F;
    p.beak_radius = 0.026F;
    p.hook = 0.030F;
    p.hip = {0.060F, 0.240F, -0.010F};
    p.knee = {0.065F, 0.130F, 0.020F};
    p.shank_radius = 0.013F;
    p.foot_half = {0.035F, 0.011F, 0.048F};
    p.webbed = false;
    p.shoulder = {0.112F, 0.425F, 0.105F};
    p.inner_m = 0.440F;
    p.outer_m = 0.540F;
    p.chord_m = 0.330F;
    p.tail = {0, 0.250F, -0.200F};
    p.tail_half = {0.090F, 0.012F, 0.160F};
    p.back_color = hex(0x3A2A1E);
    p.belly_color = hex(0x402E20);
    p.head_color = hex(0xEDE8DC);
    p.wing_color = hex(0x3A2A1E);
    p.tip_color = hex(0x241A13);
    p.beak_color = hex(0xE0AA22);
    p.leg_color = hex(0xDCA828);
    p.eye_color = hex(0xE0C040);
    p.eye_radius = 0.010F;
    return p;
}

BirdPlan duck() {
    BirdPlan p = gull();
    p.mass_kg = 1.2F;
    p.body = {0, 0.160F, 0};
    p.body_half = {0.098F, 0.092F, 0.170F};
    p.upright = 8.0F;
    p.neck_root = {0, 0.205F, 0.120F};
    p.head = {0, 0.335F, 0.160F};
    p.head_radius = 0.048F;
    p.neck_radius = 0.034F;
    p.beak_m = 0.070F;
    p.beak_radius = 0.018F;
    p.flat_beak = true;
    p.hip = {0.045F, 0.100F, -0.020F};
    p.knee = {0.048F, 0.055F, 0.0F};
    p.shank_radius = 0.007F;
    p.foot_half = {0.036F, 0.005F, 0.040F};
    p.shoulder = {0.088F, 0.200F, 0.070F};
    p.inner_m = 0.160F;
    p.outer_m = 0.190F;
    p.chord_m = 0.130F;
    p.tail = {0, 0.180F, -0.150F};
    p.tail_half = {0.045F, 0.010F, 0.050F};
    p.back_color = hex(0x8A7A66);
    p.belly_color = hex(0xB7AB98);
    p.head_color = hex(0x1F6B42);
    p.wing_color = hex(0x7E6E5A);
    p.tip_color = hex(0x2A4E9A);
    p.beak_color = hex(0xE0B330);
    p.leg_color = hex(0xE0802A);
    p.eye_color = hex(0x14100C);
    return p;
}

BirdPlan chicken() {
    BirdPlan p = duck();
    p.mass_kg = 2.2F;
    p.body = {0, 0.235F, 0};
    p.body_half = {0.100F, 0.115F, 0.155F};
    p.upright = 22.0F;
    p.neck_root = {0, 0.310F, 0.095F};
    p.head = {0, 0.430F, 0.130F};
    p.head_radius = 0.038F;
    p.neck_radius = 0.040F;
    p.beak_m = 0.032F;
    p.beak_radius = 0.012F;
    p.flat_beak = false;
    p.hip = {0.048F, 0.160F, -0.010F};
    p.knee = {0.050F, 0.095F, 0.015F};
    p.foot_half = {0.030F, 0.006F, 0.038F};
    p.webbed = false;
    p.shoulder = {0.088F, 0.285F, 0.065F};
    p.inner_m = 0.130F;
    p.outer_m = 0.120F;
    p.chord_m = 0.140F;
    p.tail = {0, 0.300F, -0.120F};
    p.tail_half = {0.050F, 0.014F, 0.085F};
    p.crown = Crown::kComb;
    p.back_color = hex(0xE9E2D4);
    p.belly_color = hex(0xEFE9DC);
    p.head_color = hex(0xEFE9DC);
    p.wing_color = hex(0xDCD3C2);
    p.tip_color = hex(0xCFC5B2);
    p.beak_color = hex(0xE0A83A);
    p.leg_color = hex(0xE0A83A);
    return p;
}

BirdPlan penguin() {
    BirdPlan p = duck();
    p.mass_kg = 22.0F;
    p.body = {0, 0.420F, 0};
    p.body_half = {0.175F, 0.170F, 0.360F};
    p.upright = 84.0F;
    p.neck_root = {0, 0.700F, 0.030F};
    p.head = {0, 0.880F, 0.050F};
    p.head_radius = 0.090F;
    p.neck_radius = 0.085F;
    p.beak_m = 0.095F;
    p.beak_radius = 0.018F;
    p.flat_beak = false;
    p.hip = {0.085F, 0.140F, -0.010F};
    p.knee = {0.085F, 0.075F, 0.010F};
    p.shank_radius = 0.022F;
    p.foot_half = {0.060F, 0.018F, 0.085F};
    p.shoulder = {0.165F, 0.660F, -0.010F};
    p.inner_m = 0.170F;
    p.outer_m = 0.150F;
    p.chord_m = 0.110F;
    p.tail = {0, 0.110F, -0.110F};
    p.tail_half = {0.050F, 0.020F, 0.060F};
    p.back_color = hex(0x1E2228);
    p.belly_color = hex(0xF0EEE8);
    p.head_color = hex(0x16181C);
    p.wing_color = hex(0x1C2026);
    p.tip_color = hex(0x1C2026);
    p.beak_color = hex(0xE08A2A);
    p.leg_color = hex(0xD9822B);
    p.eye_color = hex(0xE6E0D2);
    p.eye_radius = 0.011F;
    return p;
}

Blueprint build_bird(const Entity& entity, BirdPlan plan) {
    if (entity.color) {
        plan.back_color = *entity.color;
        plan.belly_color = entity.accent.value_or(lerp(*entity.color, *entity.color * 1.3F, 0.6F));
        plan.head_color = *entity.color;
        plan.wing_color = *entity.color * 0.82F;
        plan.tip_color = entity.accent.value_or(*entity.color * 0.6F);
        plan.crown_color =
            entity.accent.value_or(plan.crown == Crown::kComb ? plan.crown_color : *entity.color);
    }
    return BirdBuilder(entity, plan).build();
}

}  // namespace

const Thing kBird{
    .name = "bird",
    .words =
        {"bird",
         "songbird",
         "sparrow",
         "robin",
         "swallow",
         "finch",
         "skylark",
         "lark",
         "bluebird",
         "canary",
         "starling",
         "hummingbird",
         "nightingale",
         "crow",
         "raven",
         "blackbird",
         "pigeon",
         "dove"},
    .category = Category::kAnimal,
    .traits = {.flies = true, .indoor = true, .outdoor = true},
    .usual_size = {0.07F, 0.14F, 0.17F},
    .build =
        [](const Entity& entity, Rng rng) {
            BirdPlan plan = songbird();
            Entity sized = entity;
            const auto is = [&](std::string_view word) {
                return entity.called.find(word) != std::string::npos;
            };
            if (is("crow") || is("raven") || is("blackbird")) {
                sized.scale = clamp(entity.scale * (is("blackbird") ? 1.3F : 2.4F), 0.05F, 20.0F);
                plan.back_color = plan.head_color = plan.belly_color = hex(0x17171B);
                plan.wing_color = plan.tip_color = hex(0x121216);
                plan.beak_color = is("blackbird") ? hex(0xE0A020) : hex(0x141416);
            } else if (is("pigeon") || is("dove")) {
                sized.scale = clamp(entity.scale * 1.8F, 0.05F, 20.0F);
                const Vec3 gray = is("dove") ? hex(0xE8E4DE) : hex(0x7C838C);
                plan.back_color = plan.belly_color = plan.wing_color = gray;
                plan.head_color = is("dove") ? gray : hex(0x55606E);
                plan.tip_color = gray * 0.6F;
            } else if (is("canary")) {
                plan.back_color = plan.belly_color = plan.head_color = hex(0xE8C02A);
                plan.wing_color = hex(0xD9B028);
            } else if (is("bluebird") || rng.split("coat").chance(0.3)) {
                plan.back_color = plan.head_color = hex(0x3A6AAE);
                plan.wing_color = hex(0x335F9E);
            }
            return build_bird(sized, plan);
        },
};

const Thing kGull{
    .name = "gull",
    .words =
        {"gull",
         "seagull",
         "albatross",
         "tern",
         "pelican",
         "stork",
         "heron",
         "crane bird",
         "swan",
         "goose"},
    .category = Category::kAnimal,
    .traits = {.flies = true, .outdoor = true},
    .usual_size = {0.15F, 0.36F, 0.48F},
    .build =
        [](const Entity& entity, Rng) {
            BirdPlan plan = gull();
            if (entity.called.find("swan") != std::string::npos ||
                entity.called.find("goose") != std::string::npos) {
                plan.back_color = plan.wing_color = plan.tip_color = hex(0xEDEBE6);
                plan.beak_color = hex(0xE07A22);
                plan.neck_radius = 0.026F;
                plan.head = {0, 0.420F, 0.150F};
            }
            return build_bird(entity, plan);
        },
};

const Thing kParrot{
    .name = "parrot",
    .words = {"parrot", "macaw", "cockatoo", "parakeet", "budgie", "toucan", "peacock"},
    .category = Category::kAnimal,
    .traits = {.flies = true, .indoor = true, .outdoor = true},
    .usual_size = {0.13F, 0.30F, 0.36F},
    .build = [](const Entity& entity, Rng) { return build_bird(entity, parrot()); },
};

const Thing kEagle{
    .name = "eagle",
    .words =
        {"eagle", "bald eagle", "hawk", "falcon", "owl", "vulture", "condor", "kite bird", "phoenix"
        },
    .category = Category::kAnimal,
    .traits = {.flies = true, .outdoor = true},
    .usual_size = {0.28F, 0.62F, 0.80F},
    .build = [](const Entity& entity, Rng) { return build_bird(entity, eagle()); },
};

const Thing kDuck{
    .name = "duck",
    .words = {"duck", "duckling", "mallard", "drake"},
    .category = Category::kAnimal,
    .traits = {.floats = true, .flies = true, .outdoor = true},
    .usual_size = {0.20F, 0.38F, 0.45F},
    .build = [](const Entity& entity, Rng) { return build_bird(entity, duck()); },
};

const Thing kChicken{
    .name = "chicken",
    .words = {"chicken", "hen", "rooster", "cock", "chick", "turkey", "ostrich"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.20F, 0.47F, 0.42F},
    .build = [](const Entity& entity, Rng) { return build_bird(entity, chicken()); },
};

const Thing kPenguin{
    .name = "penguin",
    .words = {"penguin", "puffin", "emperor penguin"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.40F, 0.98F, 0.36F},
    .build = [](const Entity& entity, Rng) { return build_bird(entity, penguin()); },
};

}  // namespace hibari::world
