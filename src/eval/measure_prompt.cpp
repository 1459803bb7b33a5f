#include "eval/deeds.h"
#include "eval/look.h"
#include "eval/measures.h"
#include "eval/shape.h"

#include <algorithm>

namespace hibari::eval {
namespace {

using world::tap::ToldThing;

constexpr double kSizeRatio = 1.5;

/// Whom something is done to; who merely stands beside somebody is not.
bool is_target(const Case& told, int thing) {
    return std::ranges::any_of(told.told.things, [thing](const ToldThing& other) {
        return other.target == thing && other.relation.empty();
    });
}

void measure_object(const Seen& seen, std::size_t object, Samples& samples) {
    const ToldThing& thing = seen.thing(object);
    const Motion* motion = seen.own(object);
    samples.add(Metric::kColourTold, motion != nullptr);
    const bool is_victim =
        thing.deed == "stay" && is_target(seen.told(), seen.told().objects[object].thing);
    if (!is_victim) {
        const std::string_view done = motion == nullptr
                                          ? std::string_view()
                                          : read_deed(
                                                seen.motions(),
                                                seen.impacts(),
                                                static_cast<std::size_t>(seen.motion_of(object))
                                            );
        const std::string_view wanted = deed_class(thing);
        // Who drops may land on something.
        samples.add(Metric::kDeedTold, done == wanted || (wanted == "fall" && done == "fall_on"));
    }
    const std::string_view shape = motion == nullptr ? "" : shape_of(*motion->track);
    // What is there and never seen as a whole has no shape to judge.
    if (motion == nullptr || !shape.empty()) {
        samples.add(Metric::kShapeTold, shape == thing.kind);
    }
    if (!thing.direction.empty()) {
        samples.add(Metric::kDirectionTold, motion != nullptr && goes(*motion, thing.direction));
    }
}

void measure_frozen(const Seen& seen, Samples& samples) {
    bool should_move = false;
    bool moves = false;
    for (std::size_t i = 0; i < seen.told().objects.size(); ++i) {
        if (seen.thing(i).deed != "stay") {
            should_move = true;
            moves = moves || (seen.own(i) != nullptr && is_moving(*seen.own(i)));
        }
    }
    if (should_move) {
        samples.add(Metric::kFrozen, !moves);
    }
}

void measure_sizes(const Seen& seen, Samples& samples) {
    const auto& objects = seen.told().objects;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double ratio = objects[i].radius_m / objects[j].radius_m;
            const bool words_differ = seen.thing(i).size != seen.thing(j).size;
            if (!words_differ || std::max(ratio, 1.0 / ratio) < kSizeRatio) {
                continue;
            }
            const bool right = seen.own(i) != nullptr && seen.own(j) != nullptr &&
                               (seen.own(i)->radius > seen.own(j)->radius) == (ratio > 1.0);
            samples.add(Metric::kSizeOrder, right);
        }
    }
}

/// Of two that stand on the floor the one behind has its foot higher in the picture.
void measure_relations(const Seen& seen, Samples& samples) {
    const auto& objects = seen.told().objects;
    const auto foot = [&](std::size_t object) {
        return sights_of(*seen.own(object)->track, Sights::kAll).front()->blob.bottom;
    };
    for (std::size_t i = 0; i < objects.size(); ++i) {
        if (seen.thing(i).relation != "behind") {
            continue;
        }
        for (std::size_t j = 0; j < objects.size(); ++j) {
            if (objects[j].thing == seen.thing(i).target) {
                const bool both = seen.own(i) != nullptr && seen.own(j) != nullptr;
                samples.add(Metric::kRelationTold, both && foot(i) < foot(j));
            }
        }
    }
}

/// Whether any object of one thing is seen to meet any of the other.
bool meet(const Seen& seen, int one, int other) {
    const auto is_of = [&](int motion, int thing) {
        const int object =
            motion < 0 ? -1 : seen.motions()[static_cast<std::size_t>(motion)].track->told;
        return object >= 0 && seen.told().objects[static_cast<std::size_t>(object)].thing == thing;
    };
    return std::ranges::any_of(seen.impacts(), [&](const Impact& impact) {
        return (is_of(impact.motion, one) && is_of(impact.other, other)) ||
               (is_of(impact.motion, other) && is_of(impact.other, one));
    });
}

void measure_outcomes(const Seen& seen, Samples& samples) {
    const auto& things = seen.told().told.things;
    for (std::size_t t = 0; t < things.size(); ++t) {
        if (things[t].target < 0 || things[t].outcome.empty()) {
            continue;
        }
        bool both = true;
        for (std::size_t i = 0; i < seen.told().objects.size(); ++i) {
            const int own_thing = seen.told().objects[i].thing;
            const bool is_part = own_thing == static_cast<int>(t) || own_thing == things[t].target;
            both = both && (!is_part || seen.own(i) != nullptr);
        }
        const bool met = meet(seen, static_cast<int>(t), things[t].target);
        samples.add(Metric::kOutcomeTold, both && met == (things[t].outcome == "success"));
    }
}

}  // namespace

void measure_prompt(const Seen& seen, Samples& samples) {
    for (std::size_t i = 0; i < seen.told().objects.size(); ++i) {
        measure_object(seen, i, samples);
    }
    const std::string& look = seen.told().told.style;
    if (std::ranges::find(look_names(), look) != look_names().end()) {
        samples.add(Metric::kStyleTold, seen.look() == look);
    }
    measure_frozen(seen, samples);
    measure_sizes(seen, samples);
    measure_relations(seen, samples);
    measure_outcomes(seen, samples);
}

}  // namespace hibari::eval
