#include "store/testing/nats_server.h"

#include "base/check.h"
#include "store/events.h"

#include <filesystem>

namespace hibari::store::testing {
namespace {

constexpr std::chrono::seconds kStartMax{20};

// Debian puts it where only the administrator's PATH looks. Empty when it is not there.
std::string program() {
    for (const char* one : {"nats-server", "/usr/sbin/nats-server"}) {
        if (testing::is_installed(one)) {
            return one;
        }
    }
    return "";
}

}  // namespace

bool NatsServer::is_installed() {
    return !program().empty();
}

NatsServer::NatsServer() : port_(free_port()) {
    start();
}

void NatsServer::start() {
    auto started = Process::start({
        .words =
            {program(),
             "--addr",
             "127.0.0.1",
             "--port",
             std::to_string(port_),
             "--jetstream",
             "--store_dir",
             (folder_.path() / "streams").string()},
        .log = folder_.path() / "log",
    });
    HIBARI_CHECK(started.has_value());
    process_.emplace(std::move(*started));
    const auto probe = open_events({.url = url(), .reconnect_max = std::chrono::milliseconds(20)});
    HIBARI_CHECK(probe.has_value() && (*probe)->flush(kStartMax).has_value());
}

void NatsServer::forget() {
    std::filesystem::remove_all(folder_.path() / "streams");
}

}  // namespace hibari::store::testing
