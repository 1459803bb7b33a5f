#include "world/physics/camera/camera.h"

#include "world/physics/camera/action_path.h"
#include "world/physics/camera/shot_view.h"
#include "world/physics/camera/sight_lines.h"
#include "world/physics/camera/viewpoint.h"
#include "world/physics/fake_performer.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <stop_token>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

Timeline play(const Shot& shot, float aspect) {
    Result<Timeline> result =
        simulate(shot, {.seed = 5, .aspect = aspect, .make_performer = &make_fake_performer});
    EXPECT_TRUE(result);
    return std::move(*result);
}

/// Share of the samples in which the centre of an entity is in the picture.
float share_in_picture(const Timeline& timeline, int entity, float aspect) {
    int inside = 0;
    int all = 0;
    for (int i = 0; i < timeline.sample_count; i += 8) {
        const Vec3 at = entity_box(timeline, entity, i).center();
        const Vec3 seen = project(timeline.camera[static_cast<std::size_t>(i)], aspect, at);
        inside += seen.z > 0.0F && std::abs(seen.x) < 1.0F && std::abs(seen.y) < 1.0F ? 1 : 0;
        ++all;
    }
    return static_cast<float>(inside) / static_cast<float>(all);
}

TEST(Camera, KeepsTheWholeActionInThePicture) {
    for (const float aspect : {16.0F / 9.0F, 1.0F, 9.0F / 16.0F}) {
        const Shot shot = ShotBuilder("gym", 3.0F)
                              .thing("player", "person")
                              .thing("ball", "basketball")
                              .thing("hoop", "basketball_hoop")
                              .act("player", Verb::kShoot, "ball", "hoop")
                              .outcome(Outcome::kSuccess)
                              .shot();
        const Timeline timeline = play(shot, aspect);
        for (int entity = 0; entity < 3; ++entity) {
            EXPECT_GT(share_in_picture(timeline, entity, aspect), 0.95F) << aspect << entity;
        }
    }
}

TEST(Camera, LooksAtAPlaceByItselfAsAtALandscape) {
    // Not down on the water, nor at whatever tree is first in the list: from a man's height, with
    // the horizon in the picture, and a low sun in it too.
    for (const char* place : {"sea", "lake", "forest", "desert", "beach", "moon"}) {
        Shot shot = ShotBuilder(place, 1.0F).shot();
        shot.time = TimeOfDay::kGoldenHour;
        const Timeline timeline = play(shot, 16.0F / 9.0F);
        const CameraPose& camera = timeline.camera.front();
        const Vec3 forward = rotate(camera.rotation, {0, 0, -1});
        EXPECT_LT(std::abs(std::asin(forward.y)), 0.4F * camera.fov_y_rad) << place;
        EXPECT_LT(camera.position.y, 6.0F) << place;
        EXPECT_GT(dot(forward, timeline.environment.sun_direction), 0.8F) << place;
    }
}

TEST(Camera, GoesCloseToSmallThings) {
    const float aspect = 16.0F / 9.0F;
    const Timeline timeline = play(
        ShotBuilder("studio", 2.0F).thing("marble", "marble").act("marble", Verb::kRoll).shot(),
        aspect
    );
    const CameraPose& camera = timeline.camera[120];
    const Box box = entity_box(timeline, 0, 120);
    const float height = project(camera, aspect, {box.center().x, box.high.y, box.center().z}).y -
                         project(camera, aspect, {box.center().x, box.low.y, box.center().z}).y;
    EXPECT_GT(height, 0.12F);  // At least a sixteenth of the picture's height.
    EXPECT_GT(share_in_picture(timeline, 0, aspect), 0.98F);
}

