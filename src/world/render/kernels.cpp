// Compiled once per instruction set: see lanes.h.
#include "world/render/kernels.h"

#include "world/render/light_lattice.h"
#include "world/render/overlay.h"
#include "world/render/shade.h"

HIBARI_LANES_BEGIN

inline constexpr int kMaxTileItems = 4096;
inline constexpr int kMaxThin = 64;
inline constexpr int kSkySamples = 512;
/// Differences of the perceived colour, of 255, that call for more samples: between two surfaces,
/// at a crease of one, within one.
inline constexpr int kEdgeStep = 6;
inline constexpr int kBentStep = 22;
inline constexpr int kPatternStep = 34;

/// What a tile's rays can meet, near to far.
struct TileItems {
    std::uint32_t ref[kMaxTileItems];
    float near[kMaxTileItems];  ///< no ray of the tile meets it before
    int count = 0;
    int thin[kMaxThin];  ///< rods that may slip between the pixels' centres
    int thin_count = 0;
};

/// Rays through the picture.
struct Lens {
    const FrameCamera& camera;
    float step;      ///< tangent per pixel
    float center_x;  ///< pixels
    float center_y;

    HIBARI_SMALL_FN V3 direction(F x, F y) const {
        const V3 d = V3(camera.forward) + V3(camera.right) * ((x - F(center_x)) * F(step)) +
                     V3(camera.up) * ((F(center_y) - y) * F(step));
        return normalize(d);
    }
};

HIBARI_FN Lens lens_of(const FrameCamera& camera, const GBuffer& out) {
    return {
        camera,
        2.0F * camera.tan_half_fov_y / static_cast<float>(out.height),
        0.5F * static_cast<float>(out.width),
        0.5F * static_cast<float>(out.height),
    };
}

