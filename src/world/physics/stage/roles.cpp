#include "world/physics/stage/roles.h"

#include "world/things/catalogue.h"

#include <algorithm>
#include <cmath>

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

Entity* find_entity(Shot& shot, std::string_view id) {
    const auto found = std::ranges::find(shot.entities, id, &Entity::id);
    return found == shot.entities.end() ? nullptr : &*found;
}

Category category_of(const Entity& entity) {
    const Thing* thing = find_thing(entity.kind);
    return thing != nullptr ? thing->category : Category::kProp;
}

bool is_alive(const Entity* entity) {
    return entity != nullptr &&
           (category_of(*entity) == Category::kPerson || category_of(*entity) == Category::kAnimal);
}

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
    return verb == Verb::kThrow || verb == Verb::kShoot || verb == Verb::kDunk;
}

bool is_at_rest(Verb verb) {
    switch (verb) {
        case Verb::kStay:
        case Verb::kStand:
        case Verb::kSit:
        case Verb::kLie:
        case Verb::kLook:
        case Verb::kGraze:
        case Verb::kEat:
        case Verb::kDrink:
        case Verb::kBark:
        case Verb::kMeow:
        case Verb::kNeigh:
            return true;
        default:
            return false;
    }
}

bool starts_in_hand(Verb verb) {
    switch (verb) {
        case Verb::kThrow:
        case Verb::kJuggle:
        case Verb::kShoot:
        case Verb::kDunk:
        case Verb::kBowl:
        case Verb::kDribble:
        case Verb::kHold:
        case Verb::kDrop:
        case Verb::kEat:
        case Verb::kDrink:
        case Verb::kPour:
        case Verb::kRead:
        case Verb::kPlayInstrument:
            return true;
        default:
            return false;
    }
}

bool waits_its_turn(const Shot& shot, const Action& use) {
    return std::ranges::any_of(shot.actions, [&](const Action& other) {
        return other.subject == use.subject && other.object != use.object &&
               !other.object.empty() && other.step < use.step && is_throwing(other.verb) &&
               starts_in_hand(other.verb);
    });
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

int count_spared(const Shot& shot, std::string_view kind) {
    int all = 0;
    int spared = 0;
    for (const Entity& entity : shot.entities) {
        const bool stays = std::ranges::any_of(shot.actions, [&](const Action& action) {
            return action.subject == entity.id && action.verb == Verb::kStay;
        });
        all += entity.kind == kind ? 1 : 0;
        spared += entity.kind == kind && stays ? 1 : 0;
    }
    return spared < all ? spared : 0;
}

bool breaks(const Action& action) {
    constexpr float kBursts = 0.6F;
    return action.verb == Verb::kExplode && action.intensity < kBursts;
}

bool skids(const Thing& thing, const Blueprint& blueprint, const Action& action) {
    return action.verb == Verb::kSlide && thing.category == Category::kVehicle &&
           !thing.traits.flies && !thing.traits.floats && blueprint.links.size() > 1;
}

bool leaps_after(const Shot& shot, const Action& action) {
    return std::ranges::any_of(shot.actions, [&](const Action& next) {
        return next.subject == action.subject && next.step == action.step + 1 &&
               (next.verb == Verb::kJump || next.verb == Verb::kDive ||
                next.verb == Verb::kFrontFlip || next.verb == Verb::kBackflip);
    });
}

std::string_view met_later(const Shot& shot, const Action& action) {
    const Action* hit = first_action(shot, [&](const Action& other) {
        return other.subject == action.subject && other.verb == Verb::kHit &&
               other.step >= action.step && !other.target.empty();
    });
    return hit != nullptr ? std::string_view(hit->target) : std::string_view{};
}

const Action* halt_after(const Shot& shot, const Action& action) {
    const Action* next = first_action(shot, [&](const Action& other) {
        return other.subject == action.subject && other.step > action.step;
    });
    return next != nullptr && next->verb == Verb::kStay ? next : nullptr;
}

const Action* attack_on(const Shot& shot, const Action& escape) {
    if ((escape.verb != Verb::kJump && escape.verb != Verb::kBow) || escape.target.empty()) {
        return nullptr;
    }
    return first_action(shot, [&](const Action& action) {
        return action.step == escape.step && action.target == escape.subject &&
               (action.subject == escape.target || action.object == escape.target);
    });
}

bool is_dodged(const Shot& shot, const Action& attack) {
    return first_action(shot, [&](const Action& escape) {
               const Action* met =
                   escape.subject == attack.target ? attack_on(shot, escape) : nullptr;
               return met != nullptr && met->subject == attack.subject && met->step == attack.step;
           }) != nullptr;
}

float run_up_m(const Action& deed, float size) {
    return std::max(deed.verb == Verb::kDrive ? 5.0F : 0.8F, 3.0F * size);
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

Hang hang_of(const Blueprint& blueprint) {
    Hang hang;
    for (std::size_t i = 0; i < blueprint.links.size() && hang.link < 0; ++i) {
        const Joint& joint = blueprint.links[i].joint;
        const bool swings = joint.kind == JointKind::kHinge || joint.kind == JointKind::kBall;
        if (swings && joint.pivot.y > blueprint.links[i].rest.position.y) {
            hang.link = static_cast<int>(i);
            hang.pivot = joint.pivot;
        }
    }
    if (hang.link < 0) {
        return hang;
    }
    // The bob is the lowest solid part of the chain, and what stands beside it at its height may be
    // in the way of a target.
    const auto box = [](const Link& link, const Part& part, Vec3& low, Vec3& high) {
        const Pose at = compose(link.rest, part.local);
        const Vec3 half = bounds(part.shape);
        const Vec3 x = rotate(at.rotation, {half.x, 0, 0});
        const Vec3 y = rotate(at.rotation, {0, half.y, 0});
        const Vec3 z = rotate(at.rotation, {0, 0, half.z});
        const Vec3 reach{
            std::abs(x.x) + std::abs(y.x) + std::abs(z.x),
            std::abs(x.y) + std::abs(y.y) + std::abs(z.y),
            std::abs(x.z) + std::abs(y.z) + std::abs(z.z)
        };
        low = at.position - reach;
        high = at.position + reach;
    };
    Vec3 low;
    Vec3 high;
    float bottom = 1e9F;
    float top = -1e9F;
    for (auto i = static_cast<std::size_t>(hang.link); i < blueprint.links.size(); ++i) {
        for (const Part& part : blueprint.links[i].parts) {
            box(blueprint.links[i], part, low, high);
            if (part.collides && low.y < bottom) {
                bottom = low.y;
                top = high.y;
                hang.bob = 0.5F * (high.x - low.x);
                hang.length = hang.pivot.y - 0.5F * (low.y + high.y);
            }
        }
    }
    hang.reach = hang.bob;
    for (std::size_t i = 0; i < static_cast<std::size_t>(hang.link); ++i) {
        for (const Part& part : blueprint.links[i].parts) {
            box(blueprint.links[i], part, low, high);
            const bool below = low.y < top;
            // What stands behind its way is not in it.
            const bool aside = low.z > hang.pivot.z + hang.bob || high.z < hang.pivot.z - hang.bob;
            if (part.collides && below && !aside && high.x - hang.pivot.x < 0.8F * hang.length) {
                hang.reach = std::max(hang.reach, high.x - hang.pivot.x);
            }
        }
    }
    hang.reach += 0.01F;
    return hang;
}

}  // namespace hibari::world
