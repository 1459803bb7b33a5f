#include "world/physics/stage/roles.h"

namespace hibari::world {

namespace {

template <typename Matches>
const Action* first_action(const Shot& shot, Matches matches) {
    const Action* best = nullptr;
    for (const Action& action : shot.actions) {
        if (matches(action) && (best == nullptr || action.step < best->step)) {
            best = &action;
        }
    }
    return best;
}

}  // namespace

const Action* first_deed(const Shot& shot, std::string_view id) {
    return first_action(shot, [&](const Action& action) {
        return action.subject == id && action.verb != Verb::kStay;
    });
}

const Action* first_use(const Shot& shot, std::string_view id) {
    return first_action(shot, [&](const Action& action) {
        return action.object == id && action.subject != id;
    });
}

const Action* first_aim(const Shot& shot, std::string_view id) {
    return first_action(shot, [&](const Action& action) { return action.target == id; });
}

bool is_throwing(Verb verb) {
    return verb == Verb::kThrow || verb == Verb::kShoot;
}

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

bool starts_in_hand(Verb verb) {
    switch (verb) {
        case Verb::kThrow:
        case Verb::kShoot:
        case Verb::kBowl:
        case Verb::kDribble:
        case Verb::kHold:
        case Verb::kDrop:
        case Verb::kEat:
        case Verb::kDrink:
        case Verb::kRead:
        case Verb::kPlayInstrument:
            return true;
        default:
            return false;
    }
}

bool starts_aloft(Verb verb) {
    switch (verb) {
        case Verb::kFall:
        case Verb::kDrop:
        case Verb::kBounce:
        case Verb::kFly:
            return true;
        default:
            return false;
    }
}

GroundDirection ground_direction(Direction direction) {
    switch (direction) {
        case Direction::kLeft:
            return {-1, 0};
        case Direction::kRight:
        case Direction::kOff:
            return {1, 0};
        case Direction::kTowardsCamera:
            return {0, 1};
        case Direction::kAwayFromCamera:
            return {0, -1};
        default:
            return {};
    }
}

}  // namespace hibari::world