HIBARI_SMALL_FN float scalar_dot(const Vec3& a, const Vec3& b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

/// How far the box around a primitive lies from the eye, at `offset` from its centre; kNoHit where
/// it lies wholly outside one of the planes.
HIBARI_FN float distance_in_view(const Primitive& p, const Vec3& offset, const Vec3 (&planes)[4]) {
    const Vec3 local{
        scalar_dot(p.rotation.x, offset),
        scalar_dot(p.rotation.y, offset),
        scalar_dot(p.rotation.z, offset)
    };
    const Vec3& h = p.half_bounds;
    for (const Vec3& plane : planes) {
        const float reach = __builtin_fabsf(scalar_dot(p.rotation.x, plane)) * h.x +
                            __builtin_fabsf(scalar_dot(p.rotation.y, plane)) * h.y +
                            __builtin_fabsf(scalar_dot(p.rotation.z, plane)) * h.z;
        if (scalar_dot(plane, offset) > reach) {
            return kNoHit;
        }
    }
    const auto beyond = [](float at, float half) {
        const float gap = __builtin_fabsf(at) - half;
        return gap > 0.0F ? gap : 0.0F;
    };
    const Vec3 gap{beyond(local.x, h.x), beyond(local.y, h.y), beyond(local.z, h.z)};
    return __builtin_sqrtf(scalar_dot(gap, gap));
}

HIBARI_FN void collect_items(
    const SceneView& view, const Lens& lens, const Tile& tile, TileItems& items
) {
    // The four planes of the tile's pyramid, through the eye, pointing in.
    const FrameCamera& camera = lens.camera;
    const float x0 = (static_cast<float>(tile.x) - lens.center_x) * lens.step;
    const float x1 = (static_cast<float>(tile.x + tile.width) - lens.center_x) * lens.step;
    const float y0 = (lens.center_y - static_cast<float>(tile.y + tile.height)) * lens.step;
    const float y1 = (lens.center_y - static_cast<float>(tile.y)) * lens.step;
    const V3 forward(camera.forward);
    const V3 right(camera.right);
    const V3 up(camera.up);
    const V3 planes[4] = {
        normalize(right - forward * F(x0)),
        normalize(forward * F(x1) - right),
        normalize(up - forward * F(y0)),
        normalize(forward * F(y1) - up),
    };
    Vec3 sides[4];
    for (int q = 0; q < 4; ++q) {
        sides[q] = {lane(planes[q].x, 0), lane(planes[q].y, 0), lane(planes[q].z, 0)};
    }
    items.count = 0;
    for (int i = 0; i < view.item_count; i += kLanes) {
        const V3 offset = V3(load(view.item_x + i), load(view.item_y + i), load(view.item_z + i)) -
                          V3(camera.position);
        const F radius = load(view.item_r + i);
        const F least =
            min(min(dot(planes[0], offset), dot(planes[1], offset)),
                min(dot(planes[2], offset), dot(planes[3], offset)));
        const M seen = (least > -radius) & (dot(offset, forward) > -radius);
        int bits = mask_bits(seen);
        if (bits == 0) {
            continue;
        }
        const F near = length(offset) - radius;
        while (bits != 0 && items.count < kMaxTileItems) {
            const int k = first_bit(bits);
            bits &= bits - 1;
            // Insertion keeps the list near to far; lists are short.
            float distance = lane(near, k);
            const std::uint32_t ref = view.item_ref[i + k];
            if (static_cast<ItemKind>(ref >> kItemShift) == ItemKind::kPrimitive) {
                const Primitive& p = view.primitives[ref & kItemMask];
                const Vec3 eye{
                    camera.position.x - p.position.x,
                    camera.position.y - p.position.y,
                    camera.position.z - p.position.z
                };
                const float box = distance_in_view(p, eye, sides);
                if (box >= kNoHit) {
                    continue;
                }
                distance = box > distance ? box : distance;
            }
            int at = items.count++;
            while (at > 0 && items.near[at - 1] > distance) {
                items.near[at] = items.near[at - 1];
                items.ref[at] = items.ref[at - 1];
                --at;
            }
            items.near[at] = distance;
            items.ref[at] = ref;
        }
    }
}

/// Half width of a rod-like primitive across its longest side; large for what is no rod.
HIBARI_FN float rod_radius(const Primitive& p) {
    const Vec3& h = p.half_bounds;
    const float most = h.x > h.y ? (h.x > h.z ? h.x : h.z) : (h.y > h.z ? h.y : h.z);
    const float least = h.x < h.y ? (h.x < h.z ? h.x : h.z) : (h.y < h.z ? h.y : h.z);
    return h.x + h.y + h.z - most - least;
}

/// Picks the rods of the tile that are thinner than a pixel where they are nearest.
HIBARI_FN void collect_thin(const SceneView& view, float pixel_rad, TileItems& items) {
    items.thin_count = 0;
    const auto consider = [&](int index, float near) {
        const float distance = near > 0.05F ? near : 0.05F;
        const Primitive& p = view.primitives[index];
        // A rod is long; a pebble in the distance may vanish between two samples unseen.
        const float radius = rod_radius(p);
        if (items.thin_count < kMaxThin &&
            radius < 0.8F * pixel_rad * (distance + 2.0F * p.bound_radius) &&
            p.bound_radius > 6.0F * radius) {
            items.thin[items.thin_count++] = index;
        }
    };
    for (int i = 0; i < items.count; ++i) {
        if (static_cast<ItemKind>(items.ref[i] >> kItemShift) == ItemKind::kPrimitive) {
            consider(static_cast<int>(items.ref[i] & kItemMask), items.near[i]);
        }
    }
}

/// Lanes whose pixel a thin rod passes.
HIBARI_FN M
near_thin(const SceneView& view, const TileItems& items, const Ray& ray, F t, float pixel_rad) {
    M near = M(false);
    for (int i = 0; i < items.thin_count; ++i) {
        const Primitive& p = view.primitives[items.thin[i]];
        const Vec3& h = p.half_bounds;
        const V3 along = h.x > h.y && h.x > h.z ? V3(p.rotation.x) * F(h.x)
                         : h.y > h.z            ? V3(p.rotation.y) * F(h.y)
                                                : V3(p.rotation.z) * F(h.z);
        const V3 a = V3(p.position) - along;
        const V3 axis = along * F(2.0F);
        const V3 offset = ray.origin - a;
        const F ad = dot(axis, ray.direction);
        const F od = dot(offset, ray.direction);
        const F det = max(dot(axis, axis) - ad * ad, F(1e-9F));
        const F place = saturate((dot(axis, offset) - ad * od) / det);
        const F s = ad * place - od;
        const V3 away = ray.origin + ray.direction * s - a - axis * place;
        const F reach = F(rod_radius(p)) + s * F(pixel_rad * 0.75F);
        near = near | ((s > F(0.0F)) & (s < t + F(0.1F)) & (dot(away, away) < reach * reach));
    }
    return near;
}

/// Nearest hit of primary rays.
HIBARI_NOINLINE inline void trace_primary(
    const SceneView& view,
    const TileItems& items,
    const Ray& ray,
    float pixel_rad,
    M active,
    Hit& hit
) {
    const F t_min(0.01F);
    for (int i = 0; i < items.count; ++i) {
        const M open = active & (hit.t > F(items.near[i]));
        if (none(open)) {
            break;
        }
        meet_item(view, items.ref[i], ray, t_min, F(pixel_rad), open, hit);
    }
    if (view.has_ground) {
        meet_ground(view, ray, t_min, active, hit);
    }
    if (view.scene->water.present) {
        meet_water(view, ray, t_min, active, hit);
    }
}

/// Where the points met were one frame ago, world.
HIBARI_FN V3 previous_place(const SceneView& view, const Hit& hit, const V3& world, M active) {
    V3 previous = world;
    M left = active & (hit.ref > I(kHitNone));
    while (any(left)) {
        const int ref = lane(hit.ref, first_lane(left));
        const M same = left & (hit.ref == I(ref));
        left = left & !same;
        V3 before = world;
        if (ref >= kHitTriangle) {
            const Triangle& t = view.triangles[ref - kHitTriangle];
            // The middle of the triangle stands for all of it: they are small.
            for (int k = 0; k < 3; ++k) {
                before += (V3(t.previous[k]) - V3(t.vertex[k])) * F(1.0F / 3.0F);
            }
        } else {
            const Primitive& p = view.primitives[ref];
            before = to_world_direction(p.previous_rotation, to_local(p, world)) +
                     V3(p.previous_position);
        }
        previous = select(same, before, previous);
    }
    return previous;
}

/// Pixel coordinates of a world point.
HIBARI_FN V2 to_pixel(const Lens& lens, const V3& world) {
    const V3 offset = world - V3(lens.camera.position);
    const F depth = max(dot(offset, V3(lens.camera.forward)), F(1e-4F));
    const F scale = F(1.0F / lens.step) / depth;
    return {
        F(lens.center_x) + dot(offset, V3(lens.camera.right)) * scale,
        F(lens.center_y) - dot(offset, V3(lens.camera.up)) * scale,
    };
}

/// Colour as an eye would grade it, 0 .. 255 per channel, in one number.
HIBARI_FN I perceived_code(const V3& color) {
    const V3 c = max(color, V3(F(0.0F)));
    const I r = to_int(sqrt(c.x / (c.x + F(0.4F))) * F(255.0F));
    const I g = to_int(sqrt(c.y / (c.y + F(0.4F))) * F(255.0F));
    const I b = to_int(sqrt(c.z / (c.z + F(0.4F))) * F(255.0F));
    return (r << 16) | (g << 8) | b;
}

/// Lanes laid out in memory once: taking them from a register one by one costs more.
struct Spread {
    float x[kLanes];
    float y[kLanes];
    float z[kLanes];

    HIBARI_SMALL_FN explicit Spread(const V3& v) {
        store(x, v.x);
        store(y, v.y);
        store(z, v.z);
    }

    HIBARI_SMALL_FN Vec3 operator[](int k) const { return {x[k], y[k], z[k]}; }
};

/// The rays of a packet and which of its lanes lie in the picture.
struct PacketRays {
    F px;  ///< pixels, at their centres
    F py;
    Ray ray;
    M active;
};

HIBARI_SMALL_FN PacketRays rays_at(const Lens& lens, const GBuffer& out, int x, int y) {
    const I index = lane_index();
    const F px = F(static_cast<float>(x) + 0.5F) + to_float(index & I(kPacketWidth - 1));
    const F py =
        F(static_cast<float>(y) + 0.5F) + to_float(shift_right(index, kPacketWidth == 4 ? 2 : 0));
    const M inside =
        (px < F(static_cast<float>(out.width))) & (py < F(static_cast<float>(out.height)));
    return {px, py, {V3(lens.camera.position), lens.direction(px, py)}, inside};
}

/// Calls visit(packet, x, y) for every packet of a tile; packets are counted over the full tile.
template <typename Visit>
HIBARI_SMALL_FN void for_packets(const Tile& tile, const Visit& visit) {
    for (int y = 0; y < tile.height; y += kPacketHeight) {
        for (int x = 0; x < tile.width; x += kPacketWidth) {
            const int packet = y / kPacketHeight * (kTileSize / kPacketWidth) + x / kPacketWidth;
            visit(packet, tile.x + x, tile.y + y);
        }
    }
}

HIBARI_KERNEL void trace_tile(const FrameJob& job, const Tile& tile) {
    const SceneView& view = *job.view;
    const FrameScene& scene = *view.scene;
    GBuffer& out = *job.out;
    const Lens lens = lens_of(scene.camera, out);
    const Lens previous_lens = lens_of(scene.previous_camera, out);
    TileItems items;
    collect_items(view, lens, tile, items);
    collect_thin(view, lens.step, items);
    const V3 forward(scene.camera.forward);
    const F exposure(scene.exposure);
    Hit hits[kTilePackets];
    TilePoints points;
    for (int i = 0; i < kTilePixels; i += kLanes) {
        store(points.ref + i, float_from_bits(I(kHitNone)));
    }
    for_packets(tile, [&](int packet, int x, int y) {
        const PacketRays rays = rays_at(lens, out, x, y);
        Hit& hit = hits[packet];
        hit = no_hit(F(kNoHit));
        trace_primary(view, items, rays.ray, lens.step, rays.active, hit);
        LightPoint point;
        locate(view, rays.ray, hit, rays.active, point);
        points.put(packet * kLanes, point);
    });
    const bool share_light = job.light_tolerance > 0.0F;
    LightLattice lattice;
    if (share_light) {
        fill_lattice(view, points, lattice);
    }
    KnownLight known;
    known.tolerance = job.light_tolerance / scene.exposure;
    for_packets(tile, [&](int packet, int x, int y) {
        const auto [px, py, ray, active] = rays_at(lens, out, x, y);
        Hit& hit = hits[packet];
        const I first_ref = hit.ref;
        const LightPoint point = points.pick(lane_index() + I(packet * kLanes));
        if (share_light) {
            between_points(lattice, packet, point, hit.t * F(2.0F * lens.step), active, known);
        }
        Shaded shaded;
        shade_hits(
            view, ray, point, share_light ? &known : nullptr, F(lens.step), active, hit, shaded
        );

        const M solid = hit.ref != I(kHitNone);
        const V3 world = ray.origin + ray.direction * select(solid, hit.t, F(1e5F));
        const V2 before = to_pixel(previous_lens, previous_place(view, hit, world, active & solid));
        const F depth = select(solid, hit.t * dot(ray.direction, forward), F(GBuffer::kFar));
        const Spread color(shaded.radiance * exposure);
        const Spread light(select(solid, shaded.light * exposure, V3(F(1.0F))));
        const Spread albedo(select(solid, shaded.albedo, shaded.albedo * exposure));
        const Spread normal(shaded.normal);
        const Spread moved(V3(px - before.x, py - before.y, depth));
        std::int32_t refs[kLanes];
        std::int32_t first_refs[kLanes];
        std::int32_t codes[kLanes];
        store(refs, hit.ref);
        store(first_refs, first_ref);
        store(codes, perceived_code(shaded.radiance * exposure));
        const int rods =
            items.thin_count > 0 ? mask_bits(near_thin(view, items, ray, hit.t, lens.step)) : 0;
        for (int k = 0; k < kLanes; ++k) {
            const int ix = x + k % kPacketWidth;
            const int iy = y + k / kPacketWidth;
            if (ix >= out.width || iy >= out.height) {
                continue;
            }
            const std::size_t at =
                static_cast<std::size_t>(iy) * static_cast<std::size_t>(out.width) +
                static_cast<std::size_t>(ix);
            out.color[at] = color[k];
            out.albedo[at] = albedo[k];
            out.light[at] = light[k];
            out.normal[at] = normal[k];
            out.depth[at] = moved.z[k];
            out.motion[at] = {moved.x[k], moved.y[k]};
            const int ref = refs[k];
            job.refs[at] = first_refs[k];
            job.edges[at] = ((rods >> k) & 1) != 0 ? kOutline : kNoEdge;
            job.codes[at] = codes[k];
            std::uint16_t body = 0;
            std::uint16_t entity = 0;
            if (ref >= kHitTriangle) {
                body = GBuffer::kSoftId;
                entity = view.triangles[ref - kHitTriangle].entity;
            } else if (ref >= 0) {
                body = view.primitives[ref].body;
                entity = view.primitives[ref].entity;
            } else if (ref == kHitGround) {
                body = GBuffer::kGroundId;
            } else if (ref == kHitWater) {
                body = GBuffer::kWaterId;
            }
            out.body[at] = body;
            out.entity[at] = entity;
        }
    });
}

HIBARI_SMALL_FN int byte_gap(std::int32_t a, std::int32_t b, int shift) {
    const int gap = ((a >> shift) & 255) - ((b >> shift) & 255);
    return gap < 0 ? -gap : gap;
}

/// What the step from one pixel to its neighbour asks for.
HIBARI_SMALL_FN EdgeKind edge_between(const FrameJob& job, std::size_t a, std::size_t b) {
    const std::int32_t ca = job.codes[a];
    const std::int32_t cb = job.codes[b];
    if (ca == cb) {
        return kNoEdge;
    }
    const int r = byte_gap(ca, cb, 16);
    const int g = byte_gap(ca, cb, 8);
    const int blue = byte_gap(ca, cb, 0);
    const int most = r > g ? (r > blue ? r : blue) : (g > blue ? g : blue);
    if (most <= kEdgeStep) {
        return kNoEdge;
    }
    if (job.refs[a] != job.refs[b]) {
        return kOutline;
    }
    // Inside one surface patterns are filtered already; only hard steps count.
    const Vec3& na = job.out->normal[a];
    const Vec3& nb = job.out->normal[b];
    const bool bent = na.x * nb.x + na.y * nb.y + na.z * nb.z < 0.9F;
    return most > (bent ? kBentStep : kPatternStep) ? kPattern : kNoEdge;
}

/// Whether any of the kLanes pixels from `a` on may want more samples next to its like from `b` on.
HIBARI_SMALL_FN bool any_step(const FrameJob& job, std::size_t a, std::size_t b) {
    const I x = load(job.codes + a);
    const I y = load(job.codes + b);
    M seen(false);
    for (int shift = 0; shift <= 16; shift += 8) {
        const I gap = (shift_right(x, shift) & I(255)) - (shift_right(y, shift) & I(255));
        seen = seen | (gap > I(kEdgeStep)) | (gap < I(-kEdgeStep));
    }
    if (!job.refine_patterns) {
        seen = seen & (load(job.refs + a) != load(job.refs + b));
    }
    return any(seen);
}

/// Whether kLanes pixels from (x, y) on look like all their neighbours. May say no for a pixel
/// beyond the row's end.
HIBARI_SMALL_FN bool is_calm(const FrameJob& job, int y, std::size_t at) {
    const std::size_t width = static_cast<std::size_t>(job.out->width);
    return !(at > 0 && any_step(job, at, at - 1)) && !any_step(job, at, at + 1) &&
           !(y > job.first_row && any_step(job, at, at - width)) &&
           !(y + 1 < job.last_row && any_step(job, at, at + width));
}

HIBARI_KERNEL void find_edges(const FrameJob& job, const Tile& tile) {
    const GBuffer& g = *job.out;
    const std::size_t width = static_cast<std::size_t>(g.width);
    std::uint32_t marked = 0;
    for (int y = tile.y; y < tile.y + tile.height; ++y) {
        bool calm = false;
        for (int x = tile.x; x < tile.x + tile.width; ++x) {
            const std::size_t at =
                static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x);
            if ((x - tile.x) % kLanes == 0) {
                calm = is_calm(job, y, at);
            }
            // Thin rods are marked already.
            auto kind = static_cast<EdgeKind>(job.edges[at]);
            if (!calm) {
                const EdgeKind sides[4] = {
                    x > 0 ? edge_between(job, at, at - 1) : kNoEdge,
                    x + 1 < g.width ? edge_between(job, at, at + 1) : kNoEdge,
                    y > job.first_row ? edge_between(job, at, at - width) : kNoEdge,
                    y + 1 < job.last_row ? edge_between(job, at, at + width) : kNoEdge,
                };
                // Where an outline runs, the cover is what matters.
                for (const EdgeKind side : sides) {
                    if (side == kOutline || (side == kPattern && kind == kNoEdge)) {
                        kind = side;
                    }
                }
                if (kind == kPattern && !job.refine_patterns) {
                    kind = kNoEdge;
                }
            }
            job.edges[at] = kind;
            marked += kind != kNoEdge ? 1U : 0U;
        }
    }
    job.tile_edges[tile.index] = marked;
}

