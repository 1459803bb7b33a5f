#pragma once

// The program's S3 server, for tests that are about S3 alone.

#include "store/testing/s3_server.h"

namespace hibari::store::testing {

/// Null when it is not installed.
const S3Server* s3_server();

/// What GET of an address without any key answers: the status and the body.
std::pair<int, std::string> get_plain(const std::string& url);

}  // namespace hibari::store::testing
