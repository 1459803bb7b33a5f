#include "store/testing/s3_server.h"

#include "base/check.h"

#include <cstdlib>
#include <filesystem>

namespace hibari::store::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAccessKey = "test-access";
constexpr const char* kSecretKey = "test-secret-of-some-length";
constexpr std::chrono::seconds kStartMax{30};

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::string program() {
    const std::string named = variable("VERSITYGW");
    const std::string go_path =
        variable("GOPATH").empty() ? variable("HOME") + "/go" : variable("GOPATH");
    for (const std::string& one : {named, std::string("versitygw"), go_path + "/bin/versitygw"}) {
        if (!one.empty() && is_installed(one)) {
            return one;
        }
    }
    return "";
}

}  // namespace

bool S3Server::is_installed() {
    return !program().empty();
}

S3Server::S3Server() : port_(free_port()) {
    fs::create_directories(folder_.path() / "buckets");
    auto started = Process::start({
        .words =
            {program(),
             "--access",
             kAccessKey,
             "--secret",
             kSecretKey,
             "--port",
             "127.0.0.1:" + std::to_string(port_),
             "--quiet",
             "--keep-alive",
             "posix",
             (folder_.path() / "buckets").string()},
        .log = folder_.path() / "log",
    });
    HIBARI_CHECK(started.has_value());
    process_.emplace(std::move(*started));
    make_bucket("ready");
    auto store = open_blobs({.url = "s3://ready", .s3 = options(folder_.path() / "scratch")});
    HIBARI_CHECK(store.has_value());
    HIBARI_CHECK(eventually([&] { return (*store)->check().has_value(); }, kStartMax));
}

S3Options S3Server::options(const fs::path& scratch) const {
    return {
        .endpoint = endpoint(),
        .access_key = kAccessKey,
        .secret_key = kSecretKey,
        .scratch = scratch,
        .timeout = std::chrono::seconds(30)
    };
}

void S3Server::make_bucket(const std::string& name) const {
    fs::create_directories(folder_.path() / "buckets" / name);
}

}  // namespace hibari::store::testing
