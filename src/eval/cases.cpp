#include "eval/cases.h"

#include "base/check.h"
#include "base/vec.h"
#include "eval/lab.h"
#include "world/physics/simulate.h"
#include "world/tap/captions.h"
#include "world/tap/facts.h"
#include "world/tap/mix.h"
#include "world/things/catalogue.h"
#include "world/things/ground.h"
#include "world/things/material.h"

#include <algorithm>
#include <cmath>

namespace hibari::eval {
namespace {

using world::Timeline;
using world::tap::ToldThing;

/// The longest caption says all that is told.
constexpr std::size_t kLongCaption = 0;

/// The scales that the mix draws and what it calls small and large (world/tap/draw.cpp).
constexpr double kScaleMin = 1.0;
constexpr double kScaleMax = 2.6;
constexpr double kSmallTo = 0.25;
constexpr double kLargeFrom = 0.65;

double scale_at(double share) {
    return kScaleMin + (kScaleMax - kScaleMin) * share;
}

CaseObject object_of(const Timeline& timeline, const ToldThing& thing, const std::string& id) {
    const auto entity = std::ranges::find(timeline.entities, id, &world::Entity::id);
    HIBARI_CHECK(entity != timeline.entities.end(), id);
    const world::Thing* kind = world::find_thing(thing.kind);
    HIBARI_CHECK(kind != nullptr, thing.kind);
    const Vec3 size = kind->usual_size;
    const double usual_m = 0.5 * static_cast<double>(std::max({size.x, size.y, size.z}));
    const auto names = colour_names();
    const auto colour = std::ranges::find(names, thing.colour);
    CaseObject object{
        .colour = colour == names.end() ? 0 : static_cast<std::size_t>(colour - names.begin()),
        .radius_m = usual_m * static_cast<double>(entity->scale),
        .radius_min_m = usual_m * scale_at(
                                      thing.size == "large" ? kLargeFrom
                                      : thing.size.empty()  ? kSmallTo
                                                            : 0.0
                                  ),
        .radius_max_m = usual_m * scale_at(
                                      thing.size == "small" ? kSmallTo
                                      : thing.size.empty()  ? kLargeFrom
                                                            : 1.0
                                  ),
    };
    const int index = static_cast<int>(entity - timeline.entities.begin());
    for (const world::BodyTrack& body : timeline.bodies) {
        if (body.entity == index) {
            object.density_kg_m3 =
                static_cast<double>(body.mass_kg) / std::pow(object.radius_m, 3.0);
            object.restitution = static_cast<double>(world::pair_restitution(
                body.restitution, world::ground_restitution(timeline.environment.place->ground)
            ));
        }
    }
    return object;
}

void add_places(
    const world::tap::Slots& slots, const Timeline& timeline, const CaseOptions& options, Case& made
) {
    const auto frames = static_cast<std::size_t>(options.frames);
    const std::vector<std::uint32_t> nothing(HIBARI_SLOTS * frames, 0);
    const std::vector<float> states = world::tap::states_of(
        timeline,
        slots,
        nothing,
        options.frames,
        static_cast<float>(options.width) / static_cast<float>(options.height)
    );
    for (int slot = 0; slot < slots.count(); ++slot) {
        std::vector<TruePlace>& places = made.places.emplace_back();
        for (std::size_t frame = 0; frame < frames; ++frame) {
            const float* state = states.data() + (static_cast<std::size_t>(slot) * frames + frame) *
                                                     HIBARI_STATE_FIELDS;
            places.push_back({
                static_cast<double>(state[HIBARI_STATE_X]),
                static_cast<double>(state[HIBARI_STATE_Y]),
                static_cast<double>(state[HIBARI_STATE_SIZE]),
            });
        }
    }
}

}  // namespace

Result<Case> draw_case(const CaseOptions& options, int index) {
    const Rng rng = Rng(options.seed).split("evaluation").split(index);
    constexpr std::uint64_t kSeedMax = (std::uint64_t{1} << 53U) - 1;  // exact in any JSON reader
    Case made{.seed = Rng(rng).bits() & kSeedMax};
    const float duration_s = static_cast<float>(options.frames) / static_cast<float>(kFps);
    world::tap::Scene scene = world::tap::draw_scene(
        "bounce",
        {.split = options.held_out ? world::tap::Split::kHeldOut : world::tap::Split::kTrain,
         .duration_s = duration_s},
        rng.split("scene")
    );
    made.script = std::move(scene.script);
    made.told = std::move(scene.told);
    const Timeline timeline = HIBARI_TRY(world::simulate(
        made.script.shots.front(),
        {
            .seed = made.seed,
            .aspect = static_cast<float>(options.width) / static_cast<float>(options.height),
            .style = made.script.style,
            .stop = options.stop,
        }
    ));
    world::tap::settle(made.told, timeline);
    made.prompt = world::tap::captions_of(made.told, rng.split("captions"))[kLongCaption];
    made.gravity_mps2 = static_cast<double>(timeline.environment.gravity_mps2);
    made.fov_y_rad = static_cast<double>(timeline.camera.front().fov_y_rad);
    for (std::size_t thing = 0; thing < made.told.things.size(); ++thing) {
        for (const std::string& id : made.told.things[thing].ids) {
            made.objects.push_back(object_of(timeline, made.told.things[thing], id));
            made.objects.back().thing = static_cast<int>(thing);
        }
    }
    const world::tap::Slots slots(made.told, timeline);
    add_places(slots, timeline, options, made);
    for (const HibariContact& contact : world::tap::contacts_of(timeline, slots)) {
        made.impacts.push_back({
            .time_s = static_cast<double>(contact.time_s),
            .one = std::max(contact.slot_a, -1),
            .other = std::max(contact.slot_b, -1),
            .speed_mps = static_cast<double>(contact.speed_mps),
        });
    }
    return made;
}

bool falls(const ToldThing& thing) {
    return thing.deed == "drop" || thing.deed == "bounce" || thing.deed == "fall_on";
}

}  // namespace hibari::eval
