// What the guard refuses, without a connection: nothing here may reach a network.

#include "net/http_client.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace hibari::net {
namespace {

/// A client whose names resolve to what a test says.
class GuardedClient {
  public:
    explicit GuardedClient(std::vector<std::string> addresses = {})
        : client_({
              .resolve = [this,
                          addresses](const std::string& host) -> Result<std::vector<Address>> {
                  asked.push_back(host);
                  std::vector<Address> all;
                  for (const std::string& address : addresses) {
                      all.push_back(*Address::parse(address));
                  }
                  return all;
              },
          }) {}

    Error refusal(const std::string& url) {
        const auto response = client_.fetch({.url = url, .guard = Guard::kPublicOnly});
        EXPECT_FALSE(response) << url;
        return response ? Error() : response.error();
    }

    std::vector<std::string> asked;

  private:
    HttpClient client_;
};

TEST(Guard, RefusesNamesOfPrivateAddresses) {
    for (const char* address :
         {"127.0.0.1",
          "10.0.0.1",
          "169.254.169.254",
          "192.168.1.1",
          "100.64.0.1",
          "0.0.0.0",
          "224.0.0.1",
          "::1",
          "::",
          "fe80::1",
          "fc00::1",
          "::ffff:127.0.0.1",
          "2002:7f00:1::",
          "64:ff9b::7f00:1"}) {
        GuardedClient client({address});
        EXPECT_EQ(client.refusal("https://example.org/hook").code, ErrorCode::kPermissionDenied)
            << address;
        EXPECT_EQ(client.asked, std::vector<std::string>{"example.org"});
    }
}

TEST(Guard, OnePrivateAddressAmongPublicOnesIsEnough) {
    GuardedClient client({"8.8.8.8", "10.0.0.1"});
    EXPECT_EQ(client.refusal("http://example.org/").code, ErrorCode::kPermissionDenied);
}

TEST(Guard, RefusesEverySpellingOfALoopbackAddress) {
    GuardedClient client({"8.8.8.8"});
    for (const char* host :
         {"127.0.0.1",
          "127.1",
          "0x7f.1",
          "0x7f000001",
          "0177.0.0.1",
          "017700000001",
          "2130706433",
          "127.0.0.1.",
          "[::1]",
          "[::ffff:127.0.0.1]",
          "[::ffff:7f00:1]",
          "[0:0:0:0:0:0:0:1]",
          "[64:ff9b::7f00:1]",
          "[2002:7f00:1::]",
          "%31%32%37.0.0.1",
          "127.0.0.1:80"}) {
        EXPECT_EQ(
            client.refusal("http://" + std::string(host) + "/").code, ErrorCode::kPermissionDenied
        ) << host;
    }
    EXPECT_TRUE(client.asked.empty()) << "none of these is a name";
}

TEST(Guard, RefusesOtherPortsUsersAndZones) {
    GuardedClient client({"8.8.8.8"});
    for (const char* url :
         {"http://example.org:22/",
          "https://example.org:8443/",
          "http://user@example.org/",
          "http://user:password@example.org/",
          "http://[fe80::1%25eth0]/"}) {
        EXPECT_EQ(client.refusal(url).code, ErrorCode::kPermissionDenied) << url;
    }
    EXPECT_TRUE(client.asked.empty());
}

TEST(Guard, RefusesOtherSchemesAndWhatIsNoUrl) {
    GuardedClient client({"8.8.8.8"});
    for (const std::string& url :
         {std::string("file:///etc/passwd"),
          std::string("ftp://example.org/"),
          std::string("gopher://example.org/"),
          std::string("javascript:alert(1)"),
          std::string("//example.org/"),
          std::string("example.org"),
          std::string(""),
          std::string("http://"),
          std::string("http://exa mple.org/"),
          std::string("http://m\xc3\xbcller.example/"),
          std::string("http://example.org\r\nx: y/"),
          "http://" + std::string(10000, 'a')}) {
        const Error error = client.refusal(url);
        EXPECT_EQ(error.code, ErrorCode::kInvalidArgument) << url;
        EXPECT_EQ(error.field, "url");
    }
    EXPECT_TRUE(client.asked.empty());
}

TEST(Guard, PassesOnThatAHostIsUnknown) {
    GuardedClient client;
    EXPECT_EQ(client.refusal("http://example.org/").code, ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace hibari::net