TEST(Camera, FollowsACarAndATiltFollowsARocket) {
    const float aspect = 16.0F / 9.0F;
    const Timeline car =
        play(ShotBuilder("road", 4.0F).thing("car", "car").act("car", Verb::kDrive).shot(), aspect);
    EXPECT_GT(share_in_picture(car, 0, aspect), 0.98F);
    // Tracked as well: beside it in the empty sky nobody could tell that it rises.
    for (const CameraMove move : {CameraMove::kAuto, CameraMove::kTrack, CameraMove::kTiltUp}) {
        Shot shot =
            ShotBuilder("park", 5.0F).thing("rocket", "rocket").act("rocket", Verb::kLaunch).shot();
        shot.camera.move = move;
        const Timeline rocket = play(shot, aspect);
        EXPECT_GT(share_in_picture(rocket, 0, aspect), 0.98F);
        const Vec3 first = rotate(rocket.camera.front().rotation, {0, 0, -1});
        const Vec3 last = rotate(rocket.camera.back().rotation, {0, 0, -1});
        EXPECT_GT(last.y, first.y + 0.2F) << static_cast<int>(move);
    }
}

TEST(Camera, ATiltDoesNotLeaveBeforeTheBalloonDoes) {
    const float aspect = 16.0F / 9.0F;
    Shot shot =
        ShotBuilder("park", 3.5F).thing("balloon", "balloon").act("balloon", Verb::kFloat).shot();
    shot.actions.back().direction = Direction::kUp;
    shot.camera.move = CameraMove::kTiltUp;
    const Timeline timeline = play(shot, aspect);
    const std::array<int, 1> entities{0};
    const SubjectView view = view_of(timeline, entities, {aspect, aspect}).subjects.front();
    EXPECT_GT(view.inside, 0.99F);
    EXPECT_LT(view.cut, 0.05F);
}

TEST(Camera, PlaysTheMovesOfTheScript) {
    Shot shot = ShotBuilder("studio", 2.0F).thing("cube", "cube").shot();
    const auto first_and_last = [&](CameraMove move) {
        shot.camera.move = move;
        const Timeline timeline = play(shot, 1.5F);
        return std::pair(timeline.camera.front(), timeline.camera.back());
    };
    const Vec3 cube{0, 0.2F, 0};
    const auto [in_a, in_b] = first_and_last(CameraMove::kDollyIn);
    EXPECT_LT(distance(in_b.position, cube), 0.75F * distance(in_a.position, cube));
    const auto [zoom_a, zoom_b] = first_and_last(CameraMove::kZoomIn);
    EXPECT_LT(zoom_b.fov_y_rad, 0.7F * zoom_a.fov_y_rad);
    const auto [orbit_a, orbit_b] = first_and_last(CameraMove::kOrbit);
    const float turn = std::atan2(orbit_b.position.x, orbit_b.position.z) -
                       std::atan2(orbit_a.position.x, orbit_a.position.z);
    EXPECT_GT(std::abs(turn), radians(60.0F));
    const auto [crane_a, crane_b] = first_and_last(CameraMove::kCraneUp);
    EXPECT_GT(crane_b.position.y, crane_a.position.y + 0.2F);
    const auto [pan_a, pan_b] = first_and_last(CameraMove::kPanLeft);
    EXPECT_LT(rotate(pan_b.rotation, {0, 0, -1}).x, rotate(pan_a.rotation, {0, 0, -1}).x - 0.2F);
    const auto [still_a, still_b] = first_and_last(CameraMove::kStatic);
    EXPECT_EQ(still_a.position, still_b.position);
}

TEST(Camera, StandsStillWhenItIsTold) {
    for (const CameraMove move : {CameraMove::kAuto, CameraMove::kStatic}) {
        Shot shot = ShotBuilder("desert", 5.0F).thing("car", "car").act("car", Verb::kDrive).shot();
        shot.camera.move = move;
        const Result<Timeline> timeline = simulate(shot, {.seed = 2, .aspect = 1.78F});
        ASSERT_TRUE(timeline);
        const auto stands = [&](const CameraPose& pose) {
            return pose.position == timeline->camera.front().position &&
                   pose.rotation == timeline->camera.front().rotation &&
                   pose.fov_y_rad == timeline->camera.front().fov_y_rad;
        };
        EXPECT_EQ(
            std::all_of(timeline->camera.begin(), timeline->camera.end(), stands),
            move == CameraMove::kStatic
        );
        const int entities[] = {0};
        EXPECT_GT(view_of(*timeline, entities, {1.78F, 1.78F}).subjects.front().inside, 0.3F);
    }
}

