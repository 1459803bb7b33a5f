#include "world/physics/stage/free_way.h"

#include "world/physics/camera/action_path.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::world {

namespace {

constexpr float kAir = 0.25F;        // Left between the backdrop and what passes it.
constexpr float kStep = 0.35F;       // Lower parts are stepped or driven upon.
constexpr float kRunOut = 12.0F;     // Of a way, beyond both ends of the stage.
constexpr float kAbreast = 0.7F;     // Between two that go side by side.
constexpr float kAbutting = 0.001F;  // Things that only touch do not overlap.

Box around(const Pose& pose, Vec3 middle, Vec3 half) {
    Box box;
    for (const float x : {-1.0F, 1.0F}) {
        for (const float y : {-1.0F, 1.0F}) {
            for (const float z : {-1.0F, 1.0F}) {
                box.grow(apply(pose, middle + Vec3{x * half.x, y * half.y, z * half.z}));
            }
        }
    }
    return box;
}

Box box_of(const Actor& actor) {
    const Vec3 half = actor.blueprint.half_extent;
    return around(actor.origin, {0, half.y, 0}, half);
}

bool overlap(const Box& a, const Box& b) {
    const Vec3 shared = min(a.high, b.high) - max(a.low, b.low);
    return shared.x > kAbutting && shared.y > kAbutting && shared.z > kAbutting;
}

bool travels(Verb verb) {
    switch (verb) {
        case Verb::kDrive:
        case Verb::kHit:
        case Verb::kRoll:
        case Verb::kSlide:
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSkate:
        case Verb::kCycle:
        case Verb::kRide:
        case Verb::kPushBoard:
        case Verb::kOllie:
        case Verb::kKickflip:
            return true;
        default:
            return false;
    }
}

class Usher {
  public:
    Usher(Scene& scene, const Layout& layout, const Shot& shot)
        : scene_(scene), place_(*scene.environment().place), shot_(shot) {
        for (Actor& actor : scene.actors()) {
            const auto entity = static_cast<std::size_t>(actor.entity);
            if (!actor.backdrop && !layout.in_hand[entity] && !layout.scenery[entity]) {
                asked_.push_back(&actor);
            }
        }
    }

    void run() {
        if (asked_.empty() || scene_.environment().terrain.kind == TerrainKind::kSlope) {
            return;
        }
        take_lanes();
        if (!scene_.environment().water.present) {
            step_forward();
        }
        clear_backdrop();
    }

  private:
    /// The one with what it rides, or alone.
    std::vector<Actor*> party_of(Actor& actor) const {
        std::vector<Actor*> party{&actor};
        const Action* deed = first_deed(shot_, actor.script.id);
        const int ridden =
            deed != nullptr && is_riding(deed->verb) ? scene_.find(deed->object) : -1;
        if (ridden >= 0) {
            party.push_back(&scene_.actor(ridden));
        }
        return party;
    }

    Box box_of_party(Actor& actor) const {
        Box box;
        for (const Actor* member : party_of(actor)) {
            box.grow(box_of(*member));
        }
        return box;
    }

    /// Who goes the same way from the same spot goes beside the others, behind them in the picture.
    void take_lanes() {
        std::vector<Actor*> gone;
        for (Actor* actor : asked_) {
            const Action* deed = first_deed(shot_, actor->script.id);
            if (deed == nullptr || !travels(deed->verb)) {
                continue;
            }
            for (Actor* other : gone) {
                const Box theirs = box_of_party(*other);
                const Box mine = box_of_party(*actor);
                if (!overlap(theirs, mine)) {
                    continue;
                }
                const float back = mine.high.z - theirs.low.z + kAbreast;
                for (Actor* member : party_of(*actor)) {
                    member->origin.position.z -= back;
                }
            }
            gone.push_back(actor);
        }
    }

    /// All together towards the camera, until the hindmost is on the stage of the place.
    void step_forward() {
        Box all;
        for (const Actor* actor : asked_) {
            all.grow(box_of(*actor));
        }
        const float stage = place_.half_extent.z;
        const float missing = -stage - all.low.z;
        const float room = stage - all.high.z;
        // A group deeper than the stage is left in its middle.
        const float shift = room > missing ? missing : 0.5F * (missing + room);
        if (missing <= 0.0F || shift <= 0.0F) {
            return;
        }
        for (Actor& actor : scene_.actors()) {
            if (!actor.backdrop) {
                actor.origin.position.z += shift;
            }
        }
    }

    /// Where it stands and, when it goes somewhere, the lane it takes.
    Box way_of(const Actor& actor) const {
        Box box = box_of(actor);
        const Action* deed = first_deed(shot_, actor.script.id);
        if (deed == nullptr || !travels(deed->verb)) {
            return box;
        }
        const GroundDirection way = ground_direction(deed->direction);
        if (std::abs(way.z) > std::abs(way.x)) {
            box.low.z = std::min(box.low.z, -place_.half_extent.z);
            box.high.z = std::max(box.high.z, place_.half_extent.z);
        } else {
            box.low.x = std::min(box.low.x, -place_.half_extent.x - kRunOut);
            box.high.x = std::max(box.high.x, place_.half_extent.x + kRunOut);
        }
        return box;
    }

    void clear_backdrop() {
        std::vector<Box> ways;
        for (const Actor* actor : asked_) {
            ways.push_back(way_of(*actor));
        }
        for (Actor& actor : scene_.actors()) {
            if (!actor.backdrop || is_floor(actor)) {
                continue;
            }
            for (const Box& way : ways) {
                const Box box = box_of(actor);
                if (overlap(way, box)) {
                    actor.origin.position += aside(way, box);
                }
            }
        }
    }

    static bool is_floor(const Actor& actor) {
        return 2.0F * actor.blueprint.half_extent.y < kStep;
    }

    /// The shortest of the ways out that do not lead in front of the camera.
    static Vec3 aside(const Box& way, const Box& box) {
        const float behind = box.high.z - way.low.z + kAir;
        const float left = box.high.x - way.low.x + kAir;
        const float right = way.high.x - box.low.x + kAir;
        if (behind <= std::min(left, right)) {
            return {0, 0, -behind};
        }
        return left < right ? Vec3{-left, 0, 0} : Vec3{right, 0, 0};
    }

    Scene& scene_;
    const Place& place_;
    const Shot& shot_;
    std::vector<Actor*> asked_;
};

}  // namespace

void free_way(Scene& scene, const Layout& layout, const Shot& shot) {
    Usher(scene, layout, shot).run();
}

}  // namespace hibari::world
