#include "engine/process/request_json.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace hibari::engine {
namespace {

ClipRequest full_request() {
    ClipRequest request{
        .prompt = "a ball \xE2\x9A\xBD falls",
        .script = Json::object({{"shots", Json::array()}}),
        .source =
            SourceClip{
                .change = Change::kExtend,
                .script = Json::object({{"a", 0.1}}),
                .file = "source.mp4",
                .ending = "ending.mp4",
            },
        .characters = {{.name = "Ann", .clip = "ann.mp4"}, {.name = "Bob"}},
        .size = {640, 360},
        .fps = 24,
        .seconds = 4.1,
        .style = "clay",
        .seed = std::numeric_limits<std::uint64_t>::max(),
        .quality = Quality::kHigh,
        .truth_dir = "/tmp/truth",
    };
    request.first_frame = media::Frame({32, 16});
    return request;
}

/// As it comes out of the text at the other side.
Result<ClipRequest> sent(const ClipRequest& request) {
    const auto json = to_json(request);
    EXPECT_TRUE(json);
    return request_from_json(*parse_json(to_string(*json)), files_of(request));
}

TEST(RequestJson, BringsEverythingBack) {
    const ClipRequest request = full_request();
    const auto back = sent(request);
    ASSERT_TRUE(back) << to_string(back.error());
    EXPECT_EQ(to_string(*to_json(*back)), to_string(*to_json(request)));
    EXPECT_EQ(back->prompt, request.prompt);
    EXPECT_EQ(back->seed, request.seed);
    EXPECT_EQ(back->seconds, request.seconds);
    EXPECT_EQ(back->quality, request.quality);
    EXPECT_EQ(back->script, request.script);
    EXPECT_EQ(back->source->change, Change::kExtend);
    EXPECT_EQ(back->source->script, request.source->script);
    EXPECT_EQ(back->source->file, "source.mp4");
    EXPECT_EQ(back->source->ending, "ending.mp4");
    EXPECT_EQ(back->characters.at(0).clip, "ann.mp4");
    EXPECT_EQ(back->characters.at(1).clip, "");
    EXPECT_EQ(back->first_frame->size(), (media::FrameSize{32, 16}));
    EXPECT_EQ(back->truth_dir, "/tmp/truth");
}

TEST(RequestJson, BringsBackWhatIsNotThere) {
    const auto back = sent({.prompt = "p"});
    ASSERT_TRUE(back) << to_string(back.error());
    EXPECT_FALSE(back->script || back->source || back->first_frame || back->seconds);
    EXPECT_TRUE(back->characters.empty() && back->style.empty() && back->truth_dir.empty());
    EXPECT_EQ(back->size, (media::FrameSize{1280, 720}));
}

TEST(RequestJson, FolderNamesAreHandedOnAsTheyAreSeenFromHere) {
    const auto back = sent({.prompt = "p", .truth_dir = "truth"});
    ASSERT_TRUE(back);
    EXPECT_TRUE(back->truth_dir.is_absolute());
    EXPECT_EQ(to_json({.prompt = "p", .truth_dir = "\xFF"}).error().field, "truth");
}

TEST(RequestJson, RefusesWhatIsNoRequest) {
    const Json good = *to_json(full_request());
    const std::vector<std::filesystem::path> files = {"a", "b", "c"};
    ASSERT_TRUE(request_from_json(good, files));
    const auto refused = [&](std::string_view key, const Json& value) {
        Json bad = good;
        bad.set(std::string(key), value);
        return !request_from_json(bad, files);
    };
    EXPECT_TRUE(refused("size", Json::array({0, 0})));
    EXPECT_TRUE(refused("size", Json::array({64, 63})));
    EXPECT_TRUE(refused("size", Json::array({std::int64_t{1} << 40, 64})));
    EXPECT_TRUE(refused("size", Json::array({64})));
    EXPECT_TRUE(refused("first_frame", Json::array({-2, -2})));
    EXPECT_TRUE(refused("fps", 0));
    EXPECT_TRUE(refused("seconds", 1e300));
    EXPECT_TRUE(refused("seed", 7));
    EXPECT_TRUE(refused("seed", "-1"));
    EXPECT_TRUE(refused("seed", "18446744073709551616"));
    EXPECT_TRUE(refused("quality", "best"));
    EXPECT_TRUE(refused("prompt", nullptr));
    EXPECT_TRUE(refused("surprise", 1));
    EXPECT_TRUE(refused("characters", Json::array({1, 2, 3})));
    // More or fewer files than it names.
    EXPECT_FALSE(request_from_json(good, {}));
    EXPECT_FALSE(request_from_json(good, std::vector<std::filesystem::path>{"a", "b"}));
    EXPECT_FALSE(request_from_json(good, std::vector<std::filesystem::path>{"a", "b", "c", "d"}));
    EXPECT_FALSE(request_from_json(Json::array(), {}));
}

TEST(FormatJson, IsThatOfTheRequestAndNotEndless) {
    const ClipRequest request{.prompt = "p", .size = {64, 32}, .fps = 24};
    const media::ClipFormat format{.size = {64, 32}, .fps = 24, .frame_count = 48};
    const auto back = format_from_json(to_json(format), request);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->frame_count, 48);
    for (const auto& [size, fps, frames] :
         {std::tuple(media::FrameSize{32, 64}, 24, std::int64_t{48}),
          std::tuple(media::FrameSize{64, 32}, 30, std::int64_t{48}),
          std::tuple(media::FrameSize{64, 32}, 24, std::int64_t{0}),
          std::tuple(media::FrameSize{64, 32}, 24, std::int64_t{7'201})}) {
        EXPECT_FALSE(format_from_json(to_json(media::ClipFormat{size, fps, frames}), request))
            << frames;
    }
}

TEST(ErrorJson, BringsEverythingBackAndCleansIt) {
    const Error error{
        .code = ErrorCode::kDeadlineExceeded,
        .message = "zu sp\xC3\xA4t",
        .field = "seconds",
        .hint = "hurry",
        .reason = "late",
    };
    const Error back = error_from_json(to_json(error));
    EXPECT_EQ(back.code, error.code);
    EXPECT_EQ(back.message, error.message);
    EXPECT_EQ(back.field, error.field);
    EXPECT_EQ(back.hint, error.hint);
    EXPECT_EQ(back.reason, error.reason);

    const Error hostile = error_from_json(Json::object(
        {{"code", "no such"}, {"message", "\x1B[2J\x7F\xC2\x9B" + std::string(9000, 'a')}}
    ));
    EXPECT_EQ(hostile.code, ErrorCode::kInternal);
    EXPECT_TRUE(hostile.message.starts_with("?[2J???aaa")) << hostile.message;
    EXPECT_LE(hostile.message.size(), 1000U);
    EXPECT_FALSE(error_from_json(Json::array()).message.empty());
    EXPECT_TRUE(parse_json(to_string(to_json(Error{.message = "\xFF"}))));
}

TEST(ProgressJson, CanAlwaysBeShown) {
    const ProgressReport report{.stage = "paint", .done = 3, .total = 9, .fraction = 0.25};
    const ProgressReport back = progress_from_json(to_json(report));
    EXPECT_EQ(back.stage, "paint");
    EXPECT_EQ(back.done, 3);
    EXPECT_EQ(back.total, 9);
    EXPECT_EQ(back.fraction, 0.25);
    const ProgressReport hostile = progress_from_json(
        Json::object({{"stage", 1}, {"done", 1e300}, {"total", 5}, {"fraction", -1e300}})
    );
    EXPECT_EQ(hostile.done, 5);
    EXPECT_EQ(hostile.fraction, 0.0);
}

}  // namespace
}  // namespace hibari::engine
