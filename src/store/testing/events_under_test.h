#pragma once

// Where the contract suite of events gets its participants from; one source per transport defines
// it.

#include "store/events.h"

#include <memory>
#include <string>

namespace hibari::store::testing {

/// One installation: something in the middle (the hub, the server), and participants around it.
class EventsUnderTest {
  public:
    virtual ~EventsUnderTest() = default;

    /// A new participant, as another process would be.
    virtual std::unique_ptr<Events> open(EventsOptions options = {}) = 0;

    /// Ends what is in the middle, and starts it again at the same place.
    virtual void stop_middle() = 0;
    virtual void start_middle() = 0;
};

/// Null when what it needs is not installed; `missing_transport()` then says what. The middle runs.
std::unique_ptr<EventsUnderTest> make_events_under_test();

std::string missing_transport();

}  // namespace hibari::store::testing
