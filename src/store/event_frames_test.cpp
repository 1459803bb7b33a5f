#include "store/event_frames.h"

#include "store/events.h"

#include <gtest/gtest.h>

namespace hibari::store::detail {
namespace {

TEST(EventFrames, ComeBackAsTheyWereHoweverTheyAreCut) {
    const std::string payload("\0\x01 text", 7);
    const std::string bytes = to_bytes(Frame::Kind::kEvent, "a.b", payload) +
                              to_bytes(Frame::Kind::kPing, "", "7") +
                              to_bytes(Frame::Kind::kSubscribe, "a.*", "");
    for (std::size_t portion = 1; portion <= bytes.size(); ++portion) {
        FrameReader reader;
        std::vector<Frame> frames;
        for (std::size_t at = 0; at < bytes.size(); at += portion) {
            reader.add(std::string_view(bytes).substr(at, portion));
            while (auto frame = reader.next().value()) {
                frames.push_back(std::move(*frame));
            }
        }
        ASSERT_EQ(frames.size(), 3U);
        EXPECT_EQ(frames[0].subject, "a.b");
        EXPECT_EQ(frames[0].payload, payload);
        EXPECT_EQ(frames[1].kind, Frame::Kind::kPing);
        EXPECT_EQ(frames[2].subject, "a.*");
    }
}

TEST(EventFrames, TheLargestFits) {
    FrameReader reader;
    reader.add(to_bytes(
        Frame::Kind::kEvent, std::string(kSubjectBytesMax, 's'), std::string(kPayloadBytesMax, 'p')
    ));
    EXPECT_TRUE(reader.next().value());
}

TEST(EventFrames, NonsenseIsDataLoss) {
    const std::vector<std::string> nonsense{
        std::string("\xff\xff\xff\xff", 4),              // Too long.
        std::string("\x00\x00\x00\x00", 4),              // Too short.
        std::string("\x03\x00\x00\x00\x00\x00\x00", 7),  // Kind 0.
        std::string("\x03\x00\x00\x00\x09\x00\x00", 7),  // Kind 9.
        std::string("\x03\x00\x00\x00\x01\x01\x00", 7),  // A subject longer than the frame.
    };
    for (const std::string& bytes : nonsense) {
        FrameReader reader;
        reader.add(bytes);
        EXPECT_EQ(reader.next().error().code, ErrorCode::kDataLoss);
    }
}

}  // namespace
}  // namespace hibari::store::detail
