// The head of a quadruped: skull, muzzle, eyes, ears, jaw, and what only some kinds wear there.
#include "world/things/animals/quadruped_builder.h"

#include <algorithm>

namespace hibari::world {

namespace {

constexpr int kJawGroup = 2;

}  // namespace

void QuadrupedBuilder::add_head() {
    const HeadPlan& h = plan_.head;
    body_.link("head", kNape, swing_joint(h.poll, h.muzzle_to, 60, 40, damping()));
    const Material coat = cover(coat_.main, true);
    const Material mask = cover(coat_.mask);
    flesh(ellipsoid(h.skull.half), h.skull.center, coat);
    limb(h.muzzle_from, h.muzzle_to, h.muzzle_radius, h.muzzle_tip, mask);
    const Material nose = {
        .surface = Surface::kLeather,
        .base = plan_.nose_color,
        .accent = plan_.nose_color * 0.6F,
        .roughness = 0.25F,
        .scale = 0.004F,
        .bump = 0.3F
    };
    const Vec3 way = normalize(h.muzzle_to - h.muzzle_from);
    const Vec3 tip = h.muzzle_to + way * (h.muzzle_tip * 0.75F) + Vec3{0, h.muzzle_tip * 0.35F, 0};
    const bool has_nose = h.nose_half.x > 0.0F;
    if (has_nose) {
        body_.detail(ellipsoid(h.nose_half), tip, nose);
    }
    if (has_nose && plan_.fur > 0.0F && coat_.surface != Surface::kFur &&
        plan_.extra != Extra::kTrunk) {
        for (const float side : {1.0F, -1.0F}) {
            body_.detail(
                ellipsoid(Vec3{0.30F, 0.42F, 0.25F} * h.muzzle_tip),
                tip + Vec3{side * h.muzzle_tip * 0.45F, 0, h.muzzle_tip * 0.12F},
                plain(hex(0x2A1715), 0.6F)
            );
        }
    }
    for (const float side : {1.0F, -1.0F}) {
        add_eye(side);
        add_ear(side);
    }
    add_head_extra();
    finish_link(kSkull, 0.065F);
    body_.anchor("mouth", h.muzzle_to + way * h.muzzle_tip - Vec3{0, h.muzzle_tip * 0.7F, 0});
    body_.anchor("nose", tip);
    body_.anchor("eyes", {0, h.eye.y, h.eye.z});
    body_.anchor("crown", h.skull.center + Vec3{0, h.skull.half.y, 0});
}

void QuadrupedBuilder::add_eye(float side) {
    const HeadPlan& h = plan_.head;
    const float r = h.eye_radius;
    const Vec3 at = on_side(h.eye, side);
    const Vec3 middle{0, h.skull.center.y, h.skull.center.z};
    const Vec3 out =
        normalize(Vec3{at.x, (at.y - middle.y) * 0.4F, at.z - middle.z} + Vec3{0, 0, r});
    const Material white = plain(hex(0xD8D2C4), 0.12F);
    const Material iris = plain(plan_.eye_color, 0.08F);
    body_.detail(sphere(r), at, plan_.head.slit_pupil ? iris : white);
    const Vec3 pupil = at + out * (r * 0.62F);
    const Quat aim = rotation_between({0, 0, 1}, out);
    if (plan_.head.slit_pupil) {
        body_.detail(
            ellipsoid(Vec3{h.slit, 0.66F, 0.46F} * r), {pupil, aim}, plain(hex(0x050505), 0.05F)
        );
    } else {
        body_.detail(sphere(r * 0.70F), at + out * (r * 0.42F), iris);
        body_.detail(
            ellipsoid(Vec3{0.40F, 0.40F, 0.2F} * r),
            {at + out * (r * 0.98F), aim},
            plain(hex(0x050505), 0.04F)
        );
    }
    // The upper lid keeps it from staring.
    soft_detail(
        ellipsoid(Vec3{1.15F, 0.42F, 1.0F} * r),
        {at + Vec3{0, r * h.lid, 0} + out * (r * 0.1F), aim},
        cover(coat_.main, true)
    )
        .blend = r * 0.4F;
}

void QuadrupedBuilder::add_ear(float side) {
    const HeadPlan& h = plan_.head;
    const Vec3 root = on_side(h.ear, side);
    const Vec3 half = h.ear_half;
    const Material coat = cover(coat_.main, true);
    const Vec3 pink =
        lerp(coat_.main, hex(0xD9A08C), coat_brightness(coat_.main) > 0.08F ? 0.6F : 0.25F);
    const Material inner = cover(pink);
    switch (h.ears) {
        case EarKind::kPricked:
        case EarKind::kLong: {
            const bool is_long = h.ears == EarKind::kLong;
            const Quat tilt =
                turn_z(side * (is_long ? -10.0F : -16.0F)) * turn_x(is_long ? -14.0F : 6.0F);
            const Vec3 up = rotate(tilt, {0, 1, 0});
            const Vec3 front = rotate(tilt, {0, 0, 1});
            soft_detail(ellipsoid(half), {root + up * (half.y * 0.72F), tilt}, coat).blend =
                plan_.blend * 0.5F;
            body_.detail(
                ellipsoid(half * Vec3{0.66F, 0.76F, 0.6F}),
                {root + up * (half.y * 0.70F) + front * (half.z * 0.55F), tilt},
                inner
            );
            break;
        }
        case EarKind::kFloppy: {
            const Quat tilt = turn_z(side * 14.0F) * turn_x(-8);
            soft_detail(
                ellipsoid(half),
                {root + rotate(tilt, Vec3{0, -half.y * 0.72F, 0}), tilt},
                cover(coat_.main * 0.82F)
            )
                .blend = plan_.blend * 0.35F;
            break;
        }
        case EarKind::kRound:
            soft_detail(ellipsoid(half), root, coat).blend = plan_.blend * 0.4F;
            body_.detail(
                ellipsoid(half * Vec3{0.66F, 0.66F, 0.6F}),
                root + Vec3{0, -half.y * 0.05F, half.z * 0.6F},
                inner
            );
            break;
        case EarKind::kSide: {
            const Quat tilt = turn_z(side * -72.0F) * turn_x(10);
            const Vec3 out = rotate(tilt, {0, 1, 0});
            soft_detail(ellipsoid(half), {root + out * (half.y * 0.8F), tilt}, coat).blend =
                plan_.blend * 0.4F;
            body_.detail(
                ellipsoid(half * Vec3{0.66F, 0.72F, 0.6F}),
                {root + out * (half.y * 0.8F) + Vec3{0, 0, half.z * 0.6F}, tilt},
                inner
            );
            break;
        }
        case EarKind::kFlap: {
            const Quat tilt = turn_y(side * -52.0F) * turn_z(side * 6.0F);
            soft_detail(
                ellipsoid(half),
                {root + rotate(tilt, Vec3{side * half.x * 0.75F, -half.y * 0.35F, 0}), tilt},
                coat
            )
                .blend = plan_.blend * 0.3F;
            break;
        }
    }
}

void QuadrupedBuilder::add_head_extra() {
    const HeadPlan& h = plan_.head;
    if (plan_.extra == Extra::kHorseMane) {
        const Material hair = {
            .surface = Surface::kHair,
            .base = coat_.mane,
            .accent = coat_.mane * 0.6F,
            .roughness = 0.5F,
            .scale = 0.02F,
            .bump = 0.6F
        };
        const Vec3 root = h.skull.center + Vec3{0, h.skull.half.y * 0.95F, -0.01F};
        body_.detail(
            round_cone(0.09F, 0.036F, 0.012F), along(root, root + Vec3{0.01F, -0.12F, 0.125F}), hair
        );
    } else if (plan_.extra == Extra::kLionMane) {
        const Material mane = cover(coat_.mane);
        for (int i = 0; i < 15; ++i) {
            const float turn = radians(-128.0F + 256.0F * static_cast<float>(i) / 14.0F);
            const Vec3 ring{std::sin(turn) * 1.28F, std::cos(turn) * 1.28F, -0.55F};
            soft_detail(
                sphere(h.skull.half.x * 0.52F), h.skull.center + ring * h.skull.half.x, mane
            );
        }
    } else if (plan_.extra == Extra::kHorns) {
        const Material horn = plain(hex(0xD9CBB0), 0.4F);
        for (const float side : {1.0F, -1.0F}) {
            const Vec3 root = on_side(h.ear, side) + Vec3{-side * 0.02F, 0.035F, -0.01F};
            const Vec3 mid = root + Vec3{side * 0.11F, 0.03F, 0.02F};
            const Vec3 tip = mid + Vec3{side * 0.03F, 0.12F, 0.03F};
            body_.detail(
                round_cone(distance(root, mid) * 0.5F, 0.034F, 0.026F), along(root, mid), horn
            );
            body_.detail(
                round_cone(distance(mid, tip) * 0.5F, 0.026F, 0.007F), along(mid, tip), horn
            );
        }
    } else if (plan_.extra == Extra::kTrunk) {
        add_trunk();
    } else if (plan_.extra == Extra::kWhiskers) {
        const Material hair = plain(hex(0xE8E4DC), 0.4F);
        for (const float side : {1.0F, -1.0F}) {
            for (int i = 0; i < 3; ++i) {
                const auto n = static_cast<float>(i) - 1.0F;
                const float r = h.muzzle_tip;
                const Vec3 root = h.muzzle_to + Vec3{side * r * 0.8F, n * r * 0.25F, 0};
                body_.thin_rod(
                    root, root + Vec3{side * r * 2.6F, n * r * 0.9F, r * 0.2F}, r * 0.022F, hair
                );
            }
        }
    }
}

void QuadrupedBuilder::add_trunk() {
    const HeadPlan& h = plan_.head;
    const Material skin = cover(coat_.main, true);
    const float r = h.muzzle_tip;
    Vec3 from = h.muzzle_to;
    const float drop = h.muzzle_to.y - 0.20F;
    for (int i = 0; i < 6; ++i) {
        const float t = static_cast<float>(i + 1) / 6.0F;
        const Vec3 to = h.muzzle_to + Vec3{
                                          0,
                                          -drop * t,
                                          0.20F * r + 0.26F * t * (1.0F - t) - 0.05F +
                                              0.55F * std::max(0.0F, t - 0.8F)
                                      };
        const float thick = lerp(r, r * 0.42F, t);
        limb(from, to, lerp(r, r * 0.42F, t - 1.0F / 6.0F), thick, skin);
        from = to;
    }
    for (const float side : {1.0F, -1.0F}) {
        const Vec3 root = h.jaw_from + Vec3{side * r * 1.1F, -0.02F, 0.16F};
        const Vec3 mid = root + Vec3{side * 0.05F, -0.25F, 0.32F};
        const Vec3 tip = mid + Vec3{-side * 0.02F, 0.03F, 0.34F};
        const Material ivory = plain(hex(0xEDE3CB), 0.3F);
        body_.detail(
            round_cone(distance(root, mid) * 0.5F, 0.065F, 0.055F), along(root, mid), ivory
        );
        body_.detail(round_cone(distance(mid, tip) * 0.5F, 0.055F, 0.02F), along(mid, tip), ivory);
    }
}

void QuadrupedBuilder::add_jaw() {
    const HeadPlan& h = plan_.head;
    body_.link("jaw", kSkull, hinge(h.jaw_from, {1, 0, 0}, 0, 35, 0.2F * damping()));
    Part& jaw = body_.part(
        round_cone(distance(h.jaw_from, h.jaw_to) * 0.5F, h.jaw_radius, h.jaw_tip),
        along(h.jaw_from, h.jaw_to),
        cover(coat_.mask)
    );
    jaw.group = kJawGroup;
    jaw.blend = 0.3F * plan_.blend;
    const Vec3 tongue = lerp(h.jaw_from, h.jaw_to, 0.62F) + Vec3{0, h.jaw_tip * 0.72F, 0};
    body_.detail(
        ellipsoid(Vec3{0.72F, 0.30F, 1.6F} * h.jaw_tip), tongue, plain(hex(0xB8525A), 0.3F)
    );
    finish_link(kJaw, 0.010F);
}

}  // namespace hibari::world
