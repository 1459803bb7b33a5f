#include "world/physics/water/buoyancy.h"

#include "base/check.h"
#include "world/physics/rigid/shape_distance.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kWaterDensity = 1000.0F;
constexpr float kDrag = 0.9F;  // Quadratic, a blunt body.
constexpr float kDamp = 1.2F;  // 1/s, share of the displaced mass: waves carry energy away.
// Share of the displaced water that moves with the body: a ball's, Batchelor, "An Introduction to
// Fluid Dynamics", 6.8; other shapes near enough.
constexpr float kAddedMass = 0.5F;
constexpr int kGrid = 3;

void fill_part(const Part& part, std::vector<Hull::Sample>& samples) {
    const Vec3 half = bounds(part.shape);
    std::vector<Vec3> inside;
    for (int i = 0; i < kGrid * kGrid * kGrid; ++i) {
        const auto cell = [](int index) {
            return (static_cast<float>(index) + 0.5F) * 2.0F / static_cast<float>(kGrid) - 1.0F;
        };
        const Vec3 at =
            half * Vec3{cell(i % kGrid), cell(i / kGrid % kGrid), cell(i / kGrid / kGrid)};
        if (distance_to(part.shape, at).distance < 0.0F) {
            inside.push_back(at);
        }
    }
    if (inside.empty()) {
        inside.push_back({});
    }
    const float share = volume(part.shape) / static_cast<float>(inside.size());
    const float size = 2.0F * std::min({half.x, half.y, half.z}) / static_cast<float>(kGrid);
    for (const Vec3 at : inside) {
        samples.push_back({apply(part.local, at), share, std::max(size, 0.005F)});
    }
}

/// The velocity change that the water gives a body in one step, solved for at the end of the step.
///
/// Forces that are taken as they are at its beginning gain energy wherever they would stop a motion
/// within less than a step: long thin things have next to no inertia about their axis, light ones
/// next to no mass. Backward Euler for what depends on the velocity (Baraff and Witkin, "Large
/// Steps in Cloth Simulation", equation 6) cannot, whatever the body is like; what depends on the
/// place enters with half its stiffness, which bounds it without damping it.
class WaterSolver {
  public:
    WaterSolver(RigidWorld& world, int body, const Pose& pose, double dt)
        : world_(world), body_(body), pose_(pose), dt_(dt) {}

    void push(Vec3 arm, Vec3 force_n) {
        const Vec3 torque = cross(arm, force_n);
        add(0, force_n);
        add(3, torque);
    }

    /// `ns_m` newtons against each metre per second of `flow` at `arm`.
    void resist(Vec3 arm, Vec3 flow, float ns_m) {
        push(arm, flow * -ns_m);
        const double weight = dt_ * static_cast<double>(ns_m);
        spread(arm, {1, 0, 0}, weight);
        spread(arm, {0, 1, 0}, weight);
        spread(arm, {0, 0, 1}, weight);
    }

    /// Water that has to be moved out of the way.
    void carry_along(Vec3 arm, float mass_kg) {
        spread(arm, {1, 0, 0}, static_cast<double>(mass_kg));
        spread(arm, {0, 1, 0}, static_cast<double>(mass_kg));
        spread(arm, {0, 0, 1}, static_cast<double>(mass_kg));
    }

    /// The lift grows by `n_m` newtons with each metre that the point goes under.
    void stiffen(Vec3 arm, float n_m) {
        spread(arm, {0, 1, 0}, 0.5 * dt_ * dt_ * static_cast<double>(n_m));
    }

    void resist_spin(Vec3 spin, float nms) {
        add(3, spin * -nms);
        for (std::size_t i = 3; i < 6; ++i) {
            matrix_[i][i] += dt_ * static_cast<double>(nms);
        }
    }

    /// Turns the body's `up` upright.
    void right(Vec3 up, float nm) {
        add(3, cross(up, Vec3{0, 1, 0}) * nm);
        const double weight = 0.5 * dt_ * dt_ * static_cast<double>(nm);
        for (std::size_t i = 3; i < 6; ++i) {
            matrix_[i][i] += weight;
        }
    }

