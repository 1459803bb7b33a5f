#include "world/render/frame_index.h"
#include "world/render/primitive_bounds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace hibari::world {

void FrameIndex::build_lamp_grids(const FrameScene& scene) {
    constexpr int kSide = kLampGridSize;

    struct Cone {
        Vec3 axis;
        float cosine;  ///< of the half angle
        float sine;
        std::uint32_t primitive;
        float near = 0.0F;
    };

    /// The four planes through the lamp that bound a cell, pointing in; none where the map folds.
    struct Pyramid {
        std::array<Vec3, 4> planes{};
        bool exact = false;
    };

    const auto direction_of = [](float x, float y) {
        // Octahedral map: the square's diamond is the upper half, its corners fold down.
        Vec3 d{x, 1.0F - std::abs(x) - std::abs(y), y};
        if (d.y < 0.0F) {
            const float fx = (1.0F - std::abs(d.z)) * (d.x < 0.0F ? -1.0F : 1.0F);
            d.z = (1.0F - std::abs(d.x)) * (d.z < 0.0F ? -1.0F : 1.0F);
            d.x = fx;
        }
        return normalize(d);
    };
    std::vector<Cone> cells;
    std::vector<Pyramid> pyramids;
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const auto at = [&](float fx, float fy) {
                return direction_of(
                    (static_cast<float>(x) + fx) / kSide * 2.0F - 1.0F,
                    (static_cast<float>(y) + fy) / kSide * 2.0F - 1.0F
                );
            };
            const Vec3 axis = at(0.5F, 0.5F);
            float least = 1.0F;
            for (const auto& [fx, fy] :
                 {std::pair{0.0F, 0.0F}, {1.0F, 0.0F}, {0.0F, 1.0F}, {1.0F, 1.0F}}) {
                least = std::min(least, dot(axis, at(fx, fy)));
            }
            // Edges of a cell bulge a little beyond its corners.
            const float angle = std::acos(clamp(least, -1.0F, 1.0F)) * 1.1F;
            cells.push_back({axis, std::cos(angle), std::sin(angle), 0});
            // Within one face of the octahedron straight lines of the map are planes.
            Pyramid pyramid;
            const std::array<Vec3, 4> corners{at(0, 0), at(1, 0), at(1, 1), at(0, 1)};
            const float mx = std::abs((static_cast<float>(x) + 0.5F) / kSide * 2.0F - 1.0F);
            const float my = std::abs((static_cast<float>(y) + 0.5F) / kSide * 2.0F - 1.0F);
            pyramid.exact = std::abs(mx + my - 1.0F) > 1.5F / kSide;
            for (std::size_t k = 0; k < 4; ++k) {
                const Vec3 plane = normalize(cross(corners[k], corners[(k + 1) % 4]));
                pyramid.planes[k] = dot(plane, axis) < 0.0F ? plane * -1.0F : plane;
            }
            pyramids.push_back(pyramid);
        }
    }
    for (const FrameLamp& lamp : scene.lamps) {
        std::vector<Cone> cones;
        for (std::size_t i = 0; i < scene.primitives.size() && lamp.shadows; ++i) {
            const Primitive& p = scene.primitives[i];
            const Vec3 to = p.position - lamp.position;
            const float away = length(to);
            const Material& look = scene.materials[static_cast<std::size_t>(p.material)].look;
            // A lamp sits inside its own glowing housing.
            if (!p.casts_shadow || look.emission > 0.0F) {
                continue;
            }
            const float size = p.bound_radius + lamp.radius;
            const float sine = away > size ? size / away : 1.0F;
            const float cosine = away > size ? std::sqrt(1.0F - sine * sine) : -1.0F;
            cones.push_back(
                {normalize(to, {0, 1, 0}),
                 cosine,
                 sine,
                 static_cast<std::uint32_t>(i),
                 distance_to_bounds(p, lamp.position)}
            );
        }
        std::ranges::stable_sort(cones, {}, &Cone::near);
        // In planes, so that the compiler tests several at once.
        std::array<std::vector<float>, 5> cone_plane;
        for (const Cone& cone : cones) {
            cone_plane[0].push_back(cone.axis.x);
            cone_plane[1].push_back(cone.axis.y);
            cone_plane[2].push_back(cone.axis.z);
            cone_plane[3].push_back(cone.cosine);
            cone_plane[4].push_back(cone.sine);
        }
        std::vector<std::uint8_t> near_cell(cones.size());
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const Cone& cell = cells[c];
            const Pyramid& pyramid = pyramids[c];
            lamp_start_.push_back(static_cast<std::uint32_t>(lamp_entries_.size()));
            for (std::size_t i = 0; i < cones.size(); ++i) {
                // cos(a + b); inside the bound every direction counts.
                const float limit = cell.cosine * cone_plane[3][i] - cell.sine * cone_plane[4][i];
                const float along = cell.axis.x * cone_plane[0][i] +
                                    cell.axis.y * cone_plane[1][i] + cell.axis.z * cone_plane[2][i];
                near_cell[i] = static_cast<std::uint8_t>(
                    static_cast<unsigned>(cone_plane[3][i] < 0.0F) |
                    static_cast<unsigned>(along > limit)
                );
            }
            for (std::size_t i = 0; i < cones.size(); ++i) {
                if (near_cell[i] == 0) {
                    continue;
                }
                const Cone& cone = cones[i];
                const Primitive& p = scene.primitives[cone.primitive];
                const Vec3 offset = p.position - lamp.position;
                bool apart = false;
                for (const Vec3& plane : pyramid.planes) {
                    // The lamp's own size blurs the cell's border.
                    const float reach =
                        std::min(reach_along(p, plane), p.bound_radius) + lamp.radius;
                    apart = apart || (pyramid.exact && dot(plane, offset) < -reach);
                }
                if (!apart) {
                    lamp_entries_.push_back(cone.primitive);
                    lamp_near_.push_back(cone.near);
                }
            }
        }
        lamp_start_.push_back(static_cast<std::uint32_t>(lamp_entries_.size()));
    }
    view_.lamp_start = lamp_start_.data();
    view_.lamp_entries = lamp_entries_.data();
    view_.lamp_near = lamp_near_.data();
}

}  // namespace hibari::world
