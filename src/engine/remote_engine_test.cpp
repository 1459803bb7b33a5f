#include "engine/remote_engine.h"

#include "base/files.h"
#include "media/image.h"
#include "media/mp4_reader.h"
#include "media/mp4_writer.h"
#include "net/http_server.h"
#include "net/multipart.h"

#include <filesystem>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <mutex>

namespace hibari::engine {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFileMax = 16U << 20U;

/// The bytes of a clip, a grey one that brightens.
std::string clip_bytes(media::FrameSize size, double seconds) {
    const fs::path file = fs::path(testing::TempDir()) / "remote_made.mp4";
    auto writer = *media::Mp4Writer::create(file);
    const media::ClipFormat format = media::clip_format(size, 30, seconds);
    EXPECT_TRUE(writer->begin(format));
    media::Frame frame(size);
    for (std::int64_t i = 0; i < format.frame_count; ++i) {
        std::ranges::fill(frame.pixels(), static_cast<std::uint8_t>(40 + i));
        EXPECT_TRUE(writer->push_frame(frame));
    }
    EXPECT_TRUE(writer->finish());
    return *read_file(file, kFileMax);
}

/// A server elsewhere: what it is asked is kept, what it answers is set by the test.
class Elsewhere {
  public:
    Elsewhere() {
        net::Router router;
        router.add({
            .method = net::Method::kPost,
            .pattern = "/v1/videos",
            .handler = [this](net::Request& request) { return create(request); },
            .body_bytes_max = kFileMax,
        });
        router.add({
            .pattern = "/v1/videos/{id}",
            .handler = [this](net::Request&) { return look(); },
        });
        router.add({
            .pattern = "/v1/videos/{id}/content",
            .handler =
                [this](net::Request&) {
                    net::Response response;
                    const std::scoped_lock lock(mutex);
                    response.body = content;
                    return response;
                },
        });
        router.add({
            .method = net::Method::kDelete,
            .pattern = "/v1/videos/{id}",
            .handler =
                [this](net::Request&) {
                    const std::scoped_lock lock(mutex);
                    ++deleted;
                    return net::Response{};
                },
        });
        server_ = *net::HttpServer::start({}, std::move(router), {});
    }

    RemoteOptions options() const {
        return {
            .url = "http://127.0.0.1:" + std::to_string(server_->port()),
            .key = "secret",
            .model = "big",
            .patience = std::chrono::seconds(2),
            .poll = std::chrono::milliseconds(250),
        };
    }

    std::mutex mutex;
    std::map<std::string, std::string> fields;
    std::string authorization;
    std::string content;
    /// Statuses of HTTP given to the first creates before one is taken.
    std::vector<int> trouble;
    std::vector<std::string> states = {"queued", "in_progress", "completed"};
    std::string reason = "out of luck";
    int deleted = 0;
    std::function<void()> on_look;

  private:
    net::Response create(net::Request& request) {
        const std::scoped_lock lock(mutex);
        net::Response response;
        if (!trouble.empty()) {
            response.status = trouble.front();
            trouble.erase(trouble.begin());
            response.body = std::string(R"({"error": {"message": "not like this"}})");
            return response;
        }
        const auto parts =
            net::parse_multipart(*request.fields.find("content-type"), request.body.view());
        EXPECT_TRUE(parts);
        for (const net::Part& part : *parts) {
            fields[part.name] = part.data;
        }
        const std::string* key = request.fields.find("authorization");
        authorization = key == nullptr ? "" : *key;
        return status("queued");
    }

    net::Response look() {
        if (on_look) {
            on_look();
        }
        const std::scoped_lock lock(mutex);
        if (states.size() > 1) {
            states.erase(states.begin());
        }
        return status(states.front());
    }

    net::Response status(const std::string& state) const {
        net::Response response;
        response.body = to_string(Json::object(
            {{"id", "video_1"},
             {"status", state},
             {"progress", state == "completed" ? 100 : 30},
             {"error", state == "failed" ? Json::object({{"message", reason}}) : Json(nullptr)}}
        ));
        return response;
    }

    std::unique_ptr<net::HttpServer> server_;
};

ClipRequest request_of(media::FrameSize size = {320, 180}) {
    return {.prompt = "A ball falls.", .size = size, .seconds = 1.0, .seed = 7};
}

class RemoteEngineTest : public testing::Test {
  protected:
    Result<ClipReport> make(const ClipRequest& request, std::stop_token stop = {}) {
        clip = {};
        Progress silent;
        return make_remote_engine(elsewhere.options())
            ->generate(request, clip, silent, std::move(stop));
    }

