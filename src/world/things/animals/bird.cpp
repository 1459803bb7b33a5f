// Builds a bird from its plan, link by link.
#include "world/things/animals/bird.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace hibari::world {

namespace {

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
    // The small feathers of head and neck.
    Material down(Vec3 color) const {
        return plumage(color, std::min(quill_, 0.35F * p_.head_radius), color * 0.75F);
    }

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
        add_pieces(BirdLink::kBody);
        bird_.mass(0.66F * p_.mass_kg);
        bird_.anchor("back", p_.body + Vec3{0, p_.body_half.y, 0});
    }

    // Straight, or from bend to bend; it grows thinner towards the head.
    void add_neck() {
        std::vector<Vec3> way{p_.neck_root};
        way.insert(way.end(), p_.neck_way.begin(), p_.neck_way.end());
        way.push_back(lerp(way.back(), p_.head, 0.9F));
        const auto bends = static_cast<float>(way.size() - 1);
        for (std::size_t i = 0; i + 1 < way.size(); ++i) {
            const auto thick = [&](std::size_t at) {
                return p_.neck_radius * lerp(1.35F, 1.0F, static_cast<float>(at) / bends);
            };
            Part& bone = flesh(
                round_cone(distance(way[i], way[i + 1]) * 0.5F, thick(i), thick(i + 1)),
                along(way[i], way[i + 1]),
                down(p_.head_color)
            );
            if (!p_.neck_way.empty()) {
                bone.blend = 0.15F * p_.neck_radius;  // Or each bend would swell.
            }
        }
    }

    void add_pieces(BirdLink link) {
        for (const BirdPiece& piece : p_.pieces) {
            if (piece.link != link) {
                continue;
            }
            Part& part = bird_.detail(piece.shape, piece.local, piece.material);
            if (piece.melts) {
                part.group = 1;
                part.blend = 0.15F * p_.body_half.x;
            }
        }
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
        add_neck();
        flesh(ellipsoid(Vec3{0.92F, 0.95F, 1.08F} * p_.head_radius), p_.head, down(p_.head_color));
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
            const Vec3 out{side * p_.eye_at.x, p_.eye_at.y, p_.eye_at.z};
            const Vec3 eye = p_.head + out * p_.head_radius;
            // Between eyes at the sides and eyes to the front, the pupil is where they look to.
            const Vec3 gaze = normalize(Vec3{out.x, 0, std::max(0.0F, out.z - std::fabs(out.x))});
            bird_.detail(
                sphere(p_.eye_radius * p_.iris),
                eye - gaze * (p_.eye_radius * (p_.iris - 0.90F)),
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
        add_pieces(BirdLink::kHead);
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
        add_pieces(BirdLink::kTail);
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

}  // namespace

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

BirdPlan hatchling_of(BirdPlan plan, Vec3 down) {
    plan.neck_way.clear();
    plan.pieces.clear();
    plan.crown = Crown::kNone;
    plan.body_half = plan.body_half * Vec3{1.05F, 1.10F, 0.84F};
    const float breast = plan.body.y + 0.85F * plan.body_half.y;
    plan.neck_root = {0, breast, 0.55F * plan.body_half.z};
    plan.head_radius = std::max(1.45F * plan.head_radius, 0.56F * plan.body_half.x);
    plan.neck_radius = 0.66F * plan.head_radius;
    plan.head = {0, breast + 1.15F * plan.head_radius, 0.80F * plan.body_half.z};
    plan.beak_m = std::max(0.8F * plan.beak_m, 0.55F * plan.head_radius);
    plan.beak_radius = std::max(plan.beak_radius, 0.22F * plan.head_radius);
    plan.eye_radius = 0.14F * plan.head_radius;
    plan.inner_m *= 0.45F;
    plan.outer_m *= 0.35F;
    plan.chord_m *= 0.6F;
    plan.tail_half = plan.tail_half * 0.5F;
    plan.back_color = plan.belly_color = plan.head_color = down;
    plan.wing_color = plan.tip_color = down * 0.92F;
    return plan;
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

}  // namespace hibari::world
