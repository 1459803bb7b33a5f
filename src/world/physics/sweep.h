#pragma once

// Sweeps: everything that can be asked for, once, looked at only for what no clip may show. Poses
// stay numbers, and nothing is in the next sample where it cannot have come to.

#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"
#include "world/script/names.h"
#include "world/things/catalogue.h"

#include <gtest/gtest.h>
#include <span>
#include <string>
#include <string_view>

namespace hibari::world {

/// Within one sample, 48 m/s: what falls from a hundred metres, is thrown or shot from a bow is
/// slower, and so is a whipping hand.
constexpr float kMoveMax_m = 0.4F;
/// World seconds and clip seconds of each: enough to fall in and to begin the deed.
constexpr float kSeconds = 1.5F;

/// Where things wait that have not come yet, or are gone.
inline bool is_away(const Pose& pose) {
    return pose.position.y < -300.0F;
}

/// A body that is nowhere ends the simulation; a body that jumps is found here.
inline void expect_steady(const Shot& shot, std::string_view what) {
    const Result<Timeline> timeline = simulate(shot, {.seed = 1});
    ASSERT_TRUE(timeline) << what << ": " << timeline.error().message;
    for (const BodyTrack& body : timeline->bodies) {
        for (int i = 1; i < timeline->sample_count; ++i) {
            const Pose before = body.pose_at(i - 1);
            const Pose now = body.pose_at(i);
            if (is_away(before) || is_away(now)) {
                continue;
            }
            ASSERT_LE(distance(before.position, now.position), kMoveMax_m)
                << what << ": " << body.name << " in sample " << i << " at y " << before.position.y;
        }
    }
}

/// One of every kind lies in the water of a place, another falls into it.
inline void sweep_kinds(const std::string& place) {
    for (const Thing* thing : all_things()) {
        const std::string kind(thing->name);
        expect_steady(
            ShotBuilder(place, kSeconds)
                .thing("lying", kind)
                .thing("falling", kind)
                .act("falling", Verb::kFall)
                .shot(),
            kind
        );
    }
}

/// A person does everything that there is a verb for with a bucket.
inline void sweep_verbs(const std::string& place) {
    const std::span<const std::string_view> names = enum_names<Verb>();
    for (std::size_t i = 0; i < names.size(); ++i) {
        expect_steady(
            ShotBuilder(place, kSeconds)
                .thing("bucket", "bucket")
                .thing("man", "person")
                .act("man", static_cast<Verb>(i), "bucket")
                .shot(),
            names[i]
        );
    }
}

}  // namespace hibari::world
