// Who plays what: the one place that knows every kind of performer.
#include "world/physics/character/animal_performer.h"
#include "world/physics/character/person_performer.h"

namespace hibari::world {

std::unique_ptr<Performer> make_performer(
    const Entity& entity, const Thing& thing, const Blueprint& blueprint, Rng rng
) {
    switch (thing.category) {
        case Category::kPerson:
            return std::make_unique<PersonPerformer>(entity, blueprint, rng);
        case Category::kAnimal:
            return make_animal_performer(entity, thing, blueprint, rng);
        default:
            return nullptr;
    }
}

}  // namespace hibari::world
