#include "world/render/frame_index.h"

#include "base/check.h"
#include "world/render/primitive_bounds.h"
#include "world/things/terrain_eval.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {
namespace {

constexpr int kLeafItems = 2;
constexpr int kFineCells = 96;  ///< most cells along a side of the fine grids
constexpr int kCoarseCells = 48;
constexpr float kFineFootprint_m = 6.0F;  ///< larger things go into the coarse grid
constexpr float kFineReach_m = 40.0F;     ///< things farther out go into the coarse grid
constexpr float kCoarseReach_m = 600.0F;
constexpr float kAmbientReach_m = 1.6F;

float component(const Vec3& v, int axis) {
    return axis == 0 ? v.x : (axis == 1 ? v.y : v.z);
}

Vec3 to_world(const Primitive& p, const Vec3& local) {
    return p.position + p.rotation.x * local.x + p.rotation.y * local.y + p.rotation.z * local.z;
}

OcclusionProxy make_proxy(const Primitive& p, const FrameScene& scene, const Vec3& light) {
    using Kind = OcclusionProxy::Kind;
    const Shape& s = p.shape;
    OcclusionProxy proxy;
    proxy.a = p.position;
    proxy.b = p.position;
    switch (s.kind) {
        case ShapeKind::kSphere:
            proxy.kind = Kind::kSphere;
            proxy.radius = s.radius;
            break;
        case ShapeKind::kEllipsoid: {
            // A capsule along the longest axis, as thick as the other two on average.
            const Vec3& h = s.half;
            const int axis = h.x >= h.y && h.x >= h.z ? 0 : (h.y >= h.z ? 1 : 2);
            const float longest = component(h, axis);
            const float radius = std::sqrt(h.x * h.y * h.z / longest);
            const Vec3 along = axis == 0 ? p.rotation.x : axis == 1 ? p.rotation.y : p.rotation.z;
            const float span = std::max(0.0F, longest - radius);
            proxy.kind = span > 0.05F * radius ? Kind::kCapsule : Kind::kSphere;
            proxy.radius = radius;
            proxy.a = p.position - along * span;
            proxy.b = p.position + along * span;
            if (proxy.kind == Kind::kSphere) {
                proxy.a = p.position;
            }
            break;
        }
        case ShapeKind::kCapsule:
        case ShapeKind::kRoundCone:
            proxy.kind = Kind::kCapsule;
            proxy.radius =
                s.kind == ShapeKind::kCapsule ? s.radius : 0.5F * (s.radius + s.radius_top);
            proxy.a = to_world(p, {0, -s.half.y, 0});
            proxy.b = to_world(p, {0, s.half.y, 0});
            break;
        case ShapeKind::kCylinder:
        case ShapeKind::kCone:
        case ShapeKind::kTube: {
            const float radius =
                s.kind == ShapeKind::kCone ? 0.5F * (s.radius + s.radius_top) : s.radius;
            if (s.half.y > 1.2F * radius) {
                proxy.kind = Kind::kCapsule;
                proxy.radius = radius;
                const float span = s.half.y - 0.8F * radius;
                proxy.a = to_world(p, {0, -span, 0});
                proxy.b = to_world(p, {0, span, 0});
            } else if (s.kind != ShapeKind::kTube) {
                // A box of the same section area.
                proxy.kind = Kind::kBox;
                proxy.half = {0.886F * radius, s.half.y, 0.886F * radius};
            }
            break;
        }
        case ShapeKind::kBox:
            proxy.kind = Kind::kBox;
            proxy.half = s.half;
            break;
        case ShapeKind::kRelief:
            proxy.kind = Kind::kSphere;
            proxy.radius = std::cbrt(s.half.x * s.half.y * s.half.z);
            break;
        case ShapeKind::kWedge:
            proxy.kind = Kind::kBox;
            proxy.half = {s.half.x, 0.6F * s.half.y, s.half.z};
            proxy.a = to_world(p, {0, -0.4F * s.half.y, 0});
            break;
        case ShapeKind::kTorus:
            proxy.kind = Kind::kRing;
            proxy.radius = s.radius_top;
            proxy.half.x = s.radius;
            break;
        case ShapeKind::kBowl:
        case ShapeKind::kQuarterPipe:
            break;
    }
    proxy.far = std::min(
        kAmbientReach_m,
        5.0F * std::max(proxy.radius, std::max({proxy.half.x, proxy.half.y, proxy.half.z}))
    );
    if (proxy.kind == Kind::kRing) {
        proxy.far = std::min(kAmbientReach_m, 5.0F * proxy.radius);
    }
    proxy.reach = p.bound_radius + proxy.far;
    const Material& look = scene.materials[static_cast<std::size_t>(p.material)].look;
    if (look.transmission > 0.5F) {
        proxy.kind = Kind::kNone;
    }
    proxy.bounce = look.base * light * (1.0F - 0.7F * look.metallic);
    return proxy;
}

}  // namespace

