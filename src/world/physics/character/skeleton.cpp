#include "world/physics/character/skeleton.h"

#include "base/check.h"

#include <cmath>

namespace hibari::world {

namespace {

constexpr auto index_of(int i) {
    return static_cast<std::size_t>(i);
}

// Shares the link's mass among its parts by volume, each a solid ellipsoid in its bounds.
Inertia inertia_of_link(const Link& link) {
    float volume_sum = 0.0F;
    Vec3 middle{};
    for (const Part& part : link.parts) {
        const Vec3 half = bounds(part.shape);
        const float size = half.x * half.y * half.z;
        volume_sum += size;
        middle += part.local.position * size;
    }
    Inertia sum;
    if (volume_sum <= 0.0F) {
        const float moment = 0.4F * link.mass_kg * 0.05F * 0.05F;
        return {.xx = moment, .yy = moment, .zz = moment};
    }
    middle = middle / volume_sum;
    for (const Part& part : link.parts) {
        const Vec3 half = bounds(part.shape);
        const float mass = link.mass_kg * half.x * half.y * half.z / volume_sum;
        const Inertia own{
            .xx = 0.2F * mass * (half.y * half.y + half.z * half.z),
            .yy = 0.2F * mass * (half.x * half.x + half.z * half.z),
            .zz = 0.2F * mass * (half.x * half.x + half.y * half.y),
        };
        sum += rotated(own, part.local.rotation);
        sum += point_inertia(mass, part.local.position - middle);
    }
    return sum;
}

}  // namespace

Inertia& Inertia::operator+=(const Inertia& other) {
    xx += other.xx;
    yy += other.yy;
    zz += other.zz;
    xy += other.xy;
    xz += other.xz;
    yz += other.yz;
    return *this;
}

Inertia point_inertia(float mass_kg, Vec3 at) {
    const Vec3 s = at * at;
    return {
        .xx = mass_kg * (s.y + s.z),
        .yy = mass_kg * (s.x + s.z),
        .zz = mass_kg * (s.x + s.y),
        .xy = -mass_kg * at.x * at.y,
        .xz = -mass_kg * at.x * at.z,
        .yz = -mass_kg * at.y * at.z,
    };
}

Inertia rotated(const Inertia& tensor, Quat turn) {
    // Columns of R T R^T, built by sending the axes through.
    const Quat back = inverse(turn);
    const Vec3 x = rotate(turn, tensor * rotate(back, {1, 0, 0}));
    const Vec3 y = rotate(turn, tensor * rotate(back, {0, 1, 0}));
    const Vec3 z = rotate(turn, tensor * rotate(back, {0, 0, 1}));
    return {.xx = x.x, .yy = y.y, .zz = z.z, .xy = y.x, .xz = z.x, .yz = z.y};
}

Vec3 solve(const Inertia& t, Vec3 b) {
    const Vec3 r0{t.xx, t.xy, t.xz};
    const Vec3 r1{t.xy, t.yy, t.yz};
    const Vec3 r2{t.xz, t.yz, t.zz};
    const Vec3 c0 = cross(r1, r2);
    const Vec3 c1 = cross(r2, r0);
    const Vec3 c2 = cross(r0, r1);
    const float determinant = dot(r0, c0);
    HIBARI_DCHECK(determinant > 0.0F, determinant);
    return (c0 * b.x + c1 * b.y + c2 * b.z) / determinant;
}

// Jacobi's rotations: each takes one product of inertia to zero.
Vec3 principal_axis(const Inertia& tensor, Vec3 wish) {
    constexpr int kSweeps = 8;
    std::array<std::array<float, 3>, 3> a{
        {{tensor.xx, tensor.xy, tensor.xz},
         {tensor.xy, tensor.yy, tensor.yz},
         {tensor.xz, tensor.yz, tensor.zz}}
    };
    std::array<std::array<float, 3>, 3> axes{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};  // Rows.
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        for (std::size_t p = 0; p < 2; ++p) {
            for (std::size_t q = p + 1; q < 3; ++q) {
                const float angle = 0.5F * std::atan2(2.0F * a[p][q], a[q][q] - a[p][p]);
                const float c = std::cos(angle);
                const float s = std::sin(angle);
                for (std::size_t k = 0; k < 3; ++k) {
                    const float kp = a[k][p];
                    const float kq = a[k][q];
                    a[k][p] = c * kp - s * kq;
                    a[k][q] = s * kp + c * kq;
                }
                for (std::size_t k = 0; k < 3; ++k) {
                    const float pk = a[p][k];
                    const float qk = a[q][k];
                    a[p][k] = c * pk - s * qk;
                    a[q][k] = s * pk + c * qk;
                    const float from_p = axes[p][k];
                    const float from_q = axes[q][k];
                    axes[p][k] = c * from_p - s * from_q;
                    axes[q][k] = s * from_p + c * from_q;
                }
            }
        }
    }
    Vec3 best = wish;
    float nearest = -1.0F;
    for (const auto& row : axes) {
        const Vec3 axis{row[0], row[1], row[2]};
        if (std::fabs(dot(axis, wish)) > nearest) {
            nearest = std::fabs(dot(axis, wish));
            best = dot(axis, wish) < 0.0F ? -axis : axis;
        }
    }
    return best;
}

Skeleton::Skeleton(const Blueprint& blueprint) {
    const auto count = blueprint.links.size();
    HIBARI_CHECK(count > 0 && count <= kMaxBones, count);
    for (std::size_t i = 0; i < count; ++i) {
        const Link& link = blueprint.links[i];
        HIBARI_CHECK(link.parent < static_cast<int>(i), link.name, link.parent);
        const Vec3 pivot = link.joint.pivot;
        const Vec3 parent = link.parent < 0 ? Vec3{} : rest_[index_of(link.parent)];
        rest_.push_back(pivot);
        bones_.push_back({
            .name = link.name,
            .parent = link.parent,
            .offset = pivot - parent,
            .center = link.rest.position - pivot,
            .mass_kg = link.mass_kg,
            .inertia = inertia_of_link(link),
        });
        mass_kg_ += link.mass_kg;
    }
    root_rest_ = rest_.front();
}

