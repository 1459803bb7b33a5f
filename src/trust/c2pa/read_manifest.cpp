#include "trust/c2pa/read_manifest.h"

#include "base/check.h"
#include "trust/c2pa/cose.h"
#include "trust/c2pa/credential.h"
#include "trust/c2pa/hard_binding.h"
#include "trust/c2pa/manifest_actions.h"
#include "trust/c2pa/manifest_facts.h"
#include "trust/c2pa/manifest_labels.h"
#include "trust/c2pa/time_stamp.h"

#include <algorithm>
#include <set>

namespace hibari::trust {
namespace {

using Kind = ValidationStatus::Kind;

constexpr std::size_t kManifestsMax = 256;
constexpr std::string_view kUntrusted = "signingCredential.untrusted";

// An ingredient whose manifest is to be looked at.
struct Visit {
    const JumbfBox* manifest = nullptr;
    /// Codes of failures that were known when the ingredient was taken in.
    std::set<std::string, std::less<>> known_failures;
};

class StoreReader {
  public:
    StoreReader(
        const JumbfBox& root,
        ByteSource& source,
        const Container& container,
        const ReadOptions& options
    )
        : root_(root), source_(source), container_(container), options_(options) {}

    Result<ManifestReport> read() {
        visits_.push_back({.manifest = &root_.children.back(), .known_failures = {}});
        visited_.insert(visits_.front().manifest->label);
        // The list grows while it is walked; each manifest comes once.
        for (std::size_t i = 0; i < visits_.size(); ++i) {
            HIBARI_TRY(read_one(i));
        }
        report_.verdict = is_invalid_      ? ManifestVerdict::kInvalid
                          : !is_untrusted_ ? ManifestVerdict::kTrusted
                                           : ManifestVerdict::kValid;
        return std::move(report_);
    }

  private:
    Result<void> read_one(std::size_t index) {
        const Visit visit = visits_[index];
        ParsedManifest manifest = parse_manifest(*visit.manifest, redacted_);
        ManifestFacts facts = read_facts(manifest);
        check_signature(manifest, facts);
        if (manifest.claim) {
            note_redactions(*manifest.claim);
            check_actions(manifest);
            check_ingredients(manifest);
            if (index == 0) {
                HIBARI_TRY(check_binding(manifest));
            }
        }
        take(std::move(manifest.statuses), visit.known_failures, index == 0);
        report_.manifests.push_back(std::move(facts));
        return {};
    }

    void take(
        std::vector<ValidationStatus> statuses,
        const std::set<std::string, std::less<>>& known_failures,
        bool is_active
    ) {
        for (ValidationStatus& one : statuses) {
            if (one.kind == Kind::kFailure && one.code == kUntrusted) {
                is_untrusted_ = is_untrusted_ || is_active;
            } else if (one.kind == Kind::kFailure && !known_failures.contains(one.code)) {
                is_invalid_ = true;
            }
            report_.statuses.push_back(std::move(one));
        }
    }

    void check_signature(ParsedManifest& manifest, ManifestFacts& facts) {
        if (manifest.signature == nullptr || !manifest.claim) {
            return;
        }
        const std::string url = manifest.url() + "/" + std::string(kSignatureLabel);
        const auto cose = read_cose(manifest.signature->cbor());
        if (!cose) {
            manifest.add(Kind::kFailure, "claimSignature.mismatch", url, cose.error().message);
            return;
        }
        if (cose->time_stamp) {
            check_stamp(*cose, manifest, facts, url);
        }
        const auto facts_of_signer = certificate_facts(cose->certificates.front());
        if (facts_of_signer) {
            facts.signer = *facts_of_signer;
        }
        for (ValidationStatus& one : check_credential(
                 cose->certificates, options_.anchors, facts.signed_at.value_or(options_.now)
             )) {
            manifest.add(one.kind, std::move(one.code), url, std::move(one.explanation));
        }
        switch (check_cose(*cose, manifest.claim_bytes)) {
            case SignatureVerdict::kGood:
                manifest.add(
                    Kind::kSuccess, "claimSignature.validated", url, "the claim is as it was signed"
                );
                break;
            case SignatureVerdict::kWrong:
                manifest.add(
                    Kind::kFailure,
                    "claimSignature.mismatch",
                    url,
                    "the claim was not signed like that"
                );
                break;
            case SignatureVerdict::kUnsupported:
                manifest.add(
                    Kind::kFailure,
                    "algorithm.unsupported",
                    url,
                    "the signature is of an unknown kind"
                );
                break;
        }
    }

