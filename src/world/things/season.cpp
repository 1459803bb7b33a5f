#include "world/things/season.h"

#include "world/things/build.h"

#include <algorithm>
#include <array>

namespace hibari::world {

namespace {

constexpr std::array<std::string_view, 8> kEvergreens{
    "pine", "christmas_tree", "palm", "cactus", "flower", "mountain", "volcano", "island"
};

constexpr std::array<Vec3, 6> kAutumnLeaves{
    hex(0xE8A21C), hex(0xD9701A), hex(0xC2401A), hex(0xF0BE34), hex(0xB86B1E), hex(0xA82C18)
};
constexpr std::array<Vec3, 3> kBlossom{hex(0xF6C3D2), hex(0xF2A9C0), hex(0xFBE4EA)};

bool is_leaf(const Part& part) {
    return part.material.surface == Surface::kFoliage && part.visible;
}

/// One tree has one colour, with a few clumps that are ahead or behind.
void tint(Part& part, Vec3 mean, Vec3 other, Rng& rng) {
    const float share = rng.uniform(0.0F, 0.55F);
    // Light and shade of the crown stay as they were built.
    const float light = clamp(part.material.base.y / kLeafGreen.y, 0.4F, 1.3F);
    part.material.base = lerp(mean, other, share) * light;
    part.material.accent = part.material.base * 0.5F;
}

/// Twigs in place of the leaves: from the middle of the crown out to where each clump was.
void bare(Link& link, Rng rng) {
    std::vector<Part> leaves;
    std::erase_if(link.parts, [&](const Part& part) {
        const bool leaf = is_leaf(part);
        if (leaf) {
            leaves.push_back(part);
        }
        return leaf;
    });
    if (leaves.empty()) {
        return;
    }
    Vec3 low = leaves.front().local.position;
    Vec3 middle{};
    for (const Part& leaf : leaves) {
        middle += leaf.local.position * (1.0F / static_cast<float>(leaves.size()));
        low.y = std::min(low.y, leaf.local.position.y - bounds(leaf.shape).y);
    }
    for (const Part& leaf : leaves) {
        const Vec3 end = leaf.local.position;
        const float reach = distance(end, middle);
        if (reach < 0.05F) {
            continue;
        }
        const auto twig = [&](Vec3 from, Vec3 to, float thick) {
            Part part;
            part.shape = round_cone(0.5F * distance(from, to), thick, 0.3F * thick);
            part.local = along(from, to);
            part.material = bark();
            part.collides = false;
            link.parts.push_back(part);
        };
        const Vec3 root = lerp(Vec3{middle.x, low.y, middle.z}, end, 0.25F);
        twig(root, end, 0.022F * reach + 0.006F);
        for (int k = 0; k < 2; ++k) {
            const Vec3 fork = lerp(root, end, rng.uniform(0.45F, 0.75F));
            const Vec3 aside{
                rng.uniform(-1.0F, 1.0F), rng.uniform(0.2F, 1.0F), rng.uniform(-1.0F, 1.0F)
            };
            twig(fork, fork + aside * (0.32F * reach), 0.010F * reach + 0.003F);
        }
    }
}

}  // namespace

void dress_for(Season season, std::string_view kind, Blueprint& blueprint, Rng rng) {
    if (season == Season::kSummer || std::ranges::find(kEvergreens, kind) != kEvergreens.end()) {
        return;
    }
    const bool autumn = season == Season::kAutumn;
    const Vec3 mean = autumn ? kAutumnLeaves[rng.index(kAutumnLeaves.size())]
                             : kBlossom[rng.index(kBlossom.size())];
    for (Link& link : blueprint.links) {
        if (season == Season::kWinter) {
            bare(link, rng.split("twigs"));
            continue;
        }
        for (Part& part : link.parts) {
            if (is_leaf(part)) {
                const Vec3 other = autumn ? kAutumnLeaves[rng.index(kAutumnLeaves.size())]
                                          : kBlossom[rng.index(kBlossom.size())];
                tint(part, mean, other, rng);
            }
        }
    }
}

bool sheds_leaves(std::string_view kind) {
    return kind == "tree" || kind == "treehouse" || kind == "bush";
}

Material ground_in(Season season, const Material& usual) {
    Material ground = usual;
    if (usual.surface != Surface::kGrass) {
        return ground;
    }
    switch (season) {
        case Season::kSummer:
            break;
        case Season::kSpring:
            ground.base = ground.base * Vec3{0.95F, 1.15F, 0.85F};
            break;
        case Season::kAutumn:
            ground.base = lerp(ground.base, hex(0x8A7A3E), 0.6F);
            break;
        case Season::kWinter:
            ground.base = lerp(ground.base, hex(0x7E7658), 0.75F);
            break;
    }
    return ground;
}

Vec3 fallen_color(Season season, Rng& rng) {
    return season == Season::kSpring ? kBlossom[rng.index(kBlossom.size())]
                                     : kAutumnLeaves[rng.index(kAutumnLeaves.size())];
}

}  // namespace hibari::world
