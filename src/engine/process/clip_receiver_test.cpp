#include "engine/process/clip_receiver.h"

#include "engine/process/testing/memory_source.h"
#include "engine/process/testing/strict_clip.h"

#include <gtest/gtest.h>

namespace hibari::engine {
namespace {

using testing::MemorySource;
using testing::message;

constexpr std::string_view kFormat = R"({"size":[2,2],"fps":24,"frame_count":2})";

std::string frame(char value) {
    return message(MessageKind::kFrame, std::string(12, value));
}

std::string done() {
    return message(
        MessageKind::kDone,
        R"({"format":)" + std::string(kFormat) + R"(,"interpretation":{"a":1},"script":[]})"
    );
}

class ClipReceiverTest : public ::testing::Test {
  protected:
    Reply receive(const std::string& bytes) {
        MemorySource source(bytes);
        return receive_clip(source, request_, sink_, progress_, [this] { ++given_up_; });
    }

    const std::string begin_ = message(MessageKind::kBegin, kFormat);
    const std::string finish_ = message(MessageKind::kFinish);
    const std::string whole_ = begin_ + frame('a') + frame('b') + finish_ + done();
    ClipRequest request_{.prompt = "p", .size = {2, 2}, .fps = 24};
    testing::StrictClip sink_;
    Progress progress_;
    int given_up_ = 0;
};

TEST_F(ClipReceiverTest, TakesAWholeClip) {
    const std::string sound(8, '\0');
    const Reply reply = receive(
        begin_ + frame('a') + message(MessageKind::kSound, sound) +
        message(MessageKind::kProgress, R"({"stage":"paint","done":1,"total":2,"fraction":0.5})") +
        frame('b') + finish_ + done()
    );
    ASSERT_TRUE(reply.answer) << to_string(reply.answer.error());
    EXPECT_TRUE(reply.is_whole);
    EXPECT_TRUE(sink_.clip.finished);
    EXPECT_EQ(sink_.clip.frames.at(1).pixels()[11], 'b');
    EXPECT_EQ(progress_.report().stage, "paint");
    EXPECT_EQ(reply.answer->interpretation.at("a").as_integer(), 1);
}

TEST_F(ClipReceiverTest, AClipThatBreaksOffIsNotFinished) {
    for (std::size_t size = 0; size < whole_.size(); ++size) {
        sink_ = {};
        const Reply reply = receive(whole_.substr(0, size));
        ASSERT_FALSE(reply.answer) << size;
        EXPECT_FALSE(reply.is_whole);
        EXPECT_FALSE(sink_.clip.finished) << size;
        EXPECT_EQ(reply.answer.error().code, ErrorCode::kUnavailable);
    }
}

TEST_F(ClipReceiverTest, AClipIsReportedAsItBegan) {
    const Reply reply = receive(
        begin_ + frame('a') + frame('b') + finish_ +
        message(MessageKind::kDone, R"({"format":{"size":[2,2],"fps":24,"frame_count":3}})")
    );
    ASSERT_FALSE(reply.answer);
    EXPECT_EQ(reply.answer.error().code, ErrorCode::kInternal);
    EXPECT_FALSE(sink_.clip.finished);
}

TEST_F(ClipReceiverTest, ASinkThatFailsIsTheReasonAndTheRestIsRead) {
    sink_.fail_at = 1;
    const Reply reply = receive(whole_);
    ASSERT_FALSE(reply.answer);
    EXPECT_EQ(reply.answer.error().message, "the disk is full");
    EXPECT_TRUE(reply.is_whole);
    EXPECT_EQ(given_up_, 1);
    EXPECT_FALSE(sink_.clip.finished);
}

TEST_F(ClipReceiverTest, TheSinksErrorIsToldEvenWhenTheEngineDiesOfIt) {
    sink_.fail_at = 0;
    const Reply reply = receive(begin_ + frame('a'));
    EXPECT_EQ(reply.answer.error().message, "the disk is full");
    EXPECT_FALSE(reply.is_whole);
}

TEST_F(ClipReceiverTest, AnErrorOfTheEngineEndsAWholeTalk) {
    const Reply reply = receive(
        begin_ + frame('a') +
        message(MessageKind::kError, R"({"code":"unsupported","message":"no","hint":"do"})")
    );
    ASSERT_FALSE(reply.answer);
    EXPECT_TRUE(reply.is_whole);
    EXPECT_EQ(reply.answer.error().code, ErrorCode::kUnsupported);
    EXPECT_EQ(reply.answer.error().hint, "do");
}

TEST_F(ClipReceiverTest, KeepsOnlyWhatTheRequestHas) {
    request_.source = {.change = Change::kExtend};
    const Reply reply = receive(begin_ + message(MessageKind::kKeep));
    EXPECT_EQ(reply.answer.error().code, ErrorCode::kInternal);
}

TEST(ReceiveHello, NamesAnotherVersion) {
    MemorySource older(message(MessageKind::kHello, std::string("\0\0\0\0", 4)));
    EXPECT_EQ(receive_hello(older).error().code, ErrorCode::kFailedPrecondition);
    MemorySource ours(message(MessageKind::kHello, std::string("\1\0\0\0", 4)));
    EXPECT_TRUE(receive_hello(ours));
    MemorySource longer(message(MessageKind::kHello, "12345"));
    EXPECT_EQ(receive_hello(longer).error().code, ErrorCode::kInternal);
}

}  // namespace
}  // namespace hibari::engine
