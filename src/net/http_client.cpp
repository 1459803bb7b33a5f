#include "net/http_client.h"

#include "base/check.h"
#include "base/text.h"
#include "net/media_type.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <curl/curl.h>
#include <mutex>
#include <netdb.h>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace hibari::net {
namespace {

constexpr std::size_t kHeadBytesMax = 64U << 10U;
constexpr std::size_t kIdleSessionsMax = 16;
constexpr std::size_t kUrlBytesMax = 8192;
constexpr std::size_t kAddressesMax = 64;
constexpr int kPollMs = 1000;

// libcurl's handles have no types of their own: CURL and CURLM are both void.
template <auto kFree>
struct Free {
    template <typename T>
    void operator()(T* handle) const {
        kFree(handle);
    }
};

/// A transfer's handle and the connections it may find open. The transfer goes first.
struct Session {
    std::unique_ptr<CURLM, Free<curl_multi_cleanup>> multi{curl_multi_init()};
    std::unique_ptr<CURL, Free<curl_easy_cleanup>> easy{curl_easy_init()};
};

using List = std::unique_ptr<curl_slist, Free<curl_slist_free_all>>;

void append(List& list, const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    HIBARI_CHECK(longer != nullptr);
    std::ignore = list.release();
    list.reset(longer);
}

Error bad_url(std::string message) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .field = "url",
    };
}

tl::unexpected<Error> refused(std::string message) {
    return fail({
        .code = ErrorCode::kPermissionDenied,
        .message = std::move(message),
        .field = "url",
        .hint = "give a public http or https address",
    });
}

bool is_visible_ascii(char c) {
    return c > 0x20 && c < 0x7f;
}

/// A URL that libcurl has read; what it connects to comes from the same reading.
class Url {
  public:
    static Result<Url> parse(const std::string& text) {
        Url url;
        if (text.size() > kUrlBytesMax) {
            return fail(bad_url("is longer than " + std::to_string(kUrlBytesMax) + " bytes"));
        }
        const CURLUcode code = curl_url_set(url.handle_.get(), CURLUPART_URL, text.c_str(), 0);
        if (code != CURLUE_OK) {
            return fail(bad_url(std::string("is no URL: ") + curl_url_strerror(code)));
        }
        const std::string scheme = url.part(CURLUPART_SCHEME);
        if (scheme != "http" && scheme != "https") {
            return fail(bad_url("must begin with http:// or https://"));
        }
        // What libcurl makes of other letters depends on the locale.
        if (!std::ranges::all_of(url.part(CURLUPART_HOST), is_visible_ascii)) {
            return fail(bad_url("must write its host in ASCII (xn--...)"));
        }
        return url;
    }

    std::string part(CURLUPart what) const {
        char* text = nullptr;
        const unsigned flags = what == CURLUPART_PORT ? CURLU_DEFAULT_PORT : 0;
        if (curl_url_get(handle_.get(), what, &text, flags) != CURLUE_OK) {
            return "";
        }
        std::string copy = text;
        curl_free(text);
        return copy;
    }

    std::uint16_t port() const {
        return static_cast<std::uint16_t>(std::stoul(part(CURLUPART_PORT)));
    }

    std::string origin() const {
        return part(CURLUPART_SCHEME) + "://" + part(CURLUPART_HOST) + ":" + part(CURLUPART_PORT);
    }

    CURLU* handle() const { return handle_.get(); }

  private:
    Url() : handle_(curl_url()) { HIBARI_CHECK(handle_ != nullptr); }

    std::unique_ptr<CURLU, Free<curl_url_cleanup>> handle_;
};

/// All addresses of the URL's host, each of which the guard lets pass.
Result<std::vector<Address>> guarded_addresses(const Url& url, const ClientOptions& options) {
    std::vector<Address> addresses;
    const std::string host = url.part(CURLUPART_HOST);
    if (!url.part(CURLUPART_USER).empty() || !url.part(CURLUPART_PASSWORD).empty() ||
        !url.part(CURLUPART_ZONEID).empty()) {
        return refused("must not carry a user, a password or a zone");
    }
    if (!options.guard_ports.empty() &&
        std::ranges::find(options.guard_ports, url.port()) == options.guard_ports.end()) {
        return refused("port " + std::to_string(url.port()) + " is not allowed");
    }
    if (const std::optional<Address> address = Address::parse_host(host)) {
        addresses = {*address};
    } else {
        addresses = HIBARI_TRY(options.resolve(host));
    }
    if (addresses.empty() || addresses.size() > kAddressesMax) {
        return fail({
            .code = ErrorCode::kUnavailable,
            .message = "the host has no address",
            .field = "url",
        });
    }
    if (!std::ranges::all_of(addresses, options.guard_allows)) {
        return refused("the host has an address that is not public");
    }
    return addresses;
}

