#include "store/events.h"

#include "base/files.h"
#include "store/testing/temporary_folder.h"
#include "store/unix_socket.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <thread>

namespace hibari::store {
namespace {

using namespace std::chrono_literals;

TEST(Events, PatternsMatchWordByWord) {
    EXPECT_TRUE(matches("a.b", "a.b"));
    EXPECT_TRUE(matches("a.*", "a.b"));
    EXPECT_TRUE(matches("*.b", "a.b"));
    EXPECT_TRUE(matches("a.>", "a.b.c"));
    EXPECT_TRUE(matches(">", "a"));
    EXPECT_FALSE(matches("a.*", "a"));
    EXPECT_FALSE(matches("a.>", "a"));
    EXPECT_FALSE(matches("a.*", "a.b.c"));
    EXPECT_FALSE(matches("a.b", "a.bc"));
    EXPECT_FALSE(matches("a.bc", "a.b"));
    EXPECT_FALSE(matches("a", "a.b"));
}

TEST(Events, UnknownUrlsAndFoldersAreRefused) {
    for (const char* url : {"", "unix:", "http://x"}) {
        EXPECT_EQ(open_events({.url = url}).error().code, ErrorCode::kInvalidArgument) << url;
    }
    EXPECT_EQ(
        open_events({.url = "unix:/no/such/folder/events.sock"}).error().code, ErrorCode::kNotFound
    );
}

TEST(EventsLocal, ADeepFolderIsNoTrouble) {
    const testing::TemporaryFolder folder;
    const auto deep = folder.path() / std::string(100, 'a') / std::string(100, 'b');
    std::filesystem::create_directories(deep);
    const std::string url = "unix:" + (deep / "events.sock").string();
    const auto hub = open_events({.url = url, .role = EventsRole::kHub});
    const auto member = open_events({.url = url});
    ASSERT_TRUE(hub && member);
    EXPECT_TRUE((*member)->flush(10s));
    struct stat status{};
    ASSERT_EQ(stat((deep / "events.sock").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(EventsLocal, ALeftOverSocketIsReplaced) {
    const testing::TemporaryFolder folder;
    const auto path = folder.path() / "events.sock";
    ASSERT_TRUE(write_file(path, "left over", Existing::kKeep));
    const auto hub = open_events({.url = "unix:" + path.string(), .role = EventsRole::kHub});
    const auto member = open_events({.url = "unix:" + path.string()});
    EXPECT_TRUE((*member)->flush(10s));
}

// Two servers on one folder: one keeps the hub, and the other takes over when it is gone.
TEST(EventsLocal, AnotherServerTakesTheHubOver) {
    const testing::TemporaryFolder folder;
    const std::string url = "unix:" + (folder.path() / "events.sock").string();
    const EventsOptions server{.url = url, .role = EventsRole::kHub, .reconnect_max = 20ms};
    auto first = open_events(server).value();
    ASSERT_TRUE(first->flush(10s));
    const auto second = open_events(server).value();
    ASSERT_TRUE(second->flush(10s));
    const auto member = open_events({.url = url, .reconnect_max = 20ms}).value();
    ASSERT_TRUE(member->flush(10s));
    first.reset();
    EXPECT_TRUE(second->flush(10s));
    EXPECT_TRUE(member->flush(10s));
}

// Whatever a stranger writes to the socket, the others do not notice.
TEST(EventsLocal, NonsenseFromOneMemberHarmsNobody) {
    const testing::TemporaryFolder folder;
    const auto path = folder.path() / "events.sock";
    const auto hub =
        open_events({.url = "unix:" + path.string(), .role = EventsRole::kHub}).value();
    ASSERT_TRUE(hub->flush(10s));
    for (const std::string& nonsense :
         {std::string("GET / HTTP/1.1\r\n\r\n"), std::string(70'000, '\0')}) {
        const auto stranger = detail::connect_to(path);
        ASSERT_TRUE(stranger) << to_string(stranger.error());
        send(stranger->number(), nonsense.data(), nonsense.size(), MSG_NOSIGNAL);
    }
    const auto member = open_events({.url = "unix:" + path.string()}).value();
    EXPECT_TRUE(member->flush(10s));
}

}  // namespace
}  // namespace hibari::store
