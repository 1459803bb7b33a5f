#include "world/things/animals/quadruped.h"

#include "world/things/animals/quadruped_builder.h"

#include <algorithm>
#include <string>

namespace hibari::world {

namespace {

constexpr int kCoatGroup = 1;
constexpr std::array<std::string_view, 4> kLegNames{
    "left_fore", "right_fore", "left_hind", "right_hind"
};

}  // namespace

Joint QuadrupedBuilder::swing_joint(
    Vec3 pivot, Vec3 child_tip, float cone_deg, float twist_deg, float damping
) {
    const Vec3 along = normalize(child_tip - pivot, {0, -1, 0});
    return {
        .kind = JointKind::kBall,
        .pivot = pivot,
        .axis = along,
        .low = -radians(twist_deg),
        .high = radians(cone_deg),
        .swing = along,
        .damping = damping,
    };
}

Blueprint QuadrupedBuilder::build() {
    add_hindquarters();
    add_ribs();
    add_neck();
    add_head();
    add_jaw();
    add_tail();
    for (int leg = 0; leg < 4; ++leg) {
        add_leg(leg);
    }
    body_.friction(0.8F);
    body_.restitution(0.1F);
    return body_.finish();
}

Material QuadrupedBuilder::cover(Vec3 color, bool main) const {
    return {
        .surface = coat_.surface,
        .base = color,
        .accent = main ? coat_.mottle : color * 0.85F,
        .roughness = coat_.surface == Surface::kFur ? 0.85F : 0.6F,
        .scale = plan_.fur,
        .bump = plan_.relief,
    };
}

void QuadrupedBuilder::finish_link(int link, float share) {
    body_.mass(plan_.mass_kg * share);
    for (const Piece& piece : plan_.pieces) {
        if (piece.link != link) {
            continue;
        }
        if (piece.melts) {
            soft_detail(
                piece.shape,
                piece.local,
                piece.color ? cover(*piece.color) : cover(coat_.main, true)
            );
        } else {
            body_.detail(piece.shape, piece.local, piece.material);
        }
    }
}

Part& QuadrupedBuilder::flesh(const Shape& shape, const At& at, const Material& material) {
    Part& part = body_.part(shape, at, material);
    part.group = kCoatGroup;
    part.blend = plan_.blend;
    return part;
}

Part& QuadrupedBuilder::soft_detail(const Shape& shape, const At& at, const Material& material) {
    Part& part = body_.detail(shape, at, material);
    part.group = kCoatGroup;
    part.blend = plan_.blend;
    return part;
}

Part& QuadrupedBuilder::limb(
    Vec3 from, Vec3 to, float from_radius, float to_radius, const Material& material
) {
    const Shape shape = round_cone(distance(from, to) * 0.5F, from_radius, to_radius);
    return flesh(shape, along(from, to), material);
}

void QuadrupedBuilder::add_hindquarters() {
    const Vec3 hips{0, plan_.hind.top.y, plan_.hind.top.z};
    body_.link("hindquarters", -1, {.kind = JointKind::kFree, .pivot = hips});
    const Material coat = cover(coat_.main, true);
    flesh(ellipsoid(plan_.rump.half), plan_.rump.center, coat);
    // The loin reaches over the waist, so that the back stays whole when it bends.
    const Vec3 loin = lerp(plan_.rump.center, plan_.belly.center, 0.6F);
    const float thick = std::min(plan_.belly.half.x, plan_.belly.half.y) * 0.93F;
    limb(plan_.rump.center, loin, thick, thick, coat);
    if (plan_.extra == Extra::kWool) {
        add_wool(plan_.rump.center, plan_.rump.half);
    }
    finish_link(kHindquarters, 0.24F);
}

void QuadrupedBuilder::add_wool(Vec3 center, Vec3 half) {
    const Material wool = cover(coat_.main, true);
    for (int i = 0; i < 14; ++i) {
        const auto n = static_cast<float>(i);
        const float turn = 2.4F * n;
        const float up = 1.0F - 1.75F * (n + 0.5F) / 14.0F;
        const float ring = std::sqrt(std::max(0.0F, 1.0F - up * up));
        const Vec3 out{ring * std::cos(turn), up, ring * std::sin(turn)};
        soft_detail(sphere(half.x * 0.40F), center + out * (half * 0.86F), wool);
    }
}

void QuadrupedBuilder::add_ribs() {
    body_.link(
        "ribs", kHindquarters, swing_joint(plan_.waist, plan_.nape, 25, 15, 4.0F * damping())
    );
    const Material coat = cover(coat_.main, true);
    Material trunk = coat;
    if (plan_.stripes) {
        trunk.accent = coat_.mottle;
    }
    flesh(ellipsoid(plan_.chest.half), plan_.chest.center, trunk);
    flesh(ellipsoid(plan_.belly.half), plan_.belly.center, trunk);
    if (plan_.stripes) {
        add_stripes();
    }
    // Breast and the pale underside.
    const Vec3 breast = plan_.chest.center + Vec3{0, -0.30F, 0.55F} * plan_.chest.half;
    flesh(ellipsoid(plan_.chest.half * Vec3{0.62F, 0.62F, 0.48F}), breast, cover(coat_.under));
    const Vec3 under =
        lerp(plan_.belly.center, plan_.chest.center, 0.4F) - Vec3{0, plan_.belly.half.y * 0.42F, 0};
    soft_detail(ellipsoid(plan_.belly.half * Vec3{0.72F, 0.60F, 1.0F}), under, cover(coat_.under));
    // Withers and shoulders.
    const Vec3 withers =
        lerp(plan_.nape, plan_.chest.center + Vec3{0, plan_.chest.half.y, 0}, 0.55F);
    flesh(
        ellipsoid(plan_.chest.half * Vec3{0.62F, 0.34F, 0.62F}),
        withers - Vec3{0, 0.22F * plan_.chest.half.y, 0},
        coat
    );
    if (plan_.extra == Extra::kWool) {
        add_wool(lerp(plan_.chest.center, plan_.belly.center, 0.3F), plan_.chest.half);
    }
    finish_link(kRibs, 0.40F);
    const float back = plan_.chest.center.y + plan_.chest.half.y;
    const Vec3 seat{0, back, lerp(plan_.waist.z, plan_.chest.center.z, 0.5F)};
    body_.anchor("seat", seat);
    body_.anchor("back", seat);
    const float out = plan_.chest.half.x;
    for (const float side : {1.0F, -1.0F}) {
        const std::string name = side > 0 ? "left_foot" : "right_foot";
        body_.anchor(name, {side * (out + 0.09F), back - 0.78F, seat.z + 0.10F}, turn_y(side * 14));
    }
}

void QuadrupedBuilder::add_stripes() {
    const Material dark = cover(coat_.mottle);
    for (int i = 0; i < 9; ++i) {
        const float t = static_cast<float>(i) / 8.0F;
        const Vec3 middle = lerp(
            plan_.rump.center + Vec3{0, 0, -0.3F} * plan_.rump.half,
            plan_.chest.center + Vec3{0, 0, 0.6F} * plan_.chest.half,
            t
        );
        const float wide = lerp(plan_.rump.half.x, plan_.chest.half.x, t) * 1.02F;
        const float tall = lerp(plan_.rump.half.y, plan_.chest.half.y, t) * 1.02F;
        const float lean = i % 2 == 0 ? 9.0F : -6.0F;
        for (const float side : {1.0F, -1.0F}) {
            body_.detail(
                ellipsoid({wide * 0.52F, tall * 0.62F, 0.016F}),
                {middle + Vec3{side * wide * 0.52F, tall * 0.30F, 0}, turn_y(side * lean)},
                dark
            );
        }
    }
}

void QuadrupedBuilder::add_neck() {
    const HeadPlan& head = plan_.head;
    body_.link("neck", kRibs, swing_joint(plan_.nape, head.poll, 55, 30, 2.0F * damping()));
    const Material coat = cover(coat_.main, true);
    // It roots inside the chest.
    const Vec3 root = lerp(plan_.nape, plan_.chest.center, 0.25F);
    limb(root, head.poll, plan_.neck_radius, plan_.throat_radius, coat);
    if (plan_.extra == Extra::kHorseMane) {
        add_horse_mane();
    }
    if (plan_.extra == Extra::kLionMane) {
        const Material mane = cover(coat_.mane);
        flesh(sphere(plan_.neck_radius * 1.22F), lerp(plan_.nape, head.poll, 0.65F), mane);
        flesh(
            sphere(plan_.neck_radius * 1.05F),
            lerp(plan_.nape, head.poll, 0.3F) - Vec3{0, plan_.neck_radius * 0.5F, 0},
            mane
        );
    }
    finish_link(kNape, 0.07F);
    const Vec3 middle = lerp(plan_.nape, head.poll, 0.35F);
    for (const float side : {1.0F, -1.0F}) {
        body_.anchor(
            side > 0 ? "left_grip" : "right_grip",
            {side * 0.09F, middle.y + plan_.neck_radius * 0.75F, middle.z - plan_.neck_radius}
        );
    }
}

void QuadrupedBuilder::add_horse_mane() {
    const HeadPlan& head = plan_.head;
    const Material hair = {
        .surface = Surface::kHair,
        .base = coat_.mane,
        .accent = coat_.mane * 0.6F,
        .roughness = 0.5F,
        .scale = 0.02F,
        .bump = 0.6F
    };
    const Vec3 way = normalize(head.poll - plan_.nape);
    const Vec3 crest = normalize(cross({1, 0, 0}, way));
    constexpr int kLocks = 11;
    for (int i = 0; i < kLocks; ++i) {
        const float t = static_cast<float>(i) / (kLocks - 1);
        const float thick = lerp(plan_.neck_radius, plan_.throat_radius, t);
        const Vec3 root =
            lerp(plan_.nape, head.poll, lerp(0.05F, 1.05F, t)) - crest * (thick * 0.86F);
        const Vec3 fall =
            root + Vec3{thick * 0.62F, -thick * 1.25F, -0.01F} + crest * (thick * 0.2F);
        Part& lock = body_.detail(
            round_cone(distance(root, fall) * 0.5F, 0.035F, 0.012F), along(root, fall), hair
        );
        lock.group = 3;
        lock.blend = 0.03F;
        Part& top = body_.detail(sphere(0.036F), root - crest * 0.006F, hair);
        top.group = 3;
        top.blend = 0.03F;
    }
}

void QuadrupedBuilder::add_tail() {
    const Material coat = cover(coat_.main, true);
    const bool hair = plan_.extra == Extra::kHorseMane;
    for (int i = 0; i < 3; ++i) {
        const auto n = static_cast<std::size_t>(i);
        const Vec3 from = plan_.tail[n];
        const Vec3 to = plan_.tail[n + 1];
        const int parent = i == 0 ? static_cast<int>(kHindquarters) : kTail1 + i - 1;
        body_.link(
            "tail_" + std::to_string(i + 1), parent, swing_joint(from, to, 50, 20, 0.2F * damping())
        );
        Material look = i == 2 || plan_.bare_tail ? cover(coat_.tip) : coat;
        if (hair) {
            look = {
                .surface = Surface::kHair,
                .base = coat_.mane,
                .accent = coat_.mane * 0.6F,
                .roughness = 0.5F,
                .scale = 0.02F,
                .bump = 0.6F
            };
        }
        Part& part = limb(from, to, plan_.tail_radius[n], plan_.tail_radius[n + 1], look);
        if (hair) {
            part.group = 4;
            part.blend = 0.04F;
        } else {
            part.blend = std::min(plan_.blend, plan_.tail_radius[n]);
        }
        finish_link(kTail1 + i, 0.005F);
    }
}

void QuadrupedBuilder::add_leg(int leg) {
    const bool hind = leg >= 2;
    const float side = leg % 2 == 0 ? 1.0F : -1.0F;
    const LegPlan& l = hind ? plan_.hind : plan_.fore;
    const auto at = [&](Vec3 v) { return on_side(v, side); };
    const std::string name(kLegNames[static_cast<std::size_t>(leg)]);
    const int parent = hind ? static_cast<int>(kHindquarters) : static_cast<int>(kRibs);
    const Material feet = cover(coat_.feet);
    const Material coat = plan_.stockings ? feet : cover(coat_.main, true);
    const int first = kFirstLegLink + 4 * leg;
    // Angles about +X: positive swings a hanging limb backwards.
    body_.link(name + "_upper", parent, swing_joint(at(l.top), at(l.bend), 60, 15, damping()));
    limb(at(l.top), at(l.bend), l.radius[0], l.radius[1], coat);
    const Pose bone = along(at(l.bend), at(lerp(l.top, l.bend, -0.15F)));
    flesh(ellipsoid(l.muscle), {lerp(at(l.top), at(l.bend), 0.35F), bone.rotation}, coat);
    finish_link(first, 0.026F);
    body_.link(
        name + "_lower",
        first,
        hind ? hinge(at(l.bend), {1, 0, 0}, -35, 70, 0.5F * damping())
             : hinge(at(l.bend), {1, 0, 0}, -80, 30, 0.5F * damping())
    );
    limb(at(l.bend), at(l.wrist), l.radius[1], l.radius[2], coat);
    const Vec3 calf = lerp(at(l.bend), at(l.wrist), 0.25F);
    flesh(
        ellipsoid({l.radius[1] * 1.12F, 0.28F * distance(l.bend, l.wrist), l.radius[1] * 1.35F}),
        {calf, along(at(l.bend), at(l.wrist)).rotation},
        coat
    );
    finish_link(first + 1, 0.014F);
    body_.link(
        name + "_cannon",
        first + 1,
        hind ? hinge(at(l.wrist), {1, 0, 0}, -60, 40, 0.3F * damping())
             : hinge(at(l.wrist), {1, 0, 0}, -10, 90, 0.3F * damping())
    );
    limb(at(l.wrist), at(l.knuckle), l.radius[2], l.radius[3], feet);
    finish_link(first + 2, 0.007F);
    body_.link(
        name + "_paw", first + 2, hinge(at(l.knuckle), {1, 0, 0}, -60, 70, 0.2F * damping())
    );
    add_paw(l, at(l.knuckle), feet);
    finish_link(first + 3, 0.005F);
    body_.anchor(name + "_foot", {l.knuckle.x * side, 0, l.knuckle.z + l.paw.z * 0.4F});
}

void QuadrupedBuilder::add_paw(const LegPlan& l, Vec3 knuckle, const Material& feet) {
    if (l.hoof) {
        const Material horn = plain(hex(0x2E2823), 0.35F);
        const float tall = l.paw.y;
        limb(
            knuckle,
            {knuckle.x, tall, knuckle.z + l.paw.z * 0.35F},
            l.radius[3] * 1.1F,
            l.radius[3] * 0.95F,
            feet
        );
        body_.part(
            cone(tall * 0.75F, l.paw.x * 1.05F, l.paw.x * 0.80F),
            {knuckle.x, tall * 0.75F, knuckle.z + l.paw.z * 0.45F},
            horn
        );
        return;
    }
    flesh(ellipsoid(l.paw), {knuckle.x, l.paw.y, knuckle.z + l.paw.z * 0.42F}, feet).blend =
        plan_.blend * 0.5F;
    for (const float toe : {-1.0F, 0.0F, 1.0F}) {
        Part& part = soft_detail(
            ellipsoid({l.paw.x * 0.34F, l.paw.y * 0.72F, l.paw.z * 0.42F}),
            {knuckle.x + toe * l.paw.x * 0.58F,
             l.paw.y * 0.72F,
             knuckle.z + l.paw.z * (toe == 0.0F ? 1.12F : 1.0F)},
            feet
        );
        part.blend = plan_.blend * 0.15F;
    }
}

Coat asked_coat(const Entity& entity, Coat coat) {
    if (entity.color) {
        const Vec3 color = *entity.color;
        coat.main = color;
        coat.mottle = entity.accent.value_or(color * 0.82F);
        coat.under = entity.accent.value_or(lerp(color, color * 1.25F, 0.6F));
        coat.feet = entity.accent.value_or(color * 0.9F);
        coat.mask = entity.accent.value_or(color * 0.92F);
        coat.tip = entity.accent.value_or(color);
        coat.mane =
            entity.accent.value_or(coat_brightness(color) > 0.35F ? color * 0.86F : color * 0.35F);
    } else if (entity.accent) {
        coat.mottle = *entity.accent;
        coat.under = *entity.accent;
        coat.feet = *entity.accent;
    }
    return coat;
}

Blueprint build_quadruped(const Entity& entity, const QuadrupedPlan& plan, const Coat& coat) {
    return QuadrupedBuilder(entity, plan, coat).build();
}

}  // namespace hibari::world
