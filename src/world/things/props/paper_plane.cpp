// A folded paper dart, 28 cm; flies to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <utility>

namespace hibari::world {

const Thing kPaperPlane{
    .name = "paper_plane",
    .words = {"paper plane", "paper airplane", "paper aeroplane", "paper dart", "glider"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .flies = true, .indoor = true, .outdoor = true},
    .usual_size = {0.20F, 0.05F, 0.28F},
    .build =
        [](const Entity& entity, Rng) {
            const Material sheet = tinted(paper());
            Assembly plane(entity, Substance::kCardboard);
            constexpr Vec3 kNose{0, 0.038F, 0.14F};
            const auto fold = [&](Vec3 a, Vec3 b) {
                Soft soft;
                soft.kind = SoftKind::kCloth;
                soft.material = sheet;
                soft.mass_kg = 0.0005F;
                soft.nodes = {kNose, a, b};
                soft.edges = {{0, 1}, {1, 2}, {2, 0}};
                soft.triangles = {{0, 1, 2}};
                soft.pinned = {0, 1, 2};
                plane.soft(std::move(soft));
            };
            plane.part(box({0.06F, 0.004F, 0.10F}), {0, 0.034F, -0.03F}, sheet).visible = false;
            for (const float side : {-1.0F, 1.0F}) {
                fold({side * 0.012F, 0.038F, -0.14F}, {side * 0.10F, 0.048F, -0.14F});
                fold({side * 0.012F, 0.038F, -0.14F}, {0, 0.0F, -0.14F});
            }
            plane.mass(0.005F);
            plane.anchor("grip", {0, 0.015F, 0.0F});
            return plane.finish();
        },
};

}  // namespace hibari::world
