// Compiled once per instruction set: see lanes.h.
#include "world/render/kernels.h"

#include "world/render/overlay.h"
#include "world/render/shade.h"
#include "world/render/tile_kernels.h"

HIBARI_LANES_BEGIN

inline constexpr int kSkySamples = 512;

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

/// The rays of a packet and which of its lanes lie in the picture.
struct PacketRays {
    F px;  ///< pixels, at their centres
    F py;
    Ray ray;
    M active;
};

HIBARI_SMALL_FN PacketRays rays_at(const Lens& lens, const GBufferView& out, int x, int y) {
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
HIBARI_SMALL_FN void for_packets(const Tile& tile, const Crew& crew, const Visit& visit) {
    crew.each(kTilePackets, [&](int packet) {
        const int x = packet % (kTileSize / kPacketWidth) * kPacketWidth;
        const int y = packet / (kTileSize / kPacketWidth) * kPacketHeight;
        if (x < tile.width && y < tile.height) {
            visit(packet, tile.x + x, tile.y + y);
        }
    });
}

HIBARI_KERNEL void trace_tile(
    const FrameJob& job, const Tile& tile, const Crew& crew, TraceWork& work
) {
    const SceneView& view = *job.view;
    const FrameUniforms& scene = *view.scene;
    const GBufferView& out = job.out;
    const Lens lens = lens_of(scene.camera, out);
    const Lens previous_lens = lens_of(scene.previous_camera, out);
    const TileItems& items = work.items;
    TilePoints& points = work.points;
    crew.one([&] {
        collect_items(view, lens, tile, work.items);
        collect_thin(view, lens.step, work.items);
    });
    const V3 forward(scene.camera.forward);
    const F exposure(scene.exposure);
    if (tile.width < kTileSize || tile.height < kTileSize) {
        // Beyond the border nothing is met, and nothing is left over from another tile.
        const V3 nowhere(F(0.0F));
        crew.each(kTilePackets, [&](int packet) {
            points.put(packet * kLanes, {nowhere, nowhere, I(kHitNone), I(-1), F(0.0F)});
        });
    }
    for_packets(tile, crew, [&](int packet, int x, int y) {
        const PacketRays rays = rays_at(lens, out, x, y);
        Hit& hit = work.hits[packet];
        hit = no_hit(F(kNoHit));
        trace_primary(view, items, rays.ray, lens.step, rays.active, hit);
        LightPoint point;
        locate(view, rays.ray, hit, rays.active, point);
        points.put(packet * kLanes, point);
    });
    const bool split_light = out.light != nullptr;
    const bool share_light = job.light_tolerance > 0.0F;
    if (share_light) {
        fill_lattice(view, points, crew, work.lattice);
    }
    for_packets(tile, crew, [&](int packet, int x, int y) {
        const auto [px, py, ray, active] = rays_at(lens, out, x, y);
        Hit& hit = work.hits[packet];
        const I first_ref = hit.ref;
        const LightPoint point = points.pick(lane_index() + I(packet * kLanes));
        KnownLight known;
        if (share_light) {
            known.tolerance = job.light_tolerance / scene.exposure;
            between_points(work.lattice, packet, point, hit.t * F(2.0F * lens.step), active, known);
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
            if (split_light) {
                out.albedo[at] = albedo[k];
                out.light[at] = light[k];
            }
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

HIBARI_KERNEL void overlay_tile(const FrameJob& job, const Tile& tile, const Crew& crew) {
    const GBufferView& out = job.out;
    const RefinedPixel* refined = job.refined + job.edge_start[tile.index];
    crew.each(static_cast<int>(job.tile_edges[tile.index]), [&](int i) {
        const RefinedPixel& pixel = refined[i];
        out.color[pixel.at] = pixel.color;
        if (out.light != nullptr) {
            out.albedo[pixel.at] = pixel.albedo;
            out.light[pixel.at] = pixel.light;
        }
    });
    draw_overlays(job, tile, lens_of(job.view->scene->camera, out), crew);
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

namespace {

// One thread to a tile, with what it needs on its stack.

void trace_alone(const FrameJob& job, const Tile& tile) {
    TraceWork work;
    trace_tile(job, tile, {}, work);
}

void find_edges_alone(const FrameJob& job, const Tile& tile) {
    find_edges(job, tile, {});
}

void refine_alone(const FrameJob& job, const Tile& tile) {
    RefineWork work;
    refine_tile(job, tile, {}, work);
}

void overlay_alone(const FrameJob& job, const Tile& tile) {
    overlay_tile(job, tile, {});
}

}  // namespace

HIBARI_LANES_END

namespace hibari::world {

#if defined(__CUDACC__)
const RenderKernels& kernels_one() {
    static constexpr RenderKernels kKernels{
        "one", measure_sky, trace_alone, find_edges_alone, refine_alone, overlay_alone
    };
    return kKernels;
}
#elif defined(HIBARI_KERNELS_AVX2)
const RenderKernels& kernels_avx2() {
    static constexpr RenderKernels kKernels{
        "avx2", measure_sky, trace_alone, find_edges_alone, refine_alone, overlay_alone
    };
    return kKernels;
}
#else
const RenderKernels& kernels_plain() {
    static constexpr RenderKernels kKernels{
        "plain", measure_sky, trace_alone, find_edges_alone, refine_alone, overlay_alone
    };
    return kKernels;
}
#endif

}  // namespace hibari::world
