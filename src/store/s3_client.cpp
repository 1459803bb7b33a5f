#include "store/s3_client.h"

#include "base/check.h"
#include "base/files.h"
#include "store/s3_answers.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <curl/curl.h>
#include <openssl/evp.h>
#include <thread>
#include <unistd.h>

namespace hibari::store::detail {
namespace {

constexpr int kAttemptsMax = 4;
constexpr std::chrono::milliseconds kPause{100};
constexpr std::size_t kBodyBytesMax = 16U << 20U;
constexpr std::size_t kIdleMax = 16;
constexpr long kConnectTimeoutSeconds = 10;
constexpr std::size_t kChunkBytes = 1U << 20U;

using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;
using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

Result<std::string> hash_of(const FilePart& part) {
    const Digest digest(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    HIBARI_CHECK(digest != nullptr);
    HIBARI_CHECK(EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) == 1);
    std::string chunk(kChunkBytes, '\0');
    std::uint64_t done = 0;
    while (done < part.size) {
        const std::size_t wanted = std::min<std::uint64_t>(chunk.size(), part.size - done);
        const ssize_t count =
            pread(part.file, chunk.data(), wanted, static_cast<off_t>(part.offset + done));
        if (count <= 0) {
            return fail(ErrorCode::kDataLoss, "a file to upload cannot be read to its end");
        }
        HIBARI_CHECK(
            EVP_DigestUpdate(digest.get(), chunk.data(), static_cast<std::size_t>(count)) == 1
        );
        done += static_cast<std::uint64_t>(count);
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    HIBARI_CHECK(EVP_DigestFinal_ex(digest.get(), bytes.data(), &size) == 1);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) {
        hex += kDigits[bytes[i] >> 4U];
        hex += kDigits[bytes[i] & 15U];
    }
    return hex;
}

Error error_of(int status, std::string_view body) {
    const std::string code = xml_text(body, "Code").value_or("");
    Error error{
        .code = ErrorCode::kInternal,
        .message = "object store: " + std::to_string(status) + " " + code
    };
    // versitygw says the last of an access key it does not know.
    if (status == 401 || status == 403 || code == "XAdminUserNotFound") {
        error.code = ErrorCode::kPermissionDenied;
        error.hint = "check the access key, the secret key and the clock";
    } else if (status == 404) {
        error.code = ErrorCode::kNotFound;
    } else if (status == 507 || code == "QuotaExceeded" || code == "XMinioStorageFull" ||
               code == "EntityTooLarge") {
        error.code = ErrorCode::kResourceExhausted;
    } else if (status == 408 || status == 409 || status == 429 || status >= 500) {
        // 409: something else is being done to the same key.
        error.code = ErrorCode::kUnavailable;
    }
    return error;
}

}  // namespace

// What libcurl's callbacks work on.
struct S3Client::Transfer {
    const S3Request& request;
    S3Answer answer;
    CURL* handle = nullptr;
    std::uint64_t sent = 0;
    /// errno of a failed write to the file.
    int write_error = 0;

    std::uint64_t body_size() const {
        return request.part ? request.part->size : request.text.size();
    }

    static std::size_t read(char* buffer, std::size_t one, std::size_t count, void* self) {
        auto& transfer = *static_cast<Transfer*>(self);
        const std::size_t wanted =
            std::min<std::uint64_t>(one * count, transfer.body_size() - transfer.sent);
        ssize_t got = static_cast<ssize_t>(wanted);
        if (transfer.request.part) {
            got = pread(
                transfer.request.part->file,
                buffer,
                wanted,
                static_cast<off_t>(transfer.request.part->offset + transfer.sent)
            );
        } else {
            transfer.request.text.copy(buffer, wanted, transfer.sent);
        }
        if (got < 0 || (got == 0 && wanted > 0)) {
            return CURL_READFUNC_ABORT;
        }
        transfer.sent += static_cast<std::uint64_t>(got);
        return static_cast<std::size_t>(got);
    }

