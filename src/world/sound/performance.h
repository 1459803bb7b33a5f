// Who plays an instrument in a shot: music that has its source in the picture.
#pragma once

#include "world/script/shot_script.h"
#include "world/sound/scene_sound.h"
#include "world/timeline/timeline.h"

#include <string_view>
#include <vector>

namespace hibari::world::sound {

/// An instrument that somebody plays from one moment to another.
struct Performance {
    int entity = -1;              ///< the instrument
    int player = -1;              ///< entity
    std::string_view instrument;  ///< as in Music
    Moment when;
};

/// In the order of the shot's actions, each instrument once.
std::vector<Performance> performances(const Timeline& timeline, const Shot& shot);

}  // namespace hibari::world::sound
