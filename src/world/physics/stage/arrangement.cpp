#include "world/physics/stage/arrangement.h"

#include "world/physics/stage/roles.h"

#include <algorithm>

namespace hibari::world {

Arrangement::Arrangement(Scene& the_scene, const Shot& the_shot, float the_aspect, Rng the_rng)
    : scene(the_scene), shot(the_shot), aspect(the_aspect), rng(the_rng) {
    const std::size_t count = scene.actors().size();
    layout.hung.assign(count, false);
    layout.in_hand.assign(count, false);
    layout.carrier.assign(count, -1);
    layout.scenery.assign(count, false);
    placed.assign(count, false);
}

float Arrangement::radius(int entity) {
    return std::max(half(entity).x, half(entity).z);
}

float Arrangement::gap(int entity) {
    return kGap + (at(entity).is_alive() ? 0.45F : 0.35F * radius(entity));
}

void Arrangement::put(int entity, Vec3 position, Quat rotation) {
    at(entity).origin = {position, rotation};
    placed[index(entity)] = true;
}

void Arrangement::lay_before(int object, int subject, float ahead) {
    const Vec3 forward = rotate(at(subject).origin.rotation, {0, 0, 1});
    const Vec3 side = rotate(at(subject).origin.rotation, {-0.12F, 0, 0});
    put(object,
        at(subject).origin.position + forward * (ahead + radius(object)) + side,
        at(subject).origin.rotation);
}

const Anchor* Arrangement::find_anchor(int entity, std::string_view name) {
    for (const Anchor& anchor : at(entity).blueprint.anchors) {
        if (anchor.name == name) {
            return &anchor;
        }
    }
    return nullptr;
}

Vec3 Arrangement::rest_anchor(int entity, const Anchor& anchor) {
    const Link& link = at(entity).blueprint.links[static_cast<std::size_t>(anchor.link)];
    return compose(link.rest, anchor.local).position;
}

Quat Arrangement::front_of(int entity) {
    if (at(entity).thing->category == Category::kPerson) {
        return facing({jitter(0.15F), 0, 1});
    }
    const Action* deed = first_deed(shot, at(entity).script.id);
    if (at(entity).is_alive() && (deed == nullptr || is_at_rest(deed->verb))) {
        // Four legs seen from the front are none: a good part of the flank is shown.
        return facing({rng.chance(0.5) ? 0.85F : -0.85F, 0, 0.5F + jitter(0.12F)});
    }
    if (at(entity).is_alive()) {
        return facing({jitter(0.15F), 0, 1});
    }
    if (at(entity).thing->category == Category::kVehicle) {
        return from_axis_angle({0, 1, 0}, kParkedYaw + jitter(0.1F));
    }
    return from_axis_angle({0, 1, 0}, at(entity).is_fixed() ? 0.0F : jitter(0.12F));
}

Quat Arrangement::heading(int entity, Vec3 direction) {
    const Vec3 h = half(entity);
    const Quat base = facing(direction);
    return h.x > 1.2F * h.z ? base * from_axis_angle({0, 1, 0}, -0.5F * kPi) : base;
}

bool Arrangement::stands_on(int entity, int* support) {
    for (const Relation& relation : at(entity).script.relations) {
        const bool upon =
            relation.kind == RelationKind::kOn || relation.kind == RelationKind::kRiding ||
            relation.kind == RelationKind::kInside || relation.kind == RelationKind::kAbove ||
            relation.kind == RelationKind::kUnder;
        const int target = scene.find(relation.target);
        // A goal is kept from before its line.
        const bool keeps = relation.kind == RelationKind::kInside && target >= 0 &&
                           find_anchor(target, "goal") != nullptr;
        if (upon && !keeps && target >= 0 && target != entity) {
            *support = target;
            return true;
        }
    }
    return false;
}

bool Arrangement::rests_on(int entity, int base) {
    int support = -1;
    for (std::size_t floor = 0; floor < scene.actors().size(); ++floor) {
        if (!stands_on(entity, &support) || support == entity) {
            return false;
        }
        if (support == base) {
            return true;
        }
        entity = support;
    }
    return false;
}

int Arrangement::foot_of(int thing) {
    int support = -1;
    for (std::size_t i = 0; i < scene.actors().size(); ++i) {
        if (!stands_on(thing, &support) || at(support).script.kind != at(thing).script.kind) {
            break;
        }
        thing = support;
    }
    return thing;
}

void Arrangement::move_with_loads(int entity, Vec3 position, Quat rotation) {
    const Vec3 shift = position - at(entity).origin.position;
    for (Actor& other : scene.actors()) {
        if (!other.backdrop && other.entity != entity && rests_on(other.entity, entity)) {
            other.origin.position += shift;
        }
    }
    put(entity, position, rotation);
}

bool Arrangement::is_backcloth(int entity) {
    const Actor& actor = at(entity);
    const std::string& id = actor.script.id;
    if (actor.backdrop || actor.thing->category != Category::kScenery || !actor.is_fixed() ||
        first_use(shot, id) != nullptr || first_aim(shot, id) != nullptr) {
        return false;
    }
    bool wanted = false;
    for (const Actor& other : scene.actors()) {
        for (const Relation& relation : other.script.relations) {
            if (other.backdrop || relation.target != id) {
                continue;
            }
            if (relation.kind != RelationKind::kInFrontOf ||
                half(entity).y < kTowers * half(other.entity).y) {
                return false;
            }
            wanted = true;
        }
    }
    return wanted;
}

float Arrangement::top_of(int entity) {
    if (const Anchor* top = find_anchor(entity, "top");
        top != nullptr && at(entity).thing->traits.surface) {
        return at(entity).origin.position.y + rest_anchor(entity, *top).y;
    }
    return at(entity).origin.position.y + 2.0F * half(entity).y;
}

}  // namespace hibari::world
