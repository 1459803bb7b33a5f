#include "net/request_reader.h"

#include "base/check.h"
#include "base/text.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <utility>

namespace hibari::net {
namespace {

namespace http = boost::beast::http;
using boost::beast::string_view;
using boost::system::error_code;

// A chunk's size line with its extension, or all trailers: far beyond what any client sends.
constexpr std::size_t kChunkHeadBytesMax = 4096;
constexpr std::size_t kChunkExtensionBytesMax = 256;

std::string_view view(string_view text) {
    return {text.data(), text.size()};
}

bool is_all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Origin form, from absolute form if need be (RFC 9112 section 3.2): empty when it is neither.
std::string_view origin_form(std::string_view target) {
    if (target.starts_with('/')) {
        return target;
    }
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (to_lower(target.substr(0, scheme.size())) == scheme) {
            target.remove_prefix(scheme.size());
            const std::size_t path = target.find('/');
            return path == 0 || path == std::string_view::npos ? "" : target.substr(path);
        }
    }
    return "";
}

}  // namespace

class RequestReader::Parser final : public http::basic_parser<true> {
  public:
    explicit Parser(const ReaderLimits& limits)
        : limits_(limits), body_(limits.spool_folder, limits.body_memory_bytes_max) {
        header_limit(static_cast<std::uint32_t>(limits.head_bytes_max));
        body_limit(boost::none);
    }

    Request request;
    std::string method;
    std::string target;
    bool is_http10 = false;
    std::size_t head_bytes = 0;
    /// Set by a callback that stopped the parser.
    std::optional<ReaderFailure> failure;

    std::uint64_t body_bytes() const { return body_.size(); }

    /// What to answer to an error of the parser.
    ReaderFailure failure_of(const error_code& error) const;

    /// What Beast does not mind and we do.
    std::optional<ReaderFailure> check_head();

    std::optional<ReaderFailure> finish_body() {
        Result<Body> body = body_.finish();
        if (!body) {
            return storage_failure(body.error());
        }
        request.body = std::move(*body);
        return std::nullopt;
    }

  private:
    static ReaderFailure bad(std::string message) { return {.message = std::move(message)}; }

    static ReaderFailure storage_failure(const Error& error) {
        if (error.code == ErrorCode::kResourceExhausted) {
            return {507, "insufficient_storage", "there is no room left to keep the body"};
        }
        return {500, "internal_error", "the body could not be kept"};
    }

    std::optional<ReaderFailure> check_framing() const;
    std::optional<ReaderFailure> check_target();

    void stop(ReaderFailure why, error_code& error) {
        failure = std::move(why);
        error = http::error::bad_value;
    }

    void on_request_impl(
        http::verb /*verb*/, string_view name, string_view path, int version, error_code& /*error*/
    ) override {
        method = view(name);
        target = view(path);
        is_http10 = version == 10;
    }

    void on_response_impl(int, string_view, int, error_code&) override {}

    void on_field_impl(
        http::field /*known*/, string_view name, string_view value, error_code& error
    ) override {
        if (is_header_done()) {
            return;  // A trailer: merging it would let a body rewrite its own head.
        }
        if (request.fields.all().size() >= limits_.fields_max) {
            stop({431, "header_fields_too_large", "too many fields"}, error);
            return;
        }
        request.fields.add(view(name), view(value));
    }

    void on_header_impl(error_code& /*error*/) override {}

    void on_body_init_impl(
        const boost::optional<std::uint64_t>& /*length*/, error_code& /*error*/
    ) override {}

    std::size_t keep(string_view bytes, error_code& error) {
        const Result<void> kept = body_.append(view(bytes));
        if (!kept) {
            stop(storage_failure(kept.error()), error);
        }
        return bytes.size();
    }

    std::size_t on_body_impl(string_view bytes, error_code& error) override {
        return keep(bytes, error);
    }

    void on_chunk_header_impl(std::uint64_t /*size*/, string_view extensions, error_code& error)
        override {
        if (extensions.size() > kChunkExtensionBytesMax) {
            stop(bad("a chunk extension is too long"), error);
        }
    }

    std::size_t on_chunk_body_impl(
        std::uint64_t /*remaining*/, string_view bytes, error_code& error
    ) override {
        return keep(bytes, error);
    }

    void on_finish_impl(error_code& /*error*/) override {}

    const ReaderLimits& limits_;
    BodyWriter body_;
};

std::optional<ReaderFailure> RequestReader::Parser::check_framing() const {
    const Fields& fields = request.fields;
    if (const std::string* length = fields.find("content-length")) {
        if (fields.count("content-length") > 1 || !is_all_digits(trim(*length))) {
            return bad("expected one content-length, a number");
        }
    }
    if (const std::string* coding = fields.find("transfer-encoding")) {
        if (is_http10) {
            return bad("HTTP/1.0 has no transfer-encoding");
        }
        if (fields.count("transfer-encoding") > 1 || to_lower(trim(*coding)) != "chunked") {
            return ReaderFailure{501, "not_implemented", "the only transfer-encoding is chunked"};
        }
    }
    const std::size_t hosts = fields.count("host");
    if (hosts > 1 || (hosts == 0 && !is_http10)) {
        return bad("expected one host field");
    }
    return std::nullopt;
}

std::optional<ReaderFailure> RequestReader::Parser::check_target() {
    const std::string_view path = origin_form(target);
    const bool has_bad_byte = std::ranges::any_of(path, [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f ||
               c == '#';
    });
    if (path.empty() || has_bad_byte) {
        return bad("the request target must be a path");
    }
    const std::size_t question = std::min(path.find('?'), path.size());
    request.path = path.substr(0, question);
    request.query = path.substr(std::min(path.size(), question + 1));
    return std::nullopt;
}

