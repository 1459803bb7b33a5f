#pragma once

// The program's S3 server, for tests that are about S3 alone.

#include "store/testing/s3_server.h"

namespace hibari::store::testing {

/// Null when it is not installed.
const S3Server* s3_server();

/// The whole answer to a request for an address without any key.
std::string answer_of(const std::string& method, const std::string& url);

/// What GET answers: the status and the body.
std::pair<int, std::string> get_plain(const std::string& url);

}  // namespace hibari::store::testing
