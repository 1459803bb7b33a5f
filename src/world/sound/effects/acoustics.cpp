#include "world/sound/effects/acoustics.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace hibari::world::sound {
namespace {

// Speeds, moduli and loss factors: Cremer, Heckl, Petersson, "Structure-Borne Sound", table 4.1,
// rounded; loose and living matter by ear.
constexpr std::size_t kSubstances = static_cast<std::size_t>(Substance::kFoliage) + 1;

constexpr std::array<Acoustics, kSubstances> make_table() {
    std::array<Acoustics, kSubstances> t{};
    const auto at = [&t](Substance s) -> Acoustics& { return t[static_cast<std::size_t>(s)]; };
    at(Substance::kWood) = {3300, 5e9F, 26, 0.016F, 1900, 1.0F, 0.12F, 2600, 0.012F, 0.35F};
    at(Substance::kSteel) = {5100, 2e11F, 2.2F, 0.0009F, 5200, 1.25F, 0.05F, 6500, 0.006F, 0.12F};
    at(Substance::kGlass) = {5300, 7e10F, 9, 0.0025F, 4800, 1.1F, 0.06F, 7500, 0.006F, 0.05F};
    at(Substance::kCeramic) = {4500, 7e10F, 16, 0.005F, 3600, 1.1F, 0.08F, 5500, 0.008F, 0.1F};
    at(Substance::kPlastic) = {1900, 2.5e9F, 45, 0.045F, 1500, 0.85F, 0.15F, 3200, 0.01F, 0.25F};
    at(Substance::kRubber) = {120, 5e6F, 70, 0.2F, 260, 0.8F, 0.18F, 900, 0.02F, 0.5F};
    at(Substance::kLeather) = {300, 3e7F, 75, 0.18F, 320, 0.75F, 0.22F, 1400, 0.018F, 0.45F};
    at(Substance::kFabric) = {90, 8e5F, 130, 0.5F, 160, 0.35F, 0.7F, 1100, 0.05F, 0.7F};
    at(Substance::kFlesh) = {60, 8e5F, 75, 0.4F, 130, 0.6F, 0.3F, 700, 0.035F, 0.6F};
    at(Substance::kStone) = {4200, 5e10F, 60, 0.008F, 2600, 1.0F, 0.25F, 3800, 0.012F, 0.6F};
    at(Substance::kConcrete) = {3400, 3e10F, 90, 0.012F, 1700, 0.95F, 0.3F, 3000, 0.014F, 0.7F};
    at(Substance::kEarth) = {250, 2e7F, 110, 0.3F, 150, 0.7F, 0.55F, 650, 0.05F, 0.8F};
    at(Substance::kSand) = {180, 1e7F, 140, 0.5F, 180, 0.55F, 0.85F, 2600, 0.07F, 0.9F};
    at(Substance::kGrass) = {150, 4e6F, 120, 0.4F, 140, 0.55F, 0.7F, 3200, 0.06F, 0.8F};
    at(Substance::kSnow) = {150, 2e6F, 140, 0.5F, 160, 0.5F, 0.85F, 3600, 0.09F, 0.8F};
    at(Substance::kIce) = {3500, 9e9F, 40, 0.008F, 3200, 1.0F, 0.2F, 5500, 0.01F, 0.1F};
    at(Substance::kWater) = {1500, 1e6F, 60, 0.1F, 500, 0.8F, 0.6F, 1800, 0.08F, 0.1F};
    at(Substance::kCardboard) = {1500, 6e7F, 85, 0.06F, 420, 0.75F, 0.35F, 1500, 0.03F, 0.5F};
    at(Substance::kFoam) = {80, 6e5F, 130, 0.5F, 170, 0.35F, 0.4F, 600, 0.03F, 0.6F};
    at(Substance::kFoliage) = {100, 1e6F, 120, 0.5F, 200, 0.45F, 0.9F, 4200, 0.12F, 0.9F};
    return t;
}

constexpr std::array<Acoustics, kSubstances> kTable = make_table();

Vec3 sorted_edges(Vec3 half) {
    std::array<float, 3> edges = {2 * half.x, 2 * half.y, 2 * half.z};
    std::sort(edges.begin(), edges.end(), std::greater<>());
    return {edges[0], edges[1], std::max(edges[2], 0.001F)};
}

// Distance of a point of the part's frame from the box around the part.
float distance_to(const Part& part, Vec3 point) {
    const Vec3 local = apply(inverse(part.local), point);
    const Vec3 half = half_size(part.shape);
    const Vec3 out = {
        std::max(std::fabs(local.x) - half.x, 0.0F),
        std::max(std::fabs(local.y) - half.y, 0.0F),
        std::max(std::fabs(local.z) - half.z, 0.0F)
    };
    return length(out);
}

const Part* nearest_part(const BodyTrack& body, const Pose& pose, Vec3 point) {
    const Vec3 local = apply(inverse(pose), point);
    const Part* best = nullptr;
    float best_distance = 1e9F;
    for (const Part& part : body.parts) {
        if (!part.collides && best != nullptr) {
            continue;
        }
        const float distance = distance_to(part, local);
        if (distance < best_distance) {
            best = &part;
            best_distance = distance;
        }
    }
    return best;
}

bool has_air_inside(Surface surface) {
    switch (surface) {
        case Surface::kBasketball:
        case Surface::kSoccerBall:
        case Surface::kVolleyball:
        case Surface::kAmericanFootball:
        case Surface::kTennisBall:
        case Surface::kBeachBall:
            return true;
        default:
            return false;
    }
}

bool is_called(const Timeline& timeline, const BodyTrack& body, std::string_view word) {
    if (body.entity < 0 || static_cast<std::size_t>(body.entity) >= timeline.entities.size()) {
        return false;
    }
    return timeline.entities[static_cast<std::size_t>(body.entity)].kind.find(word) !=
           std::string::npos;
}

ResonatorKind kind_of(const Part& part, const Timeline& timeline, const BodyTrack& body) {
    const Shape& shape = part.shape;
    const bool round = shape.kind == ShapeKind::kSphere || shape.kind == ShapeKind::kEllipsoid ||
                       shape.kind == ShapeKind::kCapsule;
    const float volume =
        8.0F * half_size(shape).x * half_size(shape).y * half_size(shape).z * 0.52F;
    const bool light = body.mass_kg > 0.0F && body.mass_kg < 350.0F * volume;
    if (round && (has_air_inside(part.material.surface) ||
                  (light && body.substance == Substance::kRubber && body.parts.size() == 1))) {
        return ResonatorKind::kBall;
    }
    if (is_called(timeline, body, "bell")) {
        return ResonatorKind::kBell;
    }
    if (is_called(timeline, body, "bowling_pin")) {
        return ResonatorKind::kPin;
    }
    switch (shape.kind) {
        case ShapeKind::kTorus:
            return ResonatorKind::kRing;
        case ShapeKind::kTube:
        case ShapeKind::kBowl:
            return ResonatorKind::kShell;
        case ShapeKind::kSphere:
        case ShapeKind::kEllipsoid:
            return ResonatorKind::kBlob;
        default:
            break;
    }
    const Vec3 edges = sorted_edges(half_size(shape));
    if (edges.x > 4.0F * edges.y) {
        return ResonatorKind::kBar;
    }
    return shape.kind == ShapeKind::kBox ? ResonatorKind::kPlate : ResonatorKind::kBlob;
}

}  // namespace

