#include "server/contract.h"

#include "base/text.h"
#include "server/contract_fault.h"
#include "server/contract_schema.h"

#include <chrono>
#include <gtest/gtest.h>
#include <set>
#include <string>

namespace hibari::server {
namespace {

const Contract& contract() {
    static const Contract loaded = [] {
        auto result = Contract::load();
        EXPECT_TRUE(result) << to_string(result.error());
        return std::move(*result);
    }();
    return loaded;
}

/// The fault of a JSON body as "param | code | message"; empty when there is none.
std::string said(
    std::string_view operation, std::string_view json, BodyKind kind = BodyKind::kJson
) {
    const auto body = parse_json(json);
    EXPECT_TRUE(body) << json;
    const auto fault = contract().find_fault(operation, *body, kind);
    return fault ? fault->param + " | " + fault->code + " | " + fault->message : "";
}

TEST(Contract, KnowsEveryRoute) {
    std::set<std::string> routes;
    for (const Operation& operation : contract().operations()) {
        EXPECT_TRUE(routes.insert(operation.method + " " + operation.path).second);
        EXPECT_EQ(contract().find(operation.id)->path, operation.path);
        EXPECT_EQ(operation.is_public, operation.scope.empty()) << operation.id;
    }
    EXPECT_TRUE(routes.contains("POST /v1/videos"));
    EXPECT_TRUE(routes.contains("GET /v1/videos/{video_id}/events"));
    EXPECT_EQ(contract().find("noSuchThing"), nullptr);
}

TEST(Contract, EveryWriteOfTheVideosFamilyTakesJsonAndForms) {
    int writes = 0;
    for (const Operation& operation : contract().operations()) {
        if (operation.path.starts_with("/v1/videos") && operation.needs_body) {
            EXPECT_TRUE(operation.takes_json && operation.takes_form) << operation.id;
            ++writes;
        }
    }
    EXPECT_EQ(writes, 7);
}

TEST(Contract, SaysWhoMayAsk) {
    EXPECT_EQ(contract().find("createVideo")->scope, "write");
    EXPECT_EQ(contract().find("listModels")->scope, "read");
    EXPECT_EQ(contract().find("readMetrics")->scope, "admin");
    EXPECT_TRUE(contract().find("checkHealth")->is_public);
    EXPECT_TRUE(contract().find("cancelVideo")->is_extension);
    EXPECT_FALSE(contract().find("remixVideo")->is_extension);
}

TEST(Contract, TakesWhatClientsSend) {
    EXPECT_EQ(said("createVideo", R"({"prompt": "p"})"), "");
    EXPECT_EQ(
        said(
            "createVideo",
            R"({"prompt": "p", "model": "sora-2", "seconds": "20", "size": "1920x1080", "seed": 0,
                 "style": "noir", "wait": 600, "characters": [{"id": "char_1"}, {"id": "char_2"}],
                 "input_reference": {"image_url": "data:image/png;base64,AAAA"}})"
        ),
        ""
    );
    EXPECT_EQ(said("createVideo", R"({"prompt": "p", "character_ids": ["char_1"]})"), "");
    EXPECT_EQ(said("editVideo", R"({"prompt": "p", "video": {"id": "video_1"}})"), "");
    EXPECT_EQ(said("rotateWebhookSecret", "{}"), "");
    EXPECT_EQ(
        said(
            "createBatch",
            R"({"input_file_id": "f", "endpoint": "/v1/videos", "completion_window": "24h",
                 "metadata": {"a": "b"}})"
        ),
        ""
    );
}

TEST(Contract, NamesTheFieldAndTheChoices) {
    EXPECT_EQ(
        said("createVideo", R"({"prompt": "p", "seconds": "5"})"),
        "seconds | invalid_value | must be one of 4, 8, 12, 16, 20, is \"5\""
    );
    EXPECT_EQ(
        said("createVideo", R"({"prompt": "p", "seconds": 8})"),
        "seconds | invalid_type | must be a text, is the number 8 (write it in quotes)"
    );
    EXPECT_EQ(
        said(
            "createBatch",
            R"({"input_file_id": "f", "endpoint": "/v1/video", "completion_window": "24h"})"
        ),
        "endpoint | invalid_value | must be /v1/videos, is \"/v1/video\" (did you mean /v1/videos?)"
    );
}

