#pragma once

// Warns in the log, at the start and twice a day, when the keys that the keeper signs with end
// soon: those that were lent are not replaced by themselves.

#include "base/clock.h"
#include "base/log.h"
#include "trust/keeper/keeper_client.h"

#include <thread>

namespace hibari::cli {

class KeyWatch {
  public:
    /// All outlive it.
    KeyWatch(trust::KeeperClient& keeper, const Clock& clock, Log& log);

  private:
    std::jthread thread_;
};

}  // namespace hibari::cli
