// Starts a nats-server for each test.

#include "base/check.h"
#include "store/testing/events_under_test.h"
#include "store/testing/process.h"
#include "store/testing/temporary_folder.h"

#include <optional>

namespace hibari::store::testing {
namespace {

constexpr std::chrono::seconds kStartMax{20};

// Debian puts it where only the administrator's PATH looks. Empty when it is not there.
std::string program() {
    for (const char* one : {"nats-server", "/usr/sbin/nats-server"}) {
        if (is_installed(one)) {
            return one;
        }
    }
    return "";
}

class NatsUnderTest final : public EventsUnderTest {
  public:
    NatsUnderTest() : port_(free_port()) { start_middle(); }

    std::unique_ptr<Events> open(EventsOptions options) override {
        options.url = "nats://127.0.0.1:" + std::to_string(port_);
        auto opened = open_events(options);
        HIBARI_CHECK(opened.has_value());
        return std::move(*opened);
    }

    void stop_middle() override { server_.reset(); }

    void start_middle() override {
        auto started = Process::start({
            .words = {program(), "--addr", "127.0.0.1", "--port", std::to_string(port_)},
            .log = folder_.path() / "log",
        });
        HIBARI_CHECK(started.has_value());
        server_.emplace(std::move(*started));
        const auto probe = open({.reconnect_max = std::chrono::milliseconds(20)});
        HIBARI_CHECK(probe->flush(kStartMax).has_value());
    }

  private:
    TemporaryFolder folder_;
    int port_;
    std::optional<Process> server_;
};

}  // namespace

std::unique_ptr<EventsUnderTest> make_events_under_test() {
    return program().empty() ? nullptr : std::make_unique<NatsUnderTest>();
}

std::string missing_transport() {
    return "nats-server";
}

}  // namespace hibari::store::testing
