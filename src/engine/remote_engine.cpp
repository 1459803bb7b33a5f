#include "engine/remote_engine.h"

#include "media/image.h"
#include "media/intake/intake.h"
#include "media/mp4_reader.h"

#include <cmath>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <system_error>

namespace hibari::engine {
namespace {

constexpr double kSecondsUsual = 4.0;
// Models round sides to what their grid allows; more than that is another picture.
constexpr double kAspectSlack = 0.04;
constexpr double kLengthSlack_s = 0.75;
constexpr std::string_view kStage = "remote";

/// A folder for one clip on its way.
class ScratchFolder {
  public:
    static Result<ScratchFolder> make() {
        std::error_code failed;
        std::string pattern =
            (std::filesystem::temp_directory_path(failed) / "hibari-remote-XXXXXX").string();
        if (failed || ::mkdtemp(pattern.data()) == nullptr) {
            return fail(ErrorCode::kResourceExhausted, "cannot make a temporary folder");
        }
        return ScratchFolder(pattern);
    }

    ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

    ScratchFolder& operator=(ScratchFolder&&) = delete;

    ~ScratchFolder() {
        if (!path_.empty()) {
            std::error_code ignored;
            std::filesystem::remove_all(path_, ignored);
        }
    }

    const std::filesystem::path& path() const { return path_; }

  private:
    explicit ScratchFolder(std::filesystem::path path) : path_(std::move(path)) {}

    std::filesystem::path path_;
};

/// Gives a job over there up unless it was seen through.
class RemoteJob {
  public:
    RemoteJob(RemoteServer& server, RemoteVideo begun) : video(std::move(begun)), server_(server) {}

    RemoteJob(const RemoteJob&) = delete;
    RemoteJob& operator=(const RemoteJob&) = delete;

    ~RemoteJob() {
        // Also when all went well: two servers need not keep the same clip.
        server_.give_up(video.id);
    }

    RemoteVideo video;

  private:
    RemoteServer& server_;
};

/// A clip of nearly the wanted size, in the wanted size.
class FittedSink final : public media::ClipSink {
  public:
    FittedSink(media::ClipSink& sink, media::FrameSize size) : sink_(sink), size_(size) {}

    Result<void> begin(const media::ClipFormat& format) override {
        media::ClipFormat fitted = format;
        fitted.size = size_;
        return sink_.begin(fitted);
    }

    Result<void> push_frame(const media::Frame& frame) override {
        if (frame.size() == size_) {
            return sink_.push_frame(frame);
        }
        media::Frame fitted = HIBARI_TRY(media::scale(frame, size_));
        fitted.index = frame.index;
        return sink_.push_frame(fitted);
    }

    Result<void> push_audio(const media::AudioBuffer& audio) override {
        return sink_.push_audio(audio);
    }

    Result<void> finish() override { return sink_.finish(); }

  private:
    media::ClipSink& sink_;
    media::FrameSize size_;
};

double aspect(media::FrameSize size) {
    return static_cast<double>(size.width) / static_cast<double>(size.height);
}

/// Whether it is what was asked for.
Result<void> check_format(const media::ClipFormat& made, const ClipRequest& request) {
    const double off = std::fabs(aspect(made.size) / aspect(request.size) - 1.0);
    if (off > kAspectSlack) {
        return fail(
            ErrorCode::kUnavailable,
            "the remote server made a clip of " + to_string(made.size) + " instead of " +
                to_string(request.size)
        );
    }
    const double wanted_s = request.seconds.value_or(kSecondsUsual);
    if (std::fabs(made.duration_s() - wanted_s) > kLengthSlack_s) {
        return fail(
            ErrorCode::kUnavailable,
            "the remote server made " + std::to_string(made.duration_s()) + " s instead of " +
                std::to_string(wanted_s)
        );
    }
    return {};
}

class RemoteEngine final : public Generator {
  public:
    explicit RemoteEngine(RemoteOptions options)
        : options_(std::move(options)), server_(options_) {}

    std::string_view name() const override { return "remote"; }

    std::string_view description() const override {
        return "another server that speaks the Videos API";
    }

    std::vector<std::string> styles() const override { return {}; }

    Abilities abilities() const override { return {.first_frame = true}; }

    Result<void> check(const ClipRequest& request) const override {
        if (request.script) {
            return fail(ErrorCode::kUnsupported, "a remote server takes words and no shot scripts");
        }
        const double seconds = request.seconds.value_or(kSecondsUsual);
        if (seconds != std::floor(seconds)) {
            return fail({
                .code = ErrorCode::kInvalidArgument,
                .message = "a remote server takes whole seconds",
                .field = "seconds",
            });
        }
        return {};
    }

