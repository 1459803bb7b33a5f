// Anti-aliasing: finds the pixels that want more samples and takes them. Compiled once per
// instruction set: see lanes.h.
#include "world/render/shade.h"
#include "world/render/tile_kernels.h"

HIBARI_LANES_BEGIN

/// Differences of the perceived colour, of 255, that call for more samples: between two surfaces,
/// at a crease of one, within one.
inline constexpr int kEdgeStep = 6;
inline constexpr int kBentStep = 22;
inline constexpr int kPatternStep = 34;

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
    const Vec3& na = job.out.normal[a];
    const Vec3& nb = job.out.normal[b];
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
    const std::size_t width = static_cast<std::size_t>(job.out.width);
    return !(at > 0 && any_step(job, at, at - 1)) && !any_step(job, at, at + 1) &&
           !(y > job.first_row && any_step(job, at, at - width)) &&
           !(y + 1 < job.last_row && any_step(job, at, at + width));
}

/// What a pixel's first sample and those around it ask for.
HIBARI_SMALL_FN EdgeKind edge_at(const FrameJob& job, int x, int y, std::size_t at) {
    const std::size_t width = static_cast<std::size_t>(job.out.width);
    // Thin rods are marked already.
    auto kind = static_cast<EdgeKind>(job.edges[at]);
    const EdgeKind sides[4] = {
        x > 0 ? edge_between(job, at, at - 1) : kNoEdge,
        x + 1 < job.out.width ? edge_between(job, at, at + 1) : kNoEdge,
        y > job.first_row ? edge_between(job, at, at - width) : kNoEdge,
        y + 1 < job.last_row ? edge_between(job, at, at + width) : kNoEdge,
    };
    // Where an outline runs, the cover is what matters.
    for (const EdgeKind side : sides) {
        if (side == kOutline || (side == kPattern && kind == kNoEdge)) {
            kind = side;
        }
    }
    return kind == kPattern && !job.refine_patterns ? kNoEdge : kind;
}

HIBARI_KERNEL void find_edges(const FrameJob& job, const Tile& tile, const Crew& crew) {
    constexpr int kRowPackets = kTileSize / kLanes;
    crew.each(kTileSize * kRowPackets, [&](int packet) {
        const int first = tile.x + packet % kRowPackets * kLanes;
        const int y = tile.y + packet / kRowPackets;
        if (first >= tile.x + tile.width || y >= tile.y + tile.height) {
            return;
        }
        const std::size_t row =
            static_cast<std::size_t>(y) * static_cast<std::size_t>(job.out.width);
        const bool calm = is_calm(job, y, row + static_cast<std::size_t>(first));
        std::uint32_t marked = 0;
        for (int x = first; x < first + kLanes && x < tile.x + tile.width; ++x) {
            const std::size_t at = row + static_cast<std::size_t>(x);
            if (!calm) {
                job.edges[at] = edge_at(job, x, y, at);
            }
            marked += job.edges[at] != kNoEdge ? 1U : 0U;
        }
        if (marked > 0) {
            Crew::add(job.tile_edges[tile.index], marked);
        }
    });
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
    const GBufferView& out = job.out;
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

/// Lists the marked pixels of a tile, row after row.
HIBARI_FN void list_marked(const FrameJob& job, const Tile& tile, RefineWork& work) {
    RefinedPixel* refined = job.refined + job.edge_start[tile.index];
    int pixels = 0;
    for (int y = tile.y; y < tile.y + tile.height; ++y) {
        for (int x = tile.x; x < tile.x + tile.width; ++x) {
            const std::size_t at =
                static_cast<std::size_t>(y) * static_cast<std::size_t>(job.out.width) +
                static_cast<std::size_t>(x);
            if (job.edges[at] != kNoEdge) {
                work.pixel_x[pixels] = x;
                work.pixel_y[pixels] = y;
                refined[pixels].at = static_cast<std::uint32_t>(at);
                ++pixels;
            }
        }
    }
    work.pixels = pixels;
}

HIBARI_KERNEL void refine_tile(
    const FrameJob& job, const Tile& tile, const Crew& crew, RefineWork& work
) {
    if (job.tile_edges[tile.index] == 0) {
        return;
    }
    const SceneView& view = *job.view;
    const FrameUniforms& scene = *view.scene;
    const GBufferView& out = job.out;
    const int samples = job.edge_samples;
    const bool split_light = out.light != nullptr;
    const Lens lens = lens_of(scene.camera, out);
    const int* pixel_x = work.pixel_x;
    const int* pixel_y = work.pixel_y;
    RefinedPixel* refined = job.refined + job.edge_start[tile.index];
    crew.one([&] {
        list_marked(job, tile, work);
        collect_items(view, lens, tile, work.items);
    });
    const TileItems& items = work.items;
    // A sample stands for a smaller part of the surface than a pixel.
    const float pixel_rad = lens.step * (samples >= 8 ? 0.4F : 0.6F);
    constexpr std::size_t kUnknown = ~std::size_t{0};
    // Every sample of every marked pixel, in order, cut into packets; a share of the work is whole
    // packets and whole pixels.
    const int total = work.pixels * samples;
    const int per_share = samples > kLanes ? samples : kLanes;
    crew.each((total + per_share - 1) / per_share, [&](int share) {
        SampleSum sum;
        const int last = (share + 1) * per_share < total ? (share + 1) * per_share : total;
        for (int first = share * per_share; first < last; first += kLanes) {
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
                    sum.add(
                        out.color[known[k]],
                        split_light ? out.albedo[known[k]] : Vec3{},
                        split_light ? out.light[known[k]] : Vec3{}
                    );
                } else {
                    sum.add(colors[k], paints[k], lights[k]);
                }
                if (sample == samples - 1) {
                    sum.finish(samples, refined[(first + k) / samples]);
                }
            }
        }
    });
}

HIBARI_LANES_END
