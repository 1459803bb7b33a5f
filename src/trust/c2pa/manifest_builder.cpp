#include "trust/c2pa/manifest_builder.h"

#include "base/check.h"
#include "base/ids.h"
#include "base/text.h"
#include "trust/c2pa/big_endian.h"
#include "trust/c2pa/cbor.h"
#include "trust/c2pa/cose.h"
#include "trust/c2pa/ingredient_store.h"
#include "trust/c2pa/jumbf.h"
#include "trust/c2pa/manifest_labels.h"
#include "trust/c2pa/mp4_boxes.h"

#include <algorithm>

namespace hibari::trust {
namespace {

constexpr std::size_t kTextBytesMax = 256;
constexpr std::size_t kIngredientsMax = 64;
constexpr std::size_t kReceiptsMax = 256;
constexpr std::size_t kSaltBytes = 16;
constexpr std::string_view kDigestName = "sha256";
// Of a C2PA uuid box in an MP4 file, before its user type.
constexpr std::int64_t kUserTypePlace = 8;

// RFC 9562, version 4.
std::string make_uuid() {
    std::string bytes = random_bytes(16);
    bytes[6] = static_cast<char>((static_cast<unsigned char>(bytes[6]) & 0x0fU) | 0x40U);
    bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3fU) | 0x80U);
    std::string text = hibari::to_hex(bytes);
    for (const std::size_t place : {20U, 16U, 12U, 8U}) {
        text.insert(place, "-");
    }
    return text;
}

bool is_short_text(std::string_view text) {
    return text.size() <= kTextBytesMax && is_valid_utf8(text);
}

bool has_parent(ManifestKind kind) {
    return kind == ManifestKind::kRemix || kind == ManifestKind::kExtension;
}

Result<void> check(const ManifestInfo& info) {
    const bool has_short_names = is_short_text(info.title) && is_short_text(info.engine.name) &&
                                 is_short_text(info.engine.version) &&
                                 is_short_text(info.program.name) &&
                                 is_short_text(info.program.version);
    if (!has_short_names || info.engine.name.empty() || info.program.name.empty()) {
        return fail(
            ErrorCode::kInvalidArgument,
            "names in a manifest are UTF-8 of at most 256 bytes, and engine and program have one"
        );
    }
    const std::size_t count = info.ingredients.size();
    const bool is_fitting = (info.kind == ManifestKind::kGeneration) == (count == 0);
    if (!is_fitting || count > kIngredientsMax || info.consent_receipts.size() > kReceiptsMax) {
        return fail(
            ErrorCode::kInvalidArgument,
            "a manifest of the kind " + std::string(to_string(info.kind)) + " cannot have " +
                std::to_string(count) + " ingredients"
        );
    }
    for (const Ingredient& one : info.ingredients) {
        if (!is_short_text(one.title) || !is_short_text(one.media_type)) {
            return fail(
                ErrorCode::kInvalidArgument, "names of ingredients are UTF-8 of at most 256 bytes"
            );
        }
    }
    return {};
}

std::string soft_binding(AssetId id) {
    std::string value;
    put_big_endian(value, id, 4);
    CborWriter cbor;
    cbor.map(4);
    cbor.text("alg").text(kMarkAlgorithm);
    cbor.text("blocks").array(1).map(2);
    cbor.text("scope").map(0).text("value").bytes(value);
    cbor.text("name").text("asset id in picture and sound");
    cbor.text("pad").bytes({});
    return cbor.take();
}

std::string training(bool is_allowed) {
    constexpr std::string_view kUses[] = {
        "cawg.ai_generative_training", "cawg.ai_training", "cawg.data_mining"
    };
    CborWriter cbor;
    cbor.map(1).text("entries").map(std::size(kUses));
    for (const std::string_view use : kUses) {
        cbor.text(use).map(1).text("use").text(is_allowed ? "allowed" : "notAllowed");
    }
    return cbor.take();
}

std::string consent(const std::vector<Digest>& receipts) {
    CborWriter cbor;
    cbor.map(2).text("alg").text(kDigestName).text("receipts").array(receipts.size());
    for (const Digest& receipt : receipts) {
        cbor.bytes(receipt.view());
    }
    return cbor.take();
}

std::string clip(const ManifestInfo& info) {
    CborWriter cbor;
    cbor.map(2).text("kind").text(to_string(info.kind));
    cbor.text("engine").map(2).text("name").text(info.engine.name);
    cbor.text("version").text(info.engine.version);
    return cbor.take();
}

std::string bmff_hash(const Digest& digest) {
    constexpr std::string_view kLeftOut[] = {"/ftyp", "/mfra"};
    CborWriter cbor;
    cbor.map(4).text("exclusions").array(1 + std::size(kLeftOut));
    cbor.map(2).text("xpath").text("/uuid").text("data").array(1).map(2);
    cbor.text("offset").number(kUserTypePlace).text("value").bytes(kC2paUserType);
    for (const std::string_view path : kLeftOut) {
        cbor.map(1).text("xpath").text(path);
    }
    cbor.text("alg").text(kDigestName).text("hash").bytes(digest.view());
    cbor.text("name").text("file");
    return cbor.take();
}

