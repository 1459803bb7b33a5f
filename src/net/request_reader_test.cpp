#include "net/request_reader.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <string>

namespace hibari::net {
namespace {

using State = RequestReader::State;

ReaderLimits small_limits() {
    return {
        .head_bytes_max = 1000,
        .fields_max = 5,
        .body_memory_bytes_max = 100,
        .spool_folder = std::filesystem::temp_directory_path()
    };
}

/// What became of one request.
struct Outcome {
    State state = State::kHead;
    int status = 0;
    Request request;
    std::string rest;
    bool keeps_alive = false;
};

// Feeds the bytes as a connection does, `step` at a time.
Outcome read(
    const std::string& bytes, std::size_t step = 1U << 20U, std::uint64_t body_max = 1000
) {
    const ReaderLimits limits = small_limits();
    RequestReader reader(limits);
    std::string pending;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        pending += bytes.substr(at, step);
        pending.erase(0, reader.feed(pending));
        if (reader.state() == State::kHeadDone) {
            reader.begin_body(body_max);
            pending.erase(0, reader.feed(pending));
        }
        if (reader.state() == State::kFailed) {
            break;
        }
    }
    Outcome outcome{.state = reader.state(), .rest = pending, .keeps_alive = reader.keeps_alive()};
    if (reader.state() == State::kFailed) {
        outcome.status = reader.failure().status;
    }
    outcome.request = std::move(reader.request());
    return outcome;
}

int status_of(const std::string& bytes, std::uint64_t body_max = 1000) {
    return read(bytes, 1U << 20U, body_max).status;
}

std::string get(std::string_view fields) {
    return "GET / HTTP/1.1\r\nHost: x\r\n" + std::string(fields) + "\r\n";
}

std::string post(std::string_view fields, std::string_view body) {
    return "POST / HTTP/1.1\r\nHost: x\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

TEST(RequestReader, ReadsARequestHoweverItIsCut) {
    const std::string bytes =
        "POST /a%20b?c=d&e HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhelloGET / ";
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        const Outcome outcome = read(bytes.substr(0, bytes.size() - 6), step);
        ASSERT_EQ(outcome.state, State::kDone) << step;
        EXPECT_EQ(outcome.request.method, Method::kPost);
        EXPECT_EQ(outcome.request.path, "/a%20b");
        EXPECT_EQ(outcome.request.query, "c=d&e");
        EXPECT_EQ(outcome.request.body.view(), "hello");
        EXPECT_EQ(*outcome.request.fields.find("HOST"), "x");
        EXPECT_TRUE(outcome.keeps_alive);
    }
    EXPECT_EQ(read(bytes).rest, "GET / ");
}

TEST(RequestReader, ReadsChunkedBodiesHoweverTheyAreCut) {
    const std::string bytes = post(
        "Transfer-Encoding: chunked\r\n",
        "5;name=value\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: 1\r\nHost: evil\r\n\r\n"
    );
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        const Outcome outcome = read(bytes, step);
        ASSERT_EQ(outcome.state, State::kDone) << step;
        EXPECT_EQ(outcome.request.body.view(), "hello world");
        EXPECT_EQ(outcome.request.fields.all().size(), 2U) << "trailers are dropped";
    }
}

TEST(RequestReader, KeepsLargeBodiesInAFile) {
    const std::string body(500, 'b');
    const Outcome outcome = read(post("Content-Length: 500\r\n", body), 50);
    ASSERT_EQ(outcome.state, State::kDone);
    EXPECT_EQ(outcome.request.body.view(), body);
    EXPECT_GE(outcome.request.body.file_number(), 0);
}

