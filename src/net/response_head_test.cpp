#include "net/response_head.h"

#include <gtest/gtest.h>

namespace hibari::net {
namespace {

TEST(ResponseHead, WritesStatusFieldsAndLength) {
    Response response;
    response.status = 404;
    response.fields.add("content-type", "text/plain");
    EXPECT_EQ(
        write_head(response, {.date = "D", .request_id = "req_1", .length = 7, .closes = true}),
        "HTTP/1.1 404 Not Found\r\ndate: D\r\nx-request-id: req_1\r\ncontent-type: text/plain\r\n"
        "content-length: 7\r\nconnection: close\r\n\r\n"
    );
}

TEST(ResponseHead, FramesAsTold) {
    const Response response;
    EXPECT_NE(
        write_head(response, {.framing = Framing::kChunked}).find("transfer-encoding: chunked\r\n"),
        std::string::npos
    );
    for (const Framing framing : {Framing::kNone, Framing::kUntilClose}) {
        const std::string head = write_head(response, {.framing = framing});
        EXPECT_EQ(head.find("content-length"), std::string::npos);
        EXPECT_EQ(head.find("transfer-encoding"), std::string::npos);
    }
    EXPECT_NE(
        write_head(response, {.is_http10 = true}).find("connection: keep-alive\r\n"),
        std::string::npos
    );
}

TEST(ResponseHead, ValuesCannotBreakOut) {
    Response response;
    response.fields.add("a", "b\r\nset-cookie: c\x7f\tö");
    response.fields.add("bad name", "x");
    response.fields.add("bad\r\nname", "x");
    response.fields.add("Content-Length", "999");
    response.fields.add("TRANSFER-ENCODING", "chunked");
    EXPECT_EQ(
        write_head(response, {.date = "D", .request_id = "r", .length = 1}),
        "HTTP/1.1 200 OK\r\ndate: D\r\nx-request-id: r\r\na: b  set-cookie: c \tö\r\n"
        "content-length: 1\r\n\r\n"
    );
}

TEST(ResponseHead, WritesChunks) {
    EXPECT_EQ(write_chunk(std::string(26, 'x')), "1a\r\n" + std::string(26, 'x') + "\r\n");
}

}  // namespace
}  // namespace hibari::net