TEST(Contract, OffersTheNearestFieldForAnUnknownOne) {
    EXPECT_EQ(
        said("createVideo", R"({"promt": "p"})"),
        "promt | unknown_parameter | is not a field that is known here (did you mean prompt?)"
    );
    EXPECT_EQ(
        said("remixVideo", R"({"prompt": "p", "negative": "p"})"),
        "negative | unknown_parameter | is not a field that is known here (known are prompt, seed, "
        "style, wait)"
    );
}

TEST(Contract, MissingFieldsAndWrongKinds) {
    EXPECT_EQ(said("createVideo", "{}"), "prompt | missing_required_parameter | is required");
    EXPECT_EQ(
        said("createVideo", "[]"), " | invalid_type | the body must be an object, is an array"
    );
    EXPECT_EQ(
        said("createVideo", R"({"prompt": ["p"]})"),
        "prompt | invalid_type | must be a text, is an array"
    );
    EXPECT_EQ(
        said("createVideo", R"({"prompt": "p", "seed": 1.5})"),
        "seed | invalid_type | must be a whole number, is 1.5"
    );
    EXPECT_EQ(
        said("createVideo", R"({"prompt": "p", "seed": null})"),
        "seed | invalid_type | must be a whole number, is null (leave it out instead)"
    );
    EXPECT_EQ(
        said("createVideo", R"({"prompt": "p", "wait": 601})"),
        "wait | invalid_value | must be between 0 and 600, is 601"
    );
}

TEST(Contract, PathsLeadIntoListsAndObjects) {
    EXPECT_EQ(
        said("createVideo", R"({"prompt": "p", "characters": [{"id": "char_1"}, {"id": 2}]})"),
        "characters[1].id | invalid_type | must be a text, is the number 2 (write it in quotes)"
    );
    EXPECT_EQ(
        said(
            "createVideo",
            R"({"prompt": "p", "characters": [{"id": "a"}, {"id": "b"}, {"id": "c"}]})"
        ),
        "characters | invalid_value | must have at most 2 elements, has 3"
    );
    EXPECT_EQ(
        said("createVideo", R"({"prompt": "p", "input_reference": {"image_url": ""}})"),
        "input_reference.image_url | string_too_short | must not be empty"
    );
    EXPECT_EQ(
        said(
            "createBatch",
            R"({"input_file_id": "f", "endpoint": "/v1/videos", "completion_window": "24h",
                 "metadata": {"a": 1}})"
        ),
        "metadata.a | invalid_type | must be a text, is the number 1 (write it in quotes)"
    );
}

TEST(Contract, ExactlyOneWayToGiveAReference) {
    EXPECT_EQ(
        said("createVideo", R"({"prompt": "p", "input_reference": {}})"),
        "input_reference | missing_required_parameter | must have the field file_id or image_url"
    );
    EXPECT_EQ(
        said(
            "createVideo",
            R"({"prompt": "p", "input_reference": {"file_id": "f", "image_url": "u"}})"
        ),
        "input_reference | invalid_value | must have only one of the fields file_id and image_url"
    );
    EXPECT_EQ(
        said("createVideo", R"({"prompt": "p", "input_reference": {"file_id": "f", "x": 1}})"),
        "input_reference.x | unknown_parameter | is not a field that is known here (known are "
        "file_id)"
    );
    EXPECT_EQ(
        said("editVideo", R"({"prompt": "p", "video": "video_1"})"),
        "video | invalid_type | must be an object with id or file_id, is \"video_1\""
    );
}

TEST(Contract, OnlyAFormBringsFiles) {
    const std::string_view body = R"({"prompt": "p", "video": {"$upload": 0}})";
    EXPECT_EQ(said("editVideo", body, BodyKind::kForm), "");
    EXPECT_EQ(
        said("editVideo", body),
        "video | invalid_type | must be an object with id or file_id, is a file"
    );
    EXPECT_EQ(
        said("createFile", R"({"file": "text", "purpose": "batch"})", BodyKind::kForm),
        "file | invalid_type | must be a file, is \"text\""
    );
    EXPECT_EQ(
        said("createVideo", R"({"prompt": {"$upload": 0}})", BodyKind::kForm),
        "prompt | invalid_type | must be a text, is a file"
    );
    EXPECT_EQ(
        said("editVideo", R"({"prompt": "p", "video": "v"})", BodyKind::kForm),
        "video | invalid_type | must be a file or an object with id or file_id, is \"v\""
    );
}

