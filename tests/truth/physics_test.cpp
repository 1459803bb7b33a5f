// Figures of physics, measured from the files of finished clips.
#include "truth/clip_truth.h"
#include "truth/solids.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace hibari::truth {
namespace {

constexpr float kGravityShare = 0.01F;
constexpr float kRestitutionError = 0.03F;
constexpr float kMomentumShare = 0.02F;
constexpr float kOverlapShare = 0.01F;

/// Things of these kinds fall side by side to a studio's floor.
std::string falling(const std::vector<std::string>& kinds, const std::string& place = "studio") {
    std::string entities;
    std::string actions;
    for (const std::string& kind : kinds) {
        const std::string comma = entities.empty() ? "" : ", ";
        entities += comma + R"({"id": ")" + kind + R"(", "kind": ")" + kind + R"("})";
        actions += comma + R"({"subject": ")" + kind + R"(", "verb": "fall"})";
    }
    return R"({"version": 1, "shots": [{"duration_s": 2.5, "place": ")" + place +
           R"(", "entities": [)" + entities + R"(], "actions": [)" + actions + "]}]}";
}

bool touches(const Contact& contact, int body) {
    return contact.a == body || contact.b == body;
}

/// Whether nothing is recorded to touch the body from `from` to `to`.
bool is_free(const ClipTruth& truth, int body, double from_s, double to_s) {
    return std::ranges::none_of(truth.contacts, [&](const Contact& contact) {
        return touches(contact, body) && contact.time_s > from_s && contact.time_s < to_s;
    });
}

/// Mean vertical acceleration while the body falls before anything touches it.
float fall_mps2(const ClipTruth& truth, int body) {
    double first_s = static_cast<double>(truth.sample_count) / truth.sample_rate_hz;
    for (const Contact& contact : truth.contacts) {
        first_s = touches(contact, body) ? std::min(first_s, contact.time_s) : first_s;
    }
    float sum = 0.0F;
    int count = 0;
    for (int i = 2; i < static_cast<int>(first_s * truth.sample_rate_hz) - 2; ++i) {
        if (truth.velocity(body, i - 1).y < -0.05F) {
            sum += truth.acceleration(body, i).y;
            ++count;
        }
    }
    EXPECT_GT(count, 10) << truth.bodies[static_cast<std::size_t>(body)].name;
    return sum / static_cast<float>(count);
}

TEST(Gravity, BallsFallAsOnEarthAndAsOnTheMoon) {
    // On the moon there is no air; on earth it would take a percent or two from a light ball.
    for (const std::string place : {"studio", "moon"}) {
        const bool airless = place == "moon";
        const std::vector<std::string> kinds =
            airless ? std::vector<std::string>{"bowling_ball", "basketball", "tennis_ball"}
                    : std::vector<std::string>{"bowling_ball"};
        const ClipTruth truth = make_clip_truth("gravity", falling(kinds, place));
        EXPECT_NEAR(truth.gravity_mps2, airless ? 1.62F : 9.81F, 0.01F);
        for (const std::string& kind : kinds) {
            const float fall = fall_mps2(truth, truth.body_of(kind));
            EXPECT_NEAR(fall / -truth.gravity_mps2, 1.0F, kGravityShare) << place << ' ' << kind;
        }
    }
}

TEST(Gravity, TheMassOfAFlippingPersonFliesOnAParabola) {
    const ClipTruth truth = make_clip_truth("flip", "A gymnast does a backflip in a gym");
    const auto mass_at = [&](int sample) {
        Vec3 sum{};
        float mass_kg = 0.0F;
        for (const Body& body : truth.bodies) {
            if (body.entity == 0) {
                sum += body.at(sample).position * body.mass_kg;
                mass_kg += body.mass_kg;
            }
        }
        return sum * (1.0F / mass_kg);
    };
    ASSERT_TRUE(truth.has_event("landed"));
    const auto rate = static_cast<float>(truth.sample_rate_hz);
    const int up = static_cast<int>(truth.event_time_s("jumped") * truth.sample_rate_hz) + 2;
    const int down = static_cast<int>(truth.event_time_s("landed") * truth.sample_rate_hz) - 2;
    ASSERT_GT(down - up, 30);
    for (int i = up + 8; i < down - 8; ++i) {
        // Over a fifteenth of a second, so that the last digit of a position does not matter.
        const Vec3 bend = mass_at(i + 8) - mass_at(i) * 2.0F + mass_at(i - 8);
        const Vec3 acceleration = bend * (rate * rate / 64.0F);
        EXPECT_NEAR(acceleration.y / -truth.gravity_mps2, 1.0F, kGravityShare) << i;
        EXPECT_NEAR(acceleration.x, 0.0F, kGravityShare * truth.gravity_mps2) << i;
        EXPECT_NEAR(acceleration.z, 0.0F, kGravityShare * truth.gravity_mps2) << i;
    }
}

