// A small timeline for the tests and benchmarks of this library: a camera, a box, a place.
#pragma once

#include "world/things/place.h"
#include "world/timeline/timeline.h"

namespace hibari::world::sound {

/// Builds a timeline by hand; the place lives in the scene, so keep the scene while it is used.
struct TestScene {
    Place place;
    Timeline timeline;
    Shot shot;

    explicit TestScene(double seconds) {
        place.name = "test";
        place.ground = Substance::kWood;
        place.ambience = "none";
        place.reverb = {.rt60_s = 0.4F, .size_m = 5.0F, .wet = 0.1F};
        timeline.duration_s = seconds;
        timeline.sample_count = static_cast<int>(seconds * kSampleRateHz) + 1;
        timeline.environment.place = &place;
        timeline.camera.assign(
            static_cast<std::size_t>(timeline.sample_count), {.position = {0, 1.5F, 6}}
        );
    }

    TestScene(const TestScene&) = delete;
    TestScene& operator=(const TestScene&) = delete;

    /// Adds an entity of that kind and a body for it that stands still; returns the body.
    int add_body(const char* kind, const Part& part, float mass_kg, Vec3 position) {
        timeline.entities.push_back({.id = kind, .kind = kind});
        BodyTrack body;
        body.name = kind;
        body.entity = static_cast<int>(timeline.entities.size()) - 1;
        body.parts = {part};
        body.mass_kg = mass_kg;
        body.poses = {{position, {}}};
        timeline.bodies.push_back(body);
        return static_cast<int>(timeline.bodies.size()) - 1;
    }

    int add_block(Vec3 position = {}) {
        return add_body("block", {.shape = box({0.06F, 0.06F, 0.06F})}, 0.9F, position);
    }

    void add_impact(double time_s, int body, Vec3 point, float impulse_ns = 1.0F) {
        timeline.contacts.push_back(
            {.time_s = time_s,
             .body_a = body,
             .point = point,
             .impulse_ns = impulse_ns,
             .speed_mps = 2.0F}
        );
    }
};

}  // namespace hibari::world::sound