// With many people in the picture the search for a viewpoint took longer than anybody waits.
TEST(Camera, LooksNoFurtherForAViewWhenItIsStopped) {
    ShotBuilder builder("park", 2.0F);
    for (int i = 0; i < 6; ++i) {
        builder.thing("p" + std::to_string(i), "person").act("p" + std::to_string(i), Verb::kDance);
    }
    const Shot shot = builder.shot();
    const Result<Timeline> whole = simulate(shot, {.seed = 1, .aspect = 1.78F});
    ASSERT_TRUE(whole);
    const SightLines sight(*whole);
    ActionPath path;
    path.steps = static_cast<std::size_t>((whole->sample_count - 1) / ActionPath::kStride + 1);
    Member first;
    first.entities = {0};
    first.in_action.assign(path.steps, true);
    Framed framed;
    for (std::size_t step = 0; step < path.steps; ++step) {
        const Box box = entity_box(*whole, 0, static_cast<int>(step) * ActionPath::kStride);
        first.boxes.push_back(box);
        framed.steps.push_back({.boxes = {box}, .star = box, .star_entity = 0});
    }
    path.cast.push_back(first);
    std::stop_source stop;
    stop.request_stop();
    ViewWish wish;
    wish.stop = stop.get_token();
    const Viewpoint stopped = choose_viewpoint(*whole, sight, path, framed, wish);
    // The first that was tried, as it is with nothing to choose from.
    EXPECT_NEAR(stopped.at(0.0).yaw, wish.lean, 1e-5F);
    EXPECT_NEAR(stopped.at(0.0).elevation, wish.elevation, 1e-5F);
}

struct Wanted {
    const char* what;
    Shot shot;
    float size;  ///< of the subject (entity 0): least share of the picture
    std::vector<int> seen;
};

Shot talk_shot() {
    Shot talk = ShotBuilder("kitchen", 3.0F)
                    .thing("ann", "person")
                    .thing("ben", "person")
                    .act("ann", Verb::kTalk, {}, "ben")
                    .shot();
    talk.lines = {{.speaker = "ann", .text = "Is there any coffee?"}};
    return talk;
}

/// Sports, vehicles, table-top, talk, things far apart.
std::vector<Wanted> many_shots() {
    return {
        {"free throw",
         ShotBuilder("gym", 3.0F)
             .thing("player", "person")
             .thing("ball", "basketball")
             .thing("hoop", "basketball_hoop")
             .act("player", Verb::kShoot, "ball", "hoop")
             .outcome(Outcome::kSuccess)
             .shot(),
         0.35F,
         {1}},
        {"car",
         ShotBuilder("road", 4.0F).thing("car", "car").act("car", Verb::kDrive).shot(),
         0.25F,
         {0}},
        {"marble",
         ShotBuilder("studio", 2.0F).thing("marble", "marble").act("marble", Verb::kRoll).shot(),
         0.05F,
         {0}},
        {"bowling",
         ShotBuilder("bowling_alley", 5.0F)
             .thing("bowler", "person")
             .thing("ball", "bowling_ball")
             .thing("pin", "bowling_pin")
             .act("bowler", Verb::kBowl, "ball", "pin")
             .outcome(Outcome::kSuccess)
             .shot(),
         0.3F,
         {1, 2}},
        {"talk", talk_shot(), 0.9F, {0, 1}},
        {"far apart",
         ShotBuilder("park", 3.0F)
             .thing("cube", "cube")
             .thing("tree", "tree")
             .related(RelationKind::kBehind, "cube")
             .shot(),
         0.05F,
         {0}},
    };
}

