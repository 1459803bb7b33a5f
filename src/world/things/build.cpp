#include "world/things/build.h"

#include "base/check.h"
#include "world/things/material_names.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hibari::world {

namespace {

// The script allows 0.05 .. 20; anything else is a mistake of the caller.
constexpr float kScaleMin = 0.05F;
constexpr float kScaleMax = 20.0F;

Shape scaled(Shape shape, float scale) {
    shape.half *= scale;
    shape.radius *= scale;
    shape.radius_top *= scale;
    shape.rounding *= scale;
    return shape;
}

void grow(Aabb& box, const Aabb& other) {
    box.low = min(box.low, other.low);
    box.high = max(box.high, other.high);
}

}  // namespace

Pose along(Vec3 from, Vec3 to) {
    return {(from + to) * 0.5F, rotation_between({0, 1, 0}, to - from)};
}

Joint hinge(Vec3 pivot, Vec3 axis, float low_deg, float high_deg, float damping) {
    return {
        .kind = JointKind::kHinge,
        .pivot = pivot,
        .axis = axis,
        .low = radians(low_deg),
        .high = radians(high_deg),
        .damping = damping,
    };
}

Joint slider(Vec3 pivot, Vec3 axis, float low_m, float high_m) {
    return {.kind = JointKind::kSlider, .pivot = pivot, .axis = axis, .low = low_m, .high = high_m};
}

Joint welded() {
    return {.kind = JointKind::kFixed};
}

Assembly::Assembly(const Entity& entity, Substance substance)
    : entity_(entity), usual_substance_(substance), scale_(entity.scale) {
    HIBARI_CHECK(scale_ >= kScaleMin && scale_ <= kScaleMax, scale_);
    blueprint_.substance = substance;
    if (const NamedMaterial* named = material_named(entity.material)) {
        blueprint_.substance = named->substance;
        density_ratio_ =
            values_of(named->substance).density_kg_m3 / values_of(substance).density_kg_m3;
    }
}

int Assembly::link(std::string name, int parent, Joint joint) {
    const int index = static_cast<int>(blueprint_.links.size());
    HIBARI_CHECK(parent < index, parent, index);
    blueprint_.links.push_back({.name = std::move(name), .parent = parent, .joint = joint});
    drafts_.emplace_back();
    return index;
}

void Assembly::flames() {
    constexpr float kGas_kg = 1e-4F;
    link(std::string(kFlames), 0, welded());
    mass(kGas_kg);
}

Part& Assembly::part(const Shape& shape, const At& at, const Material& material) {
    if (blueprint_.links.empty()) {
        link("body");
    }
    std::vector<Part>& parts = blueprint_.links.back().parts;
    parts.push_back({.shape = shape, .local = at.pose, .material = dress(material)});
    return parts.back();
}

Part& Assembly::detail(const Shape& shape, const At& at, const Material& material) {
    Part& added = part(shape, at, material);
    added.collides = false;
    return added;
}

Part& Assembly::rod(Vec3 from, Vec3 to, float radius, const Material& material) {
    return part(capsule(distance(from, to) * 0.5F, radius), along(from, to), material);
}

Part& Assembly::thin_rod(Vec3 from, Vec3 to, float radius, const Material& material) {
    return detail(capsule(distance(from, to) * 0.5F, radius), along(from, to), material);
}

void Assembly::mass(float kilograms) {
    HIBARI_CHECK(!drafts_.empty() && kilograms > 0.0F, kilograms);
    drafts_.back().mass_kg = kilograms;
}

void Assembly::center_of_mass(Vec3 point) {
    HIBARI_CHECK(!drafts_.empty());
    drafts_.back().has_center = true;
    drafts_.back().center = point;
}

void Assembly::anchor(std::string name, Vec3 at, Quat rotation) {
    HIBARI_CHECK(!blueprint_.links.empty());
    const int link = static_cast<int>(blueprint_.links.size()) - 1;
    blueprint_.anchors.push_back({.name = std::move(name), .link = link, .local = {at, rotation}});
}