    Elsewhere elsewhere;
    media::MemoryClip clip;
};

TEST_F(RemoteEngineTest, HandsTheRequestOverAndBringsTheClipBack) {
    elsewhere.content = clip_bytes({320, 180}, 1.0);
    ClipRequest request = request_of();
    request.style = "noir";
    request.first_frame = media::Frame(request.size);
    const auto made = make(request);
    ASSERT_TRUE(made) << to_string(made.error());
    EXPECT_EQ(elsewhere.fields["prompt"], "A ball falls.\nStyle: noir.");
    EXPECT_EQ(elsewhere.fields["size"], "320x180");
    EXPECT_EQ(elsewhere.fields["seconds"], "1");
    EXPECT_EQ(elsewhere.fields["seed"], "7");
    EXPECT_EQ(elsewhere.fields["model"], "big");
    EXPECT_TRUE(media::decode_image(elsewhere.fields["input_reference"]));
    EXPECT_EQ(elsewhere.authorization, "Bearer secret");
    ASSERT_EQ(clip.frames.size(), 30U);
    EXPECT_NEAR(clip.frames[20].pixels()[0], 60, 4);
    EXPECT_TRUE(clip.finished);
    EXPECT_EQ(elsewhere.deleted, 1) << "it is kept here now";
}

TEST_F(RemoteEngineTest, FitsASizeThatTheModelRounded) {
    elsewhere.content = clip_bytes({320, 176}, 1.0);
    const auto made = make(request_of());
    ASSERT_TRUE(made) << to_string(made.error());
    EXPECT_EQ(clip.format.size, (media::FrameSize{320, 180}));
    EXPECT_EQ(clip.frames[0].size(), (media::FrameSize{320, 180}));
}

TEST_F(RemoteEngineTest, TakesNothingElseForTheClip) {
    elsewhere.content = clip_bytes({180, 320}, 1.0);
    EXPECT_EQ(make(request_of()).error().code, ErrorCode::kUnavailable);
    elsewhere.content = clip_bytes({320, 180}, 3.0);
    EXPECT_EQ(make(request_of()).error().code, ErrorCode::kUnavailable);
    elsewhere.content = "no clip at all";
    EXPECT_EQ(make(request_of()).error().code, ErrorCode::kUnavailable);
    EXPECT_EQ(elsewhere.deleted, 3);
}

TEST_F(RemoteEngineTest, SaysWhyItWasRefused) {
    elsewhere.trouble = {400};
    const auto refused = make(request_of());
    EXPECT_EQ(refused.error().code, ErrorCode::kInvalidArgument);
    EXPECT_NE(refused.error().message.find("not like this"), std::string::npos);
    elsewhere.states = {"queued", "failed"};
    const auto failed = make(request_of());
    EXPECT_NE(failed.error().message.find("out of luck"), std::string::npos);
    elsewhere.states = {"failed"};
    elsewhere.reason = std::string(100'000, 'x');
    EXPECT_LT(make(request_of()).error().message.size(), 1000U) << "it goes into a row";
    elsewhere.states = {"queued", "cancelled"};  // No status that we know goes on for ever.
    EXPECT_FALSE(make(request_of()));
}

TEST_F(RemoteEngineTest, AsksAgainWhenTheServerIsBusy) {
    elsewhere.content = clip_bytes({320, 180}, 1.0);
    elsewhere.trouble = {503, 429};
    EXPECT_TRUE(make(request_of()));
    elsewhere.trouble = std::vector<int>(20, 503);
    EXPECT_EQ(make(request_of()).error().code, ErrorCode::kUnavailable) << "patience ends";
}

TEST_F(RemoteEngineTest, AStopGivesTheJobUp) {
    elsewhere.states = {"in_progress"};
    std::stop_source stop;
    elsewhere.on_look = [&] { stop.request_stop(); };
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(make(request_of(), stop.get_token()).error().code, ErrorCode::kCancelled);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
    EXPECT_EQ(elsewhere.deleted, 1);
}

TEST_F(RemoteEngineTest, ChecksWhatItCanBeAsked) {
    const auto engine = make_remote_engine(elsewhere.options());
    ClipRequest request = request_of();
    EXPECT_TRUE(engine->check(request));
    request.seconds = 1.5;
    EXPECT_EQ(engine->check(request).error().field, "seconds");
    request = request_of();
    request.script = Json::object();
    EXPECT_FALSE(engine->check(request));
}

}  // namespace
}  // namespace hibari::engine