std::optional<ReaderFailure> RequestReader::Parser::check_head() {
    if (std::optional<ReaderFailure> wrong = check_framing()) {
        return wrong;
    }
    const std::optional<Method> known = net::parse_method(method);
    if (!known) {
        return ReaderFailure{501, "not_implemented", "this server does not know that method"};
    }
    request.method = *known;
    if (std::optional<ReaderFailure> wrong = check_target()) {
        return wrong;
    }
    const std::string* expect = request.fields.find("expect");
    if (expect != nullptr && to_lower(trim(*expect)) != "100-continue") {
        return ReaderFailure{417, "expectation_failed", "the only expectation is 100-continue"};
    }
    return std::nullopt;
}

ReaderFailure RequestReader::Parser::failure_of(const error_code& error) const {
    if (failure) {
        return *failure;
    }
    if (error == http::error::header_limit && target.empty()) {
        return {414, "uri_too_long", "the request line is too long"};
    }
    if (error == http::error::header_limit) {
        return {431, "header_fields_too_large", "the fields are too long"};
    }
    if (error == http::error::body_limit) {
        return {413, "content_too_large", "the body is larger than this resource allows"};
    }
    if (error == http::error::bad_version) {
        return {505, "http_version_not_supported", "this server speaks HTTP/1.1 and HTTP/1.0"};
    }
    return {400, "bad_request", "malformed request: " + error.message()};
}

RequestReader::RequestReader(const ReaderLimits& limits)
    : limits_(limits), parser_(std::make_unique<Parser>(limits)) {}

RequestReader::~RequestReader() = default;

RequestReader::State RequestReader::state() const {
    return state_;
}

void RequestReader::reset() {
    parser_ = std::make_unique<Parser>(limits_);
    state_ = State::kHead;
    failure_ = {};
}

std::size_t RequestReader::feed(std::string_view bytes) {
    std::size_t used = 0;
    // An empty line before a request is tolerated (RFC 9112 section 2.2).
    if (state_ == State::kHead && parser_->head_bytes == 0 && bytes.starts_with("\r\n")) {
        used = 2;
        parser_->head_bytes = 2;
    }
    bool wants_more = false;
    while ((state_ == State::kHead || state_ == State::kBody) && used < bytes.size() && !wants_more
    ) {
        const std::string_view rest = bytes.substr(used);
        error_code error;
        const std::size_t taken =
            parser_->put(boost::asio::const_buffer(rest.data(), rest.size()), error);
        used += taken;
        wants_more = error == http::error::need_more;
        if (error && !wants_more) {
            fail_with(parser_->failure_of(error));
        } else if (state_ == State::kHead) {
            advance_head(taken, rest.size() - taken);
        } else if (parser_->is_done()) {
            finish_body();
        } else if (wants_more && taken == 0 && rest.size() > kChunkHeadBytesMax) {
            fail_with({.message = "a chunk's head or the trailers are too long"});
        }
    }
    return used;
}

void RequestReader::advance_head(std::size_t taken, std::size_t left) {
    parser_->head_bytes += taken;
    const bool is_done = parser_->is_header_done();
    if (parser_->head_bytes + (is_done ? 0 : left) > limits_.head_bytes_max) {
        fail_with(parser_->failure_of(http::error::header_limit));
    } else if (is_done) {
        state_ = State::kHeadDone;
        if (std::optional<ReaderFailure> wrong = parser_->check_head()) {
            fail_with(std::move(*wrong));
        }
    }
}

void RequestReader::fail_with(ReaderFailure failure) {
    failure_ = std::move(failure);
    state_ = State::kFailed;
}

void RequestReader::begin_body(std::uint64_t bytes_max) {
    HIBARI_CHECK(state_ == State::kHeadDone, static_cast<int>(state_));
    const auto length = parser_->content_length();
    if (length && *length > bytes_max) {
        fail_with(parser_->failure_of(http::error::body_limit));
        return;
    }
    parser_->body_limit(bytes_max);
    state_ = State::kBody;
    if (parser_->is_done()) {
        finish_body();
    }
}

void RequestReader::finish_body() {
    if (std::optional<ReaderFailure> wrong = parser_->finish_body()) {
        fail_with(std::move(*wrong));
    } else {
        state_ = State::kDone;
    }
}

Request& RequestReader::request() {
    return parser_->request;
}

const ReaderFailure& RequestReader::failure() const {
    HIBARI_CHECK(state_ == State::kFailed);
    return failure_;
}

bool RequestReader::has_body() const {
    HIBARI_CHECK(state_ != State::kHead);
    return parser_->chunked() || parser_->content_length().value_or(0) > 0;
}

std::uint64_t RequestReader::declared_bytes() const {
    return parser_->content_length().value_or(0);
}

bool RequestReader::keeps_alive() const {
    return parser_->is_header_done() && parser_->keep_alive();
}

bool RequestReader::is_http10() const {
    return parser_->is_http10;
}

bool RequestReader::expects_continue() const {
    const std::string* expect = parser_->request.fields.find("expect");
    return expect != nullptr && !parser_->is_http10 && to_lower(trim(*expect)) == "100-continue";
}

std::uint64_t RequestReader::body_bytes() const {
    return parser_->body_bytes();
}

}  // namespace hibari::net