TEST(Camera, ShowsWhatAShotIsAboutInEveryFormat) {
    for (const Wanted& wanted : many_shots()) {
        for (const float aspect : {16.0F / 9.0F, 1.0F, 9.0F / 16.0F}) {
            SCOPED_TRACE(std::string(wanted.what) + " " + std::to_string(aspect));
            const Timeline timeline = play(wanted.shot, aspect);
            std::vector<int> entities{0};
            entities.insert(entities.end(), wanted.seen.begin(), wanted.seen.end());
            const ShotView view = view_of(timeline, entities, {aspect, aspect});
            // Pictures that are not wide are filled across.
            const float tall = aspect < 1.0F ? 0.4F : (aspect == 1.0F ? 0.55F : 1.0F);
            EXPECT_GT(view.subjects.front().size, tall * wanted.size);
            for (std::size_t i = 1; i < view.subjects.size(); ++i) {
                // A bowler's own body hides the ball until it is swung.
                EXPECT_GT(view.subjects[i].seen, 0.85F) << view.subjects[i].entity;
            }
            EXPECT_GT(view.nearest_solid_m, 0.05F);
            EXPECT_LT(view.jolt, 8.0F);
        }
    }
}

TEST(Camera, SeesAThingThatFallsOffATableReachTheFloor) {
    const Shot shot = ShotBuilder("kitchen", 5.0F)
                          .thing("cat", "cat")
                          .related(RelationKind::kOn, "table")
                          .thing("vase", "vase")
                          .related(RelationKind::kOn, "table")
                          .thing("table", "table")
                          .act("cat", Verb::kPush, "vase")
                          .shot();
    const Result<Timeline> timeline = simulate(shot, {.seed = 1, .aspect = 1.78F});
    ASSERT_TRUE(timeline);
    const auto lands = std::find_if(
        timeline->contacts.begin(),
        timeline->contacts.end(),
        [&](const Contact& contact) {
            return contact.body_b == -1 && contact.body_a >= 0 &&
                   timeline->bodies[static_cast<std::size_t>(contact.body_a)].entity == 1;
        }
    );
    ASSERT_NE(lands, timeline->contacts.end());
    const int sample = timeline->sample_of(lands->time_s);
    const CameraPose& camera = timeline->camera[static_cast<std::size_t>(sample)];
    const Vec3 vase = project(camera, 1.78F, entity_box(*timeline, 1, sample).center());
    EXPECT_LT(std::abs(vase.x), 1.0F);
    EXPECT_LT(std::abs(vase.y), 1.0F);
}

TEST(Camera, SeesThroughTheEyesOfAWalkerWithoutTheirBobbing) {
    Shot shot = ShotBuilder("park", 3.0F)
                    .thing("man", "person")
                    .act("man", Verb::kRun)
                    .towards(Direction::kAwayFromCamera)
                    .shot();
    shot.camera.move = CameraMove::kPointOfView;
    const Result<Timeline> timeline = simulate(shot, {.seed = 5, .aspect = 1.5F});
    ASSERT_TRUE(timeline);
    EXPECT_LT(view_of(*timeline, {}, {1.5F, 1.5F}).jolt, 6.0F);
}

TEST(Camera, BarsCutNeitherHeadsNorTheArcOfAShot) {
    const float aspect = 16.0F / 9.0F;
    const auto view = [&](const Shot& shot, std::vector<int> entities) {
        const Result<Timeline> timeline = simulate(
            shot,
            {.seed = 5,
             .aspect = aspect,
             .style = Style::kCinematic,
             .make_performer = &make_fake_performer}
        );
        EXPECT_TRUE(timeline);
        return view_of(*timeline, entities, {aspect, 2.39F});
    };
    const Shot portrait = ShotBuilder("studio", 2.0F).thing("man", "person").shot();
    const SubjectView man = view(portrait, {0}).subjects.front();
    EXPECT_LT(man.cut, 0.02F);
    EXPECT_GT(man.height, 0.5F);
    const ShotView shot = view(many_shots().front().shot, {0, 1});
    EXPECT_GT(shot.subjects[0].height, 0.25F);
    EXPECT_GT(shot.subjects[1].inside, 0.95F);
}

