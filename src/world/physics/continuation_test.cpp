// A take that is continued begins as it was, and nobody sees where it goes on.
#include "world/physics/camera/frustum.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

struct Case {
    std::string name;
    Shot shot;  // With its continuations.
};

Action deed(
    std::string subject,
    Verb verb,
    std::string object = {},
    std::string target = {},
    Direction direction = Direction::kNone
) {
    Action action;
    action.subject = std::move(subject);
    action.verb = verb;
    action.object = std::move(object);
    action.target = std::move(target);
    action.direction = direction;
    return action;
}

Entity newcomer(std::string id, std::string kind) {
    Entity entity;
    entity.id = std::move(id);
    entity.kind = std::move(kind);
    return entity;
}

Continuation more(std::vector<Action> actions, std::vector<Entity> entities = {}) {
    return {.duration_s = 2.0F, .entities = std::move(entities), .actions = std::move(actions)};
}

std::vector<Case> cases() {
    std::vector<Case> all;
    const auto add = [&](std::string name, ShotBuilder& builder, std::vector<Continuation> parts) {
        Shot shot = builder.shot();
        shot.continuations = std::move(parts);
        all.push_back({std::move(name), std::move(shot)});
    };
    add("basketball",
        ShotBuilder("gym", 2.5F)
            .thing("player", "person")
            .thing("ball", "basketball")
            .thing("hoop", "basketball_hoop")
            .act("player", Verb::kShoot, "ball", "hoop")
            .outcome(Outcome::kFailure),
        {more({deed("player", Verb::kShoot, "ball", "hoop")})});
    add("cat joins a dog",
        ShotBuilder("park", 2.0F)
            .thing("dog", "dog")
            .act("dog", Verb::kWalk)
            .towards(Direction::kRight),
        {more({deed("cat", Verb::kWalk)}, {newcomer("cat", "cat")}),
         more({deed("dog", Verb::kSit), deed("cat", Verb::kRun, {}, {}, Direction::kLeft)})});
    add("boat",
        ShotBuilder("lake", 2.0F).thing("boat", "sailboat").act("boat", Verb::kSail),
        {more({deed("boat", Verb::kSail)})});
    add("runner runs on",
        ShotBuilder("park", 2.0F)
            .thing("runner", "person")
            .act("runner", Verb::kRun)
            .towards(Direction::kRight),
        {more({deed("runner", Verb::kRun, {}, {}, Direction::kRight)}),
         more({deed("runner", Verb::kRun, {}, {}, Direction::kRight)})});
    add("duck crosses",
        ShotBuilder("lake", 2.0F).thing("ship", "sailboat").act("ship", Verb::kSail),
        {{.duration_s = 4.0F,
          .entities = {newcomer("duck", "duck")},
          .actions = {deed("duck", Verb::kSwim, {}, {}, Direction::kLeft)}}});
    add("car passes a man",
        ShotBuilder("street", 2.0F).thing("walker", "person").act("walker", Verb::kWave),
        {more({deed("taxi", Verb::kDrive, {}, {}, Direction::kRight)}, {newcomer("taxi", "car")})});
    add("dog comes into a small room",
        ShotBuilder("kitchen", 2.0F).thing("cook", "person").act("cook", Verb::kNod),
        {{.duration_s = 4.0F,
          .entities = {newcomer("dog", "dog")},
          .actions = {deed("dog", Verb::kSit)}}});
    add("car stops",
        ShotBuilder("street", 2.0F)
            .thing("car", "car")
            .act("car", Verb::kDrive)
            .towards(Direction::kRight),
        {more({deed("car", Verb::kStay)})});
    add("skateboarder",
        ShotBuilder("skate_park", 2.0F)
            .thing("girl", "person")
            .thing("board", "skateboard")
            .act("girl", Verb::kPushBoard, "board")
            .towards(Direction::kRight),
        {more({deed("girl", Verb::kOllie, "board")})});
    add("cup falls in",
        ShotBuilder("kitchen", 2.0F).thing("man", "person").act("man", Verb::kWave),
        {more({deed("ball", Verb::kFall)}, {newcomer("ball", "ball")}),
         more({deed("man", Verb::kBow)})});
    return all;
}

