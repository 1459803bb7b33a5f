#include "net/outgoing.h"

#include <gtest/gtest.h>
#include <string>
#include <sys/mman.h>
#include <sys/socket.h>
#include <utility>

namespace hibari::net {
namespace {

using Progress = Outgoing::Progress;

/// Two ends of a connection within this process; ours does not block.
struct Ends {
    Ends() {
        int numbers[2] = {-1, -1};
        EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, numbers), 0);
        ours = FileDescriptor(numbers[0]);
        theirs = FileDescriptor(numbers[1]);
    }

    std::string read() const {
        std::string all;
        std::string buffer(1U << 16U, '\0');
        ssize_t count = 0;
        while ((count = recv(theirs.number(), buffer.data(), buffer.size(), 0)) > 0) {
            all.append(buffer, 0, static_cast<std::size_t>(count));
        }
        return all;
    }

    FileDescriptor ours;
    FileDescriptor theirs;
};

ResponseBody file_body(std::string_view content, std::uint64_t offset, std::uint64_t size) {
    FileDescriptor file(memfd_create("content", MFD_CLOEXEC));
    EXPECT_EQ(write(file.number(), content.data(), content.size()), ssize_t(content.size()));
    return FileSlice{.file = std::move(file), .offset = offset, .size = size};
}

// Sends all of it to a reader that keeps up.
std::string transmit(const std::string& head, const ResponseBody& body, std::uint64_t bytes) {
    const Ends ends;
    Outgoing outgoing;
    outgoing.begin(head, &body, bytes);
    std::string received;
    Progress progress = Progress::kBlocked;
    do {
        progress = outgoing.send_to(ends.ours.number());
        received += ends.read();
    } while (progress == Progress::kBlocked || progress == Progress::kTurnOver);
    EXPECT_EQ(progress, Progress::kDone);
    EXPECT_EQ(outgoing.body_sent(), bytes);
    return received;
}

TEST(Outgoing, SendsHeadAndText) {
    EXPECT_EQ(transmit("head ", ResponseBody("text"), 4), "head text");
    EXPECT_EQ(transmit("head ", ResponseBody("text"), 0), "head ") << "as for HEAD";
}

TEST(Outgoing, SendsHeadAndFile) {
    EXPECT_EQ(transmit("head ", file_body("0123456789", 2, 5), 5), "head 23456");
}

TEST(Outgoing, ResumesWhereTheSocketWasFull) {
    std::string content(10U << 20U, '\0');
    for (std::size_t i = 0; i < content.size(); ++i) {
        content[i] = static_cast<char>(i * 31 >> 8U);
    }
    EXPECT_EQ(transmit("h", ResponseBody(content), content.size()), "h" + content);
    EXPECT_EQ(transmit("h", file_body(content, 0, content.size()), content.size()), "h" + content);
}

TEST(Outgoing, SaysThatTheSocketIsFull) {
    const Ends ends;
    const ResponseBody body(std::string(10U << 20U, 'x'));
    Outgoing outgoing;
    outgoing.begin("", &body, 10U << 20U);
    EXPECT_EQ(outgoing.send_to(ends.ours.number()), Progress::kBlocked);
    EXPECT_TRUE(outgoing.has_moved());
    EXPECT_EQ(outgoing.send_to(ends.ours.number()), Progress::kBlocked);
    EXPECT_FALSE(outgoing.has_moved());
}

TEST(Outgoing, BreaksWhenTheClientIsGone) {
    Ends ends;
    ends.theirs.reset();
    Outgoing outgoing;
    outgoing.begin("head", nullptr, 0);
    EXPECT_EQ(outgoing.send_to(ends.ours.number()), Progress::kBroken);
}

TEST(Outgoing, BreaksWhenTheFileIsShorterThanSaid) {
    const Ends ends;
    const ResponseBody body = file_body("abc", 0, 10);
    Outgoing outgoing;
    outgoing.begin("head", &body, 10);
    EXPECT_EQ(outgoing.send_to(ends.ours.number()), Progress::kBroken);
    EXPECT_EQ(outgoing.body_sent(), 3U);
}

}  // namespace
}  // namespace hibari::net
