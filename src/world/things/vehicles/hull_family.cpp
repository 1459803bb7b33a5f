// Hulls: two rows of panels on each side, from the stern at -Z to the bow.
#include "world/things/vehicles/hull_family.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr int kStations = 14;

/// Half the width at t = -1 (stern) .. 1 (bow), as a share of the widest.
float beam_at(float t) {
    return t < 0.0F ? 1.0F - 0.3F * t * t : std::sqrt(std::max(0.0F, 1.0F - t * t * t));
}

}  // namespace

void add_hull(Assembly& boat, const HullData& hull) {
    const float deck_y = hull.draught_m + hull.freeboard_m;
    const auto lift = [&](float t) { return hull.sheer_m * (t > 0.0F ? t * t : 0.45F * t * t); };
    // What floats and what one bumps into: boxes inside the planks.
    boat.part(
            box({0.72F * hull.half_beam_m, 0.5F * deck_y, 0.72F * hull.half_length_m}),
            {0, 0.5F * deck_y, -0.15F * hull.half_length_m},
            hull.side
    )
        .visible = false;

    struct Row {
        float low, high;        ///< y
        float in_low, in_high;  ///< share of the beam
        const Material* look;
    };

    const Row rows[] = {
        {0.07F, hull.draught_m * 1.15F, 0.35F, 0.86F, &hull.bottom},
        {hull.draught_m * 1.1F, deck_y + hull.bulwark_m, 0.86F, 1.0F, &hull.side},
    };
    for (const Row& row : rows) {
        for (int i = 0; i < kStations; ++i) {
            const float t0 = -1.0F + 2.0F * static_cast<float>(i) / kStations;
            const float t1 = -1.0F + 2.0F * static_cast<float>(i + 1) / kStations;
            for (const float side : {-1.0F, 1.0F}) {
                const auto corner = [&](float t, float y, float share) {
                    const bool top = y > deck_y;
                    return Vec3{
                        side * share * hull.half_beam_m * beam_at(t),
                        y + (top ? lift(t) : 0.0F),
                        t * hull.half_length_m
                    };
                };
                const Vec3 low =
                    (corner(t0, row.low, row.in_low) + corner(t1, row.low, row.in_low)) * 0.5F;
                const Vec3 high =
                    (corner(t0, row.high, row.in_high) + corner(t1, row.high, row.in_high)) * 0.5F;
                const Vec3 a = corner(t0, row.high, row.in_high);
                const Vec3 b = corner(t1, row.high, row.in_high);
                const Vec3 z = normalize(b - a);
                const Vec3 up = normalize(high - low);
                const Vec3 x = normalize(cross(up, z));
                const Quat turn = from_axes(x, cross(z, x), z);
                const float half_high = 0.5F * distance(low, high) + 0.02F;
                boat.detail(
                    box({0.05F, half_high, 0.5F * distance(a, b) + 0.06F}, 0.02F),
                    {(low + high) * 0.5F, turn},
                    *row.look
                );
                if (&row == &rows[1]) {
                    boat.thin_rod(a, b, 0.07F, hull.rail);
                }
            }
        }
    }
    for (int i = 0; i < kStations; ++i) {
        const float t = -1.0F + 2.0F * (static_cast<float>(i) + 0.5F) / kStations;
        const float half = hull.half_length_m / kStations;
        boat.detail(
            box({0.97F * hull.half_beam_m * beam_at(t + 0.04F), 0.04F, half + 0.02F}),
            {0, deck_y + 0.6F * lift(t), t * hull.half_length_m},
            hull.deck
        );
    }
    // The transom closes the stern.
    boat.detail(
        box({0.7F * hull.half_beam_m, 0.5F * (hull.freeboard_m + hull.bulwark_m) + 0.2F, 0.06F},
            0.03F),
        {0, hull.draught_m + 0.5F * (hull.freeboard_m + hull.bulwark_m), -hull.half_length_m + 0.05F
        },
        hull.side
    );
}

}  // namespace hibari::world
