// Shadows of a tile, looked for at every second pixel and filled in between.
//
// Shadows change slowly over a surface, so a quarter of the pixels tell those of the rest. The
// lattice has a point at every even pixel of the tile, in both directions, and at its last ones:
// every pixel lies between points of its own tile, and pixels along the border are points
// themselves, so that the tiling cannot be seen.
#pragma once

#include "world/render/crew.h"
#include "world/render/kernels.h"
#include "world/render/known_light.h"
#include "world/render/tile_shadow.h"

HIBARI_LANES_BEGIN

inline constexpr int kPacketWidth = kLanes == 8 ? 4 : 1;
inline constexpr int kPacketHeight = kLanes == 8 ? 2 : 1;
inline constexpr int kTilePixels = kTileSize * kTileSize;
inline constexpr int kTilePackets = kTilePixels / kLanes;
inline constexpr int kLatticeSide = kTileSize / 2 + 1;
inline constexpr int kLatticePoints = kLatticeSide * kLatticeSide;
inline constexpr int kLatticePadded = (kLatticePoints + kLanes - 1) / kLanes * kLanes;
inline constexpr int kLatticePackets = kLatticePadded / kLanes;
static_assert(kLanes == 1 || kLatticePackets <= kBallPackets * kLanes);
/// Neighbours on one surface face nearly the same way.
inline constexpr float kSameFacing = 0.85F;

/// Light points in planes. Whole numbers are kept as the bits of floats.
template <int kCount>
struct PointPlanes {
    float world[3][kCount];
    float normal[3][kCount];
    float ref[kCount];
    float group[kCount];
    float blend[kCount];

    HIBARI_SMALL_FN void put(int at, const LightPoint& point) {
        store(world[0] + at, point.world.x);
        store(world[1] + at, point.world.y);
        store(world[2] + at, point.world.z);
        store(normal[0] + at, point.normal.x);
        store(normal[1] + at, point.normal.y);
        store(normal[2] + at, point.normal.z);
        store(ref + at, float_from_bits(point.ref));
        store(group + at, float_from_bits(point.group));
        store(blend + at, point.blend);
    }

    /// The points at `index`, one per lane.
    HIBARI_SMALL_FN LightPoint pick(I index) const {
        return {
            V3(gather(world[0], index), gather(world[1], index), gather(world[2], index)),
            V3(gather(normal[0], index), gather(normal[1], index), gather(normal[2], index)),
            float_bits(gather(ref, index)),
            float_bits(gather(group, index)),
            gather(blend, index),
        };
    }
};

/// Sky has no light to look for, and water asks for its own.
HIBARI_SMALL_FN M can_be_lit(const LightPoint& point) {
    return (point.ref != I(kHitNone)) & (point.ref != I(kHitWater));
}

/// First hits of a tile, packet after packet.
using TilePoints = PointPlanes<kTilePixels>;

struct LightLattice {
    std::uint32_t strangers;  ///< 0: all pixels of the tile lie on one plane face
    PointPlanes<kLatticePadded> points;
    float share[kLightChannels][kLatticePadded];
    float low[kLightChannels];  ///< least share of a channel in the tile
    float high[kLightChannels];
};

/// Where the lattice's points lie and which of them surround each pixel.
struct LatticePlan {
    std::int32_t pixel[kLatticePadded];             ///< place of a point among the tile's pixels
    std::int32_t corner[4][kTilePackets * kLanes];  ///< points around a pixel, some named twice
};

constexpr LatticePlan plan_lattice() {
    LatticePlan plan{};
    int order[kLatticePoints] = {};
    // Blocks of the shape of a packet first: points of one packet should lie close together.
    int next = 0;
    constexpr int kInner = kLatticeSide - 1;
    for (int by = 0; by < kInner; by += kPacketHeight) {
        for (int bx = 0; bx < kInner; bx += kPacketWidth) {
            for (int k = 0; k < kLanes; ++k) {
                order[(by + k / kPacketWidth) * kLatticeSide + bx + k % kPacketWidth] = next++;
            }
        }
    }
    for (int i = 0; i < kLatticeSide; ++i) {
        order[i * kLatticeSide + kInner] = next++;
    }
    for (int i = 0; i < kInner; ++i) {
        order[kInner * kLatticeSide + i] = next++;
    }
    const auto place = [](int x, int y) {
        const int packet = y / kPacketHeight * (kTileSize / kPacketWidth) + x / kPacketWidth;
        return packet * kLanes + y % kPacketHeight * kPacketWidth + x % kPacketWidth;
    };
    const auto pixel_of = [](int i) { return i == kLatticeSide - 1 ? kTileSize - 1 : 2 * i; };
    for (int y = 0; y < kLatticeSide; ++y) {
        for (int x = 0; x < kLatticeSide; ++x) {
            plan.pixel[order[y * kLatticeSide + x]] = place(pixel_of(x), pixel_of(y));
        }
    }
    for (int i = kLatticePoints; i < kLatticePadded; ++i) {
        plan.pixel[i] = plan.pixel[kLatticePoints - 1];
    }
    const auto before = [](int x) { return x == kTileSize - 1 ? kLatticeSide - 1 : x / 2; };
    const auto after = [](int x) { return (x + 1) / 2; };
    for (int y = 0; y < kTileSize; ++y) {
        for (int x = 0; x < kTileSize; ++x) {
            const int at = place(x, y);
            plan.corner[0][at] = order[before(y) * kLatticeSide + before(x)];
            plan.corner[1][at] = order[before(y) * kLatticeSide + after(x)];
            plan.corner[2][at] = order[after(y) * kLatticeSide + before(x)];
            plan.corner[3][at] = order[after(y) * kLatticeSide + after(x)];
        }
    }
    return plan;
}

