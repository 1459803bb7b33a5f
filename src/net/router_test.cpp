#include "net/router.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hibari::net {
namespace {

using testing::ElementsAre;
using testing::Pair;

Response empty_handler(Request& /*request*/) {
    return {};
}

Router make_router() {
    Router router;
    const std::vector<std::pair<Method, std::string>> routes = {
        {Method::kGet, "/v1/videos/{video_id}"},
        {Method::kDelete, "/v1/videos/{video_id}"},
        {Method::kGet, "/v1/videos/{id}/content"},
        {Method::kPost, "/v1/videos"},
        {Method::kGet, "/v1/videos"},
        {Method::kPost, "/v1/videos/edits"},
        {Method::kGet, "/v1/videos/characters/{character_id}"},
        {Method::kGet, "/"},
    };
    for (const auto& [method, pattern] : routes) {
        router.add({.method = method, .pattern = pattern, .handler = empty_handler, .name = pattern}
        );
    }
    return router;
}

std::string found(const Router& router, Method method, std::string_view path) {
    const RouteMatch match = router.match(method, path);
    return match.route == nullptr ? "" : match.route->name;
}

TEST(Router, FindsRoutesAndTheirParameters) {
    const Router router = make_router();
    const RouteMatch match = router.match(Method::kGet, "/v1/videos/video_1/content");
    ASSERT_NE(match.route, nullptr);
    EXPECT_EQ(match.route->name, "/v1/videos/{id}/content");
    EXPECT_THAT(match.parameters, ElementsAre(Pair("id", "video_1")));
    EXPECT_EQ(found(router, Method::kGet, "/"), "/");
    EXPECT_EQ(found(router, Method::kPost, "/v1/videos"), "/v1/videos");
}

TEST(Router, LiteralSegmentsWin) {
    const Router router = make_router();
    EXPECT_EQ(found(router, Method::kPost, "/v1/videos/edits"), "/v1/videos/edits");
    EXPECT_EQ(
        found(router, Method::kGet, "/v1/videos/characters/char_1"),
        "/v1/videos/characters/{character_id}"
    );
}

TEST(Router, FallsBackFromALiteralThatLeadsNowhere) {
    const Router router = make_router();
    EXPECT_EQ(found(router, Method::kGet, "/v1/videos/edits/content"), "/v1/videos/{id}/content");
    EXPECT_EQ(
        found(router, Method::kGet, "/v1/videos/characters/content"),
        "/v1/videos/characters/{character_id}"
    );
}

TEST(Router, HeadTakesTheGetRoute) {
    const Router router = make_router();
    EXPECT_EQ(found(router, Method::kHead, "/v1/videos/video_1"), "/v1/videos/{video_id}");
    EXPECT_EQ(found(router, Method::kHead, "/v1/videos/edits"), "");
}

TEST(Router, NamesTheMethodsAPathHas) {
    const Router router = make_router();
    const RouteMatch match = router.match(Method::kPost, "/v1/videos/video_1");
    EXPECT_EQ(match.route, nullptr);
    EXPECT_EQ(match.allow, "GET, HEAD, DELETE");
    EXPECT_EQ(router.match(Method::kGet, "/v1/videos/edits").allow, "POST");
    EXPECT_EQ(router.match(Method::kGet, "/v2").allow, "");
}

TEST(Router, DecodesParameters) {
    const Router router = make_router();
    const RouteMatch match = router.match(Method::kGet, "/v1/videos/a%20b%C3%A9+");
    EXPECT_THAT(match.parameters, ElementsAre(Pair("video_id", "a bé+")));
}

TEST(Router, TricksInIdsMatchNothing) {
    const Router router = make_router();
    const std::string longest(kPathParameterBytesMax, 'a');
    EXPECT_NE(found(router, Method::kGet, "/v1/videos/" + longest), "");
    for (const std::string& path :
         {std::string("/v1/videos/a%2Fb"),
          std::string("/v1/videos/a%5cb"),
          std::string("/v1/videos/.."),
          std::string("/v1/videos/%2e%2E"),
          std::string("/v1/videos/."),
          std::string("/v1/videos/"),
          std::string("/v1/videos/video_1/"),
          std::string("/v1/videos//content"),
          std::string("/v1//videos"),
          std::string("/v1/videos/a%00"),
          std::string("/v1/videos/a%0d%0a"),
          std::string("/v1/videos/a%7f"),
          std::string("/v1/videos/%ff"),
          std::string("/v1/videos/%c0%ae"),
          std::string("/v1/videos/%zz"),
          std::string("/v1/videos/%"),
          std::string("/v1/%76ideos"),
          std::string("v1/videos"),
          std::string(""),
          "/v1/videos/" + longest + "a"}) {
        const RouteMatch match = router.match(Method::kGet, path);
        EXPECT_EQ(match.route, nullptr) << path;
        EXPECT_EQ(match.allow, "") << path;
    }
}

TEST(Router, EndlessPathsMatchNothing) {
    std::string path;
    for (int i = 0; i < 100000; ++i) {
        path += "/v1";
    }
    EXPECT_EQ(make_router().match(Method::kGet, path).route, nullptr);
}

TEST(RouterDeathTest, RefusesTwoRoutesOfOneShape) {
    Router router = make_router();
    EXPECT_DEATH(router.add({.pattern = "/v1/videos/{other}", .handler = empty_handler}), "is_new");
    EXPECT_DEATH(router.add({.pattern = "/a{b}", .handler = empty_handler}), "has_brace");
    EXPECT_DEATH(router.add({.pattern = "a", .handler = empty_handler}), "segments");
}

}  // namespace
}  // namespace hibari::net
