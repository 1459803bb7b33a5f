#pragma once

// What really happened in a clip: impacts by slot, the ways of the objects over the screen, and the
// corrections that this asks of the telling.

#include "world/tap/hibari_world.h"
#include "world/tap/told.h"
#include "world/timeline/timeline.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace hibari::world::tap {

/// Which slot an entity has, and what else it is.
class Slots {
  public:
    /// Slots go to the entities of `told` in its order.
    Slots(const Told& told, const Timeline& timeline);

    int count() const { return static_cast<int>(entities_.size()); }

    /// Index into Timeline::entities.
    int entity(int slot) const { return entities_[static_cast<std::size_t>(slot)]; }

    /// A slot; -1 the ground and what is fixed, -2 water, -3 something that is not followed.
    int of_body(const Timeline& timeline, int body) const;

    /// What HibariClip::mask says of 1 + index into Timeline::entities; 0 stays 0.
    std::span<const std::uint8_t> mask_values() const { return mask_values_; }

  private:
    std::vector<int> entities_;
    std::vector<int> slot_of_;  ///< by entity, -1 none
    std::vector<std::uint8_t> mask_values_;
};

/// The impacts of a clip, the strongest HIBARI_CONTACTS_MAX of them, by time. Those between parts
/// of the same thing are left out.
std::vector<HibariContact> contacts_of(const Timeline& timeline, const Slots& slots);

/// [HIBARI_SLOTS][frames][HIBARI_STATE_FIELDS] as in HibariClip::state. `seen` counts the pixels of
/// each slot in each frame: [HIBARI_SLOTS][frames].
std::vector<float> states_of(
    const Timeline& timeline,
    const Slots& slots,
    std::span<const std::uint32_t> seen,
    int frames,
    float aspect
);

/// Makes the telling true: whether what was aimed arrived, and how often what fell came up again.
void settle(Told& told, const Timeline& timeline);

}  // namespace hibari::world::tap
