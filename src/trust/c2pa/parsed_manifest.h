#pragma once

// One manifest of a store, taken apart: its claim, its signature and the assertions that the claim
// stands for, with what was found wrong on the way. Everything borrows from the store's bytes.

#include "trust/c2pa/cbor.h"
#include "trust/c2pa/jumbf.h"
#include "trust/c2pa/validation_status.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// An assertion whose bytes are those that the claim was signed with.
struct ParsedAssertion {
    /// With the number of its instance: "c2pa.ingredient.v3__1".
    std::string_view label;
    const JumbfBox* box = nullptr;
    std::string url;

    /// Its content when that is CBOR; reads it each time.
    Result<CborValue> content() const { return read_cbor(box->cbor()); }
};

struct ParsedManifest {
    const JumbfBox* box = nullptr;
    /// Bytes of the claim, and what they say; nothing when there is no claim that can be read.
    std::string_view claim_bytes;
    std::optional<CborValue> claim;
    const JumbfBox* signature = nullptr;
    std::vector<ParsedAssertion> assertions;
    std::vector<ValidationStatus> statuses;

    /// "self#jumbf=/c2pa/" and its label.
    std::string url() const;

    /// The first assertion with that label or, with a number behind it, of that kind; or null.
    const ParsedAssertion* find(std::string_view label) const;

    void add(
        ValidationStatus::Kind kind, std::string code, std::string url, std::string explanation
    );
};

/// The label without the number of its instance.
std::string_view base_label(std::string_view label);

/// The last part of a URI within a store, and the label of the manifest that it names (empty when
/// it means its own).
struct StorePlace {
    std::string_view manifest;
    std::string_view last;
};

/// Takes a URI apart; nothing when it is none of "self#jumbf=".
std::optional<StorePlace> read_store_uri(std::string_view uri);

/// Reads a manifest. `redacted` holds URLs of assertions that later manifests took out on purpose.
ParsedManifest parse_manifest(
    const JumbfBox& box, const std::set<std::string, std::less<>>& redacted
);

}  // namespace hibari::trust