const Case& case_of(const std::vector<Case>& all, std::string_view name) {
    return *std::ranges::find(all, name, &Case::name);
}

Result<Timeline> play(const Shot& shot, int parts = 99) {
    Shot some = shot;
    const auto count =
        std::min<std::size_t>(shot.continuations.size(), static_cast<std::size_t>(parts));
    some.continuations.resize(count);
    return simulate(some, {.seed = 3});
}

/// What happened of `whole` up to the end of `part`, told as a timeline of that length.
Timeline beginning(const Timeline& whole, const Timeline& part) {
    Timeline begun = whole;
    const auto count = static_cast<std::size_t>(part.sample_count);
    const double end_s = part.duration_s + 1e-9;
    begun.sample_count = part.sample_count;
    begun.bodies.resize(part.bodies.size());
    for (std::size_t i = 0; i < begun.bodies.size(); ++i) {
        std::vector<Pose> poses;
        const std::size_t told = part.bodies[i].poses.size();
        for (std::size_t s = 0; s < told; ++s) {
            poses.push_back(begun.bodies[i].pose_at(static_cast<int>(s)));
        }
        begun.bodies[i].poses = poses;
    }
    begun.softs.resize(part.softs.size());
    for (SoftTrack& soft : begun.softs) {
        soft.positions.resize(count * soft.soft.nodes.size());
    }
    begun.faces.resize(part.faces.size());
    for (FaceTrack& face : begun.faces) {
        face.poses.resize(count);
    }
    begun.camera.resize(count);
    std::erase_if(begun.contacts, [&](const Contact& c) { return c.time_s > end_s; });
    std::erase_if(begun.events, [&](const Event& e) { return e.time_s > end_s; });
    return begun;
}

TEST(Continuation, NothingBeforeItChanges) {
    for (const Case& one : cases()) {
        const Result<Timeline> whole = play(one.shot);
        ASSERT_TRUE(whole) << one.name << ": " << whole.error().message;
        for (int parts = 0; parts < static_cast<int>(one.shot.continuations.size()); ++parts) {
            const Result<Timeline> source = play(one.shot, parts);
            ASSERT_TRUE(source) << one.name;
            Timeline begun = beginning(*whole, *source);
            // Those in the air when it goes on have a place among the later ones.
            const std::size_t told = source->particles.size();
            for (const Particle& particle : source->particles) {
                const bool kept = std::ranges::any_of(begun.particles, [&](const Particle& other) {
                    return other.born_s == particle.born_s && other.position == particle.position &&
                           other.velocity == particle.velocity;
                });
                ASSERT_TRUE(kept) << one.name << ": a particle of " << told;
            }
            begun.particles = source->particles;
            EXPECT_EQ(state_hash(begun), state_hash(*source)) << one.name << ", " << parts;
            EXPECT_EQ(begun.environment.lamps.size(), source->environment.lamps.size());
        }
    }
}

/// Largest change of velocity from sample to sample, within `reach` samples of one.
template <typename At>
float jerk(const At& at, int sample, int reach, int count) {
    float most = 0.0F;
    for (int i = std::max(2, sample - reach); i <= std::min(count - 1, sample + reach); ++i) {
        most = std::max(most, length(at(i) - at(i - 1) * 2.0F + at(i - 2)) * kSampleRateHz);
    }
    return most;
}

bool is_away(const Pose& pose) {
    return pose.position.y < -300.0F;
}

