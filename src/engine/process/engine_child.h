#pragma once

// The process of an engine as the program sees that uses it: started with one socket as its
// standard input, read from with one eye on the stop request, and killed when it does not listen.
// It lives no longer than this object.

#include "base/result.h"
#include "engine/process/message_socket.h"
#include "engine/process/messages.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <sys/types.h>
#include <vector>

namespace hibari::engine {

/// What to start, and how long to wait for it.
struct ProgramOptions {
    std::filesystem::path program = {};
    /// What to do where it does not exist.
    std::string hint_when_missing = {};
    std::vector<std::string> arguments = {};
    /// "NAME=value", where this process has no variable of that name.
    std::vector<std::string> environment = {};
    /// From the start to the hello, and from a request to its plan: weights are read in that time.
    std::chrono::milliseconds answer_max{120'000};
    /// From a stop request to the end of what is being made; then it is killed.
    std::chrono::milliseconds stop_max{10'000};
};

class EngineChild final : public ByteSource {
  public:
    /// Starts the program; what it prints goes to our standard error. Ctrl-C does not reach it:
    /// that is for us to tell. Should we die, it sees the socket close and ends.
    static Result<std::unique_ptr<EngineChild>> start(const ProgramOptions& options);

    EngineChild(const EngineChild&) = delete;
    EngineChild& operator=(const EngineChild&) = delete;
    ~EngineChild() override;

    /// Whether it has neither ended nor said anything unasked.
    bool is_idle();

    /// Begins a talk that `stop` ends: first by telling the child, then by force. With `limited`,
    /// no part of it may take longer than answer_max.
    void begin(std::stop_token stop, bool limited);

    Result<void> send(
        MessageKind kind,
        std::span<const std::byte> bytes,
        std::span<const FileDescriptor> files = {}
    );

    Result<void> read(std::span<std::byte> bytes) override;

    /// Asks it to end what it is making; it has stop_max for that.
    void stop_soon();

    /// Whether something came since begin().
    bool has_answered() const { return has_answered_; }

    /// Whether it has closed its end.
    bool is_lost() const { return is_lost_; }

    /// Whether it was asked to stop since begin().
    bool is_stopping() const { return stop_by_.has_value(); }

    /// Ends it, and says what became of it: `error` is what the talk ended with, `name` the
    /// engine's.
    Error explain(const Error& error, const std::string& name);

  private:
    using Clock = std::chrono::steady_clock;

    EngineChild(pid_t id, FileDescriptor socket, const ProgramOptions& options);

    Result<void> look();
    /// The status of waitpid, once it has ended; waits at most that long before it is killed.
    std::optional<int> end(std::chrono::milliseconds wait_max);

    pid_t id_;
    MessageSocket socket_;
    std::chrono::milliseconds answer_max_;
    std::chrono::milliseconds stop_max_;
    std::stop_token stop_ = {};
    std::optional<Clock::time_point> answer_by_ = std::nullopt;
    std::optional<Clock::time_point> stop_by_ = std::nullopt;
    bool is_told_ = false;
    bool is_lost_ = false;
    bool has_answered_ = false;
};

}  // namespace hibari::engine
