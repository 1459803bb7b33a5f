// A stepped-free square pyramid, 40 cm wide and 40 cm high, from four wedges' worth of slope.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kPyramid{
    .name = "pyramid",
    .words = {"pyramid", "egyptian pyramid", "great pyramid", "tetrahedron", "triangle"},
    .category = Category::kTabletop,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.4F, 0.4F, 0.4F},
    .build =
        [](const Entity& entity, Rng) {
            const Material stone = tinted(
                {.surface = Surface::kSand,
                 .base = hex(0xD2AE6B),
                 .accent = hex(0xA98747),
                 .roughness = 0.85F,
                 .scale = 0.05F,
                 .bump = 0.2F}
            );
            Assembly pyramid(entity, Substance::kStone);
            // Courses of stone, each a little smaller, as the real ones are built.
            constexpr int kCourses = 16;
            constexpr float kHeight = 0.4F / kCourses;
            for (int i = 0; i < kCourses; ++i) {
                const float half = 0.2F * (1.0F - static_cast<float>(i) / kCourses);
                const float y = kHeight * (static_cast<float>(i) + 0.5F);
                pyramid.part(box({half, kHeight * 0.5F, half}, 0.001F), {0, y, 0}, stone);
            }
            pyramid.mass(12.0F);
            return pyramid.finish();
        },
};

}  // namespace hibari::world
