#include "world/director/check_script.h"

#include "world/director/nouns.h"
#include "world/script/cue_names.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {

Result<ClipScript> read_script(const Json& json) {
    const Nouns nouns = catalogue_nouns();
    ScriptVocabulary vocabulary;
    for (const ThingNoun& thing : nouns.things) {
        vocabulary.things.push_back(thing.name);
    }
    for (const PlaceNoun& place : nouns.places) {
        vocabulary.places.push_back(place.name);
    }
    for (const MaterialNoun& material : nouns.materials) {
        vocabulary.materials.push_back(material.name);
    }
    for (const CueName& cue : kCueNames) {
        vocabulary.sounds.push_back(cue.name);
    }
    return parse_script(json, vocabulary);
}

}  // namespace hibari::world
