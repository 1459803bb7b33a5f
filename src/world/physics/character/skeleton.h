// A tree of rigid bones, made from any blueprint whose links hang on one another.
//
// At rest every bone's frame is parallel to the thing's frame, so a posture is one rotation per
// joint. A Stance of joints (`Joints`) plus the place of the root gives `Frames`: where each bone
// is in the world. Mass, centre of mass and momentum are measured on frames, which is what flight
// needs.
#pragma once

#include "base/vec.h"
#include "world/things/thing.h"

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace hibari::world {

constexpr int kMaxBones = 48;

/// A symmetric 3x3 matrix.
struct Inertia {
    float xx = 0, yy = 0, zz = 0, xy = 0, xz = 0, yz = 0;

    Vec3 operator*(Vec3 v) const {
        return {
            xx * v.x + xy * v.y + xz * v.z,
            xy * v.x + yy * v.y + yz * v.z,
            xz * v.x + yz * v.y + zz * v.z
        };
    }

    Inertia& operator+=(const Inertia& other);
};

/// The moment of a point mass at `at`.
Inertia point_inertia(float mass_kg, Vec3 at);
/// The tensor seen from a frame in which its own frame is turned by `turn`.
Inertia rotated(const Inertia& tensor, Quat turn);
/// Solves tensor * x = b; the tensor must be positive definite.
Vec3 solve(const Inertia& tensor, Vec3 b);

/// The principal axis nearest to `wish`, on its side.
Vec3 principal_axis(const Inertia& tensor, Vec3 wish);

struct Bone {
    std::string_view name;
    int parent = -1;
    Vec3 offset{};  ///< from the parent's pivot to this pivot, at rest
    Vec3 center{};  ///< from the pivot to the centre of mass
    float mass_kg = 0.0F;
    Inertia inertia{};  ///< about the centre of mass, kg m^2
};

/// Rotation of each bone against its parent; of the root against the world.
using Joints = std::array<Quat, kMaxBones>;

/// Where the bones are in the world: pivot and rotation.
struct Frames {
    std::array<Vec3, kMaxBones> pivot{};
    std::array<Quat, kMaxBones> turn{};
};

/// Something rigid that a bone carries along: a board under bound feet.
struct Load {
    int bone = 0;
    Pose local{};  ///< its centre of mass and axes in the bone's frame
    float mass_kg = 0.0F;
    Inertia inertia{};  ///< about its centre of mass, in its own axes
};

class Skeleton {
  public:
    /// Keeps views of the link names: the blueprint must outlive the skeleton.
    explicit Skeleton(const Blueprint& blueprint);

    /// The same with one more bone, the last: the load, its pivot at its centre of mass. Its joint
    /// is the load's rotation against the bone.
    Skeleton with(const Load& load) const;

    int count() const { return static_cast<int>(bones_.size()); }

    const Bone& bone(int index) const { return bones_[static_cast<std::size_t>(index)]; }

    /// Index of the bone with that name, or -1.
    int find(std::string_view name) const;

    float mass_kg() const { return mass_kg_; }

    /// Height of the root's pivot at rest above the thing's origin.
    Vec3 root_rest() const { return root_rest_; }

    /// Pivot of a bone at rest in the thing's frame.
    Vec3 rest_pivot(int index) const { return rest_[static_cast<std::size_t>(index)]; }

    /// Frames of all bones from the root's pivot and the joints.
    void forward(Vec3 root, const Joints& joints, Frames& frames) const;
    /// Frames of bone `first` and those after it whose chain starts there; parents must be done.
    void forward_from(int first, const Joints& joints, Frames& frames) const;

    Vec3 center_of(int index, const Frames& frames) const {
        const auto i = static_cast<std::size_t>(index);
        return frames.pivot[i] + rotate(frames.turn[i], bones_[i].center);
    }

    /// World poses of the links: centres of mass and rotations.
    void poses(const Frames& frames, std::span<Pose> poses) const;
    /// Joints and root that reproduce the given world poses of the links.
    Vec3 joints_of(std::span<const Pose> poses, Joints& joints) const;

  private:
    std::vector<Bone> bones_;
    std::vector<Vec3> rest_;
    Vec3 root_rest_{};
    float mass_kg_ = 0.0F;
};

/// Inertia of a thing about its centre of mass, at rest.
Inertia inertia_of(const Blueprint& blueprint, Vec3 center);

Vec3 center_of_mass(const Skeleton& skeleton, const Frames& frames);
/// About the centre of mass, in world axes.
Inertia inertia_of(const Skeleton& skeleton, const Frames& frames);
/// Angular momentum about the centre of mass of the motion from `before` to `after` in `dt`.
Vec3 angular_momentum(
    const Skeleton& skeleton, const Frames& before, const Frames& after, float dt
);

/// Angular velocity that turns `before` into `after` in `dt`, rad/s in world axes.
Vec3 spin_between(Quat before, Quat after, float dt);
/// `turn` after rotating with `spin` for `dt`.
Quat spun(Quat turn, Vec3 spin, float dt);

}  // namespace hibari::world
