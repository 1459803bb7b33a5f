#include "base/result.h"

#include <gtest/gtest.h>
#include <memory>

namespace hibari {
namespace {

Result<int> parse_digit(char c) {
    if (c < '0' || c > '9') {
        return fail({.code = ErrorCode::kInvalidArgument, .message = "not a digit", .hint = "0-9"});
    }
    return c - '0';
}

Result<void> require_even(int value) {
    if (value % 2 != 0) {
        return fail(ErrorCode::kInvalidArgument, "odd");
    }
    return {};
}

Result<std::string> describe(char c) {
    const int digit = HIBARI_TRY(parse_digit(c));
    HIBARI_TRY(require_even(digit));
    return "even " + std::to_string(digit);
}

Result<std::unique_ptr<int>> boxed(char c) {
    return std::make_unique<int>(HIBARI_TRY(parse_digit(c)));
}

TEST(Result, TryYieldsTheValue) {
    ASSERT_TRUE(describe('4'));
    EXPECT_EQ(*describe('4'), "even 4");
}

TEST(Result, TryReturnsTheErrorAcrossDifferentValueTypes) {
    const auto result = describe('x');
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kInvalidArgument);
    EXPECT_EQ(result.error().hint, "0-9");
    EXPECT_EQ(describe('3').error().message, "odd");
}

TEST(Result, HoldsMoveOnlyValues) {
    auto result = boxed('7');
    ASSERT_TRUE(result);
    EXPECT_EQ(**result, 7);
}

TEST(Result, MonadicStepsConvertBack) {
    const Result<int> doubled = parse_digit('4').map([](int digit) { return digit * 2; });
    EXPECT_EQ(*doubled, 8);
}

TEST(Error, PrintsFieldMessageAndHint) {
    const Error error{
        .code = ErrorCode::kNotFound, .message = "no such file", .field = "script", .hint = "look"
    };
    EXPECT_EQ(to_string(error), "script: no such file (look)");
    EXPECT_EQ(to_string(Error{.code = ErrorCode::kDataLoss}), "data_loss");
}

}  // namespace
}  // namespace hibari
