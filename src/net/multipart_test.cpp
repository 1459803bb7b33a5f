#include "net/multipart.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hibari::net {
namespace {

constexpr const char* kType = "multipart/form-data; boundary=x";

std::string part(std::string_view name, std::string_view data) {
    return "--x\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"\r\n\r\n" +
           std::string(data) + "\r\n";
}

std::string error_of(std::string_view body, std::string_view type = kType) {
    const auto parts = parse_multipart(type, body);
    if (parts) {
        return "";
    }
    EXPECT_EQ(parts.error().code, ErrorCode::kInvalidArgument);
    return parts.error().message;
}

TEST(Multipart, SplitsFieldsAndFiles) {
    const std::string body =
        part("prompt", "a red ball") + part("video[id]", "video_1") +
        "--x\r\ncontent-type: image/png\r\nX-Other: 1\r\n"
        "content-disposition: form-data; name=input_reference; filename=\"a \\\"b\\\".png\"\r\n\r\n"
        "\x89PNG\r\n\r\n--not\r\n--x--\r\n";
    const auto parts = parse_multipart("Multipart/Form-Data; charset=utf-8; boundary=\"x\"", body);
    ASSERT_TRUE(parts) << to_string(parts.error());
    ASSERT_EQ(parts->size(), 3U);
    EXPECT_EQ((*parts)[0].name, "prompt");
    EXPECT_EQ((*parts)[0].data, "a red ball");
    EXPECT_FALSE((*parts)[0].filename);
    EXPECT_EQ((*parts)[1].name, "video[id]");
    EXPECT_EQ((*parts)[2].name, "input_reference");
    EXPECT_EQ((*parts)[2].filename, "a \"b\".png");
    EXPECT_EQ((*parts)[2].content_type, "image/png");
    EXPECT_EQ((*parts)[2].data, "\x89PNG\r\n\r\n--not");
}

TEST(Multipart, CopiesNoData) {
    const std::string body = part("a", "data") + "--x--";
    const auto parts = parse_multipart(kType, body);
    ASSERT_TRUE(parts);
    EXPECT_GE(parts->front().data.data(), body.data());
    EXPECT_LT(parts->front().data.data(), body.data() + body.size());
}

TEST(Multipart, BoundaryLookalikesBelongToTheData) {
    const std::string data = "a\r\n--xy\r\n--x-\r\n--\r\n-x\r\n\r--x";
    const std::string body = part("a", data) + "--x--";
    const auto parts = parse_multipart(kType, body);
    ASSERT_TRUE(parts) << to_string(parts.error());
    ASSERT_EQ(parts->size(), 1U);
    EXPECT_EQ(parts->front().data, data);
}

TEST(Multipart, TakesEmptyDataAndPadding) {
    const std::string body = "preamble\r\n" + part("a", "") + "--x \t\r\n" +
                             "content-disposition: form-data; name=b\r\n\r\n\r\n--x--\r\n";
    const auto parts = parse_multipart(kType, body);
    ASSERT_TRUE(parts) << to_string(parts.error());
    ASSERT_EQ(parts->size(), 2U);
    EXPECT_EQ((*parts)[0].data, "");
    EXPECT_EQ((*parts)[1].data, "");
}

TEST(Multipart, MayHaveNoParts) {
    const auto parts = parse_multipart(kType, "--x--\r\n");
    ASSERT_TRUE(parts);
    EXPECT_TRUE(parts->empty());
}

TEST(Multipart, RefusesHostileBoundaries) {
    const std::string body = part("a", "b") + "--x--";
    EXPECT_NE(error_of(body, ""), "");
    EXPECT_NE(error_of(body, "application/json"), "");
    EXPECT_NE(error_of(body, "multipart/mixed; boundary=x"), "");
    EXPECT_NE(error_of(body, "multipart/form-data"), "");
    EXPECT_NE(error_of(body, "multipart/form-data; boundary="), "");
    EXPECT_NE(error_of(body, "multipart/form-data; boundary=\"\""), "");
    EXPECT_NE(error_of(body, "multipart/form-data; boundary=\"x "), "");
    EXPECT_NE(error_of(body, "multipart/form-data; boundary=\"x \""), "");
    EXPECT_NE(error_of(body, "multipart/form-data; boundary=\"x\r\n\""), "");
    EXPECT_NE(error_of(body, "multipart/form-data; boundary=x; boundary=y"), "");
    EXPECT_NE(error_of(body, "multipart/form-data; boundary=" + std::string(71, 'x')), "");
    EXPECT_NE(error_of(body, "multipart/form-data; boundary=y"), "");
}

TEST(Multipart, RefusesBrokenParts) {
    EXPECT_NE(error_of(""), "");
    EXPECT_NE(error_of("--x"), "");
    EXPECT_NE(error_of("--x\r\n"), "");
    EXPECT_NE(error_of("--x\r\n\r\n--x--"), "");
    EXPECT_NE(error_of(part("a", "b")), "");
    EXPECT_NE(error_of(part("a", "b") + "--x"), "");
    EXPECT_NE(error_of(part("a", "b") + "--x-"), "");
    EXPECT_NE(error_of(part("a", "b") + "--x--\r\nmore"), "");
    EXPECT_NE(error_of(part("", "b") + "--x--"), "");
    EXPECT_NE(error_of("--x\r\ncontent-type: text/plain\r\n\r\nb\r\n--x--"), "");
    EXPECT_NE(error_of("--x\r\ncontent-disposition: attachment; name=a\r\n\r\nb\r\n--x--"), "");
    EXPECT_NE(error_of("--x\r\ncontent-disposition: form-data\r\n\r\nb\r\n--x--"), "");
    EXPECT_NE(error_of("--x\r\nno colon\r\n\r\nb\r\n--x--"), "");
    EXPECT_NE(error_of("--x\r\n: empty\r\n\r\nb\r\n--x--"), "");
    EXPECT_NE(error_of("--x\r\ncontent-disposition: form-data;\r\n name=a\r\n\r\nb\r\n--x--"), "");
    EXPECT_NE(error_of(part(std::string_view("a\0b", 3), "b") + "--x--"), "");
    EXPECT_NE(error_of(std::string_view()), "");
    EXPECT_NE(error_of(part("\xff", "b") + "--x--"), "");
    EXPECT_NE(
        error_of("--x\r\ncontent-disposition: form-data; name=a\r\n"
                 "content-disposition: form-data; name=b\r\n\r\nb\r\n--x--"),
        ""
    );
    EXPECT_NE(
        error_of("--x\r\ncontent-disposition: form-data; name=a\r\n"
                 "content-transfer-encoding: base64\r\n\r\nb\r\n--x--"),
        ""
    );
}

TEST(Multipart, KeepsItsLimits) {
    const MultipartLimits limits{.parts_max = 2, .head_bytes_max = 100, .name_bytes_max = 3};
    const std::string two = part("a", "1") + part("b", "2");
    EXPECT_TRUE(parse_multipart(kType, two + "--x--", limits));
    EXPECT_FALSE(parse_multipart(kType, two + part("c", "3") + "--x--", limits));
    EXPECT_TRUE(parse_multipart(kType, part("abc", "1") + "--x--", limits));
    EXPECT_FALSE(parse_multipart(kType, part("abcd", "1") + "--x--", limits));
    const std::string head = "--x\r\ncontent-disposition: form-data; name=a\r\nx: ";
    EXPECT_TRUE(parse_multipart(kType, head + std::string(40, 'y') + "\r\n\r\n\r\n--x--", limits));
    EXPECT_FALSE(parse_multipart(kType, head + std::string(400, 'y') + "\r\n\r\n\r\n--x--", limits)
    );
}

RC_GTEST_PROP(Multipart, GivesBackWhatWasSent, (const std::vector<std::string>& data)) {
    RC_PRE(data.size() <= MultipartLimits().parts_max);
    const std::string boundary = "4f3c0b6e9d1a4f7e";
    std::string body;
    for (const std::string& one : data) {
        body +=
            "--" + boundary + "\r\ncontent-disposition: form-data; name=a\r\n\r\n" + one + "\r\n";
    }
    body += "--" + boundary + "--\r\n";
    const auto parts = parse_multipart("multipart/form-data; boundary=" + boundary, body);
    RC_ASSERT(parts.has_value());
    RC_ASSERT(parts->size() == data.size());
    for (std::size_t i = 0; i < data.size(); ++i) {
        RC_ASSERT((*parts)[i].data == data[i]);
    }
}

}  // namespace
}  // namespace hibari::net
