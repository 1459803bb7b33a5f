#include "engine/remote_server.h"

#include "base/ids.h"
#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <unistd.h>

namespace hibari::engine {
namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds kPauseMin{250};
constexpr Milliseconds kPauseMax{10'000};
constexpr std::size_t kToldBytesMax = 400;
constexpr std::uint64_t kClipBytesMax = std::uint64_t{1} << 30U;
constexpr std::chrono::minutes kDownloadTime{10};

std::string base_of(std::string url) {
    while (url.ends_with('/')) {
        url.pop_back();
    }
    return url.ends_with("/v1") ? url : url + "/v1";
}

Milliseconds milliseconds_of(const net::Fields& fields, std::string_view name, Milliseconds usual) {
    const std::string* text = fields.find(name);
    std::int64_t number = 0;
    if (text == nullptr ||
        std::from_chars(text->data(), text->data() + text->size(), number).ec != std::errc{}) {
        return usual;
    }
    return std::clamp(Milliseconds(number), kPauseMin, kPauseMax);
}

/// A server that is busy or restarts; asking again helps.
bool is_passing(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
}

/// The words of an error envelope, or the beginning of whatever came.
std::string words_of(const net::ClientResponse& answer) {
    const auto json = parse_json(answer.body);
    if (json && json->is_object()) {
        const Json* error = json->find("error");
        const Json* message = error != nullptr && error->is_object() ? error->find("message")
                              : error != nullptr                     ? error
                                                                     : json->find("detail");
        if (message != nullptr && message->is_string()) {
            return utf8_prefix(to_valid_utf8(message->as_string()), kToldBytesMax);
        }
    }
    return "status " + std::to_string(answer.status);
}

Result<RemoteVideo> video_of(const net::ClientResponse& answer, Milliseconds usual_poll) {
    const auto json = parse_json(answer.body);
    const Json* id = json && json->is_object() ? json->find("id") : nullptr;
    const Json* status = json && json->is_object() ? json->find("status") : nullptr;
    if (id == nullptr || !id->is_string() || status == nullptr || !status->is_string()) {
        return fail(ErrorCode::kUnavailable, "the remote server answers with something else");
    }
    RemoteVideo video{
        .id = id->as_string(), .status = utf8_prefix(status->as_string(), kToldBytesMax)
    };
    const Json* progress = json->find("progress");
    if (progress != nullptr && progress->is_number()) {
        video.progress = static_cast<int>(std::clamp(progress->as_number(), 0.0, 100.0));
    }
    const Json* error = json->find("error");
    if (error != nullptr && error->is_object()) {
        const Json* message = error->find("message");
        if (message != nullptr && message->is_string()) {
            video.error = utf8_prefix(message->as_string(), kToldBytesMax);
        }
    }
    video.poll = milliseconds_of(answer.fields, "openai-poll-after-ms", usual_poll);
    return video;
}

/// RFC 7578. The boundary is random and long: it is not in the data.
std::string form_of(const std::vector<RemoteField>& fields, const std::string& boundary) {
    std::string body;
    for (const RemoteField& field : fields) {
        body += "--" + boundary + "\r\ncontent-disposition: form-data; name=\"" + field.name + "\"";
        if (!field.filename.empty()) {
            body += "; filename=\"" + field.filename + "\"\r\ncontent-type: " + field.content_type;
        }
        body += "\r\n\r\n" + field.value + "\r\n";
    }
    return body + "--" + boundary + "--\r\n";
}

/// An id becomes part of an address: only what such servers make.
Result<void> check_id(const std::string& id) {
    const bool plain = !id.empty() && id.size() <= 200 && std::ranges::all_of(id, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
    });
    if (!plain || id.find("..") != std::string::npos) {
        return fail(ErrorCode::kUnavailable, "the remote server gives ids that are none");
    }
    return {};
}

}  // namespace

bool sleep_for(std::chrono::milliseconds time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

RemoteServer::RemoteServer(RemoteOptions options) : options_(std::move(options)) {
    options_.url = base_of(options_.url);
}

net::ClientRequest RemoteServer::request(net::Method method, const std::string& path) const {
    net::ClientRequest request{.method = method, .url = options_.url + path};
    if (!options_.key.empty()) {
        request.fields.set("authorization", "Bearer " + options_.key);
    }
    return request;
}

Result<net::ClientResponse> RemoteServer::send(
    net::ClientRequest request, const std::stop_token& stop
) {
    const auto until = std::chrono::steady_clock::now() + options_.patience;
    Milliseconds pause = kPauseMin;
    while (true) {
        auto answer = client_.fetch(request, stop);
        if (answer && !is_passing(answer->status)) {
            if (answer->status >= 200 && answer->status < 300) {
                return answer;
            }
            return fail(
                answer->status < 500 ? ErrorCode::kInvalidArgument : ErrorCode::kUnavailable,
                "the remote server says: " + words_of(*answer)
            );
        }
        if (stop.stop_requested()) {
            return fail(ErrorCode::kCancelled, "stopped");
        }
        if (std::chrono::steady_clock::now() + pause > until) {
            return fail(
                ErrorCode::kUnavailable,
                answer ? "the remote server says: " + words_of(*answer)
                       : "the remote server cannot be reached: " + answer.error().message
            );
        }
        if (request.download_to != nullptr &&
            (::ftruncate(request.download_to->number(), 0) != 0 ||
             ::lseek(request.download_to->number(), 0, SEEK_SET) != 0)) {
            return fail(ErrorCode::kInternal, "cannot begin a download again");
        }
        const Milliseconds asked =
            answer ? milliseconds_of(answer->fields, "retry-after-ms", pause) : pause;
        sleep_for(std::max(asked, pause), stop);
        pause = std::min(pause * 2, kPauseMax);
    }
}

Result<RemoteVideo> RemoteServer::create(
    const std::vector<RemoteField>& fields, const std::stop_token& stop
) {
    const std::string boundary = make_id("hibari-");
    net::ClientRequest create = request(net::Method::kPost, "/videos");
    create.fields.set("content-type", "multipart/form-data; boundary=" + boundary);
    create.body = form_of(fields, boundary);
    auto video = HIBARI_TRY(video_of(HIBARI_TRY(send(std::move(create), stop)), options_.poll));
    HIBARI_TRY(check_id(video.id));
    return video;
}

Result<RemoteVideo> RemoteServer::look(const std::string& id, const std::stop_token& stop) {
    return video_of(
        HIBARI_TRY(send(request(net::Method::kGet, "/videos/" + id), stop)), options_.poll
    );
}

Result<void> RemoteServer::download(
    const std::string& id, const FileDescriptor& file, const std::stop_token& stop
) {
    net::ClientRequest get = request(net::Method::kGet, "/videos/" + id + "/content");
    get.timeout = kDownloadTime;
    get.answer_bytes_max = kClipBytesMax;
    get.download_to = &file;
    // Object stores behind such servers send clients on.
    get.redirects_max = 3;
    HIBARI_TRY(send(std::move(get), stop));
    return {};
}

void RemoteServer::give_up(const std::string& id) {
    // Ours stops the work; others stop it when the video is deleted.
    static_cast<void>(client_.fetch(request(net::Method::kPost, "/videos/" + id + "/cancel")));
    static_cast<void>(client_.fetch(request(net::Method::kDelete, "/videos/" + id)));
}

}  // namespace hibari::engine
