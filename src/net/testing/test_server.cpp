#include "net/testing/test_server.h"

#include "base/check.h"

#include <chrono>
#include <stdexcept>
#include <stop_token>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace hibari::net {
namespace {

FileDescriptor file_of(std::string_view content) {
    FileDescriptor file(memfd_create("content", MFD_CLOEXEC));
    const ssize_t written = write(file.number(), content.data(), content.size());
    HIBARI_CHECK(written == static_cast<ssize_t>(content.size()), written);
    return file;
}

}  // namespace

TestServer::TestServer(ServerOptions options, ServerHooks hooks) {
    options.tick = std::chrono::milliseconds(10);
    Router router;
    add_routes(router);
    auto started = HttpServer::start(std::move(options), std::move(router), std::move(hooks));
    HIBARI_CHECK(started.has_value(), started ? "" : to_string(started.error()));
    server_ = std::move(*started);
}

Response text(std::string body) {
    Response response;
    response.fields.set("content-type", "text/plain");
    response.body = std::move(body);
    return response;
}

void TestServer::add_routes(Router& router) {
    router.add({.pattern = "/hello", .handler = [](Request&) { return text("hello"); }});
    router.add({
        .method = Method::kPost,
        .pattern = "/echo",
        .handler = [](Request& request) { return text(std::string(request.body.view())); },
        .body_bytes_max = 4U << 20U,
        .name = "echo",
    });
    router.add({
        .pattern = "/who/{name}",
        .handler =
            [](Request& request) {
                return text(request.parameter("name") + " " + request.client + " " + request.query);
            },
    });
    router.add({
        .pattern = "/file",
        .handler =
            [](Request&) {
                Response response;
                response.body = FileSlice{.file = file_of("0123456789"), .offset = 2, .size = 5};
                return response;
            },
    });
    router.add({
        .pattern = "/short-file",
        .handler =
            [](Request&) {
                Response response;
                response.body = FileSlice{.file = file_of("0123456789"), .size = 1000};
                return response;
            },
    });
    router.add({
        .pattern = "/large",
        .handler = [](Request&) { return text(std::string(kLargeBytes, 'L')); },
    });
    router.add({
        .pattern = "/empty",
        .handler =
            [](Request&) {
                Response response;
                response.status = 204;
                return response;
            },
    });
    router.add({
        .pattern = "/throw",
        .handler = [](Request&) -> Response { throw std::runtime_error("secret"); },
    });
    router.add({
        .pattern = "/events",
        .handler =
            [this](Request&) {
                Response response;
                response.body = stream;
                return response;
            },
    });
    router.add({
        .pattern = "/hold",
        .handler =
            [this](Request&) {
                is_held.count_down();
                may_end.wait();
                return text("held");
            },
    });
    router.add({
        .pattern = "/until-stopped",
        .handler =
            [this](Request& request) {
                std::latch stopped(1);
                const std::stop_callback on_stop(request.stop, [&] { stopped.count_down(); });
                is_held.count_down();
                stopped.wait();
                was_stopped = true;
                may_end.count_down();
                return text("stopped");
            },
    });
}

std::string get(std::string_view path, std::string_view fields) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nhost: x\r\n" + std::string(fields) + "\r\n";
}

std::string post(std::string_view fields, std::string_view body) {
    return "POST /echo HTTP/1.1\r\nhost: x\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

std::string body_of(const std::string& answer) {
    const std::size_t end = answer.find("\r\n\r\n");
    return end == std::string::npos ? "" : answer.substr(end + 4);
}

int status_of(const std::string& answer) {
    return answer.starts_with("HTTP/1.1 ") ? std::stoi(answer.substr(9, 3)) : 0;
}

}  // namespace hibari::net