TEST(Continuation, NothingJumpsWhereItGoesOn) {
    // As hard as a foot that comes down or a hand that grips anywhere else in these shots.
    constexpr float kBlow_mps = 1.0F;
    for (const Case& one : cases()) {
        const Result<Timeline> whole = play(one.shot);
        ASSERT_TRUE(whole) << one.name;
        double seam_s = static_cast<double>(one.shot.duration_s);
        for (const Continuation& next : one.shot.continuations) {
            const int seam = whole->sample_of(seam_s);
            for (const BodyTrack& body : whole->bodies) {
                if (is_away(body.pose_at(seam - 8))) {
                    continue;
                }
                const auto at = [&](int sample) { return body.pose_at(sample).position; };
                float usual = kBlow_mps;
                for (int i = 10; i + 10 < whole->sample_count; i += 10) {
                    usual = std::abs(i - seam) > 12 && !is_away(body.pose_at(i - 10))
                                ? std::max(usual, jerk(at, i, 5, whole->sample_count))
                                : usual;
                }
                const bool struck = std::ranges::any_of(whole->contacts, [&](const Contact& c) {
                    const BodyTrack* with[] = {
                        c.body_a >= 0 ? &whole->bodies[static_cast<std::size_t>(c.body_a)]
                                      : nullptr,
                        c.body_b >= 0 ? &whole->bodies[static_cast<std::size_t>(c.body_b)] : nullptr
                    };
                    return std::abs(c.time_s - seam_s) < 0.1 &&
                           std::ranges::any_of(
                               with,
                               [&](const BodyTrack* track) {
                                   return track != nullptr && track->entity == body.entity;
                               }
                           );
                });
                if (!struck) {
                    EXPECT_LE(jerk(at, seam, 4, whole->sample_count), usual)
                        << one.name << ": " << body.name << " at " << seam_s;
                }
            }
            const auto eye = [&](int i) {
                return whole->camera[static_cast<std::size_t>(i)].position;
            };
            const auto look = [&](int i) {
                return rotate(whole->camera[static_cast<std::size_t>(i)].rotation, {0, 0, -1});
            };
            const auto zoom = [&](int i) {
                return Vec3{std::log(whole->camera[static_cast<std::size_t>(i)].fov_y_rad), 0, 0};
            };
            // No harder than it goes after the action elsewhere.
            const auto expect_calm = [&](const auto& at, float usual) {
                for (int i = 2; i < whole->sample_count; ++i) {
                    usual =
                        std::abs(i - seam) > 24 ? std::max(usual, jerk(at, i, 0, i + 1)) : usual;
                }
                EXPECT_LE(jerk(at, seam, 4, whole->sample_count), usual)
                    << one.name << " at " << seam_s;
            };
            expect_calm(eye, 0.05F);
            expect_calm(look, 0.02F);
            expect_calm(zoom, 0.02F);
            seam_s += static_cast<double>(next.duration_s);
        }
    }
}

TEST(Continuation, NobodyAppearsInThePicture) {
    for (const Case& one : cases()) {
        const Result<Timeline> whole = play(one.shot);
        ASSERT_TRUE(whole) << one.name;
        for (std::size_t entity = 0; entity < whole->entities.size(); ++entity) {
            const int who = static_cast<int>(entity);
            int first = 0;
            while (first < whole->sample_count && entity_box(*whole, who, first).is_empty()) {
                ++first;
            }
            if (first == 0 || first == whole->sample_count) {
                continue;
            }
            const Picture picture{whole->camera[static_cast<std::size_t>(first)]};
            EXPECT_TRUE(is_out(picture, entity_box(*whole, who, first)))
                << one.name << ": " << whole->entities[entity].id;
            bool seen = false;
            for (int i = first; i < whole->sample_count; i += 6) {
                const Picture now{whole->camera[static_cast<std::size_t>(i)]};
                seen = seen || !is_out(now, entity_box(*whole, who, i));
            }
            EXPECT_TRUE(seen) << one.name << ": " << whole->entities[entity].id
                              << " never comes in";
        }
    }
}

