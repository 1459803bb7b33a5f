#pragma once

// Ties the operations of the contract to the functions that answer them. A route exists because the
// file says so: its path, method and scope come from there, its body and query are held against the
// file before a function sees them, and an operation without a function (or the reverse) stops the
// program at its start.

#include "base/json.h"
#include "base/result.h"
#include "domain/principal.h"
#include "net/http_server.h"
#include "net/router.h"
#include "server/form.h"
#include "server/parts.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace hibari::server {

/// One request to an operation: allowed, read, and right as far as the contract can tell.
struct Call {
    net::Request& request;
    /// Nobody in particular for public operations.
    const domain::Principal& who;
    /// The body, whether it came as JSON or as a form; null when there is none.
    Json body;
    /// What members of a form's body stand for.
    Form form;
    /// The query with the defaults of what was not given.
    Json query;
};

using Answer = std::function<Result<net::Response>(Call& call)>;

/// How a route differs from others.
struct RouteOptions {
    std::size_t body_bytes_max = 1U << 20U;
    /// Counts against the account's creates per minute.
    bool creates = false;
};

class Api {
  public:
    explicit Api(const Parts& parts) : parts_(parts) {}

    /// Says how an operation is answered. It must be in the contract, once (checked).
    void answer(const std::string& operation, Answer answer, const RouteOptions& options = {});

    /// All operations as routes. Every one of the contract must have an answer (checked).
    net::Router take_router();

    /// Who asks, whether they may, and whether it is not too often: before the body is read.
    net::ServerHooks hooks() const;

  private:
    net::Response run(const Operation& operation, const Answer& answer, net::Request& request)
        const;
    Result<domain::Principal> identify(const net::Request& request) const;

    const Parts& parts_;
    net::Router router_;
    std::vector<std::string> answered_;
    std::vector<std::string> creating_;
};

}  // namespace hibari::server