/// In a function, because a GPU does not see constants of the namespace that are read by index.
HIBARI_SMALL_FN const LatticePlan& lattice_plan() {
    static constexpr LatticePlan kPlan = plan_lattice();
    return kPlan;
}

/// The lattice of one tile while its light is looked for.
struct LightSearch {
    const SceneView& view;
    const PointPlanes<kLatticePadded>& points;
    TileBalls tile;
    TileShadow sun;
    TileShadow lamps[kShadowLampsMost];

    /// Calls visit(point, solid) for every packet with points on something solid.
    template <typename Visit>
    HIBARI_FN void visit_points(const Visit& visit) const {
        for (int first = 0; first < kLatticePadded; first += kLanes) {
            const LightPoint point = points.pick(lane_index() + I(first));
            const M solid = can_be_lit(point);
            if (any(solid)) {
                visit(point, solid);
            }
        }
    }
};

HIBARI_FN void make_balls(LightSearch& search) {
    for (PointBalls& balls : search.tile.balls) {
        for (int k = 0; k < kLanes; ++k) {
            clear_ball(balls, k);
        }
    }
    int used = 0;
    for (int packet = 0; packet < kLatticePackets; ++packet) {
        const LightPoint point = search.points.pick(lane_index() + I(packet * kLanes));
        const M solid = can_be_lit(point);
        if (any(solid)) {
            put_ball(point, solid, search.tile.balls[packet / kLanes], packet % kLanes);
            used |= 1 << packet;
        }
    }
    for (int b = 0; b < kBallPackets; ++b) {
        search.tile.balls[b].used = mask_from_bits(used >> (b * kLanes));
    }
}

HIBARI_NOINLINE inline F free_of_sun(
    LightSearch& search, int packet, const LightPoint& point, M active
) {
    const SceneView& view = search.view;
    if constexpr (kLanes == 1) {
        return sun_visibility(view, point, active);
    }
    if (!search.sun.is_asked) {
        ask_sun(
            view, search.tile, [&](const auto& visit) { search.visit_points(visit); }, search.sun
        );
    }
    const F depth = dot(point.world, V3(view.scene->sky.sun_direction));
    return free_share(
        search.sun,
        packet,
        [&](int index, F& hidden) { add_sun_hidden(view, index, point, depth, active, hidden); },
        [&] { return sun_visibility(view, point, active); }
    );
}

HIBARI_NOINLINE inline F free_of_lamp(
    LightSearch& search,
    int lamp,
    TileShadow& shadow,
    int packet,
    const LightPoint& point,
    const LampRay& ray,
    M active
) {
    const SceneView& view = search.view;
    if constexpr (kLanes == 1) {
        return lamp_visibility(view, lamp, point, ray, active);
    }
    if (!shadow.is_asked) {
        ask_lamp(
            view, lamp, search.tile, [&](const auto& visit) { search.visit_points(visit); }, shadow
        );
    }
    return free_share(
        shadow,
        packet,
        [&](int index, F& hidden) {
            add_lamp_hidden(view, lamp, index, point, ray, active, hidden);
        },
        [&] { return lamp_visibility(view, lamp, point, ray, active); }
    );
}

/// Free shares of all lights at a packet of points.
HIBARI_NOINLINE inline void look_for_light(
    LightSearch& search, int packet, const LightPoint& at, M active, F (&share)[kLightChannels]
) {
    const SceneView& view = search.view;
    const LightPoint point = lifted(at);
    const FrameUniforms& scene = *view.scene;
    for (F& s : share) {
        s = F(1.0F);
    }
    // Flesh and leaves are lit a little from behind.
    const F threshold(-0.3F);
    const M sunny = active & (dot(point.normal, V3(scene.sky.sun_direction)) > threshold);
    if (has_sun(scene.sky) && any(sunny)) {
        share[kSunChannel] = free_of_sun(search, packet, point, sunny);
    }
    int channel = kLampChannel;
    for (int i = 0; i < view.lamp_count && channel < kSkyChannel; ++i) {
        const FrameLamp& lamp = view.lamps[i];
        if (!lamp.shadows) {
            continue;
        }
        const LampRay ray = towards(lamp, point.world);
        const M bright = active & (dot(point.normal, ray.direction) > threshold) &
                         (ray.power * F(brightest(lamp.color) * scene.exposure) > F(kHardlyLit));
        if (any(bright)) {
            share[channel] = free_of_lamp(
                search, i, search.lamps[channel - kLampChannel], packet, point, ray, bright
            );
        }
        ++channel;
    }
    const SkyShade sky = sky_shade(view, point, active);
    share[kSkyChannel] = sky.free;
    share[kBounceChannel] = sky.bounce.x;
    share[kBounceChannel + 1] = sky.bounce.y;
    share[kBounceChannel + 2] = sky.bounce.z;
}

