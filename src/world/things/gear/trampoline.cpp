// A garden trampoline, 3 m across, bed 0.75 m above the ground.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

namespace {

constexpr float kFrameRadius = 1.50F;
constexpr float kBed = 1.25F;
constexpr float kY = 0.75F;

// Rings of nodes around a middle node; the outermost ring is sewn to the springs.
Soft make_bed(const Material& material) {
    constexpr int kRings = 6;
    constexpr int kSpokes = 20;
    Soft bed;
    bed.kind = SoftKind::kMembrane;
    bed.material = material;
    bed.mass_kg = 6.0F;
    bed.stiffness = 0.6F;
    bed.nodes.push_back({0, kY, 0});
    const auto index = [](int ring, int spoke) {
        return 1 + (ring - 1) * kSpokes + spoke % kSpokes;
    };
    for (int ring = 1; ring <= kRings; ++ring) {
        for (int spoke = 0; spoke < kSpokes; ++spoke) {
            const float turn = 2.0F * kPi * static_cast<float>(spoke) / kSpokes;
            const float radius = kBed * static_cast<float>(ring) / kRings;
            bed.nodes.push_back({radius * std::cos(turn), kY, radius * std::sin(turn)});
            const int here = index(ring, spoke);
            const int next = index(ring, spoke + 1);
            const int inner = ring == 1 ? 0 : index(ring - 1, spoke);
            bed.edges.emplace_back(here, next);
            bed.edges.emplace_back(inner, here);
            bed.triangles.push_back({inner, next, here});
            if (ring > 1) {
                const int inner_next = index(ring - 1, spoke + 1);
                bed.edges.emplace_back(inner_next, here);
                bed.triangles.push_back({inner, inner_next, next});
            }
            if (ring == kRings) {
                bed.pinned.push_back(here);
            }
        }
    }
    return bed;
}

}  // namespace

const Thing kTrampoline{
    .name = "trampoline",
    .words = {"trampoline", "bouncy castle", "trampolin", "rebounder"},
    .category = Category::kGear,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {3.1F, 0.8F, 3.1F},
    .build =
        [](const Entity& entity, Rng) {
            const Material steel = metal();
            const Material pad = tinted(
                {.surface = Surface::kFabric,
                 .base = hex(0x2458A6),
                 .roughness = 0.5F,
                 .scale = 0.02F}
            );
            Assembly trampoline(entity, Substance::kSteel);
            trampoline.fix();
            trampoline.link("frame");
            trampoline.part(torus(kFrameRadius, 0.03F), {0, kY - 0.03F, 0}, steel);
            constexpr int kLegs = 6;
            for (int i = 0; i < kLegs; ++i) {
                const float turn = 2.0F * kPi * (static_cast<float>(i) + 0.5F) / kLegs;
                const float wide = 0.22F;
                const auto rim = [&](float delta, float y) {
                    return Vec3{
                        kFrameRadius * std::cos(turn + delta),
                        y,
                        kFrameRadius * std::sin(turn + delta)
                    };
                };
                trampoline.rod(rim(-wide, kY - 0.05F), rim(-wide, 0.025F), 0.022F, steel);
                trampoline.rod(rim(wide, kY - 0.05F), rim(wide, 0.025F), 0.022F, steel);
                trampoline.rod(rim(-wide, 0.025F), rim(wide, 0.025F), 0.022F, steel);
            }
            constexpr int kPads = 24;
            for (int i = 0; i < kPads; ++i) {
                const float turn = 360.0F * static_cast<float>(i) / kPads;
                const Quat yaw = turn_y(turn);
                const Vec3 out = rotate(yaw, {1, 0, 0});
                trampoline.detail(
                    box({0.15F, 0.018F, 0.195F}, 0.015F),
                    {out * 1.385F + Vec3{0, kY + 0.012F, 0}, yaw},
                    pad
                );
            }
            trampoline.anchor("bed", {0, kY, 0});
            trampoline.soft(
                make_bed(with_surface(plain(hex(0x1B1C20), 0.8F), Surface::kFabric, 0.01F))
            );
            return trampoline.finish();
        },
};

}  // namespace hibari::world
