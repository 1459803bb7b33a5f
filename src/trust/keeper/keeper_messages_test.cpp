#include "trust/keeper/keeper_messages.h"

#include "base/base64.h"

#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

const std::string kCheckpoint = "hibari/audit\n3\n" + to_base64(std::string(32, 'r')) + "\n";

TEST(KeeperMessages, SignsOnlyWhatHasTheShapeOfItsKind) {
    const auto good = read_request("\x07\x02" + kCheckpoint);
    ASSERT_TRUE(good);
    EXPECT_EQ(good->question, KeeperQuestion::kSignStatement);
    EXPECT_FALSE(read_request("\x07\x01" + kCheckpoint));
}

TEST(KeeperMessages, QuestionsComeBack) {
    const KeeperRequest request{.question = KeeperQuestion::kStatementKey, .content = "\x02"};
    const auto read = read_request(write_request(request));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->question, request.question);
    EXPECT_EQ(read->content, request.content);
}

TEST(KeeperMessages, RefusesQuestionsThatNobodyCanMean) {
    for (const std::string& packet :
         {std::string(),
          std::string("\0", 1),
          std::string("\x09"),
          std::string("\x01more"),
          std::string("\x03short"),
          "\x04" + std::string(33, 'x'),
          std::string("\x05marks"),
          std::string("\x06"),
          std::string("\x06\x03"),
          std::string("\x06\x01\x01"),
          std::string("\x07"),
          std::string("\x07\x01"),
          std::string("\x07\x01text"),
          "\x07\x01" + kCheckpoint,
          "\x07\x03" + kCheckpoint,
          "\x03" + std::string(kKeeperBytesMax, 'x'),
          "\x07\x02" + std::string(kPacketBytesMax, 'x')}) {
        EXPECT_FALSE(read_request(packet)) << packet.size();
    }
}

TEST(KeeperMessages, AnswersAreBytesOrAReason) {
    EXPECT_EQ(*read_answer(write_answer(std::string("bytes"))), "bytes");
    const auto refused = read_answer(write_answer(fail(ErrorCode::kInternal, "no key")));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "the keeper of the keys: no key");
    EXPECT_FALSE(read_answer(""));
    EXPECT_FALSE(read_answer("\x07"));
}

TEST(KeeperMessages, ListsComeBack) {
    const std::vector<std::string> items{"one", "", "three"};
    EXPECT_EQ(*read_list(write_list(items)), items);
    EXPECT_FALSE(read_list("\x81\x01"));
    EXPECT_FALSE(read_list("\x9b\xff\xff\xff\xff\xff\xff\xff\xff"));
}

}  // namespace
}  // namespace hibari::trust
