#include "engine/process/message_socket.h"

#include <array>
#include <cstdio>
#include <gtest/gtest.h>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <vector>

namespace hibari::engine {
namespace {

class MessageSocketTest : public ::testing::Test {
  protected:
    void SetUp() override {
        auto ends = connected_sockets();
        ASSERT_TRUE(ends);
        here_.emplace(std::move(ends->first));
        there_.emplace(std::move(ends->second));
    }

    std::optional<MessageSocket> here_;
    std::optional<MessageSocket> there_;
};

TEST_F(MessageSocketTest, CarriesMoreThanItsBuffer) {
    const std::vector<std::byte> sent(3'000'000, std::byte{7});
    std::jthread writer([&] { EXPECT_TRUE(here_->send(MessageKind::kFrame, sent)); });
    MessageHead head;
    ASSERT_TRUE(there_->read(writable_bytes_of(head)));
    EXPECT_EQ(head.kind, MessageKind::kFrame);
    ASSERT_EQ(head.bytes, sent.size());
    std::vector<std::byte> got(sent.size());
    ASSERT_TRUE(there_->read(got));
    EXPECT_EQ(got, sent);
    EXPECT_TRUE(there_->is_quiet());
}

// Each would wait for the other to read first, had they no threads for both.
TEST_F(MessageSocketTest, BothSidesMayWriteAtOnce) {
    const std::vector<std::byte> sent(1'000'000, std::byte{7});
    const auto talk = [&](MessageSocket& socket) {
        std::jthread writer([&] { EXPECT_TRUE(socket.send(MessageKind::kFrame, sent)); });
        std::vector<std::byte> got(sizeof(MessageHead) + sent.size());
        EXPECT_TRUE(socket.read(got));
    };
    std::jthread other([&] { talk(*there_); });
    talk(*here_);
}

TEST_F(MessageSocketTest, HandsOverFilesThatCanBeRead) {
    FILE* file = std::tmpfile();
    ASSERT_NE(file, nullptr);
    std::fputs("content", file);
    std::fflush(file);
    std::vector<FileDescriptor> files;
    files.emplace_back(::dup(::fileno(file)));
    files.emplace_back(::dup(::fileno(file)));
    ASSERT_TRUE(here_->send(MessageKind::kPlan, {}, {}, files));
    MessageHead head;
    ASSERT_TRUE(there_->read(writable_bytes_of(head)));
    const auto taken = there_->take_files();
    ASSERT_EQ(taken.size(), 2U);
    EXPECT_TRUE(there_->take_files().empty());
    std::array<char, 8> text{};
    EXPECT_EQ(::pread(taken[1].number(), text.data(), text.size(), 0), 7);
    EXPECT_STREQ(text.data(), "content");
    std::fclose(file);
}

TEST_F(MessageSocketTest, SaysThatTheOtherSideHasGone) {
    there_.reset();
    MessageHead head;
    EXPECT_EQ(here_->read(writable_bytes_of(head)).error().code, ErrorCode::kUnavailable);
    EXPECT_EQ(here_->send(MessageKind::kStop, {}).error().code, ErrorCode::kUnavailable);
    EXPECT_FALSE(here_->try_send(MessageKind::kStop));
    EXPECT_FALSE(here_->is_quiet());
}

TEST_F(MessageSocketTest, PatienceEndsWaitingForReadingAndForWriting) {
    int looks = 0;
    const Patience some = [&]() -> Result<void> {
        if (++looks < 3) {
            return {};
        }
        return fail(ErrorCode::kDeadlineExceeded, "enough");
    };
    MessageHead head;
    EXPECT_EQ(
        here_->read(writable_bytes_of(head), some).error().code, ErrorCode::kDeadlineExceeded
    );
    looks = 0;
    const std::vector<std::byte> much(10'000'000);
    EXPECT_EQ(
        here_->send(MessageKind::kFrame, much, some).error().code, ErrorCode::kDeadlineExceeded
    );
    // The buffer is full now; a head does not wait.
    EXPECT_FALSE(here_->try_send(MessageKind::kStop));
}

}  // namespace
}  // namespace hibari::engine
