#include "trust/c2pa/manifest_facts.h"

#include "base/text.h"
#include "trust/c2pa/big_endian.h"
#include "trust/c2pa/manifest_actions.h"
#include "trust/c2pa/manifest_labels.h"

#include <algorithm>

namespace hibari::trust {
namespace {

constexpr std::size_t kTextBytesMax = 256;
constexpr std::size_t kReceiptsMax = 256;
constexpr std::size_t kIngredientsMax = 256;
constexpr std::size_t kAssetIdBytes = 4;

std::string short_text(const CborValue* map, std::string_view key) {
    const auto text = map == nullptr ? std::nullopt : map->text(key);
    return text ? std::string(utf8_prefix(*text, kTextBytesMax)) : std::string();
}

ProgramName program_name(const CborValue* map) {
    return {.name = short_text(map, "name"), .version = short_text(map, "version")};
}

bool is_visible_mark(const CborValue& action) {
    return action.text("action") == kMarkedUnbound && action.text("description") == kVisibleMark;
}

void read_actions(const CborValue& content, ManifestFacts& facts) {
    const CborValue* actions = content.find("actions");
    for (std::size_t i = 0; actions != nullptr && i < actions->children.size(); ++i) {
        const CborValue& action = actions->children[i];
        facts.has_visible_mark = facts.has_visible_mark || is_visible_mark(action);
        if (facts.digital_source.empty()) {
            facts.digital_source = short_text(&action, "digitalSourceType");
        }
        const CborValue* agent = action.find("softwareAgent");
        if (facts.engine.name.empty() && agent != nullptr) {
            facts.engine =
                agent->is_text()
                    ? ProgramName{.name = short_text(&action, "softwareAgent"), .version = {}}
                    : program_name(agent);
        }
    }
}

void read_soft_binding(const CborValue& content, ManifestFacts& facts) {
    const CborValue* blocks = content.find("blocks");
    if (content.text("alg") != kMarkAlgorithm || blocks == nullptr || blocks->children.empty()) {
        return;
    }
    const auto value = blocks->children.front().bytes("value");
    if (value && value->size() == kAssetIdBytes) {
        facts.asset_id = static_cast<AssetId>(big_endian(*value, 0, kAssetIdBytes));
    }
}

void read_consent(const CborValue& content, ManifestFacts& facts) {
    const CborValue* receipts = content.find("receipts");
    for (std::size_t i = 0; receipts != nullptr && i < receipts->children.size(); ++i) {
        const CborValue& receipt = receipts->children[i];
        Digest digest;
        if (!receipt.is_bytes() || receipt.content.size() != digest.bytes.size() ||
            facts.consent_receipts.size() == kReceiptsMax) {
            continue;
        }
        std::ranges::copy(receipt.content, digest.bytes.begin());
        facts.consent_receipts.push_back(digest);
    }
}

void read_ingredient_facts(const CborValue& content, ManifestFacts& facts) {
    if (facts.ingredients.size() == kIngredientsMax) {
        return;
    }
    const CborValue* manifest = content.find("activeManifest");
    if (manifest == nullptr) {
        manifest = content.find("c2pa_manifest");
    }
    const auto uri = manifest == nullptr ? std::nullopt : manifest->text("url");
    const auto place = uri ? read_store_uri(*uri) : std::nullopt;
    facts.ingredients.push_back(
        {.title = short_text(&content, "dc:title"),
         .media_type = short_text(&content, "dc:format"),
         .relationship = short_text(&content, "relationship"),
         .manifest_label = place ? std::string(place->manifest) : std::string()}
    );
}

}  // namespace

ManifestFacts read_facts(const ParsedManifest& manifest) {
    ManifestFacts facts;
    facts.label = std::string(manifest.box->label);
    if (!manifest.claim) {
        return facts;
    }
    facts.title = short_text(&*manifest.claim, "dc:title");
    facts.instance_id = short_text(&*manifest.claim, "instanceID");
    const CborValue* program = manifest.claim->find("claim_generator_info");
    // Older claims have a list of them.
    if (program != nullptr && program->is_array()) {
        program = program->children.empty() ? nullptr : &program->children.front();
    }
    facts.program = program_name(program);
    for (const ParsedAssertion& one : manifest.assertions) {
        const auto content = one.content();
        if (!content) {
            continue;
        }
        if (is_actions(one.label)) {
            read_actions(*content, facts);
        } else if (is_ingredient(one.label)) {
            read_ingredient_facts(*content, facts);
        } else if (one.label == kSoftBindingLabel) {
            read_soft_binding(*content, facts);
        } else if (one.label == kConsentLabel) {
            read_consent(*content, facts);
        } else if (one.label == kClipLabel) {
            facts.kind = short_text(&*content, "kind");
        }
    }
    return facts;
}

}  // namespace hibari::trust
