#include "world/physics/stage/layout.h"

#include "world/physics/stage/arrangement.h"
#include "world/physics/stage/layout_steps.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::world {

namespace {

bool is_scenery(const Actor& actor) {
    return actor.thing->category == Category::kScenery;
}

void find_main(Arrangement& plan) {
    for (const Action& action : plan.shot.actions) {
        const int subject = plan.scene.find(action.subject);
        // Who only lies by does not take the picture from what moves.
        const bool first = plan.layout.main < 0;
        if (subject >= 0 && (first || (plan.at(subject).is_alive() && !is_at_rest(action.verb))) &&
            (plan.layout.main < 0 || !plan.at(plan.layout.main).is_alive())) {
            plan.layout.main = subject;
        }
    }
    if (!plan.shot.camera.subject.empty() && plan.scene.find(plan.shot.camera.subject) >= 0) {
        plan.layout.main = plan.scene.find(plan.shot.camera.subject);
    }
    for (const Actor& actor : plan.scene.actors()) {
        if (plan.layout.main < 0 && !actor.backdrop && !is_scenery(actor)) {
            plan.layout.main = actor.entity;
        }
    }
    for (const Actor& actor : plan.scene.actors()) {
        if (plan.layout.main < 0 && !actor.backdrop) {
            plan.layout.main = actor.entity;
        }
    }
}

void carry(Arrangement& plan, int object, int holder) {
    if (plan.at(object).is_fixed() || plan.at(object).is_alive() || !plan.at(holder).is_alive() ||
        plan.find_anchor(object, "keys") != nullptr ||
        plan.find_anchor(object, "skin") != nullptr) {
        return;  // Nobody carries a piano or a set of drums.
    }
    plan.layout.in_hand[index(object)] = true;
    plan.layout.carrier[index(object)] = holder;
}

bool is_held(Arrangement& plan, int thing) {
    return std::ranges::any_of(plan.scene.actors(), [&](const Actor& actor) {
        return std::ranges::any_of(actor.script.relations, [&](const Relation& relation) {
            return relation.kind == RelationKind::kHolding &&
                   plan.scene.find(relation.target) == thing;
        });
    });
}

void find_carried(Arrangement& plan) {
    for (Actor& actor : plan.scene.actors()) {
        if (actor.backdrop) {
            continue;
        }
        for (const Relation& relation : actor.script.relations) {
            const int object = plan.scene.find(relation.target);
            if (relation.kind == RelationKind::kHolding && object >= 0) {
                carry(plan, object, actor.entity);
            }
        }
        // What lies on a tray is carried by that.
        int support = -1;
        const bool lies = plan.stands_on(actor.entity, &support) && is_held(plan, support);
        const Action* use = lies ? nullptr : first_use(plan.shot, actor.script.id);
        const Action* own = first_deed(plan.shot, actor.script.id);
        if (use != nullptr && starts_in_hand(use->verb) && !waits_its_turn(plan.shot, *use) &&
            (own == nullptr || own->step >= use->step)) {
            const int subject = plan.scene.find(use->subject);
            if (subject >= 0 && plan.at(subject).is_alive()) {
                carry(plan, actor.entity, subject);
            }
        }
    }
}

/// Done while turned to another.
bool leaves_free(Verb verb) {
    switch (verb) {
        case Verb::kTalk:
        case Verb::kSing:
        case Verb::kStand:
        case Verb::kLaugh:
        case Verb::kCry:
        case Verb::kSmile:
        case Verb::kFrown:
        case Verb::kGasp:
        case Verb::kLook:
        case Verb::kNod:
            return true;
        default:
            return false;
    }
}

void turn_talkers(Arrangement& plan) {
    std::vector<int> speakers;
    for (const SpokenLine& line : plan.shot.lines) {
        const int speaker = plan.scene.find(line.speaker);
        if (speaker >= 0 && plan.at(speaker).is_alive() &&
            std::find(speakers.begin(), speakers.end(), speaker) == speakers.end()) {
            speakers.push_back(speaker);
        }
    }
    if (speakers.size() < 2) {
        return;
    }
    Vec3 middle{};
    for (const int speaker : speakers) {
        middle += plan.at(speaker).origin.position / static_cast<float>(speakers.size());
    }
    for (const int speaker : speakers) {
        const Action* deed = first_deed(plan.shot, plan.at(speaker).script.id);
        const bool busy = deed != nullptr && !leaves_free(deed->verb);
        if (!busy) {
            // Open to the camera: half towards each other, half out.
            const Vec3 inward = normalize(middle - plan.at(speaker).origin.position);
            plan.at(speaker).origin.rotation = facing(inward + Vec3{0, 0, 0.55F});
        }
    }
}

}  // namespace

Layout arrange(Scene& scene, const Shot& shot, float aspect, Rng rng) {
    Arrangement plan(scene, shot, aspect, rng);
    for (const Actor& actor : scene.actors()) {
        if (actor.backdrop) {
            plan.placed[index(actor.entity)] = true;
            plan.layout.scenery[index(actor.entity)] = true;
        }
    }
    find_main(plan);
    find_carried(plan);
    arrange_sports(plan);
    spread_rest(plan);
    for (int round = 0; round < 3; ++round) {
        follow_relations(plan);
    }
    separate(plan);
    gather_audience(plan);
    seat_at_tables(plan);
    follow_supports(plan);
    close_pyramids(plan);
    build_by_hand(plan);
    catch_falls(plan);
    lay_mats(plan);
    line_up_below_ramps(plan);
    meet_swings(plan);
    seat_at_instruments(plan);
    start_moves(plan);
    lay_out_spares(plan);
    pair_up(plan);
    meet_rebounds(plan);
    aim_guns(plan);
    stand_at_edges(plan);
    stand_at_tables(plan);
    stand_by_what_they_build(plan);
    line_up_kickers(plan);
    start_above_stairs(plan);
    wait_below_stairs(plan);
    take_to_water(plan);
    settle_heights(plan);
    turn_talkers(plan);
    return std::move(plan.layout);
}

Quat facing(Vec3 direction) {
    return from_axis_angle({0, 1, 0}, std::atan2(direction.x, direction.z));
}

}  // namespace hibari::world
