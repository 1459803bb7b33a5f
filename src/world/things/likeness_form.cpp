#include "world/things/likeness_form.h"

#include "base/check.h"
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <algorithm>

namespace hibari::world {

namespace {

/// Of a thing whose size nobody told.
constexpr float kUsualSize_m = 0.3F;

Vec3 main_color(const Entity& entity) {
    const Vec3 grey{0.4F, 0.4F, 0.4F};
    return entity.color.value_or(entity.form != nullptr ? entity.form->top.value_or(grey) : grey);
}

/// Standing on the lower edge of its outline.
Blueprint build_likeness(const Entity& entity, Rng /*rng*/) {
    const bool animal = entity.form != nullptr && entity.form->kind == LikenessKind::kAnimal;
    Assembly thing(entity, animal ? Substance::kFlesh : Substance::kPlastic);
    Material look;
    look.base = main_color(entity);
    look.surface = animal ? Surface::kFur : Surface::kPlain;
    if (entity.form == nullptr) {
        const float half = 0.5F * kUsualSize_m;
        thing.part(box({half, half, half}, 0.02F), {0, half, 0}, look);
        return thing.finish();
    }
    const LikenessForm& form = *entity.form;
    Part& part = thing.part(relief_shape(form, 1.0F), {0, form.half.y, 0}, look);
    part.form = &form;
    thing.center_of_mass({0, form.half.y, 0});
    // As heavy as what it looks like mostly is: hollow, or half fur.
    const float litres = 1000.0F * volume(part.shape);
    thing.mass(std::max(0.02F, (animal ? 0.9F : 0.45F) * litres));
    thing.restitution(animal ? 0.25F : 0.35F);
    Blueprint built = thing.finish();
    // What is scaled grows with its pictures.
    for (Link& link : built.links) {
        for (Part& placed : link.parts) {
            placed.form_scale = Vec3{1, 1, 1} / entity.scale;
        }
    }
    return built;
}

}  // namespace

Shape relief_shape(const LikenessForm& form, float scale) {
    HIBARI_CHECK(form.relief.width > 1 && form.relief.height > 1, form.relief.width);
    return {.kind = ShapeKind::kRelief, .half = form.half * scale, .relief = &form.relief};
}

const Thing kLikeness{
    .name = kLikenessThing,
    .words = {"likeness"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.3F, 0.3F, 0.2F},
    .build = build_likeness,
};

}  // namespace hibari::world
