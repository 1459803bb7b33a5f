#pragma once

// How lines of a batch are read and its answers written. What a request may say is the contract's
// business and not the domain's, so whoever drives batches brings this along.

#include "base/json.h"
#include "base/result.h"
#include "domain/videos.h"

namespace hibari::domain {

class BatchFormat {
  public:
    virtual ~BatchFormat() = default;

    /// Whether a line of the input file is one: an object with a text "custom_id" and an object
    /// "body", and what else the contract wants. Errors name the field.
    virtual Result<void> check_line(const Json& line) const = 0;

    /// Whether the body of such a line is a request that the contract knows.
    virtual Result<void> check_request(const Json& body) const = 0;

    /// The clip that the body of a line of theirs asks for.
    virtual Result<NewVideo> read_request(const Principal& who, const Json& body) const = 0;

    /// A clip as its owner reads it.
    virtual Json video(const Video& video) const = 0;

    /// A refused request: {"status_code", "body"} as the API would have answered.
    virtual Json refusal(const Error& error) const = 0;
};

}  // namespace hibari::domain