/// Speed along the vertical with which the body meets the height `y_m`, from the flight at
/// `sample`.
float speed_at_height(const ClipTruth& truth, int body, int sample, float y_m) {
    const float y = truth.bodies[static_cast<std::size_t>(body)].at(sample).position.y;
    const float v = truth.velocity(body, sample).y;
    return std::sqrt(std::max(0.0F, v * v + 2.0F * truth.gravity_mps2 * (y - y_m)));
}

TEST(Restitution, BallsReboundAsTheirMaterialSays) {
    const std::vector<std::string> kinds{"bowling_ball", "basketball", "tennis_ball", "marble"};
    const ClipTruth truth = make_clip_truth("restitution", falling(kinds));
    for (const std::string& kind : kinds) {
        const int index = truth.body_of(kind);
        const Body& ball = truth.bodies[static_cast<std::size_t>(index)];
        const float wanted = ball.restitution * truth.ground_restitution;
        int hits = 0;
        for (const Contact& contact : truth.contacts) {
            const double near_s = 5.0 / truth.sample_rate_hz;
            if (!touches(contact, index) || std::min(contact.a, contact.b) != -1 ||
                contact.speed_mps < 1.0F || contact.time_s + near_s > 2.5 ||
                !is_free(truth, index, contact.time_s - near_s, contact.time_s - 1e-6) ||
                !is_free(truth, index, contact.time_s + 1e-6, contact.time_s + near_s)) {
                continue;
            }
            const int sample = static_cast<int>(contact.time_s * truth.sample_rate_hz);
            const float floor_y = 0.5F * size_of(ball);
            const float in = speed_at_height(truth, index, sample - 2, floor_y);
            const float out = speed_at_height(truth, index, sample + 3, floor_y);
            EXPECT_NEAR(out / in, wanted, kRestitutionError) << kind << " at " << contact.time_s;
            ++hits;
        }
        EXPECT_GE(hits, 1) << kind;
    }
}

TEST(Momentum, TwoBallsKeepItWhenTheyCollide) {
    const ClipTruth truth = make_clip_truth("momentum", R"({"version": 1, "shots": [{
        "duration_s": 3, "place": "studio",
        "entities": [{"id": "cue", "kind": "bowling_ball"}, {"id": "other", "kind": "bowling_ball"}],
        "actions": [{"subject": "cue", "verb": "hit", "target": "other"}]}]})");
    const int a = truth.body_of("bowling_ball");
    const int b = a + 1;
    int hits = 0;
    for (const Contact& contact : truth.contacts) {
        const double near_s = 4.0 / truth.sample_rate_hz;
        if (!touches(contact, a) || !touches(contact, b) || contact.speed_mps < 0.5F) {
            continue;
        }
        const auto free = [&](int body) {
            return is_free(truth, body, contact.time_s - near_s, contact.time_s - 1e-6) &&
                   is_free(truth, body, contact.time_s + 1e-6, contact.time_s + near_s);
        };
        if (!free(a) || !free(b)) {
            continue;
        }
        // What the floor's friction does in between is taken out by going on from both sides to the
        // moment of the hit.
        const double moment = contact.time_s * truth.sample_rate_hz;
        const int sample = static_cast<int>(moment);
        const auto momentum = [&](int body, int first, int second) {
            const Vec3 v1 = truth.velocity(body, first);
            const Vec3 v2 = truth.velocity(body, second);
            const float along = (static_cast<float>(moment) - static_cast<float>(first)) /
                                static_cast<float>(second - first);
            const Vec3 v = v1 + (v2 - v1) * along;
            return Vec3{v.x, 0.0F, v.z} * truth.bodies[static_cast<std::size_t>(body)].mass_kg;
        };
        const Vec3 before =
            momentum(a, sample - 3, sample - 1) + momentum(b, sample - 3, sample - 1);
        const Vec3 after =
            momentum(a, sample + 4, sample + 2) + momentum(b, sample + 4, sample + 2);
        EXPECT_LT(length(after - before), kMomentumShare * length(before)) << contact.time_s;
        ++hits;
    }
    EXPECT_GE(hits, 1);
}

/// Mass of all bodies of an entity.
float mass_of(const ClipTruth& truth, int entity) {
    float mass_kg = 0.0F;
    for (const Body& body : truth.bodies) {
        mass_kg += body.entity == entity ? body.mass_kg : 0.0F;
    }
    return mass_kg;
}