std::string data_hash(const HardBinding& binding) {
    CborWriter cbor;
    cbor.map(5).text("exclusions").array(1).map(2);
    cbor.text("start").number(static_cast<std::int64_t>(binding.left_out.offset));
    cbor.text("length").number(static_cast<std::int64_t>(binding.left_out.size));
    cbor.text("alg").text(kDigestName).text("hash").bytes(binding.digest.view());
    cbor.text("name").text("file").text("pad").bytes({});
    return cbor.take();
}

// A place in a store and the digest of what lies there (C2PA 2.1, section 8.3.1).
void write_uri(CborWriter& cbor, std::string_view path, const Digest& digest) {
    cbor.map(2).text("url").text(std::string(kUriPrefix) + std::string(path));
    cbor.text("hash").bytes(digest.view());
}

std::string_view to_word(ValidationStatus::Kind kind) {
    switch (kind) {
        case ValidationStatus::Kind::kSuccess:
            return "success";
        case ValidationStatus::Kind::kInformational:
            return "informational";
        case ValidationStatus::Kind::kFailure:
            return "failure";
    }
    HIBARI_CHECK(false);
}

void write_statuses(CborWriter& cbor, const std::vector<ValidationStatus>& statuses) {
    using Kind = ValidationStatus::Kind;
    cbor.map(1).text("activeManifest").map(3);
    for (const Kind kind : {Kind::kSuccess, Kind::kInformational, Kind::kFailure}) {
        const auto is_wanted = [&](const ValidationStatus& one) { return one.kind == kind; };
        cbor.text(to_word(kind));
        cbor.array(static_cast<std::size_t>(std::ranges::count_if(statuses, is_wanted)));
        for (const ValidationStatus& one : statuses) {
            if (!is_wanted(one)) {
                continue;
            }
            cbor.map(one.url.empty() ? 1 : 2).text("code").text(one.code);
            if (!one.url.empty()) {
                cbor.text("url").text(one.url);
            }
        }
    }
}

std::string ingredient(
    const Ingredient& one, std::string_view relationship, const IngredientStore* store
) {
    CborWriter cbor;
    cbor.map(store == nullptr ? 3 : 6);
    cbor.text("dc:title").text(one.title).text("dc:format").text(one.media_type);
    cbor.text("relationship").text(relationship);
    if (store != nullptr) {
        cbor.text("validationResults");
        write_statuses(cbor, one.statuses);
        const std::string path = "/c2pa/" + store->active_label;
        cbor.text("activeManifest");
        write_uri(cbor, path, store->manifest_digest);
        cbor.text("claimSignature");
        write_uri(cbor, path + "/c2pa.signature", store->signature_digest);
    }
    return cbor.take();
}

}  // namespace

Result<ManifestBuilder> ManifestBuilder::create(const ManifestInfo& info, MediaFormat format) {
    HIBARI_TRY(check(info));
    ManifestBuilder builder;
    builder.format_ = format;
    builder.label_ = "urn:c2pa:" + make_uuid();
    builder.instance_id_ = "xmp:iid:" + make_uuid();
    builder.title_ = info.title;
    builder.program_ = info.program;
    builder.binding_salt_ = random_bytes(kSaltBytes);
    HIBARI_TRY(builder.add_ingredients(info));
    builder.add_assertion(kActionsLabel, builder.actions(info));
    builder.add_assertion(kClipLabel, clip(info));
    if (info.asset_id != 0) {
        builder.add_assertion(kSoftBindingLabel, soft_binding(info.asset_id));
    }
    builder.add_assertion(kTrainingLabel, training(info.may_be_trained_on));
    if (!info.consent_receipts.empty()) {
        builder.add_assertion(kConsentLabel, consent(info.consent_receipts));
    }
    return builder;
}

void ManifestBuilder::add_assertion(std::string_view label, std::string_view cbor) {
    assertions_.push_back(
        {.label = std::string(label),
         .box =
             write_superbox(kCborContent, label, write_box("cbor", cbor), random_bytes(kSaltBytes))}
    );
}

Result<void> ManifestBuilder::add_ingredients(const ManifestInfo& info) {
    CarriedManifests carried;
    for (std::size_t i = 0; i < info.ingredients.size(); ++i) {
        const Ingredient& one = info.ingredients[i];
        const std::string_view relationship =
            i == 0 && has_parent(info.kind) ? "parentOf" : "componentOf";
        std::string label(kIngredientLabel);
        if (i > 0) {
            label += "__" + std::to_string(i);
        }
        if (one.store.empty()) {
            add_assertion(label, ingredient(one, relationship, nullptr));
            continue;
        }
        const IngredientStore store = HIBARI_TRY(carried.add(one.store));
        add_assertion(label, ingredient(one, relationship, &store));
    }
    carried_ = carried.take();
    return {};
}

