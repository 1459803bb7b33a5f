#pragma once

// The rules for what a manifest says was done (C2PA 2.1, section 15.10.3): it begins with "created"
// or "opened", and what was opened or put in is among the ingredients.

#include "trust/c2pa/parsed_manifest.h"

namespace hibari::trust {

/// Adds what is wrong with the actions to the manifest's statuses.
void check_actions(ParsedManifest& manifest);

/// Whether assertions with that label hold actions.
bool is_actions(std::string_view label);

/// Whether assertions with that label tell of an ingredient.
bool is_ingredient(std::string_view label);

}  // namespace hibari::trust