    static int seek(void* self, curl_off_t offset, int origin) {
        if (origin != SEEK_SET) {
            return CURL_SEEKFUNC_CANTSEEK;
        }
        static_cast<Transfer*>(self)->sent = static_cast<std::uint64_t>(offset);
        return CURL_SEEKFUNC_OK;
    }

    static std::size_t write(char* bytes, std::size_t one, std::size_t count, void* self) {
        auto& transfer = *static_cast<Transfer*>(self);
        const std::size_t size = one * count;
        long status = 0;
        curl_easy_getinfo(transfer.handle, CURLINFO_RESPONSE_CODE, &status);
        if (transfer.request.to_file < 0 || status / 100 != 2) {
            if (transfer.answer.body.size() + size > kBodyBytesMax) {
                return 0;
            }
            transfer.answer.body.append(bytes, size);
            return size;
        }
        std::size_t done = 0;
        while (done < size) {
            const ssize_t written = ::write(transfer.request.to_file, bytes + done, size - done);
            if (written < 0 && errno != EINTR) {
                transfer.write_error = errno;
                return 0;
            }
            done += static_cast<std::size_t>(std::max<ssize_t>(written, 0));
        }
        return size;
    }

    static std::size_t header(char* bytes, std::size_t one, std::size_t count, void* self) {
        auto& transfer = *static_cast<Transfer*>(self);
        const std::string_view line(bytes, one * count);
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos) {
            std::string name(line.substr(0, colon));
            std::ranges::transform(name, name.begin(), [](char c) {
                return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            });
            std::string_view value = line.substr(colon + 1);
            while (!value.empty() && value.front() == ' ') {
                value.remove_prefix(1);
            }
            while (!value.empty() && (value.back() == '\r' || value.back() == '\n')) {
                value.remove_suffix(1);
            }
            transfer.take_header(name, std::string(value));
        }
        return line.size();
    }

    void take_header(const std::string& name, const std::string& value) {
        if (name == "etag") {
            answer.etag = value;
        } else if (name == "last-modified") {
            const time_t seconds = curl_getdate(value.c_str(), nullptr);
            if (seconds >= 0) {
                answer.modified = std::chrono::system_clock::from_time_t(seconds);
            }
        }
    }
};

Result<std::unique_ptr<S3Client>> S3Client::create(const S3Options& options) {
    // Once per process, before threads use it; a static makes that so.
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (initialised != CURLE_OK) {
        return fail(ErrorCode::kInternal, "libcurl could not be initialised");
    }
    const bool has_scheme =
        options.endpoint.starts_with("http://") || options.endpoint.starts_with("https://");
    const std::string host =
        has_scheme ? options.endpoint.substr(options.endpoint.find("://") + 3) : std::string();
    if (host.empty() || host.find_first_of("/?#@ ") != std::string::npos) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "the endpoint of the object store is no address",
            .hint = "write https://host or http://host:port",
        });
    }
    if (options.access_key.empty() || options.secret_key.empty() || options.region.empty()) {
        return fail(
            ErrorCode::kInvalidArgument,
            "the object store needs an access key, a secret key and a region"
        );
    }
    std::unique_ptr<S3Client> client(new S3Client(options));
    client->host_ = host;
    return client;
}

S3Client::S3Client(const S3Options& options)
    : options_(options),
      credentials_{
          .access_key = options.access_key,
          .secret_key = options.secret_key,
          .region = options.region
      } {}

S3Client::~S3Client() {
    for (void* handle : idle_) {
        curl_easy_cleanup(handle);
    }
}

void* S3Client::take_handle() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            void* handle = idle_.back();
            idle_.pop_back();
            return handle;
        }
    }
    CURL* handle = curl_easy_init();
    HIBARI_CHECK(handle != nullptr);
    return handle;
}

void S3Client::give_handle(void* handle) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < kIdleMax) {
        idle_.push_back(handle);
    } else {
        curl_easy_cleanup(handle);
    }
}

