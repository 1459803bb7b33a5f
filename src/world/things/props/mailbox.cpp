// A mailbox on a post, 1.2 m: a rounded tin box with a little red flag; it opens to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kMailbox{
    .name = "mailbox",
    .words = {"mailbox", "letterbox", "letter box", "post box", "postbox"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {0.30F, 1.28F, 0.52F},
    .build =
        [](const Entity& entity, Rng) {
            const Material tin = tinted(paint(hex(0x2A5CAA), 0.3F));
            Assembly mailbox(entity, Substance::kSteel);
            mailbox.fix();
            mailbox.part(box({0.05F, 0.52F, 0.05F}, 0.01F), {0, 0.52F, 0}, wood(kWalnut, 0.1F));
            mailbox.part(box({0.115F, 0.08F, 0.24F}, 0.01F), {0, 1.10F, 0}, tin);
            mailbox.part(cylinder(0.24F, 0.115F, 0.01F), {{0, 1.18F, 0}, turn_x(90)}, tin);
            mailbox.detail(
                box({0.10F, 0.065F, 0.006F}, 0.005F), {0, 1.10F, 0.243F}, paint(kLightGray, 0.3F)
            );
            mailbox.detail(
                cylinder(0.006F, 0.10F, 0.003F),
                {{0, 1.18F, 0.243F}, turn_x(90)},
                paint(kLightGray, 0.3F)
            );
            mailbox.detail(box({0.022F, 0.008F, 0.012F}, 0.004F), {0, 1.24F, 0.255F}, chrome());
            mailbox.detail(
                box({0.004F, 0.10F, 0.012F}, 0.003F), {0.122F, 1.20F, 0.05F}, paint(kRed)
            );
            mailbox.detail(
                box({0.004F, 0.04F, 0.05F}, 0.003F), {0.122F, 1.29F, 0.09F}, paint(kRed)
            );
            return mailbox.finish();
        },
};

}  // namespace hibari::world
