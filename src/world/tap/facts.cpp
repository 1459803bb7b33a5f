#include "world/tap/facts.h"

#include "base/check.h"
#include "world/render/compose.h"
#include "world/things/catalogue.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

namespace hibari::world::tap {
namespace {

constexpr std::uint8_t kOtherThing = 255;
/// Slower impacts are things that settle: neither seen nor heard as an event.
constexpr float kImpactSpeed_mps = 0.12F;
/// An impact that a caption counts as a bounce.
constexpr float kBounceSpeed_mps = 0.45F;
constexpr double kSameBounce_s = 0.09;

int entity_of(const Timeline& timeline, int body) {
    return body < 0 ? -1 : timeline.bodies[static_cast<std::size_t>(body)].entity;
}

int find_entity(const Timeline& timeline, std::string_view id) {
    const auto found = std::ranges::find(timeline.entities, id, &Entity::id);
    return found != timeline.entities.end() ? static_cast<int>(found - timeline.entities.begin())
                                            : -1;
}

bool is_event(const Contact& contact) {
    return contact.speed_mps >= kImpactSpeed_mps && contact.impulse_ns > 0.0F;
}

std::int32_t material_of(const Timeline& timeline, int body) {
    if (body == -2) {
        return static_cast<std::int32_t>(Substance::kWater);
    }
    return static_cast<std::int32_t>(
        body < 0 ? timeline.environment.place->ground
                 : timeline.bodies[static_cast<std::size_t>(body)].substance
    );
}

/// Box around the centres of an entity's bodies at a sample.
struct Extent {
    Vec3 low{1e9F, 1e9F, 1e9F};
    Vec3 high{-1e9F, -1e9F, -1e9F};

    void add(Vec3 at) {
        low = {std::min(low.x, at.x), std::min(low.y, at.y), std::min(low.z, at.z)};
        high = {std::max(high.x, at.x), std::max(high.y, at.y), std::max(high.z, at.z)};
    }

