// The sweeps that every change has to pass: at sea, and by a person on land.
#include "world/physics/sweep.h"

namespace hibari::world {
namespace {

TEST(Sweep, EveryKindLiesInTheSeaAndFallsIntoIt) {
    sweep_kinds("sea");
}

TEST(Sweep, EveryVerbIsDoneAtSea) {
    sweep_verbs("sea");
}

TEST(Sweep, EveryVerbIsDoneOnLand) {
    sweep_verbs("park");
}

}  // namespace
}  // namespace hibari::world
