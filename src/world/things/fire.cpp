#include "world/things/fire.h"

#include "world/things/build.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::world {

namespace {

constexpr int kTongues = 22;
constexpr float kLowest = 0.45F;  // Share of the height below which no flame stands.
constexpr float kPane_m = 0.3F;   // Half the height of what flames come out of.
constexpr std::size_t kWindowsMost = 10;
constexpr float kSoot = 0.42F;          // Share of the light that scorched surfaces still return.
constexpr float kFlameRadiance = 4.5F;  // As of the campfire.
constexpr float kWideMost_m = 0.5F;     // Radius of a tongue on a house

/// The highest point of the solid parts of any link over (x, z), and whose it is.
struct Seat {
    int link = -1;
    float y = 0.0F;
};

Seat seat_at(const Blueprint& blueprint, float x, float z) {
    Seat seat;
    for (std::size_t l = 0; l < blueprint.links.size(); ++l) {
        const Link& link = blueprint.links[l];
        for (const Part& part : link.parts) {
            if (!part.visible) {
                continue;
            }
            const Aabb box = bounds(part.shape, compose(link.rest, part.local));
            const bool under =
                x >= box.low.x && x <= box.high.x && z >= box.low.z && z <= box.high.z;
            if (under && (seat.link < 0 || box.high.y > seat.y)) {
                seat = {static_cast<int>(l), box.high.y};
            }
        }
    }
    return seat;
}

void add_tongue(Blueprint& blueprint, int link, Vec3 foot, Vec3 tip, float radius) {
    Link& owner = blueprint.links[static_cast<std::size_t>(link)];
    Part tongue;
    tongue.shape = round_cone(0.5F * distance(foot, tip), radius, 0.12F * radius);
    tongue.local = compose(inverse(owner.rest), along(foot, tip));
    tongue.material = flame(kFlameRadiance);
    tongue.material.scale = 0.45F * radius;
    tongue.collides = false;
    owner.parts.push_back(tongue);
}

/// Soot on everything; returns the panes, in the thing's frame, that show what burns behind them.
std::vector<Part> scorch(Blueprint& blueprint) {
    std::vector<Part> panes;
    for (Link& link : blueprint.links) {
        for (Part& part : link.parts) {
            Material& look = part.material;
            if (look.surface == Surface::kGlass && look.transmission == 0.0F) {
                look = glow(hex(0xFF7A22), 1.6F);
                if (part.shape.half.y > kPane_m) {
                    panes.push_back(part);
                    panes.back().local = compose(link.rest, part.local);
                }
                continue;
            }
            look.base = look.base * kSoot;
            look.accent = look.accent * kSoot;
            look.roughness = std::max(look.roughness, 0.6F);
        }
    }
    return panes;
}

/// Flames beat out of the windows, up the wall above them.
void burst_windows(Blueprint& blueprint, const std::vector<Part>& panes, Vec3 middle, Rng rng) {
    for (std::size_t i = 0; i < panes.size() && i < kWindowsMost; ++i) {
        const Vec3 at = panes[i].local.position;
        const float radius = 0.5F * std::min(panes[i].shape.half.y, kWideMost_m);
        const Vec3 out = normalize((at - middle) * Vec3{1, 0, 1}, {0, 0, 1}) * radius;
        const float high = 5.0F * radius * rng.uniform(0.8F, 1.2F);
        add_tongue(blueprint, 0, at, at + out * 1.6F + Vec3{0, high, 0}, radius);
    }
}

}  // namespace

bool has_flames(const Blueprint& blueprint) {
    return std::ranges::any_of(blueprint.links, [](const Link& link) {
        return std::ranges::any_of(link.parts, [](const Part& part) {
            return part.material.surface == Surface::kFlame;
        });
    });
}

void set_on_fire(Blueprint& blueprint, Rng rng) {
    if (has_flames(blueprint)) {
        return;
    }
    const Aabb box = bounds(blueprint);
    const Vec3 half = (box.high - box.low) * 0.5F;
    const Vec3 middle = (box.high + box.low) * 0.5F;
    burst_windows(blueprint, scorch(blueprint), middle, rng.split("windows"));
    const float wide = clamp(0.12F * std::sqrt(half.x * half.z), 0.012F, kWideMost_m);
    // Spread over the outline by the golden angle; each stands on what is highest there.
    constexpr float kGoldenAngle = 2.39996323F;
    bool burns = false;
    for (int i = 0; i < kTongues; ++i) {
        Rng one = rng.split(i);
        const float out = 0.80F * std::sqrt((static_cast<float>(i) + 0.5F) / kTongues);
        const float turn = kGoldenAngle * static_cast<float>(i);
        const float x = middle.x + half.x * out * std::cos(turn);
        const float z = middle.z + half.z * out * std::sin(turn);
        const Seat seat = seat_at(blueprint, x, z);
        // Fire climbs: it is on top of things, not on their steps and porches.
        if (seat.link < 0 || seat.y < box.low.y + kLowest * (box.high.y - box.low.y)) {
            continue;
        }
        const float radius = wide * one.uniform(0.65F, 1.1F);
        // The box of a pitched roof is higher than the roof: flames begin inside. Their round foot
        // is hidden there.
        const float sunk = seat.y - std::min(2.6F * radius, 0.4F * (seat.y - box.low.y));
        const Vec3 lean{one.uniform(-0.3F, 0.3F), 0, one.uniform(-0.3F, 0.3F)};
        const Vec3 foot{x, sunk, z};
        add_tongue(
            blueprint,
            seat.link,
            foot,
            foot + (Vec3{0, 1, 0} + lean) * (6.0F * radius * one.uniform(0.7F, 1.2F)),
            radius
        );
        burns = true;
    }
    if (!burns) {
        // Thin and hollow things: one flame from their middle.
        const Vec3 foot{middle.x, middle.y, middle.z};
        add_tongue(blueprint, 0, foot, foot + Vec3{0, half.y + 6.0F * wide, 0}, wide);
    }
}

}  // namespace hibari::world