    void check_stamp(
        const CoseSignature& cose,
        ParsedManifest& manifest,
        ManifestFacts& facts,
        const std::string& url
    ) {
        const TimeStampVerdict verdict = check_time_stamp(
            *cose.time_stamp, time_stamp_imprint(cose, manifest.claim_bytes), options_.anchors
        );
        facts.signed_at = verdict.time;
        if (verdict.time) {
            manifest.add(Kind::kSuccess, "timeStamp.validated", url, {});
        }
        manifest.add(verdict.time ? Kind::kSuccess : Kind::kInformational, verdict.code, url, {});
    }

    void note_redactions(const CborValue& claim) {
        const CborValue* list = claim.find("redacted_assertions");
        for (std::size_t i = 0; list != nullptr && i < list->children.size(); ++i) {
            if (list->children[i].is_text() && redacted_.size() < kManifestsMax) {
                redacted_.emplace(list->children[i].content);
            }
        }
    }

    void check_ingredients(ParsedManifest& manifest) {
        int parents = 0;
        const std::vector<ParsedAssertion> assertions = manifest.assertions;
        for (const ParsedAssertion& one : assertions) {
            if (!is_ingredient(one.label)) {
                continue;
            }
            const auto content = one.content();
            if (!content || !content->text("relationship")) {
                manifest.add(
                    Kind::kFailure, "assertion.ingredient.malformed", one.url, "it cannot be read"
                );
                continue;
            }
            parents += content->text("relationship") == "parentOf" ? 1 : 0;
            check_ingredient(manifest, one, *content);
        }
        if (parents > 1) {
            manifest.add(
                Kind::kFailure, "manifest.multipleParents", manifest.url(), "there are two parents"
            );
        }
    }

    void check_ingredient(
        ParsedManifest& manifest, const ParsedAssertion& assertion, const CborValue& content
    ) {
        const CborValue* reference = content.find("activeManifest");
        if (reference == nullptr) {
            reference = content.find("c2pa_manifest");
        }
        if (reference == nullptr) {
            manifest.add(
                Kind::kInformational,
                "ingredient.unknownProvenance",
                assertion.url,
                "an ingredient came without a manifest"
            );
            return;
        }
        const auto uri = reference->text("url");
        const auto hash = reference->bytes("hash");
        const auto place = uri ? read_store_uri(*uri) : std::nullopt;
        const JumbfBox* box = place ? root_.find(place->manifest) : nullptr;
        if (box == nullptr || !hash) {
            manifest.add(
                Kind::kFailure,
                "ingredient.manifest.missing",
                assertion.url,
                "the manifest of an ingredient is not there"
            );
            return;
        }
        const bool is_same = sha256_of(box->payload).view() == *hash;
        manifest.add(
            is_same ? Kind::kSuccess : Kind::kFailure,
            is_same ? "ingredient.manifest.validated" : "ingredient.manifest.mismatch",
            assertion.url,
            is_same ? "" : "the manifest of an ingredient was changed"
        );
        if (visits_.size() < kManifestsMax && visited_.insert(box->label).second) {
            visits_.push_back({.manifest = box, .known_failures = failures_known_in(content)});
        }
    }

    static std::set<std::string, std::less<>> failures_known_in(const CborValue& content) {
        std::set<std::string, std::less<>> codes;
        const CborValue* results = content.find("validationResults");
        const CborValue* active = results == nullptr ? nullptr : results->find("activeManifest");
        const CborValue* failures = active == nullptr ? nullptr : active->find("failure");
        for (std::size_t i = 0; failures != nullptr && i < failures->children.size(); ++i) {
            const auto code = failures->children[i].text("code");
            if (code && codes.size() < kManifestsMax) {
                codes.emplace(*code);
            }
        }
        return codes;
    }

    Result<void> check_binding(ParsedManifest& manifest) {
        const ParsedAssertion* binding = nullptr;
        for (const ParsedAssertion& one : manifest.assertions) {
            if (!is_hard_binding(one.label)) {
                continue;
            }
            if (binding != nullptr) {
                manifest.add(
                    Kind::kFailure,
                    "assertion.multipleHardBindings",
                    one.url,
                    "the manifest is bound to the file twice"
                );
                return {};
            }
            binding = &one;
        }
        if (binding == nullptr) {
            manifest.add(
                Kind::kFailure,
                "claim.hardBindings.missing",
                manifest.url(),
                "the manifest is not bound to the file"
            );
            return {};
        }
        const auto content = binding->content();
        if (!content) {
            manifest.add(
                Kind::kFailure, "assertion.cbor.invalid", binding->url, content.error().message
            );
            return {};
        }
        const std::string_view algorithm = manifest.claim->text("alg").value_or("sha256");
        ValidationStatus status = HIBARI_TRY(
            check_hard_binding(source_, container_, base_label(binding->label), *content, algorithm)
        );
        manifest.add(
            status.kind, std::move(status.code), binding->url, std::move(status.explanation)
        );
        return {};
    }

