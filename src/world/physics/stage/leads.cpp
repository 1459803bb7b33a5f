#include "world/physics/stage/leads.h"

#include "world/things/catalogue.h"
#include "world/things/palette.h"
#include "world/things/softs.h"
#include "world/things/terrain_eval.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace hibari::world {

namespace {

constexpr int kNodes = 14;
constexpr float kLeash_m = 0.007F;  // Radius.
constexpr float kString_m = 0.004F;
constexpr float kShortest_m = 0.9F;  // A leash is no shorter than this.

const BodyTrack* find_track(const Timeline& timeline, int entity, std::string_view link) {
    const auto found = std::ranges::find_if(timeline.bodies, [&](const BodyTrack& body) {
        return body.entity == entity && (link.empty() || body.name.ends_with(link));
    });
    return found == timeline.bodies.end() ? nullptr : &*found;
}

int find_entity(const Timeline& timeline, std::string_view id) {
    const auto found = std::ranges::find(timeline.entities, id, &Entity::id);
    return found == timeline.entities.end() ? -1
                                            : static_cast<int>(found - timeline.entities.begin());
}

bool is_a(const Timeline& timeline, int entity, Category category) {
    const Thing* thing = find_thing(timeline.entities[static_cast<std::size_t>(entity)].kind);
    return thing != nullptr && thing->category == category;
}

/// Of the two hands the one that is nearer to the other end.
const BodyTrack* holding_hand(const Timeline& timeline, int person, const BodyTrack& end) {
    const BodyTrack* best = nullptr;
    float nearest = 1e9F;
    for (const std::string_view name : {".left_hand", ".right_hand"}) {
        const BodyTrack* hand = find_track(timeline, person, name);
        const int middle = timeline.sample_count / 2;
        const float far =
            hand == nullptr
                ? 1e9F
                : distance(hand->pose_at(middle).position, end.pose_at(middle).position);
        if (far < nearest) {
            nearest = far;
            best = hand;
        }
    }
    return best;
}

/// As long as it has to be while the shot lasts.
float length_of(const Timeline& timeline, const BodyTrack& hand, const BodyTrack& end) {
    float length_m = kShortest_m;
    for (int sample = 0; sample < timeline.sample_count; ++sample) {
        const Vec3 span = end.pose_at(sample).position - hand.pose_at(sample).position;
        length_m = std::max(length_m, 1.01F * length(span));
    }
    return length_m;
}

void tie(Timeline& timeline, const Lead& lead, float radius) {
    const BodyTrack& hand = timeline.bodies[static_cast<std::size_t>(lead.hand)];
    const BodyTrack& end = timeline.bodies[static_cast<std::size_t>(lead.end)];
    SoftTrack line{.entity = hand.entity};
    line.soft = rope({}, {}, kNodes, radius, leather(hex(0x8A2A1E)));
    for (int sample = 0; sample < timeline.sample_count; ++sample) {
        const Vec3 from = hand.pose_at(sample).position;
        const Vec3 to = end.pose_at(sample).position;
        // A shallow arc of this length: L = d + 8 s^2 / (3 d), with d the span and s the sag.
        const float span = distance(from, to);
        const float sag = std::sqrt(std::max(0.0F, 0.375F * span * (lead.length_m - span)));
        for (int k = 0; k < kNodes; ++k) {
            const float u = static_cast<float>(k) / static_cast<float>(kNodes - 1);
            Vec3 node = lerp(from, to, u) - Vec3{0, 4.0F * sag * u * (1.0F - u), 0};
            const float floor =
                terrain_height(timeline.environment.terrain, node.x, node.z) + radius;
            node.y = std::max(node.y, std::min(floor, std::min(from.y, to.y)));
            line.positions.push_back(node);
        }
    }
    timeline.softs.push_back(std::move(line));
}

}  // namespace

void tie_leads(Timeline& timeline, std::vector<Lead>& leads) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < timeline.entities.size(); ++i) {
        const int self = static_cast<int>(i);
        for (const Relation& relation : timeline.entities[i].relations) {
            const int other = find_entity(timeline, relation.target);
            if (other < 0 || other == self) {
                continue;
            }
            const bool held =
                relation.kind == RelationKind::kHolding && is_a(timeline, other, Category::kAnimal);
            const bool flown =
                relation.kind == RelationKind::kAbove && timeline.entities[i].kind == "kite";
            const int person = held ? self : other;
            const BodyTrack* end = held    ? find_track(timeline, other, ".neck")
                                   : flown ? find_track(timeline, self, "")
                                           : nullptr;
            if (end == nullptr || !is_a(timeline, person, Category::kPerson)) {
                continue;
            }
            if (next == leads.size()) {
                const BodyTrack* hand = holding_hand(timeline, person, *end);
                if (hand == nullptr) {
                    continue;
                }
                const auto index = [&](const BodyTrack& body) {
                    return static_cast<int>(&body - timeline.bodies.data());
                };
                leads.push_back({index(*hand), index(*end), length_of(timeline, *hand, *end)});
            }
            tie(timeline, leads[next++], held ? kLeash_m : kString_m);
        }
    }
}

}  // namespace hibari::world
