#include "net/http.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hibari::net {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(Fields, CompareNamesWithoutCase) {
    Fields fields;
    fields.add("Content-Type", "text/plain");
    ASSERT_NE(fields.find("content-type"), nullptr);
    EXPECT_EQ(*fields.find("CONTENT-TYPE"), "text/plain");
    EXPECT_EQ(fields.find("content-typ"), nullptr);
}

TEST(Fields, KeepOrderAndRepetitions) {
    Fields fields;
    fields.add("a", "1");
    fields.add("b", "2");
    fields.add("A", "3");
    EXPECT_EQ(fields.count("a"), 2U);
    EXPECT_THAT(fields.all(), ElementsAre(Pair("a", "1"), Pair("b", "2"), Pair("A", "3")));
}

TEST(Fields, SetReplacesAllOfThatName) {
    Fields fields;
    fields.add("a", "1");
    fields.add("b", "2");
    fields.add("A", "3");
    fields.set("a", "4");
    EXPECT_THAT(fields.all(), ElementsAre(Pair("a", "4"), Pair("b", "2")));
}

TEST(Fields, RemoveTakesAllOfThatName) {
    Fields fields;
    fields.add("a", "1");
    fields.add("b", "2");
    fields.add("A", "3");
    fields.remove("a");
    EXPECT_THAT(fields.all(), ElementsAre(Pair("b", "2")));
}

TEST(Method, NamesAndValuesAgree) {
    for (const Method method :
         {Method::kGet,
          Method::kHead,
          Method::kPost,
          Method::kPut,
          Method::kPatch,
          Method::kDelete,
          Method::kOptions}) {
        EXPECT_EQ(parse_method(to_string(method)), method);
    }
    EXPECT_FALSE(parse_method("get"));
    EXPECT_FALSE(parse_method("TRACE"));
    EXPECT_FALSE(parse_method(""));
}

TEST(Request, DecodesTheQuery) {
    Request request;
    request.query = "limit=20&order=asc&after=video%5F1&q=a+b&flag&&empty=";
    const auto parameters = request.query_parameters();
    ASSERT_TRUE(parameters);
    EXPECT_THAT(
        *parameters,
        ElementsAre(
            Pair("limit", "20"),
            Pair("order", "asc"),
            Pair("after", "video_1"),
            Pair("q", "a b"),
            Pair("flag", ""),
            Pair("empty", "")
        )
    );
}

TEST(Request, RefusesABadQuery) {
    Request request;
    std::string many;
    for (std::size_t i = 0; i <= kQueryParametersMax; ++i) {
        many += "a=1&";
    }
    for (const std::string& query :
         {std::string("a=%"), std::string("a=%4"), std::string("%zz=1"), std::string("a=%ff"), many
         }) {
        request.query = query;
        const auto parameters = request.query_parameters();
        ASSERT_FALSE(parameters) << query;
        EXPECT_EQ(parameters.error().field, "query");
        EXPECT_EQ(parameters.error().code, ErrorCode::kInvalidArgument);
    }
}

TEST(Request, GivesItsPathParameters) {
    Request request;
    request.parameters = {{"video_id", "video_1"}, {"part", "2"}};
    EXPECT_EQ(request.parameter("part"), "2");
    EXPECT_DEATH(request.parameter("other"), "other");
}

}  // namespace
}  // namespace hibari::net
