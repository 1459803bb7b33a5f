// A body that has somebody's likeness: the head is that of the pictures, and what of them shows the
// torso lies on neck, chest and sleeves.
#include "base/check.h"
#include "world/things/person_parts.h"

#include <algorithm>

namespace hibari::world {

namespace {

/// Half the width of the shoulders of a man of 1.76 m, sleeves included.
constexpr float kShoulderHalf_m = 0.225F;

bool shows_torso(PersonLink link) {
    switch (link) {
        case kPelvis:
        case kAbdomen:
        case kChest:
        case kNeck:
        case kLeftClavicle:
        case kRightClavicle:
        case kLeftUpperArm:
        case kRightUpperArm:
            return true;
        default:
            return false;
    }
}

}  // namespace

void add_likeness_head(PersonBuilder& body) {
    const LikenessForm& form = *body.style.form;
    const Skull skull(body);
    const float h = skull.scale;
    const float u = body.measures.unit;
    const Vec3 neck = body.joint(kNeck);
    const Vec3 atlas = body.joint(kHead);
    const float neck_radius = 0.049F * u;
    body.use(skin_material(body.style), kHeadGroup, 0.020F * h);
    body.limb(
        kNeck,
        neck + Vec3{0, -0.020F, 0.006F} * u,
        atlas + Vec3{0, 0.012F, 0.006F} * u,
        neck_radius * 1.08F,
        neck_radius * 0.95F
    );
    body.add(
        kChest, ellipsoid(Vec3{0.075F, 0.030F, 0.055F} * u), neck + Vec3{0, -0.028F, 0.012F} * u
    );
    // What others bump into stays a skull; long hair is no obstacle.
    Material hair = skin_material(body.style);
    hair.surface = Surface::kHair;
    hair.base = body.style.hair_color;
    hair.accent = body.style.hair_color * 1.8F + Vec3{0.01F, 0.008F, 0.006F};
    hair.roughness = 0.45F;
    hair.scale = 0.01F;
    hair.bump = 0.5F;
    body.use(hair);
    body.collide(false);
    body.add(kHead, relief_shape(form, h), skull.at(form.center.x, form.center.y, form.center.z));
    body.last(kHead).form = &form;
    body.last(kHead).form_scale = Vec3{1, 1, 1} / h;
    body.collide(true);
    body.add(kHead, ellipsoid(Vec3{0.0745F, 0.112F, 0.0965F} * h), skull.at(0, 0.002F, -0.003F));
    body.last(kHead).visible = false;
    add_glasses(body);
}

void lay_torso_pictures(
    const PersonMeasures& measures, const PersonStyle& style, std::vector<Link>& links
) {
    const LikenessForm& form = *style.form;
    if (form.shoulder_half_m <= 0.0F) {
        return;
    }
    const float h = measures.head;
    const float across =
        std::clamp(form.shoulder_half_m / (kShoulderHalf_m * measures.unit / h), 0.7F, 1.4F);
    const Vec3 scale = Vec3{across, 1, 1} / h;
    for (int i = 0; i < kPersonLinkCount; ++i) {
        const auto link = static_cast<PersonLink>(i);
        if (!shows_torso(link)) {
            continue;
        }
        const auto at = static_cast<std::size_t>(i);
        for (Part& part : links[at].parts) {
            const bool skirts = part.group == kBottomGroup || part.group == kPackGroup;
            if (skirts || !part.visible) {
                continue;
            }
            part.form = &form;
            part.form_scale = scale;
            part.form_origin = (measures.center[at] - measures.center[kHead]) * scale;
        }
    }
}

}  // namespace hibari::world