TEST(Continuation, WhoPassesRunsIntoNobody) {
    const std::vector<Case> all = cases();
    const Result<Timeline> whole = play(case_of(all, "car passes a man").shot);
    ASSERT_TRUE(whole);
    for (const Event& event : whole->events) {
        EXPECT_NE(event.kind, EventKind::kHit) << event.detail;
    }
}

TEST(Continuation, ACarThatIsToStayStops) {
    const std::vector<Case> all = cases();
    Shot shot = case_of(all, "car stops").shot;
    shot.continuations.front().duration_s = 4.0F;
    const Result<Timeline> whole = simulate(shot, {.seed = 3});
    ASSERT_TRUE(whole);
    const auto at = [&](double time_s) {
        return entity_box(*whole, 0, whole->sample_of(time_s)).center();
    };
    EXPECT_GT(distance(at(2.0), at(1.8)), 0.5F);
    EXPECT_LT(distance(at(6.0), at(5.8)), 0.02F);
}

// It stood across: its rider turned it within one sample.
TEST(Continuation, WhatIsMountedIsTurnedAndDoesNotJump) {
    constexpr float kFastest_m = 0.1F;  // 12 m/s: it rides off while it is turned
    Shot shot = ShotBuilder("park", 1.0F)
                    .thing("bike", "bicycle")
                    .thing("rider", "person")
                    .related(RelationKind::kBeside, "bike")
                    .act("rider", Verb::kStand)
                    .shot();
    shot.continuations = {more({deed("rider", Verb::kCycle, "bike", {}, Direction::kRight)})};
    const Result<Timeline> whole = simulate(shot, {.seed = 3});
    ASSERT_TRUE(whole);
    for (const BodyTrack& body : whole->bodies) {
        for (int i = 1; body.entity == 0 && i < whole->sample_count; ++i) {
            EXPECT_LT(distance(body.pose_at(i).position, body.pose_at(i - 1).position), kFastest_m)
                << body.name << " in sample " << i;
        }
    }
}

TEST(Continuation, WhoIsNotConcernedGoesOn) {
    Shot shot = ShotBuilder("park", 2.0F)
                    .thing("drone", "drone")
                    .act("drone", Verb::kFly)
                    .thing("woman", "person")
                    .act("woman", Verb::kWalk)
                    .towards(Direction::kRight)
                    .shot();
    shot.continuations.assign(3, more({deed("woman", Verb::kWave)}));
    const Result<Timeline> whole = simulate(shot, {.seed = 3});
    ASSERT_TRUE(whole) << whole.error().message;
    const float high = entity_box(*whole, 0, 0).center().y;
    EXPECT_GT(entity_box(*whole, 0, whole->sample_count - 1).center().y, 0.6F * high);
}

TEST(Continuation, WhatCannotComeInIsNamed) {
    Shot shot = ShotBuilder("kitchen", 2.0F)
                    .thing("table", "table")
                    .thing("man", "person")
                    .act("man", Verb::kWave)
                    .shot();
    Entity cup = newcomer("cup", "cup");
    cup.relations = {{RelationKind::kOn, "table"}};
    shot.continuations = {more({}, {cup})};
    const Result<Timeline> refused = simulate(shot, {.seed = 1});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kUnsupported);
    EXPECT_NE(refused.error().message.find("cup"), std::string::npos) << refused.error().message;
}

TEST(Continuation, ATakeLastsUpToTwoMinutes) {
    Shot shot = ShotBuilder("studio", 20.0F).thing("cube", "cube").shot();
    shot.continuations.assign(6, Continuation{.duration_s = 20.0F});
    const Result<Timeline> refused = simulate(shot, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kInvalidArgument);
    shot.continuations.resize(5);
    const Result<Timeline> whole = simulate(shot, {});
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(whole->sample_count, 120 * kSampleRateHz + 1);
    EXPECT_EQ(whole->camera.size(), static_cast<std::size_t>(whole->sample_count));
}

}  // namespace
}  // namespace hibari::world
