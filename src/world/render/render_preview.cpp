// Looks at the sample scenes: `render_preview <scene> <width> <height> <out.ppm>
// [draft|standard|high]`. The tone curve is a plain one; the finished looks are the developer's.
#include "world/render/caster.h"
#include "world/render/sample_scenes.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace hibari::world;

FrameScene scene_called(const std::string& name) {
    if (name == "basketball") {
        return basketball_scene();
    }
    if (name == "shapes") {
        return shapes_scene();
    }
    if (name == "figure") {
        return figure_scene();
    }
    return busy_scene(300);
}

unsigned char display(float value) {
    const float v = value > 0.0F ? value : 0.0F;
    const float curve = v * (2.51F * v + 0.03F) / (v * (2.43F * v + 0.59F) + 0.14F);
    const float clipped = curve > 1.0F ? 1.0F : curve;
    return static_cast<unsigned char>(std::pow(clipped, 1.0F / 2.2F) * 255.0F + 0.5F);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 5) {
        std::fprintf(stderr, "render_preview <scene> <width> <height> <out.ppm> [quality]\n");
        return 2;
    }
    const std::string quality = argc > 5 ? argv[5] : "standard";
    CasterOptions options;
    options.width = std::atoi(argv[2]);
    options.height = std::atoi(argv[3]);
    options.quality = quality == "draft"  ? Quality::kDraft
                      : quality == "high" ? Quality::kHigh
                                          : Quality::kStandard;
    const FrameScene scene = scene_called(argv[1]);
    Caster caster(options);
    GBuffer buffer;
    const auto start = std::chrono::steady_clock::now();
    if (!caster.cast(scene, buffer)) {
        return 1;
    }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    std::printf("%.1f ms\n", took.count());
    std::ofstream out(argv[4], std::ios::binary);
    out << "P6\n" << buffer.width << ' ' << buffer.height << "\n255\n";
    for (const hibari::Vec3& c : buffer.color) {
        const unsigned char rgb[3] = {
            display(c.x * 0.8F), display(c.y * 0.8F), display(c.z * 0.8F)
        };
        out.write(reinterpret_cast<const char*>(rgb), 3);
    }
    return out ? 0 : 1;
}
