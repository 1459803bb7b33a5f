#include "cli/key_watch.h"

#include "trust/c2pa/certificates.h"
#include "trust/c2pa/key_folder.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <string>

namespace hibari::cli {
namespace {

constexpr std::chrono::hours kLookEvery{12};

Result<std::string> warning_of(trust::KeeperClient& keeper, const Clock& clock) {
    const std::vector<std::string> chain = HIBARI_TRY(keeper.certificates());
    if (chain.empty()) {
        return std::string();
    }
    const auto facts = HIBARI_TRY(trust::certificate_facts(chain.front()));
    return trust::expiry_warning(facts.not_after, clock.wall_time());
}

void watch(const std::stop_token& stop, trust::KeeperClient& keeper, const Clock& clock, Log& log) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
        // Whoever needs a signature finds out by itself that the keeper does not answer.
        const auto warning = warning_of(keeper, clock);
        if (warning && !warning->empty()) {
            log.warning(*warning);
        }
        never.wait_for(lock, stop, kLookEvery, [] { return false; });
    }
}

}  // namespace

KeyWatch::KeyWatch(trust::KeeperClient& keeper, const Clock& clock, Log& log)
    : thread_([&](const std::stop_token& stop) { watch(stop, keeper, clock, log); }) {}

}  // namespace hibari::cli