    /// Hands the force that does it to the world, which adds the weight itself.
    void solve(float gravity) {
        const Vec3 weight{0, -world_.mass(body_) * gravity, 0};
        add(0, weight);
        const auto mass = static_cast<double>(world_.mass(body_));
        for (std::size_t i = 0; i < 3; ++i) {
            matrix_[i][i] += mass;
        }
        const Vec3 inertia = world_.inertia(body_);
        const std::array<Vec3, 3> axes{
            rotate(pose_.rotation, {1, 0, 0}),
            rotate(pose_.rotation, {0, 1, 0}),
            rotate(pose_.rotation, {0, 0, 1})
        };
        add_moment(axes[0], inertia.x);
        add_moment(axes[1], inertia.y);
        add_moment(axes[2], inertia.z);
        eliminate();
        // The vector now holds accelerations.
        const Vec3 moved{at(0), at(1), at(2)};
        const Vec3 turned{at(3), at(4), at(5)};
        world_.push(body_, moved * world_.mass(body_) - weight, pose_.position);
        world_.twist(
            body_,
            axes[0] * (inertia.x * dot(axes[0], turned)) +
                axes[1] * (inertia.y * dot(axes[1], turned)) +
                axes[2] * (inertia.z * dot(axes[2], turned))
        );
    }

  private:
    float at(std::size_t i) const { return static_cast<float>(vector_[i]); }

    void add(std::size_t from, Vec3 value) {
        vector_[from] += static_cast<double>(value.x);
        vector_[from + 1] += static_cast<double>(value.y);
        vector_[from + 2] += static_cast<double>(value.z);
    }

    /// Inertia of a point at `arm` that is felt along `axis` only.
    void spread(Vec3 arm, Vec3 axis, double weight) {
        const Vec3 turn = cross(arm, axis);
        const std::array<double, 6> row{
            static_cast<double>(axis.x),
            static_cast<double>(axis.y),
            static_cast<double>(axis.z),
            static_cast<double>(turn.x),
            static_cast<double>(turn.y),
            static_cast<double>(turn.z)
        };
        for (std::size_t i = 0; i < 6; ++i) {
            for (std::size_t j = 0; j < 6; ++j) {
                matrix_[i][j] += weight * row[i] * row[j];
            }
        }
    }

    void add_moment(Vec3 axis, float moment) {
        const std::array<double, 3> a{
            static_cast<double>(axis.x), static_cast<double>(axis.y), static_cast<double>(axis.z)
        };
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t j = 0; j < 3; ++j) {
                matrix_[3 + i][3 + j] += static_cast<double>(moment) * a[i] * a[j];
            }
        }
    }

    /// Gauss, without pivoting: the matrix is symmetric and positive definite.
    void eliminate() {
        for (std::size_t k = 0; k < 6; ++k) {
            HIBARI_CHECK(matrix_[k][k] > 0.0, k, matrix_[k][k]);
            for (std::size_t i = k + 1; i < 6; ++i) {
                const double share = matrix_[i][k] / matrix_[k][k];
                for (std::size_t j = k; j < 6; ++j) {
                    matrix_[i][j] -= share * matrix_[k][j];
                }
                vector_[i] -= share * vector_[k];
            }
        }
        for (std::size_t k = 6; k-- > 0;) {
            for (std::size_t j = k + 1; j < 6; ++j) {
                vector_[k] -= matrix_[k][j] * vector_[j];
            }
            vector_[k] /= matrix_[k][k];
        }
    }

    RigidWorld& world_;
    int body_;
    Pose pose_;
    double dt_;
    std::array<std::array<double, 6>, 6> matrix_{};
    std::array<double, 6> vector_{};
};

}  // namespace

