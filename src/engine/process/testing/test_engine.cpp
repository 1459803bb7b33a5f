#include "engine/process/testing/test_engine.h"

#include "base/files.h"
#include "base/rng.h"
#include "engine/process/request_json.h"
#include "media/mp4_reader.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <new>
#include <numeric>
#include <string>
#include <thread>
#include <unistd.h>

namespace hibari::engine::testing {
namespace {

constexpr std::int64_t kTroubleAt = 3;
constexpr std::chrono::milliseconds kPause{2};

bool asks_for(const ClipRequest& request, std::string_view what) {
    return request.prompt.find(what) != std::string::npos;
}

Json first_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes(8, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    Json list = Json::array();
    for (const char byte : bytes) {
        list.push_back(static_cast<int>(static_cast<unsigned char>(byte)));
    }
    return list;
}

class TestEngine final : public Generator {
  public:
    std::string_view name() const override { return "test"; }

    std::string_view description() const override { return "noise, and trouble"; }

    std::vector<std::string> styles() const override { return {}; }

    Abilities abilities() const override {
        return {.extend = true, .uploads = true, .first_frame = true, .characters = true};
    }

    Result<void> check(const ClipRequest& request) const override {
        if (asks_for(request, "refuse")) {
            return fail({
                .code = ErrorCode::kUnsupported,
                .message = "it was asked to refuse",
                .field = "prompt",
                .hint = "ask for something else",
                .reason = "asked",
            });
        }
        return {};
    }

    Result<ClipPlan> plan(const ClipRequest& request) override {
        ClipPlan plan{
            .format = media::clip_format(request.size, request.fps, request.seconds.value_or(1.0)),
            .interpretation = Json::object({{"pid", ::getpid()}}),
            .script = Json::object({{"prompt", request.prompt}}),
        };
        plan.interpretation.set("request", HIBARI_TRY(to_json(request)));
        Json files = Json::array();
        for (const auto& file : files_of(request)) {
            files.push_back(first_bytes(file));
        }
        plan.interpretation.set("files", std::move(files));
        if (request.first_frame) {
            const auto pixels = request.first_frame->pixels();
            plan.interpretation.set("sum", std::accumulate(pixels.begin(), pixels.end(), 0));
        }
        if (is_extension(request)) {
            plan.format.frame_count +=
                HIBARI_TRY(media::read_format(request.source->file)).frame_count;
        }
        return plan;
    }

    Result<ClipReport> generate(
        const ClipRequest& request, media::ClipSink& sink, Progress& progress, std::stop_token stop
    ) override {
        const ClipPlan plan = HIBARI_TRY(this->plan(request));
        Rng rng(request.seed);
        HIBARI_TRY(sink.begin(plan.format));
        std::int64_t first = 0;
        if (is_extension(request)) {
            HIBARI_TRY(sink.keep(request.source->file));
            first = HIBARI_TRY(media::read_format(request.source->file)).frame_count;
        }
        progress.plan({{"dream", 1.0}, {"paint", 3.0}});
        progress.begin("dream", 2);
        progress.advance(2);
        progress.begin("paint", plan.format.frame_count);
        media::Frame frame(plan.format.size);
        for (std::int64_t i = first; i < plan.format.frame_count; ++i) {
            if (i == kTroubleAt) {
                make_trouble(request, stop);
            }
            if (stop.stop_requested()) {
                return fail(ErrorCode::kCancelled, "stopped");
            }
            for (std::uint8_t& value : frame.pixels()) {
                value = static_cast<std::uint8_t>(rng.uniform(0.0, 255.0));
            }
            frame.index = i;
            HIBARI_TRY(sink.push_frame(frame));
            progress.advance();
        }
        HIBARI_TRY(sink.push_audio(noise(rng, plan.format)));
        HIBARI_TRY(sink.finish());
        progress.finish();
        return ClipReport{plan.format, plan.interpretation, plan.script};
    }

  private:
    static media::AudioBuffer noise(Rng& rng, const media::ClipFormat& format) {
        media::AudioBuffer sound(static_cast<std::size_t>(format.audio_sample_count()));
        for (std::size_t i = 0; i < sound.size(); ++i) {
            sound.left[i] = static_cast<float>(rng.uniform(-0.5, 0.5));
            sound.right[i] = static_cast<float>(rng.uniform(-0.5, 0.5));
        }
        return sound;
    }

    static void make_trouble(const ClipRequest& request, const std::stop_token& stop) {
        if (asks_for(request, "crash")) {
            std::signal(SIGSEGV, SIG_DFL);  // Sanitizers have a handler.
            std::raise(SIGSEGV);
        }
        if (asks_for(request, "kill")) {
            std::raise(SIGKILL);
        }
        if (asks_for(request, "exit")) {
            std::_Exit(3);
        }
        if (asks_for(request, "no memory")) {
            throw std::bad_alloc();
        }
        while (asks_for(request, "deaf") || (asks_for(request, "endless") && !stop.stop_requested())
        ) {
            std::this_thread::sleep_for(kPause);
        }
    }
};

}  // namespace

std::unique_ptr<Generator> make_test_engine() {
    return std::make_unique<TestEngine>();
}

}  // namespace hibari::engine::testing
