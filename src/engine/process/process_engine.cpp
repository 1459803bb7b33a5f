#include "engine/process/process_engine.h"

#include "base/check.h"
#include "base/files.h"
#include "base/json.h"
#include "engine/process/clip_receiver.h"
#include "engine/process/request_json.h"

#include <cerrno>
#include <fcntl.h>
#include <functional>
#include <span>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

namespace hibari::engine {
namespace {

/// A request, ready to be sent as often as it takes.
struct Packed {
    std::string json;
    std::vector<FileDescriptor> files;
};

Result<Packed> pack(const ClipRequest& request) {
    std::vector<FileDescriptor> files;
    for (const std::filesystem::path& path : files_of(request)) {
        // Opened here: a path of /proc/self means something else over there.
        FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (!file) {
            return fail(file_error("cannot read", path, errno));
        }
        files.push_back(std::move(file));
    }
    std::string json = to_string(HIBARI_TRY(to_json(request)));
    if (json.size() > kRequestBytesMax) {
        return fail(ErrorCode::kInvalidArgument, "the request is too large");
    }
    return Packed{.json = std::move(json), .files = std::move(files)};
}

/// How to read the answer.
using Receive = std::function<Reply(EngineChild&)>;

class ProcessEngine final : public Generator {
  public:
    ProcessEngine(EngineFacts facts, ProgramOptions options)
        : facts_(std::move(facts)), options_(std::move(options)) {}

    std::string_view name() const override { return facts_.name; }

    std::string_view description() const override { return facts_.description; }

    std::vector<std::string> styles() const override { return facts_.styles; }

    Abilities abilities() const override { return facts_.abilities; }

    Result<void> check(const ClipRequest& request) const override {
        HIBARI_TRY(check_program());
        return facts_.check ? facts_.check(request) : Result<void>();
    }

    Result<ClipPlan> plan(const ClipRequest& request) override {
        return ask(MessageKind::kPlan, request, {}, [&](EngineChild& child) {
            return receive_plan(child, request);
        });
    }

    Result<ClipReport> generate(
        const ClipRequest& request, media::ClipSink& sink, Progress& progress, std::stop_token stop
    ) override {
        const auto receive = [&](EngineChild& child) {
            return receive_clip(child, request, sink, progress, [&] { child.stop_soon(); });
        };
        ClipPlan made = HIBARI_TRY(ask(MessageKind::kGenerate, request, std::move(stop), receive));
        return ClipReport{
            .format = made.format,
            .interpretation = std::move(made.interpretation),
            .script = std::move(made.script),
        };
    }

  private:
    Result<void> check_program() const {
        if (::access(options_.program.c_str(), X_OK) == 0) {
            return {};
        }
        return fail({
            .code = ErrorCode::kUnsupported,
            .message = "the engine " + facts_.name + " is not built here",
            .field = "engine",
            .hint = options_.hint_when_missing,
        });
    }

    Result<ClipPlan> ask(
        MessageKind kind, const ClipRequest& request, std::stop_token stop, const Receive& receive
    ) {
        HIBARI_TRY(check_program());
        const Packed packed = HIBARI_TRY(pack(request));
        if (child_ && !child_->is_idle()) {
            child_.reset();
        }
        const bool is_used = child_ != nullptr;
        bool may_repeat = false;
        auto answer = try_ask(kind, request, packed, stop, receive, may_repeat);
        if (!answer && is_used && may_repeat) {
            // It was leaving just then, because nobody had wanted anything for so long.
            return try_ask(kind, request, packed, std::move(stop), receive, may_repeat);
        }
        return answer;
    }

    Result<ClipPlan> try_ask(
        MessageKind kind,
        const ClipRequest& request,
        const Packed& packed,
        const std::stop_token& stop,
        const Receive& receive,
        bool& may_repeat
    ) {
        HIBARI_TRY(start(stop));
        child_->begin(stop, kind == MessageKind::kPlan);
        const auto sent = send(kind, request, packed);
        Reply reply = sent ? receive(*child_) : Reply{fail(sent.error())};
        may_repeat = child_->is_lost() && !child_->has_answered();
        if (!reply.is_whole) {
            // Why the sink failed matters more than what became of the child then.
            const bool keeps = child_->is_stopping() && !stop.stop_requested();
            const Error& error = reply.answer.error();
            reply.answer = fail(keeps ? error : end_child(error, stop));
            child_.reset();
        } else if (!reply.answer && reply.answer.error().code == ErrorCode::kCancelled &&
                   !stop.stop_requested()) {
            reply.answer.error().code = ErrorCode::kInternal;
        }
        return std::move(reply.answer);
    }

    Result<void> start(const std::stop_token& stop) {
        if (child_) {
            return {};
        }
        child_ = HIBARI_TRY(EngineChild::start(options_));
        child_->begin(stop, true);
        const auto hello = receive_hello(*child_);
        if (!hello) {
            const Error error = end_child(hello.error(), stop);
            child_.reset();
            return fail(error);
        }
        return {};
    }

    Result<void> send(MessageKind kind, const ClipRequest& request, const Packed& packed) {
        HIBARI_TRY(child_->send(kind, std::as_bytes(std::span(packed.json)), packed.files));
        if (request.first_frame) {
            const auto pixels = std::as_bytes(request.first_frame->pixels());
            HIBARI_TRY(child_->send(MessageKind::kPicture, pixels));
        }
        return {};
    }

    /// What a talk that broke off ends with.
    Error end_child(const Error& error, const std::stop_token& stop) {
        Error why = child_->explain(error, facts_.name);
        if (stop.stop_requested()) {
            return {.code = ErrorCode::kCancelled, .message = "stopped"};
        }
        return why;
    }

    EngineFacts facts_;
    ProgramOptions options_;
    std::unique_ptr<EngineChild> child_ = nullptr;
};

}  // namespace

std::unique_ptr<Generator> make_process_engine(EngineFacts facts, ProgramOptions options) {
    HIBARI_CHECK(!facts.name.empty() && !options.program.empty());
    return std::make_unique<ProcessEngine>(std::move(facts), std::move(options));
}

}  // namespace hibari::engine
