#include "trust/keeper/statement.h"

#include "base/base64.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace hibari::trust {
namespace {

std::string base64url(std::string_view bytes) {
    std::string text = to_base64(bytes);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    text.erase(std::min(text.find('='), text.size()));
    return text;
}

std::string receipt_of(std::string_view type) {
    const std::string header = R"({"alg":"EdDSA","typ":")" + std::string(type) + R"(","kid":"k"})";
    return base64url(header) + "." + base64url(R"({"version":"v"})");
}

std::string checkpoint_of(std::string_view size) {
    return "hibari/audit\n" + std::string(size) + "\n" + to_base64(std::string(32, 'r')) + "\n";
}

TEST(Statement, AReceiptIsNoCheckpointAndTheReverse) {
    const std::string receipt = receipt_of("consent-receipt+jws");
    const std::string checkpoint = checkpoint_of("12");
    EXPECT_TRUE(is_statement(Statement::kReceipt, receipt));
    EXPECT_FALSE(is_statement(Statement::kCheckpoint, receipt));
    EXPECT_TRUE(is_statement(Statement::kCheckpoint, checkpoint));
    EXPECT_FALSE(is_statement(Statement::kReceipt, checkpoint));
}

TEST(Statement, WhatIsNeitherIsNotSigned) {
    const std::string receipt = receipt_of("consent-receipt+jws");
    const std::string root = to_base64(std::string(32, 'r'));
    const std::vector<std::string> texts{
        "",
        ".",
        "text",
        receipt_of("JWT"),
        receipt_of("consent-receipt"),
        receipt + "\n",
        receipt + ".more",
        receipt.substr(0, receipt.find('.')),
        " " + receipt,
        checkpoint_of(""),
        checkpoint_of("-1"),
        checkpoint_of("123456789012345678901"),
        checkpoint_of("12") + "a fourth line\n",
        checkpoint_of("12").substr(0, checkpoint_of("12").size() - 1),
        "\n12\n" + root + "\n",
        "white space\n12\n" + root + "\n",
        "hibari/audit\n12\n" + to_base64("short") + "\n",
        receipt + std::string(kStatementBytesMax, 'A'),
        std::string(32, '\xff'),
    };
    for (const std::string& text : texts) {
        EXPECT_FALSE(is_statement(Statement::kReceipt, text)) << text.substr(0, 100);
        EXPECT_FALSE(is_statement(Statement::kCheckpoint, text)) << text.substr(0, 100);
    }
}

}  // namespace
}  // namespace hibari::trust
