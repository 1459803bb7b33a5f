#pragma once

// The contract for people: one page, made from the file, without scripts and without anything from
// elsewhere.

#include "server/contract.h"

#include <string>

namespace hibari::server {

/// HTML.
std::string docs_page(const Contract& contract);

}  // namespace hibari::server
