#include "world/director/nouns.h"

#include "world/things/catalogue.h"
#include "world/things/material_names.h"
#include "world/things/place.h"

namespace hibari::world {

int Nouns::thing(std::string_view name) const {
    for (std::size_t i = 0; i < things.size(); ++i) {
        if (things[i].name == name) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

int Nouns::place(std::string_view name) const {
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].name == name) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

Nouns catalogue_nouns() {
    Nouns nouns;
    for (const Thing* thing : all_things()) {
        nouns.things.push_back({
            .name = thing->name,
            .words = thing->words,
            .category = thing->category,
            .traits = thing->traits,
            .usual_size = thing->usual_size,
        });
    }
    for (const Place* place : all_places()) {
        nouns.places.push_back({.name = place->name, .words = place->words, .indoor = place->indoor}
        );
    }
    for (const NamedMaterial& material : all_materials()) {
        nouns.materials.push_back(
            {.name = material.name, .words = {material.words.begin(), material.words.end()}}
        );
    }
    return nouns;
}

}  // namespace hibari::world
