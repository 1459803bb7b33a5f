#include "world/things/animals/quadruped.h"

#include <algorithm>
#include <string>

namespace hibari::world {

namespace {

constexpr int kCoatGroup = 1;
constexpr int kJawGroup = 2;
constexpr std::array<std::string_view, 4> kLegNames{
    "left_fore", "right_fore", "left_hind", "right_hind"
};

Vec3 mirrored(Vec3 v, float side) {
    return {v.x * side, v.y, v.z};
}

float brightness(Vec3 color) {
    return 0.3F * color.x + 0.6F * color.y + 0.1F * color.z;
}

Joint swing_joint(Vec3 pivot, Vec3 child_tip, float cone_deg, float twist_deg, float damping) {
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

class QuadrupedBuilder {
  public:
    QuadrupedBuilder(const Entity& entity, const QuadrupedPlan& plan, const Coat& coat)
        : plan_(plan), coat_(coat), body_(entity, Substance::kFlesh) {}

    Blueprint build() {
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

  private:
    Material cover(Vec3 color, bool main = false) const {
        return {
            .surface = coat_.surface,
            .base = color,
            .accent = main ? coat_.mottle : color * 0.85F,
            .roughness = coat_.surface == Surface::kFur ? 0.85F : 0.6F,
            .scale = plan_.fur,
            .bump = plan_.relief,
        };
    }

    Part& flesh(const Shape& shape, const At& at, const Material& material) {
        Part& part = body_.part(shape, at, material);
        part.group = kCoatGroup;
        part.blend = plan_.blend;
        return part;
    }

    Part& soft_detail(const Shape& shape, const At& at, const Material& material) {
        Part& part = body_.detail(shape, at, material);
        part.group = kCoatGroup;
        part.blend = plan_.blend;
        return part;
    }

    // A limb piece from a thick end to a thin one.
    Part& limb(Vec3 from, Vec3 to, float from_radius, float to_radius, const Material& material) {
        const Shape shape = round_cone(distance(from, to) * 0.5F, from_radius, to_radius);
        return flesh(shape, along(from, to), material);
    }

    void share(float of_mass) { body_.mass(plan_.mass_kg * of_mass); }

    float damping() const { return 0.02F * plan_.mass_kg * plan_.hind.top.y; }

    void add_hindquarters() {
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
        share(0.24F);
    }

    void add_wool(Vec3 center, Vec3 half) {
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

    void add_ribs() {
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
        const Vec3 under = lerp(plan_.belly.center, plan_.chest.center, 0.4F) -
                           Vec3{0, plan_.belly.half.y * 0.42F, 0};
        soft_detail(
            ellipsoid(plan_.belly.half * Vec3{0.72F, 0.60F, 1.0F}), under, cover(coat_.under)
        );
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
        share(0.40F);
        const float back = plan_.chest.center.y + plan_.chest.half.y;
        const Vec3 seat{0, back, lerp(plan_.waist.z, plan_.chest.center.z, 0.5F)};
        body_.anchor("seat", seat);
        body_.anchor("back", seat);
        const float out = plan_.chest.half.x;
        for (const float side : {1.0F, -1.0F}) {
            const std::string name = side > 0 ? "left_foot" : "right_foot";
            body_.anchor(
                name, {side * (out + 0.09F), back - 0.78F, seat.z + 0.10F}, turn_y(side * 14)
            );
        }
    }

    void add_stripes() {
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

    void add_neck() {
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
        share(0.07F);
        const Vec3 middle = lerp(plan_.nape, head.poll, 0.35F);
        for (const float side : {1.0F, -1.0F}) {
            body_.anchor(
                side > 0 ? "left_grip" : "right_grip",
                {side * 0.09F, middle.y + plan_.neck_radius * 0.75F, middle.z - plan_.neck_radius}
            );
        }
    }

    void add_horse_mane() {
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

    void add_head() {
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
        const Vec3 tip =
            h.muzzle_to + way * (h.muzzle_tip * 0.75F) + Vec3{0, h.muzzle_tip * 0.35F, 0};
        body_.detail(ellipsoid(h.nose_half), tip, nose);
        if (plan_.fur > 0.0F && coat_.surface != Surface::kFur && plan_.extra != Extra::kTrunk) {
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
        share(0.065F);
        body_.anchor("mouth", h.muzzle_to + way * h.muzzle_tip - Vec3{0, h.muzzle_tip * 0.7F, 0});
        body_.anchor("nose", tip);
        body_.anchor("eyes", {0, h.eye.y, h.eye.z});
        body_.anchor("crown", h.skull.center + Vec3{0, h.skull.half.y, 0});
    }

    void add_eye(float side) {
        const HeadPlan& h = plan_.head;
        const float r = h.eye_radius;
        const Vec3 at = mirrored(h.eye, side);
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
                ellipsoid(Vec3{0.26F, 0.66F, 0.46F} * r), {pupil, aim}, plain(hex(0x050505), 0.05F)
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
            {at + Vec3{0, r * 0.78F, 0} + out * (r * 0.1F), aim},
            cover(coat_.main, true)
        )
            .blend = r * 0.4F;
    }

    void add_ear(float side) {
        const HeadPlan& h = plan_.head;
        const Vec3 root = mirrored(h.ear, side);
        const Vec3 half = h.ear_half;
        const Material coat = cover(coat_.main, true);
        const Vec3 pink =
            lerp(coat_.main, hex(0xD9A08C), brightness(coat_.main) > 0.08F ? 0.6F : 0.25F);
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

    void add_head_extra() {
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
                round_cone(0.09F, 0.036F, 0.012F),
                along(root, root + Vec3{0.01F, -0.12F, 0.125F}),
                hair
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
                const Vec3 root = mirrored(h.ear, side) + Vec3{-side * 0.02F, 0.035F, -0.01F};
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

    void add_trunk() {
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
            body_.detail(
                round_cone(distance(mid, tip) * 0.5F, 0.055F, 0.02F), along(mid, tip), ivory
            );
        }
    }

    void add_jaw() {
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
        share(0.010F);
    }

    void add_tail() {
        const Material coat = cover(coat_.main, true);
        const bool hair = plan_.extra == Extra::kHorseMane;
        for (int i = 0; i < 3; ++i) {
            const auto n = static_cast<std::size_t>(i);
            const Vec3 from = plan_.tail[n];
            const Vec3 to = plan_.tail[n + 1];
            const int parent = i == 0 ? static_cast<int>(kHindquarters) : kTail1 + i - 1;
            body_.link(
                "tail_" + std::to_string(i + 1),
                parent,
                swing_joint(from, to, 50, 20, 0.2F * damping())
            );
            Material look = i == 2 ? cover(coat_.tip) : coat;
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
            share(0.005F);
        }
    }

    void add_leg(int leg) {
        const bool hind = leg >= 2;
        const float side = leg % 2 == 0 ? 1.0F : -1.0F;
        const LegPlan& l = hind ? plan_.hind : plan_.fore;
        const auto at = [&](Vec3 v) { return mirrored(v, side); };
        const std::string name(kLegNames[static_cast<std::size_t>(leg)]);
        const int parent = hind ? static_cast<int>(kHindquarters) : static_cast<int>(kRibs);
        const Material coat = cover(coat_.main, true);
        const Material feet = cover(coat_.feet);
        const int first = kFirstLegLink + 4 * leg;
        // Angles about +X: positive swings a hanging limb backwards.
        body_.link(name + "_upper", parent, swing_joint(at(l.top), at(l.bend), 60, 15, damping()));
        limb(at(l.top), at(l.bend), l.radius[0], l.radius[1], coat);
        const Pose bone = along(at(l.bend), at(lerp(l.top, l.bend, -0.15F)));
        flesh(ellipsoid(l.muscle), {lerp(at(l.top), at(l.bend), 0.35F), bone.rotation}, coat);
        share(0.026F);
        body_.link(
            name + "_lower",
            first,
            hind ? hinge(at(l.bend), {1, 0, 0}, -35, 70, 0.5F * damping())
                 : hinge(at(l.bend), {1, 0, 0}, -80, 30, 0.5F * damping())
        );
        limb(at(l.bend), at(l.wrist), l.radius[1], l.radius[2], coat);
        const Vec3 calf = lerp(at(l.bend), at(l.wrist), 0.25F);
        flesh(
            ellipsoid({l.radius[1] * 1.12F, 0.28F * distance(l.bend, l.wrist), l.radius[1] * 1.35F}
            ),
            {calf, along(at(l.bend), at(l.wrist)).rotation},
            coat
        );
        share(0.014F);
        body_.link(
            name + "_cannon",
            first + 1,
            hind ? hinge(at(l.wrist), {1, 0, 0}, -60, 40, 0.3F * damping())
                 : hinge(at(l.wrist), {1, 0, 0}, -10, 90, 0.3F * damping())
        );
        limb(at(l.wrist), at(l.knuckle), l.radius[2], l.radius[3], feet);
        share(0.007F);
        body_.link(
            name + "_paw", first + 2, hinge(at(l.knuckle), {1, 0, 0}, -60, 70, 0.2F * damping())
        );
        add_paw(l, at(l.knuckle), feet);
        share(0.005F);
        body_.anchor(name + "_foot", {l.knuckle.x * side, 0, l.knuckle.z + l.paw.z * 0.4F});
    }

    void add_paw(const LegPlan& l, Vec3 knuckle, const Material& feet) {
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

    const QuadrupedPlan& plan_;
    const Coat& coat_;
    Assembly body_;
};

}  // namespace

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
            entity.accent.value_or(brightness(color) > 0.35F ? color * 0.86F : color * 0.35F);
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
