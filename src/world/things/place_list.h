// Every place. A new one needs a line here, one in catalogue.cpp and one in CMakeLists.txt.
#pragma once

#include "world/things/place.h"

namespace hibari::world {

Place make_gym();
Place make_park();
Place make_studio();

}  // namespace hibari::world