    const JumbfBox& root_;
    ByteSource& source_;
    const Container& container_;
    const ReadOptions& options_;
    ManifestReport report_;
    std::vector<Visit> visits_;
    std::set<std::string_view> visited_;
    std::set<std::string, std::less<>> redacted_;
    bool is_invalid_ = false;
    bool is_untrusted_ = false;
};

ManifestReport unreadable(std::string explanation) {
    ManifestReport report;
    report.verdict = ManifestVerdict::kInvalid;
    report.statuses.push_back(
        {.kind = Kind::kFailure,
         .code = "general.error",
         .url = {},
         .explanation = std::move(explanation)}
    );
    return report;
}

Result<ManifestReport> read_store(
    std::string_view store,
    ByteSource& source,
    const Container& container,
    const ReadOptions& options
) {
    if (store.empty()) {
        return ManifestReport();
    }
    const auto root = read_jumbf(store);
    if (!root) {
        return unreadable(root.error().message);
    }
    if (!root->is(kStoreBox) || root->children.empty()) {
        return unreadable("the manifest store holds no manifest");
    }
    for (const JumbfBox& manifest : root->children) {
        if (root->find(manifest.label) != &manifest) {
            return unreadable("the manifest store holds two manifests of one name");
        }
    }
    return StoreReader(*root, source, container, options).read();
}

}  // namespace

Result<ManifestReport> read_manifest(ByteSource& source, const ReadOptions& options) {
    const MediaFormat format = HIBARI_TRY(detect_format(source));
    const auto container = HIBARI_TRY(Container::open(format, source));
    const std::string store = HIBARI_TRY(container->store());
    return read_store(store, source, *container, options);
}

Result<Ingredient> read_ingredient(
    ByteSource& source, std::string title, const ReadOptions& options
) {
    const MediaFormat format = HIBARI_TRY(detect_format(source));
    Ingredient ingredient{
        .title = std::move(title),
        .media_type = std::string(media_type(format)),
        .store = {},
        .statuses = {}
    };
    const auto container = Container::open(format, source);
    if (!container) {
        return ingredient;
    }
    auto store = (*container)->store();
    if (!store || store->empty()) {
        return ingredient;
    }
    const auto report = read_store(*store, source, **container, options);
    if (!report || report->verdict == ManifestVerdict::kInvalid) {
        return ingredient;
    }
    ingredient.store = std::move(*store);
    ingredient.statuses = report->statuses;
    return ingredient;
}

std::string_view to_string(ManifestVerdict verdict) {
    switch (verdict) {
        case ManifestVerdict::kNone:
            return "none";
        case ManifestVerdict::kInvalid:
            return "invalid";
        case ManifestVerdict::kValid:
            return "valid";
        case ManifestVerdict::kTrusted:
            return "trusted";
    }
    HIBARI_CHECK(false);
}

bool ManifestReport::has(std::string_view code) const {
    return std::ranges::any_of(statuses, [&](const ValidationStatus& one) {
        return one.code == code;
    });
}

Result<ManifestReport> read_manifest(
    const std::filesystem::path& file, const ReadOptions& options
) {
    FileSource source = HIBARI_TRY(FileSource::open(file));
    return read_manifest(source, options);
}

Result<ManifestReport> read_manifest_bytes(std::string_view bytes, const ReadOptions& options) {
    MemorySource source(bytes);
    return read_manifest(source, options);
}

Result<Ingredient> read_ingredient(
    const std::filesystem::path& file, std::string title, const ReadOptions& options
) {
    FileSource source = HIBARI_TRY(FileSource::open(file));
    return read_ingredient(source, std::move(title), options);
}

Result<Ingredient> read_ingredient_bytes(
    std::string_view bytes, std::string title, const ReadOptions& options
) {
    MemorySource source(bytes);
    return read_ingredient(source, std::move(title), options);
}

}  // namespace hibari::trust
