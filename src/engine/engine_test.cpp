#include "engine/generator.h"
#include "engine/request_check.h"

#include <gtest/gtest.h>

namespace hibari::engine {
namespace {

/// An engine with a name and nothing behind it.
class NamedEngine final : public Generator {
  public:
    explicit NamedEngine(std::string name, Abilities abilities = {})
        : name_(std::move(name)), abilities_(abilities) {}

    std::string_view name() const override { return name_; }

    std::string_view description() const override { return "for tests"; }

    std::vector<std::string> styles() const override { return {}; }

    Abilities abilities() const override { return abilities_; }

    Result<void> check(const ClipRequest& /*request*/) const override { return {}; }

    Result<ClipPlan> plan(const ClipRequest& /*request*/) override { return ClipPlan{}; }

    Result<ClipReport> generate(
        const ClipRequest& /*request*/,
        media::ClipSink& /*sink*/,
        Progress& /*progress*/,
        std::stop_token /*stop*/
    ) override {
        return fail(ErrorCode::kUnsupported, "for tests");
    }

  private:
    std::string name_;
    Abilities abilities_;
};

Result<void> check(const ClipRequest& request, Abilities abilities = {}) {
    return check_request(request, NamedEngine("bare", abilities));
}

TEST(Registry, FindsByNameAndDefaultsToTheFirst) {
    Registry registry;
    registry.add(std::make_unique<NamedEngine>("world"));
    registry.add(std::make_unique<NamedEngine>("mini"));
    EXPECT_EQ((*registry.find(""))->name(), "world");
    EXPECT_EQ((*registry.find("mini"))->name(), "mini");
    EXPECT_EQ(registry.find("other").error().hint, "choose one of: world, mini");
    EXPECT_FALSE(Registry().find(""));
}

ClipRequest good_request() {
    return {.prompt = "a ball falls", .size = {1280, 720}};
}

TEST(CheckRequest, AcceptsEveryAllowedShape) {
    for (const media::FrameSize size :
         {media::FrameSize{2, 2}, {64, 64}, {1920, 1080}, {1080, 1920}, {854, 480}}) {
        ClipRequest request = good_request();
        request.size = size;
        EXPECT_TRUE(check(request)) << to_string(size);
    }
}

TEST(CheckRequest, SuggestsTheNearestSize) {
    const auto hint_for = [](media::FrameSize size) {
        ClipRequest request = good_request();
        request.size = size;
        const auto checked = check(request);
        return checked ? "accepted" : checked.error().hint;
    };
    EXPECT_EQ(hint_for({1281, 720}), "try 1282x720");
    EXPECT_EQ(hint_for({3840, 2160}), "try 1920x1080");
    EXPECT_EQ(hint_for({1080, 1922}), "try 1078x1920");
    EXPECT_EQ(hint_for({0, 32}), "try 2x32");
    EXPECT_EQ(hint_for({1200, 1200}), "try 1080x1080");
}

TEST(CheckRequest, NamesTheFieldAtFault) {
    ClipRequest request = good_request();
    request.fps = 25;
    EXPECT_EQ(check(request).error().field, "fps");
    request = good_request();
    request.seconds = 0.5;
    EXPECT_EQ(check(request).error().field, "seconds");
    request.seconds = 121.0;
    EXPECT_FALSE(check(request));
    request = good_request();
    request.prompt = " \n ";
    EXPECT_EQ(check(request).error().field, "prompt");
    request.script = Json::object();
    EXPECT_TRUE(check(request));
    request.prompt = "\xFF";
    EXPECT_FALSE(check(request));
    request.prompt = std::string(32'001, 'a');
    EXPECT_FALSE(check(request));
}

TEST(CheckRequest, RefusesWhatTheEngineCannotDo) {
    const auto refused = [](const ClipRequest& request, std::string_view field) {
        const auto checked = check(request);
        ASSERT_FALSE(checked);
        EXPECT_EQ(checked.error().code, ErrorCode::kUnsupported);
        EXPECT_EQ(checked.error().field, field);
    };
    ClipRequest request = good_request();
    request.source = {.change = Change::kRevise, .script = Json::object()};
    refused(request, "video");
    EXPECT_TRUE(check(request, {.revise = true}));
    request.source->script = nullptr;  // A clip from elsewhere.
    EXPECT_FALSE(check(request, {.revise = true}));
    EXPECT_TRUE(check(request, {.revise = true, .uploads = true}));
    request.source->change = Change::kExtend;
    EXPECT_FALSE(check(request, {.revise = true, .uploads = true}));
    request.prompt = "";  // It may just go on.
    EXPECT_TRUE(check(request, {.extend = true, .uploads = true}));

    request = good_request();
    request.first_frame = media::Frame(request.size);
    refused(request, "input_reference");
    EXPECT_TRUE(check(request, {.first_frame = true}));
    request.first_frame = media::Frame({64, 64});
    EXPECT_EQ(check(request, {.first_frame = true}).error().code, ErrorCode::kInvalidArgument);

    request = good_request();
    request.characters = {{.name = "Ann"}};
    refused(request, "characters");
    EXPECT_TRUE(check(request, {.characters = true}));
    request.characters.resize(3);
    EXPECT_EQ(check(request, {.characters = true}).error().code, ErrorCode::kInvalidArgument);
}

TEST(ParseSize, ReadsNumbersAndNames) {
    EXPECT_EQ(*parse_size("1280x720"), (media::FrameSize{1280, 720}));
    EXPECT_EQ(*parse_size(" 640X360 "), (media::FrameSize{640, 360}));
    EXPECT_EQ(
        *parse_size("640\xC3\x97"
                    "360"),
        (media::FrameSize{640, 360})
    );
    EXPECT_EQ(*parse_size("Portrait"), (media::FrameSize{720, 1280}));
    for (const char* bad : {"", "x", "12", "12x", "axb", "1x2x3", "-2x4", "99999999999x2"}) {
        EXPECT_FALSE(parse_size(bad)) << bad;
    }
}

}  // namespace
}  // namespace hibari::engine