TEST(Contract, TheCodeIsTheReasonOfTheError) {
    const auto refused = contract().validate("createVideo", Json::object());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kInvalidArgument);
    EXPECT_EQ(refused.error().field, "prompt");
    EXPECT_EQ(refused.error().reason, "missing_required_parameter");
}

TEST(Contract, CountsCharactersNotBytes) {
    std::string prompt;
    for (int i = 0; i < 32'000; ++i) {
        prompt += "\xF0\x9F\x8E\x88";
    }
    EXPECT_FALSE(contract().find_fault("remixVideo", Json::object({{"prompt", prompt}})));
    const auto fault =
        contract().find_fault("remixVideo", Json::object({{"prompt", prompt + "!"}}));
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->code, "string_too_long");
    EXPECT_EQ(fault->message, "must have at most 32,000 characters, has 32,001");
}

TEST(Contract, RefusesTextsThatNothingCanKeep) {
    const auto with = [](std::string text) { return Json::object({{"prompt", std::move(text)}}); };
    const auto zero = contract().find_fault("remixVideo", with(std::string("a\0b", 3)));
    ASSERT_TRUE(zero);
    EXPECT_EQ(zero->message, "must not contain the character U+0000");
    const auto bytes = contract().find_fault("remixVideo", with("\xFF\xFE"));
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->message, "must be valid UTF-8");
    EXPECT_EQ(
        said(
            "createBatch",
            R"({"input_file_id": "f", "endpoint": "/v1/videos", "completion_window": "24h",
                 "metadata": {"__proto__": "x"}})"
        ),
        "metadata.__proto__ | unknown_parameter | is not a field that is known here"
    );
}