TEST(Camera, StandsWhereNoWallHidesTheSubject) {
    // A house right between the subject and the usual place of the camera.
    const Shot shot = ShotBuilder("park", 2.0F)
                          .thing("cube", "cube")
                          .thing("house", "house")
                          .related(RelationKind::kInFrontOf, "cube")
                          .shot();
    const Timeline timeline = play(shot, 1.5F);
    const std::array<int, 1> entities{0};
    const ShotView view = view_of(timeline, entities, {1.5F, 1.5F});
    EXPECT_GT(view.subjects.front().seen, 0.95F);
    EXPECT_GT(view.nearest_solid_m, 0.1F);
}

TEST(Camera, TalkIsFramedFromTheWaistUpWithHeadsInTheUpperThird) {
    const Shot talk = talk_shot();
    const float aspect = 16.0F / 9.0F;
    const Timeline timeline = play(talk, aspect);
    for (const BodyTrack& body : timeline.bodies) {
        if (body.face >= 0) {
            const Vec3 head = project(timeline.camera[60], aspect, body_box(body, 60).center());
            EXPECT_GT(head.y, 1.0F / 3.0F);
            EXPECT_LT(head.y, 1.0F);
        }
    }
    const std::array<int, 2> entities{0, 1};
    EXPECT_GT(view_of(timeline, entities, {aspect, aspect}).subjects[1].cut, 0.2F);
}

TEST(Camera, ACloseUpLooksIntoTheFaceAndNotDownOnIt) {
    Shot shot = ShotBuilder("living_room", 2.0F).thing("man", "person").shot();
    shot.camera.framing = Framing::kCloseUp;
    const float aspect = 16.0F / 9.0F;
    const Timeline timeline = play(shot, aspect);
    for (const BodyTrack& body : timeline.bodies) {
        if (body.face < 0) {
            continue;
        }
        const Vec3 head = body_box(body, 60).center();
        const Vec3 seen = project(timeline.camera[60], aspect, head);
        EXPECT_GT(seen.z, 0.0F);
        EXPECT_LT(std::abs(seen.x), 0.7F);
        EXPECT_LT(std::abs(seen.y), 0.8F);
        const Vec3 from = timeline.camera[60].position - head;
        EXPECT_LT(from.y, 0.2F * length(from));
    }
}

TEST(Camera, AMediumShotOfTwoHoldsBoth) {
    Shot shot = ShotBuilder("park", 2.0F).thing("a", "person").thing("b", "person").shot();
    shot.camera.framing = Framing::kMedium;
    const float aspect = 16.0F / 9.0F;
    const Timeline timeline = play(shot, aspect);
    int faces = 0;
    for (const BodyTrack& body : timeline.bodies) {
        if (body.face >= 0) {
            const Vec3 head = project(timeline.camera[60], aspect, body_box(body, 60).center());
            faces += std::abs(head.x) < 1.0F && std::abs(head.y) < 1.0F ? 1 : 0;
        }
    }
    EXPECT_EQ(faces, 2);
}

TEST(Camera, HandheldMovesSmoothlyAndStaysSmall) {
    Shot shot = ShotBuilder("studio", 3.0F).thing("cube", "cube").shot();
    shot.camera.handheld = 1.0F;
    const Timeline timeline = play(shot, 1.5F);
    float largest = 0.0F;
    float jerk = 0.0F;
    for (std::size_t i = 2; i < timeline.camera.size(); ++i) {
        const Vec3 a = rotate(timeline.camera[i - 2].rotation, {0, 0, -1});
        const Vec3 b = rotate(timeline.camera[i - 1].rotation, {0, 0, -1});
        const Vec3 c = rotate(timeline.camera[i].rotation, {0, 0, -1});
        largest = std::max(largest, distance(c, rotate(timeline.camera[0].rotation, {0, 0, -1})));
        jerk = std::max(jerk, length(c - b * 2.0F + a));
    }
    EXPECT_GT(largest, radians(0.5F));
    EXPECT_LT(largest, radians(8.0F));
    EXPECT_LT(jerk, radians(0.06F));
}

}  // namespace
}  // namespace hibari::world
