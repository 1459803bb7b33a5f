#include "world/script/verbs.h"

namespace hibari::world {

bool is_riding(Verb verb) {
    switch (verb) {
        case Verb::kSkate:
        case Verb::kPushBoard:
        case Verb::kOllie:
        case Verb::kKickflip:
        case Verb::kGrind:
        case Verb::kSnowboard:
        case Verb::kSurf:
        case Verb::kPaddle:
        case Verb::kCycle:
        case Verb::kRide:
        case Verb::kDrive:
        case Verb::kSail:
            return true;
        default:
            return false;
    }
}

}  // namespace hibari::world
