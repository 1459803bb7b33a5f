#include "cli/verify.h"

#include "base/check.h"
#include "base/files.h"
#include "base/ids.h"
#include "cli/engines.h"
#include "cli/finish_output.h"
#include "cli/interrupt.h"
#include "cli/keys.h"
#include "media/intake/intake.h"
#include "net/http_client.h"
#include "server/installation.h"
#include "server/settings.h"
#include "trust/registry/verify.h"

#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <optional>

namespace hibari::cli {
namespace {

constexpr std::uint64_t kBytesMax = 128U << 20U;
constexpr std::chrono::minutes kAsLongAs{2};

bool is_address(std::string_view target) {
    return target.starts_with("http://") || target.starts_with("https://");
}

/// The file, wherever it is. An address that somebody was sent may lead anywhere, but not to
/// machines that only we can reach.
Result<FileDescriptor> open_target(const std::string& target, const std::stop_token& stop) {
    if (!is_address(target)) {
        FileDescriptor file(::open(target.c_str(), O_RDONLY | O_CLOEXEC));
        if (!file) {
            return fail(file_error("cannot read", target, errno));
        }
        return file;
    }
    FileDescriptor file = HIBARI_TRY(media::memory_file(""));
    const net::HttpClient client;
    const auto answer = HIBARI_TRY(client.fetch(
        {.url = target,
         .timeout = kAsLongAs,
         .answer_bytes_max = kBytesMax,
         .download_to = &file,
         .guard = net::Guard::kPublicOnly,
         .redirects_max = 5},
        stop
    ));
    if (answer.status != 200) {
        return fail(
            {.code = ErrorCode::kNotFound,
             .message = "the address answers " + std::to_string(answer.status),
             .field = "target"}
        );
    }
    return file;
}

/// What is known on this machine.
class Known {
  public:
    /// An installation is looked at where its folder is; `config` says which.
    static Result<std::unique_ptr<Known>> open(const Config& config) {
        auto known = std::make_unique<Known>();
        if (std::filesystem::exists(
                std::filesystem::path(config.text("data.folder")) / "hibari.db"
            )) {
            // The keeper first: it forks.
            known->kept_.emplace(HIBARI_TRY(KeptKeys::open(config)));
            known->provenance_.emplace(HIBARI_TRY(known->kept_->provenance(known->clock_)));
            known->installation_ = HIBARI_TRY(server::Installation::open(
                config, server::Role::kAdmin, engine_facts(make_worker_registry(config))
            ));
            return known;
        }
        known->own_.emplace(known->clock_);
        known->provenance_.emplace(*HIBARI_TRY(known->own_->provenance()));
        return known;
    }

    trust::VerifyParts parts() const {
        return {
            .registry = installation_ ? &*installation_->registry : nullptr,
            .mark_key = provenance_->mark_key,
            .anchors = provenance_->anchors,
        };
    }

  private:
    SystemClock clock_;
    std::optional<KeptKeys> kept_;
    std::optional<OwnKeys> own_;
    std::optional<worker::Provenance> provenance_;
    std::unique_ptr<server::Installation> installation_;
};

/// A form with one file in it (RFC 7578).
std::string form_of(std::string_view bytes, std::string_view boundary) {
    std::string body = "--" + std::string(boundary) +
                       "\r\ncontent-disposition: form-data; name=\"file\"; filename=\"file\"\r\n"
                       "content-type: application/octet-stream\r\n\r\n";
    body += bytes;
    return body + "\r\n--" + std::string(boundary) + "--\r\n";
}

Result<Json> ask(
    const std::string& server, const FileDescriptor& file, const std::stop_token& stop
) {
    const std::string bytes = HIBARI_TRY(read_file(
        "/proc/self/fd/" + std::to_string(file.number()), static_cast<std::size_t>(kBytesMax)
    ));
    const std::string boundary = "hibari-" + to_hex(random_bytes(16));
    net::ClientRequest request{
        .method = net::Method::kPost,
        .url = server + (server.ends_with('/') ? "v1/verify" : "/v1/verify"),
        .body = form_of(bytes, boundary),
        .timeout = kAsLongAs,
    };
    request.fields.set("content-type", "multipart/form-data; boundary=" + boundary);
    const net::HttpClient client;
    const auto answer = HIBARI_TRY(client.fetch(request, stop));
    const Json json = HIBARI_TRY(parse_json(answer.body));
    if (answer.status != 200) {
        const Json* error = json.find("error");
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = error != nullptr ? error->at("message").as_string()
                                         : "the server answers " + std::to_string(answer.status)}
        );
    }
    return json;
}

std::string line(std::string_view name, const Json& part) {
    return "  " + std::string(name) + part.at("finding").as_string() + "\n";
}

void print(const Json& answer) {
    std::cout << answer.at("summary").as_string() << "\n"
              << line("manifest     ", answer.at("manifest"))
              << line("mark         ", answer.at("mark"))
              << line("fingerprint  ", answer.at("fingerprint"));
    if (const Json& asset = answer.at("asset"); !asset.is_null()) {
        std::cout << "  clip         " << to_string(asset) << "\n";
    }
    for (const Json& note : answer.at("notes").items()) {
        std::cout << "  " << note.as_string() << "\n";
    }
}

}  // namespace

Result<void> run_verify(const VerifyOptions& options) {
    std::unique_ptr<Known> known;
    if (options.server.empty()) {
        const Config config = HIBARI_TRY(Config::load(
            server::settings(),
            {.file = options.installation.config_file,
             .environment = hibari_environment(),
             .flags = options.installation.settings}
        ));
        known = HIBARI_TRY(Known::open(config));
    }
    const Interrupt interrupt;
    const FileDescriptor file = HIBARI_TRY(open_target(options.target, interrupt.token()));
    Json answer = nullptr;
    if (known) {
        const auto found = HIBARI_TRY(trust::verify(file, known->parts(), interrupt.token()));
        answer = trust::to_json(found, trust::Scores::kShown);
    } else {
        answer = HIBARI_TRY(ask(options.server, file, interrupt.token()));
    }
    if (options.json) {
        std::cout << to_string(answer, 2) << "\n";
    } else {
        print(answer);
    }
    return finish_output(std::cout);
}

}  // namespace hibari::cli
