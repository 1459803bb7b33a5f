#include "world/director/changes.h"

#include <gtest/gtest.h>

namespace hibari::world {
namespace {

Json parsed(std::string_view text) {
    return *parse_json(text);
}

TEST(Changes, NamesFieldsByPathAndEntitiesById) {
    const Json from = parsed(R"({"shots": [{"entities": [{"id": "dog", "kind": "dog"}]}]})");
    const Json to = parsed(R"({"shots": [{"entities": [{"id": "dog", "kind": "cat"}]}]})");
    EXPECT_EQ(
        changes(from, to),
        parsed(R"([{"field": "shots[0].entities[dog].kind", "from": "dog", "to": "cat"}])")
    );
}

TEST(Changes, AreNoneBetweenEqualScripts) {
    const Json json = parsed(R"({"shots": [{"actions": [{"verb": "run"}]}]})");
    EXPECT_EQ(changes(json, json), Json::array());
}

TEST(Changes, TellOfAnActionTakenOutOfTheMiddleOnly) {
    const Json from =
        parsed(R"({"actions": [{"verb": "run"}, {"verb": "wave"}, {"verb": "sit"}]})");
    const Json to = parsed(R"({"actions": [{"verb": "run"}, {"verb": "sit"}]})");
    EXPECT_EQ(
        changes(from, to),
        parsed(R"([{"field": "actions[1]", "from": {"verb": "wave"}, "to": null}])")
    );
}

TEST(Changes, GiveAColourAsAWhole) {
    const Json from = parsed(R"({"color": [0.1, 0.2, 0.3]})");
    const Json to = parsed(R"({"color": [0.1, 0.5, 0.3]})");
    EXPECT_EQ(
        changes(from, to),
        parsed(R"([{"field": "color", "from": [0.1, 0.2, 0.3], "to": [0.1, 0.5, 0.3]}])")
    );
}

}  // namespace
}  // namespace hibari::world