const Acoustics& acoustics_of(Substance substance) {
    return kTable[static_cast<std::size_t>(substance)];
}

Vec3 half_size(const Shape& shape) {
    const float wide = std::max(shape.radius, shape.radius_top);
    switch (shape.kind) {
        case ShapeKind::kSphere:
            return {shape.radius, shape.radius, shape.radius};
        case ShapeKind::kBowl:
            return {shape.radius, shape.radius, shape.radius};
        case ShapeKind::kTorus: {
            const float outer = shape.radius + shape.radius_top;
            return {outer, shape.radius_top, outer};
        }
        case ShapeKind::kCapsule:
            return {shape.radius, shape.half.y + shape.radius, shape.radius};
        case ShapeKind::kRoundCone:
            return {wide, shape.half.y + wide, wide};
        case ShapeKind::kCylinder:
        case ShapeKind::kTube:
        case ShapeKind::kCone:
            return {wide, shape.half.y, wide};
        default:
            return shape.half;
    }
}

Substance substance_of(const Material& material, Substance otherwise) {
    if (material.transmission > 0.3F) {
        return Substance::kGlass;
    }
    switch (material.surface) {
        case Surface::kWood:
        case Surface::kParquet:
        case Surface::kCourt:
        case Surface::kBark:
            return Substance::kWood;
        case Surface::kMetal:
        case Surface::kBrushedMetal:
        case Surface::kRust:
            return Substance::kSteel;
        case Surface::kGlass:
            return Substance::kGlass;
        case Surface::kTile:
            return Substance::kCeramic;
        case Surface::kBrick:
        case Surface::kConcrete:
        case Surface::kAsphalt:
        case Surface::kRoad:
            return Substance::kConcrete;
        case Surface::kRock:
            return Substance::kStone;
        case Surface::kPlastic:
            return Substance::kPlastic;
        case Surface::kRubber:
        case Surface::kBasketball:
        case Surface::kTennisBall:
            return Substance::kRubber;
        case Surface::kSoccerBall:
        case Surface::kVolleyball:
        case Surface::kAmericanFootball:
        case Surface::kBaseball:
        case Surface::kLeather:
            return Substance::kLeather;
        case Surface::kFabric:
        case Surface::kDenim:
            return Substance::kFabric;
        case Surface::kSkin:
        case Surface::kFace:
        case Surface::kFur:
            return Substance::kFlesh;
        case Surface::kFoliage:
            return Substance::kFoliage;
        case Surface::kIce:
            return Substance::kIce;
        case Surface::kCardboard:
        case Surface::kPaper:
        case Surface::kBookCover:
            return Substance::kCardboard;
        case Surface::kGolfBall:
        case Surface::kBowlingBall:
        case Surface::kDie:
            return Substance::kPlastic;
        default:
            return otherwise;
    }
}

