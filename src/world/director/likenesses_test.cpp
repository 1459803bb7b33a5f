#include "world/director/likenesses.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

const NamedLikeness kAna{.name = "Ana"};
const NamedLikeness kRose{.name = "Rose Hill"};
const NamedLikeness kMug{.name = "mug", .kind = LikenessKind::kObject, .size_m = 0.12F};
const NamedLikeness kRex{.name = "Rex", .kind = LikenessKind::kAnimal, .size_m = 0.5F};

Result<Directed> told(const std::string& prompt, const std::vector<NamedLikeness>& likenesses) {
    LikenessReader reader(likenesses);
    auto hidden = reader.hide(prompt);
    if (!hidden) {
        return fail(hidden.error());
    }
    auto directed = direct(*hidden, {.nouns = &reader.nouns()});
    if (!directed) {
        return directed;
    }
    return reader.show(std::move(*directed));
}

const Entity* find(const ClipScript& script, const std::string& likeness) {
    for (const Entity& entity : script.shots.front().entities) {
        if (entity.likeness == likeness) {
            return &entity;
        }
    }
    return nullptr;
}

TEST(Likenesses, AHandleIsAPersonWhoDoesWhatThePromptSays) {
    const auto directed = told("@ana walks into a cafe and says \"hello, I am Ana\".", {kAna});
    ASSERT_TRUE(directed) << directed.error().message;
    const Shot& shot = directed->script.shots.front();
    const Entity* ana = find(directed->script, "Ana");
    ASSERT_NE(ana, nullptr);
    EXPECT_EQ(ana->kind, "person");
    EXPECT_EQ(ana->id, "ana");
    EXPECT_EQ(ana->called, "Ana");
    EXPECT_EQ(shot.place, "cafe");
    ASSERT_FALSE(shot.actions.empty());
    EXPECT_EQ(shot.actions.front().subject, "ana");
    ASSERT_EQ(shot.lines.size(), 1U);
    EXPECT_EQ(shot.lines.front().speaker, "ana");
    EXPECT_EQ(shot.lines.front().text, "hello, I am Ana");
}

TEST(Likenesses, ANameThatIsAWordIsStillThatPerson) {
    for (const char* prompt :
         {"Rose Hill dances on the beach.",
          "@Rose_Hill dances on the beach.",
          "@rosehill dances on the beach.",
          "On the beach rose hill dances."}) {
        const auto directed = told(prompt, {kRose});
        ASSERT_TRUE(directed) << prompt << ": " << directed.error().message;
        const Entity* rose = find(directed->script, "Rose Hill");
        ASSERT_NE(rose, nullptr) << prompt;
        EXPECT_EQ(rose->kind, "person") << prompt;
        EXPECT_EQ(directed->script.shots.front().place, "beach") << prompt;
        EXPECT_EQ(directed->script.shots.front().entities.size(), 1U) << prompt;
    }
}

TEST(Likenesses, AnObjectIsARigidThingOfThatLikeness) {
    for (const char* prompt :
         {"@mug falls off a table.", "The mug falls off a table.", "My @mug falls off a table."}) {
        const auto directed = told(prompt, {kMug});
        ASSERT_TRUE(directed) << prompt << ": " << directed.error().message;
        const Entity* mug = find(directed->script, "mug");
        ASSERT_NE(mug, nullptr) << prompt;
        EXPECT_EQ(mug->kind, kLikenessThing) << prompt;
        EXPECT_EQ(directed->script.shots.front().actions.front().verb, Verb::kFall) << prompt;
    }
}

TEST(Likenesses, APetThatWalksHasLegsAndOneThatFallsIsASolid) {
    const auto walks = told("@rex runs in a park.", {kRex});
    ASSERT_TRUE(walks) << walks.error().message;
    EXPECT_EQ(find(walks->script, "Rex")->kind, "dog");
    const auto falls = told("@rex falls on a trampoline.", {kRex});
    ASSERT_TRUE(falls) << falls.error().message;
    EXPECT_EQ(find(falls->script, "Rex")->kind, kLikenessThing);
}

TEST(Likenesses, TwoAreToldApart) {
    const auto directed = told("@ana throws @mug.", {kMug, kAna});
    ASSERT_TRUE(directed) << directed.error().message;
    const Action& action = directed->script.shots.front().actions.front();
    EXPECT_EQ(action.subject, "ana");
    EXPECT_EQ(action.object, "mug");
}

TEST(Likenesses, WhoIsNotNamedIsAnError) {
    const auto directed = told("A banana falls.", {kAna});
    ASSERT_FALSE(directed);
    EXPECT_EQ(directed.error().field, "characters");
    // Not inside of a quote either: that is only said.
    EXPECT_FALSE(told("A man says \"Ana\".", {kAna}));
}

TEST(Likenesses, ALineMayBeTheRecording) {
    const auto directed =
        told("@ana stands in a park and says \"seven three one\" (recorded).", {kAna});
    ASSERT_TRUE(directed) << directed.error().message;
    ASSERT_EQ(directed->script.shots.front().lines.size(), 1U);
    EXPECT_TRUE(directed->script.shots.front().lines.front().recorded);
}

TEST(Likenesses, AScriptIsChangedWithoutLosingThem) {
    const auto first = told("@ana walks in a park.", {kAna});
    ASSERT_TRUE(first);
    LikenessReader reader(std::vector{kAna});
    const auto hidden = reader.hide("it is winter now", &first->script);
    ASSERT_TRUE(hidden) << hidden.error().message;
    const auto changed =
        Director({}, &reader.nouns()).revise(reader.hide(first->script), *hidden, {});
    ASSERT_TRUE(changed);
    const auto shown = reader.show(*changed);
    ASSERT_TRUE(shown) << shown.error().message;
    EXPECT_EQ(find(shown->script, "Ana")->id, "ana");
    EXPECT_EQ(shown->script.shots.front().season, Season::kWinter);
}

TEST(Likenesses, NothingOfTheStandInsIsLeft) {
    const auto directed = told("@ana juggles and Ana gronks a florble.", {kAna});
    ASSERT_TRUE(directed) << directed.error().message;
    EXPECT_EQ(to_string(directed->interpretation).find("orblatt"), std::string::npos);
}

}  // namespace
}  // namespace hibari::world
