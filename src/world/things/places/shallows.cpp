// The edge of the sea where one wades: the last waves of a sandy beach run around the feet.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_shallows() {
    Place place = make_beach();
    place.name = "shallows";
    place.words = {
        "shallows",
        "surf zone",
        "edge of the sea",
        "edge of the water",
        "edge of the ocean",
        "edge of the waves",
        "water 's edge",
        "shallow sea",
        "shallow waves",
        "shallow surf",
        "shallow ocean"
    };
    // The bed falls so gently that the whole stage is ankle to knee deep.
    place.terrain.shore_z_m = 5.0F;
    place.terrain.grade = 0.05F;
    place.water.level_m = -0.04F;
    place.water.clarity_m = 1.2F;
    set_waves(place.water, 0.045F, 5.0F, kPi / 2);
    place.half_extent = {10, 8, 2.5F};
    std::erase_if(place.backdrop, [](const Backdrop& thing) {
        return thing.kind != "mountain" && thing.kind != "rock";
    });
    return place;
}

}  // namespace hibari::world