FrameIndex::FrameIndex(const FrameScene& scene, const AmbientLight& ambient) {
    view_.scene = &scene;
    view_.primitives = scene.primitives.data();
    view_.groups = scene.groups.data();
    view_.triangles = scene.triangles.data();
    view_.strands = scene.strands.data();
    view_.particles = scene.particles.data();
    view_.materials = scene.materials.data();
    view_.faces = scene.faces.data();
    view_.pictures = scene.pictures.data();
    view_.lamps = scene.lamps.data();
    view_.ripples = scene.ripples.data();
    view_.primitive_count = static_cast<int>(scene.primitives.size());
    view_.triangle_count = static_cast<int>(scene.triangles.size());
    view_.strand_count = static_cast<int>(scene.strands.size());
    view_.particle_count = static_cast<int>(scene.particles.size());
    view_.lamp_count = static_cast<int>(scene.lamps.size());
    view_.ripple_count = static_cast<int>(scene.ripples.size());
    view_.ambient_light = ambient;
    for (Vec3& coefficient : view_.ambient_light.coefficient) {
        coefficient *= scene.ambient_gain;
    }
    const TerrainKind terrain = scene.ground.terrain.kind;
    view_.has_ground = terrain != TerrainKind::kNone;
    const Terrain& land = scene.ground.terrain;
    view_.ground_is_plane = terrain != TerrainKind::kShore && terrain != TerrainKind::kChannel &&
                            land.hill_height_m <= 0.0F;
    // The steepest slopes of the relief; the ramp of the shore.
    const float steep = 3.0F * land.hill_height_m / std::max(land.hill_length_m, 1.0F) *
                            (1.0F + 0.7F * land.ruggedness) +
                        std::abs(land.grade);
    view_.terrain_caution = 1.0F / clamp(steep, 0.25F, 1.5F);
    view_.terrain_top = terrain_top(scene.ground.terrain);
    view_.water_top = water_top(scene.water);
    // What an upward surface in the open sends back: paint times sun and sky.
    const Vec3* dome = view_.ambient_light.coefficient;
    const Vec3 sky_up = dome[0] * 0.282095F + dome[1] * 0.488603F;
    const Vec3 light_up = sky_up + scene.sky.sun_color * std::max(0.0F, scene.sky.sun_direction.y);
    view_.ground_light = scene.ground.material.look.base * light_up;
    for (const Primitive& p : scene.primitives) {
        HIBARI_DCHECK(p.bound_radius > 0.0F, static_cast<int>(p.shape.kind));
        HIBARI_DCHECK(p.material >= 0 && p.material < static_cast<int>(scene.materials.size()));
        proxies_.push_back(make_proxy(p, scene, (sky_up + light_up) * 0.3F));
    }
    view_.proxies = proxies_.data();
    collect_items(scene);
    build_hierarchy();
    build_sun_grids(scene);
    build_ambient_grids(scene);
    build_lamp_grids(scene);
}

