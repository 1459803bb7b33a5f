#include "trust/audit/checkpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

using ::testing::HasSubstr;

SigningKey test_key(char seed = 'k') {
    return local_signing_key("hibari.example", std::string(32, seed)).value();
}

VerifierKey public_of(const SigningKey& key) {
    return {.name = key.name, .public_key = key.public_key};
}

TEST(Checkpoint, ReadsBackAndNamesItsKey) {
    const Checkpoint checkpoint{
        .origin = "hibari.example/audit", .size = 5, .root = hash_bytes("root")
    };
    const std::string note = sign_checkpoint(checkpoint, test_key()).value();
    EXPECT_TRUE(note.starts_with("hibari.example/audit\n5\n"));
    const SignedCheckpoint read = parse_checkpoint(note).value();
    EXPECT_EQ(read.checkpoint.size, 5U);
    EXPECT_EQ(read.checkpoint.root, checkpoint.root);
    EXPECT_TRUE(is_by(read, public_of(test_key())));
    EXPECT_FALSE(is_by(read, public_of(test_key('x'))));
    EXPECT_FALSE(is_by(read, {.name = "other", .public_key = test_key().public_key}));
}

TEST(Checkpoint, AnyByteThatWasChangedIsFound) {
    const std::string note =
        sign_checkpoint({.origin = "o", .size = 12, .root = hash_bytes("r")}, test_key()).value();
    for (std::size_t i = 0; i < note.size(); ++i) {
        std::string touched = note;
        touched[i] = touched[i] == '1' ? '2' : '1';
        const auto read = parse_checkpoint(touched);
        EXPECT_FALSE(read && is_by(*read, public_of(test_key()))) << i;
    }
}

TEST(Checkpoint, WhatIsNoneIsRefusedInWords) {
    EXPECT_THAT(parse_checkpoint("").error().message, HasSubstr("nobody signed it"));
    EXPECT_THAT(parse_checkpoint("a\n1\n\n").error().message, HasSubstr("a line each"));
    EXPECT_THAT(parse_checkpoint("a\n01\nAA==\n\nx\n").error().message, HasSubstr("size"));
    EXPECT_THAT(parse_checkpoint("a\n1\nAA==\n\nx\n").error().message, HasSubstr("32 bytes"));
    EXPECT_FALSE(parse_checkpoint(std::string(5000, 'a')));
}

// signed-note's own example: the verifier key of PeterNeumann.
TEST(VerifierKey, IsTheOneOfTheStandard) {
    const std::string text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const VerifierKey key = parse_verifier_key(text).value();
    EXPECT_EQ(key.name, "PeterNeumann");
    EXPECT_EQ(to_string(key), text);
    EXPECT_FALSE(
        parse_verifier_key("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    );
    EXPECT_FALSE(parse_verifier_key("a+b"));
    EXPECT_EQ(
        parse_verifier_key(to_string(public_of(test_key())))->public_key, test_key().public_key
    );
}

}  // namespace
}  // namespace hibari::trust
