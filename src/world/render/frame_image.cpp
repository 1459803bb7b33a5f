#include "world/render/frame_image.h"

namespace hibari::world {
namespace {

GridView copy_grid(GridView grid, Arena& arena) {
    const auto cells = static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height);
    if (cells > 0) {
        const std::size_t entries = grid.start[cells];
        grid.start = arena.copy(grid.start, cells + 1);
        grid.entries = arena.copy(grid.entries, entries);
    }
    return grid;
}

/// The pictures, and their pixels.
const LikenessPicture* copy_pictures(const FrameScene& scene, Arena& arena) {
    std::vector<LikenessPicture> pictures = scene.pictures;
    for (LikenessPicture& picture : pictures) {
        picture.pixels = arena.copy(picture.pixels, static_cast<std::size_t>(picture.pixel_count));
    }
    return arena.copy(pictures);
}

/// The primitives, and the height fields of those that have some.
const Primitive* copy_primitives(const FrameScene& scene, Arena& arena) {
    std::vector<Primitive> primitives = scene.primitives;
    for (Primitive& primitive : primitives) {
        if (primitive.shape.relief != nullptr) {
            Relief relief = *primitive.shape.relief;
            const auto cells = static_cast<std::size_t>(relief.width * relief.height);
            relief.front = arena.copy(relief.front, cells);
            relief.back = arena.copy(relief.back, cells);
            primitive.shape.relief = arena.copy(&relief, 1);
        }
    }
    return arena.copy(primitives);
}

std::size_t count_items(const SceneView& view) {
    std::size_t count = 0;
    for (int i = 0; i < view.node_count; ++i) {
        count += view.nodes[i].count;
    }
    return count;
}

/// The view with everything that it points to.
const SceneView* copy_view(const FrameScene& scene, SceneView view, Arena& arena) {
    const auto primitives = static_cast<std::size_t>(view.primitive_count);
    const auto padded = static_cast<std::size_t>(view.item_count);
    const std::size_t lamp_cells = scene.lamps.size() * (kLampGridSize * kLampGridSize + 1);
    const std::size_t lamp_entries = lamp_cells > 0 ? view.lamp_start[lamp_cells - 1] : 0;
    const std::size_t items = count_items(view);
    view.scene = arena.copy<FrameUniforms>(&scene, 1);
    view.primitives = copy_primitives(scene, arena);
    view.groups = arena.copy(scene.groups);
    view.triangles = arena.copy(scene.triangles);
    view.strands = arena.copy(scene.strands);
    view.particles = arena.copy(scene.particles);
    view.materials = arena.copy(scene.materials);
    view.faces = arena.copy(scene.faces);
    view.pictures = copy_pictures(scene, arena);
    view.lamps = arena.copy(scene.lamps);
    view.ripples = arena.copy(scene.ripples);
    view.nodes = arena.copy(view.nodes, static_cast<std::size_t>(view.node_count));
    view.items = arena.copy(view.items, items);
    view.item_x = arena.copy(view.item_x, padded);
    view.item_y = arena.copy(view.item_y, padded);
    view.item_z = arena.copy(view.item_z, padded);
    view.item_r = arena.copy(view.item_r, padded);
    view.item_ref = arena.copy(view.item_ref, padded);
    for (GridView& grid : view.sun) {
        grid = copy_grid(grid, arena);
    }
    view.sun_top = arena.copy(view.sun_top, primitives);
    for (GridView& grid : view.ambient) {
        grid = copy_grid(grid, arena);
    }
    view.proxies = arena.copy(view.proxies, primitives);
    view.lamp_start = arena.copy(view.lamp_start, lamp_cells);
    view.lamp_entries = arena.copy(view.lamp_entries, lamp_entries);
    view.lamp_near = arena.copy(view.lamp_near, lamp_entries);
    return arena.copy(&view, 1);
}

GBufferView place_planes(const CasterOptions& options, Arena& arena) {
    const std::size_t size =
        static_cast<std::size_t>(options.width) * static_cast<std::size_t>(options.height);
    GBufferView planes{.width = options.width, .height = options.height};
    planes.color = arena.room<Vec3>(size);
    if (options.split_light) {
        planes.albedo = arena.room<Vec3>(size);
        planes.light = arena.room<Vec3>(size);
    }
    planes.normal = arena.room<Vec3>(size);
    planes.depth = arena.room<float>(size);
    planes.motion = arena.room<Vec2>(size);
    planes.body = arena.room<std::uint16_t>(size);
    planes.entity = arena.room<std::uint16_t>(size);
    return planes;
}

}  // namespace

FrameImage lay_out(const FramePlan& plan, const CasterOptions& options, Arena arena) {
    constexpr std::uint32_t kTilePlaces = kTileSize * kTileSize;
    const auto tiles = static_cast<std::size_t>(plan.last_tile());
    // Every pixel of a tile may be marked: so nobody has to count before the refining begins.
    std::vector<std::uint32_t> edge_start(tiles);
    for (std::size_t i = 0; i < tiles; ++i) {
        edge_start[i] = static_cast<std::uint32_t>(i) * kTilePlaces;
    }
    const std::vector<std::uint32_t> no_edges(tiles, 0);
    FrameImage image{
        .job = plan.job(), .first_tile = plan.first_tile(), .last_tile = plan.last_tile()
    };
    FrameJob& job = image.job;
    job.view = copy_view(plan.scene(), plan.view(), arena);
    job.overlays = arena.copy(plan.overlays().sorted);
    job.tile_start = arena.copy(plan.overlays().start);
    job.tile_entries = arena.copy(plan.overlays().entries);
    job.edge_start = arena.copy(edge_start);
    job.tile_edges = arena.copy(no_edges);
    image.sent_bytes = arena.used();
    job.out = place_planes(options, arena);
    image.planes_end = arena.used();
    const std::size_t pixels =
        static_cast<std::size_t>(options.width) * static_cast<std::size_t>(options.height);
    job.refs = arena.room<std::int32_t>(pixels + kPlanePadding);
    job.codes = arena.room<std::int32_t>(pixels + kPlanePadding);
    job.edges = arena.room<std::uint8_t>(pixels);
    job.refined = arena.room<RefinedPixel>(tiles * kTilePlaces);
    image.size_bytes = arena.used();
    return image;
}

}  // namespace hibari::world
