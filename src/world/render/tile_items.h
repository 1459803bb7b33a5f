// What the rays of one tile can meet: the scene's items that touch the tile's pyramid, near to far,
// and the lens that sends the rays.
#pragma once

#include "world/render/kernels.h"
#include "world/render/trace.h"

HIBARI_LANES_BEGIN

inline constexpr int kMaxTileItems = 4096;
inline constexpr int kMaxThin = 64;

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

HIBARI_FN Lens lens_of(const FrameCamera& camera, const GBufferView& out) {
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

HIBARI_LANES_END
