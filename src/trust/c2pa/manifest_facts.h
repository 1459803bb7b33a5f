#pragma once

// What a manifest says, as facts for people and programs.

#include "trust/c2pa/parsed_manifest.h"
#include "trust/c2pa/read_manifest.h"

namespace hibari::trust {

/// All but who signed and when.
ManifestFacts read_facts(const ParsedManifest& manifest);

}  // namespace hibari::trust
