// The same sweeps in the other waters, which take their time: scenery stands around them.
#include "world/physics/sweep.h"

namespace hibari::world {
namespace {

class SweepWaters : public testing::TestWithParam<const char*> {};

TEST_P(SweepWaters, EveryKindLiesInThemAndFallsIntoThem) {
    sweep_kinds(GetParam());
}

TEST_P(SweepWaters, EveryVerbIsDoneInThem) {
    sweep_verbs(GetParam());
}

INSTANTIATE_TEST_SUITE_P(Places, SweepWaters, testing::Values("lake", "river", "swimming_pool"));

}  // namespace
}  // namespace hibari::world