void FrameIndex::collect_items(const FrameScene& scene) {
    const auto add =
        [this](ItemKind kind, std::size_t index, Vec3 center, Vec3 half, float radius) {
            items_.push_back({
                .ref = (static_cast<std::uint32_t>(kind) << kItemShift) |
                       static_cast<std::uint32_t>(index),
                .low = center - half,
                .high = center + half,
                .center = center,
                .radius = radius,
            });
        };
    for (std::size_t i = 0; i < scene.primitives.size(); ++i) {
        const Primitive& p = scene.primitives[i];
        if (p.group < 0) {
            add(ItemKind::kPrimitive, i, p.position, world_half_bounds(p), p.bound_radius);
        }
    }
    for (std::size_t i = 0; i < scene.groups.size(); ++i) {
        const BlendGroup& group = scene.groups[i];
        Vec3 low{1e30F, 1e30F, 1e30F};
        Vec3 high{-1e30F, -1e30F, -1e30F};
        for (int k = 0; k < group.count; ++k) {
            const Primitive& p = scene.primitives[static_cast<std::size_t>(group.first + k)];
            const Vec3 swell{0.3F * p.blend, 0.3F * p.blend, 0.3F * p.blend};
            low = min(low, p.position - world_half_bounds(p) - swell);
            high = max(high, p.position + world_half_bounds(p) + swell);
        }
        add(ItemKind::kGroup, i, (low + high) * 0.5F, (high - low) * 0.5F, length(high - low) * 0.5F
        );
    }
    for (std::size_t i = 0; i < scene.triangles.size(); ++i) {
        const Triangle& t = scene.triangles[i];
        const Vec3 low = min(t.vertex[0], min(t.vertex[1], t.vertex[2]));
        const Vec3 high = max(t.vertex[0], max(t.vertex[1], t.vertex[2]));
        add(ItemKind::kTriangle,
            i,
            (low + high) * 0.5F,
            (high - low) * 0.5F,
            length(high - low) * 0.5F);
    }
    const std::size_t padded = (items_.size() + 7) / 8 * 8;
    item_x_.assign(padded, 0.0F);
    item_y_.assign(padded, 0.0F);
    item_z_.assign(padded, 0.0F);
    item_r_.assign(padded, -1e30F);  // padding is never seen
    item_ref_.assign(padded, 0);
    for (std::size_t i = 0; i < items_.size(); ++i) {
        item_x_[i] = items_[i].center.x;
        item_y_[i] = items_[i].center.y;
        item_z_[i] = items_[i].center.z;
        item_r_[i] = items_[i].radius;
        item_ref_[i] = items_[i].ref;
    }
    view_.item_x = item_x_.data();
    view_.item_y = item_y_.data();
    view_.item_z = item_z_.data();
    view_.item_r = item_r_.data();
    view_.item_ref = item_ref_.data();
    view_.item_count = static_cast<int>(padded);
}

void FrameIndex::build_hierarchy() {
    struct Task {
        std::size_t node;
        std::size_t first;
        std::size_t count;
    };

    nodes_.clear();
    std::vector<Item> sorted = items_;
    if (!sorted.empty()) {
        nodes_.emplace_back();
        std::vector<Task> tasks{{0, 0, sorted.size()}};
        while (!tasks.empty()) {
            const Task task = tasks.back();
            tasks.pop_back();
            Vec3 low{1e30F, 1e30F, 1e30F};
            Vec3 high{-1e30F, -1e30F, -1e30F};
            Vec3 center_low = low;
            Vec3 center_high = high;
            for (std::size_t i = task.first; i < task.first + task.count; ++i) {
                low = min(low, sorted[i].low);
                high = max(high, sorted[i].high);
                center_low = min(center_low, sorted[i].center);
                center_high = max(center_high, sorted[i].center);
            }
            nodes_[task.node].low = low;
            nodes_[task.node].high = high;
            if (task.count <= kLeafItems) {
                nodes_[task.node].first = static_cast<std::uint32_t>(task.first);
                nodes_[task.node].count = static_cast<std::uint32_t>(task.count);
                continue;
            }
            // Large items first: a wall among marbles must not stretch both halves.
            const Vec3 size = center_high - center_low;
            const int axis = size.x >= size.y && size.x >= size.z ? 0 : (size.y >= size.z ? 1 : 2);
            const auto begin = sorted.begin() + static_cast<std::ptrdiff_t>(task.first);
            const auto end = begin + static_cast<std::ptrdiff_t>(task.count);
            const float large = 0.5F * length(high - low) * 0.5F;
            auto middle = std::partition(begin, end, [large](const Item& item) {
                return item.radius > large;
            });
            if (middle == begin || middle == end) {
                middle = begin + static_cast<std::ptrdiff_t>(task.count / 2);
                std::nth_element(begin, middle, end, [axis](const Item& a, const Item& b) {
                    return component(a.center, axis) < component(b.center, axis);
                });
            }
            const std::size_t left = static_cast<std::size_t>(middle - begin);
            const std::size_t children = nodes_.size();
            nodes_[task.node].first = static_cast<std::uint32_t>(children);
            nodes_[task.node].count = 0;
            nodes_.resize(children + 2);
            tasks.push_back({children, task.first, left});
            tasks.push_back({children + 1, task.first + left, task.count - left});
        }
    }
    refs_.clear();
    for (const Item& item : sorted) {
        refs_.push_back(item.ref);
    }
    view_.nodes = nodes_.data();
    view_.node_count = static_cast<int>(nodes_.size());
    view_.items = refs_.data();
}

