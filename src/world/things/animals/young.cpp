#include "world/things/animals/young.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

namespace hibari::world {

namespace {

constexpr std::string_view kYoungWords[] = {"puppy",    "puppies",   "pup",     "pups",   "kitten",
                                            "kittens",  "kitty",     "cub",     "cubs",   "calf",
                                            "calves",   "lamb",      "lambs",   "foal",   "foals",
                                            "colt",     "piglet",    "piglets", "fawn",   "fawns",
                                            "duckling", "ducklings", "chick",   "chicks", "gosling",
                                            "goslings", "cygnet",    "cygnets", "owlet",  "owlets"};

}  // namespace

bool is_young(const Entity& entity) {
    return std::ranges::any_of(kYoungWords, [&](std::string_view word) {
        return has_word(entity.called, word);
    });
}

void grow_head(QuadrupedPlan& plan, float by) {
    HeadPlan& head = plan.head;
    for (Vec3* at :
         {&head.skull.center,
          &head.muzzle_from,
          &head.muzzle_to,
          &head.jaw_from,
          &head.jaw_to,
          &head.eye,
          &head.ear}) {
        *at = head.poll + (*at - head.poll) * by;
    }
    for (Vec3* half : {&head.skull.half, &head.nose_half, &head.ear_half}) {
        *half = *half * by;
    }
    for (float* radius :
         {&head.muzzle_radius, &head.muzzle_tip, &head.jaw_radius, &head.jaw_tip, &head.eye_radius
         }) {
        *radius *= by;
    }
}

QuadrupedPlan young_of(QuadrupedPlan plan) {
    constexpr float kShortLegs = 0.78F;
    const float drop = (1.0F - kShortLegs) * 0.5F * (plan.fore.top.y + plan.hind.top.y);
    for (LegPlan* leg : {&plan.fore, &plan.hind}) {
        const float share = (leg->top.y - drop) / leg->top.y;
        for (Vec3* joint : {&leg->top, &leg->bend, &leg->wrist, &leg->knuckle}) {
            joint->y *= share;
        }
        leg->knuckle.y = std::max(leg->knuckle.y, 0.9F * leg->paw.y);
        leg->muscle.y *= share;
        for (float& radius : leg->radius) {
            radius *= 1.06F;
        }
    }
    HeadPlan& head = plan.head;
    for (Vec3* at :
         {&plan.waist,
          &plan.nape,
          &plan.chest.center,
          &plan.belly.center,
          &plan.rump.center,
          &head.poll,
          &head.skull.center,
          &head.muzzle_from,
          &head.muzzle_to,
          &head.jaw_from,
          &head.jaw_to,
          &head.eye,
          &head.ear}) {
        at->y -= drop;
    }
    for (Vec3& joint : plan.tail) {
        joint.y -= drop;
    }
    for (std::size_t i = 1; i < plan.tail.size(); ++i) {
        plan.tail[i] = lerp(plan.tail[0], plan.tail[i], 0.72F);
    }
    for (Piece& piece : plan.pieces) {
        piece.local.position.y -= drop;
    }
    // A short face: the muzzle keeps its root.
    head.muzzle_to = lerp(head.muzzle_from, head.muzzle_to, 0.62F);
    head.jaw_to = lerp(head.jaw_from, head.jaw_to, 0.66F);
    grow_head(plan, 1.34F);
    head.ear = lerp(head.ear, head.skull.center, 0.10F);
    head.ear_half = head.ear_half * 0.82F;
    // Wide open eyes with wide pupils.
    head.eye_radius *= 1.22F;
    head.lid = 1.02F;
    head.slit = 0.50F;
    // What is worn on the head would float beside the larger one.
    if (plan.extra == Extra::kLionMane || plan.extra == Extra::kHorns) {
        plan.extra = Extra::kNone;
    }
    return plan;
}

Entity sized_by_age(const Entity& entity) {
    Entity sized = entity;
    sized.scale = is_young(entity) ? clamp(0.5F * entity.scale, 0.05F, 20.0F) : entity.scale;
    return sized;
}

}  // namespace hibari::world
