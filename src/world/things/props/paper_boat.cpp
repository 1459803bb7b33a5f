// A boat folded from a sheet of paper, 22 cm; goes to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <utility>

namespace hibari::world {

const Thing kPaperBoat{
    .name = "paper_boat",
    .words = {"paper boat", "paper ship", "origami boat", "folded boat"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.10F, 0.11F, 0.22F},
    .build =
        [](const Entity& entity, Rng) {
            const Material sheet = tinted(paper());
            Assembly boat(entity, Substance::kCardboard);
            constexpr Vec3 kBow{0, 0.075F, 0.11F};
            constexpr Vec3 kStern{0, 0.075F, -0.11F};
            constexpr Vec3 kKeel{0, 0, 0.05F};
            constexpr Vec3 kSkeg{0, 0, -0.05F};
            const auto fold = [&](Vec3 a, Vec3 b, Vec3 c) {
                Soft soft;
                soft.kind = SoftKind::kCloth;
                soft.material = sheet;
                soft.mass_kg = 0.0005F;
                soft.nodes = {a, b, c};
                soft.edges = {{0, 1}, {1, 2}, {2, 0}};
                soft.triangles = {{0, 1, 2}};
                soft.pinned = {0, 1, 2};
                boat.soft(std::move(soft));
            };
            boat.part(box({0.036F, 0.022F, 0.075F}), {0, 0.026F, 0}, sheet).visible = false;
            for (const float side : {-1.0F, 1.0F}) {
                const Vec3 rim{side * 0.05F, 0.052F, 0};
                fold(kBow, kKeel, rim);
                fold(kKeel, kSkeg, rim);
                fold(kSkeg, kStern, rim);
                // The sail is the middle of the sheet, a tent over the hull.
                fold(
                    {0, 0.112F, 0}, {side * 0.022F, 0.03F, 0.052F}, {side * 0.022F, 0.03F, -0.052F}
                );
            }
            boat.mass(0.02F);
            return boat.finish();
        },
};

}  // namespace hibari::world
