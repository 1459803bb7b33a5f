#include "world/physics/water/buoyancy.h"

#include "world/physics/rigid/shape_distance.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kWaterDensity = 1000.0F;
constexpr float kDrag = 0.9F;  // Quadratic, a blunt body.
constexpr float kDamp = 1.2F;  // 1/s, share of the displaced mass: waves carry energy away.
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
    const float mass = world.mass(body);
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
        const float resist = kWaterDensity * (0.5F * kDrag * area * speed + kDamp * displaced);
        // Never more than stops this share of the body within a few steps.
        const float share = mass * sample.volume_m3 / hull.volume_m3;
        const Vec3 drag = flow * -std::min(resist, 60.0F * share);
        const Vec3 lift{0, kWaterDensity * gravity * displaced * (1.0F - flooded), 0};
        world.push(body, lift + drag, at);
    }
    if (moved && wet.submerged > 0.0F) {
        const Vec3 spin = world.spin(body);
        const Vec3 inertia = world.inertia(body);
        const float stiffest = std::max({inertia.x, inertia.y, inertia.z});
        world.twist(body, spin * (-1.0F * stiffest * wet.submerged));
        if (hull.righting_m > 0.0F) {
            const Vec3 up = rotate(pose.rotation, {0, 1, 0});
            world.twist(body, cross(up, Vec3{0, 1, 0}) * (mass * gravity * hull.righting_m));
        }
    }
    return wet;
}

}  // namespace hibari::world
