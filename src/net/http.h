#pragma once

// What a request and a response are to everybody above `net`: plain values, without a socket in
// them. A handler gets a Request whose body is already there (and already within its route's
// limit) and returns a Response; how the bytes travel is the server's business.

#include "base/descriptor.h"
#include "base/result.h"
#include "net/body.h"

#include <any>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace hibari::net {

class EventStream;

/// The methods we serve; any other is answered 501 before it gets here.
enum class Method { kGet, kHead, kPost, kPut, kPatch, kDelete, kOptions };

/// "GET".
std::string_view to_string(Method method);

/// The method of that name (upper case, as sent), or nothing.
std::optional<Method> parse_method(std::string_view name);

/// The reason phrase of a status: "Not Found"; "Unknown" for a number nobody registered.
std::string_view reason(int status);

/// Header fields in the order they came. Names compare without regard to ASCII case.
class Fields {
  public:
    using Field = std::pair<std::string, std::string>;

    /// The value of the first field of that name, or nullptr.
    const std::string* find(std::string_view name) const;

    /// How many fields have that name.
    std::size_t count(std::string_view name) const;

    /// Replaces every field of that name by this one.
    void set(std::string_view name, std::string_view value);

    /// Adds a field beside those of the same name.
    void add(std::string_view name, std::string_view value);

    void remove(std::string_view name);

    const std::vector<Field>& all() const { return fields_; }

  private:
    std::vector<Field> fields_;
};

/// Names and values, decoded, in the order they came.
using NameValues = std::vector<std::pair<std::string, std::string>>;

/// One request as a handler sees it.
struct Request {
    Method method = Method::kGet;
    /// As sent: percent-encoded, from the first slash, without the query.
    std::string path = {};
    /// As sent, without the question mark.
    std::string query = {};
    Fields fields = {};
    Body body = {};
    /// The client's address without the port, e.g. "192.0.2.7" or "2001:db8::1".
    std::string client = {};
    /// What x-request-id says in the response: the client's own if it is short and plain.
    std::string id = {};
    /// Decoded path parameters in the order of the pattern.
    NameValues parameters = {};
    /// Requested when the client went away or the server drains past its deadline. Callbacks on it
    /// run on a socket thread: they must not block.
    std::stop_token stop = {};
    /// What the admit hook found out (who is asking), for the handler; `net` does not look at it.
    std::any context = {};

    /// The decoded path parameter of that name. The route's pattern must have it.
    const std::string& parameter(std::string_view name) const;

    /// The query, decoded ("+" is a space). Fails on bad escapes, bad UTF-8 and more than
    /// kQueryParametersMax parameters.
    Result<NameValues> query_parameters() const;
};

inline constexpr std::size_t kQueryParametersMax = 100;

/// Bytes of a file, sent by the kernel without passing through our memory.
struct FileSlice {
    FileDescriptor file = {};
    std::uint64_t offset = 0;
    /// The file must keep at least offset + size bytes until they are sent.
    std::uint64_t size = 0;
};

/// shared_ptr: publishers and the connection hold an event stream together.
using ResponseBody = std::variant<std::string, FileSlice, std::shared_ptr<EventStream>>;

/// One response. The server itself adds date, x-request-id, connection and content-length; a
/// handler's own fields of these names are dropped. To a HEAD request the body is not sent, only
/// measured.
struct Response {
    int status = 200;
    Fields fields = {};
    ResponseBody body = {};
};

}  // namespace hibari::net
