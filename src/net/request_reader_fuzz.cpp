#include "base/check.h"
#include "net/http.h"
#include "net/multipart.h"
#include "net/request_reader.h"
#include "net/router.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace hibari::net;

constexpr std::uint64_t kBodyBytesMax = 2000;

const ReaderLimits& limits() {
    static const ReaderLimits all{
        .head_bytes_max = 2000,
        .fields_max = 10,
        .body_memory_bytes_max = 500,
        .spool_folder = std::filesystem::temp_directory_path()
    };
    return all;
}

const Router& router() {
    static const Router all = [] {
        Router made;
        const Handler handler = [](Request&) { return Response(); };
        made.add({.pattern = "/v1/videos/{video_id}", .handler = handler});
        made.add({.method = Method::kPost, .pattern = "/v1/videos", .handler = handler});
        return made;
    }();
    return all;
}

// One line per request: what a handler would see of it.
std::string summary(RequestReader& reader) {
    Request& request = reader.request();
    HIBARI_CHECK(request.path.starts_with('/'), request.path);
    HIBARI_CHECK(request.body.size() <= kBodyBytesMax, request.body.size());
    HIBARI_CHECK(request.fields.all().size() <= limits().fields_max);
    const RouteMatch match = router().match(request.method, request.path);
    std::string text = std::string(to_string(request.method)) + request.path + "?" + request.query +
                       (match.route == nullptr ? "" : match.route->pattern) + match.allow;
    for (const auto& [name, value] : request.fields.all()) {
        text += name + value;
    }
    const auto parameters = request.query_parameters();
    const std::string* type = request.fields.find("content-type");
    if (type != nullptr) {
        const auto parts = parse_multipart(*type, request.body.view());
        text += std::to_string(parts ? parts->size() : 0);
    }
    return text + std::string(request.body.view()) + "\n";
}

// Feeds the bytes of a connection in pieces of `step`, as the server does.
std::string converse(std::string_view bytes, std::size_t step) {
    RequestReader reader(limits());
    std::string log;
    std::string pending;
    while (!bytes.empty() || !pending.empty()) {
        const std::string_view piece = bytes.substr(0, std::min(step, bytes.size()));
        bytes.remove_prefix(piece.size());
        pending += piece;
        const std::size_t used = reader.feed(pending);
        HIBARI_CHECK(used <= pending.size(), used);
        pending.erase(0, used);
        bool goes_on = used > 0;
        if (reader.state() == RequestReader::State::kHeadDone) {
            reader.begin_body(kBodyBytesMax);
            goes_on = true;
        }
        if (reader.state() == RequestReader::State::kFailed) {
            return log + std::to_string(reader.failure().status);
        }
        if (reader.state() == RequestReader::State::kDone) {
            log += summary(reader);
            if (!reader.keeps_alive()) {
                return log;
            }
            reader.reset();
            goes_on = true;
        }
        if (bytes.empty() && !goes_on) {
            return log;
        }
    }
    return log;
}

}  // namespace

// However the network cuts the bytes of a connection, the same requests come out of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::string whole = converse(bytes, std::max<std::size_t>(size, 1));
    const std::string pieces = converse(bytes, 7);
    HIBARI_CHECK(whole == pieces, whole, pieces);
    return 0;
}
