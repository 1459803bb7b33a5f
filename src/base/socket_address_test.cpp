#include "base/socket_address.h"

#include "base/ids.h"

#include <gtest/gtest.h>

namespace hibari {
namespace {

namespace fs = std::filesystem;

TEST(SocketAddress, NamesSocketsInFoldersDeeperThanAnAddressIsLong) {
    const fs::path root = fs::path(testing::TempDir()) / make_id("sockets_");
    const fs::path folder = root / std::string(100, 'a') / std::string(100, 'b');
    fs::create_directories(folder);
    const auto address = socket_address_of(folder / "here.sock");
    ASSERT_TRUE(address) << to_string(address.error());
    const FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    EXPECT_EQ(::bind(socket.number(), address->plain(), sizeof(address->value)), 0);
    EXPECT_TRUE(fs::exists(folder / "here.sock"));
    fs::remove_all(root);
}

TEST(SocketAddress, RefusesWhatCannotBeAnAddress) {
    const auto missing = socket_address_of("/no/such/folder/here.sock");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
    const auto too_long = socket_address_of(fs::path(testing::TempDir()) / std::string(120, 'x'));
    ASSERT_FALSE(too_long);
    EXPECT_EQ(too_long.error().code, ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace hibari