Skeleton Skeleton::with(const Load& load) const {
    HIBARI_CHECK(count() < kMaxBones && load.bone < count(), load.bone);
    Skeleton loaded = *this;
    loaded.bones_.push_back({
        .name = "load",
        .parent = load.bone,
        .offset = load.local.position,
        .mass_kg = load.mass_kg,
        .inertia = load.inertia,
    });
    loaded.rest_.push_back(rest_pivot(load.bone) + load.local.position);
    loaded.mass_kg_ += load.mass_kg;
    return loaded;
}

Inertia inertia_of(const Blueprint& blueprint, Vec3 center) {
    Inertia sum;
    for (const Link& link : blueprint.links) {
        sum += rotated(inertia_of_link(link), link.rest.rotation);
        sum += point_inertia(link.mass_kg, link.rest.position - center);
    }
    return sum;
}

int Skeleton::find(std::string_view name) const {
    for (std::size_t i = 0; i < bones_.size(); ++i) {
        if (bones_[i].name == name) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

void Skeleton::forward(Vec3 root, const Joints& joints, Frames& frames) const {
    frames.pivot[0] = root;
    frames.turn[0] = joints[0];
    for (std::size_t i = 1; i < bones_.size(); ++i) {
        const auto p = index_of(bones_[i].parent);
        frames.turn[i] = normalize(frames.turn[p] * joints[i]);
        frames.pivot[i] = frames.pivot[p] + rotate(frames.turn[p], bones_[i].offset);
    }
}

void Skeleton::forward_from(int first, const Joints& joints, Frames& frames) const {
    std::array<bool, kMaxBones> touched{};
    for (auto i = index_of(first); i < bones_.size(); ++i) {
        if (bones_[i].parent < 0) {
            continue;
        }
        const auto p = index_of(bones_[i].parent);
        if (i != index_of(first) && !touched[p]) {
            continue;
        }
        touched[i] = true;
        frames.turn[i] = normalize(frames.turn[p] * joints[i]);
        frames.pivot[i] = frames.pivot[p] + rotate(frames.turn[p], bones_[i].offset);
    }
}

void Skeleton::poses(const Frames& frames, std::span<Pose> poses) const {
    HIBARI_CHECK(poses.size() == bones_.size(), poses.size());
    for (int i = 0; i < count(); ++i) {
        poses[index_of(i)] = {center_of(i, frames), frames.turn[index_of(i)]};
    }
}

Vec3 Skeleton::joints_of(std::span<const Pose> poses, Joints& joints) const {
    HIBARI_CHECK(poses.size() == bones_.size(), poses.size());
    for (std::size_t i = 0; i < bones_.size(); ++i) {
        const int parent = bones_[i].parent;
        joints[i] = parent < 0 ? poses[i].rotation
                               : inverse(poses[index_of(parent)].rotation) * poses[i].rotation;
    }
    return apply(poses[0], -bones_[0].center);
}

Vec3 center_of_mass(const Skeleton& skeleton, const Frames& frames) {
    Vec3 sum{};
    for (int i = 0; i < skeleton.count(); ++i) {
        sum += skeleton.center_of(i, frames) * skeleton.bone(i).mass_kg;
    }
    return sum / skeleton.mass_kg();
}

Inertia inertia_of(const Skeleton& skeleton, const Frames& frames) {
    const Vec3 middle = center_of_mass(skeleton, frames);
    Inertia sum;
    for (int i = 0; i < skeleton.count(); ++i) {
        const Bone& bone = skeleton.bone(i);
        sum += rotated(bone.inertia, frames.turn[index_of(i)]);
        sum += point_inertia(bone.mass_kg, skeleton.center_of(i, frames) - middle);
    }
    return sum;
}

Vec3 angular_momentum(
    const Skeleton& skeleton, const Frames& before, const Frames& after, float dt
) {
    const Vec3 middle_before = center_of_mass(skeleton, before);
    const Vec3 middle_after = center_of_mass(skeleton, after);
    Vec3 sum{};
    for (int i = 0; i < skeleton.count(); ++i) {
        const Bone& bone = skeleton.bone(i);
        const Vec3 from = skeleton.center_of(i, before) - middle_before;
        const Vec3 to = skeleton.center_of(i, after) - middle_after;
        const Quat turn = after.turn[index_of(i)];
        const Vec3 spin = spin_between(before.turn[index_of(i)], turn, dt);
        sum += cross((from + to) * 0.5F, (to - from) / dt) * bone.mass_kg;
        sum += rotated(bone.inertia, turn) * spin;
    }
    return sum;
}

Vec3 spin_between(Quat before, Quat after, float dt) {
    Quat change = after * inverse(before);
    if (change.w < 0.0F) {
        change = {-change.x, -change.y, -change.z, -change.w};
    }
    const Vec3 axis{change.x, change.y, change.z};
    const float sine = length(axis);
    if (sine < 1e-9F) {
        return axis * (2.0F / dt);
    }
    return axis * (2.0F * std::atan2(sine, change.w) / (sine * dt));
}

Quat spun(Quat turn, Vec3 spin, float dt) {
    const float rate = length(spin);
    if (rate * dt < 1e-9F) {
        return turn;
    }
    return normalize(from_axis_angle(spin, rate * dt) * turn);
}

}  // namespace hibari::world
