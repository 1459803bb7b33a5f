#include "world/physics/play/play.h"
#include "world/physics/play/play_parts.h"
#include "world/physics/stage/roles.h"

#include <algorithm>

namespace hibari::world {

namespace {

/// Knees under a table, and what is held above it, must not throw it over.
void pass_furniture(Scene& scene, int entity) {
    for (const Actor& other : scene.actors()) {
        const bool furniture =
            other.thing->traits.surface && other.thing->category == Category::kProp;
        if (furniture && !other.backdrop && other.entity != entity) {
            scene.world().ignore(entity, other.entity, true);
        }
    }
}

/// The anchor at which the next rider sits or stands; null when there is none.
const char* free_place(const Scene& scene, int ridden) {
    for (const char* single : {"seat", "deck"}) {
        if (scene.anchor(ridden, single)) {
            return single;
        }
    }
    const bool taken =
        std::any_of(scene.actors().begin(), scene.actors().end(), [&](const Actor& other) {
            return other.mount == ridden;
        });
    const char* end = taken ? "right" : "left";
    return scene.anchor(ridden, end) ? end : nullptr;
}

}  // namespace

// Lifeless things wait for their first deed as it needs them.
void Play::prepare_things(int first) {
    Scene& scene = hand_.scene;
    for (Actor& actor : scene.actors()) {
        const auto index = static_cast<std::size_t>(actor.entity);
        if (actor.entity < first || actor.backdrop || actor.is_alive()) {
            continue;
        }
        const Action* deed = first_deed(hand_.shot, actor.script.id);
        if (hand_.layout.hung[index]) {
            scene.hold_still(actor.entity, true);
        }
        if (deed != nullptr) {
            if (!rocks(actor, *deed)) {
                prepare_thing(hand_, actor.entity, *deed);
            }
            if (deed->verb == Verb::kLaunch) {
                scene.hold_still(actor.entity, true);
            }
        } else if (scene.environment().terrain.kind == TerrainKind::kSlope && !actor.is_fixed() &&
                   actor.thing->category == Category::kScenery) {
            // It has stood there all day: it waits until something comes at it.
            scene.hold_still(actor.entity, true);
            standing_.push_back(actor.entity);
        }
    }
}

void Play::prepare_performers(int first) {
    Scene& scene = hand_.scene;
    for (Actor& actor : scene.actors()) {
        if (actor.entity >= first && actor.is_alive() && !actor.backdrop) {
            for (const Relation& relation : actor.script.relations) {
                const int under = scene.find(relation.target);
                if (relation.kind == RelationKind::kOn && under >= 0 && under != actor.entity) {
                    // What it stands on carries it; its animated feet must not kick it away.
                    scene.world().ignore(actor.entity, under, true);
                }
            }
            const Action* deed = first_deed(hand_.shot, actor.script.id);
            const int played = deed != nullptr && deed->verb == Verb::kPlayInstrument
                                   ? scene.find(deed->object)
                                   : -1;
            if (played >= 0) {
                scene.world().ignore(actor.entity, played, true);  // Knees under the keys.
            }
            if (actor.thing->category == Category::kAnimal) {
                // Fish find their depth, birds their branch, before the first picture.
                std::vector<Signal> unheard;
                actor.performer->step(1e-4, scene, unheard);
                scene.snap(actor.entity);
            }
            mount_at_start(actor);
            swim_at_start(actor);
            rest_at_start(actor);
        }
    }
}

// Hands are full from the start.
void Play::fill_hands(int first) {
    Scene& scene = hand_.scene;
    for (const Actor& actor : scene.actors()) {
        const int carrier = hand_.layout.carrier[static_cast<std::size_t>(actor.entity)];
        if (actor.entity >= first && carrier >= first) {
            Cue cue;
            const Action* use = first_use(hand_.shot, actor.script.id);
            const bool plays = use != nullptr && use->verb == Verb::kPlayInstrument;
            cue.verb = plays ? Verb::kPlayInstrument : Verb::kHold;
            cue.object = actor.entity;
            cue.facing = rotate(scene.actor(carrier).origin.rotation, {0, 0, 1});
            Performer& performer = *scene.actor(carrier).performer;
            // Before the chest, where hands find it; the performer grips it from there.
            const Vec3 chest{0, 1.16F * scene.entity_half_extent(carrier).y, 0.36F};
            const Vec3 low{0, scene.entity_half_extent(actor.entity).y, 0};
            const Pose& origin = scene.actor(carrier).origin;
            scene.move_to(actor.entity, {apply(origin, chest) - low, origin.rotation});
            if (performer.can(Verb::kHold)) {
                performer.begin(cue, scene);
            }
            scene.carry(actor.entity, carrier);
            if (living(carrier)->rested) {
                pass_furniture(scene, actor.entity);
            }
            // The hands close on it before the first picture.
            std::vector<Signal> unheard;
            for (int i = 0; i < kStepHz; ++i) {
                performer.step(1.0 / kStepHz, scene, unheard);
            }
            scene.snap(carrier);
        }
    }
    for (const Actor& actor : scene.actors()) {
        if (actor.entity >= first && actor.holder >= 0 && scene.actor(actor.holder).is_alive()) {
            const Pose held = scene.actor(actor.holder).performer->carry_pose(actor.entity, scene);
            scene.move_to(actor.entity, compose(held, inverse(actor.blueprint.links.front().rest)));
            load_up(actor);
        }
    }
}

// What stands on a tray comes along where the tray is held.
void Play::load_up(const Actor& tray) {
    Scene& scene = hand_.scene;
    const Pose laid = compose(tray.origin, tray.blueprint.links.front().rest);
    const Pose change = compose(scene.entity_pose(tray.entity), inverse(laid));
    for (const Actor& load : scene.actors()) {
        const bool lies = std::ranges::any_of(load.script.relations, [&](const Relation& relation) {
            return (relation.kind == RelationKind::kOn || relation.kind == RelationKind::kInside) &&
                   scene.find(relation.target) == tray.entity;
        });
        if (!lies || load.is_alive() || load.is_fixed() || load.holder >= 0) {
            continue;
        }
        const Pose rest = load.blueprint.links.front().rest;
        const Pose now = scene.entity_pose(load.entity);
        scene.move_to(load.entity, compose(compose(change, now), inverse(rest)));
        scene.carry(load.entity, tray.entity);
    }
}

// Who rides something from the start is on it in the first picture.
void Play::mount_at_start(Actor& actor) {
    Scene& scene = hand_.scene;
    int ridden = -1;
    for (const Relation& relation : actor.script.relations) {
        const int other = scene.find(relation.target);
        if (other < 0 || other == actor.entity) {
            continue;
        }
        const Thing& thing = *scene.actor(other).thing;
        // A chair floats too, and is no boat: who sits on it sits as on land.
        const bool craft = thing.traits.floats && thing.category != Category::kProp;
        const bool drives = actor.performer->drives(thing);
        if (relation.kind == RelationKind::kRiding ||
            ((relation.kind == RelationKind::kOn || relation.kind == RelationKind::kInside) &&
             (drives || scene.anchor(other, "seat")) && craft)) {
            ridden = other;
        }
    }
    const Action* deed = first_deed(hand_.shot, actor.script.id);
    if (ridden < 0 && deed != nullptr && is_riding(deed->verb)) {
        ridden = scene.find(deed->object);
    }
    if (ridden < 0 || ridden == actor.entity || scene.actor(ridden).is_fixed()) {
        return;
    }
    const char* place = free_place(scene, ridden);
    if (place == nullptr) {
        return;
    }
    actor.performer->mount(ridden, place);
    actor.mount = ridden;
    scene.world().ignore(actor.entity, ridden, true);
    constexpr int kSteps = 200;  // Enough to come to rest in the saddle.
    std::vector<Signal> unheard;
    for (int i = 0; i < kSteps; ++i) {
        actor.performer->step(1.0 / kStepHz, scene, unheard);
    }
    scene.snap(actor.entity);
}

// Who is in the water from the start treads or swims in the first picture, and does not sink into
// it.
void Play::swim_at_start(Actor& actor) {
    Scene& scene = hand_.scene;
    const Vec3 at = actor.origin.position;
    const auto surface = scene.water_y(at.x, at.z);
    if (actor.thing->category != Category::kPerson || actor.mount >= 0 || !surface ||
        scene.ground_y(at.x, at.z) > *surface - scene.entity_half_extent(actor.entity).y) {
        return;
    }
    const Action* deed = first_deed(hand_.shot, actor.script.id);
    if (deed != nullptr && deed->verb == Verb::kSwim) {
        actor.performer->begin(make_cue(actor.entity, *deed), scene);
    }
    constexpr int kSteps = 240;  // Until the strokes are regular.
    std::vector<Signal> unheard;
    for (int i = 0; i < kSteps; ++i) {
        actor.performer->step(1.0 / kStepHz, scene, unheard);
    }
    scene.snap(actor.entity);
}

// "She sits by the fire" tells how the shot begins; "she sits down" is something to be seen.
void Play::rest_at_start(Actor& actor) {
    Scene& scene = hand_.scene;
    const Action* deed = first_deed(hand_.shot, actor.script.id);
    const bool rests = deed != nullptr && (deed->verb == Verb::kSit || deed->verb == Verb::kLie) &&
                       deed->direction != Direction::kDown;
    if (!rests || part_ > 0 || actor.mount >= 0 || deed->step != steps_.front()) {
        return;
    }
    begin_cue(actor.entity, *deed);
    pass_furniture(scene, actor.entity);
    constexpr int kSteps = 12 * kStepHz;  // It may walk to its seat first.
    Living& who = *living(actor.entity);
    for (int i = 0; i < kSteps && !who.rested; ++i) {
        std::vector<Signal> unheard;
        actor.performer->step(1.0 / kStepHz, scene, unheard);
        who.rested = std::any_of(unheard.begin(), unheard.end(), [](const Signal& signal) {
            return signal.kind == SignalKind::kDone;
        });
    }
    scene.snap(actor.entity);
}

}  // namespace hibari::world
