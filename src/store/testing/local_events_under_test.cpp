#include "base/check.h"
#include "store/testing/events_under_test.h"
#include "store/testing/temporary_folder.h"

namespace hibari::store::testing {
namespace {

class LocalUnderTest final : public EventsUnderTest {
  public:
    LocalUnderTest() { start_middle(); }

    std::unique_ptr<Events> open(EventsOptions options) override {
        options.url = "unix:" + (folder_.path() / "events.sock").string();
        auto opened = open_events(options);
        HIBARI_CHECK(opened.has_value());
        return std::move(*opened);
    }

    void stop_middle() override { hub_.reset(); }

    void start_middle() override { hub_ = open({.role = EventsRole::kHub}); }

  private:
    TemporaryFolder folder_;
    std::unique_ptr<Events> hub_;
};

}  // namespace

std::unique_ptr<EventsUnderTest> make_events_under_test() {
    return std::make_unique<LocalUnderTest>();
}

std::string missing_transport() {
    return "";
}

}  // namespace hibari::store::testing
