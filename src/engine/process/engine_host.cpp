#include "engine/process/engine_host.h"

#include "base/check.h"
#include "base/json.h"
#include "base/threads.h"
#include "engine/process/message_socket.h"
#include "engine/process/request_json.h"

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fcntl.h>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace hibari::engine {
namespace {

// How long an engine may go on when nobody waits for it any more.
constexpr std::chrono::milliseconds kLeaveMax{2'000};
constexpr int kBadMessage = 70;
constexpr int kNotStarted = 2;

/// Sends messages; safe from several threads.
class Speaker {
  public:
    explicit Speaker(MessageSocket& socket) : socket_(socket) {}

    Result<void> say(MessageKind kind, std::span<const std::byte> bytes = {}) {
        const std::scoped_lock lock(mutex_);
        return socket_.send(kind, bytes);
    }

    Result<void> say(MessageKind kind, const Json& json) {
        const std::string text = to_string(json);
        return say(kind, std::as_bytes(std::span(text)));
    }

  private:
    MessageSocket& socket_;
    std::mutex mutex_;
};

/// The sink of an engine over there.
class SocketSink final : public media::ClipSink {
  public:
    SocketSink(Speaker& speaker, const ClipRequest& request)
        : speaker_(speaker), request_(request) {}

    Result<void> begin(const media::ClipFormat& format) override {
        return speaker_.say(MessageKind::kBegin, to_json(format));
    }

    Result<void> keep(const std::filesystem::path& clip) override {
        if (request_.source && clip == request_.source->file) {
            return speaker_.say(MessageKind::kKeep);
        }
        return ClipSink::keep(clip);
    }

    Result<void> push_frame(const media::Frame& frame) override {
        return speaker_.say(MessageKind::kFrame, std::as_bytes(frame.pixels()));
    }

    Result<void> push_audio(const media::AudioBuffer& audio) override {
        HIBARI_CHECK(audio.left.size() == audio.right.size());
        std::vector<float> both;
        for (std::size_t from = 0; from < audio.size(); from += kSoundSamplesMax) {
            const std::size_t count = std::min(kSoundSamplesMax, audio.size() - from);
            const auto piece = [&](const std::vector<float>& plane) {
                return std::span(plane).subspan(from, count);
            };
            both.assign(piece(audio.left).begin(), piece(audio.left).end());
            both.insert(both.end(), piece(audio.right).begin(), piece(audio.right).end());
            HIBARI_TRY(speaker_.say(MessageKind::kSound, std::as_bytes(std::span(both))));
        }
        return {};
    }

    Result<void> finish() override { return speaker_.say(MessageKind::kFinish); }

  private:
    Speaker& speaker_;
    const ClipRequest& request_;
};

/// A request with everything that belongs to it.
struct Task {
    MessageKind kind{};
    ClipRequest request = {};
    std::vector<FileDescriptor> files = {};
    std::stop_source stop = {};
};

class Host {
  public:
    Host(FileDescriptor socket, const HostOptions& options)
        : socket_(std::move(socket)), options_(options), speaker_(socket_) {}

    [[noreturn]] void run() {
        const std::uint32_t version = kProtocolVersion;
        if (!speaker_.say(MessageKind::kHello, bytes_of(version))) {
            std::_Exit(0);
        }
        reader_ = std::jthread([this] { listen(); });
        while (true) {
            answer(next());
            const std::scoped_lock lock(mutex_);
            is_busy_ = false;
            changed_.notify_all();
        }
    }

  private:
    /// The next request; ends the process when none comes in time. The first one is on its way.
    std::unique_ptr<Task> next() {
        std::unique_lock lock(mutex_);
        const bool came =
            changed_.wait_for(lock, options_.idle_max, [this] { return task_ != nullptr; });
        if (!came && !is_coming_) {
            std::_Exit(0);
        }
        changed_.wait(lock, [this] { return task_ != nullptr; });
        is_busy_ = true;
        return std::move(task_);
    }

    // --- The thread that reads ---

    [[noreturn]] void listen() {
        name_this_thread("requests");
        while (true) {
            const auto heard = hear();
            if (heard) {
                continue;
            }
            if (heard.error().code == ErrorCode::kUnavailable) {
                leave();
            }
            std::fprintf(stderr, "hibari engine: %s\n", to_string(heard.error()).c_str());
            std::_Exit(kBadMessage);
        }
    }

    Result<void> hear() {
        MessageHead head;
        HIBARI_TRY(socket_.read(writable_bytes_of(head)));
        if (head.magic != kMessageMagic) {
            return fail(ErrorCode::kDataLoss, "what should be a message is none");
        }
        if (head.kind == MessageKind::kStop && head.bytes == 0) {
            const std::scoped_lock lock(mutex_);
            stop_.request_stop();
            return {};
        }
        if (head.kind != MessageKind::kPlan && head.kind != MessageKind::kGenerate) {
            return fail(ErrorCode::kDataLoss, "a message that cannot come now");
        }
        {
            const std::scoped_lock lock(mutex_);
            is_coming_ = true;
        }
        auto task = HIBARI_TRY(read_task(head));
        const std::scoped_lock lock(mutex_);
        is_coming_ = false;
        if (task_) {
            return fail(ErrorCode::kDataLoss, "two requests at once");
        }
        stop_ = task->stop;
        task_ = std::move(task);
        changed_.notify_all();
        return {};
    }

    Result<std::unique_ptr<Task>> read_task(const MessageHead& head) {
        if (head.bytes > kRequestBytesMax) {
            return fail(ErrorCode::kDataLoss, "a request that is too large");
        }
        std::string text(static_cast<std::size_t>(head.bytes), '\0');
        HIBARI_TRY(socket_.read(std::as_writable_bytes(std::span(text))));
        const Json json = HIBARI_TRY(
            parse_json(text, {.size_bytes_max = kRequestBytesMax, .depth_max = kJsonDepthMax})
        );
        auto task = std::make_unique<Task>();
        task->kind = head.kind;
        task->files = socket_.take_files();
        std::vector<std::filesystem::path> paths;
        for (const FileDescriptor& file : task->files) {
            paths.emplace_back("/proc/self/fd/" + std::to_string(file.number()));
        }
        task->request = HIBARI_TRY(request_from_json(json, paths));
        if (task->request.first_frame) {
            HIBARI_TRY(read_picture(*task->request.first_frame));
        }
        return task;
    }

    Result<void> read_picture(media::Frame& frame) {
        MessageHead head;
        HIBARI_TRY(socket_.read(writable_bytes_of(head)));
        if (head.magic != kMessageMagic || head.kind != MessageKind::kPicture ||
            head.bytes != frame.pixels().size()) {
            return fail(ErrorCode::kDataLoss, "a picture of another size");
        }
        return socket_.read(std::as_writable_bytes(frame.pixels()));
    }

    /// The other side has gone: nobody wants what is being made.
    [[noreturn]] void leave() {
        std::unique_lock lock(mutex_);
        stop_.request_stop();
        changed_.wait_for(lock, kLeaveMax, [this] { return !is_busy_; });
        std::_Exit(0);
    }

    // --- The thread that works ---

    void answer(const std::unique_ptr<Task>& task) {
        const auto answered = guarded(*task);
        const auto said = answered ? speaker_.say(MessageKind::kDone, to_json(*answered))
                                   : speaker_.say(MessageKind::kError, to_json(answered.error()));
        // Should it not arrive, the thread that reads has heard so, too.
        static_cast<void>(said);
    }

    /// The door at which exceptions of libraries end.
    Result<ClipPlan> guarded(const Task& task) {
        try {
            return work(task);
        } catch (const std::bad_alloc&) {
            return fail({
                .code = ErrorCode::kResourceExhausted,
                .message = "the engine ran out of memory",
                .hint = "make the clip smaller or shorter",
            });
        } catch (const std::exception& exception) {
            return fail(ErrorCode::kInternal, exception.what());
        }
    }

    Result<ClipPlan> work(const Task& task) {
        if (!engine_) {
            engine_ = HIBARI_TRY(options_.make());
        }
        HIBARI_TRY(engine_->check(task.request));
        if (task.kind == MessageKind::kPlan) {
            return engine_->plan(task.request);
        }
        SocketSink sink(speaker_, task.request);
        Progress progress([this](const ProgressReport& report) {
            static_cast<void>(speaker_.say(MessageKind::kProgress, to_json(report)));
        });
        ClipReport report =
            HIBARI_TRY(engine_->generate(task.request, sink, progress, task.stop.get_token()));
        return ClipPlan{
            .format = report.format,
            .interpretation = std::move(report.interpretation),
            .script = std::move(report.script),
        };
    }

    MessageSocket socket_;
    const HostOptions& options_;
    Speaker speaker_;
    std::unique_ptr<Generator> engine_ = nullptr;
    // Guards what follows.
    std::mutex mutex_;
    std::condition_variable changed_;
    std::unique_ptr<Task> task_ = nullptr;
    std::stop_source stop_;
    bool is_busy_ = false;
    /// Whether a request has begun to come.
    bool is_coming_ = true;
    std::jthread reader_;
};

bool is_socket(int descriptor) {
    struct stat facts{};
    return ::fstat(descriptor, &facts) == 0 && S_ISSOCK(facts.st_mode);
}

/// Should memory run out, the kernel shall end this process and not the one that uses it.
void offer_itself_to_the_kernel() {
    constexpr std::string_view kSomewhat = "500";
    const FileDescriptor file(::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC));
    if (file) {
        static_cast<void>(::write(file.number(), kSomewhat.data(), kSomewhat.size()) > 0);
    }
}

}  // namespace

int host_engine(const HostOptions& options) {
    HIBARI_CHECK(options.make != nullptr);
    if (!is_socket(STDIN_FILENO)) {
        std::fputs("This program is started by hibari: hibari generate --help\n", stderr);
        return kNotStarted;
    }
    offer_itself_to_the_kernel();
    // Its own number, so that nothing that reads standard input reads messages.
    FileDescriptor socket(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (!socket || nothing < 0 || ::dup2(nothing, STDIN_FILENO) < 0) {
        std::perror("hibari engine");
        return kNotStarted;
    }
    ::close(nothing);
    Host(std::move(socket), options).run();
}

}  // namespace hibari::engine
