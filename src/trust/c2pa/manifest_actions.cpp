#include "trust/c2pa/manifest_actions.h"

#include "trust/c2pa/manifest_labels.h"

#include <algorithm>

namespace hibari::trust {
namespace {

using Kind = ValidationStatus::Kind;

constexpr std::string_view kMalformed = "assertion.action.malformed";
constexpr std::string_view kMismatch = "assertion.action.ingredientMismatch";
constexpr std::size_t kActionsMax = 1'000;

class Checker {
  public:
    explicit Checker(ParsedManifest& manifest) : manifest_(manifest) {}

    void check() {
        bool is_begun = false;
        for (const ParsedAssertion& one : manifest_.assertions) {
            if (is_actions(one.label)) {
                check_assertion(one, is_begun);
                is_begun = true;
            }
        }
        if (!is_begun && manifest_.box->is(kManifestBox)) {
            refuse(kMalformed, manifest_.url(), "no action says how it began");
        }
        for (ValidationStatus& one : found_) {
            manifest_.statuses.push_back(std::move(one));
        }
    }

  private:
    void refuse(std::string_view code, const std::string& url, std::string explanation) {
        found_.push_back(
            {.kind = Kind::kFailure,
             .code = std::string(code),
             .url = url,
             .explanation = std::move(explanation)}
        );
    }

    void check_assertion(const ParsedAssertion& assertion, bool is_begun) {
        const auto content = assertion.content();
        const CborValue* actions = content ? content->find("actions") : nullptr;
        if (actions == nullptr || !actions->is_array() || actions->children.empty() ||
            actions->children.size() > kActionsMax) {
            refuse(kMalformed, assertion.url, "there are no actions, or they cannot be read");
            return;
        }
        for (const CborValue& action : actions->children) {
            check_action(action, assertion.url, is_begun);
            is_begun = true;
        }
    }

    void check_action(const CborValue& action, const std::string& url, bool is_begun) {
        const std::string_view name = action.text("action").value_or("");
        const bool begins = name == "c2pa.created" || name == "c2pa.opened";
        if (name.empty() || (begins == is_begun && manifest_.box->is(kManifestBox))) {
            refuse(kMalformed, url, "the first action, and no other, is 'created' or 'opened'");
            return;
        }
        if (name == "c2pa.created" && !action.text("digitalSourceType")) {
            refuse(kMalformed, url, "'created' does not say by what");
        }
        if (name == "c2pa.opened") {
            check_ingredients(action, url, "parentOf");
        }
        if (name == "c2pa.placed" || name == "c2pa.removed") {
            check_ingredients(action, url, "componentOf");
        }
    }

    void check_ingredients(
        const CborValue& action, const std::string& url, std::string_view relationship
    ) {
        const CborValue* parameters = action.find("parameters");
        const CborValue* list = parameters == nullptr ? nullptr : parameters->find("ingredients");
        const CborValue* one = parameters == nullptr ? nullptr : parameters->find("ingredient");
        bool is_found = one != nullptr && is_among_ingredients(*one, relationship);
        for (std::size_t i = 0; list != nullptr && i < list->children.size(); ++i) {
            is_found = is_found || is_among_ingredients(list->children[i], relationship);
        }
        if (!is_found) {
            refuse(kMismatch, url, "what was opened or put in is not among the ingredients");
        }
    }

    bool is_among_ingredients(const CborValue& reference, std::string_view relationship) {
        const auto uri = reference.text("url");
        const auto place = uri ? read_store_uri(*uri) : std::nullopt;
        return place && std::ranges::any_of(manifest_.assertions, [&](const ParsedAssertion& one) {
                   if (one.label != place->last || !is_ingredient(one.label)) {
                       return false;
                   }
                   const auto content = one.content();
                   return content && content->text("relationship") == relationship;
               });
    }

    ParsedManifest& manifest_;
    std::vector<ValidationStatus> found_;
};

}  // namespace

bool is_actions(std::string_view label) {
    const std::string_view base = base_label(label);
    return base == kActionsLabel || base == "c2pa.actions";
}

bool is_ingredient(std::string_view label) {
    const std::string_view base = base_label(label);
    return base == kIngredientLabel || base == "c2pa.ingredient" || base == "c2pa.ingredient.v2";
}

void check_actions(ParsedManifest& manifest) {
    // Older claims were not held to these rules.
    if (manifest.claim && manifest.claim->find("created_assertions") != nullptr) {
        Checker(manifest).check();
    }
}

}  // namespace hibari::trust
