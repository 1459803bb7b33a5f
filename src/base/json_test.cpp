#include "base/json.h"

#include "base/json_reader.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <gtest/gtest.h>
#include <limits>

namespace hibari {
namespace {

TEST(Json, KeepsTheOrderOfItsKeys) {
    const auto json = parse_json(R"({"z":1,"a":2,"m":[true,null,"x"]})");
    ASSERT_TRUE(json);
    EXPECT_EQ(to_string(*json), R"({"z":1,"a":2,"m":[true,null,"x"]})");
}

TEST(Json, PrintsIndented) {
    const Json json = Json::object({{"name", "ball"}, {"at", Json::array({1, 2.5, -3})}});
    EXPECT_EQ(to_string(json, 2), "{\n  \"name\": \"ball\",\n  \"at\": [1, 2.5, -3]\n}");
    EXPECT_EQ(to_string(Json::array(), 2), "[]");
    EXPECT_EQ(to_string(Json::object(), 2), "{}");
}

TEST(Json, NumbersKeepTheirKindAndValue) {
    const auto json = parse_json("[1, 1.0, 9223372036854775807, 18446744073709551615, 0.1]");
    ASSERT_TRUE(json);
    EXPECT_TRUE(json->at(0).is_integer());
    EXPECT_FALSE(json->at(1).is_integer());
    EXPECT_EQ(json->at(2).as_integer(), std::numeric_limits<std::int64_t>::max());
    EXPECT_FALSE(json->at(3).is_integer());
    EXPECT_EQ(to_string(json->at(1)), "1.0");
    EXPECT_EQ(to_string(json->at(4)), "0.1");
    EXPECT_EQ(to_string(Json(std::nan(""))), "null");
}

TEST(Json, EscapesControlCharactersAndQuotes) {
    const Json json("a\"b\\c\n\x01");
    EXPECT_EQ(to_string(json), R"("a\"b\\c\n\u0001")");
    EXPECT_EQ(*parse_json(to_string(json)), json);
}

TEST(Json, RefusesAKeyThatIsGivenTwiceWhenAsked) {
    constexpr JsonLimits kStrict = {.repeated_keys = RepeatedKeys::kRefuse};
    EXPECT_EQ(parse_json(R"({"a": 1, "a": 2})")->at("a"), Json(2));
    const auto refused = parse_json(R"({"a": 1, "b": {"": 1, "": 2}})", kStrict);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("the key \"\" is given twice"), std::string::npos);
    EXPECT_TRUE(parse_json(R"([{"a": 1}, {"a": 1, "b": {"a": 1}}])", kStrict));
}

TEST(Json, SetReplacesInPlace) {
    Json json;
    json.set("a", 1).set("b", 2).set("a", 3);
    EXPECT_EQ(to_string(json), R"({"a":3,"b":2})");
    EXPECT_EQ(json.find("c"), nullptr);
}

TEST(ParseJson, NamesLineAndColumn) {
    const auto json = parse_json("{\n  \"a\": tru\n}");
    ASSERT_FALSE(json);
    EXPECT_NE(json.error().message.find("line 2"), std::string::npos) << json.error().message;
}

TEST(ParseJson, ReadsDoublesToTheLastBit) {
    // Found by the fuzzer: a long integer came back one bit off after printing.
    for (const char* number :
         {"18446744037094514467440737095516.0", "1e22", "2.2250738585072011e-308"}) {
        const auto first = parse_json(number);
        ASSERT_TRUE(first) << number;
        EXPECT_EQ(first->as_number(), std::strtod(number, nullptr)) << number;
        EXPECT_EQ(*parse_json(to_string(*first)), *first) << number;
    }
    EXPECT_EQ(parse_json("1e-999")->as_number(), 0.0);
    EXPECT_FALSE(parse_json("1e999"));
}

TEST(ParseJson, OfRepeatedKeysTheLastCounts) {
    EXPECT_EQ(to_string(*parse_json(R"({"a":1,"b":2,"a":3})")), R"({"a":3,"b":2})");
}

TEST(ParseJson, HoldsItsLimits) {
    const std::string deep = std::string(100, '[') + std::string(100, ']');
    EXPECT_FALSE(parse_json(deep));
    EXPECT_TRUE(parse_json(deep, {.depth_max = 200}));
    EXPECT_FALSE(parse_json("[1,2,3]", {.size_bytes_max = 4}));
}

TEST(ParseJson, RejectsWhatIsNotJson) {
    for (const char* bad : {"", " ", "[1,]", "{} x", "nul", "\"\xFF\"", "[1 2]", "'a'"}) {
        EXPECT_FALSE(parse_json(bad)) << bad;
    }
}

class JsonReaderTest : public testing::Test {
  protected:
    Json json_ = *parse_json(R"({"shots": [{"entities": [{"kind": "ball", "size": 400, "n": 1.5,
        "style": "anim"}]}]})");
    JsonReader root_{json_};

    JsonReader entity() { return root_.array("shots")->at(0).array("entities")->at(0); }
};

TEST_F(JsonReaderTest, NamesThePathAndTheRange) {
    const auto size = entity().number("size", {.min = 0.01, .max = 100});
    ASSERT_FALSE(size);
    EXPECT_EQ(
        to_string(size.error()),
        "shots[0].entities[0].size: must be a number between 0.01 and 100, is 400"
    );
    EXPECT_EQ(
        to_string(entity().integer("n", {.min = 1}).error()),
        "shots[0].entities[0].n: must be a whole number of at least 1, is 1.5"
    );
}

TEST_F(JsonReaderTest, UsesFallbacksOnlyForAbsentFields) {
    EXPECT_EQ(*entity().number("mass", {.fallback = 2.0}), 2.0);
    EXPECT_EQ(entity().number("mass").error().message, "is missing");
    EXPECT_FALSE(entity().string("size", {.fallback = "x"}));
    EXPECT_TRUE(entity().array("parts", {.optional = true})->empty());
}

TEST_F(JsonReaderTest, RejectsUnknownKeysWithTheNearest) {
    const auto allowed = entity().allow({"kind", "sizes", "style", "n"});
    ASSERT_FALSE(allowed);
    EXPECT_EQ(allowed.error().field, "shots[0].entities[0].size");
    EXPECT_EQ(allowed.error().hint, "did you mean 'sizes'?");
    EXPECT_TRUE(entity().allow({"kind", "size", "style", "n"}));
}

TEST_F(JsonReaderTest, ChoosesFromNames) {
    constexpr std::array<std::string_view, 2> kStyles = {"photoreal", "anime"};
    const auto style = entity().choice("style", kStyles);
    ASSERT_FALSE(style);
    EXPECT_EQ(style.error().hint, "did you mean 'anime'?");
    EXPECT_EQ(*entity().choice("other", kStyles, 1), 1U);
}

}  // namespace
}  // namespace hibari