TEST(Momentum, AnimalsGiveNoMoreThanTheirMassHas) {
    // Twice the reduced mass times the closing speed is what an elastic hit of two free bodies
    // gives; some is left for several corners at once, and for what muscles push in a step.
    constexpr float kSeveralCorners = 1.5F;
    constexpr float kPush_mps = 1.5F * 9.81F / 240.0F;
    const auto expect_bounded =
        [&](const std::string& name, const std::string& prompt, const std::string& animal) {
            const ClipTruth truth = make_clip_truth(name, prompt);
            const int entity = truth.bodies[static_cast<std::size_t>(truth.body_of(animal))].entity;
            int touched = 0;
            for (const Contact& contact : truth.contacts) {
                if (contact.a < 0 || contact.b < 0 || contact.kind != "impact") {
                    continue;
                }
                const int a = truth.bodies[static_cast<std::size_t>(contact.a)].entity;
                const int b = truth.bodies[static_cast<std::size_t>(contact.b)].entity;
                const float other = mass_of(truth, a == entity ? b : a);
                if (a == b || (a != entity && b != entity) || other <= 0.0F) {
                    continue;
                }
                const float own = mass_of(truth, entity);
                const float elastic = 2.0F * own * other / (own + other) * contact.speed_mps;
                EXPECT_LT(contact.impulse_ns, kSeveralCorners * elastic + kPush_mps * own)
                    << name << " at " << contact.time_s;
                ++touched;
            }
            EXPECT_GE(touched, 1) << name;
        };
    expect_bounded("paws", "A cat jumps onto the table and knocks over a glass", "cat");
    expect_bounded("crates", "A dog runs into a stack of wooden crates", "dog");
}

/// Nothing that the solver moves is inside of anything, or of the floor, by more than its share.
void expect_apart(const ClipTruth& truth) {
    for (std::size_t i = 0; i < truth.bodies.size(); ++i) {
        const Body& body = truth.bodies[i];
        if (!body.moves() || body.mass_kg <= 0.0F) {
            continue;
        }
        const float size = size_of(body);
        for (int sample = 0; sample < truth.sample_count; ++sample) {
            EXPECT_LT(sunk(body, sample), kOverlapShare * size) << body.name << " at " << sample;
            for (std::size_t j = 0; j < truth.bodies.size(); ++j) {
                const Body& other = truth.bodies[j];
                if (i == j || other.mass_kg <= 0.0F) {
                    continue;
                }
                EXPECT_LT(
                    overlap(body, other, sample), kOverlapShare * std::min(size, size_of(other))
                ) << body.name
                  << " in " << other.name << " at " << sample;
            }
            if (testing::Test::HasFailure()) {
                return;
            }
        }
    }
}

TEST(Overlap, NothingIsInsideOfAnythingWhenATowerCollapses) {
    expect_apart(make_clip_truth("tower", "A ball knocks over a tower of wooden blocks"));
}

TEST(Overlap, NothingIsInsideOfAnythingWhenDominoesFall) {
    expect_apart(make_clip_truth("dominoes", "A row of dominoes falls over"));
}

TEST(Overlap, NothingIsInsideTheFloorWhenThingsDropOnIt) {
    expect_apart(make_clip_truth(
        "drop", falling({"bowling_ball", "tennis_ball", "marble", "crate", "book", "die"})
    ));
}

TEST(Occlusion, ABallComesOutWhereItsInertiaTakesIt) {
    const ClipTruth truth = make_clip_truth(
        "occlusion", "A green ball rolls behind a big grey rock and comes out the other side"
    );
    const int ball = truth.body_of("ball");
    const std::vector<int> pixels =
        visible_pixels(truth, truth.bodies[static_cast<std::size_t>(ball)].entity);
    // Frames in which nothing of it is seen, between frames in which it is.
    const auto first_seen = std::ranges::find_if(pixels, [](int n) { return n > 0; });
    const auto hidden = std::find(first_seen, pixels.end(), 0);
    const auto again = std::find_if(hidden, pixels.end(), [](int n) { return n > 0; });
    ASSERT_NE(hidden, pixels.end());
    ASSERT_NE(again, pixels.end());
    const int per_frame = truth.sample_rate_hz / truth.fps;
    const int gone = static_cast<int>(hidden - pixels.begin()) * per_frame;
    const int back = static_cast<int>(again - pixels.begin()) * per_frame;
    // Speed and slowing as they were when it was last seen, carried on blindly.
    const int window = std::min(gone - 2, 6);
    const Vec3 v = truth.velocity(ball, gone);
    const Vec3 slowing = (v - truth.velocity(ball, gone - window)) *
                         (static_cast<float>(truth.sample_rate_hz) / static_cast<float>(window));
    const float t = static_cast<float>(back - gone) / static_cast<float>(truth.sample_rate_hz);
    const Body& track = truth.bodies[static_cast<std::size_t>(ball)];
    const Vec3 predicted = track.at(gone).position + v * t + slowing * (0.5F * t * t);
    EXPECT_LT(length(track.at(back).position - predicted), size_of(track));
    EXPECT_GT(length(track.at(back).position - track.at(gone).position), size_of(track));
}

}  // namespace
}  // namespace hibari::truth