/// One exchange: what libcurl's callbacks work on.
class Exchange {
  public:
    Exchange(
        const ClientRequest& request, const ClientOptions& options, const std::stop_token& stop
    )
        : request_(request), options_(options), stop_(stop) {}

    /// Fetches `url`; gives the next address when the answer redirects and `redirects` allows.
    Result<void> run(Session& session, const Url& url, const Fields& fields);

    ClientResponse response;
    std::string redirect;

  private:
    Result<void> check_guard(const Url& url);
    Result<void> set_fields(CURL* easy, const Fields& fields);
    void set_body(CURL* easy);
    void set_callbacks(CURL* easy);
    Result<void> transfer(Session& session);
    Error error_of(CURLcode code) const;

    bool takes_head(std::string_view line);
    bool takes_body(std::string_view bytes);
    std::size_t gives_body(char* buffer, std::size_t size);
    bool may_connect(const sockaddr& address);

    static std::size_t on_head(char* data, std::size_t size, std::size_t count, void* self) {
        const bool is_taken = static_cast<Exchange*>(self)->takes_head({data, size * count});
        return is_taken ? size * count : 0;
    }

    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) {
        const bool is_taken = static_cast<Exchange*>(self)->takes_body({data, size * count});
        return is_taken ? size * count : 0;
    }

    static std::size_t on_read(char* buffer, std::size_t size, std::size_t count, void* self) {
        return static_cast<Exchange*>(self)->gives_body(buffer, size * count);
    }

    static int on_seek(void* self, curl_off_t offset, int origin) {
        static_cast<Exchange*>(self)->upload_sent_ = static_cast<std::uint64_t>(offset);
        return origin == SEEK_SET ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_CANTSEEK;
    }

    static curl_socket_t on_socket(void* self, curlsocktype /*purpose*/, curl_sockaddr* address) {
        if (!static_cast<Exchange*>(self)->may_connect(address->addr)) {
            return CURL_SOCKET_BAD;
        }
        return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    }

    const ClientRequest& request_;
    const ClientOptions& options_;
    const std::stop_token& stop_;
    List fields_;
    List pinned_;
    std::vector<Address> checked_;
    std::uint64_t upload_sent_ = 0;
    std::size_t head_bytes_ = 0;
    std::optional<Error> failure_;
};

Result<void> Exchange::run(Session& session, const Url& url, const Fields& fields) {
    CURL* easy = session.easy.get();
    curl_easy_reset(easy);
    curl_easy_setopt(easy, CURLOPT_CURLU, url.handle());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, options_.user_agent.c_str());
    curl_easy_setopt(
        easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request_.connect_timeout.count())
    );
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request_.timeout.count()));
    if (request_.guard == Guard::kPublicOnly) {
        HIBARI_TRY(check_guard(url));
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
        curl_easy_setopt(easy, CURLOPT_RESOLVE, pinned_.get());
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &Exchange::on_socket);
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    }
    HIBARI_TRY(set_fields(easy, fields));
    set_body(easy);
    set_callbacks(easy);
    HIBARI_TRY(transfer(session));
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    const char* next = nullptr;
    curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &next);
    redirect = next == nullptr ? "" : next;
    return {};
}

Result<void> Exchange::check_guard(const Url& url) {
    const std::string host = url.part(CURLUPART_HOST);
    checked_ = HIBARI_TRY(guarded_addresses(url, options_));
    if (Address::parse_host(host)) {
        return {};  // Nothing to look up.
    }
    std::string pin = host + ":" + std::to_string(url.port()) + ":";
    for (const Address& address : checked_) {
        pin += (pin.back() == ':' ? "" : ",") +
               (address.is_ipv4() ? address.text() : "[" + address.text() + "]");
    }
    append(pinned_, pin);
    return {};
}

Result<void> Exchange::set_fields(CURL* easy, const Fields& fields) {
    for (const auto& [name, value] : fields.all()) {
        const bool is_plain = std::ranges::all_of(value, [](char c) {
            return static_cast<unsigned char>(c) >= 0x20 || c == '\t';
        });
        if (!is_token(name) || !is_plain) {
            return fail(ErrorCode::kInvalidArgument, "a field's name or value is malformed");
        }
        // libcurl drops a field without a value unless it is written with a semicolon.
        append(fields_, value.empty() ? name + ";" : name + ": " + value);
    }
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fields_.get());
    return {};
}

