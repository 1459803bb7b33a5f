// A person of metal: plates on dark joints, a box for a head with lamps for eyes. It has the links
// of a body, so it walks, waves and falls like one.
#include "world/things/palette.h"
#include "world/things/person_cut.h"
#include "world/things/person_parts.h"

namespace hibari::world {

namespace {

struct Finish {
    Material shell;
    Material joint;
    Material trim;
    Material lamp;
};

Finish finish_of(const PersonStyle& style) {
    const bool pale = style.top_accent.x > 0.6F;
    return {
        .shell = tinted(paint(style.top_color, 0.28F)),
        .joint = metal({0.06F, 0.065F, 0.07F}, 0.4F),
        .trim = paint(pale ? hex(0xC2442F) : style.top_accent, 0.3F),
        .lamp = glow(hex(0x7FE3FF), 2.0F),
    };
}

// A plate around a limb, and the ball of its upper joint.
void add_plate(
    PersonBuilder& body, const Finish& finish, PersonLink link, Vec3 half, float share, float ball
) {
    const Vec3 from = body.joint(link);
    const Vec3 to = body.tip(link);
    body.use(finish.joint);
    body.add(link, sphere(ball), from);
    body.limb(link, from, to, 0.55F * ball, 0.5F * ball);
    body.use(finish.shell);
    body.add(
        link,
        box({half.x, share * distance(from, to) * 0.5F, half.z}, 0.45F * half.x),
        lerp(from, to, 0.52F),
        rotation_between({0, 1, 0}, from - to)
    );
}

void add_robot_head(PersonBuilder& body, const Finish& finish) {
    const Skull skull(body);
    const float h = skull.scale;
    body.use(finish.joint);
    body.limb(kNeck, body.joint(kNeck), body.joint(kHead), 0.045F * h, 0.040F * h);
    body.use(finish.shell);
    body.add(kHead, box(Vec3{0.092F, 0.108F, 0.098F} * h, 0.030F * h), skull.at(0, 0.006F, 0));
    body.collide(false);
    body.use(plastic({0.010F, 0.011F, 0.013F}, 0.12F));
    body.add(kHead, box(Vec3{0.076F, 0.032F, 0.008F} * h, 0.008F * h), skull.at(0, 0.024F, 0.095F));
    body.use(finish.joint);
    for (int i = 0; i < 5; ++i) {
        const float x = 0.018F * (static_cast<float>(i) - 2.0F);
        body.add(kHead, box(Vec3{0.005F, 0.015F, 0.004F} * h), skull.at(x, -0.052F, 0.097F));
    }
    body.use(finish.joint);
    body.limb(kHead, skull.at(0, 0.10F, 0), skull.at(0, 0.150F, 0), 0.005F * h, 0.004F * h);
    for (const float side : {1.0F, -1.0F}) {
        body.use(finish.lamp);
        body.add(kHead, sphere(0.017F * h), skull.at(side * 0.036F, 0.024F, 0.096F));
        body.use(finish.trim);
        body.add(
            kHead,
            cylinder(0.014F * h, 0.030F * h, 0.008F * h),
            skull.at(side * 0.098F, 0.008F, 0),
            from_axis_angle({0, 0, 1}, radians(90))
        );
    }
    body.use(glow(hex(0xFF5040), 1.5F));
    body.add(kHead, sphere(0.012F * h), skull.at(0, 0.152F, 0));
    body.collide(true);
}

void add_robot_torso(PersonBuilder& body, const Finish& finish) {
    const Torso torso(body);
    const float u = torso.unit;
    body.use(finish.shell);
    body.add(
        kChest, box(torso.size(0.178F, 0.150F, 0.112F), 0.045F * u), torso.at(0, 1.325F, -0.014F)
    );
    body.add(
        kPelvis, box(torso.size(0.140F, 0.070F, 0.100F), 0.035F * u), torso.at(0, 0.950F, -0.008F)
    );
    body.use(finish.joint);
    body.add(
        kAbdomen,
        cylinder(0.115F * torso.stretch, 0.092F * u, 0.02F * u),
        torso.at(0, 1.095F, -0.008F)
    );
    body.collide(false);
    body.use(finish.trim);
    for (const float y : {1.06F, 1.13F}) {
        body.add(kAbdomen, torus(0.092F * u, 0.011F * u), torso.at(0, y, -0.008F));
    }
    body.use(plastic({0.018F, 0.020F, 0.024F}, 0.25F));
    body.add(kChest, box(torso.size(0.100F, 0.066F, 0.006F), 0.006F), torso.at(0, 1.335F, 0.098F));
    constexpr Vec3 kLights[] = {hex(0xFF5040), hex(0xFFC840), hex(0x58E070)};
    for (int i = 0; i < 3; ++i) {
        body.use(glow(kLights[i], 1.5F));
        body.add(
            kChest,
            sphere(0.013F * u),
            torso.at(-0.055F + 0.040F * static_cast<float>(i), 1.362F, 0.104F)
        );
    }
    body.use(finish.lamp);
    body.add(kChest, box(torso.size(0.062F, 0.006F, 0.003F)), torso.at(-0.02F, 1.315F, 0.104F));
    body.add(kChest, box(torso.size(0.040F, 0.006F, 0.003F)), torso.at(-0.042F, 1.295F, 0.104F));
    body.collide(true);
}

void add_robot_limbs(PersonBuilder& body, const Finish& finish, bool right) {
    const float u = body.measures.unit;
    const auto link = [&](PersonLink left) { return of_side(left, right); };
    body.use(finish.joint);
    body.limb(
        link(kLeftClavicle),
        body.joint(link(kLeftClavicle)),
        body.tip(link(kLeftClavicle)),
        0.040F * u,
        0.046F * u
    );
    add_plate(body, finish, link(kLeftUpperArm), Vec3{0.046F, 0, 0.050F} * u, 0.62F, 0.060F * u);
    add_plate(body, finish, link(kLeftForearm), Vec3{0.046F, 0, 0.048F} * u, 0.74F, 0.048F * u);
    add_plate(body, finish, link(kLeftThigh), Vec3{0.068F, 0, 0.074F} * u, 0.66F, 0.078F * u);
    add_plate(body, finish, link(kLeftShin), Vec3{0.060F, 0, 0.066F} * u, 0.70F, 0.062F * u);
    // The hand: a palm, two fingers and a thumb.
    const Vec3 wrist = body.joint(link(kLeftHand));
    const Vec3 knuckle = body.joint(link(kLeftFingers));
    const Vec3 end = body.tip(link(kLeftFingers));
    body.use(finish.joint);
    body.add(link(kLeftHand), sphere(0.030F * u), wrist);
    body.use(finish.shell);
    body.add(
        link(kLeftHand),
        box(Vec3{0.022F, 0.042F, 0.042F} * u, 0.014F * u),
        lerp(wrist, knuckle, 0.6F)
    );
    body.use(finish.joint);
    for (const float z : {-0.024F, 0.0F, 0.024F}) {
        const Vec3 off{0, 0, z * u};
        body.limb(link(kLeftFingers), knuckle + off, end + off, 0.012F * u, 0.010F * u);
    }
    body.limb(
        link(kLeftThumb),
        body.joint(link(kLeftThumb)),
        body.tip(link(kLeftThumb)),
        0.015F * u,
        0.011F * u
    );
    // The foot: a block with a hinged toe.
    const Vec3 ankle = body.joint(link(kLeftFoot));
    const Vec3 ball = body.joint(link(kLeftToes));
    const Vec3 tip = body.tip(link(kLeftToes));
    body.use(finish.joint);
    body.add(link(kLeftFoot), sphere(0.046F * u), ankle);
    body.use(finish.shell);
    const float heel = ankle.z - 0.070F * u;
    const float half = 0.5F * (ball.z - heel);
    body.add(
        link(kLeftFoot),
        box({0.056F * u, 0.034F * u, half}, 0.018F * u),
        {ankle.x, 0.034F * u, heel + half}
    );
    const float half_toe = 0.5F * (tip.z - ball.z) + 0.012F * u;
    body.use(finish.trim);
    body.add(
        link(kLeftToes),
        box({0.054F * u, 0.026F * u, half_toe}, 0.018F * u),
        {ankle.x, 0.026F * u, tip.z - half_toe}
    );
}

}  // namespace

void add_robot(PersonBuilder& body) {
    const Finish finish = finish_of(body.style);
    add_robot_torso(body, finish);
    add_robot_head(body, finish);
    add_robot_limbs(body, finish, false);
    add_robot_limbs(body, finish, true);
}

}  // namespace hibari::world
