#pragma once

// The public page on which anybody may ask whether a file was made here.

#include <string_view>

namespace hibari::server {

/// HTML; its script talks to POST /v1/verify and to nothing else.
std::string_view verify_page();

/// What the page may load and do (Content Security Policy): its own parts, which hold nothing that
/// comes from a request, and this server.
std::string_view verify_page_policy();

}  // namespace hibari::server
