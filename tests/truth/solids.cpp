#include "truth/solids.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hibari::truth {
namespace {

constexpr float kFar = std::numeric_limits<float>::infinity();

/// A ball at the rim of a solid; sharp corners have radius 0.
struct Probe {
    Vec3 at{};
    float radius = 0.0F;
};

std::vector<Probe> probes_of(const Solid& solid) {
    std::vector<Probe> probes;
    if (solid.shape == "sphere") {
        return {{{}, solid.radius}};
    }
    if (solid.shape == "capsule") {
        return {{{0, solid.half.y, 0}, solid.radius}, {{0, -solid.half.y, 0}, solid.radius}};
    }
    if (solid.shape == "box") {
        const Vec3 inner = solid.half - Vec3{1, 1, 1} * solid.rounding;
        for (int corner = 0; corner < 8; ++corner) {
            const auto sign = [&](int bit) { return (corner >> bit & 1) != 0 ? 1.0F : -1.0F; };
            probes.push_back(
                {{sign(0) * inner.x, sign(1) * inner.y, sign(2) * inner.z}, solid.rounding}
            );
        }
    }
    if (solid.shape == "cylinder") {
        constexpr int kRim = 24;
        for (int i = 0; i < kRim; ++i) {
            const float angle = 2.0F * kPi * static_cast<float>(i) / kRim;
            const float reach = solid.radius - solid.rounding;
            for (const float end : {-1.0F, 1.0F}) {
                probes.push_back(
                    {{reach * std::cos(angle),
                      end * (solid.half.y - solid.rounding),
                      reach * std::sin(angle)},
                     solid.rounding}
                );
            }
        }
    }
    return probes;
}

/// Signed distance of a point in the solid's frame to its surface (Quilez, "Distance functions").
float distance_to(const Solid& solid, Vec3 point) {
    const Vec3 p{std::fabs(point.x), std::fabs(point.y), std::fabs(point.z)};
    if (solid.shape == "sphere") {
        return length(point) - solid.radius;
    }
    if (solid.shape == "capsule") {
        return length(Vec3{p.x, std::max(p.y - solid.half.y, 0.0F), p.z}) - solid.radius;
    }
    if (solid.shape == "box") {
        const Vec3 q = p - solid.half + Vec3{1, 1, 1} * solid.rounding;
        return length(max(q, Vec3{})) + std::min(std::max({q.x, q.y, q.z}), 0.0F) - solid.rounding;
    }
    if (solid.shape == "cylinder") {
        const float x = std::hypot(p.x, p.z) - solid.radius + solid.rounding;
        const float y = p.y - solid.half.y + solid.rounding;
        return std::hypot(std::max(x, 0.0F), std::max(y, 0.0F)) + std::min(std::max(x, y), 0.0F) -
               solid.rounding;
    }
    return kFar;
}

template <typename Visit>
void for_probes(const Body& body, int sample, Visit visit) {
    for (const Solid& solid : body.solids) {
        const Pose frame = compose(body.at(sample), solid.local);
        for (const Probe& probe : probes_of(solid)) {
            visit(Probe{apply(frame, probe.at), probe.radius});
        }
    }
}

}  // namespace

float overlap(const Body& a, const Body& b, int sample) {
    float deepest = -kFar;
    for_probes(a, sample, [&](const Probe& probe) {
        for (const Solid& solid : b.solids) {
            const Vec3 inner = apply(inverse(compose(b.at(sample), solid.local)), probe.at);
            deepest = std::max(deepest, probe.radius - distance_to(solid, inner));
        }
    });
    return deepest;
}

float sunk(const Body& body, int sample) {
    float deepest = -kFar;
    for_probes(body, sample, [&](const Probe& probe) {
        deepest = std::max(deepest, probe.radius - probe.at.y);
    });
    return deepest;
}

float size_of(const Body& body) {
    float size = kFar;
    for (const Solid& solid : body.solids) {
        if (solid.shape == "sphere" || solid.shape == "capsule") {
            size = std::min(size, 2.0F * solid.radius);
        } else if (solid.shape == "box") {
            size = std::min(size, 2.0F * std::min({solid.half.x, solid.half.y, solid.half.z}));
        } else if (solid.shape == "cylinder") {
            size = std::min(size, 2.0F * std::min(solid.half.y, solid.radius));
        }
    }
    return size;
}

}  // namespace hibari::truth
