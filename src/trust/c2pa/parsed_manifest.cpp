#include "trust/c2pa/parsed_manifest.h"

#include "trust/c2pa/digest.h"
#include "trust/c2pa/manifest_labels.h"

#include <algorithm>

namespace hibari::trust {
namespace {

using Kind = ValidationStatus::Kind;

constexpr std::size_t kAssertionsMax = 1'000;

// The lists of a claim in which assertions stand (C2PA 2.1, section 10.3; 1.4 for the last).
constexpr std::string_view kLists[] = {"created_assertions", "gathered_assertions", "assertions"};

class Parser {
  public:
    Parser(const JumbfBox& box, const std::set<std::string, std::less<>>& redacted)
        : redacted_(redacted) {
        manifest_.box = &box;
    }

    ParsedManifest parse() {
        read_claim();
        read_signature();
        if (manifest_.claim) {
            for (const std::string_view list : kLists) {
                read_list(list);
            }
            look_for_undeclared();
        }
        return std::move(manifest_);
    }

  private:
    void refuse(std::string code, std::string url, std::string explanation) {
        manifest_.add(Kind::kFailure, std::move(code), std::move(url), std::move(explanation));
    }

    void read_claim() {
        const auto count = std::ranges::count_if(manifest_.box->children, [](const JumbfBox& one) {
            return one.is(kClaimBox);
        });
        if (count != 1) {
            refuse(
                count == 0 ? "claim.missing" : "claim.multiple",
                manifest_.url(),
                "a manifest has exactly one claim"
            );
            return;
        }
        const JumbfBox* box = manifest_.box->find_kind(kClaimBox);
        manifest_.claim_bytes = box->cbor();
        auto claim = read_cbor(manifest_.claim_bytes);
        const std::string url = manifest_.url() + "/" + std::string(box->label);
        if (!claim || !claim->is_map()) {
            refuse(
                "claim.cbor.invalid", url, claim ? "the claim is no map" : claim.error().message
            );
            return;
        }
        if (!claim->text("signature") || !claim->text("instanceID")) {
            refuse("claim.malformed", url, "the claim lacks what every claim has");
            return;
        }
        manifest_.claim = std::move(*claim);
    }

    // The claim names its signature, and with it its manifest: this one.
    void read_signature() {
        const JumbfBox* signature = manifest_.box->find(kSignatureLabel);
        const auto place =
            manifest_.claim ? read_store_uri(*manifest_.claim->text("signature")) : std::nullopt;
        const bool is_named = place && place->last == kSignatureLabel &&
                              (place->manifest.empty() || place->manifest == manifest_.box->label);
        if (signature == nullptr || (manifest_.claim && !is_named)) {
            refuse("claimSignature.missing", manifest_.url(), "the claim's signature is not there");
            return;
        }
        manifest_.signature = signature;
    }

    void read_list(std::string_view name) {
        const CborValue* list = manifest_.claim->find(name);
        if (list == nullptr) {
            return;
        }
        if (!list->is_array() || list->children.size() > kAssertionsMax) {
            refuse("claim.malformed", manifest_.url(), "a list of assertions is none or too long");
            return;
        }
        for (const CborValue& one : list->children) {
            read_reference(one);
        }
    }

    void read_reference(const CborValue& reference) {
        const auto uri = reference.text("url");
        const auto hash = reference.bytes("hash");
        const auto place = uri ? read_store_uri(*uri) : std::nullopt;
        if (!hash || !place) {
            refuse("claim.malformed", manifest_.url(), "a reference to an assertion is malformed");
            return;
        }
        const std::string url =
            manifest_.url() + "/" + std::string(kAssertionsLabel) + "/" + std::string(place->last);
        if (!place->manifest.empty() && place->manifest != manifest_.box->label) {
            refuse(
                "assertion.outsideManifest", url, "an assertion of another manifest is declared"
            );
            return;
        }
        if (!declared_.insert(place->last).second) {
            refuse("claim.malformed", url, "an assertion is declared twice");
            return;
        }
        const JumbfBox* store = manifest_.box->find(kAssertionsLabel);
        const JumbfBox* box = store == nullptr ? nullptr : store->find(place->last);
        if (box == nullptr && redacted_.contains(url)) {
            return;
        }
        if (box == nullptr) {
            refuse("assertion.missing", url, "a declared assertion is not there");
            return;
        }
        const std::string_view algorithm =
            reference.text("alg").value_or(manifest_.claim->text("alg").value_or("sha256"));
        if (algorithm != "sha256") {
            refuse("algorithm.unsupported", url, "the digest of an assertion is not SHA-256");
            return;
        }
        if (sha256_of(box->payload).view() != *hash) {
            refuse("assertion.hashedURI.mismatch", url, "an assertion was changed");
            return;
        }
        manifest_.add(Kind::kSuccess, "assertion.hashedURI.match", url, {});
        manifest_.assertions.push_back({.label = place->last, .box = box, .url = url});
    }

    void look_for_undeclared() {
        const JumbfBox* store = manifest_.box->find(kAssertionsLabel);
        if (store == nullptr) {
            return;
        }
        std::set<std::string_view> seen;
        for (const JumbfBox& one : store->children) {
            const std::string url = manifest_.url() + "/" + std::string(kAssertionsLabel) + "/" +
                                    std::string(one.label);
            if (!declared_.contains(one.label) || !seen.insert(one.label).second) {
                refuse("assertion.undeclared", url, "the claim does not declare an assertion");
            }
        }
    }

    const std::set<std::string, std::less<>>& redacted_;
    ParsedManifest manifest_;
    std::set<std::string_view> declared_;
};

}  // namespace

std::string ParsedManifest::url() const {
    return std::string(kUriPrefix) + "/c2pa/" + std::string(box->label);
}

const ParsedAssertion* ParsedManifest::find(std::string_view label) const {
    const auto found = std::ranges::find_if(assertions, [&](const ParsedAssertion& one) {
        return base_label(one.label) == label;
    });
    return found == assertions.end() ? nullptr : &*found;
}

void ParsedManifest::add(Kind kind, std::string code, std::string url, std::string explanation) {
    statuses.push_back(
        {.kind = kind,
         .code = std::move(code),
         .url = std::move(url),
         .explanation = std::move(explanation)}
    );
}

std::string_view base_label(std::string_view label) {
    const std::size_t instance = label.rfind("__");
    const bool has_instance =
        instance != std::string_view::npos && instance + 2 < label.size() &&
        label.find_first_not_of("0123456789", instance + 2) == std::string_view::npos;
    return has_instance ? label.substr(0, instance) : label;
}

std::optional<StorePlace> read_store_uri(std::string_view uri) {
    if (!uri.starts_with(kUriPrefix)) {
        return std::nullopt;
    }
    std::string_view path = uri.substr(kUriPrefix.size());
    StorePlace place;
    constexpr std::string_view kRoot = "/c2pa/";
    if (path.starts_with(kRoot)) {
        path.remove_prefix(kRoot.size());
        place.manifest = path.substr(0, path.find('/'));
    }
    place.last = path.substr(path.rfind('/') + 1);
    return place;
}

ParsedManifest parse_manifest(
    const JumbfBox& box, const std::set<std::string, std::less<>>& redacted
) {
    return Parser(box, redacted).parse();
}

}  // namespace hibari::trust