/// Counts packets that do not lie on the first pixel's surface and face the same way.
HIBARI_FN void compare_faces(const TilePoints& pixels, const Crew& crew, LightLattice& lattice) {
    const LightPoint first = pixels.pick(I(0));
    crew.one([&] { lattice.strangers = any(first.ref == I(kHitNone)) ? 1 : 0; });
    crew.each(kTilePackets, [&](int packet) {
        const LightPoint point = pixels.pick(lane_index() + I(packet * kLanes));
        const M same =
            (point.ref == first.ref) & (dot(point.normal, first.normal) > F(1.0F - 1e-4F));
        if (!all(same)) {
            Crew::add(lattice.strangers, 1);
        }
    });
}

/// Finds the least and the greatest share of each channel among the points that have light.
HIBARI_FN void find_ranges(const Crew& crew, LightLattice& lattice) {
    crew.each(kLightChannels, [&](int c) {
        F low(kNoHit);
        F high(-kNoHit);
        for (int first = 0; first < kLatticePadded; first += kLanes) {
            const M solid = can_be_lit(lattice.points.pick(lane_index() + I(first)));
            const F share = load(lattice.share[c] + first);
            low = select(solid, min(low, share), low);
            high = select(solid, max(high, share), high);
        }
        lattice.low[c] = min_lane(low);
        lattice.high[c] = max_lane(high);
    });
}

HIBARI_NOINLINE inline void fill_lattice(
    const SceneView& view, const TilePoints& pixels, const Crew& crew, LightLattice& lattice
) {
    compare_faces(pixels, crew, lattice);
    crew.each(kLatticePackets, [&](int packet) {
        const int first = packet * kLanes;
        lattice.points.put(first, pixels.pick(load(lattice_plan().pixel + first)));
    });
    LightSearch search{.view = view, .points = lattice.points};
    if constexpr (kLanes > 1) {
        make_balls(search);
    }
    crew.each(kLatticePackets, [&](int packet) {
        const int first = packet * kLanes;
        const LightPoint point = lattice.points.pick(lane_index() + I(first));
        const M solid = can_be_lit(point);
        if (none(solid)) {
            return;
        }
        F share[kLightChannels];
        look_for_light(search, packet, point, solid, share);
        for (int c = 0; c < kLightChannels; ++c) {
            store(lattice.share[c] + first, share[c]);
        }
    });
    find_ranges(crew, lattice);
}

/// The light of a packet from the lattice's points around its pixels. `slack_m` is how far a
/// neighbour may lie off the plane of the point.
HIBARI_NOINLINE inline void between_points(
    const LightLattice& lattice,
    int packet,
    const LightPoint& point,
    F slack_m,
    M active,
    KnownLight& out
) {
    I corner[4];
    M close[4];
    F count(0.0F);
    for (int q = 0; q < 4; ++q) {
        corner[q] = load(lattice_plan().corner[q] + packet * kLanes);
        close[q] = active;
        if (lattice.strangers == 0) {
            count += F(1.0F);
            continue;
        }
        const LightPoint near = lattice.points.pick(corner[q]);
        const M kin = can_be_lit(point) & ((near.ref == point.ref) |
                                           ((point.group > I(-1)) & (near.group == point.group)));
        const M level = (dot(near.normal, point.normal) > F(kSameFacing)) &
                        (abs(dot(near.world - point.world, point.normal)) < slack_m);
        close[q] = active & kin & level;
        count += select(close[q], F(1.0F), F(0.0F));
    }
    out.known = active & (count > F(0.5F));
    const F each = F(1.0F) / max(count, F(1.0F));
    for (int c = 0; c < kLightChannels; ++c) {
        out.share[c] = F(lattice.low[c]);
        out.range[c] = F(0.0F);
        if (!(lattice.low[c] < lattice.high[c]) || none(out.known)) {
            continue;
        }
        F sum(0.0F);
        F low(kNoHit);
        F high(-kNoHit);
        for (int q = 0; q < 4; ++q) {
            const F share = gather(lattice.share[c], corner[q]);
            sum += select(close[q], share, F(0.0F));
            low = select(close[q], min(low, share), low);
            high = select(close[q], max(high, share), high);
        }
        out.share[c] = sum * each;
        out.range[c] = high - low;
    }
}

HIBARI_LANES_END