void Assembly::soft(Soft soft) {
    HIBARI_CHECK(!blueprint_.links.empty());
    soft.link = static_cast<int>(blueprint_.links.size()) - 1;
    soft.material = dress(soft.material);
    blueprint_.softs.push_back(std::move(soft));
}

Material Assembly::dress(const Material& material) const {
    if (!material.tintable) {
        return material;
    }
    Material dressed = material;
    if (const NamedMaterial* named = material_named(entity_.material)) {
        dressed = named->look;
        dressed.tintable = true;
    }
    dressed.base = entity_.color.value_or(dressed.base);
    dressed.accent = entity_.accent.value_or(dressed.accent);
    return dressed;
}

// Moves the link's frame to its centre of mass, scales it, and finds its mass.
void Assembly::settle_link(std::size_t index) {
    Link& link = blueprint_.links[index];
    const Draft& draft = drafts_[index];
    HIBARI_CHECK(!link.parts.empty(), link.name);
    float total = 0.0F;
    Vec3 moment{};
    for (const Part& part : link.parts) {
        if (part.collides) {
            const float share = volume(part.shape);
            total += share;
            moment += part.local.position * share;
        }
    }
    if (total <= 0.0F) {
        total = 1e-6F;
        moment = link.parts.front().local.position * total;
    }
    const Vec3 center = draft.has_center ? draft.center : moment / total;
    const float usual =
        draft.mass_kg > 0.0F ? draft.mass_kg : total * values_of(usual_substance_).density_kg_m3;
    link.mass_kg = fixed_ ? 0.0F : usual * density_ratio_ * scale_ * scale_ * scale_;
    link.rest.position = center * scale_;
    for (Part& part : link.parts) {
        part.shape = scaled(part.shape, scale_);
        part.local.position = (part.local.position - center) * scale_;
        part.blend *= scale_;
    }
    link.joint.pivot *= scale_;
    if (link.joint.kind == JointKind::kSlider) {
        link.joint.low *= scale_;
        link.joint.high *= scale_;
    }
}

void Assembly::settle_contact() {
    const SubstanceValues values = values_of(blueprint_.substance);
    const bool asked = blueprint_.substance != usual_substance_;
    const auto choose = [asked](float own, float general) {
        return own >= 0.0F && !asked ? own : general;
    };
    blueprint_.restitution = choose(restitution_, fixed_ ? values.rebound : values.restitution);
    blueprint_.friction = choose(friction_, values.friction);
    blueprint_.rolling_friction = choose(rolling_friction_, values.rolling_friction) * scale_;
    blueprint_.fixed = fixed_;
}

Blueprint Assembly::finish() {
    HIBARI_CHECK(!blueprint_.links.empty());
    for (std::size_t i = 0; i < blueprint_.links.size(); ++i) {
        settle_link(i);
    }
    for (Anchor& anchor : blueprint_.anchors) {
        const Link& link = blueprint_.links[static_cast<std::size_t>(anchor.link)];
        anchor.local.position = anchor.local.position * scale_ - link.rest.position;
    }
    for (Soft& soft : blueprint_.softs) {
        for (Vec3& node : soft.nodes) {
            node *= scale_;
        }
        soft.mass_kg *= scale_ * scale_;
        soft.strand_radius *= scale_;
    }
    if (blueprint_.basin) {
        Basin& basin = *blueprint_.basin;
        basin.surface *= scale_;
        basin.half = basin.half * scale_;
        basin.depth_m *= scale_;
    }
    settle_contact();
    const Aabb box = bounds(blueprint_);
    blueprint_.half_extent = (box.high - box.low) * 0.5F;
    return std::move(blueprint_);
}

Aabb bounds(const Blueprint& blueprint) {
    Aabb box{{1e9F, 1e9F, 1e9F}, {-1e9F, -1e9F, -1e9F}};
    for (const Link& link : blueprint.links) {
        for (const Part& part : link.parts) {
            grow(box, bounds(part.shape, compose(link.rest, part.local)));
        }
    }
    for (const Soft& soft : blueprint.softs) {
        for (const Vec3& node : soft.nodes) {
            grow(box, {node, node});
        }
    }
    return box;
}

}  // namespace hibari::world
