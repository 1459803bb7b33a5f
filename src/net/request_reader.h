#pragma once

// Turns the bytes of a connection into requests, without a socket. Boost.Beast parses; what it
// lets through and a server must not (RFC 9112) is refused here: a second content-length, codings
// we do not undo, a missing or second Host, limits. The reader stops after the fields, so that the
// caller can decide on the request before its body is read.

#include "net/http.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hibari::net {

struct ReaderLimits {
    std::size_t head_bytes_max = 16U << 10U;
    std::size_t fields_max = 100;
    std::size_t body_memory_bytes_max = 64U << 10U;
    std::filesystem::path spool_folder = {};
};

/// Why a request cannot be read. The connection ends with this answer.
struct ReaderFailure {
    int status = 400;
    /// One of the codes of ServerHooks::error_page.
    std::string_view code = "bad_request";
    std::string message = {};
};

/// Reads one request; then reset() readies it for the next.
class RequestReader {
  public:
    enum class State {
        /// Wants bytes of the request line and fields.
        kHead,
        /// They are complete: call begin_body.
        kHeadDone,
        /// Wants bytes of the body.
        kBody,
        /// The request is complete.
        kDone,
        /// See failure().
        kFailed,
    };

    /// `limits` must outlive the reader.
    explicit RequestReader(const ReaderLimits& limits);
    ~RequestReader();

    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    State state() const;

    /// Reads from `bytes` as far as the state allows and says how many it took. The caller gives
    /// the rest again, with what came after it.
    std::size_t feed(std::string_view bytes);

    /// Allows a body of at most `bytes_max`. A declared longer one fails at once.
    void begin_body(std::uint64_t bytes_max);

    /// Method, path, query and fields from kHeadDone on, the body from kDone on.
    Request& request();

    const ReaderFailure& failure() const;

    /// From kHeadDone on:
    bool has_body() const;
    /// What content-length says; 0 when there is none.
    std::uint64_t declared_bytes() const;
    bool keeps_alive() const;
    bool is_http10() const;
    bool expects_continue() const;

    /// Bytes of the body so far.
    std::uint64_t body_bytes() const;

    void reset();

  private:
    class Parser;

    // After `taken` bytes of the head, when `left` more are at hand.
    void advance_head(std::size_t taken, std::size_t left);
    void finish_body();
    void fail_with(ReaderFailure failure);

    const ReaderLimits& limits_;
    State state_ = State::kHead;
    ReaderFailure failure_;
    std::unique_ptr<Parser> parser_;
};

}  // namespace hibari::net