/// Sample places in a pixel, -0.5 .. 0.5: a rotated grid, so that edges of every direction meet as
/// many levels as there are samples.
HIBARI_FN Vec2 sample_place(int i, int samples) {
    // Rank-1 lattice: row i of n, column i * m mod n.
    const int multiplier = samples == 4 ? 2 : (samples == 8 ? 3 : 7);
    const int column = samples == 4 ? (i < 2 ? 1 + 2 * i : 2 * i - 4) : i * multiplier % samples;
    const float n = static_cast<float>(samples);
    return {
        (static_cast<float>(column) + 0.5F) / n - 0.5F, (static_cast<float>(i) + 0.5F) / n - 0.5F
    };
}

/// The first sample among a pixel and its neighbours that met `ref` nearest to the place (px, py);
/// `none` when there is none.
HIBARI_FN std::size_t known_sample(
    const FrameJob& job, int ref, int x, int y, float dx, float dy, std::size_t none
) {
    const GBuffer& out = *job.out;
    std::size_t best = none;
    float least = 1e9F;
    for (int j = -1; j <= 1; ++j) {
        for (int i = -1; i <= 1; ++i) {
            const int nx = x + i;
            const int ny = y + j;
            if (nx < 0 || ny < job.first_row || nx >= out.width || ny >= job.last_row) {
                continue;
            }
            const std::size_t at =
                static_cast<std::size_t>(ny) * static_cast<std::size_t>(out.width) +
                static_cast<std::size_t>(nx);
            const float ox = static_cast<float>(i) - dx;
            const float oy = static_cast<float>(j) - dy;
            const float away = ox * ox + oy * oy;
            if (job.refs[at] == ref && away < least) {
                least = away;
                best = at;
            }
        }
    }
    return best;
}

