#include "world/physics/character/posture.h"

#include "base/check.h"
#include "world/things/person.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace hibari::world {

namespace {

Quat about_x(float angle_deg) {
    return from_axis_angle({1, 0, 0}, radians(angle_deg));
}

Quat about_y(float angle_deg) {
    return from_axis_angle({0, 1, 0}, radians(angle_deg));
}

Quat about_z(float angle_deg) {
    return from_axis_angle({0, 0, 1}, radians(angle_deg));
}

// The rotation of the mirror image at the plane x = 0.
Quat mirrored(Quat q) {
    return {q.x, -q.y, -q.z, q.w};
}

Quat sided(Quat left, bool right) {
    return right ? mirrored(left) : left;
}

void mirror(Bend& bend) {
    bend.yaw = -bend.yaw;
    bend.roll = -bend.roll;
}

// Slope of a monotone cubic at the middle of three points: F. N. Fritsch, J. Butland, "A method for
// constructing local monotone piecewise cubic interpolants", SIAM J. Sci. Stat. Comput. 5 (1984).
float monotone_slope(float left, float right, float h_left, float h_right) {
    if (left * right <= 0.0F) {
        return 0.0F;
    }
    const float alpha = (h_left + 2.0F * h_right) / (3.0F * (h_left + h_right));
    return left * right / (alpha * right + (1.0F - alpha) * left);
}

std::size_t joint(PersonLink left, bool right) {
    constexpr int kArm = kRightClavicle - kLeftClavicle;
    constexpr int kLeg = kRightThigh - kLeftThigh;
    return static_cast<std::size_t>(left + (right ? (left >= kLeftThigh ? kLeg : kArm) : 0));
}

}  // namespace

static_assert(sizeof(Posture) % sizeof(float) == 0);

PostureValues values_of(const Posture& posture) {
    return std::bit_cast<PostureValues>(posture);
}

Posture posture_of(const PostureValues& values) {
    return std::bit_cast<Posture>(values);
}

Posture mix(const Posture& a, const Posture& b, float t) {
    PostureValues va = values_of(a);
    const PostureValues vb = values_of(b);
    for (std::size_t i = 0; i < va.size(); ++i) {
        va[i] = lerp(va[i], vb[i], t);
    }
    return posture_of(va);
}

Posture mirrored(const Posture& posture) {
    Posture m = posture;
    m.pelvis.x = -m.pelvis.x;
    mirror(m.hips);
    mirror(m.waist);
    mirror(m.chest);
    mirror(m.neck);
    mirror(m.head);
    std::swap(m.arm[0], m.arm[1]);
    std::swap(m.leg[0], m.leg[1]);
    std::swap(m.heel[0], m.heel[1]);
    return m;
}

Posture standing_posture() {
    Posture p;
    p.pelvis = {0, -0.010F, 0};
    p.waist.pitch = 1.0F;
    p.chest.pitch = 1.0F;
    for (ArmPose& arm : p.arm) {
        arm = {
            .raise = 3, .spread = 9, .twist = 8, .elbow = 16, .roll = 22, .wrist = 4, .curl = 24
        };
    }
    return p;
}

Quat turn_of(const Bend& bend) {
    return about_y(bend.yaw) * about_x(bend.pitch) * about_z(bend.roll);
}

void set_spine(const Posture& posture, Joints& joints) {
    joints[kAbdomen] = turn_of(posture.waist);
    joints[kChest] = turn_of(posture.chest);
    joints[kNeck] = turn_of(posture.neck);
    joints[kHead] = turn_of(posture.head);
}

void set_arm(const ArmPose& arm, bool right, Joints& joints) {
    joints[joint(kLeftClavicle, right)] = sided(about_z(arm.shrug) * about_y(-arm.reach), right);
    joints[joint(kLeftUpperArm, right)] =
        sided(about_x(-arm.raise) * about_z(arm.spread) * about_y(-arm.twist), right);
    joints[joint(kLeftForearm, right)] = sided(about_x(-arm.elbow) * about_y(-arm.roll), right);
    joints[joint(kLeftHand, right)] = sided(about_z(-arm.wrist), right);
    joints[joint(kLeftFingers, right)] = sided(about_z(-arm.curl), right);
    joints[joint(kLeftThumb, right)] =
        sided(from_axis_angle({0.5F, 0, 0.87F}, radians(-0.45F * arm.curl)), right);
}

