#pragma once

// Where the contract suite of blob stores gets a store from; one source per store defines it.

#include "store/blobs.h"

#include <memory>
#include <string>

namespace hibari::store::testing {

/// An empty store of its own for one test.
class BlobsUnderTest {
  public:
    virtual ~BlobsUnderTest() = default;

    virtual BlobStore& store() = 0;

    /// Whether signed_url gives addresses, and what such an address answers: the status and the
    /// body.
    virtual bool signs_urls() const = 0;
    virtual std::pair<int, std::string> get(const std::string& url) const = 0;

    /// Begins to store a file and dies half-way, as far as the store can know.
    virtual void leave_unfinished() = 0;
};

/// Null when what it needs is not installed; `missing_store()` then says what.
std::unique_ptr<BlobsUnderTest> make_blobs_under_test();

std::string missing_store();

}  // namespace hibari::store::testing
