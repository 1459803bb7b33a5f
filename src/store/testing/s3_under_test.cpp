#include "store/testing/s3_under_test.h"

#include "base/check.h"
#include "base/files.h"
#include "base/text.h"
#include "store/s3_answers.h"
#include "store/s3_client.h"
#include "store/testing/blobs_under_test.h"

#include <arpa/inet.h>
#include <atomic>
#include <charconv>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hibari::store::testing {
namespace {

class S3UnderTest final : public BlobsUnderTest {
  public:
    explicit S3UnderTest(const S3Server& server) : options_(server.options(folder_.path())) {
        static std::atomic<int> count{0};
        bucket_ = "bucket-" + std::to_string(++count);
        server.make_bucket(bucket_);
        auto opened = open_blobs({.url = "s3://" + bucket_ + "/some/prefix", .s3 = options_});
        HIBARI_CHECK(opened.has_value());
        store_ = std::move(*opened);
    }

    BlobStore& store() override { return *store_; }

    bool signs_urls() const override { return true; }

    std::pair<int, std::string> get(const std::string& url) const override {
        return get_plain(url);
    }

    void leave_unfinished() override {
        const auto client = detail::S3Client::create(options_);
        HIBARI_CHECK(client.has_value());
        const std::string path = "/" + bucket_ + "/some/prefix/half/clip.mp4";
        const auto begun =
            (*client)->send({.method = "POST", .path = path, .query = {{"uploads", ""}}});
        HIBARI_CHECK(begun.has_value(), begun ? "" : to_string(begun.error()));
    }

  private:
    TemporaryFolder folder_;
    S3Options options_;
    std::string bucket_;
    std::unique_ptr<BlobStore> store_;
};

}  // namespace

const S3Server* s3_server() {
    static const std::unique_ptr<S3Server> server =
        S3Server::is_installed() ? std::make_unique<S3Server>() : nullptr;
    return server.get();
}

std::string answer_of(const std::string& method, const std::string& url) {
    const std::string_view rest = std::string_view(url).substr(url.find("://") + 3);
    const std::size_t slash = rest.find('/');
    const std::string host(rest.substr(0, slash));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port =
        htons(static_cast<std::uint16_t>(std::stoi(host.substr(host.find(':') + 1))));
    const FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    HIBARI_CHECK(
        connect(socket.number(), reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0
    );
    const std::string request = method + " " + std::string(rest.substr(slash)) +
                                " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    HIBARI_CHECK(
        ::send(socket.number(), request.data(), request.size(), MSG_NOSIGNAL) ==
        static_cast<ssize_t>(request.size())
    );
    std::string answer;
    std::array<char, 4096> chunk{};
    ssize_t count = 0;
    while ((count = recv(socket.number(), chunk.data(), chunk.size(), 0)) > 0) {
        answer.append(chunk.data(), static_cast<std::size_t>(count));
    }
    return answer;
}

std::pair<int, std::string> get_plain(const std::string& url) {
    const std::string answer = answer_of("GET", url);
    const std::size_t body = answer.find("\r\n\r\n");
    HIBARI_CHECK(body != std::string::npos && answer.starts_with("HTTP/1.1 "), answer);
    return {std::stoi(answer.substr(9, 3)), answer.substr(body + 4)};
}

std::unique_ptr<BlobsUnderTest> make_blobs_under_test() {
    const S3Server* server = s3_server();
    return server == nullptr ? nullptr : std::make_unique<S3UnderTest>(*server);
}

std::string missing_store() {
    return "versitygw";
}

}  // namespace hibari::store::testing
