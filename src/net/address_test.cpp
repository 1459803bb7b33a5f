#include "net/address.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hibari::net {
namespace {

std::string host(std::string_view text) {
    const std::optional<Address> address = Address::parse_host(text);
    return address ? address->text() : "";
}

bool is_public_text(std::string_view text) {
    const std::optional<Address> address = Address::parse(text);
    EXPECT_TRUE(address) << text;
    return address && is_public(*address);
}

TEST(Address, ReadsAndWritesBothFamilies) {
    EXPECT_EQ(Address::parse("192.0.2.7")->text(), "192.0.2.7");
    EXPECT_EQ(Address::parse("2001:DB8:0::1")->text(), "2001:db8::1");
    EXPECT_EQ(Address::parse("::ffff:1.2.3.4")->text(), "1.2.3.4");
    EXPECT_FALSE(Address::parse("1.2.3"));
    EXPECT_FALSE(Address::parse("01.2.3.4"));
    EXPECT_FALSE(Address::parse("fe80::1%eth0"));
    EXPECT_FALSE(Address::parse(""));
}

TEST(Address, ReadsEverySpellingOfAHost) {
    for (const char* spelling :
         {"127.0.0.1",
          "127.0.0.1.",
          "127.1",
          "127.0.1",
          "0x7f.0.0.1",
          "0X7F000001",
          "0177.0.0.01",
          "017700000001",
          "2130706433",
          "[::ffff:127.0.0.1]",
          "[::ffff:7f00:1]"}) {
        EXPECT_EQ(host(spelling), "127.0.0.1") << spelling;
    }
    EXPECT_EQ(host("[::1]"), "::1");
    for (const char* name :
         {"example.org", "localhost", "1.2.3.4.example.org", "0x7g", "1.2.3.4.5", "[1.2.3.4", ""}) {
        EXPECT_EQ(host(name), "") << name;
    }
}

TEST(PublicAddress, RefusesEverySpecialIpv4Block) {
    for (const char* text :
         {"0.0.0.0",         "0.255.255.255",   "10.0.0.0",        "10.255.255.255",
          "100.64.0.0",      "100.127.255.255", "127.0.0.1",       "127.255.255.255",
          "169.254.0.1",     "169.254.169.254", "172.16.0.0",      "172.31.255.255",
          "192.0.0.1",       "192.0.2.1",       "192.88.99.1",     "192.168.0.0",
          "192.168.255.255", "198.18.0.0",      "198.19.255.255",  "198.51.100.1",
          "203.0.113.1",     "224.0.0.1",       "239.255.255.255", "240.0.0.1",
          "255.255.255.255"}) {
        EXPECT_FALSE(is_public_text(text)) << text;
        EXPECT_FALSE(is_public_text("::ffff:" + std::string(text))) << text;
    }
}

TEST(PublicAddress, AllowsTheNeighboursOfThoseBlocks) {
    for (const char* text :
         {"1.0.0.0",
          "9.255.255.255",
          "11.0.0.0",
          "100.63.255.255",
          "100.128.0.0",
          "126.255.255.255",
          "128.0.0.0",
          "169.253.255.255",
          "169.255.0.0",
          "172.15.255.255",
          "172.32.0.0",
          "192.0.1.0",
          "192.167.255.255",
          "192.169.0.0",
          "198.17.255.255",
          "198.20.0.0",
          "223.255.255.255",
          "8.8.8.8"}) {
        EXPECT_TRUE(is_public_text(text)) << text;
        EXPECT_TRUE(is_public_text("::ffff:" + std::string(text))) << text;
    }
}

TEST(PublicAddress, RefusesSpecialIpv6) {
    for (const char* text :
         {"::",
          "::1",
          "::7f00:1",         // IPv4-compatible.
          "100::1",           // Discard.
          "64:ff9b:1::1",     // Local NAT64.
          "2001::1",          // Teredo.
          "2001:2::1",        // Benchmarks.
          "2001:10::1",       // ORCHID.
          "2001:20::1",       // ORCHIDv2.
          "2001:db8::1",      // Documentation.
          "3fff::1",          // Documentation.
          "2620:4f:8000::1",  // AS112.
          "4000::1",          // Unassigned.
          "5f00::1",          // Segment routing.
          "fc00::1",          // Unique local.
          "fdff:ffff::1",
          "fe80::1",  // Link-local.
          "febf::1",
          "fec0::1",     // Site-local.
          "ff02::1"}) {  // Multicast.
        EXPECT_FALSE(is_public_text(text)) << text;
    }
}

TEST(PublicAddress, LooksThroughWrappings) {
    EXPECT_FALSE(is_public_text("2002:7f00:1::"));      // 6to4 of 127.0.0.1.
    EXPECT_FALSE(is_public_text("2002:a9fe:a9fe::1"));  // 6to4 of 169.254.169.254.
    EXPECT_TRUE(is_public_text("2002:808:808::1"));     // 6to4 of 8.8.8.8.
    EXPECT_FALSE(is_public_text("64:ff9b::7f00:1"));    // NAT64 of 127.0.0.1.
    EXPECT_FALSE(is_public_text("64:ff9b::10.0.0.1"));
    EXPECT_TRUE(is_public_text("64:ff9b::8.8.8.8"));
    EXPECT_FALSE(is_public_text("2a00::5efe:10.0.0.1"));  // ISATAP of 10.0.0.1.
    EXPECT_FALSE(is_public_text("2a00::200:5efe:10.0.0.1"));
    EXPECT_TRUE(is_public_text("2a00::5efe:8.8.8.8"));
}

TEST(PublicAddress, AllowsGlobalIpv6) {
    EXPECT_TRUE(is_public_text("2606:4700:4700::1111"));
    EXPECT_TRUE(is_public_text("2a00:1450:4001::1"));
    EXPECT_TRUE(is_public_text("2001:200::1"));
    EXPECT_TRUE(is_public_text("3ffe::1"));
}

RC_GTEST_PROP(Address, ComesBackAsItWasWritten, (std::uint64_t high, std::uint64_t low)) {
    Address::Bytes bytes{};
    for (unsigned i = 0; i < 8; ++i) {
        bytes.at(i) = static_cast<std::uint8_t>(high >> (8 * i));
        bytes.at(8 + i) = static_cast<std::uint8_t>(low >> (8 * i));
    }
    const Address address(bytes);
    RC_ASSERT(Address::parse(address.text()) == address);
}

}  // namespace
}  // namespace hibari::net
