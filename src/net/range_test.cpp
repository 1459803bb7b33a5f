#include "net/range.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hibari::net {
namespace {

RangeAnswer bytes(std::uint64_t first, std::uint64_t size) {
    return ByteRange{.first = first, .size = size};
}

TEST(RangeHeader, SelectsClosedOpenAndSuffixRanges) {
    EXPECT_EQ(select_range("bytes=0-9", 100), bytes(0, 10));
    EXPECT_EQ(select_range("bytes=90-", 100), bytes(90, 10));
    EXPECT_EQ(select_range("bytes=-10", 100), bytes(90, 10));
    EXPECT_EQ(select_range("bytes=0-0", 1), bytes(0, 1));
    EXPECT_EQ(select_range(" Bytes= 5-5 ", 100), bytes(5, 1));
}

TEST(RangeHeader, CutsEndsBeyondTheFile) {
    EXPECT_EQ(select_range("bytes=90-1000", 100), bytes(90, 10));
    EXPECT_EQ(select_range("bytes=-1000", 100), bytes(0, 100));
    EXPECT_EQ(select_range("bytes=0-18446744073709551615", 100), bytes(0, 100));
    EXPECT_EQ(select_range("bytes=-99999999999999999999999", 100), bytes(0, 100));
}

TEST(RangeHeader, RefusesBytesThatDoNotExist) {
    EXPECT_EQ(select_range("bytes=100-", 100), RangeAnswer(UnsatisfiableRange()));
    EXPECT_EQ(select_range("bytes=-0", 100), RangeAnswer(UnsatisfiableRange()));
    EXPECT_EQ(select_range("bytes=0-", 0), RangeAnswer(UnsatisfiableRange()));
    EXPECT_EQ(select_range("bytes=-1", 0), RangeAnswer(UnsatisfiableRange()));
    EXPECT_EQ(
        select_range("bytes=99999999999999999999999-", 100), RangeAnswer(UnsatisfiableRange())
    );
}

TEST(RangeHeader, IgnoresWhatItCannotRead) {
    for (const char* field :
         {"",
          "bytes",
          "bytes=",
          "bytes=-",
          "bytes=a-b",
          "bytes=1",
          "bytes=9-1",
          "bytes=+1-2",
          "bytes=1-2-3",
          "bytes=0x1-2",
          "bytes=1 -2",
          "items=0-9",
          "byte=0-1",
          "bytes=0-1,3-4",
          "bytes=--1"}) {
        EXPECT_EQ(select_range(field, 100), RangeAnswer(WholeRange())) << field;
    }
}

TEST(RangeHeader, WritesContentRange) {
    EXPECT_EQ(content_range({.first = 90, .size = 10}, 100), "bytes 90-99/100");
    EXPECT_EQ(content_range_unsatisfied(100), "bytes */100");
}

RC_GTEST_PROP(
    RangeHeader, StaysWithinTheFile, (std::uint64_t first, std::uint64_t last, std::uint64_t size)
) {
    const std::string field = "bytes=" + std::to_string(first) + "-" + std::to_string(last);
    const RangeAnswer answer = select_range(field, size);
    if (const auto* range = std::get_if<ByteRange>(&answer)) {
        RC_ASSERT(range->size >= 1U);
        RC_ASSERT(range->first == first);
        RC_ASSERT(range->size <= size - range->first);
    } else {
        RC_ASSERT(last < first || first >= size);
    }
}

}  // namespace
}  // namespace hibari::net