void Exchange::set_body(CURL* easy) {
    if (request_.method == Method::kHead) {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
        return;
    }
    if (request_.body_file != nullptr) {
        curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(easy, CURLOPT_READFUNCTION, &Exchange::on_read);
        curl_easy_setopt(easy, CURLOPT_READDATA, this);
        curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, &Exchange::on_seek);
        curl_easy_setopt(easy, CURLOPT_SEEKDATA, this);
        curl_easy_setopt(
            easy, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request_.body_file->size)
        );
    } else if (!request_.body.empty() || request_.method == Method::kPost ||
               request_.method == Method::kPut || request_.method == Method::kPatch) {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request_.body.data());
        curl_easy_setopt(
            easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size())
        );
    }
    const std::string method(to_string(request_.method));
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method.c_str());
}

void Exchange::set_callbacks(CURL* easy) {
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Exchange::on_head);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Exchange::on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
}

Result<void> Exchange::transfer(Session& session) {
    CURLM* multi = session.multi.get();
    CURL* easy = session.easy.get();
    HIBARI_CHECK(curl_multi_add_handle(multi, easy) == CURLM_OK);
    // Waking is the one call that another thread may make.
    std::optional<std::stop_callback<std::function<void()>>> on_stop;
    on_stop.emplace(stop_, [multi] { curl_multi_wakeup(multi); });
    int running = 1;
    while (running > 0 && !stop_.stop_requested()) {  // Ends by CURLOPT_TIMEOUT_MS at the latest.
        if (curl_multi_perform(multi, &running) != CURLM_OK) {
            break;
        }
        if (running > 0) {
            curl_multi_poll(multi, nullptr, 0, kPollMs, nullptr);
        }
    }
    on_stop.reset();
    CURLcode code = CURLE_ABORTED_BY_CALLBACK;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
        if (message->msg == CURLMSG_DONE) {
            code = message->data.result;
        }
    }
    curl_multi_remove_handle(multi, easy);
    if (code != CURLE_OK) {
        return fail(error_of(code));
    }
    return {};
}

Error Exchange::error_of(CURLcode code) const {
    if (failure_) {
        return *failure_;
    }
    if (stop_.stop_requested()) {
        return {.code = ErrorCode::kCancelled, .message = "cancelled"};
    }
    Error error{.code = ErrorCode::kUnavailable, .message = curl_easy_strerror(code)};
    if (code == CURLE_OPERATION_TIMEDOUT) {
        error = {.code = ErrorCode::kDeadlineExceeded, .message = "no answer in time"};
    } else if (code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL) {
        error.code = ErrorCode::kInvalidArgument;
        error.field = "url";
    } else if (code == CURLE_OUT_OF_MEMORY) {
        error.code = ErrorCode::kResourceExhausted;
    }
    return error;
}

bool Exchange::takes_head(std::string_view line) {
    head_bytes_ += line.size();
    if (head_bytes_ > kHeadBytesMax) {
        failure_ = {
            .code = ErrorCode::kResourceExhausted, .message = "the answer's fields are too long"
        };
        return false;
    }
    if (line.starts_with("HTTP/")) {
        response.fields = {};  // Another answer: what came before was 1xx.
        const std::size_t space = line.find(' ');
        response.status = space == std::string_view::npos
                              ? 0
                              : std::atoi(std::string(line.substr(space)).c_str());
        return true;
    }
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) {
        response.fields.add(line.substr(0, colon), trim(line.substr(colon + 1)));
    }
    return true;
}