void FrameIndex::build_sun_grids(const FrameScene& scene) {
    const Vec3 sun = scene.sky.sun_direction;
    const Vec3 helper = std::abs(sun.y) < 0.9F ? Vec3{0, 1, 0} : Vec3{1, 0, 0};
    view_.sun_u = normalize(cross(helper, sun));
    view_.sun_v = cross(sun, view_.sun_u);
    std::vector<Footprint> footprints;
    sun_top_.assign(scene.primitives.size(), 0.0F);
    for (std::size_t i = 0; i < scene.primitives.size(); ++i) {
        const Primitive& p = scene.primitives[i];
        sun_top_[i] = dot(p.position, sun) + reach_along(p, sun);
        if (!p.casts_shadow) {
            continue;
        }
        // The penumbra widens on the way down to the ground.
        const float fall = std::max(0.0F, p.position.y + p.bound_radius) / std::max(0.1F, sun.y);
        const float margin = scene.sun_radius_rad * std::min(fall, 40.0F) + 0.01F;
        const float u = dot(p.position, view_.sun_u);
        const float v = dot(p.position, view_.sun_v);
        const float du = std::min(reach_along(p, view_.sun_u), p.bound_radius) + margin;
        const float dv = std::min(reach_along(p, view_.sun_v), p.bound_radius) + margin;
        footprints.push_back({u - du, v - dv, u + du, v + dv, static_cast<std::uint32_t>(i)});
    }
    // Triangles follow the primitives in the numbering of the lists.
    for (std::size_t i = 0; i < scene.triangles.size(); ++i) {
        Footprint f{
            1e30F, 1e30F, -1e30F, -1e30F, static_cast<std::uint32_t>(scene.primitives.size() + i)
        };
        for (const Vec3& vertex : scene.triangles[i].vertex) {
            const float margin =
                scene.sun_radius_rad *
                    std::min(std::max(0.0F, vertex.y) / std::max(0.1F, sun.y), 40.0F) +
                0.01F;
            const float u = dot(vertex, view_.sun_u);
            const float v = dot(vertex, view_.sun_v);
            f.low_x = std::min(f.low_x, u - margin);
            f.low_y = std::min(f.low_y, v - margin);
            f.high_x = std::max(f.high_x, u + margin);
            f.high_y = std::max(f.high_y, v + margin);
        }
        footprints.push_back(f);
    }
    view_.sun_top = sun_top_.data();
    fill_grids(footprints, sun_);
    view_.sun[0] = sun_[0].view;
    view_.sun[1] = sun_[1].view;
}