Hull make_hull(std::span<const Part> parts, float mass_kg, bool floats) {
    Hull hull;
    float half_width = 0.0F;
    for (const Part& part : parts) {
        if (part.collides) {
            fill_part(part, hull.samples);
            half_width = std::max(half_width, bounds(part.shape).z);
        }
    }
    for (const Hull::Sample& sample : hull.samples) {
        hull.volume_m3 += sample.volume_m3;
    }
    if (!floats || hull.volume_m3 <= 0.0F) {
        return hull;
    }
    const float wanted = 2.0F * mass_kg / kWaterDensity;
    if (hull.volume_m3 < wanted) {
        const float scale = wanted / hull.volume_m3;
        for (Hull::Sample& sample : hull.samples) {
            sample.volume_m3 *= scale;
        }
        hull.volume_m3 = wanted;
    }
    hull.righting_m = 0.4F * half_width;
    return hull;
}

void trim_hull(Hull& hull, float mass_kg, float waterline_y) {
    float below = 0.0F;
    for (const Hull::Sample& sample : hull.samples) {
        const float under = clamp((waterline_y - sample.at.y) / sample.size_m + 0.5F, 0.0F, 1.0F);
        below += under * sample.volume_m3;
    }
    if (below <= 1e-6F) {
        return;
    }
    fill_out(hull, hull.volume_m3 * mass_kg / (kWaterDensity * below));
}

void fill_out(Hull& hull, float volume_m3) {
    if (hull.volume_m3 <= 0.0F) {
        return;
    }
    const float scale = volume_m3 / hull.volume_m3;
    for (Hull::Sample& sample : hull.samples) {
        sample.volume_m3 *= scale;
    }
    hull.volume_m3 = volume_m3;
}

Wetness float_body(
    const Hull& hull,
    const Waters& waters,
    float flooded,
    float gravity,
    int body,
    double dt,
    RigidWorld& world
) {
    Wetness wet;
    if (hull.samples.empty() || hull.volume_m3 <= 0.0F) {
        return wet;
    }
    const Pose pose = world.pose(body);
    Vec3 low;
    Vec3 high;
    world.bounds_of(body, low, high);
    if (low.y > waters.top_y() + 0.1F) {
        return wet;
    }
    wet.surface_y = waters.surface_y(pose.position).value_or(0.0F);
    const bool moved = world.motion(body) == Motion::kDynamic;
    WaterSolver water(world, body, pose, dt);
    for (const Hull::Sample& sample : hull.samples) {
        const Vec3 at = apply(pose, sample.at);
        const auto surface = waters.surface_y(at);
        const float under =
            surface ? clamp((*surface - at.y) / sample.size_m + 0.5F, 0.0F, 1.0F) : 0.0F;
        if (under <= 0.0F) {
            continue;
        }
        const float displaced = under * sample.volume_m3;
        wet.submerged += displaced / hull.volume_m3;
        if (!moved) {
            continue;
        }
        const float heave = (*waters.surface_y(at, 0.01F) - *surface) / 0.01F;
        const Vec3 flow = world.velocity_at(body, at) - Vec3{0, heave, 0};
        const float speed = length(flow);
        const float area = std::cbrt(displaced * displaced);
        const Vec3 arm = at - pose.position;
        const float buoyed = kWaterDensity * gravity * (1.0F - flooded);
        water.push(arm, {0, buoyed * displaced, 0});
        water.resist(arm, flow, kWaterDensity * (0.5F * kDrag * area * speed + kDamp * displaced));
        water.carry_along(arm, kAddedMass * kWaterDensity * displaced);
        if (under < 1.0F) {
            water.stiffen(arm, buoyed * sample.volume_m3 / sample.size_m);
        }
    }
    if (moved && wet.submerged > 0.0F) {
        const Vec3 inertia = world.inertia(body);
        const float stiffest = std::max({inertia.x, inertia.y, inertia.z});
        water.resist_spin(world.spin(body), stiffest * wet.submerged);
        if (hull.righting_m > 0.0F) {
            water.right(
                rotate(pose.rotation, {0, 1, 0}), world.mass(body) * gravity * hull.righting_m
            );
        }
        water.solve(gravity);
    }
    return wet;
}

}  // namespace hibari::world
