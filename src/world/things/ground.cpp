#include "world/things/ground.h"

namespace hibari::world {

float ground_restitution(Substance ground) {
    switch (ground) {
        case Substance::kSand:
        case Substance::kSnow:
        case Substance::kEarth:
        case Substance::kGrass:
            return values_of(ground).restitution;
        default:
            return 1.0F;
    }
}

}  // namespace hibari::world
