#include "server/error_reply.h"

#include "base/json.h"

#include <gtest/gtest.h>

namespace hibari::server {
namespace {

Json envelope_of(const net::Response& response) {
    return parse_json(std::get<std::string>(response.body))->at("error");
}

TEST(ErrorReply, HasAllFourFields) {
    const auto response = error_reply(
        {.code = ErrorCode::kInvalidArgument,
         .message = "must be one of 4, 8",
         .field = "seconds",
         .hint = "choose one"}
    );
    EXPECT_EQ(response.status, 400);
    const Json error = envelope_of(response);
    EXPECT_EQ(error.at("message"), Json("seconds: must be one of 4, 8 (choose one)"));
    EXPECT_EQ(error.at("type"), Json("invalid_request_error"));
    EXPECT_EQ(error.at("param"), Json("seconds"));
    EXPECT_EQ(error.at("code"), Json("invalid_value"));
    EXPECT_TRUE(envelope_of(error_reply({.code = ErrorCode::kNotFound})).at("param").is_null());
}

// What went wrong inside may hold paths and SQL.
TEST(ErrorReply, TellsNothingOfWhatWentWrongInside) {
    const auto response =
        error_reply({.code = ErrorCode::kInternal, .message = "SELECT secret FROM /etc/passwd"});
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(std::get<std::string>(response.body).find("secret"), std::string::npos);
}

// The SDKs repeat 409 and 429 unless they are told that it cannot help.
TEST(ErrorReply, SaysWhetherAskingAgainHelps) {
    const auto busy =
        error_reply({.code = ErrorCode::kResourceExhausted, .reason = "rate_limit_exceeded"});
    EXPECT_EQ(busy.status, 429);
    EXPECT_NE(busy.fields.find("retry-after"), nullptr);
    EXPECT_EQ(busy.fields.find("x-should-retry"), nullptr);
    const auto used_up =
        error_reply({.code = ErrorCode::kResourceExhausted, .reason = "insufficient_quota"});
    EXPECT_EQ(used_up.status, 429);
    EXPECT_EQ(*used_up.fields.find("x-should-retry"), "false");
    EXPECT_EQ(used_up.fields.find("retry-after"), nullptr);
    const auto no_more_today =
        error_reply({.code = ErrorCode::kResourceExhausted, .reason = "daily_challenges_used"});
    EXPECT_EQ(no_more_today.status, 429);
    EXPECT_EQ(*no_more_today.fields.find("x-should-retry"), "false");
    const auto conflict = error_reply({.code = ErrorCode::kFailedPrecondition});
    EXPECT_EQ(conflict.status, 409);
    EXPECT_EQ(*conflict.fields.find("x-should-retry"), "false");
}

TEST(ErrorReply, AFullDiskIsNobodysQuota) {
    const auto response =
        error_reply({.code = ErrorCode::kResourceExhausted, .message = "cannot write '/srv/x'"});
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(envelope_of(response).at("message").as_string().find("/srv"), std::string::npos);
    EXPECT_EQ(envelope_of(response).at("code"), Json("storage_full"));
}

}  // namespace
}  // namespace hibari::server