Result<S3Answer> S3Client::send(const S3Request& request) {
    const std::string body_hash =
        request.part ? HIBARI_TRY(hash_of(*request.part)) : sha256_hex(request.text);
    for (int attempt = 1;; ++attempt) {
        Result<S3Answer> answer = try_once(request, body_hash);
        const bool again = !answer && answer.error().code == ErrorCode::kUnavailable;
        if (!again || attempt == kAttemptsMax) {
            return answer;
        }
        if (request.to_file >= 0 &&
            (ftruncate(request.to_file, 0) != 0 || lseek(request.to_file, 0, SEEK_SET) != 0)) {
            return answer;
        }
        std::this_thread::sleep_for(kPause * (1 << attempt));
    }
}

Result<S3Answer> S3Client::try_once(const S3Request& request, const std::string& body_hash) {
    CURL* handle = take_handle();
    curl_easy_reset(handle);  // Keeps its connections.
    Transfer transfer{.request = request, .handle = handle};

    const S3Signable signable{
        .method = request.method,
        .host = host_,
        .path = request.path,
        .query = request.query,
        .body_hash = body_hash
    };
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    Headers headers(nullptr, &curl_slist_free_all);
    const auto add = [&headers](const std::string& line) {
        headers.reset(curl_slist_append(headers.release(), line.c_str()));
    };
    for (const auto& [name, value] : sign_headers(credentials_, signable, now)) {
        add(name + ": " + value);
    }
    add("Expect:");  // Waiting for "100 Continue" costs a second where servers do not send it.
    // Without a value it is left away, and libcurl adds none of its own.
    add("Content-Type:" +
        (request.content_type.empty() ? "" : " " + std::string(request.content_type)));

    const std::string query = query_text(request.query);
    const std::string url = options_.endpoint + percent_encode(request.path, Encode::kPath) +
                            (query.empty() ? "" : "?" + query);
    const auto set = [handle](CURLoption option, auto value) {
        HIBARI_CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK, static_cast<int>(option));
    };
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_CONNECTTIMEOUT, kConnectTimeoutSeconds);
    set(CURLOPT_TIMEOUT, static_cast<long>(options_.timeout.count()));
    set(CURLOPT_HTTPHEADER, headers.get());
    set(CURLOPT_WRITEFUNCTION, &Transfer::write);
    set(CURLOPT_WRITEDATA, &transfer);
    set(CURLOPT_HEADERFUNCTION, &Transfer::header);
    set(CURLOPT_HEADERDATA, &transfer);
    if (request.method == "HEAD") {
        set(CURLOPT_NOBODY, 1L);
    } else if (request.method == "PUT" || request.method == "POST") {
        set(CURLOPT_UPLOAD, 1L);
        set(CURLOPT_READFUNCTION, &Transfer::read);
        set(CURLOPT_READDATA, &transfer);
        set(CURLOPT_SEEKFUNCTION, &Transfer::seek);
        set(CURLOPT_SEEKDATA, &transfer);
        set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(transfer.body_size()));
        set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    } else {
        set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }

    const CURLcode done = curl_easy_perform(handle);
    long status = 0;
    curl_off_t length = -1;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    give_handle(handle);

    if (transfer.write_error != 0) {
        return fail(file_error("cannot write", options_.scratch / "download", transfer.write_error)
        );
    }
    if (done != CURLE_OK) {
        return fail(
            ErrorCode::kUnavailable, std::string("object store: ") + curl_easy_strerror(done)
        );
    }
    transfer.answer.status = static_cast<int>(status);
    transfer.answer.size_bytes = static_cast<std::uint64_t>(std::max<curl_off_t>(length, 0));
    if (status / 100 != 2) {
        return fail(error_of(transfer.answer.status, transfer.answer.body));
    }
    return std::move(transfer.answer);
}

std::string S3Client::signed_url(
    const std::string& method, const std::string& path, std::chrono::seconds valid
) const {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return options_.endpoint +
           presign(credentials_, {.method = method, .host = host_, .path = path}, now, valid);
}

}  // namespace hibari::store::detail
