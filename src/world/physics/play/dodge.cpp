// Getting out of the way: whoever is to leap aside or to duck waits until what comes is near.
#include "world/physics/play/play.h"
#include "world/physics/play/play_parts.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kStart_s = 0.5F;    // Until who leaps aside is under way,
constexpr float kAway_mps = 3.5F;   // then it goes so fast.
constexpr float kDuck_s = 0.5F;     // Before it would be hit, by which it ducks.
constexpr float kReach_m = 0.7F;    // Of an arm that strikes.
constexpr float kRoom_m = 0.9F;     // Beside what passes.
constexpr float kLeap_s = 1.5F;     // How long it goes aside.
constexpr float kGain_mps2 = 4.0F;  // A vehicle that has just started comes sooner than it seems.

}  // namespace

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
        const float clear = std::min(half.x, half.z) + kRoom_m;
        const float early = aside ? kStart_s + clear / kAway_mps : kDuck_s;
        const Action* attack = attack_on(hand_.shot, escape);
        const bool driven = attack != nullptr && attack->verb == Verb::kDrive;
        const float gain = driven ? 0.5F * kGain_mps2 * early * early : 0.0F;
        if (gap > closing * early + gain + kReach_m) {
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
