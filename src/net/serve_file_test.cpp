#include "net/serve_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>

namespace hibari::net {
namespace {

FileFacts facts() {
    return {
        .size = 1000,
        .etag = "\"v1\"",
        .modified = std::chrono::system_clock::from_time_t(784111777),
        .content_type = "video/mp4",
        .name = "clip.mp4"
    };
}

Response serve(Method method, std::initializer_list<Fields::Field> fields) {
    Request request;
    request.method = method;
    for (const auto& [name, value] : fields) {
        request.fields.add(name, value);
    }
    return serve_file(request, FileDescriptor(open("/dev/null", O_RDONLY | O_CLOEXEC)), facts());
}

std::string field(const Response& response, std::string_view name) {
    const std::string* value = response.fields.find(name);
    return value == nullptr ? "" : *value;
}

TEST(ServeFile, ServesTheWhole) {
    const Response response = serve(Method::kGet, {});
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(field(response, "content-type"), "video/mp4");
    EXPECT_EQ(field(response, "etag"), "\"v1\"");
    EXPECT_EQ(field(response, "last-modified"), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(field(response, "accept-ranges"), "bytes");
    EXPECT_EQ(
        field(response, "content-disposition"),
        "attachment; filename=\"clip.mp4\"; filename*=UTF-8''clip.mp4"
    );
    const auto& slice = std::get<FileSlice>(response.body);
    EXPECT_TRUE(slice.file);
    EXPECT_EQ(slice.offset, 0U);
    EXPECT_EQ(slice.size, 1000U);
}

TEST(ServeFile, ServesARange) {
    const Response response = serve(Method::kGet, {{"range", "bytes=10-19"}});
    EXPECT_EQ(response.status, 206);
    EXPECT_EQ(field(response, "content-range"), "bytes 10-19/1000");
    EXPECT_EQ(std::get<FileSlice>(response.body).offset, 10U);
    EXPECT_EQ(std::get<FileSlice>(response.body).size, 10U);
}

TEST(ServeFile, AnswersUnsatisfiableRanges) {
    const Response response = serve(Method::kGet, {{"range", "bytes=1000-"}});
    EXPECT_EQ(response.status, 416);
    EXPECT_EQ(field(response, "content-range"), "bytes */1000");
    EXPECT_FALSE(std::holds_alternative<FileSlice>(response.body));
}

TEST(ServeFile, AnOldIfRangeGetsTheWhole) {
    EXPECT_EQ(serve(Method::kGet, {{"range", "bytes=10-19"}, {"if-range", "\"v0\""}}).status, 200);
    EXPECT_EQ(serve(Method::kGet, {{"range", "bytes=10-19"}, {"if-range", "\"v1\""}}).status, 206);
}

TEST(ServeFile, HeadIgnoresTheRange) {
    EXPECT_EQ(serve(Method::kHead, {{"range", "bytes=10-19"}}).status, 200);
}

TEST(ServeFile, AnswersConditionsBeforeRanges) {
    const Response same =
        serve(Method::kGet, {{"if-none-match", "\"v1\""}, {"range", "bytes=0-9"}});
    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(field(same, "etag"), "\"v1\"");
    EXPECT_EQ(serve(Method::kGet, {{"if-match", "\"v0\""}}).status, 412);
}

TEST(ServeFile, NamesCannotBreakOutOfTheField) {
    EXPECT_EQ(
        content_disposition("a\"\r\nx: é.mp4"),
        "attachment; filename=\"a___x: __.mp4\"; filename*=UTF-8''a%22%0D%0Ax%3A%20%C3%A9.mp4"
    );
}

}  // namespace
}  // namespace hibari::net
