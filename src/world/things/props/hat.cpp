// A hat by itself: the very one that people wear (person_hat.cpp), off the head. Which one it is
// says the look of the entity, as it does for its wearer.
#include "world/things/build.h"
#include "world/things/person_parts.h"
#include "world/things/thing_list.h"

#include <algorithm>

namespace hibari::world {

namespace {

/// The parts of the hat on the head of an average man, in the frame of his skull.
std::vector<Part> hat_parts(const Entity& entity, Rng rng) {
    Entity wearer = entity;
    wearer.kind = "person";
    wearer.called.clear();
    wearer.scale = 1.0F;
    wearer.look.age = Age::kAdult;
    wearer.look.hat = entity.look.hat == Hat::kNone ? Hat::kFedora : entity.look.hat;
    wearer.look.hat_color = entity.color ? entity.color : entity.look.hat_color;
    PersonStyle style = resolve_style(wearer, rng);
    const PersonMeasures measures = measure_person(style);
    std::vector<Link> links(kPersonLinkCount);
    for (std::size_t i = 0; i < links.size(); ++i) {
        links[i].rest = {measures.center[i], {}};
    }
    PersonBuilder head(links, style, measures);
    add_hat(head);
    return links[kHead].parts;
}

}  // namespace

const Thing kHat{
    .name = "hat",
    .words = {"lost hat", "stray hat", "hat on the ground"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.29F, 0.14F, 0.29F},
    .build =
        [](const Entity& entity, Rng rng) {
            const std::vector<Part> parts = hat_parts(entity, rng);
            Aabb box{{1e9F, 1e9F, 1e9F}, {-1e9F, -1e9F, -1e9F}};
            for (const Part& part : parts) {
                const Aabb one = bounds(part.shape, part.local);
                box.low = min(box.low, one.low);
                box.high = max(box.high, one.high);
            }
            const Vec3 foot{
                0.5F * (box.low.x + box.high.x), box.low.y, 0.5F * (box.low.z + box.high.z)
            };
            const Vec3 size = box.high - box.low;
            Assembly hat(entity, Substance::kFabric);
            // What lands and rolls: crown and brim.
            hat.part(
                   cone(0.5F * size.y, 0.42F * std::min(size.x, size.z), 0.26F * size.x),
                   {0, 0.5F * size.y, 0},
                   fabric(kWhite)
            )
                .visible = false;
            for (const Part& part : parts) {
                Material look = part.material;
                look.tintable = false;  // The colour is in it already, and its band has another.
                Part& copy =
                    hat.detail(part.shape, {part.local.position - foot, part.local.rotation}, look);
                copy.group = part.group;
                copy.blend = part.blend;
            }
            hat.mass(0.16F);
            hat.anchor("grip", {0, 0.25F * size.y, -0.46F * size.z});
            return hat.finish();
        },
};

}  // namespace hibari::world
