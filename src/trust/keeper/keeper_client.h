#pragma once

// A signer whose keys are with the keeper. When the keeper died meanwhile it is started anew by its
// guard, or another guard's takes its place, and the client asks again. May be asked from several
// threads at once: they do not wait for each other's answers.

#include "base/descriptor.h"
#include "trust/audit/signing_key.h"
#include "trust/c2pa/signer.h"
#include "trust/keeper/keeper_messages.h"
#include "trust/keeper/statement.h"

#include <chrono>
#include <filesystem>
#include <mutex>
#include <semaphore>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

class KeeperClient final : public ManifestSigner {
  public:
    /// How long a question waits for its answer, all attempts together.
    static constexpr std::chrono::milliseconds kPatience{5'000};

    /// Connects when it is asked first. Every question fails with kUnavailable when the keeper at
    /// that socket does not answer within `patience`.
    explicit KeeperClient(
        std::filesystem::path socket, std::chrono::milliseconds patience = kPatience
    )
        : path_(std::move(socket)), patience_(patience) {}

    Result<std::vector<std::string>> certificates() override;
    Result<std::string> sign(const Digest& digest) override;
    Result<std::string> time_stamp(const Digest& imprint) override;

    /// The root's certificate, DER: whom to trust when own files are read.
    Result<std::string> root_certificate();

    /// 32 bytes: the key of the invisible marks (KeyFolder::mark_key).
    Result<std::string> mark_key();

    /// What signs statements of that kind: the public key is here, the other with the keeper. This
    /// client must outlive it.
    Result<SigningKey> signing_key(Statement kind);

  private:
    using Time = std::chrono::steady_clock::time_point;

    /// More questions at once wait for one of these to be answered.
    static constexpr std::ptrdiff_t kConnectionsMax = 8;

    Result<std::string> ask(KeeperQuestion question, std::string content);
    Result<std::string> ask_until(Time deadline, std::string_view packet);
    Result<std::string> ask_over(FileDescriptor socket, std::string_view packet, Time deadline);
    FileDescriptor take_idle();

    std::filesystem::path path_;
    std::chrono::milliseconds patience_;
    std::counting_semaphore<kConnectionsMax> places_{kConnectionsMax};
    std::mutex mutex_;
    /// Connections over which nobody asks now.
    std::vector<FileDescriptor> idle_;
};

}  // namespace hibari::trust
