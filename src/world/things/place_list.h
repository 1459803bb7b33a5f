// Every place. A new one needs a line here, one in catalogue.cpp and one in CMakeLists.txt.
#pragma once

#include "world/things/place.h"

namespace hibari::world {

Place make_airport();
Place make_beach();
Place make_bowling_alley();
Place make_cafe();
Place make_cave();
Place make_city();
Place make_classroom();
Place make_court();
Place make_desert();
Place make_desert_road();
Place make_farm();
Place make_forest();
Place make_forest_road();
Place make_graveyard();
Place make_frozen_lake();
Place make_gym();
Place make_hospital();
Place make_icy_coast();
Place make_jetty();
Place make_ice_rink();
Place make_kitchen();
Place make_lake();
Place make_living_room();
Place make_meadow();
Place make_moon();
Place make_mountain();
Place make_mountain_lake();
Place make_office();
Place make_park();
Place make_playground();
Place make_river();
Place make_road();
Place make_rooftop();
Place make_reef();
Place make_sea();
Place make_shallows();
Place make_ship_deck();
Place make_skate_park();
Place make_space();
Place make_stadium();
Place make_stage();
Place make_stream();
Place make_street();
Place make_studio();
Place make_swimming_pool();
Place make_winter_road();

}  // namespace hibari::world