    Vec3 middle() const { return (low + high) * 0.5F; }
};

/// Half of the longest side that a thing of its kind and scale has.
float radius_of(const Entity& entity) {
    const Thing* thing = find_thing(entity.kind);
    HIBARI_CHECK(thing != nullptr, entity.kind);
    const Vec3 size = thing->usual_size;
    return 0.5F * entity.scale * std::max({size.x, size.y, size.z});
}

std::vector<const BodyTrack*> bodies_of(const Timeline& timeline, int entity) {
    std::vector<const BodyTrack*> bodies;
    for (const BodyTrack& body : timeline.bodies) {
        if (body.entity == entity) {
            bodies.push_back(&body);
        }
    }
    return bodies;
}

}  // namespace

Slots::Slots(const Told& told, const Timeline& timeline)
    : slot_of_(timeline.entities.size(), -1),
      mask_values_(timeline.entities.size() + 1, kOtherThing) {
    mask_values_.front() = 0;
    for (const ToldThing& thing : told.things) {
        for (const std::string& id : thing.ids) {
            const int entity = find_entity(timeline, id);
            HIBARI_CHECK(entity >= 0, id);
            if (entities_.size() == HIBARI_SLOTS) {
                return;
            }
            const auto at = static_cast<std::size_t>(entity);
            slot_of_[at] = static_cast<int>(entities_.size());
            entities_.push_back(entity);
            mask_values_[at + 1] = static_cast<std::uint8_t>(entities_.size());
        }
    }
}

int Slots::of_body(const Timeline& timeline, int body) const {
    if (body < 0) {
        return body;
    }
    const BodyTrack& track = timeline.bodies[static_cast<std::size_t>(body)];
    const int slot = track.entity < 0 ? -1 : slot_of_[static_cast<std::size_t>(track.entity)];
    if (slot >= 0) {
        return slot;
    }
    return track.mass_kg > 0.0F || track.poses.size() > 1 ? -3 : -1;
}

std::vector<HibariContact> contacts_of(const Timeline& timeline, const Slots& slots) {
    std::vector<HibariContact> found;
    for (const Contact& contact : timeline.contacts) {
        const bool inner = contact.body_b >= 0 && entity_of(timeline, contact.body_a) ==
                                                      entity_of(timeline, contact.body_b);
        if (!is_event(contact) || inner) {
            continue;
        }
        found.push_back({
            .time_s = static_cast<float>(contact.time_s),
            .slot_a = slots.of_body(timeline, contact.body_a),
            .slot_b = slots.of_body(timeline, contact.body_b),
            .material_a = material_of(timeline, contact.body_a),
            .material_b = material_of(timeline, contact.body_b),
            .impulse_ns = contact.impulse_ns,
            .speed_mps = contact.speed_mps,
        });
    }
    if (found.size() > HIBARI_CONTACTS_MAX) {
        std::ranges::stable_sort(found, std::ranges::greater{}, &HibariContact::impulse_ns);
        found.resize(HIBARI_CONTACTS_MAX);
        std::ranges::stable_sort(found, {}, &HibariContact::time_s);
    }
    return found;
}

std::vector<float> states_of(
    const Timeline& timeline,
    const Slots& slots,
    std::span<const std::uint32_t> seen,
    int frames,
    float aspect
) {
    const auto count = static_cast<std::size_t>(frames);
    HIBARI_CHECK(seen.size() == HIBARI_SLOTS * count, seen.size(), frames);
    std::vector<float> states(HIBARI_SLOTS * count * HIBARI_STATE_FIELDS, 0.0F);
    const auto at = [&](int slot, std::size_t frame) {
        return states.data() +
               (static_cast<std::size_t>(slot) * count + frame) * HIBARI_STATE_FIELDS;
    };
    constexpr int kSamplesPerFrame = kSampleRateHz / HIBARI_FPS;
    for (int slot = 0; slot < slots.count(); ++slot) {
        const std::vector<const BodyTrack*> bodies = bodies_of(timeline, slots.entity(slot));
        const float radius =
            radius_of(timeline.entities[static_cast<std::size_t>(slots.entity(slot))]);
        float most = 0.0F;
        for (std::size_t frame = 0; frame < count; ++frame) {
            const int sample = static_cast<int>(frame) * kSamplesPerFrame;
            Extent extent;
            for (const BodyTrack* body : bodies) {
                extent.add(body->pose_at(sample).position);
            }
            const FrameCamera camera = to_camera(timeline.camera[static_cast<std::size_t>(sample)]);
            const Vec3 offset = extent.middle() - camera.position;
            const float depth = dot(offset, camera.forward);
            if (bodies.empty() || depth <= 0.01F) {
                continue;
            }
            float* state = at(slot, frame);
            const float half = depth * camera.tan_half_fov_y;
            state[HIBARI_STATE_X] = 0.5F + 0.5F * dot(offset, camera.right) / (half * aspect);
            state[HIBARI_STATE_Y] = 0.5F - 0.5F * dot(offset, camera.up) / half;
            state[HIBARI_STATE_SIZE] = 0.5F * radius / half;
            state[HIBARI_STATE_DEPTH] = depth;
            const auto pixels =
                static_cast<float>(seen[static_cast<std::size_t>(slot) * count + frame]);
            const float size = state[HIBARI_STATE_SIZE];
            state[HIBARI_STATE_VISIBLE] = pixels / (size * size);
            most = std::max(most, state[HIBARI_STATE_VISIBLE]);
        }
        for (std::size_t frame = 0; frame < count && most > 0.0F; ++frame) {
            at(slot, frame)[HIBARI_STATE_VISIBLE] /= most;
        }
    }
    for (const HibariContact& contact : contacts_of(timeline, slots)) {
        const float moment = contact.time_s * static_cast<float>(HIBARI_FPS);
        const auto frame = static_cast<std::size_t>(std::max(moment, 0.0F));
        for (const int slot : {contact.slot_a, contact.slot_b}) {
            if (slot < 0 || frame >= count) {
                continue;
            }
            float* state = at(slot, frame);
            state[HIBARI_STATE_CONTACT] = 1.0F;
            if (contact.impulse_ns > state[HIBARI_STATE_IMPULSE]) {
                state[HIBARI_STATE_IMPULSE] = contact.impulse_ns;
                state[HIBARI_STATE_MOMENT] = moment - std::floor(moment);
            }
        }
    }
    return states;
}

namespace {

bool is_one_of(const Timeline& timeline, int entity, const ToldThing& thing) {
    return entity >= 0 &&
           std::ranges::find(thing.ids, timeline.entities[static_cast<std::size_t>(entity)].id) !=
               thing.ids.end();
}

bool touch(const Timeline& timeline, const ToldThing& one, const ToldThing& other) {
    return std::ranges::any_of(timeline.contacts, [&](const Contact& contact) {
        const int a = entity_of(timeline, contact.body_a);
        const int b = entity_of(timeline, contact.body_b);
        return (is_one_of(timeline, a, one) && is_one_of(timeline, b, other)) ||
               (is_one_of(timeline, b, one) && is_one_of(timeline, a, other));
    });
}

/// Impacts on the ground that are told apart by eye and ear.
int bounces_of(const Timeline& timeline, const ToldThing& thing) {
    int count = 0;
    double last_s = -1.0;
    for (const Contact& contact : timeline.contacts) {
        const int a = entity_of(timeline, contact.body_a);
        const int b = entity_of(timeline, contact.body_b);
        const bool on_ground =
            (is_one_of(timeline, a, thing) && b < 0) || (is_one_of(timeline, b, thing) && a < 0);
        if (on_ground && contact.speed_mps > kBounceSpeed_mps &&
            contact.time_s - last_s > kSameBounce_s) {
            ++count;
            last_s = contact.time_s;
        }
    }
    return count;
}

}  // namespace

void settle(Told& told, const Timeline& timeline) {
    for (ToldThing& thing : told.things) {
        if (thing.deed == "shoot" || thing.deed == "kick_goal") {
            const bool scored = std::ranges::any_of(timeline.events, [](const Event& event) {
                return event.kind == EventKind::kScored;
            });
            thing.outcome = scored ? "success" : "failure";
        } else if (thing.target >= 0 && thing.relation.empty() && thing.deed != "roll_behind") {
            const ToldThing& target = told.things[static_cast<std::size_t>(thing.target)];
            thing.outcome = touch(timeline, thing, target) ? "success" : "failure";
        }
        // What is not round rattles: nobody counts that.
        const bool falls = thing.deed == "drop" || thing.deed == "bounce";
        const Thing* kind = find_thing(thing.kind);
        if (thing.ids.size() == 1 && falls && kind != nullptr &&
            kind->category == Category::kBall) {
            thing.bounces = bounces_of(timeline, thing);
        }
    }
}

}  // namespace hibari::world::tap
