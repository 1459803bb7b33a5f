// Time per pixel of every pattern and of the sky, seen from about three metres.
#include "world/render/surface.h"

#include <benchmark/benchmark.h>

namespace hibari::world {
namespace {

V3 around(float y) {
    V3 p;
    for (int k = 0; k < kLanes; ++k) {
        set_lane(p.x, k, 0.01F * static_cast<float>(k));
        set_lane(p.y, k, y);
        set_lane(p.z, k, 0.09F);
    }
    return p;
}

void shade(benchmark::State& state) {
    MaterialParams material;
    material.look.surface = static_cast<Surface>(state.range(0));
    material.half = {0.1F, 0.1F, 0.1F};
    const SurfaceEnvironment environment;
    const FaceParams face;
    SurfaceIn in;
    in.active = M(true);
    in.local = around(0.02F);
    in.world = in.local;
    in.normal_local = V3(Vec3{0, 0, 1});
    in.normal_world = in.normal_local;
    in.view = V3(Vec3{0, 0.28F, 0.96F});
    in.view_cos = F(0.96F);
    in.footprint_m = F(0.0025F);
    in.material = &material;
    in.face = material.look.surface == Surface::kFace ? &face : nullptr;
    in.environment = &environment;
    for (auto _ : state) {
        SurfaceOut out;
        shade_surface(in, out);
        in.local.x += out.albedo.x * F(1e-3F);
        benchmark::DoNotOptimize(out.albedo.x);
    }
    state.SetItemsProcessed(state.iterations() * kLanes);
}

void look_up(benchmark::State& state) {
    SkyParams sky;
    sky.weather = static_cast<Sky>(state.range(0));
    sky.cloud = 0.5F;
    V3 d = normalize(around(0.3F));
    for (auto _ : state) {
        const V3 light = sky_radiance(sky, d, F(0.001F), true);
        d.x += light.x * F(1e-6F);
        benchmark::DoNotOptimize(d.x);
    }
    state.SetItemsProcessed(state.iterations() * kLanes);
}

BENCHMARK(shade)->DenseRange(0, static_cast<int>(Surface::kNet));
BENCHMARK(look_up)->DenseRange(0, static_cast<int>(Sky::kStorm));

}  // namespace
}  // namespace hibari::world