Resonator resonator_at(const Timeline& timeline, int body, int sample, Vec3 point) {
    if (body < 0 || static_cast<std::size_t>(body) >= timeline.bodies.size()) {
        const Place* place = timeline.environment.place;
        const Substance ground = place != nullptr ? place->ground : Substance::kConcrete;
        return {
            .kind = ResonatorKind::kGround,
            .substance = body == -2 ? Substance::kWater : ground,
            .size = {2.0F, 1.0F, 0.05F},
            .radius = 10.0F,
            .mass_kg = 0.0F,
            .mounted = true
        };
    }
    const BodyTrack& track = timeline.bodies[static_cast<std::size_t>(body)];
    const int clamped =
        std::clamp(sample, 0, std::max(0, static_cast<int>(track.poses.size()) - 1));
    Resonator out{.substance = track.substance, .mass_kg = track.mass_kg};
    out.mounted = track.mass_kg <= 0.0F;
    if (track.parts.empty() || track.poses.empty()) {
        return out;
    }
    const Part* part = nearest_part(track, track.pose_at(clamped), point);
    const Vec3 half = half_size(part->shape);
    out.kind = kind_of(*part, timeline, track);
    out.substance = substance_of(part->material, track.substance);
    out.size = sorted_edges(half);
    out.radius = std::max(part->shape.radius, 0.004F);
    if (part->shape.kind == ShapeKind::kBox) {
        out.radius = std::max(0.3F * out.size.z, 0.004F);
    }
    if (out.kind == ResonatorKind::kRing) {
        out.wall = part->shape.radius_top;
    } else if (out.kind == ResonatorKind::kShell) {
        out.wall = std::max(part->shape.radius - part->shape.radius_top, 0.0015F);
    }
    return out;
}

}  // namespace hibari::world::sound