// The first action says how it began; the others what was put into it (C2PA 2.1, section 18.15).
std::string ManifestBuilder::actions(const ManifestInfo& info) const {
    const auto write_agent = [&](CborWriter& cbor) {
        cbor.text("softwareAgent").map(2).text("name").text(info.engine.name);
        cbor.text("version").text(info.engine.version);
    };
    const auto write_ingredient = [&](CborWriter& cbor, const Assertion& assertion) {
        cbor.text("parameters").map(1).text("ingredients").array(1);
        write_uri(
            cbor,
            std::string(kAssertionsLabel) + "/" + assertion.label,
            sha256_of(std::string_view(assertion.box).substr(8))
        );
    };
    CborWriter cbor;
    const std::size_t count = info.ingredients.size();
    const bool opens = has_parent(info.kind);
    const bool is_marked = info.asset_id != 0;
    const std::size_t marks = (is_marked ? 1U : 0U) + (info.has_visible_mark ? 1U : 0U);
    cbor.map(1).text("actions").array(1 + count + marks);
    if (opens) {
        cbor.map(2).text("action").text("c2pa.opened");
        write_ingredient(cbor, assertions_.front());
        cbor.map(4).text("action").text("c2pa.edited");
        cbor.text("description").text(to_string(info.kind));
    } else {
        cbor.map(3).text("action").text("c2pa.created");
    }
    cbor.text("digitalSourceType").text(to_uri(info.source));
    write_agent(cbor);
    for (std::size_t i = opens ? 1 : 0; i < count; ++i) {
        cbor.map(2).text("action").text("c2pa.placed");
        write_ingredient(cbor, assertions_[i]);
    }
    if (info.has_visible_mark) {
        cbor.map(2).text("action").text(kMarkedUnbound).text("description").text(kVisibleMark);
    }
    if (is_marked) {
        cbor.map(1).text("action").text(kMarkedBound);
    }
    return cbor.take();
}

std::vector<ManifestBuilder::Assertion> ManifestBuilder::all_assertions(const HardBinding& binding
) const {
    const bool is_mp4 = format_ == MediaFormat::kMp4;
    const std::string_view label = is_mp4 ? kBmffHashLabel : kDataHashLabel;
    std::vector<Assertion> all = assertions_;
    all.push_back(
        {.label = std::string(label),
         .box = write_superbox(
             kCborContent,
             label,
             write_box("cbor", is_mp4 ? bmff_hash(binding.digest) : data_hash(binding)),
             binding_salt_
         )}
    );
    return all;
}

std::string ManifestBuilder::claim(const std::vector<Assertion>& assertions) const {
    CborWriter cbor;
    cbor.map(6).text("instanceID").text(instance_id_);
    cbor.text("claim_generator_info").map(2).text("name").text(program_.name);
    cbor.text("version").text(program_.version);
    cbor.text("signature");
    cbor.text(std::string(kUriPrefix) + "/c2pa/" + label_ + "/" + std::string(kSignatureLabel));
    cbor.text("created_assertions").array(assertions.size());
    for (const Assertion& assertion : assertions) {
        write_uri(
            cbor,
            std::string(kAssertionsLabel) + "/" + assertion.label,
            sha256_of(std::string_view(assertion.box).substr(8))
        );
    }
    cbor.text("dc:title").text(title_).text("alg").text(kDigestName);
    return cbor.take();
}

std::string ManifestBuilder::store(
    const std::vector<Assertion>& assertions, std::string_view claim, std::string_view cose
) const {
    std::string boxes;
    for (const Assertion& assertion : assertions) {
        boxes += assertion.box;
    }
    std::string content = write_superbox(kAssertionsBox, kAssertionsLabel, boxes);
    content += write_superbox(kClaimBox, kClaimLabel, write_box("cbor", claim));
    content += write_superbox(kSignatureBox, kSignatureLabel, write_box("cbor", cose));
    // The last manifest is the active one (C2PA 2.1, section 11.1.4.2).
    return write_superbox(
        kStoreBox, kStoreLabel, carried_ + write_superbox(kManifestBox, label_, content)
    );
}

std::size_t ManifestBuilder::store_bytes(
    const HardBinding& binding, const std::vector<std::string>& certificates
) const {
    const std::vector<Assertion> assertions = all_assertions(binding);
    return store(assertions, claim(assertions), std::string(cose_bytes(certificates), '\0')).size();
}

Result<std::string> ManifestBuilder::build(const HardBinding& binding, ManifestSigner& signer)
    const {
    const std::vector<Assertion> assertions = all_assertions(binding);
    const std::string claim = this->claim(assertions);
    const std::string cose = HIBARI_TRY(sign_cose(claim, signer));
    std::string bytes = store(assertions, claim, cose);
    if (bytes.size() > kStoreBytesMax) {
        return fail(
            ErrorCode::kInvalidArgument, "the manifests of the ingredients are too large together"
        );
    }
    return bytes;
}

}  // namespace hibari::trust
