// A long wooden jetty in a lake: one walks on it from the left and leaps off its end on the right.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_jetty() {
    Place place = make_lake();
    place.name = "jetty";
    place.words = {"pier", "jetty", "dock", "wharf", "boat dock", "landing stage", "quay"};
    place.fixed_parts.clear();
    place.half_extent = {10, 8, 1.05F};
    const Material plank = wood(hex(0x9A7650), 0.14F);
    const Material post = bark(hex(0x5E4A38));
    constexpr float kTop = 0.38F;
    constexpr float kEnd_x = 2.2F;
    constexpr float kHalfWide = 1.15F;
    constexpr float kLong_m = 40.0F;
    // One solid deck under the planks that are seen.
    add_part(
        place,
        box({0.5F * kLong_m, 0.05F, kHalfWide}),
        {kEnd_x - 0.5F * kLong_m, kTop - 0.06F, 0},
        plank
    );
    for (int i = 0; i < 90; ++i) {
        add_part(
            place,
            box({0.10F, 0.03F, kHalfWide + 0.06F}, 0.01F),
            {kEnd_x - 0.1F - 0.215F * static_cast<float>(i), kTop - 0.03F, 0},
            plank
        )
            .collides = false;
    }
    for (int i = 0; i < 9; ++i) {
        for (const float side : {-1.0F, 1.0F}) {
            const bool tall = side < 0.0F;  // Those on the camera's side end under the deck.
            const float top = tall ? kTop + 0.55F : kTop - 0.1F;
            add_part(
                place,
                cylinder(1.6F, 0.12F),
                {kEnd_x - 0.3F - 2.4F * static_cast<float>(i), top - 1.6F, side * (kHalfWide + 0.1F)
                },
                post
            );
        }
    }
    return place;
}

}  // namespace hibari::world
