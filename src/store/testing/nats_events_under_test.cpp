// Starts a nats-server for each test.

#include "base/check.h"
#include "store/testing/events_under_test.h"
#include "store/testing/nats_server.h"

namespace hibari::store::testing {
namespace {

class NatsUnderTest final : public EventsUnderTest {
  public:
    std::unique_ptr<Events> open(EventsOptions options) override {
        options.url = server_.url();
        auto opened = open_events(options);
        HIBARI_CHECK(opened.has_value());
        return std::move(*opened);
    }

    void stop_middle() override { server_.stop(); }

    void start_middle() override { server_.start(); }

  private:
    NatsServer server_;
};

}  // namespace

std::unique_ptr<EventsUnderTest> make_events_under_test() {
    return NatsServer::is_installed() ? std::make_unique<NatsUnderTest>() : nullptr;
}

std::string missing_transport() {
    return "nats-server";
}

}  // namespace hibari::store::testing