bool Exchange::takes_body(std::string_view bytes) {
    response.body_bytes += bytes.size();
    if (response.body_bytes > request_.answer_bytes_max) {
        failure_ = {
            .code = ErrorCode::kResourceExhausted,
            .message =
                "the answer is larger than " + std::to_string(request_.answer_bytes_max) + " bytes"
        };
        return false;
    }
    const bool to_file =
        request_.download_to != nullptr && response.status >= 200 && response.status <= 299;
    if (!to_file) {
        response.body += bytes;
        return true;
    }
    while (!bytes.empty()) {
        const ssize_t written = write(request_.download_to->number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            failure_ = {
                .code = errno == ENOSPC || errno == EDQUOT || errno == EFBIG
                            ? ErrorCode::kResourceExhausted
                            : ErrorCode::kInternal,
                .message = std::string("cannot write the answer: ") + std::strerror(errno)
            };
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::size_t Exchange::gives_body(char* buffer, std::size_t size) {
    const FileSlice& slice = *request_.body_file;
    const std::uint64_t left = slice.size - upload_sent_;
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, size));
    const ssize_t count =
        pread(slice.file.number(), buffer, wanted, static_cast<off_t>(slice.offset + upload_sent_));
    if (count < 0 || (count == 0 && left > 0)) {
        failure_ = {.code = ErrorCode::kDataLoss, .message = "the file to send cannot be read"};
        return CURL_READFUNC_ABORT;
    }
    upload_sent_ += static_cast<std::uint64_t>(count);
    return static_cast<std::size_t>(count);
}

// The last word of the guard: whatever led here, this is the address that will be connected to.
bool Exchange::may_connect(const sockaddr& address) {
    const std::optional<Address> to = Address::from_socket(address);
    const bool may = to && std::ranges::find(checked_, *to) != checked_.end();
    if (!may) {
        failure_ = {
            .code = ErrorCode::kPermissionDenied,
            .message = "the host has an address that was not checked",
            .field = "url"
        };
    }
    return may;
}

// What must not follow a redirect to somebody else.
Fields without_credentials(const Fields& fields) {
    Fields rest = fields;
    rest.remove("authorization");
    rest.remove("cookie");
    return rest;
}

}  // namespace

struct HttpClient::Sessions {
    std::mutex mutex;
    std::vector<Session> idle;

    Session take() {
        const std::scoped_lock lock(mutex);
        if (idle.empty()) {
            return {};
        }
        Session session = std::move(idle.back());
        idle.pop_back();
        return session;
    }

    void give_back(Session session) {
        const std::scoped_lock lock(mutex);
        if (idle.size() < kIdleSessionsMax) {
            idle.push_back(std::move(session));
        }
    }
};

Result<std::vector<Address>> resolve_by_system(const std::string& host) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int code = getaddrinfo(host.c_str(), nullptr, &hints, &found);
    if (code != 0) {
        return fail({
            .code = ErrorCode::kUnavailable,
            .message = std::string("cannot resolve the host: ") + gai_strerror(code),
            .field = "url",
        });
    }
    std::vector<Address> addresses;
    for (const addrinfo* one = found; one != nullptr && addresses.size() < kAddressesMax;
         one = one->ai_next) {
        if (const std::optional<Address> address = Address::from_socket(*one->ai_addr)) {
            addresses.push_back(*address);
        }
    }
    freeaddrinfo(found);
    return addresses;
}

HttpClient::HttpClient(ClientOptions options)
    : options_(std::move(options)), sessions_(std::make_unique<Sessions>()) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    HIBARI_CHECK(ready == CURLE_OK, static_cast<int>(ready));
}

HttpClient::~HttpClient() = default;

Result<void> HttpClient::check(const std::string& url) const {
    const Url parsed = HIBARI_TRY(Url::parse(url));
    HIBARI_TRY(guarded_addresses(parsed, options_));
    return {};
}

Result<ClientResponse> HttpClient::fetch(const ClientRequest& request, std::stop_token stop) const {
    HIBARI_CHECK(request.timeout.count() >= 1 && request.connect_timeout.count() >= 1);
    HIBARI_CHECK(request.redirects_max >= 0, request.redirects_max);
    // A guarded request gets connections that nobody else used, and leaves none.
    const bool is_guarded = request.guard == Guard::kPublicOnly;
    const bool may_follow = request.method == Method::kGet || request.method == Method::kHead;
    Session session = is_guarded ? Session() : sessions_->take();
    Url url = HIBARI_TRY(Url::parse(request.url));
    Fields fields = request.fields;
    for (int hop = 0;; ++hop) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::kCancelled, "cancelled");
        }
        Exchange exchange(request, options_, stop);
        HIBARI_TRY(exchange.run(session, url, fields));
        if (exchange.redirect.empty() || !may_follow || hop >= request.redirects_max) {
            if (!is_guarded) {
                sessions_->give_back(std::move(session));
            }
            return std::move(exchange.response);
        }
        Url next = HIBARI_TRY(Url::parse(exchange.redirect));
        if (next.origin() != url.origin()) {
            fields = without_credentials(fields);
        }
        url = std::move(next);
    }
}

}  // namespace hibari::net