/// Running mean of a pixel's samples.
struct SampleSum {
    Vec3 color{};
    Vec3 albedo{};
    Vec3 light{};
    float weight = 0.0F;

    HIBARI_SMALL_FN void add(const Vec3& c, const Vec3& a, const Vec3& l) {
        // Bright samples count less, or a lamp's edge stays jagged after the tone curve.
        const float w = 1.0F / (1.0F + 0.2126F * c.x + 0.7152F * c.y + 0.0722F * c.z);
        color = {color.x + c.x * w, color.y + c.y * w, color.z + c.z * w};
        albedo = {albedo.x + a.x, albedo.y + a.y, albedo.z + a.z};
        light = {light.x + l.x, light.y + l.y, light.z + l.z};
        weight += w;
    }

    HIBARI_SMALL_FN void finish(int samples, RefinedPixel& out) const {
        const float share = 1.0F / static_cast<float>(samples);
        const float s = 1.0F / weight;
        out.color = {color.x * s, color.y * s, color.z * s};
        out.albedo = {albedo.x * share, albedo.y * share, albedo.z * share};
        out.light = {light.x * share, light.y * share, light.z * share};
    }
};

HIBARI_KERNEL void refine_tile(const FrameJob& job, const Tile& tile) {
    if (job.tile_edges[tile.index] == 0) {
        return;
    }
    const SceneView& view = *job.view;
    const FrameScene& scene = *view.scene;
    const GBuffer& out = *job.out;
    const int samples = job.edge_samples;
    // Every sample of every marked pixel, in order, cut into packets.
    int pixel_x[kTileSize * kTileSize];
    int pixel_y[kTileSize * kTileSize];
    int pixels = 0;
    RefinedPixel* refined = job.refined + job.edge_start[tile.index];
    for (int y = tile.y; y < tile.y + tile.height; ++y) {
        for (int x = tile.x; x < tile.x + tile.width; ++x) {
            const std::size_t at =
                static_cast<std::size_t>(y) * static_cast<std::size_t>(out.width) +
                static_cast<std::size_t>(x);
            if (job.edges[at] != kNoEdge) {
                pixel_x[pixels] = x;
                pixel_y[pixels] = y;
                refined[pixels].at = static_cast<std::uint32_t>(at);
                ++pixels;
            }
        }
    }
    const Lens lens = lens_of(scene.camera, out);
    TileItems items;
    collect_items(view, lens, tile, items);
    // A sample stands for a smaller part of the surface than a pixel.
    const float pixel_rad = lens.step * (samples >= 8 ? 0.4F : 0.6F);
    constexpr std::size_t kUnknown = ~std::size_t{0};
    SampleSum sum;
    const int total = pixels * samples;
    for (int first = 0; first < total; first += kLanes) {
        F px(0.0F);
        F py(0.0F);
        for (int k = 0; k < kLanes; ++k) {
            const int at = first + k < total ? first + k : total - 1;
            const Vec2 place = sample_place(at % samples, samples);
            set_lane(px, k, static_cast<float>(pixel_x[at / samples]) + 0.5F + place.x);
            set_lane(py, k, static_cast<float>(pixel_y[at / samples]) + 0.5F + place.y);
        }
        const M active = to_float(lane_index()) < F(static_cast<float>(total - first));
        const Ray ray{V3(scene.camera.position), lens.direction(px, py)};
        Hit hit = no_hit(F(kNoHit));
        trace_primary(view, items, ray, lens.step, active, hit);
        std::size_t known[kLanes];
        int unknown = 0;
        for (int k = 0; k < kLanes && first + k < total; ++k) {
            const int pixel = (first + k) / samples;
            known[k] = kUnknown;
            if (job.edges[refined[pixel].at] == kOutline) {
                const Vec2 place = sample_place((first + k) % samples, samples);
                known[k] = known_sample(
                    job,
                    lane(hit.ref, k),
                    pixel_x[pixel],
                    pixel_y[pixel],
                    place.x,
                    place.y,
                    kUnknown
                );
            }
            unknown |= known[k] == kUnknown ? 1 << k : 0;
        }
        V3 radiance(F(0.0F));
        V3 paint(F(0.0F));
        V3 lit(F(0.0F));
        if (unknown != 0) {
            const M asked = active & mask_from_bits(unknown);
            LightPoint point;
            locate(view, ray, hit, asked, point);
            Shaded shaded;
            shade_hits(view, ray, point, nullptr, F(pixel_rad), asked, hit, shaded);
            const M solid = hit.ref != I(kHitNone);
            radiance = shaded.radiance * F(scene.exposure);
            lit = select(solid, shaded.light * F(scene.exposure), V3(F(1.0F)));
            paint = select(solid, shaded.albedo, shaded.albedo * F(scene.exposure));
        }
        const Spread colors(radiance);
        const Spread paints(paint);
        const Spread lights(lit);
        for (int k = 0; k < kLanes && first + k < total; ++k) {
            const int sample = (first + k) % samples;
            if (sample == 0) {
                sum = SampleSum{};
            }
            if (known[k] != kUnknown) {
                sum.add(out.color[known[k]], out.albedo[known[k]], out.light[known[k]]);
            } else {
                sum.add(colors[k], paints[k], lights[k]);
            }
            if (sample == samples - 1) {
                sum.finish(samples, refined[(first + k) / samples]);
            }
        }
    }
}

