#pragma once

// The contract of the server: api/openapi.yaml, embedded in the binary, as something requests can
// be held against. The file is the one place where a route, a field or a limit is written down;
// routes ask here what they take, and whatever does not fit is refused in words that name the
// field, before any rule of the domain is asked.

#include "base/json.h"
#include "base/result.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::server {

/// What is wrong with a request, as the error envelope says it.
struct Fault {
    /// The field, "characters[0].id"; empty for the body as a whole.
    std::string param = {};
    /// Stable name of the fault, "unknown_parameter"; the file lists them at the schema Error.
    std::string code = {};
    /// What is wrong with the field: "must be one of 4, 8, 12, 16, 20, is \"5\"".
    std::string message = {};
};

/// The same as an error of ours: `invalid_argument` with field, message and the code as its reason.
Error to_error(Fault fault);

/// How a body came. Uploads are possible in a form only.
enum class BodyKind { kJson, kForm };

/// One route of the file.
struct Operation {
    /// "createVideo".
    std::string id;
    /// "GET", "POST" or "DELETE".
    std::string method;
    /// "/v1/videos/{video_id}".
    std::string path;
    bool takes_json = false;
    bool takes_form = false;
    /// False when a request without a body is fine.
    bool needs_body = false;
    /// No key needed.
    bool is_public = false;
    /// "read", "write", "moderate" or "admin"; empty when public.
    std::string scope;
    /// A suspended account may do it too.
    bool for_suspended = false;
    /// Ours, not part of OpenAI's API.
    bool is_extension = false;
};

/// Names and values of a query, decoded, in the order they came.
using QueryPairs = std::vector<std::pair<std::string, std::string>>;

/// The file, read and ready. Immutable: methods may be called from any thread.
class Contract {
  public:
    /// The file that this binary was built with. Takes some milliseconds.
    static Result<Contract> load();

    /// Reads another file; for tests.
    static Result<Contract> parse(std::string_view yaml);

    Contract(Contract&&) noexcept;
    Contract& operator=(Contract&&) noexcept;
    ~Contract();

    /// The whole file, for /openapi.json.
    const Json& document() const;

    /// All routes, in the order of the file.
    const std::vector<Operation>& operations() const;

    /// The route of that id, or nullptr.
    const Operation* find(std::string_view operation) const;

    /// What is wrong with the body of a request, or nothing. A form is checked after read_form
    /// (server/form.h) has made JSON of it. The operation must exist and take such a body.
    std::optional<Fault> find_fault(
        std::string_view operation, const Json& body, BodyKind kind = BodyKind::kJson
    ) const;

    /// find_fault as a Result.
    Result<void> validate(
        std::string_view operation, const Json& body, BodyKind kind = BodyKind::kJson
    ) const;

    /// The query parameters of the operation as an object: typed, with the defaults of those that
    /// are absent. Parameters that the file does not know are left out, as OpenAI's API does.
    /// Fails with `invalid_argument` and the name of the parameter.
    Result<Json> read_query(std::string_view operation, const QueryPairs& query) const;

    /// The schema of the operation's body with all references resolved; null when it has none.
    const Json& body_schema(std::string_view operation, BodyKind kind = BodyKind::kJson) const;

    /// Whether an answer of ours is what the file promises, for tests. Only JSON answers.
    std::optional<Fault> find_fault_in_answer(
        std::string_view operation, int status, const Json& answer
    ) const;

    /// The schema of that name under components/schemas with all references resolved; it must
    /// exist. For lines of a batch file.
    std::optional<Fault> find_fault_in(std::string_view component, const Json& value) const;

  private:
    struct Parts;
    explicit Contract(std::unique_ptr<const Parts> parts);

    std::unique_ptr<const Parts> parts_;
};

}  // namespace hibari::server
