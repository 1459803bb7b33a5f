#include "world/truth/caption.h"

#include "world/script/names.h"
#include "world/truth/noun_phrase.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

/// A shot of a second in which nothing happens yet to the entities, one body each.
class Told {
  public:
    explicit Told(std::vector<Entity> entities) {
        shot_.entities = entities;
        timeline_.duration_s = 1.0;
        timeline_.sample_count = kSampleRateHz + 1;
        timeline_.entities = std::move(entities);
        for (std::size_t i = 0; i < timeline_.entities.size(); ++i) {
            BodyTrack body{.name = timeline_.entities[i].id, .entity = static_cast<int>(i)};
            body.poses.resize(static_cast<std::size_t>(timeline_.sample_count));
            timeline_.bodies.push_back(body);
        }
    }

    Told& event(EventKind kind, double time_s, int agent, int patient = -1) {
        timeline_.events.push_back(
            {.kind = kind, .time_s = time_s, .entity = agent, .patient = patient}
        );
        return *this;
    }

    Told& deed(Verb verb, double time_s, int agent, int patient = -1) {
        event(EventKind::kDeedBegan, time_s, agent, patient);
        timeline_.events.back().detail = enum_name(verb);
        return *this;
    }

    Told& touch(double time_s, int a, int b) {
        timeline_.contacts.push_back(
            {.time_s = time_s, .body_a = a, .body_b = b, .normal = {1, 0, 0}, .impulse_ns = 4.0F}
        );
        return *this;
    }

    /// The body comes along the normal of the touches.
    Told& moving(int body) {
        std::vector<Pose>& poses = timeline_.bodies[static_cast<std::size_t>(body)].poses;
        for (std::size_t i = 0; i < poses.size(); ++i) {
            poses[i].position.x = 0.01F * static_cast<float>(i);
        }
        return *this;
    }

    bool says(const std::string& words) const {
        const std::string text = caption();
        return text.find(words) != std::string::npos;
    }

    std::string caption() const { return caption_of(shot_, Style::kNoir, timeline_); }

  private:
    Shot shot_;
    Timeline timeline_;
};

Entity person(const std::string& called) {
    return {.id = "person", .kind = "person", .called = called};
}

Entity ball() {
    return {.id = "ball", .kind = "ball", .called = "a red ball"};
}

std::vector<Entity> dominoes(int count) {
    std::vector<Entity> row;
    for (int i = 1; i <= count; ++i) {
        row.push_back(
            {.id = "domino_" + std::to_string(i), .kind = "domino", .called = "Ten dominoes"}
        );
    }
    return row;
}

TEST(Caption, TellsWhoComesInAndNotTheBackdrop) {
    Shot shot;
    shot.entities = {person("A man"), {.id = "cat", .kind = "cat"}};
    Timeline timeline;
    timeline.duration_s = 1.0;
    timeline.sample_count = kSampleRateHz + 1;
    timeline.entities = {
        shot.entities[0], {.id = "backdrop_0", .kind = "street_lamp"}, shot.entities[1]
    };
    const std::string text = caption_of(shot, Style::kPhotoreal, timeline);
    EXPECT_NE(text.find("a man and a cat."), std::string::npos) << text;
}

TEST(Caption, TellsWhatHitWhatAndWhen) {
    const Told told = Told({ball()}).touch(0.99, 0, -1);
    EXPECT_TRUE(told.says("At 0.99 s the red ball hits the ground.")) << told.caption();
    EXPECT_TRUE(told.says("noir"));
}

TEST(Caption, SaysNothingOfWhatDidNotHappen) {
    EXPECT_FALSE(Told({ball()}).says(" At "));
}

TEST(Caption, WhoThrowsIsNotThrown) {
    const Told told = Told({person("A player"), ball()})
                          .event(EventKind::kThrown, 0.2, 0, 1)
                          .event(EventKind::kKicked, 0.7, 0, 1);
    EXPECT_TRUE(told.says("At 0.20 s the player throws the red ball.")) << told.caption();
    EXPECT_TRUE(told.says("At 0.70 s the player kicks the red ball.")) << told.caption();
}

TEST(Caption, AKickIsNotToldAgainAsItsContact) {
    const Told told =
        Told({person("A man"), ball()}).event(EventKind::kKicked, 0.5, 0, 1).touch(0.5, 1, 0);
    EXPECT_FALSE(told.says("hits")) << told.caption();
}

TEST(Caption, WhatCameHitsWhatStood) {
    const std::vector<Entity> cast{{.id = "table", .kind = "table", .called = "the table"}, ball()};
    const Told told = Told(cast).moving(1).touch(0.5, 0, 1);
    EXPECT_TRUE(told.says("the red ball hits the table.")) << told.caption();
}

TEST(Caption, CountsTogetherAndNamesOneByOne) {
    std::vector<Entity> cast = dominoes(10);
    cast.push_back(person("A man"));
    cast.push_back(person("his old friend"));
    const Told told = Told(cast).event(EventKind::kToppled, 0.5, 3);
    EXPECT_TRUE(told.says("ten dominoes, a man and an old friend.")) << told.caption();
    EXPECT_TRUE(told.says("the fourth domino topples over.")) << told.caption();
}

TEST(Caption, TellsWhatPeopleAndAnimalsDo) {
    const Entity dog{.id = "dog", .kind = "dog", .called = "his dog"};
    const Told told = Told({person("Anna"), dog})
                          .deed(Verb::kWave, 0.0, 0)
                          .deed(Verb::kWalk, 0.4, 0, 1)
                          .deed(Verb::kLie, 0.4, 1);
    EXPECT_TRUE(told.says("At 0.00 s Anna waves.")) << told.caption();
    EXPECT_TRUE(told.says("At 0.40 s Anna walks towards the dog.")) << told.caption();
    EXPECT_TRUE(told.says("At 0.40 s the dog lies.")) << told.caption();
}

TEST(Caption, EveryVerbIsToldByItsDeedOrByAnEvent) {
    for (const std::string_view name : enum_names<Verb>()) {
        const Told told =
            Told({person("a man"), ball()}).deed(*enum_from_name<Verb>(name), 0.0, 0, 1);
        EXPECT_FALSE(told.says("man .")) << told.caption();
        EXPECT_FALSE(told.says("  ")) << told.caption();
    }
}

TEST(Names, FindOneOfSeveralInTheWordsOfThePrompt) {
    const auto first = [](const std::string& kind, const std::string& called) {
        const std::vector<Entity> two(2, Entity{.id = "x", .kind = kind, .called = called});
        return Names(two).of(0);
    };
    EXPECT_EQ(first("crate", "A stack of wooden crates"), "the first wooden crate");
    EXPECT_EQ(first("tumbler", "two glasses of water"), "the first glass");
    EXPECT_EQ(first("person", "The three tall dancers"), "the first tall dancer");
    EXPECT_EQ(first("person", "two firemen"), "the first fireman");
    EXPECT_EQ(first("cat", "a pair of cats"), "the first cat");
    EXPECT_EQ(first("bowling_pin", ""), "the first bowling pin");
}

TEST(Names, PluralsComeBack) {
    for (const std::string one : {"box", "boy", "berry", "person", "bush", "domino", "fish"}) {
        const std::vector<Entity> two(
            2, Entity{.id = "x", .kind = "none", .called = "two " + plural_of(one)}
        );
        EXPECT_EQ(Names(two).of(1), "the second " + one);
    }
}

}  // namespace
}  // namespace hibari::world
