// Getting out of the way: whoever is to leap aside or to duck waits until what comes is near.
#include "world/physics/play/play.h"
#include "world/physics/play/play_parts.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kAside_s = 0.85F;  // Before it would be hit, by which it leaps aside,
constexpr float kDuck_s = 0.5F;    // and by which it ducks.
constexpr float kReach_m = 0.7F;   // Of an arm that strikes.
constexpr float kLeap_s = 1.5F;    // How long it goes aside.

}  // namespace

const Action* Play::attack_on(const Action& escape) const {
    if ((escape.verb != Verb::kJump && escape.verb != Verb::kBow) || escape.target.empty()) {
        return nullptr;
    }
    const auto attack = std::ranges::find_if(hand_.shot.actions, [&](const Action& action) {
        return action.step == escape.step && action.target == escape.subject &&
               (action.subject == escape.target || action.object == escape.target);
    });
    return attack == hand_.shot.actions.end() ? nullptr : &*attack;
}

bool Play::is_dodged(const Action& attack) const {
    return std::ranges::any_of(hand_.shot.actions, [&](const Action& escape) {
        const Action* met = escape.subject == attack.target ? attack_on(escape) : nullptr;
        return met != nullptr && met->subject == attack.subject && met->step == attack.step;
    });
}

void Play::dodge() {
    Scene& scene = hand_.scene;
    std::erase_if(dodging_, [&](const Action& escape) {
        const int subject = scene.find(escape.subject);
        const int threat = scene.find(escape.target);
        Vec3 to = scene.center_of_mass(subject) - scene.center_of_mass(threat);
        to.y = 0.0F;
        const Vec3 half = scene.entity_half_extent(threat);
        const float gap = length(to) - std::max(half.x, half.z);
        const Vec3 way = normalize(to, {1, 0, 0});
        const float closing = std::max(dot(scene.entity_velocity(threat), way), 0.0F);
        const bool aside = escape.verb == Verb::kJump;
        if (gap > closing * (aside ? kAside_s : kDuck_s) + kReach_m) {
            return false;
        }
        Action now = escape;
        now.target.clear();
        if (aside) {
            // Across its way, and to where it is seen.
            now.verb = Verb::kRun;
            now.direction =
                std::fabs(way.x) > std::fabs(way.z) ? Direction::kTowardsCamera : Direction::kRight;
            now.duration_s = kLeap_s / hand_.shot.speed;
            now.intensity = 1.2F;
        }
        begin_cue(subject, now);
        return true;
    });
}

}  // namespace hibari::world