void FrameIndex::build_ambient_grids(const FrameScene& scene) {
    std::vector<Footprint> footprints;
    for (std::size_t i = 0; i < scene.primitives.size(); ++i) {
        const Primitive& p = scene.primitives[i];
        if (proxies_[i].kind == OcclusionProxy::Kind::kNone) {
            continue;
        }
        const Vec3 half = world_half_bounds(p);
        const float far = proxies_[i].far;
        footprints.push_back({
            p.position.x - half.x - far,
            p.position.z - half.z - far,
            p.position.x + half.x + far,
            p.position.z + half.z + far,
            static_cast<std::uint32_t>(i),
        });
    }
    fill_grids(footprints, ambient_);
    view_.ambient[0] = ambient_[0].view;
    view_.ambient[1] = ambient_[1].view;
}

void FrameIndex::fill_grids(const std::vector<Footprint>& footprints, std::array<Grid, 2>& grids) {
    std::vector<Footprint> fine;
    std::vector<Footprint> coarse;
    for (const Footprint& f : footprints) {
        const bool small =
            std::max(f.high_x - f.low_x, f.high_y - f.low_y) < kFineFootprint_m &&
            std::max({std::abs(f.low_x), std::abs(f.high_x), std::abs(f.low_y), std::abs(f.high_y)}
            ) < kFineReach_m;
        (small ? fine : coarse).push_back(f);
    }
    fill_grid(fine, kFineCells, grids[0]);
    fill_grid(coarse, kCoarseCells, grids[1]);
}

void FrameIndex::fill_grid(const std::vector<Footprint>& footprints, float cells, Grid& grid) {
    float low_x = 1e30F;
    float low_y = 1e30F;
    float high_x = -1e30F;
    float high_y = -1e30F;
    for (const Footprint& f : footprints) {
        low_x = std::min(low_x, std::max(f.low_x, -kCoarseReach_m));
        low_y = std::min(low_y, std::max(f.low_y, -kCoarseReach_m));
        high_x = std::max(high_x, std::min(f.high_x, kCoarseReach_m));
        high_y = std::max(high_y, std::min(f.high_y, kCoarseReach_m));
    }
    if (footprints.empty() || low_x >= high_x || low_y >= high_y) {
        grid.view = {};
        return;
    }
    const float cell = std::max(0.15F, std::max(high_x - low_x, high_y - low_y) / cells);
    GridView& view = grid.view;
    view.origin_x = low_x;
    view.origin_y = low_y;
    view.inverse_cell = 1.0F / cell;
    view.width = std::max(1, static_cast<int>(std::ceil((high_x - low_x) / cell)));
    view.height = std::max(1, static_cast<int>(std::ceil((high_y - low_y) / cell)));
    const auto visit = [&](const auto& action) {
        for (const Footprint& f : footprints) {
            const auto place = [&](float value, float origin, int size) {
                return std::clamp(
                    static_cast<int>(std::floor(clamp((value - origin) / cell, -1e6F, 1e6F))),
                    0,
                    size - 1
                );
            };
            const int x0 = place(f.low_x, low_x, view.width);
            const int x1 = place(f.high_x, low_x, view.width);
            const int y0 = place(f.low_y, low_y, view.height);
            const int y1 = place(f.high_y, low_y, view.height);
            for (int y = y0; y <= y1; ++y) {
                for (int x = x0; x <= x1; ++x) {
                    action(static_cast<std::size_t>(y * view.width + x), f.primitive);
                }
            }
        }
    };
    const std::size_t size = static_cast<std::size_t>(view.width * view.height);
    grid.start.assign(size + 1, 0);
    visit([&](std::size_t at, std::uint32_t) { ++grid.start[at + 1]; });
    for (std::size_t i = 0; i < size; ++i) {
        grid.start[i + 1] += grid.start[i];
    }
    grid.entries.assign(grid.start[size], 0);
    std::vector<std::uint32_t> fill(grid.start.begin(), grid.start.end() - 1);
    visit([&](std::size_t at, std::uint32_t primitive) { grid.entries[fill[at]++] = primitive; });
    view.start = grid.start.data();
    view.entries = grid.entries.data();
}

}  // namespace hibari::world