TEST(Contract, RepeatsLittleOfAWrongValue) {
    const auto fault = contract().find_fault(
        "createVideo", Json::object({{"prompt", "p"}, {"seconds", std::string(100'000, '9')}})
    );
    ASSERT_TRUE(fault);
    EXPECT_LT(fault->message.size(), 200U);
}

TEST(Contract, RefusesElementsThatRepeat) {
    EXPECT_EQ(
        said(
            "createWebhookEndpoint",
            R"({"url": "https://example.com", "events": ["video.failed", "video.failed"]})"
        ),
        "events[1] | invalid_value | repeats an element before it"
    );
    EXPECT_EQ(
        said("updateWebhookEndpoint", "{}"),
        " | invalid_value | the body must have at least 1 field, has 0"
    );
}

TEST(Contract, ReadsQueriesWithTheirDefaults) {
    const Json plain = *contract().read_query("listVideos", {});
    EXPECT_EQ(plain, Json::object({{"limit", 20}, {"order", "desc"}}));
    const Json given = *contract().read_query(
        "listVideos", {{"limit", "0"}, {"after", "video_1"}, {"order", "asc"}, {"foo", "1"}}
    );
    EXPECT_EQ(given.at("limit"), Json(0));
    EXPECT_EQ(given.at("after"), Json("video_1"));
    EXPECT_EQ(given.find("foo"), nullptr);
    EXPECT_EQ(
        *contract().read_query("streamVideoEvents", {{"preview", "false"}}),
        Json::object({{"preview", false}})
    );
}

TEST(Contract, RefusesWrongQueries) {
    const auto message = [](const QueryPairs& query) {
        const auto read = contract().read_query("listVideos", query);
        return read ? "" : to_string(read.error());
    };
    EXPECT_EQ(message({{"limit", "101"}}), "limit: must be between 0 and 100, is 101");
    EXPECT_EQ(message({{"limit", "ten"}}), "limit: must be a whole number, is a text");
    EXPECT_EQ(message({{"limit", ""}}), "limit: must be a whole number, is a text");
    EXPECT_EQ(message({{"order", "up"}}), "order: must be one of asc, desc, is \"up\"");
    EXPECT_EQ(message({{"limit", "1"}, {"limit", "2"}}), "limit: must be given once");
}

TEST(Contract, ChecksAnswersToo) {
    Json video = *parse_json(R"({
        "id": "video_1", "object": "video", "model": "sora-2", "status": "queued", "progress": 0,
        "created_at": 1, "completed_at": null, "expires_at": null, "prompt": "p",
        "size": "720x1280", "seconds": "4", "remixed_from_video_id": null, "error": null
    })");
    EXPECT_FALSE(contract().find_fault_in_answer("createVideo", 200, video));
    const Json list = Json::object(
        {{"object", "list"},
         {"data", Json::array({video})},
         {"first_id", "video_1"},
         {"last_id", "video_1"},
         {"has_more", false}}
    );
    EXPECT_FALSE(contract().find_fault_in_answer("listVideos", 200, list));
    video.set("status", "cancelled");
    const auto fault = contract().find_fault_in_answer("createVideo", 200, video);
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->param, "status");
    EXPECT_TRUE(contract().find_fault_in_answer("createVideo", 400, video));
    const Json error = Json::object(
        {{"error",
          Json::object({{"message", "m"}, {"type", "t"}, {"param", nullptr}, {"code", nullptr}})}}
    );
    EXPECT_FALSE(contract().find_fault_in_answer("createVideo", 400, error));
}

TEST(Contract, ChecksLinesOfABatch) {
    const auto line = [](std::string_view json) {
        const auto fault = contract().find_fault_in("BatchLine", *parse_json(json));
        return fault ? fault->param : "";
    };
    EXPECT_EQ(
        line(R"({"custom_id": "1", "method": "POST", "url": "/v1/videos", "body": {"prompt": "p"}})"
        ),
        ""
    );
    EXPECT_EQ(
        line(R"({"custom_id": "1", "method": "POST", "url": "/v1/videos", "body": "p"})"), "body"
    );
    EXPECT_EQ(
        line(R"({"custom_id": "1", "method": "POST", "url": "/v1/images", "body": {}})"), "url"
    );
    EXPECT_EQ(line(R"({"method": "POST", "url": "/v1/videos", "body": {}})"), "custom_id");
}

TEST(Contract, RefusesAFileItCannotRead) {
    EXPECT_FALSE(Contract::parse("paths: [unclosed"));
    EXPECT_FALSE(Contract::parse("openapi: 3.1.0"));
    const std::string head =
        "security: [{bearerAuth: [read]}]\npaths:\n  /a:\n    post:\n"
        "      operationId: a\n      requestBody:\n        content:\n"
        "          application/json: {schema: ";
    EXPECT_TRUE(Contract::parse(head + "{type: object}}"));
    EXPECT_FALSE(Contract::parse(head + "{type: string, pattern: a+}}"));
    EXPECT_FALSE(Contract::parse(head + "{$ref: '#/nowhere'}}"));
    EXPECT_FALSE(Contract::parse(head + "{$ref: '#/a', minLength: 1}}\na: {type: string}"));
    EXPECT_FALSE(Contract::parse(
        head + "{$ref: '#/loop'}}\nloop: {type: object, properties: {a: {$ref: '#/loop'}}}"
    ));
}

// Two readers of the same schema: over many small changes to a good body they must agree.
TEST(Contract, IsReadTheSameWayTwice) {
    const std::string_view good =
        R"({"prompt": "p", "model": "m", "seconds": "4", "size": "720x1280", "seed": 1, "style": "s",
            "wait": 1, "characters": [{"id": "c"}], "character_ids": ["c"],
            "input_reference": {"file_id": "f"}})";
    const Json base = *parse_json(good);
    const std::vector<Json> values = {
        nullptr,
        true,
        0,
        -1,
        1.5,
        "",
        "4",
        std::string(101, 'x'),
        Json::array(),
        Json::object(),
        Json::array({"c", "c"}),
        Json::array({1, 2, 3}),
        Json::object({{"file_id", ""}}),
        Json::object({{"$upload", 0}}),
        Json::object({{"image_url", "u"}}),
    };
    int refused = 0;
    for (const BodyKind kind : {BodyKind::kJson, BodyKind::kForm}) {
        const Json& schema = contract().body_schema("createVideo", kind);
        const CompiledSchema compiled = *CompiledSchema::compile(schema);
        EXPECT_TRUE(compiled.accepts(base));
        for (const JsonMember& member : base.members()) {
            for (const Json& value : values) {
                Json body = base;
                body.set(member.key, value);
                const auto fault = find_schema_fault(schema, body);
                EXPECT_EQ(compiled.accepts(body), !fault) << to_string(body);
                EXPECT_TRUE(!fault || !fault->param.empty()) << to_string(body);
                refused += fault ? 1 : 0;
            }
        }
    }
    EXPECT_GT(refused, 150);
}

}  // namespace
}  // namespace hibari::server
