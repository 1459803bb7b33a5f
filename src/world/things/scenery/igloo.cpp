// An igloo, 3.4 m across, of snow blocks, with an entrance tunnel to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

const Thing kIgloo{
    .name = "igloo",
    .words = {"igloo", "snow house", "snow fort"},
    .category = Category::kScenery,
    .traits = {.surface = true, .outdoor = true},
    .usual_size = {3.4F, 1.75F, 4.2F},
    .build =
        [](const Entity& entity, Rng rng) {
            const Material snow = tinted(
                {.surface = Surface::kSnow,
                 .base = hex(0xEFF3F8),
                 .accent = hex(0xC9D8EC),
                 .roughness = 0.85F,
                 .scale = 0.3F,
                 .bump = 0.3F}
            );
            Assembly igloo(entity, Substance::kSnow);
            igloo.fix();
            constexpr float kRadius = 1.7F;
            constexpr int kCourses = 6;
            igloo.part(bowl(kRadius - 0.06F, kRadius - 0.35F), {{0, 0.02F, 0}, turn_x(180)}, snow);
            for (int course = 0; course < kCourses; ++course) {
                const float low = radians(84.0F * static_cast<float>(course) / kCourses);
                const float high = radians(84.0F * static_cast<float>(course + 1) / kCourses);
                const float lift = 0.5F * (low + high);
                const float ring = kRadius * std::cos(lift);
                const int blocks = std::max(5, static_cast<int>(2.0F * kPi * ring / 0.62F));
                for (int i = 0; i < blocks; ++i) {
                    const float turn =
                        360.0F * (static_cast<float>(i) + 0.5F * static_cast<float>(course % 2)) /
                            static_cast<float>(blocks) +
                        rng.uniform(-1.0F, 1.0F);
                    const Quat pose = turn_y(turn) * turn_z(degrees(lift));
                    const float half = kPi * ring / static_cast<float>(blocks) - 0.012F;
                    igloo.detail(
                        box({0.09F, kRadius * 0.5F * (high - low) - 0.010F, half}, 0.035F),
                        {rotate(
                             turn_y(turn),
                             {kRadius * std::cos(lift) - 0.05F, kRadius * std::sin(lift), 0}
                         ),
                         pose},
                        snow
                    );
                }
            }
            igloo.detail(cylinder(0.07F, 0.26F, 0.03F), {0, kRadius - 0.03F, 0}, snow);
            for (int i = 0; i < 7; ++i) {
                const float turn = kPi * static_cast<float>(i) / 6.0F;
                for (const float z : {1.72F, 2.02F, 2.30F}) {
                    igloo.detail(
                        box({0.11F, 0.15F, 0.14F}, 0.03F),
                        {{0.58F * std::cos(turn), 0.14F + 0.62F * std::sin(turn), z},
                         from_axis_angle({0, 0, 1}, turn)},
                        snow
                    );
                }
            }
            igloo.detail(
                cylinder(0.45F, 0.50F), {{0, 0.30F, 1.9F}, turn_x(90)}, plain(hex(0x101A28), 0.9F)
            );
            return igloo.finish();
        },
};

}  // namespace hibari::world