TEST(RequestReader, RefusesSmuggling) {
    EXPECT_EQ(status_of(post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!")), 400);
    EXPECT_EQ(status_of(post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello")), 400);
    EXPECT_EQ(status_of(post("Content-Length: 5, 5\r\n", "hello")), 400);
    EXPECT_EQ(status_of(post("Content-Length: +5\r\n", "hello")), 400);
    EXPECT_EQ(status_of(post("Content-Length: -5\r\n", "hello")), 400);
    EXPECT_EQ(status_of(post("Content-Length: 0x5\r\n", "hello")), 400);
    EXPECT_EQ(status_of(post("Content-Length: 5 5\r\n", "hello")), 400);
    EXPECT_EQ(status_of(post("Content-Length:\r\n", "hello")), 400);
    EXPECT_EQ(status_of(post("Content-Length: 99999999999999999999\r\n", "")), 400);
    EXPECT_EQ(
        status_of(post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")), 400
    );
    EXPECT_EQ(
        status_of(post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n")), 400
    );
    EXPECT_EQ(
        status_of(post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "")), 400
    );
    EXPECT_EQ(status_of(post("Transfer-Encoding: gzip, chunked\r\n", "")), 501);
    EXPECT_EQ(status_of(post("Transfer-Encoding: chunked, gzip\r\n", "")), 501);
    EXPECT_EQ(status_of(post("Transfer-Encoding: xchunked\r\n", "")), 501);
    EXPECT_EQ(
        status_of(post(
            "Transfer-Encoding: \x0b"
            "chunked\r\n",
            ""
        )),
        400
    );
    EXPECT_EQ(status_of(post("Transfer-Encoding : chunked\r\n", "")), 400);
    EXPECT_EQ(status_of(post("Content-Length : 5\r\n", "hello")), 400);
    EXPECT_EQ(status_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400);
}

TEST(RequestReader, RefusesBadChunks) {
    const auto chunked = [](std::string_view body) {
        return status_of(post("Transfer-Encoding: chunked\r\n", body));
    };
    EXPECT_EQ(chunked("x\r\n"), 400);
    EXPECT_EQ(chunked("\r\n"), 400);
    EXPECT_EQ(chunked("-5\r\nhello\r\n"), 400);
    EXPECT_EQ(chunked("0x5\r\nhello\r\n\r\n"), 400);
    EXPECT_EQ(chunked(" 5\r\nhello\r\n"), 400);
    EXPECT_EQ(chunked("5\r\nhelloworld\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(chunked("5\nhello\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(chunked("fffffffffffffffff\r\n"), 400);
    EXPECT_EQ(chunked("7fffffffffffffff\r\n"), 413);
    EXPECT_EQ(chunked("5;" + std::string(300, 'a') + "\r\nhello\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(chunked("5;" + std::string(100000, 'a')), 400);
    EXPECT_EQ(chunked("0\r\na: " + std::string(100000, 'a')), 400);
}

TEST(RequestReader, RefusesBodiesBeyondTheLimit) {
    EXPECT_EQ(status_of(post("Content-Length: 1000000000\r\n", "")), 413);
    EXPECT_EQ(status_of(post("Content-Length: 6\r\n", ""), 5), 413);
    EXPECT_EQ(read(post("Content-Length: 5\r\n", "hello"), 1U << 20U, 5).state, State::kDone);
    const std::string two = "3\r\nhel\r\n3\r\nlo!\r\n0\r\n\r\n";
    EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n", two), 5), 413);
    EXPECT_EQ(read(post("Transfer-Encoding: chunked\r\n", two), 1U << 20U, 6).state, State::kDone);
    EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\n\r\n"), 0), 413);
}

TEST(RequestReader, RefusesFloods) {
    EXPECT_EQ(status_of("GET /" + std::string(2000, 'a')), 414);
    EXPECT_EQ(status_of("GET /" + std::string(2000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n"), 414);
    EXPECT_EQ(status_of(std::string(2000, 'A')), 414);
    EXPECT_EQ(status_of(get("a: " + std::string(2000, 'b') + "\r\n")), 431);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: x\r\na: " + std::string(2000, 'b')), 431);
    std::string many;
    for (int i = 0; i < 6; ++i) {
        many += "a: b\r\n";
    }
    EXPECT_EQ(status_of(get(many)), 431);
    std::string small_ones = "GET / HTTP/1.1\r\n";
    while (small_ones.size() < 100000) {
        small_ones += "a: " + std::string(200, 'b') + "\r\n";
    }
    EXPECT_EQ(status_of(small_ones), 431);
    EXPECT_EQ(read(small_ones, 64).status, 431);
}

TEST(RequestReader, RefusesMalformedHeads) {
    EXPECT_EQ(status_of("\x16\x03\x01\x02"), 400);
    EXPECT_EQ(status_of("GET\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\nHost: x\n\n"), 505);
    EXPECT_EQ(status_of(get("no colon\r\n")), 400);
    EXPECT_EQ(status_of(get(": empty\r\n")), 400);
    EXPECT_EQ(status_of(get("a: b\rc: d\r\n")), 400);
    EXPECT_EQ(status_of(get(std::string("a: b\0c\r\n", 8))), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\n\r\n"), 400) << "no host";
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"), 400);
    EXPECT_EQ(status_of(get("Expect: the unexpected\r\n")), 417);
}

TEST(RequestReader, RefusesOtherVersionsAndMethods) {
    EXPECT_EQ(status_of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505);
    EXPECT_EQ(status_of("GET / HTTP/0.9\r\n\r\n"), 505);
    EXPECT_EQ(status_of("GET / HTTP/3.0\r\nHost: x\r\n\r\n"), 505);
    EXPECT_EQ(status_of("BREW / HTTP/1.1\r\nHost: x\r\n\r\n"), 501);
    EXPECT_EQ(status_of("get / HTTP/1.1\r\nHost: x\r\n\r\n"), 501);
    EXPECT_EQ(status_of("CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n"), 501);
}

TEST(RequestReader, TakesOriginAndAbsoluteTargetsOnly) {
    const auto path_of = [](const std::string& target) {
        const Outcome outcome = read("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
        return outcome.state == State::kDone ? outcome.request.path + "|" + outcome.request.query
                                             : std::to_string(outcome.status);
    };
    EXPECT_EQ(path_of("/a/b?c?d"), "/a/b|c?d");
    EXPECT_EQ(path_of("/?"), "/|");
    EXPECT_EQ(path_of("HTTP://host:80/a?b"), "/a|b");
    EXPECT_EQ(path_of("http://host"), "400");
    EXPECT_EQ(path_of("http:///a"), "400");
    EXPECT_EQ(path_of("*"), "400");
    EXPECT_EQ(path_of("a/b"), "400");
    EXPECT_EQ(path_of("/a#b"), "400");
    EXPECT_EQ(path_of("/\xff"), "400");
}

TEST(RequestReader, KnowsWhetherTheConnectionStays) {
    EXPECT_TRUE(read(get("")).keeps_alive);
    EXPECT_FALSE(read(get("Connection: close\r\n")).keeps_alive);
    EXPECT_FALSE(read("GET / HTTP/1.0\r\n\r\n").keeps_alive);
    EXPECT_TRUE(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").keeps_alive);
}

TEST(RequestReader, ToleratesOneEmptyLineBefore) {
    EXPECT_EQ(read("\r\n" + get("")).state, State::kDone);
    EXPECT_EQ(status_of("\r\n\r\n\r\n" + get("")), 400);
}

TEST(RequestReader, ReportsAFullDisk) {
    ReaderLimits limits = small_limits();
    limits.spool_folder = "/dev/full/no/folder";
    RequestReader reader(limits);
    const std::string bytes = post("Content-Length: 200\r\n", std::string(200, 'a'));
    const std::size_t used = reader.feed(bytes);
    reader.begin_body(1000);
    reader.feed(std::string_view(bytes).substr(used));
    ASSERT_EQ(reader.state(), State::kFailed);
    EXPECT_EQ(reader.failure().status, 500);
}

}  // namespace
}  // namespace hibari::net
