#include "trust/c2pa/cbor.h"

#include <gtest/gtest.h>
#include <limits>

namespace hibari::trust {
namespace {

TEST(Cbor, WritesNumbersInTheirShortestForm) {
    // RFC 8949, appendix A.
    const std::pair<std::int64_t, std::string_view> cases[] = {
        {0, {"\x00", 1}},
        {23, "\x17"},
        {24, "\x18\x18"},
        {1000, "\x19\x03\xe8"},
        {1'000'000, {"\x1a\x00\x0f\x42\x40", 5}},
        {1'000'000'000'000, {"\x1b\x00\x00\x00\xe8\xd4\xa5\x10\x00", 9}},
        {-1, "\x20"},
        {-1000, "\x39\x03\xe7"},
    };
    for (const auto& [number, bytes] : cases) {
        EXPECT_EQ(CborWriter().number(number).take(), bytes) << number;
        EXPECT_EQ(read_cbor(bytes)->integer(), number);
    }
}

TEST(Cbor, ReadsWhatItWrote) {
    CborWriter cbor;
    cbor.map(3).text("list").array(3).number(-5).boolean(true).null();
    cbor.text("bytes").bytes(std::string(300, 'x'));
    cbor.number(33).tag(18).text("tagged");
    const auto value = read_cbor(cbor.written());
    ASSERT_TRUE(value) << to_string(value.error());
    EXPECT_EQ(value->find("list")->children[0].integer(), -5);
    EXPECT_EQ(value->bytes("bytes")->size(), 300U);
    EXPECT_EQ(value->find(33)->tag, 18U);
    EXPECT_EQ(value->find("none"), nullptr);
}

TEST(Cbor, RefusesWhatIsNotStrict) {
    const std::string_view cases[] = {
        "",
        "\x18\x17",                              // 23, not in its shortest form
        "\x9f\x01\xff",                          // indefinite length
        "\x61\xff",                              // no UTF-8
        {"\xa2\x01\x01\x01\x02", 5},             // a key twice
        {"\xa1\xf6\x01", 3},                     // a key that is null
        {"\x01\x01", 2},                         // something follows
        "\xc1\xc1\x01",                          // a tag of a tag
        "\xf8\x20",                              // an unknown simple value
        "\x5b\xff\xff\xff\xff\xff\xff\xff\xff",  // longer than anything
        "\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
        "\xbb\x7f\xff\xff\xff\xff\xff\xff\xff",
    };
    for (const std::string_view bytes : cases) {
        EXPECT_FALSE(read_cbor(bytes)) << bytes.size();
    }
}

TEST(Cbor, StopsAtABombOfNestedLists) {
    const std::string bomb(1'000'000, '\x81');
    const auto value = read_cbor(bomb);
    ASSERT_FALSE(value);
    EXPECT_NE(value.error().message.find("nested"), std::string::npos);
}

TEST(Cbor, StopsAtTooManyValues) {
    CborWriter cbor;
    cbor.array(50'000);
    for (int i = 0; i < 50'000; ++i) {
        cbor.number(1);
    }
    EXPECT_FALSE(read_cbor(cbor.written()));
}

}  // namespace
}  // namespace hibari::trust