HIBARI_KERNEL void overlay_tile(const FrameJob& job, const Tile& tile) {
    const std::uint32_t first = job.edge_start[tile.index];
    for (std::uint32_t i = first; i < first + job.tile_edges[tile.index]; ++i) {
        const RefinedPixel& pixel = job.refined[i];
        job.out->color[pixel.at] = pixel.color;
        job.out->albedo[pixel.at] = pixel.albedo;
        job.out->light[pixel.at] = pixel.light;
    }
    const Lens lens = lens_of(job.view->scene->camera, *job.out);
    draw_overlays(job, tile, lens);
}

HIBARI_KERNEL void measure_sky(const SkyParams& sky, AmbientLight& out) {
    for (Vec3& c : out.coefficient) {
        c = {};
    }
    // Points evenly over the sphere along a spiral of the golden angle.
    for (int i = 0; i < kSkySamples; i += kLanes) {
        const F n = to_float(lane_index()) + F(static_cast<float>(i) + 0.5F);
        const F y = F(1.0F) - n * F(2.0F / kSkySamples);
        const F ring = sqrt(max(F(1.0F) - y * y, F(0.0F)));
        const F turn = n * F(2.39996323F);
        const V3 d(ring * cos(turn), y, ring * sin(turn));
        V3 radiance = sky_radiance(sky, d, F(0.15F), false);
        if (!sky.indoor) {
            // What comes from below is the ground's, not the sky's.
            radiance = radiance * smoothstep(F(-0.04F), F(0.04F), y);
        }
        const F basis[9] = {
            F(0.282095F),
            d.y * F(0.488603F),
            d.z * F(0.488603F),
            d.x * F(0.488603F),
            d.x * d.y * F(1.092548F),
            d.y * d.z * F(1.092548F),
            (F(3.0F) * d.z * d.z - F(1.0F)) * F(0.315392F),
            d.x * d.z * F(1.092548F),
            (d.x * d.x - d.y * d.y) * F(0.546274F),
        };
        for (int c = 0; c < 9; ++c) {
            const float cosine_lobe = c == 0 ? 1.0F : (c < 4 ? 2.0F / 3.0F : 0.25F);
            const float scale = cosine_lobe * 4.0F * 3.14159265F / kSkySamples;
            for (int k = 0; k < kLanes; ++k) {
                const float w = lane(basis[c], k) * scale;
                out.coefficient[c].x += lane(radiance.x, k) * w;
                out.coefficient[c].y += lane(radiance.y, k) * w;
                out.coefficient[c].z += lane(radiance.z, k) * w;
            }
        }
    }
}

HIBARI_LANES_END

namespace hibari::world {

#if defined(__CUDACC__)
const RenderKernels& kernels_one() {
    static constexpr RenderKernels kKernels{
        "one", measure_sky, trace_tile, find_edges, refine_tile, overlay_tile
    };
    return kKernels;
}
#elif defined(HIBARI_KERNELS_AVX2)
const RenderKernels& kernels_avx2() {
    static constexpr RenderKernels kKernels{
        "avx2", measure_sky, trace_tile, find_edges, refine_tile, overlay_tile
    };
    return kKernels;
}
#else
const RenderKernels& kernels_plain() {
    static constexpr RenderKernels kKernels{
        "plain", measure_sky, trace_tile, find_edges, refine_tile, overlay_tile
    };
    return kKernels;
}
#endif

}  // namespace hibari::world