    Result<ClipPlan> plan(const ClipRequest& request) override {
        return ClipPlan{
            .format = media::clip_format(
                request.size, request.fps, request.seconds.value_or(kSecondsUsual)
            ),
            .interpretation = Json::object(),
            .script = Json::object({{"prompt", prompt_of(request)}}),
        };
    }

    Result<ClipReport> generate(
        const ClipRequest& request, media::ClipSink& sink, Progress& progress, std::stop_token stop
    ) override {
        progress.begin(kStage, 100);
        const auto folder = HIBARI_TRY(ScratchFolder::make());
        const auto clip = folder.path() / "clip.mp4";
        std::string remote_id;
        {
            RemoteJob job(
                server_, HIBARI_TRY(server_.create(HIBARI_TRY(fields_of(request)), stop))
            );
            remote_id = job.video.id;
            HIBARI_TRY(see_through(job, progress, stop));
            HIBARI_TRY(fetch(job.video.id, folder.path() / "remote", clip, stop));
        }
        const media::ClipFormat format = HIBARI_TRY(media::read_format(clip));
        HIBARI_TRY(check_format(format, request));
        FittedSink fitted(sink, request.size);
        HIBARI_TRY(media::decode_clip(clip, fitted));
        progress.finish();
        media::ClipFormat made = format;
        made.size = request.size;
        return ClipReport{
            .format = made,
            .interpretation = Json::object(),
            .script = Json::object({{"prompt", prompt_of(request)}, {"remote_id", remote_id}}),
        };
    }

  private:
    /// Other servers have no styles: it goes into the words.
    static std::string prompt_of(const ClipRequest& request) {
        return request.style.empty() ? request.prompt
                                     : request.prompt + "\nStyle: " + request.style + ".";
    }

    Result<std::vector<RemoteField>> fields_of(const ClipRequest& request) const {
        const double seconds = request.seconds.value_or(kSecondsUsual);
        std::vector<RemoteField> fields = {
            {.name = "prompt", .value = prompt_of(request)},
            {.name = "size", .value = to_string(request.size)},
            {.name = "seconds", .value = std::to_string(std::llround(seconds))},
        };
        if (!options_.model.empty()) {
            fields.push_back({.name = "model", .value = options_.model});
        }
        if (options_.takes_seed) {
            fields.push_back({.name = "seed", .value = std::to_string(request.seed)});
        }
        if (request.first_frame) {
            const std::string picture = HIBARI_TRY(media::encode_png(*request.first_frame));
            fields.push_back({
                .name = "input_reference",
                .value = picture,
                .filename = "first.png",
                .content_type = "image/png",
            });
        }
        return fields;
    }

    Result<void> see_through(RemoteJob& job, Progress& progress, const std::stop_token& stop) {
        int told = 0;
        while (job.video.status != "completed") {
            if (job.video.status != "queued" && job.video.status != "in_progress") {
                return fail(
                    ErrorCode::kUnavailable,
                    "the remote server could not make it: " +
                        (job.video.error.empty() ? job.video.status : job.video.error)
                );
            }
            if (!sleep_for(job.video.poll, stop)) {
                return fail(ErrorCode::kCancelled, "stopped");
            }
            job.video = HIBARI_TRY(server_.look(job.video.id, stop));
            // Also when it only waits over there: it is not stuck.
            progress.advance(std::max(job.video.progress - told, 0));
            told = std::max(job.video.progress, told);
        }
        return {};
    }

    Result<void> fetch(
        const std::string& id,
        const std::filesystem::path& raw,
        const std::filesystem::path& clip,
        const std::stop_token& stop
    ) {
        const FileDescriptor file(::open(raw.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
        if (!file) {
            return fail(ErrorCode::kResourceExhausted, "cannot write a temporary file");
        }
        HIBARI_TRY(server_.download(id, file, stop));
        const auto decoded = media::normalise_clip(file, clip, media::kClipLimits, stop);
        if (!decoded) {
            Error error = decoded.error();
            if (error.code == ErrorCode::kInvalidArgument) {
                error.code = ErrorCode::kUnavailable;
                error.message = "the remote server sent what is no clip: " + error.message;
            }
            return fail(std::move(error));
        }
        return {};
    }

    RemoteOptions options_;
    RemoteServer server_;
};

}  // namespace

std::unique_ptr<Generator> make_remote_engine(RemoteOptions options) {
    return std::make_unique<RemoteEngine>(std::move(options));
}

}  // namespace hibari::engine
