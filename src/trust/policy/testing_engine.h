#pragma once

// One engine for all tests of a program: reading the data takes a while.

#include "base/check.h"
#include "trust/policy/policy.h"

#include <utility>

namespace hibari::trust {

inline const PolicyEngine& testing_engine() {
    static const auto made = [] {
        auto created = PolicyEngine::create({});
        HIBARI_CHECK(created.has_value(), created ? "" : to_string(created.error()));
        return std::move(*created);
    }();
    return *made;
}

}  // namespace hibari::trust