void set_leg(const LegPose& leg, bool right, Joints& joints) {
    joints[joint(kLeftThigh, right)] =
        sided(about_x(-leg.hip) * about_z(leg.spread) * about_y(leg.twist), right);
    joints[joint(kLeftShin, right)] = about_x(leg.knee);
    joints[joint(kLeftFoot, right)] = about_x(leg.ankle);
    joints[joint(kLeftToes, right)] = about_x(-leg.toes);
}

LegPose leg_of(const Joints& joints, bool right) {
    const Quat thigh = sided(joints[joint(kLeftThigh, right)], right);
    const Vec3 x = rotate(thigh, {1, 0, 0});
    const Vec3 y = rotate(thigh, {0, 1, 0});
    const Vec3 z = rotate(thigh, {0, 0, 1});
    const auto bend = [&](PersonLink link) {
        const Quat q = joints[joint(link, right)];
        return degrees(2.0F * std::atan2(q.x, std::fabs(q.w) * (q.w < 0 ? -1.0F : 1.0F)));
    };
    const auto wrapped = [](float angle) {
        return angle > 180.0F ? angle - 360.0F : angle < -180.0F ? angle + 360.0F : angle;
    };
    return {
        .hip = degrees(-std::atan2(y.z, y.y)),
        .spread = degrees(std::asin(std::clamp(-y.x, -1.0F, 1.0F))),
        .twist = degrees(std::atan2(z.x, x.x)),
        .knee = wrapped(bend(kLeftShin)),
        .ankle = wrapped(bend(kLeftFoot)),
        .toes = -wrapped(bend(kLeftToes)),
    };
}

Posture sample(std::span<const Key> keys, float time_s) {
    HIBARI_CHECK(!keys.empty());
    if (time_s <= keys.front().time_s || keys.size() == 1) {
        return keys.front().posture;
    }
    if (time_s >= keys.back().time_s) {
        return keys.back().posture;
    }
    std::size_t k = 0;
    while (keys[k + 1].time_s < time_s) {
        ++k;
    }
    const float h = keys[k + 1].time_s - keys[k].time_s;
    HIBARI_CHECK(h > 0.0F, h);
    const float t = (time_s - keys[k].time_s) / h;
    const PostureValues a = values_of(keys[k].posture);
    const PostureValues b = values_of(keys[k + 1].posture);
    const bool has_left = k > 0;
    const bool has_right = k + 2 < keys.size();
    const float h_left = has_left ? keys[k].time_s - keys[k - 1].time_s : h;
    const float h_right = has_right ? keys[k + 2].time_s - keys[k + 1].time_s : h;
    const PostureValues before = has_left ? values_of(keys[k - 1].posture) : a;
    const PostureValues after = has_right ? values_of(keys[k + 2].posture) : b;
    const float t2 = t * t;
    const float t3 = t2 * t;
    PostureValues v{};
    for (std::size_t i = 0; i < v.size(); ++i) {
        const float slope = (b[i] - a[i]) / h;
        const float m0 =
            has_left ? monotone_slope((a[i] - before[i]) / h_left, slope, h_left, h) : 0.0F;
        const float m1 =
            has_right ? monotone_slope(slope, (after[i] - b[i]) / h_right, h, h_right) : 0.0F;
        v[i] = a[i] * (2 * t3 - 3 * t2 + 1) + b[i] * (3 * t2 - 2 * t3) +
               h * (m0 * (t3 - 2 * t2 + t) + m1 * (t3 - t2));
    }
    return posture_of(v);
}

float envelope(float time_s, float duration_s, float in_s, float out_s) {
    return smoothstep(0.0F, in_s, time_s) *
           (1.0F - smoothstep(duration_s - out_s, duration_s, time_s));
}

}  // namespace hibari::world
