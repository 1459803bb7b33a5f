// A sheet of writing paper, A4 (ISO 216), 80 g/m2: 5 g; slightly curled.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kPaperSheet{
    .name = "paper_sheet",
    .words =
        {"paper",
         "sheet of paper",
         "piece of paper",
         "letter",
         "envelope",
         "newspaper",
         "map",
         "playing card",
         "card"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true},
    .usual_size = {0.21F, 0.010F, 0.297F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly sheet(entity, Substance::kCardboard);
            constexpr int kStrips = 6;
            for (int i = 0; i < kStrips; ++i) {
                const float z = -0.1485F + 0.297F * (static_cast<float>(i) + 0.5F) / kStrips;
                const float curl = 9.0F * (static_cast<float>(i) - 2.5F) / 2.5F;
                sheet.part(
                    box({0.105F, 0.0008F, 0.0255F}),
                    {{0, 0.0012F + 0.32F * z * z, z}, turn_x(-curl)},
                    tinted(paper())
                );
            }
            for (int i = 0; i < 9; ++i) {
                const float z = -0.10F + 0.022F * static_cast<float>(i);
                sheet.detail(
                    box({i == 8 ? 0.04F : 0.078F, 0.0003F, 0.0012F}),
                    {i == 8 ? -0.038F : 0.0F, 0.0024F + 0.32F * z * z, z},
                    plain(hex(0x6A6E74))
                );
            }
            sheet.mass(0.005F);
            return sheet.finish();
        },
};

}  // namespace hibari::world
