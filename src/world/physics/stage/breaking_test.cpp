// What is struck off a table, what it meets on the way, and what becomes of it on the floor.

#include "world/physics/camera/action_path.h"
#include "world/physics/camera/shot_view.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"
#include "world/physics/stage/pieces.h"
#include "world/things/catalogue.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <utility>

namespace hibari::world {
namespace {

Timeline play(const Shot& shot) {
    Result<Timeline> result = simulate(shot, {.seed = 3, .aspect = 16.0F / 9.0F});
    EXPECT_TRUE(result);
    return std::move(*result);
}

Box first_box(const Timeline& timeline, int entity) {
    return entity_box(timeline, entity, 0);
}

Box last_box(const Timeline& timeline, int entity) {
    return entity_box(timeline, entity, timeline.sample_count - 1);
}

int entity_named(const Timeline& timeline, std::string_view id) {
    const auto found = std::ranges::find(timeline.entities, id, &Entity::id);
    return found == timeline.entities.end() ? -1
                                            : static_cast<int>(found - timeline.entities.begin());
}

const Event* broke(const Timeline& timeline, int entity) {
    const auto found = std::ranges::find_if(timeline.events, [&](const Event& event) {
        return event.kind == EventKind::kBroke && event.entity == entity;
    });
    return found == timeline.events.end() ? nullptr : &*found;
}

Action shatters(std::string subject) {
    Action action;
    action.subject = std::move(subject);
    action.verb = Verb::kExplode;
    action.intensity = 0.4F;
    return action;
}

ShotBuilder laid_table(std::string who, std::string kind, std::string thing) {
    ShotBuilder builder("kitchen", 5.0F);
    builder.thing(who, std::move(kind))
        .thing("thing", std::move(thing))
        .related(RelationKind::kOn, "table")
        .thing("table", "table");
    return builder;
}

TEST(OffTheTable, APersonSweepsACupOffItAndTheTableStays) {
    for (const Verb verb : {Verb::kPush, Verb::kHit}) {
        const Timeline timeline =
            play(laid_table("ann", "person", "cup").act("ann", verb, "", "thing").shot());
        EXPECT_LT(last_box(timeline, 1).low.y, 0.05F) << "the cup is still up there";
        EXPECT_LT(distance(last_box(timeline, 2).center(), first_box(timeline, 2).center()), 0.02F);
    }
}

TEST(OffTheTable, WhatAPawPushesBreaksOnTheFloorAndNotAtThePaw) {
    Shot shot = laid_table("cat", "cat", "tumbler").act("cat", Verb::kPush, "thing").shot();
    shot.actions.push_back(shatters("thing"));
    const Timeline timeline = play(shot);
    const Event* event = broke(timeline, 1);
    ASSERT_NE(event, nullptr);
    EXPECT_LT(event->position.y, 0.2F);
    const int pieces = entity_named(timeline, "thing_pieces");
    ASSERT_GE(pieces, 0);
    const Box lie = last_box(timeline, pieces);
    EXPECT_GT(lie.low.y, -0.01F);
    EXPECT_LT(lie.high.y, 0.15F);
    EXPECT_LT(std::max(lie.size().x, lie.size().z), 2.5F);
}

TEST(OffTheTable, WhatIsDroppedFromTheHandBreaksOnTheFloor) {
    Shot shot = ShotBuilder("kitchen", 4.0F)
                    .thing("ann", "person")
                    .related(RelationKind::kHolding, "plate")
                    .thing("plate", "plate")
                    .act("ann", Verb::kDrop, "plate")
                    .shot();
    shot.actions.push_back(shatters("plate"));
    const Timeline timeline = play(shot);
    const Event* event = broke(timeline, 1);
    ASSERT_NE(event, nullptr);
    EXPECT_LT(event->position.y, 0.3F);
}

TEST(Pieces, WeighWhatTheWholeDid) {
    for (const char* kind : {"tumbler", "egg", "vase"}) {
        const Thing* thing = find_thing(kind);
        ASSERT_NE(thing, nullptr) << kind;
        Entity entity;
        entity.kind = kind;
        const Blueprint whole = thing->build(entity, Rng(1));
        float before = 0.0F;
        for (const Link& link : whole.links) {
            before += link.mass_kg;
        }
        float after = 0.0F;
        for (const Link& link : pieces_of(whole, kind, Rng(2)).links) {
            EXPECT_GT(link.mass_kg, 0.0F);
            after += link.mass_kg;
        }
        EXPECT_NEAR(after, before, 1e-4F * before) << kind;
    }
}

TEST(Meeting, TheDominoThatIsToStayIsNotReached) {
    ShotBuilder builder("studio", 4.0F);
    for (int i = 0; i < 8; ++i) {
        builder.thing("d" + std::to_string(i), "domino");
    }
    const Timeline timeline =
        play(builder.act("d0", Verb::kTopple).act("d7", Verb::kStay).at_step(1).shot());
    EXPECT_LT(last_box(timeline, 6).size().y, 0.8F * first_box(timeline, 6).size().y);
    EXPECT_NEAR(last_box(timeline, 7).size().y, first_box(timeline, 7).size().y, 0.005F);
}

TEST(Meeting, MarblesFromARampStartARowOfDominoesAndTheCameraStaysWithIt) {
    ShotBuilder builder("studio", 6.0F);
    builder.thing("marble", "marble").related(RelationKind::kOn, "ramp").thing("ramp", "ramp");
    for (int i = 0; i < 6; ++i) {
        builder.thing("d" + std::to_string(i), "domino");
    }
    const Timeline timeline = play(
        builder.act("marble", Verb::kRoll).act("marble", Verb::kHit, "", "d0").at_step(1).shot()
    );
    const int last = entity_named(timeline, "d5");
    EXPECT_LT(last_box(timeline, last).size().y, 0.8F * first_box(timeline, last).size().y);
    const Vec3 seen =
        project(timeline.camera.back(), 16.0F / 9.0F, last_box(timeline, last).center());
    EXPECT_LT(std::abs(seen.x), 1.0F);
    EXPECT_LT(std::abs(seen.y), 1.0F);
}

TEST(Meeting, AToyCarComesDownNoseFirstAndKnocksTheTowerOver) {
    ShotBuilder builder("living_room", 4.0F);
    builder.thing("car", "car").scaled(0.0667F).related(RelationKind::kOn, "ramp");
    builder.thing("ramp", "ramp").thing("b1", "block");
    for (int i = 2; i <= 5; ++i) {
        builder.thing("b" + std::to_string(i), "block")
            .related(RelationKind::kOn, "b" + std::to_string(i - 1));
    }
    const Timeline timeline =
        play(builder.act("car", Verb::kRoll).act("car", Verb::kHit, "", "b1").at_step(1).shot());
    for (const BodyTrack& body : timeline.bodies) {
        if (body.entity == 0) {
            const Vec3 way = body.pose_at(90).position - body.pose_at(0).position;
            EXPECT_GT(dot(rotate(body.pose_at(0).rotation, {0, 0, 1}), normalize(way)), 0.9F);
            break;
        }
    }
    const int top = entity_named(timeline, "b5");
    EXPECT_LT(last_box(timeline, top).low.y, 0.5F * first_box(timeline, top).low.y);
}

TEST(Meeting, ABellSwingsAndNotItsClapperAlone) {
    const Timeline timeline =
        play(ShotBuilder("studio", 3.0F).thing("bell", "bell").act("bell", Verb::kSwing).shot());
    for (const BodyTrack& body : timeline.bodies) {
        if (body.name == "bell.bell") {
            float most = 0.0F;
            for (int sample = 0; sample < timeline.sample_count; ++sample) {
                most = std::max(most, std::abs(body.pose_at(sample).rotation.z));
            }
            EXPECT_GT(most, 0.2F);
        }
    }
}

TEST(Meeting, ACoinThatSpunFallsOver) {
    const Timeline timeline = play(ShotBuilder("living_room", 6.0F)
                                       .thing("coin", "coin")
                                       .related(RelationKind::kOn, "table")
                                       .thing("table", "table")
                                       .act("coin", Verb::kSpin)
                                       .act("coin", Verb::kFall)
                                       .at_step(1)
                                       .shot());
    EXPECT_GT(first_box(timeline, 0).size().y, 0.07F);
    EXPECT_LT(last_box(timeline, 0).size().y, 0.03F);
    EXPECT_GT(last_box(timeline, 0).low.y, 0.7F) << "it fell off the table";
}

TEST(Meeting, ABallThatComesBackFromAWallHitsWhatStandsBehindIt) {
    const Timeline timeline = play(ShotBuilder("studio", 4.0F)
                                       .thing("ball", "basketball")
                                       .thing("wall", "wall")
                                       .thing("cup", "cup")
                                       .act("ball", Verb::kBounce, "", "wall")
                                       .act("ball", Verb::kHit, "", "cup")
                                       .at_step(1)
                                       .shot());
    const auto met = [&](int entity) {
        const auto found = std::ranges::find_if(timeline.contacts, [&](const Contact& contact) {
            const auto of = [&](int body) {
                return body < 0 ? -1 : timeline.bodies[static_cast<std::size_t>(body)].entity;
            };
            return (of(contact.body_a) == 0 && of(contact.body_b) == entity) ||
                   (of(contact.body_b) == 0 && of(contact.body_a) == entity);
        });
        return found == timeline.contacts.end() ? 1e9 : found->time_s;
    };
    EXPECT_LT(met(1), met(2));
    EXPECT_LT(met(2), 1e8);
}

}  // namespace
}  // namespace hibari::world
