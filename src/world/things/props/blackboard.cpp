// A blackboard on a stand, 1.7 m, with a sum in chalk; it looks to +Z. Called a whiteboard it is
// white, and the sum is blue.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBlackboard{
    .name = "blackboard",
    .words = {"blackboard", "chalkboard", "whiteboard", "easel", "flip chart"},
    .category = Category::kProp,
    .traits = {.indoor = true},
    .usual_size = {1.62F, 1.75F, 0.62F},
    .build =
        [](const Entity& entity, Rng) {
            const bool is_white = entity.called.find("white") != std::string::npos ||
                                  entity.called.find("flip") != std::string::npos ||
                                  entity.called.find("easel") != std::string::npos;
            const Material face = plain(is_white ? hex(0xEEF0F0) : hex(0x1E3A30), 0.7F);
            const Material chalk = plain(is_white ? hex(0x2A4AA0) : hex(0xE8ECE4), 0.9F);
            const Material frame = tinted(wood(hex(0xA8743E), 0.08F));
            Assembly board(entity, Substance::kWood);
            board.part(box({0.74F, 0.46F, 0.012F}, 0.004F), {0, 1.18F, 0}, face);
            for (const float y : {0.71F, 1.65F}) {
                board.part(box({0.79F, 0.035F, 0.022F}, 0.008F), {0, y, 0}, frame);
            }
            for (const float x : {-0.76F, 0.76F}) {
                board.part(box({0.035F, 0.50F, 0.022F}, 0.008F), {x, 1.18F, 0}, frame);
                board.rod({x, 0.70F, 0}, {x, 0.05F, 0}, 0.024F, frame);
                board.rod({x, 0.03F, -0.28F}, {x, 0.03F, 0.28F}, 0.026F, frame);
            }
            board.part(box({0.60F, 0.012F, 0.05F}, 0.006F), {0, 0.69F, 0.06F}, frame);
            for (const float x : {-0.2F, 0.05F}) {
                board.detail(capsule(0.035F, 0.007F), {{x, 0.709F, 0.07F}, turn_z(90)}, chalk);
            }
            const auto stroke = [&](Vec2 from, Vec2 to) {
                board.thin_rod(
                    {from.x, 1.18F + from.y, 0.013F}, {to.x, 1.18F + to.y, 0.013F}, 0.008F, chalk
                );
            };
            // 2 + 2 = 4
            for (const float x : {-0.52F, -0.10F}) {
                stroke({x, 0.24F}, {x + 0.06F, 0.29F});
                stroke({x + 0.06F, 0.29F}, {x + 0.13F, 0.24F});
                stroke({x + 0.13F, 0.24F}, {x, 0.06F});
                stroke({x, 0.06F}, {x + 0.14F, 0.06F});
            }
            stroke({-0.29F, 0.17F}, {-0.17F, 0.17F});
            stroke({-0.23F, 0.11F}, {-0.23F, 0.23F});
            stroke({0.14F, 0.20F}, {0.26F, 0.20F});
            stroke({0.14F, 0.13F}, {0.26F, 0.13F});
            stroke({0.42F, 0.29F}, {0.34F, 0.13F});
            stroke({0.34F, 0.13F}, {0.50F, 0.13F});
            stroke({0.45F, 0.20F}, {0.45F, 0.05F});
            // Lines of writing.
            for (const float y : {-0.10F, -0.20F, -0.30F}) {
                for (int i = 0; i < 6; ++i) {
                    const float x = -0.52F + 0.17F * static_cast<float>(i);
                    stroke({x, y}, {x + 0.12F - (i % 3 == 1 ? 0.05F : 0.0F), y + 0.008F});
                }
            }
            board.mass(16.0F);
            return board.finish();
        },
};

}  // namespace hibari::world
