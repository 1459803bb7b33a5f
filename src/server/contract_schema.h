#pragma once

// One JSON schema, compiled: says yes or no. valijson is behind it. contract_fault.h reads the same
// schema to find words for a no; a body is taken when both take it, so neither can be wrong alone.

#include "base/json.h"
#include "base/result.h"

#include <memory>

namespace hibari::server {

class CompiledSchema {
  public:
    /// Takes a schema without references, formats and patterns (valijson would throw at a value of
    /// another type, and its patterns recurse).
    static Result<CompiledSchema> compile(const Json& schema);

    CompiledSchema(CompiledSchema&&) noexcept;
    CompiledSchema& operator=(CompiledSchema&&) noexcept;
    ~CompiledSchema();

    /// Whether the value fits. Its texts must be valid UTF-8 without U+0000: valijson counts
    /// characters only up to there. May be called from any thread.
    bool accepts(const Json& value) const;

  private:
    struct Parts;
    explicit CompiledSchema(std::unique_ptr<const Parts> parts);

    std::unique_ptr<const Parts> parts_;
};

}  // namespace hibari::server
